"""Learn which words news uses alike, from uncoded articles.

    python -m training.word_classes CORPUS.jsonl.gz … --out src/hudna/reading/word_classes.json.gz

Each word is described by the frequent words that stand up to two places beside it, weighed by
positive pointwise mutual information with smoothed contexts (Levy, Goldberg & Dagan, 2015,
*Improving distributional similarity with lessons learned from word embeddings*), reduced by
singular value decomposition and divided into classes by k-means. Deterministic for the same texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

from hudna.model import Article
from hudna.reading.document import prepare
from training.codings import articles

LEAST = 8
"""A word must occur this often."""
CONTEXTS = 4_000
"""The most frequent words, by which all are described."""
BESIDE = (-2, -1, 1, 2)
DIMENSIONS = 100
COARSE, FINE = 64, 256
"""How many classes each division has."""
SMOOTHING = 0.75


def sentences(corpora: Iterable[Path]) -> Iterator[list[str]]:
    """Yield the folded words of each sentence, numbers as ``0``."""
    for path in corpora:
        for article in articles(path):
            doc = prepare(Article(article["text"]))
            forms = ["0" if form[0].isdigit() else form for form in doc.words.forms]
            for first, last in doc.sentences:
                yield forms[first:last]


def vectors(lines: Sequence[Sequence[str]]) -> tuple[list[str], np.ndarray]:
    """Describe each frequent word by a vector of length one; the most frequent words first."""
    counts = Counter(word for line in lines for word in line)
    words = [word for word, count in counts.most_common() if count >= LEAST]
    index = {word: i for i, word in enumerate(words)}
    width = min(len(words), CONTEXTS)
    met: Counter[tuple[int, int]] = Counter()
    for line in lines:
        numbers = [index.get(word, -1) for word in line]
        for at, number in enumerate(numbers):
            if number < 0:
                continue
            for slot, step in enumerate(BESIDE):
                beside = numbers[at + step] if 0 <= at + step < len(numbers) else -1
                if 0 <= beside < width:
                    met[number, slot * width + beside] += 1
    rows, columns = (np.array(side) for side in zip(*met, strict=True))
    found = np.array(list(met.values()), dtype=float)
    shape = (len(words), width * len(BESIDE))
    table = coo_matrix((found, (rows, columns)), shape=shape)
    of_word, of_context = (np.asarray(table.sum(axis)).ravel() for axis in (1, 0))
    smoothed = of_context**SMOOTHING / (of_context**SMOOTHING).sum()
    information = np.log(found / (of_word[rows] * smoothed[columns]))
    kept = information > 0
    table = coo_matrix((information[kept], (rows[kept], columns[kept])), shape=shape)
    out = TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(table.tocsr())
    return words, out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-9)


def divided(words: Sequence[str], described: np.ndarray, classes: int) -> list[str]:
    """Divide words into classes; each class as its words, spaces between them."""
    means = MiniBatchKMeans(classes, random_state=0, batch_size=4096, n_init=3).fit(described)
    out: list[list[str]] = [[] for _ in range(classes)]
    for word, label in zip(words, means.labels_, strict=True):
        out[label].append(word)
    return [" ".join(members) for members in out]


def main() -> None:
    """Run the command line."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("corpora", nargs="+", type=Path)
    ask.add_argument("--out", type=Path, required=True)
    args = ask.parse_args()
    words, described = vectors(list(sentences(args.corpora)))
    table = {
        "coarse": divided(words, described, COARSE),
        "fine": divided(words, described, FINE),
    }
    args.out.write_bytes(gzip.compress(json.dumps(table, ensure_ascii=False).encode(), mtime=0))
    print(f"{args.out}: {len(words)} words")


if __name__ == "__main__":
    main()
