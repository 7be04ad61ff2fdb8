"""Trains the models of levels and flags, and says how good they are on reports they have not seen.

    python -m training.levels SHARED [--more FILE ...] [--shut NAME ...] [--out FOLDER]

SHARED holds `gold/levels.jsonl`, `gold/split.csv` and `reports`. Reports of the part `check`, and those named after
`--shut`, stay shut. A FILE holds more labelled sentences, in the form of the gold file. The figures are five-fold:
each gold sentence is judged by a model that has seen no sentence of its report.
"""

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.model_selection import GroupKFold

from cnesg.disclosure.hidden_layer import HiddenLayer
from cnesg.disclosure.level_model import LevelModel
from cnesg.disclosure.linear import Array
from cnesg.disclosure.near_model import WORDS, NearModel, pack_near
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.word_meaning import shipped_words
from cnesg.disclosure.wording import comparable
from cnesg.text.document import LanguageCode
from cnesg.text.model_files import keep_model
from training.gold_shares import leanings, with_added
from training.hidden_layer import train_layer
from training.level_examples import (
    IN_SIGHT,
    Example,
    ExampleReader,
    answers_of,
    flags,
    invented_examples,
    labelled_examples,
    plain_sentences,
    report_examples,
)
from training.ridge import View, centres, evened, signs, solve
from training.text_model import Scales, Space, space

LANGUAGES: tuple[LanguageCode, ...] = ("en", "zh")
SIZE: dict[LanguageCode, int] = {"en": 2**15, "zh": 2**15}
DIMENSIONS = 64
FOLDS = 5
SCALES: Scales = (1.0, 0.316, 1.0)
SOFTNESS = 2.0
BALANCE = 0.5
GOLD_COUNTS = 2.0
STRETCH = 3.3
CENTRES = 600
STEEPNESS = 2.0
# what the layer is told counts so much against a cue: the meaning of the sentence, that of a neighbour
LAYER_SCALES = (6.0, 3.0)
# what a model is asked beside the level; for what is negated the rules are as good
ASKED = ("pillar", "vague", "quantitative")
# what is brought to the shares that it has in gold
SHARED = ("level", "pillar")
# cues of names, dates and numbers that readers overlook more often than the rules err: with one nothing is vague
SURE = frozenset({"number", "numeral", "measured", "year", "named_time", "law", "named_body", "named_system", "zero"})
WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "cnesg" / "disclosure" / "weights"


@dataclass(frozen=True)
class Measured:
    """Labelled sentences of one language, measured.

    Attributes:
        place: what they are measured by.
        features: of the linear model.
        views: points with the centres they are held against.
        seen: what the hidden layer is told, sentences by cues and meaning.
    """

    place: Space
    features: csr_matrix
    views: Mapping[str, View]
    seen: Array

    def of(self, rows: NDArray[np.int64]) -> "Measured":
        """The same for some of the sentences."""
        views = {n: View(v.points[rows], v.centres, v.steepness, v.share) for n, v in self.views.items()}
        return Measured(self.place, self.features[rows], views, self.seen[rows])


def asked(example: Example) -> dict[str, str]:
    """What an example teaches: its level and what is asked beside it.

    What says nothing is about no pillar, is not vague and measures nothing; a flag without a label is as the rules
    read it. What our one reader called vague although it holds a sure name is not; gold labels stand as they are.
    """
    if example.labels["level"] == "none":
        answers = flags("none", None, vague=False, quantitative=False)
    else:
        answers = example.rule | example.labels
        if not example.gold and SURE & example.seen.judgement.cues:
            answers["vague"] = "no"
    return {name: answers[name] for name in ("level", *ASKED)}


def measure(place: Space, examples: Sequence[Example]) -> Measured:
    """The sentences as the model sees them."""
    features = place.matrix([e.seen.text for e in examples], [e.seen.cues for e in examples])
    size = len(place.rarity)
    flags = features[:, size : size + len(place.cues)].toarray().astype(np.float32)
    here, there = LAYER_SCALES
    views = {}
    if place.language == "zh":
        points = shipped_words().points([e.seen.text for e in examples])
        views[WORDS] = View(points, centres(points, CENTRES), STEEPNESS, 1.0)
    before, after = (meanings(place, [e.seen.neighbours[side] for e in examples]) for side in (0, 1))
    seen = np.hstack([flags, here * meanings(place, [e.seen.text for e in examples]), there * before, there * after])
    return Measured(place, (features @ diags(place.factors(SCALES))).tocsr(), views, seen.astype(np.float32))


def meanings(place: Space, texts: Sequence[str]) -> Array:
    """What texts mean, as `NearModel.meaning` gives it: by n-grams, in Chinese then by words; zeros where empty."""
    dimensions = place.projection.shape[1]
    points: Array = place.matrix(texts, [frozenset()] * len(texts))[:, -dimensions:].toarray().astype(np.float32)
    if place.language == "en":
        return points
    words = shipped_words().points(texts)
    words[[place for place, text in enumerate(texts) if not text]] = 0
    return np.hstack([points, words])


def train(measured: Measured, examples: Sequence[Example]) -> NearModel:
    """A model of all questions from labelled sentences of one language.

    It expects levels and pillars about as often as gold gives them: how far our own labels lean shows on the gold
    sentences among the examples, judged by a model of the others.
    """
    model = fitted(measured, examples)
    gold = [e for e in examples if e.gold]
    others = np.array([row for row, e in enumerate(examples) if not e.gold], np.int64)
    if not gold or not len(others):
        return model
    without = fitted(measured.of(others), [examples[row] for row in others])
    return with_added(model, _added(model.labels, without, gold))


def _added(labels: Sequence[str], without: NearModel, gold: Sequence[Example]) -> Array:
    """What is added to the score of each label, by the judgements of a model that knows no gold sentence."""
    places = {label: place for place, label in enumerate(labels)}
    blocks = {name: [p for p, label in enumerate(without.labels) if label.startswith(f"{name}:")] for name in SHARED}
    seen = [e.seen for e in gold]
    shares = without.shares_of(
        [s.text for s in seen], [s.cues for s in seen], [s.neighbours for s in seen], list(blocks.values())
    )
    added = np.zeros(len(labels), np.float32)
    for name, block in blocks.items():
        told = [without.labels[place] for place in block]
        answers = [f"{name}:{asked(e)[name]}" for e in gold]
        added[[places[label] for label in told]] = leanings(shares[:, block], answers, told)
    return added


def fitted(measured: Measured, examples: Sequence[Example]) -> NearModel:
    """A model of all questions that leans as its examples do."""
    place = measured.place
    answers = [asked(e) for e in examples]
    told = {name: signs([found[name] for found in answers]) for name in answers[0]}
    weight = evened([e.labels["level"] for e in examples], BALANCE) * [GOLD_COUNTS if e.gold else 1 for e in examples]
    wanted = np.hstack([columns for _, columns in told.values()])
    fitted = solve(measured.features, measured.views, wanted, weight, SOFTNESS)
    labels = [f"{name}:{answer}" for name, (names, _) in told.items() for answer in names]
    # the scores stretched, so that the shares of their powers are about likelihoods
    coefficients = fitted.weights.T * place.factors(SCALES) * STRETCH
    radials = {n: Radial(r.steepness, r.centres, r.weights * np.float32(STRETCH)) for n, r in fitted.radials.items()}
    ends = np.cumsum([0, *(len(names) for names, _ in told.values())]).tolist()
    right = ((wanted + 1) / 2).astype(np.float32)
    layer = train_layer(measured.seen, len(place.cues), right, list(pairwise(ends)), weight)
    return NearModel(place.model(labels, coefficients, fitted.bias * STRETCH), radials, layer=_unscaled(layer))


def _unscaled(layer: HiddenLayer) -> HiddenLayer:
    """The layer for meanings as they are, where it was trained on scaled ones."""
    width = len(layer.of_meaning) // 3
    here, there = LAYER_SCALES
    scale = np.repeat(np.array([here, there, there], np.float32), width)
    return replace(layer, of_meaning=layer.of_meaning * scale[:, None])


def held_out(measured: Measured, examples: Sequence[Example]) -> list[dict[str, str]]:
    """What models say of the gold sentences whose reports they have not seen, in their order.

    Nor have they seen sentences that were written with gold ones in sight.
    """
    gold = [e for e in examples if e.gold]
    groups = [e.group for e in gold]
    answers: dict[int, dict[str, str]] = {}
    for _, test in GroupKFold(min(FOLDS, len(set(groups)))).split(gold, groups=groups):
        held = {groups[number] for number in test} | {IN_SIGHT}
        rows = np.array([number for number, e in enumerate(examples) if e.group not in held])
        model = LevelModel(train(measured.of(rows), [examples[row] for row in rows]))
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
    # in an order that does not hang on how reports are read, as a layer learns sentences in turn
    fitting = [e for e in others if e.seen.text not in gold]
    examples += sorted(fitting, key=lambda e: (e.group, e.seen.text, e.seen.neighbours))
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
        measured = measure(place, own)
        answers = held_out(measured, own)
        print(language, len(own), "rules", figures(gold, rules), "held out", figures(gold, answers), flush=True)
        gold_all, answers_all, rules_all = gold_all + gold, answers_all + answers, rules_all + rules
        keep_model(pack_near(train(measured, own)), f"levels-{language}", arguments.out)
    print("all rules", figures(gold_all, rules_all))
    print("all held out", figures(gold_all, answers_all))


if __name__ == "__main__":
    main()
