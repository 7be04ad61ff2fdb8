"""Trains the models of topic and kind of Chinese sentences, and says how good they are on sentences they have not seen.

    python -m training.topics GOLD.csv [--out FOLDER]

GOLD.csv has the columns `sentences`, `label` (a topic) and `quality` (qualitative, quantitative or off topic). Of five
folds, grouped by near-duplicates, each is judged by a model of the other four.
"""

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from cnesg.disclosure.linear import LinearModel
from cnesg.disclosure.sentence_topics import OFF_TOPIC, SentenceTopics, rule_reader
from training.levels import WEIGHTS, write
from training.near_duplicates import groups
from training.text_model import Space, fit_blocks, space

SIZE = 2**16
DIMENSIONS = 0
FOLDS = 5
SCALES = {"topic": (1.0, 0.0, 0.0), "kind": (1.0, 0.2, 0.0)}
SOFTNESS = {"topic": 0.8, "kind": 1.0}


@dataclass(frozen=True)
class Labelled:
    """A sentence as the model reads it, with its topic and kind."""

    sentence: str
    text: str
    cues: frozenset[str]
    labels: dict[str, str]


def read(file: Path) -> list[Labelled]:
    """The rows of a file of labelled sentences; the kind of a sentence off topic is not asked."""
    reader = rule_reader()
    rows = []
    with file.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            seen = reader.by_rules(row["sentences"])
            labels = {"topic": row["label"]}
            if row["quality"] != OFF_TOPIC:
                labels["kind"] = row["quality"]
            rows.append(Labelled(row["sentences"], seen.text, seen.topic_cues, labels))
    return rows


def place_of(rows: Sequence[Labelled]) -> Space:
    """The space learnt from the sentences themselves."""
    return space("zh", [r.text for r in rows], [r.cues for r in rows], size=SIZE, dimensions=DIMENSIONS)


def train(rows: Sequence[Labelled], place: Space | None = None) -> LinearModel:
    """A model of topic and kind."""
    place = place or place_of(rows)
    features = place.matrix([r.text for r in rows], [r.cues for r in rows])
    return fit_blocks(place, features, [r.labels for r in rows], _learner, SCALES)


def _learner(block: str) -> Any:
    return LinearSVC(C=SOFTNESS[block], class_weight="balanced" if block == "topic" else None, random_state=0)


def figures(rows: Sequence[Labelled], answers: Sequence[dict[str, str]]) -> dict[str, float]:
    """Accuracy and macro F1 of the topic, and of the kind of those sentences that have one."""
    topics = [(r.labels["topic"], a["topic"]) for r, a in zip(rows, answers, strict=True)]
    kinds = [(r.labels["kind"], a["kind"]) for r, a in zip(rows, answers, strict=True) if "kind" in r.labels]
    return {
        "accuracy": _accuracy(topics),
        "macro_f1": _macro_f1(topics),
        "kind_accuracy": _accuracy(kinds),
        "kind_macro_f1": _macro_f1(kinds),
    }


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return round(float(np.mean([a == b for a, b in pairs])), 4)


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    wanted, given = zip(*pairs, strict=True)
    return round(float(f1_score(wanted, given, average="macro", labels=sorted(set(wanted)))), 4)


def main() -> None:
    """Trains the model, prints the figures, writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    rows = read(arguments.gold)
    alike = groups([r.sentence for r in rows])
    answers: dict[int, dict[str, str]] = {}
    for learnt, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(rows, groups=alike):
        model = SentenceTopics(train([rows[number] for number in learnt]))
        answers |= {number: model.answers(rows[number].text, rows[number].cues) for number in test}
    print(len(rows), "sentences", figures(rows, [answers[number] for number in range(len(rows))]), flush=True)
    write(train(rows), "topics-zh", arguments.out)


if __name__ == "__main__":
    main()
