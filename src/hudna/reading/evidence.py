"""Everything one article shows before it is tied together: the answer of each question, once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from hudna.lexicon import Hit
from hudna.model import Bounds
from hudna.reading.anchor import Anchor, anchor_of
from hudna.reading.cues import Cue, find_cues
from hudna.reading.document import Document
from hudna.reading.glance import density
from hudna.reading.says import Attribution, find_attributions
from hudna.reading.slots import Slot, slot_of
from hudna.reading.syntax import Syntax, syntax_of
from hudna.reading.toll import Toll, find_tolls
from hudna.reading.what import Mention
from hudna.reading.when import TimePhrase, find_times
from hudna.reading.where import PlacePhrase, find_places
from hudna.reading.who import ActorPhrase, code_of, find_actors, home_of
from hudna.reading.word_class import WordClasses, classes_of
from hudna.text.fold import fold_term

_SHORT = 3
"""Words of up to so many letters are mostly particles."""


@dataclass(frozen=True)
class Evidence:
    """What was found, in text order; phrases point into the document by word indexes."""

    doc: Document
    syntax: Syntax
    mentions: Sequence[Mention]
    anchor: Anchor | None
    actors: Sequence[ActorPhrase]
    home: str | None
    places: Sequence[PlacePhrase]
    times: Sequence[TimePhrase]
    tolls: Sequence[Toll]
    attributions: Sequence[Attribution]
    cues: Sequence[Cue] = field(default=())
    """Words that tell how far a happening went, in text order."""

    @cached_property
    def mention_starts(self) -> list[int]:
        """First words of the triggers."""
        return [mention.first for mention in self.mentions]

    @cached_property
    def actor_starts(self) -> list[int]:
        """First words of the actors."""
        return [phrase.first for phrase in self.actors]

    @cached_property
    def place_starts(self) -> list[int]:
        """First words of the places."""
        return [phrase.first for phrase in self.places]

    @cached_property
    def time_starts(self) -> list[int]:
        """First words of the time phrases."""
        return [phrase.first for phrase in self.times]

    @cached_property
    def toll_starts(self) -> list[int]:
        """First words of the tolls."""
        return [toll.first for toll in self.tolls]

    @cached_property
    def cue_starts(self) -> list[int]:
        """Words of the status cues."""
        return [cue.first for cue in self.cues]

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """The phrases that may fill each role of an event, with what governs them."""
        return {
            "actors": slot_of(self.doc, self.actors, joined=self._joined),
            "places": slot_of(self.doc, self.places, joined=self._listed),
            "times": slot_of(self.doc, self.times),
            "tolls": slot_of(self.doc, self.tolls, kept=lambda i: not self.tolls[i].subset),
        }

    def _listed(self, index: int) -> bool:
        """Whether a place goes on the list that the one before it is in."""
        left, right = self.places[index - 1], self.places[index]
        return right.group == left.group and right.within is None

    def _joined(self, index: int) -> bool:
        """Whether a participant goes on the list that the one before it is in."""
        left, right = self.actors[index - 1], self.actors[index]
        if right.first != left.last + 1 or right.adjective or left.adjective:
            return False
        gap = self.doc.words.gaps[right.first].strip()
        if right.before == "و":
            return gap in ("", "،", ",")
        return not right.before and gap in ("،", ",") and right.kind == left.kind

    @cached_property
    def chain_of(self) -> dict[int, int]:
        """The list, as an index of the participants' chains, in which each participant stands."""
        return {i: at for at, chain in enumerate(self.slots["actors"].chains) for i in chain}

    @cached_property
    def codes(self) -> list[str]:
        """The code of each participant, as of who takes part in violence: codebook 2.3."""
        return [code_of(phrase, self.home, True) for phrase in self.actors]

    @cached_property
    def code_reach(self) -> list[dict[str, tuple[int, int]]]:
        """By sentence and code: where its first participant of the code ends, its last begins."""
        out: list[dict[str, tuple[int, int]]] = [{} for _ in self.doc.sentences]
        for phrase, code in zip(self.actors, self.codes, strict=True):
            named = out[self.doc.sentence_of[phrase.first]]
            ends, _ = named.get(code, (phrase.last, 0))
            named[code] = ends, phrase.first
        return out

    @cached_property
    def code_counts(self) -> Counter[str]:
        """How often the article names each code."""
        return Counter(self.codes)

    @cached_property
    def first_codes(self) -> dict[str, int]:
        """The first participant of each code."""
        out: dict[str, int] = {}
        for i, code in enumerate(self.codes):
            out.setdefault(code, i)
        return out

    @cached_property
    def sentence_codes(self) -> list[Counter[str]]:
        """The codes at the head of each sentence's lists of participants, with how often."""
        return self._by_sentence(self.codes)

    @cached_property
    def sectors(self) -> list[str]:
        """The sectors of each sentence's participants, as one word."""
        found = self._by_sentence([phrase.sector for phrase in self.actors])
        return ["+".join(sorted(line)) for line in found]

    def _by_sentence(self, values: Sequence[str]) -> list[Counter[str]]:
        slot, out = self.slots["actors"], [Counter[str]() for _ in self.doc.sentences]
        for first, chain in zip(slot.starts, slot.chains, strict=True):
            out[self.doc.sentence_of[first]][values[chain[0]]] += 1
        return out

    @cached_property
    def title_codes(self) -> set[str]:
        """The codes that the first sentence names."""
        return {self.codes[i] for i in between(self.actor_starts, *self.doc.sentences[0])}

    @cached_property
    def causes(self) -> list[int]:
        """First words of the triggers outside all tolls: what might be the cause of one."""
        counted = {i for toll in self.tolls for i in range(toll.first, toll.last + 1)}
        return [first for first in self.mention_starts if first not in counted]

    @cached_property
    def time_counts(self) -> Counter[tuple[date | None, date | None]]:
        """How often the article states each interval."""
        return Counter((phrase.start, phrase.end) for phrase in self.times)

    @cached_property
    def toll_counts(self) -> Counter[tuple[str, Bounds]]:
        """How often the article tells each toll, by its harm and bounds."""
        return Counter((toll.kind, toll.bounds) for toll in self.tolls)

    def fold_place(self, index: int) -> str:
        """Return a place's name as folded, for comparing two mentions of it."""
        return self._place_names[index]

    @cached_property
    def _place_names(self) -> list[str]:
        return [fold_term(place.span.text).removeprefix("ال") for place in self.places]

    @cached_property
    def places_named(self) -> dict[str, list[int]]:
        """Where the article names each place, by its name as folded."""
        out: dict[str, list[int]] = {}
        for at, name in enumerate(self._place_names):
            out.setdefault(name, []).append(at)
        return out

    @cached_property
    def place_counts(self) -> Counter[str]:
        """How often the article names each place, by its name as folded."""
        return Counter(self._place_names)

    @cached_property
    def title_places(self) -> set[str]:
        """The places that the first sentence names, as folded."""
        return {self._place_names[i] for i in between(self.place_starts, *self.doc.sentences[0])}

    @cached_property
    def sentence_places(self) -> list[set[str]]:
        """The places that each sentence names, as folded."""
        out: list[set[str]] = [set() for _ in self.doc.sentences]
        for first, name in zip(self.place_starts, self._place_names, strict=True):
            out[self.doc.sentence_of[first]].add(name)
        return out

    @cached_property
    def new_places(self) -> list[int]:
        """How many places each sentence names first."""
        counts = Counter(self.first_named.values())
        return [counts[line] for line in range(len(self.doc.sentences))]

    @cached_property
    def top_counts(self) -> list[int]:
        """How often the article names the place of each sentence that it names most often."""
        counts = self.place_counts
        return [max((counts[n] for n in names), default=0) for names in self.sentence_places]

    @cached_property
    def first_named(self) -> dict[str, int]:
        """The sentence that names a place first, by its name as folded."""
        out: dict[str, int] = {}
        for line, names in enumerate(self.sentence_places):
            for name in names:
                out.setdefault(name, line)
        return out

    @cached_property
    def sentence_words(self) -> list[set[str]]:
        """The longer words of each sentence, without conjunction and article."""
        forms = self.doc.words.forms
        return [
            {
                form.removeprefix("و").removeprefix("ال")
                for form in forms[first:last]
                if len(form) > _SHORT
            }
            for first, last in self.doc.sentences
        ]

    @cached_property
    def word_counts(self) -> Counter[str]:
        """In how many sentences each word of :attr:`sentence_words` stands."""
        return Counter(word for words in self.sentence_words for word in words)

    @cached_property
    def classes(self) -> WordClasses:
        """The class of each word."""
        return classes_of(self.doc.words.forms)

    @cached_property
    def cue_at(self) -> dict[int, Cue]:
        """The status cue that ends at a word."""
        return {cue.last: cue for cue in self.cues}

    @cached_property
    def _sources(self) -> set[int]:
        """Words that lie in a source's name."""
        return {i for a in self.attributions for i in range(a.first, a.last + 1)}

    @cached_property
    def _participants(self) -> set[int]:
        """Words that lie in a participant's name."""
        return {i for a in self.actors for i in range(a.first, a.last + 1)}

    def in_source(self, index: int) -> bool:
        """Whether a word belongs to the name of whoever is quoted."""
        return index in self._sources

    def in_actor(self, index: int) -> bool:
        """Whether a word belongs to a participant's name."""
        return index in self._participants

    @cached_property
    def _said_in(self) -> dict[int, list[int]]:
        """The attributions that bear on each sentence: by their cue, or by what they are for."""
        sentence_of = self.doc.sentence_of
        out: dict[int, list[int]] = {}
        for at, said in enumerate(self.attributions):
            first, last = said.scope
            lines = {sentence_of[said.cue]}
            if first < last:
                lines.update(range(sentence_of[first], sentence_of[last - 1] + 1))
            for line in lines:
                out.setdefault(line, []).append(at)
        return out

    def said_around(self, lines: Iterable[int], before: int = 0, after: int = 0) -> list[int]:
        """The attributions that bear on some sentences, or on so many before and after each.

        Indexes in text order; what an event looks for among them costs by what stands near it, not
        by how long the article is.
        """
        near = {line + step for line in lines for step in range(-before, after + 1)}
        return sorted({at for line in near for at in self._said_in.get(line, ())})

    def said_of(self, word: int) -> list[int]:
        """The attributions that are quoted for a word."""
        return [
            at
            for at in self._said_in.get(self.doc.sentence_of[word], ())
            if self.attributions[at].scope[0] <= word < self.attributions[at].scope[1]
        ]

    def denied(self, index: int) -> bool:
        """Whether a word stands in what somebody denies."""
        return any(self.attributions[at].mode == "denied" for at in self.said_of(index))

    @cached_property
    def referents(self) -> int:
        """How many sources the article quotes."""
        return len({said.referent for said in self.attributions})

    @cached_property
    def tolls_at(self) -> dict[int, list[int]]:
        """The tolls that each word states, by their anchors."""
        out: dict[int, list[int]] = {}
        for at, toll in enumerate(self.tolls):
            out.setdefault(toll.anchor, []).append(at)
        return out

    @cached_property
    def mention_at(self) -> dict[int, Mention]:
        """The trigger that begins at a word."""
        return {mention.first: mention for mention in self.mentions}

    @cached_property
    def dated_at(self) -> dict[int, Hit]:
        """The first known accord or round of several words whose name holds a word."""
        out: dict[int, Hit] = {}
        for hit in self.doc.of("dated"):
            if hit.last > hit.first:
                for word in range(hit.first, hit.last + 1):
                    out.setdefault(word, hit)
        return out

    @cached_property
    def holds_places(self) -> list[bool]:
        """Whether each place contains another one of the text."""
        out = [False] * len(self.places)
        for place in self.places:
            if place.within is not None:
                out[place.within] = True
        return out

    def lone_place(self, index: int) -> bool:
        """Whether a place is the only one of its sentence."""
        sentence_of = self.doc.sentence_of
        first, last = self.doc.sentences[sentence_of[self.places[index].first]]
        return len(between(self.place_starts, first, last)) == 1

    @cached_property
    def alike(self) -> dict[str, list[Mention]]:
        """The triggers that may tell each type, in text order."""
        out: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            for kind in mention.types():
                out.setdefault(kind, []).append(mention)
        return out

    @cached_property
    def alike_at(self) -> dict[str, list[int]]:
        """The indexes of the triggers that may tell each type."""
        return {kind: [m.index for m in mentions] for kind, mentions in self.alike.items()}

    @cached_property
    def first_strong(self) -> dict[str, int]:
        """Index of the first strong trigger of each type that has one."""
        out: dict[str, int] = {}
        for mention in self.mentions:
            if mention.strength == "strong":
                for kind in mention.types():
                    out.setdefault(kind, mention.index)
        return out

    @cached_property
    def doc_types(self) -> list[str]:
        """The types that the lexicon gives the article's triggers, by first occurrence."""
        return list(dict.fromkeys(m.hit.row.data["type"] for m in self.mentions))

    @cached_property
    def doc_means(self) -> list[str]:
        """The types that weapons anywhere in the article imply."""
        return sorted({hit.row.data["type"] for hit in self.doc.of("means")})

    @cached_property
    def busy(self) -> int:
        """How dense the article is with triggers of violence, from 0 to 3."""
        return density(self.doc, self.mentions)


def gather(doc: Document, mentions: Sequence[Mention]) -> Evidence:
    """Ask every question of an article."""
    anchor = anchor_of(doc)
    actors = find_actors(doc)
    return Evidence(
        doc=doc,
        syntax=syntax_of(doc),
        mentions=mentions,
        anchor=anchor,
        actors=actors,
        home=home_of(doc, actors),
        places=find_places(doc),
        times=find_times(doc, anchor),
        tolls=find_tolls(doc),
        attributions=find_attributions(doc),
        cues=find_cues(doc),
    )


def between(items: Sequence[int], first: int, last: int) -> range:
    """Indexes of the sorted ``items`` that lie in ``[first, last)``."""
    return range(bisect_left(items, first), bisect_left(items, last))
