"""Linear models over n-grams fitted on labelled rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cnesg.errors import InputError
from cnesg.sentiment.models.ngram_model import NgramModel
from cnesg.sentiment.models.views import Array, Row, View, Vocabulary, counted

Learner = Literal["margin", "logistic", "regression"]
_SURE = 2.0


@dataclass(frozen=True)
class Recipe:
    """How a model is fitted.

    Attributes:
        views: what a row holds.
        least: n-grams that stand in fewer rows are left out.
        learner: `margin`, a linear support vector machine, `logistic`, or `regression`, ridge regression of 1 where
            a row has the label and -1 where not; of several labels each is told from the rest.
        softness: the inverse of how much errors cost: the greater, the smaller the weights.
        telling: exponent by which n-grams count that stand more often with a label than without it (the ratio of naive
            Bayes, as a weight for each label); 0 leaves it out.
        balanced: count both sides of a question alike, however many rows each has; not for `regression`.
        by_label: count a row once for each label it has, as often as it will be asked for; a row without any once.
    """

    views: tuple[View, ...]
    least: int = 2
    learner: Learner = "margin"
    softness: float = 1.0
    telling: float = 0.0
    balanced: bool = False
    by_label: bool = False


def fit(rows: Sequence[Row], labels: Sequence[str], recipe: Recipe, *, only: str | None = None) -> NgramModel:
    """A model of these rows.

    Args:
        rows: one string for each view of the recipe.
        labels: of each row.
        recipe: how.
        only: the label that means yes, for a question of yes and no; else every label is told apart.

    Raises:
        InputError: scikit-learn is not installed.
    """
    names = (only,) if only is not None else tuple(sorted(set(labels)))
    return fit_sets(rows, [(label,) for label in labels], names, recipe)


def fit_sets(rows: Sequence[Row], sets: Sequence[Collection[str]], names: Sequence[str], recipe: Recipe) -> NgramModel:
    """A model of rows that carry any number of labels each.

    Args:
        rows: one string for each view of the recipe.
        sets: labels of each row.
        names: labels to tell; one that no row carries, or every row, is never or always the answer.
        recipe: how.

    Raises:
        InputError: scikit-learn is not installed.
    """
    vocabulary = vocabulary_of(rows, recipe.views, recipe.least)
    matrix = vocabulary.matrix(rows, recipe.views)
    counts = np.array([max(1, len(held)) for held in sets], np.float32) if recipe.by_label else None
    fitted = [_one_against_rest(matrix, np.array([name in held for held in sets]), recipe, counts) for name in names]
    weights = np.stack([coefficients for coefficients, _ in fitted], axis=1).astype(np.float32)
    bias = np.array([constant for _, constant in fitted], np.float32)
    return NgramModel(recipe.views, tuple(names), vocabulary, weights, bias)


def vocabulary_of(rows: Sequence[Row], views: Sequence[View], least: int) -> Vocabulary:
    """The n-grams that stand in enough rows, each counting ln((1 + rows) / (1 + rows with it)) + 1."""
    found = counted(rows, views)
    keys, holders = np.unique(found.keys, return_counts=True)
    kept = holders >= least
    rare = np.log((1 + len(rows)) / (1 + holders[kept])) + 1
    return Vocabulary.of(keys[kept], rare.astype(np.float32))


def _one_against_rest(
    matrix: csr_matrix, yes: NDArray[np.bool_], recipe: Recipe, counts: Array | None
) -> tuple[Array, float]:
    """Weights and constant that tell rows with a label from the rest; `counts` is how much each row counts."""
    if yes.all() or not yes.any():
        return np.zeros(matrix.shape[1], np.float32), _SURE if yes.any() else -_SURE
    ratio = np.ones(matrix.shape[1])
    if recipe.telling:
        with_label = np.asarray(matrix[yes].sum(axis=0)).ravel() + 1
        without = np.asarray(matrix[~yes].sum(axis=0)).ravel() + 1
        log_ratio = np.log(with_label / with_label.sum()) - np.log(without / without.sum())
        ratio = np.abs(log_ratio) ** recipe.telling
    learner = _learner(recipe)
    seen = matrix.multiply(ratio).tocsr() if recipe.telling else matrix
    if recipe.learner == "regression":
        learner.fit(seen, np.where(yes, 1.0, -1.0), sample_weight=counts)
        return learner.coef_ * ratio, float(learner.intercept_)
    learner.fit(seen, yes, sample_weight=counts)
    return learner.coef_[0] * ratio, float(learner.intercept_[0])


def _learner(recipe: Recipe) -> Any:
    svm, linear_model = library()
    weight = "balanced" if recipe.balanced else None
    if recipe.learner == "regression":
        return linear_model.Ridge(alpha=recipe.softness, solver="sparse_cg", tol=1e-3)
    if recipe.learner == "margin":
        return svm.LinearSVC(C=1 / recipe.softness, class_weight=weight, random_state=0)
    return linear_model.LogisticRegression(
        C=1 / recipe.softness, class_weight=weight, solver="liblinear", random_state=0
    )


def library() -> tuple[Any, Any]:
    """The parts `svm` and `linear_model` of scikit-learn.

    Raises:
        InputError: it is not installed.
    """
    try:
        from sklearn import linear_model, svm
    except ImportError as error:
        raise InputError.of("models.needs_scikit_learn") from error
    return svm, linear_model
