"""Count in how many texts of a corpus each word stands: how rare it is, for merging.

    python -m training.merge_words CORPUS.jsonl.gz … --out src/hudna/merging/data/words.json.gz

Only stems and their counts are written, none that fewer than three texts share.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from hudna.merging.wording import stems

LEAST = 3
"""Texts that must share a word: a word of fewer is as rare as one never seen."""


def count(paths: list[Path]) -> tuple[int, Counter[str]]:
    """Count the texts of files of records, one a line, and those that hold each stem."""
    total, found = 0, Counter[str]()
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                total += 1
                found.update(set(stems(json.loads(line)["text"])))
    return total, found


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    total, found = count(options.corpus)
    words = sorted(word for word, n in found.items() if n >= LEAST)
    data = {"documents": total, "words": " ".join(words), "counts": [found[w] for w in words]}
    # No time stamp, so that the same corpus gives the same file.
    packed = gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0)
    options.out.write_bytes(packed)
    print(f"{total} texts, {len(words)} words, {len(packed)} bytes")


if __name__ == "__main__":
    main()
