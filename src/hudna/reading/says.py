"""Says: who is quoted, for which words, and how.

``find_attributions`` reads the cues of attribution of an article (قال فلان إن …, بحسب المرصد,
نقلت الوكالة عن مصدر …, مضيفا أن …), the noun phrase that names the source of each, and the words
that the cue governs. ``sources_for`` then answers whom an article quotes for an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hudna.lexicon import Hit
from hudna.model import Span
from hudna.reading.document import Document
from hudna.reading.says_chain import relays
from hudna.reading.says_cue import Cue, Mode, label_end, read_cue, read_label
from hudna.reading.says_name import Phrase
from hudna.reading.says_words import Marks, marks_of

_NAMESAKES = 12
"""Earlier sources that share a word with a new one and are compared with it, latest first."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation, direct or not: who, how, and which words of the article it governs."""

    first: int
    """Index of the first word of the source's noun phrase."""
    last: int
    """Index of its last word, inclusive."""
    span: Span
    """The words that name the source, without an attached و / ب / ل."""
    cue: int
    """Index of the word of saying."""
    scope: tuple[int, int]
    """Words that the source is quoted for, the last exclusive."""
    mode: Mode
    speaker: int | None = None
    """Index, in the article's list, of the attribution that relays this one."""
    referent: int = -1
    """Index of the first attribution to the same source; its own where it is the first."""
    telling: bool = True
    """Whether it tells what happened: no opinion, no habit, no headline's present tense."""
    via: int | None = None
    """Index of the attribution that passes this one on: its speaker, or else the one inside whose
    words it stands."""
    denies: bool = False
    """Whether its word of saying denies, be its mode ``according`` (وهو ما نفته الوزارة)."""
    kind: str = ""
    """What heads the source's name: an actor, an outlet …; ``""`` where no word of it is known."""
    goes_on: bool = False
    """Whether it only goes on with the speaker before it: وأضاف أن …, وجاء في البيان أن …"""


def find_attributions(doc: Document) -> list[Attribution]:
    """Find every attribution of an article, in the order of the cues; linear in its length."""
    hits: list[Hit] = sorted(
        doc.of("say", "say_noun", "according", "say_participle"),
        key=lambda hit: (hit.first, -hit.last),
    )
    labels = [sentence for sentence in doc.sentences if label_end(doc, sentence) is not None]
    if not (hits or labels):
        return []
    marks = marks_of(doc)
    rows: dict[int, list[Cue]] = {}
    for sentence in labels:
        cue = read_label(doc, marks, sentence)
        if cue is not None:
            rows[doc.sentence_of[sentence.first]] = [cue]
    taken = -1
    for hit in hits:
        if hit.first <= taken:
            continue
        line = doc.sentence_of[hit.first]
        cue = read_cue(doc, marks, hit, doc.sentences[line])
        if cue is not None:
            rows.setdefault(line, []).append(cue)
            taken = max(hit.last, cue.upto)
    found = _Found(doc, marks)
    for line in sorted(rows):
        found.add(rows[line])
    passed_on = relays(doc, marks, found.all)
    return [
        said if via is None else replace(said, via=via)
        for said, via in zip(found.all, passed_on, strict=True)
    ]


class _Found:
    """The attributions found so far, and who is who among their sources."""

    def __init__(self, doc: Document, marks: Marks) -> None:
        self.all: list[Attribution] = []
        self._doc = doc
        self._marks = marks
        self._names: dict[int, frozenset[str]] = {}
        self._bearers: dict[str, list[int]] = {}
        self._proper: set[int] = set()

    def add(self, cues: Sequence[Cue]) -> None:
        """Settle the scopes of one sentence's cues and add their attributions."""
        for n, cue in enumerate(cues):
            scope = cue.scope
            if cue.mode != "according":
                for later in cues[n + 1 :]:
                    if later.turn and later.phrases and scope[0] < later.at:
                        scope = (scope[0], later.at)
                        break
            if not cue.phrases or (self.all and self._points_back(cue)):
                if self.all:
                    self.all.append(
                        replace(
                            self.all[-1],
                            cue=cue.at,
                            scope=scope,
                            mode=cue.mode,
                            telling=cue.telling,
                            denies=cue.denies,
                            goes_on=True,
                        )
                    )
                continue
            outer: int | None = None
            for phrase in cue.relay:
                self._make(phrase, cue, scope, None)
                outer = len(self.all) - 1
            for phrase in cue.phrases:
                self._make(phrase, cue, scope, outer)

    def _points_back(self, cue: Cue) -> bool:
        """Whether the source is the document of the speaker before: وأضاف البيان أن …"""
        first = cue.phrases[0]
        return len(cue.phrases) == 1 and self._marks.documents.get(first.first) == first.last

    def _make(self, phrase: Phrase, cue: Cue, scope: tuple[int, int], outer: int | None) -> None:
        self.all.append(
            Attribution(
                first=phrase.first,
                last=phrase.last,
                span=phrase.span(self._doc),
                cue=cue.at,
                scope=scope,
                mode=cue.mode,
                speaker=outer,
                referent=self._referent(phrase),
                telling=cue.telling,
                denies=cue.denies,
                kind=_kind(phrase, self._marks),
            )
        )

    def _referent(self, phrase: Phrase) -> int:
        """Index of the first attribution whose source bears all the words of this name.

        Or of one named by fewer of its words before (المرصد: …, then المرصد السوري), if that was
        no common noun: مصدر and مصدر أمني may be two.
        """
        forms = self._doc.words.forms[phrase.first : phrase.last + 1]
        name = frozenset(word.removeprefix("ال").removeprefix("لل") for word in forms)
        here = len(self.all)
        rarest = min(name, key=lambda word: len(self._bearers.get(word, ())))
        for other in self._bearers.get(rarest, [])[: -_NAMESAKES - 1 : -1]:
            if name <= self._names[other]:
                return other
        shorter = self._shorter(name)
        if shorter is not None:
            name -= self._names[shorter]
            self._names[shorter] |= name
            here = shorter
        else:
            self._names[here] = name
            if phrase.first not in self._marks.generic:
                self._proper.add(here)
        for word in name:
            self._bearers.setdefault(word, []).append(here)
        return here

    def _shorter(self, name: frozenset[str]) -> int | None:
        """Find the latest proper name before that holds some of the words of this one, no other."""
        near = {at for word in name for at in self._bearers.get(word, [])[-_NAMESAKES:]}
        known = (at for at in near if at in self._proper and self._names[at] <= name)
        return max(known, default=None)


def _kind(phrase: Phrase, marks: Marks) -> str:
    """Sort the head of a source's name, more finely than by its lexicon row."""
    at = phrase.first
    if phrase.media or at in marks.media:
        return "media"
    if at in marks.generic:
        return "generic"
    return "title" if at in marks.title else phrase.kind


def sources_for(attributions: Sequence[Attribution], words: Sequence[int]) -> list[Attribution]:
    """Choose the attributions that an event told by ``words`` rests on, each source once.

    ``words`` are the indexes of its trigger words, the most informative first, and of whatever else
    tells it (its toll). Of several mentions of one source the fullest is taken, then the nearest.
    """
    best: dict[int, tuple[tuple[int, int], Attribution]] = {}
    for attribution in attributions:
        first, last = attribution.scope
        if attribution.telling and any(first <= word < last for word in words):
            key = (attribution.first - attribution.last, abs(attribution.first - words[0]))
            held = best.get(attribution.referent)
            if held is None or key < held[0]:
                best[attribution.referent] = (key, attribution)
    return [attribution for _, attribution in best.values()]
