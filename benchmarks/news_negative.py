"""How well bad news and its subjects are told, as shipped and trained on labelled texts.

    python benchmarks/news_negative.py --train FILE [--test FILE] [--folds 5] [--seeds 1]

Files hold a JSON list of rows: id, title, text, names apart by `;`, 1 for bad news or 0, and those names it is bad news
for. Without --test the first file is cut into folds, each judged by a model of the others, and all judgements are
counted together: cut by text for `combined`, and of these judgements those on texts that are like no text learnt from
(Jaccard index below 0.7) for `combined_unlike`; by groups of near-duplicates for `combined_apart` (the first text of
each group counts) and `combined_groups` (all do). With --test the second file is judged, for `combined_unlike` those of
its texts that are like none of the first, and for `combined_apart` those that have no near-duplicate before them. The
last line printed is one JSON object with every figure.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cnesg.sentiment.models.negative import (
    NegativeModel,
    Verdict,
    joined,
    pack_negative,
    shipped_negative,
    unpack_negative,
)
from cnesg.sentiment.training.labelled import negative_rows
from cnesg.sentiment.training.negative import JudgedText, negative_figures, train_negative
from cnesg.text.model_files import ModelError
from cnesg.text.near_duplicates import groups
from news_splits import apart, folds, unlike

Figures = dict[str, float]


def judge(model: NegativeModel, rows: Sequence[JudgedText]) -> Figures:
    """The figures of a model on these rows, and how many texts it judged a second."""
    started = time.process_time()
    verdicts = model.judge([row.shown for row in rows])
    seconds = time.process_time() - started
    return negative_figures(rows, verdicts) | {"texts_a_second": round(len(rows) / seconds)}


def trained(rows: Sequence[JudgedText]) -> NegativeModel:
    """A model of these rows, packed and unpacked, so that half precision is measured too."""
    return unpack_negative(pack_negative(train_negative(rows)))


def text_of(row: JudgedText) -> str:
    """Headline and body as they are compared."""
    return joined(row.shown.title, row.shown.text)


def on_file(learnt: Sequence[JudgedText], judged: Sequence[JudgedText]) -> Figures:
    """Trained on one file, judged on another."""
    model = trained(learnt)
    figures = judge(model, judged)
    known, asked = ([text_of(row) for row in rows] for rows in (learnt, judged))
    for name, kept in (("unlike", unlike(known, asked)), ("apart", apart(known, asked))):
        figures |= _named(judge(model, [judged[place] for place in kept]), name)
    return figures


def on_folds(rows: Sequence[JudgedText], number: int, seeds: int) -> Figures:
    """Each fold judged by a model of the others; means over seeds."""
    texts = [text_of(row) for row in rows]
    alike = groups(texts)
    found: list[Figures] = []
    for seed in range(seeds):
        cut = folds(texts, number, seed)
        verdicts = held_out(rows, cut)
        figures = _of_places(rows, verdicts, range(len(rows)))
        figures |= _named(_of_places(rows, verdicts, _unlike_others(texts, cut)), "unlike")
        verdicts = held_out(rows, folds(alike, number, seed))
        figures |= _named(_of_places(rows, verdicts, range(len(rows))), "groups")
        firsts = [place for place in range(len(rows)) if alike[place] == place]
        found.append(figures | _named(_of_places(rows, verdicts, firsts), "apart"))
        print("seed", seed, found[-1], flush=True)
    return {name: round(float(np.mean([each[name] for each in found])), 4) for name in found[0]}


def held_out(rows: Sequence[JudgedText], cut: Sequence[Sequence[int]]) -> list[Verdict]:
    """The verdict on each text by a model of the other folds."""
    verdicts: dict[int, Verdict] = {}
    for fold in cut:
        out = set(fold)
        model = trained([row for place, row in enumerate(rows) if place not in out])
        verdicts |= dict(zip(fold, model.judge([rows[place].shown for place in fold]), strict=True))
    return [verdicts[place] for place in range(len(rows))]


def _unlike_others(texts: Sequence[str], cut: Sequence[Sequence[int]]) -> list[int]:
    """Places of the texts that are like none outside their own fold."""
    found: list[int] = []
    for fold in cut:
        out = set(fold)
        others = [text for place, text in enumerate(texts) if place not in out]
        found += [fold[place] for place in unlike(others, [texts[place] for place in fold])]
    return found


def _of_places(rows: Sequence[JudgedText], verdicts: Sequence[Verdict], places: Iterable[int]) -> Figures:
    kept = list(places)
    return negative_figures([rows[place] for place in kept], [verdicts[place] for place in kept]) | {"texts": len(kept)}


def _named(figures: Figures, ending: str) -> Figures:
    return {f"{name}_{ending}": value for name, value in figures.items() if name != "texts_a_second"}


def main() -> int:
    """Prints every figure; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=1)
    arguments = parser.parse_args()
    rows = negative_rows(arguments.train)
    judged = negative_rows(arguments.test) if arguments.test else rows
    figures = on_file(rows, judged) if arguments.test else on_folds(rows, arguments.folds, arguments.seeds)
    try:
        shipped = judge(shipped_negative(), judged)
        figures |= {f"shipped_{name}": value for name, value in shipped.items()}
    except ModelError as error:
        print("as shipped:", error)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
