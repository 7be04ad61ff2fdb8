"""Fitting of the model of incident types and their subjects.

What ranks candidates must see scores as good as those of unseen texts; so the models below it are fitted in folds, each
scoring the texts that it was not fitted on, and then once more on all texts.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cnesg.sentiment.models.candidates import (
    CANDIDATE_VIEWS,
    Candidate,
    KnownNames,
    candidate_numbers,
    candidate_row,
    candidates,
)
from cnesg.sentiment.models.edges import LONGEST_TEXT, PATTERNS, EdgeModel, even, gap_runs
from cnesg.sentiment.models.incidents import IncidentModel, Reading, event_numbers, likeliest_pairs, subject_numbers
from cnesg.sentiment.models.scorecard import Floats, Scorecard, bins, quantile_bounds
from cnesg.sentiment.models.subject_types import Asked
from cnesg.sentiment.models.views import Array, Row
from cnesg.sentiment.training.confused import fit_types
from cnesg.sentiment.training.fitting import Recipe, fit_sets, library
from cnesg.sentiment.training.labelled import LabelledText

FOLDS = 3
SEED = 0
TABLE = 1 << 19
GAPS_KEPT = 0.5
MOST_BINS = 12
CARD_SOFTNESS = 2.0
FITS = Recipe(CANDIDATE_VIEWS, softness=3.0)
T = TypeVar("T")
Names = dict[str, frozenset[str]]
"""Names of subjects in the form of `even`, and the types told of each."""


@dataclass(frozen=True)
class _Shown:
    """A labelled text in the form of `even`, with its names."""

    text: str
    names: Names


def train_incidents(rows: Sequence[LabelledText]) -> IncidentModel:
    """A model of these texts.

    Raises:
        InputError: scikit-learn is not installed.
    """
    shown = [_Shown(even(row.text), _names(row)) for row in rows]
    known = KnownNames(Counter(name for each in shown for name in each.names))
    fold = np.random.default_rng(SEED).integers(FOLDS, size=len(shown))
    kinds = tuple(sorted({kind for each in shown for told in each.names.values() for kind in told}))
    found, scored = _candidates_of_unseen(shown, fold)
    table = _candidate_table(shown, found)
    fits = _fits_of_unseen(table, fold, kinds)
    starts = np.concatenate([[0], np.cumsum(np.bincount(table.owners, minlength=len(shown)))])
    readings = [
        Reading(
            text.text,
            some,
            np.array(candidate_numbers(text.text, both, some, known, text.names)),
            fits[start : start + len(some)],
        )
        for text, some, both, start in zip(shown, found, scored, starts, strict=False)
    ]
    events, least = _event_card(shown, readings, kinds)
    return IncidentModel(
        types=fit_types(*typed_questions(rows), kinds),
        edges=fit_edges([each.text for each in shown], [each.names for each in shown]),
        fits=fit_sets(table.rows, table.labels, kinds, FITS),
        known=known,
        subjects=_subject_card(shown, readings, kinds),
        events=events,
        least=least,
    )


@dataclass(frozen=True)
class _Table:
    """Candidates of all texts as the model of fits sees them.

    Attributes:
        rows: over `CANDIDATE_VIEWS`; of each text first its candidates, then the subjects that are not among them.
        labels: types told of each.
        owners: number of the text of each.
    """

    rows: list[Row]
    labels: list[frozenset[str]]
    owners: NDArray[np.int64]


def _candidate_table(shown: Sequence[_Shown], found: Sequence[Sequence[Candidate]]) -> _Table:
    asked = [(number, each) for number, some in enumerate(found) for each in _with_missed(shown[number], some)]
    return _Table(
        rows=[candidate_row(shown[number].text, each) for number, each in asked],
        labels=[shown[number].names.get(each.name, frozenset()) for number, each in asked],
        owners=np.array([number for number, _ in asked]),
    )


def _fits_of_unseen(table: _Table, fold: NDArray[np.int64], kinds: Sequence[str]) -> Array:
    """How well each row of the table fits each type, by a model of the other folds."""
    fits: Array = np.zeros((len(table.rows), len(kinds)), np.float32)
    for number in range(FOLDS):
        out = fold[table.owners] == number
        model = fit_sets(_where(table.rows, ~out), _where(table.labels, ~out), kinds, FITS)
        fits[out] = model.scores(_where(table.rows, out))
    return fits


def _names(row: LabelledText) -> Names:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, subject in row.events:
        found[even(subject)].add(kind)
    return {name: frozenset(kinds) for name, kinds in found.items()}


def typed_questions(rows: Sequence[LabelledText]) -> tuple[list[Asked], list[frozenset[str]]]:
    """Text and subject of each row that the model of types learns from, and the types told of that subject."""
    asked: list[Asked] = []
    labels = []
    for row in rows:
        told: dict[str, set[str]] = defaultdict(set)
        for kind, subject in row.events:
            told[subject].add(kind)
        asked += [(row.text, subject, ()) for subject in told]
        labels += [frozenset(kinds) for kinds in told.values()]
    return asked, labels


def _candidates_of_unseen(
    shown: Sequence[_Shown], fold: NDArray[np.int64]
) -> tuple[list[list[Candidate]], list[tuple[NDArray[np.float32], NDArray[np.float32]]]]:
    """Candidates of each text and the scores of its gaps, by a model of the other folds."""
    found: dict[int, list[Candidate]] = {}
    scored: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
    for number in range(FOLDS):
        others = [each for each, own in zip(shown, fold, strict=True) if own != number]
        edges = fit_edges([each.text for each in others], [each.names for each in others])
        known = KnownNames(Counter(name for each in others for name in each.names))
        out = np.flatnonzero(fold == number).tolist()
        for place, both in zip(out, edges.scores([shown[place].text for place in out]), strict=True):
            scored[place] = both
            found[place] = candidates(shown[place].text, both, known)
    return [found[place] for place in range(len(shown))], [scored[place] for place in range(len(shown))]


def _with_missed(text: _Shown, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, then the subjects that are not among them."""
    missed = sorted(set(text.names) - {each.name for each in found})
    spans = {name: _spans(text.text[:LONGEST_TEXT], name) for name in missed}
    return [*found, *(Candidate(name, held, 0.0) for name, held in spans.items() if held)]


def _spans(text: str, name: str) -> tuple[tuple[int, int], ...]:
    found, start = [], text.find(name) if name else -1
    while start >= 0:
        found.append((start, start + len(name)))
        start = text.find(name, start + len(name))
    return tuple(found)


def fit_edges(texts: Sequence[str], names: Sequence[Collection[str]]) -> EdgeModel:
    """Where names begin and end, learnt from texts in the form of `even` and the names in them."""
    svm, _ = library()
    near = [text[:LONGEST_TEXT] for text in texts]
    offsets = np.concatenate([[0], np.cumsum([len(text) + 1 for text in near])])
    runs = gap_runs(near, TABLE)
    kept = np.random.default_rng(SEED).random(len(runs)) < GAPS_KEPT
    learnt = []
    for side in (0, 1):
        edge = np.zeros(len(runs), np.bool_)
        for text, offset, held in zip(near, offsets, names, strict=False):
            edge[[offset + span[side] for name in held for span in _spans(text, name)]] = True
        some = runs[kept | edge]
        ends = np.arange(0, some.size + 1, len(PATTERNS))
        matrix = csr_matrix((np.ones(some.size, np.float32), some.ravel(), ends), shape=(len(some), TABLE))
        learner = svm.LinearSVC(C=0.05, tol=1e-3, random_state=SEED).fit(matrix, edge[kept | edge])
        learnt.append((learner.coef_[0].astype(np.float32), float(learner.intercept_[0])))
    (begins, begin), (ends_, end) = learnt
    return EdgeModel(begins, ends_, (begin, end))


def _subject_card(shown: Sequence[_Shown], readings: Sequence[Reading], kinds: Sequence[str]) -> Scorecard:
    numbers, right = [], []
    for text, reading in zip(shown, readings, strict=True):
        for place in sorted({kinds.index(kind) for told in text.names.values() for kind in told}):
            if reading.found:
                numbers.append(subject_numbers(reading, place))
                right += [kinds[place] in text.names.get(each.name, ()) for each in reading.found]
    return fit_card(np.concatenate(numbers), np.array(right))


def _event_card(shown: Sequence[_Shown], readings: Sequence[Reading], kinds: Sequence[str]) -> tuple[Scorecard, float]:
    numbers, right = [], []
    for text, reading in zip(shown, readings, strict=True):
        if reading.found:
            pairs = likeliest_pairs(reading)
            numbers.append(event_numbers(reading, pairs))
            right += [kinds[kind] in text.names.get(reading.found[number].name, ()) for number, kind in pairs]
    table, truth = np.concatenate(numbers), np.array(right)
    card = fit_card(table, truth)
    all_told = sum(len(told) for text in shown for told in text.names.values())
    return card, best_threshold(card.log_odds(table), truth, all_told)


def fit_card(numbers: Floats, right: NDArray[np.bool_]) -> Scorecard:
    """A scorecard of these rows, by logistic regression over bins."""
    _, linear_model = library()
    bounds = quantile_bounds(numbers, MOST_BINS)
    places = bins(numbers, bounds)
    ends = np.arange(0, places.size + 1, places.shape[1])
    size = sum(len(own) + 1 for own in bounds)
    matrix = csr_matrix((np.ones(places.size), places.ravel(), ends), shape=(len(places), size))
    learner = linear_model.LogisticRegression(C=1 / CARD_SOFTNESS, solver="liblinear", random_state=SEED)
    learner.fit(matrix, right)
    return Scorecard(bounds, learner.coef_[0].astype(np.float32), float(learner.intercept_[0]))


def best_threshold(odds: Floats, right: NDArray[np.bool_], wanted: int) -> float:
    """The log odds above which answers give the highest F1, where so many are wanted in all; never above even odds."""
    order = np.argsort(-odds, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted)
    best = int(f1.argmax())
    return min(0.0, float(odds[order[best : best + 2]].mean()))


def _where(items: Sequence[T], chosen: NDArray[np.bool_]) -> list[T]:
    return [item for item, taken in zip(items, chosen, strict=True) if taken]
