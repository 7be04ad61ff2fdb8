"""Trains the models of levels and flags, and says how good they are on reports they have not seen.

    python -m training.levels SHARED [--more FILE ...] [--shut NAME ...] [--out FOLDER]

SHARED holds `gold/levels.jsonl`, `gold/split.csv` and `reports`. Reports of the part `check`, and those named after
`--shut`, stay shut. A FILE holds more labelled sentences, in the form of the gold file. The figures are five-fold:
each gold sentence is judged by a model that has seen no sentence of its report.
"""

import argparse
import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import GroupKFold

from cnesg.disclosure.level_model import LevelModel
from cnesg.disclosure.linear import CHECKSUMS, LinearModel, pack
from cnesg.disclosure.wording import comparable
from cnesg.text.document import LanguageCode
from training.level_examples import (
    Example,
    ExampleReader,
    answers_of,
    invented_examples,
    labelled_examples,
    plain_sentences,
    report_examples,
)
from training.text_model import Scales, Space, fit_blocks, space

LANGUAGES: tuple[LanguageCode, ...] = ("en", "zh")
SIZE: dict[LanguageCode, int] = {"en": 2**14, "zh": 2**15}
DIMENSIONS = 64
FOLDS = 5
SCALES: dict[LanguageCode, Scales] = {"en": (1.0, 0.5, 1.0), "zh": (1.0, 0.32, 1.0)}
SOFTNESS = {"level": 0.5, "pillar": 1.0}
DAMPING = 1.3
STRETCH = 3.3
# what a model is asked beside the level; for the other flags, and for vague English, the rules are better
ASKED: dict[LanguageCode, tuple[str, ...]] = {"en": ("pillar",), "zh": ("pillar", "vague")}
WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "cnesg" / "disclosure" / "weights"


def asked(example: Example) -> dict[str, str]:
    """The questions an example answers: those beside the level only where it says something and they are labelled."""
    level = example.labels["level"]
    beside = () if level == "none" else [name for name in ASKED[example.language] if name in example.labels]
    return {"level": level} | {name: example.labels[name] for name in beside}


class LeastSquares:
    """Least squares on the labels, the scores stretched so that the shares of their powers are about likelihoods."""

    def fit(self, features: csr_matrix, labels: Sequence[str]) -> Self:
        """Fits the weights."""
        fitted = RidgeClassifier(alpha=DAMPING, solver="sparse_cg", tol=1e-3, max_iter=200).fit(features, labels)
        self.classes_ = fitted.classes_
        self.coef_ = np.atleast_2d(fitted.coef_) * STRETCH
        self.intercept_ = np.atleast_1d(fitted.intercept_) * STRETCH
        return self


def learner(language: LanguageCode, block: str) -> Any:
    """An unfitted model for a question.

    On Chinese sentences set aside for choosing, least squares was a little righter than logistic regression; on
    English ones the two were level.
    """
    if language == "zh":
        return LeastSquares()
    return LogisticRegression(C=SOFTNESS[block], class_weight="balanced" if block == "level" else None, max_iter=100)


def train(place: Space, examples: Sequence[Example]) -> LinearModel:
    """A model of all questions from labelled sentences of one language."""
    features = place.matrix([e.seen.text for e in examples], [e.seen.cues for e in examples])
    scales = dict.fromkeys(("level", *ASKED[place.language]), SCALES[place.language])
    return fit_blocks(place, features, [asked(e) for e in examples], partial(learner, place.language), scales)


def held_out(place: Space, examples: Sequence[Example]) -> list[dict[str, str]]:
    """What models say of the gold sentences whose reports they have not seen, in their order."""
    gold = [e for e in examples if e.gold]
    groups = [e.group for e in gold]
    answers: dict[int, dict[str, str]] = {}
    for _, test in GroupKFold(min(FOLDS, len(set(groups)))).split(gold, groups=groups):
        held = {groups[number] for number in test}
        model = LevelModel(train(place, [e for e in examples if e.group not in held]))
        answers |= {number: answers_of(model.judge(gold[number].seen)) for number in test}
    return [answers[number] for number in range(len(gold))]


def figures(gold: Sequence[dict[str, str]], answers: Sequence[dict[str, str]]) -> dict[str, float]:
    """Accuracy, macro F1 and substance of the level, F1 of flags, accuracy of the pillar."""
    pairs = list(zip(gold, answers, strict=True))
    levels = sorted({g["level"] for g in gold})
    weak = {"none", "mention"}
    found = {
        "accuracy": _share(g["level"] == a["level"] for g, a in pairs),
        "macro_f1": float(np.mean([_f1((g["level"] == x, a["level"] == x) for g, a in pairs) for x in levels])),
        "substance": _share((g["level"] in weak) == (a["level"] in weak) for g, a in pairs),
        "vague_f1": _f1((g["vague"] == "yes", a["vague"] == "yes") for g, a in pairs),
        "quantitative_f1": _f1((g["quantitative"] == "yes", a["quantitative"] == "yes") for g, a in pairs),
        "pillar": _share(g["pillar"] == a["pillar"] for g, a in pairs),
    }
    return {name: round(value, 3) for name, value in found.items()}


def _share(hits: Iterable[bool]) -> float:
    return float(np.mean(list(hits)))


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    held = list(pairs)
    total = sum(a for a, _ in held) + sum(b for _, b in held)
    return 2 * sum(a and b for a, b in held) / total if total else 1.0


def write(data: bytes, name: str, folder: Path) -> None:
    """Writes a packed model and notes its checksum beside it."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.npz").write_bytes(data)
    noted = folder / CHECKSUMS
    sums = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
    sums[name] = hashlib.sha256(data).hexdigest()
    noted.write_text(json.dumps(dict(sorted(sums.items())), indent=2) + "\n", encoding="utf-8")


def collect(
    shared: Path, more: Sequence[Path], shut: Sequence[str]
) -> tuple[list[Example], dict[LanguageCode, list[str]]]:
    """All labelled sentences, and for each language texts without labels."""
    reader = ExampleReader()
    with (shared / "gold" / "split.csv").open(encoding="utf-8", newline="") as file:
        check = frozenset(row["report"] for row in csv.DictReader(file) if row["part"] == "check").union(shut)
    examples = list(labelled_examples(reader, shared / "gold" / "levels.jsonl", gold=True))
    gold = {e.seen.text for e in examples}
    others = [*report_examples(reader, shared / "reports", check), *invented_examples(reader)]
    for file_of_more in more:
        others += labelled_examples(reader, file_of_more, gold=False)
    examples += [e for e in others if e.seen.text not in gold]
    plain: dict[LanguageCode, list[str]] = {language: [] for language in LANGUAGES}
    for language, text in plain_sentences(shared / "reports", check):
        plain[language].append(comparable(text, language))
    return examples, plain


def main() -> None:
    """Trains both models, prints the figures, writes the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="files of more labelled sentences")
    parser.add_argument("--shut", nargs="*", default=[], help="names of reports that are not opened")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    examples, plain = collect(arguments.shared, arguments.more, arguments.shut)
    gold_all: list[dict[str, str]] = []
    answers_all: list[dict[str, str]] = []
    rules_all: list[dict[str, str]] = []
    for language in LANGUAGES:
        own = [e for e in examples if e.language == language]
        texts = plain[language] + [e.seen.text for e in own]
        place = space(language, texts, [e.seen.cues for e in own], size=SIZE[language], dimensions=DIMENSIONS)
        gold, rules = [e.labels for e in own if e.gold], [e.rule for e in own if e.gold]
        answers = held_out(place, own)
        print(language, len(own), "rules", figures(gold, rules), "held out", figures(gold, answers), flush=True)
        gold_all, answers_all, rules_all = gold_all + gold, answers_all + answers, rules_all + rules
        write(pack(train(place, own)), f"levels-{language}", arguments.out)
    print("all rules", figures(gold_all, rules_all))
    print("all held out", figures(gold_all, answers_all))


if __name__ == "__main__":
    main()
