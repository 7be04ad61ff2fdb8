"""Fitting the models of polarity on labelled texts, in Chinese and in English."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cnesg.sentiment.lexicon import polarity_reader
from cnesg.sentiment.models.ngram_model import NgramModel
from cnesg.sentiment.models.polarity import VIEWS, PolarityQuestion, rows
from cnesg.sentiment.models.views import Array, Row
from cnesg.sentiment.training.fitting import Recipe, fit

RECIPES = {
    "zh": Recipe(VIEWS["zh"], softness=3, telling=0.5),
    "en": Recipe(VIEWS["en"], softness=6, telling=0.5),
}
"""How the model of each language is fitted; found on training folds (docs/measurements)."""
_FOLDS = 4
_STEEPNESSES = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)


def fit_polarity(
    questions: Sequence[PolarityQuestion], labels: Sequence[str], *, calibrated: bool = True, seed: int = 0
) -> NgramModel:
    """A model of labelled questions of one language.

    Args:
        questions: all in one language.
        labels: `positive`, `negative` and perhaps `neutral`; without neutral ones the model tells good from bad alone.
        calibrated: make its likelihoods true on texts left out in turn, for five times the cost; no answer changes.
        seed: of the parts in which texts are left out.

    Raises:
        InputError: scikit-learn is not installed.
    """
    language = questions[0].language
    seen = rows(questions, polarity_reader(language))
    only = None if "neutral" in labels else "positive"
    recipe = RECIPES[language]
    model = fit(seen, labels, recipe, only=only)
    if not calibrated:
        return model
    return replace(model, steepness=_steepness(seen, labels, recipe, only, seed))


def _steepness(seen: Sequence[Row], labels: Sequence[str], recipe: Recipe, only: str | None, seed: int) -> float:
    """What scores of texts not seen are best multiplied by, so that likelihoods are true."""
    parts = np.random.default_rng(seed).integers(0, _FOLDS, len(seen))
    given = np.array(labels)
    losses = np.zeros(len(_STEEPNESSES))
    for part in range(_FOLDS):
        inside, outside = np.flatnonzero(parts != part).tolist(), np.flatnonzero(parts == part).tolist()
        if len(outside) == 0 or len(set(given[inside])) < len(set(given)):
            continue
        model = fit([seen[i] for i in inside], list(given[inside]), recipe, only=only)
        scores = model.scores([seen[i] for i in outside])
        losses += [_loss(model, scores, given[outside], steepness) for steepness in _STEEPNESSES]
    return _STEEPNESSES[int(losses.argmin())]


def _loss(model: NgramModel, scores: Array, labels: "np.ndarray[tuple[int], np.dtype[np.str_]]", by: float) -> float:
    """Minus the sum of the log likelihoods of the labels."""
    if len(model.labels) == 1:
        signed = np.where(labels == model.labels[0], 1.0, -1.0) * scores[:, 0] * by
        return float(np.logaddexp(0, -signed).sum())
    raised = scores * by - (scores * by).max(axis=1, keepdims=True)
    told = raised[np.arange(len(labels)), np.searchsorted(model.labels, labels)]
    return float((np.log(np.exp(raised).sum(axis=1)) - told).sum())
