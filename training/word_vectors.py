"""Vectors of Chinese words by the company they keep in reports without labels.

    python -m training.word_vectors TEXTS OUT.npz [--without SPLIT.csv ...]

TEXTS is a folder of reports as text. Reports that a SPLIT.csv lists stay shut (of a split with parts, those of the part
`check`). Needs jieba and gensim, which the project does not otherwise use; it takes some minutes.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from cnesg.disclosure.linear import Array
from cnesg.disclosure.runs import LONGEST, RunTable, plain_signs
from cnesg.text.normalise import fold

DIMENSIONS = 128
_ENDS = re.compile("[。！？；!?;]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_HAN = 6
_MOST = 400


def texts(folder: Path, shut: frozenset[str]) -> Iterator[str]:
    """The sentences of the reports, each wording once, in the signs that count."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        if path.stem in shut:
            continue
        whole = "".join(fold(path.read_text(encoding="utf-8", errors="replace")).split())
        for sentence in _ENDS.split(whole):
            if len(_HAN.findall(sentence)) >= _LEAST_HAN and len(sentence) <= _MOST and sentence not in seen:
                seen.add(sentence)
                yield plain_signs(sentence.casefold())


def shut_reports(splits: Sequence[Path]) -> frozenset[str]:
    """The reports that may not be opened."""
    found: set[str] = set()
    for split in splits:
        with split.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        checked = [row["report"] for row in rows if row["part"] == "check"]
        found.update(checked or [row["report"] for row in rows])
    return frozenset(found)


def learn(sentences: Sequence[str]) -> RunTable:
    """A vector for each word of two to six characters, at length 1, times how rare the word is."""
    import jieba
    from gensim.models import Word2Vec

    cut = [list(jieba.cut(sentence)) for sentence in sentences]
    model = Word2Vec(
        cut, vector_size=DIMENSIONS, window=8, min_count=5, sample=1e-4, negative=8, workers=1, epochs=5, sg=1, seed=0
    )
    holders = Counter(word for words in cut for word in set(words))
    vectors = model.wv.vectors - model.wv.vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rare = np.array([np.log(len(cut) / (1 + holders[word])) for word in model.wv.index_to_key])
    return table(model.wv.index_to_key, vectors * rare[:, None])


def table(words: Sequence[str], vectors: Array) -> RunTable:
    """The vectors by the keys of the words."""
    keyed = {crc32(word.encode()): place for place, word in enumerate(words) if 2 <= len(word) <= LONGEST}
    keys = np.array(sorted(keyed), dtype=np.uint32)
    rows = vectors[[keyed[int(key)] for key in keys]]
    return RunTable(keys, rows.astype(np.float16).astype(np.float32))


def read_words(file: Path) -> RunTable:
    """The vectors that `main` wrote."""
    with np.load(file, allow_pickle=False) as held:
        return RunTable(held["keys"], held["rows"].astype(np.float32))


def main() -> None:
    """Learns the vectors and writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    found = learn(list(texts(arguments.texts, shut_reports(arguments.without))))
    print(len(found.keys), "words")
    np.savez_compressed(arguments.out, allow_pickle=False, keys=found.keys, rows=found.rows.astype(np.float16))


if __name__ == "__main__":
    main()
