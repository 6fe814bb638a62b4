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
from hudna.reading.says_cue import Cue, Mode, read_cue
from hudna.reading.says_name import Phrase
from hudna.reading.says_words import marks_of

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


def find_attributions(doc: Document) -> list[Attribution]:
    """Find every attribution of an article, in the order of the cues; linear in its length."""
    hits: list[Hit] = sorted(
        doc.of("say", "according", "say_participle"), key=lambda hit: (hit.first, -hit.last)
    )
    if not hits:
        return []
    marks = marks_of(doc)
    sentence_of, sentences = doc.sentence_of, doc.sentences
    found = _Found(doc)
    row: list[Cue] = []
    current = taken = -1
    for hit in hits:
        if hit.first <= taken:
            continue
        if sentence_of[hit.first] != current:
            found.add(row)
            row, current = [], sentence_of[hit.first]
        cue = read_cue(doc, marks, hit, sentences[current])
        if cue is not None:
            row.append(cue)
            taken = max(hit.last, cue.upto)
    found.add(row)
    passed_on = relays(doc, marks, found.all)
    return [
        said if via is None else replace(said, via=via)
        for said, via in zip(found.all, passed_on, strict=True)
    ]


class _Found:
    """The attributions found so far, and who is who among their sources."""

    def __init__(self, doc: Document) -> None:
        self.all: list[Attribution] = []
        self._doc = doc
        self._names: dict[int, frozenset[str]] = {}
        self._bearers: dict[str, list[int]] = {}

    def add(self, cues: Sequence[Cue]) -> None:
        """Settle the scopes of one sentence's cues and add their attributions."""
        for n, cue in enumerate(cues):
            scope = cue.scope
            if cue.mode != "according":
                for later in cues[n + 1 :]:
                    if later.turn and later.phrases and scope[0] < later.at:
                        scope = (scope[0], later.at)
                        break
            if not cue.phrases:
                if self.all:
                    self.all.append(
                        replace(
                            self.all[-1],
                            cue=cue.at,
                            scope=scope,
                            mode=cue.mode,
                            telling=cue.telling,
                            denies=cue.denies,
                        )
                    )
                continue
            outer: int | None = None
            for phrase in cue.relay:
                self._make(phrase, cue, scope, None)
                outer = len(self.all) - 1
            for phrase in cue.phrases:
                self._make(phrase, cue, scope, outer)

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
            )
        )

    def _referent(self, phrase: Phrase) -> int:
        """Index of the first attribution whose source bears all the words of this name."""
        forms = self._doc.words.forms[phrase.first : phrase.last + 1]
        name = frozenset(word.removeprefix("ال").removeprefix("لل") for word in forms)
        here = len(self.all)
        rarest = min(name, key=lambda word: len(self._bearers.get(word, ())))
        for other in self._bearers.get(rarest, [])[: -_NAMESAKES - 1 : -1]:
            if name <= self._names[other]:
                return other
        self._names[here] = name
        for word in name:
            self._bearers.setdefault(word, []).append(here)
        return here


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
