"""Fitting of the types told of a subject: all types, then once more those that are taken for each other.

Which types these are is not listed anywhere: it is found from answers on rows that the model was not fitted on, groups
of near-duplicates kept together and counted once. Where several types fit a text, people note one or another; rows of
the family whose labels like texts contradict most would teach the others wrongly and are left out of the second stage.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnesg.sentiment.models.subject_types import Asked, ConfusedTypes, SubjectTypes
from cnesg.sentiment.models.views import Array, Row
from cnesg.sentiment.models.windows import CLOSE_VIEWS, SUBJECT_VIEWS, close_row, subject_row
from cnesg.sentiment.training.fitting import Recipe, fit_sets, vocabulary_of
from cnesg.sentiment.training.hidden_layer import fit_hidden_layers
from cnesg.text.near_duplicates import groups

TYPES = Recipe(SUBJECT_VIEWS, learner="regression", softness=0.5, by_label=True)
CLOSE_TYPES = Recipe(CLOSE_VIEWS, least=8, learner="regression", softness=1.5, by_label=True)
_SHARPNESS = 5.0  # of scores of a ridge regression, between 0 and 1, as shares
Wanted = NDArray[np.bool_]
"""Rows by types: whether the row has the type."""


@dataclass(frozen=True)
class SecondStage:
    """How types that are taken for each other are found and told apart.

    Attributes:
        folds: parts that rows are cut into, to be answered by a model of the others; more cost more and change little.
        confused: groups of near-duplicates of two types at least in which one is answered for the other; fewer are
            chance.
        confused_share: and this share of the groups of the rarer of the two.
        left_out: share of the family's rows that is left out, those whose labels like texts contradict most.
        most_of_label: but never more than this share of the rows of a type, so that a rare one is still learnt.
        least: n-grams that stand in fewer rows are left out; they tell a story rather than a type and fill the file.
        most_rows: a larger family is learnt from so many rows drawn; time grows with their cube.
        softness: of the ridge regression.
        dimensions: main directions of the n-grams that the hidden layer sees.
        units: of a hidden layer.
        rounds: how often a hidden layer sees every row.
        layers: hidden layers that start from other numbers, whose answers are averaged.
        seed: of all draws.
    """

    folds: int = 3
    confused: int = 5
    confused_share: float = 0.1
    left_out: float = 0.05
    most_of_label: float = 1 / 3
    least: int = 6
    most_rows: int = 6000
    softness: float = 3.0
    dimensions: int = 400
    units: int = 48
    rounds: int = 80
    layers: int = 2
    seed: int = 0


def fit_types(
    asked: Sequence[Asked],
    told: Sequence[Collection[str]],
    kinds: Sequence[str],
    settings: SecondStage | None = None,
) -> SubjectTypes:
    """The types of each text and subject.

    Args:
        asked: texts and subjects, one row each.
        told: types of each row; may be empty.
        kinds: types to tell.
        settings: of the second stage; None takes the usual ones.

    Raises:
        InputError: scikit-learn is not installed.
    """
    settings = settings or SecondStage()
    rows = [subject_row(*one) for one in asked]
    first = fit_sets(rows, told, kinds, TYPES)
    held = np.array([[kind in own for kind in kinds] for own in told], np.bool_).reshape(len(told), len(kinds))
    common = np.flatnonzero(held.sum(axis=0) >= settings.confused)
    if len(common) < 2:
        return SubjectTypes(first)
    group = _groups([text for text, _, _ in asked])
    fold = np.random.default_rng(settings.seed).integers(settings.folds, size=len(group))[group]
    if len(np.unique(fold)) < settings.folds:
        return SubjectTypes(first)
    answers = _unseen_answers(rows, told, fold, [kinds[place] for place in common.tolist()])
    family = common[family_of(held[:, common], answers, group, settings)]
    if not len(family):
        return SubjectTypes(first)
    rows = [close_row(*one) for one in asked]
    close = fit_sets(rows, told, kinds, CLOSE_TYPES)
    return SubjectTypes(first, close, _fit_family(rows, held, group, family, kinds, settings))


def _unseen_answers(
    rows: Sequence[Row], told: Sequence[Collection[str]], fold: NDArray[np.int64], kinds: Sequence[str]
) -> NDArray[np.int64]:
    """Place of the likeliest type of each row, by a model of the other folds."""
    answers = np.zeros(len(rows), np.int64)
    for number in np.unique(fold):
        learnt, out = np.flatnonzero(fold != number).tolist(), np.flatnonzero(fold == number).tolist()
        model = fit_sets([rows[n] for n in learnt], [told[n] for n in learnt], kinds, TYPES)
        answers[out] = model.scores([rows[n] for n in out]).argmax(axis=1)
    return answers


def _groups(texts: Sequence[str]) -> NDArray[np.int64]:
    """The group of near-duplicates of each text, which may stand there several times."""
    distinct = list(dict.fromkeys(texts))
    group = dict(zip(distinct, groups(distinct), strict=True))
    return np.array([group[text] for text in texts], np.int64)


def family_of(
    held: Wanted, answers: NDArray[np.int64], group: NDArray[np.int64], settings: SecondStage
) -> NDArray[np.int64]:
    """Places of the types that are taken for each other, by way of others too; empty where there are none.

    Each type is linked to the one that it is taken for most often, so that a rare type that is taken for two brings
    none of them into the family of the other. Of several families that have nothing to do with each other, the one with
    the most wrong answers.

    Args:
        held: types of each row.
        answers: place of the type answered for each row, by a model that has not seen it.
        group: of near-duplicates, of each row; a group counts once however many rows it has.
        settings: what counts as confused.
    """
    number = held.shape[1]
    wrong_rows = np.flatnonzero(held.any(axis=1) & ~held[np.arange(len(held)), answers])
    found = {
        (min(own, answer), max(own, answer), one)
        for row in wrong_rows.tolist()
        for own, answer, one in (
            (own, int(answers[row]), int(group[row])) for own in np.flatnonzero(held[row]).tolist()
        )
    }
    times = np.zeros((number, number), np.int64)
    for low, high, _ in found:
        times[low, high] += 1
    times += times.T
    sizes = np.array([len(np.unique(group[held[:, place]])) for place in range(number)])
    rarer = np.minimum(sizes, sizes[:, None])
    linked = np.zeros(times.shape, np.bool_)
    linked[np.arange(number), times.argmax(axis=1)] = True
    linked = (linked | linked.T) & (times >= settings.confused) & (times >= settings.confused_share * rarer)
    best, most, seen = np.zeros(0, np.int64), 0, set[int]()
    for start in range(number):
        if start in seen or not linked[start].any():
            continue
        within, new = {start}, [start]
        while new:
            new = sorted({int(other) for place in new for other in np.flatnonzero(linked[place])} - within)
            within.update(new)
        seen |= within
        places = np.array(sorted(within))
        wrong = int(times[np.ix_(places, places)].sum())
        if wrong > most:
            best, most = places, wrong
    return best


def _fit_family(
    rows: Sequence[Row],
    held: Wanted,
    group: NDArray[np.int64],
    family: NDArray[np.int64],
    kinds: Sequence[str],
    settings: SecondStage,
) -> ConfusedTypes:
    """The second stage, from the rows that have a type of the family."""
    own = np.flatnonzero(held[:, family].any(axis=1))
    if len(own) > settings.most_rows:
        own = np.sort(np.random.default_rng(settings.seed).permutation(own)[: settings.most_rows])
    rows = [rows[place] for place in own.tolist()]
    vocabulary = vocabulary_of(rows, CLOSE_VIEWS, settings.least)
    matrix = vocabulary.matrix(rows, CLOSE_VIEWS)
    wanted = held[np.ix_(own, family)]
    weights = held[own].sum(axis=1).astype(np.float32)  # each type noted counts once
    gram = np.asarray((matrix @ matrix.T).todense(), np.float64) + 1  # one more feature, the constant
    unseen = unseen_scores(gram, wanted, weights, group[own], settings.softness)
    kept = np.flatnonzero(~contradicted(unseen, wanted, settings))
    matrix, wanted, weights = matrix[kept], wanted[kept], weights[kept]
    duals, mean = _ridge(gram[np.ix_(kept, kept)], wanted, weights, settings.softness)
    layers = fit_hidden_layers(
        matrix,
        wanted.astype(np.float32),
        weights,
        dimensions=settings.dimensions,
        units=settings.units,
        rounds=settings.rounds,
        seeds=range(settings.seed, settings.seed + settings.layers),
    )
    return ConfusedTypes(
        labels=tuple(kinds[place] for place in family),
        vocabulary=vocabulary,
        units=np.hstack([layer.units for layer in layers]),
        unit_bias=np.hstack([layer.unit_bias for layer in layers]),
        shares=np.stack([layer.shares for layer in layers]),
        share_bias=np.stack([layer.share_bias for layer in layers]),
        direct=np.asarray(matrix.T @ duals, np.float32),
        direct_bias=np.asarray(mean + duals.sum(axis=0), np.float32),
    )


def _ridge(
    gram: NDArray[np.float64], wanted: Wanted, weights: Array, softness: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weight of each row for each type, and the mean of each type, of a ridge regression with weighted rows."""
    mean = np.average(wanted, axis=0, weights=weights)
    duals = np.linalg.solve(gram + np.diag(softness / weights), wanted - mean).astype(np.float64)
    return duals, mean


def unseen_scores(
    gram: NDArray[np.float64], wanted: Wanted, weights: Array, group: NDArray[np.int64], softness: float
) -> NDArray[np.float64]:
    """What a ridge regression without a row's group gives the row, in closed form from one fit of all rows.

    Args:
        gram: products of rows.
        wanted: types of each row.
        weights: how much each row counts.
        group: of each row.
        softness: of the regression.
    """
    mean = np.average(wanted, axis=0, weights=weights)
    inverse = np.linalg.inv(gram + np.diag(softness / weights))
    duals = inverse @ (wanted - mean)
    scores = np.zeros(wanted.shape)
    for one in np.unique(group):
        places = np.flatnonzero(group == one)
        scores[places] = wanted[places] - np.linalg.solve(inverse[np.ix_(places, places)], duals[places])
    return scores


def contradicted(scores: NDArray[np.float64], wanted: Wanted, settings: SecondStage) -> NDArray[np.bool_]:
    """Rows to leave out: the share of all to which the scores give the least of what the row has.

    Args:
        scores: rows by types, from other rows.
        wanted: types of each row, one at least.
        settings: the share, and the most of one type.
    """
    raised = np.exp(_SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    own = np.where(wanted, raised / raised.sum(axis=1, keepdims=True), 0).max(axis=1)
    found = np.zeros(len(own), np.bool_)
    left = np.floor(settings.most_of_label * wanted.sum(axis=0))
    for row in np.argsort(own, kind="stable")[: int(settings.left_out * len(own))]:
        if (left[wanted[row]] >= 1).all():
            found[row] = True
            left[wanted[row]] -= 1
    return found
