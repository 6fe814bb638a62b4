"""An article made ready for reading: folded, split into words and sentences, scanned once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

from hudna.lexicon import Hit, scanner
from hudna.model import Article, Span
from hudna.text.fold import Folded, fold
from hudna.text.words import Sentence, Words, split_sentences, split_words

_first = itemgetter(0)


@dataclass(frozen=True, eq=False)
class Document:
    """What every question of the reading looks at; nothing in it changes."""

    article: Article
    folded: Folded
    words: Words
    sentences: Sequence[Sentence]
    hits: Sequence[Hit]
    """Every lexicon hit, by first word."""

    def span(self, first: int, last: int, skip: int = 0) -> Span:
        """Return the article's words ``first`` to ``last``, inclusive.

        ``skip`` leaves out that many folded letters at the start: the clitics of the first word.
        """
        words, folded = self.words, self.folded
        start, end = words.starts[first] + skip, words.ends[last]
        if folded.cuts:
            start, end = folded.original(start, end)
        return Span(self.article.text[start:end], start, end)

    @cached_property
    def by_kind(self) -> dict[str, list[Hit]]:
        """The hits of each kind of lexicon row."""
        out: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            out[hit[2].kind].append(hit)
        return dict(out)

    def of(self, *kinds: str) -> Iterator[Hit]:
        """The hits of some kinds, kind by kind."""
        for kind in kinds:
            yield from self.by_kind.get(kind, ())

    def within(self, kind: str, first: int, last: int) -> Sequence[Hit]:
        """The hits of a kind whose first word lies in ``[first, last)``."""
        hits = self.by_kind.get(kind, [])
        return hits[bisect_left(hits, first, key=_first) : bisect_left(hits, last, key=_first)]

    @cached_property
    def sentence_of(self) -> list[int]:
        """Index of the sentence of each word."""
        return [i for i, s in enumerate(self.sentences) for _ in range(s.first, s.last)]

    @cached_property
    def body(self) -> int:
        """Index of the first word after the headline; 0 where the text has none."""
        return next((i for i, gap in enumerate(self.words.gaps) if i and "\n" in gap), 0)

    @cached_property
    def _quotes(self) -> list[int]:
        """Running count of quotation marks before each word."""
        return list(
            accumulate(sum(map(gap.count, '"“”«»')) if gap != " " else 0 for gap in self.words.gaps)
        )

    def quoted(self, index: int) -> bool:
        """Whether a word stands between quotation marks of its sentence."""
        first = self.sentences[self.sentence_of[index]].first
        return (self._quotes[index] - self._quotes[first]) % 2 == 1


def prepare(article: Article) -> Document:
    """Fold, split and scan an article."""
    folded = fold(article.text)
    words = split_words(folded.text)
    sentences = split_sentences(words)
    return Document(article, folded, words, sentences, scanner().scan(words, sentences))
