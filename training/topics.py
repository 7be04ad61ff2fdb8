"""Trains the models of topic and kind of Chinese sentences, and says how good they are on sentences they have not seen.

    python -m training.topics GOLD.csv [--words FILE] [--out FOLDER]

GOLD.csv has the columns `sentences`, `label` (a topic) and `quality` (qualitative, quantitative or off topic). Of five
folds, grouped by near-duplicates, each is judged by a model of the other four; then the same with ten. FILE holds
vectors of words (`python -m training.word_vectors`), by default those of the model that ships.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from cnesg.disclosure.figure_signs import figure_signs
from cnesg.disclosure.holdings import Array
from cnesg.disclosure.number_contexts import number_runs
from cnesg.disclosure.runs import RunTable, SentenceRuns, sentence_runs
from cnesg.disclosure.sentence_topics import (
    NUMBERS,
    OFF_TOPIC,
    PHRASES,
    RUNS,
    FigureScale,
    Question,
    SentenceTopics,
    Weighted,
    pack_topics,
    phrase_runs,
    rule_reader,
)
from cnesg.disclosure.word_meaning import WORDS, WordMeaning, centred, pack_words, shipped_words
from cnesg.text.model_files import keep_model
from cnesg.text.near_duplicates import groups
from training.learners import mean_of_learners
from training.levels import WEIGHTS
from training.ridge import View, centres, evened, learn, signs
from training.word_vectors import read_words

FOLDS = (5, 10)
SHORT = 2
LEAST_CUE = 20
CUE_FACTOR = 0.7
STEEP_MEANING = 2.0
SMOOTH = 2.0
_OF_TOPICS = ("item=", "topic=", "pillar=")


@dataclass(frozen=True)
class Recipe:
    """How a question is learnt; chosen by the five folds.

    Attributes:
        views: share of each view.
        centres: most of each view.
        beside: share of what stands in a sentence beside its runs: topics of the phrase data, or numbers' contexts.
        softness: of the ridge.
        balance: 0 counts every sentence alike, 1 every answer alike.
        telling: how far a run counts by how well it tells answers apart.
    """

    views: dict[str, float]
    centres: int
    beside: dict[str, float]
    softness: float
    balance: float
    telling: float


RECIPES = {
    "topic": Recipe({"meaning": 0.15}, 2500, {PHRASES: 0.03}, 1.0, 0.5, 0.5),
    "kind": Recipe({"figures": 2.0, "meaning": 0.3}, 1000, {NUMBERS: 1.0}, 0.7, 0.0, 0.25),
}


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


def train(
    rows: Sequence[Labelled], words: RunTable | None = None, meaning: WordMeaning | None = None
) -> SentenceTopics:
    """A model of topic and kind, with vectors of words as they ship or as given, around the middle of these sentences.

    Args:
        rows: labelled sentences.
        words: vectors of words.
        meaning: vectors with the middle that others use them around, too, instead.
    """
    seen = sentence_runs([row.text for row in rows])
    meaning = meaning or centred(words or shipped_words().table, seen)
    figures = _figure_scale(rows)
    points = {
        "meaning": meaning.points_of(seen),
        "figures": np.array([figures.point(row.text, row.cues) for row in rows]),
    }
    questions = {}
    for name, recipe in RECIPES.items():
        asked = [number for number, row in enumerate(rows) if name in row.labels]
        labels = [rows[number].labels[name] for number in asked]
        chosen = {view: points[view][asked] for view in recipe.views}
        questions[name] = _question([rows[number] for number in asked], labels, recipe, chosen)
    return SentenceTopics(meaning, figures, questions)


def _question(rows: Sequence[Labelled], labels: Sequence[str], recipe: Recipe, points: dict[str, Array]) -> Question:
    standing = {RUNS: sentence_runs([row.text for row in rows], SHORT)}
    if PHRASES in recipe.beside:
        standing[PHRASES] = phrase_runs([row.cues for row in rows])
    if NUMBERS in recipe.beside:
        standing[NUMBERS] = number_runs([row.text for row in rows])
    shares = {RUNS: 1.0} | recipe.beside
    tables = {name: _rarity(found, labels, recipe.telling) for name, found in standing.items()}
    parts = []
    for name, table in tables.items():
        held = Weighted(table, np.zeros((len(table.keys), 0), np.float32)).held(standing[name])
        counts = held.counts * np.float32(shares[name] ** 0.5)
        parts.append(csr_matrix((counts, held.rows, held.ends), shape=(len(rows), len(table.keys))))
    steep = {view: STEEP_MEANING if view == "meaning" else 1 / at.shape[1] for view, at in points.items()}
    views = {
        view: View(at, centres(at, recipe.centres), steep[view], recipe.views[view]) for view, at in points.items()
    }
    words = hstack(parts).tocsr()
    names, wanted = signs(labels)
    weight = evened(labels, recipe.balance)
    fitted = learn(words, views, lambda kernel: mean_of_learners(kernel, wanted, weight, recipe.softness))
    ends = np.cumsum([len(table.keys) for table in tables.values()])[:-1]
    weighted = {
        name: Weighted(tables[name], weights * np.float32(shares[name] ** 0.5))
        for name, weights in zip(tables, np.split(fitted.weights, ends), strict=True)
    }
    return Question(names, weighted, fitted.bias, fitted.radials)


def _rarity(found: SentenceRuns, labels: Sequence[str], telling: float) -> RunTable:
    keys, matrix = _known_twice(found)
    return RunTable(keys, _counting(matrix, labels, telling)[:, None])


def _known_twice(seen: SentenceRuns) -> tuple[np.ndarray, csr_matrix]:
    """Keys of the runs that stand in two sentences, and which sentence holds which."""
    keys = np.unique(seen.keys)
    held = RunTable(keys, np.zeros((len(keys), 0), np.float32)).held_by(seen)
    matrix = csr_matrix((np.ones(len(held.rows)), held.rows, held.ends), shape=(seen.number, len(keys)))
    often = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() > 1)
    return keys[often], matrix[:, often]


def _counting(held: csr_matrix, labels: Sequence[str], telling: float) -> Array:
    """What each run counts: how rare it is, and how far the answers of those who hold it differ from all answers."""
    rare = np.log((1 + held.shape[0]) / (1 + np.asarray(held.sum(axis=0)).ravel())) + 1
    names, numbers = np.unique(np.array(labels), return_inverse=True)
    answers = np.eye(len(names))[numbers]
    usual = answers.mean(axis=0)
    share = np.asarray(held.T @ answers) + SMOOTH * usual
    share /= share.sum(axis=1, keepdims=True)
    told = (share * np.log(share / usual)).sum(axis=1)
    counting: Array = (rare * np.maximum(told, 0) ** telling).astype(np.float32)
    return counting


def _figure_scale(rows: Sequence[Labelled]) -> FigureScale:
    """Means and spreads of the signs, cues counting a little less than figures; all as if one dimension."""
    times = Counter(cue for row in rows for cue in row.cues if cue.islower() and not cue.startswith(_OF_TOPICS))
    cues = tuple(sorted(cue for cue, n in times.items() if n > LEAST_CUE))
    signs = np.array([figure_signs(row.text, row.cues, cues) for row in rows])
    factor = np.ones(signs.shape[1], np.float32)
    factor[signs.shape[1] - len(cues) :] = CUE_FACTOR
    return FigureScale(cues, signs.mean(axis=0), signs.std(axis=0) + np.float32(1e-6), factor)


def held_out(rows: Sequence[Labelled], parts: int, words: RunTable | None = None) -> list[dict[str, str]]:
    """What models of the other folds say of each sentence, in their order; near-duplicates are in the same fold."""
    alike = groups([row.sentence for row in rows])
    answers: dict[int, dict[str, str]] = {}
    for learnt, test in GroupKFold(parts, shuffle=True, random_state=0).split(rows, groups=alike):
        model = train([rows[number] for number in learnt], words)
        told = model.answers([rows[number].text for number in test], [rows[number].cues for number in test])
        answers |= dict(zip(test.tolist(), told, strict=True))
    return [answers[number] for number in range(len(rows))]


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
    parser.add_argument("--words", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    words = read_words(arguments.words) if arguments.words else None
    rows = read(arguments.gold)
    for parts in FOLDS:
        print(len(rows), "sentences,", parts, "folds", figures(rows, held_out(rows, parts, words)), flush=True)
    # The level model reads the same vectors: their middle stays unless they are new themselves.
    model = train(rows, words, None if words else shipped_words())
    if words:
        keep_model(pack_words(model.meaning), WORDS, arguments.out)
    keep_model(pack_topics(model), "topics-zh", arguments.out)


if __name__ == "__main__":
    main()
