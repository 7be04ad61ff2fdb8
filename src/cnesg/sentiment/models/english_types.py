"""The incident types that an English text tells of a company, by the model that ships."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from cnesg.sentiment.models.masks import masked, plain
from cnesg.sentiment.models.ngram_model import NgramModel, shipped_model
from cnesg.sentiment.models.views import Row, View, Vocabulary
from cnesg.sentiment.questions import Question

NAME = "incidents-en"
NOTHING = "none"
"""The label of texts that tell no event of the name."""
VIEWS = (View("words", "word", longest=2), View("characters", longest=4, shortest=2))
_LONGEST = 600
_GRAMS = 40_000
_LEAST_WEIGHT = 0.02  # of the greatest weight of a label; smaller ones are left out
_LEAST = 0.25
_STEEPNESS = 8.0


def row(text: str, name: str, others: Sequence[str] = ()) -> Row:
    """A text as the model sees it, in the order of `VIEWS`: names are hidden, figures are one sign.

    Args:
        text: as it came.
        name: of the company that the question is about.
        others: names of other companies in the text.
    """
    shown = masked(plain(text[:_LONGEST]), plain(name), [plain(other) for other in others])
    return shown, shown


def told(questions: Sequence[Question]) -> list[Mapping[str, float]]:
    """Codes of types with their share of the likelihood, of each question; empty where the text tells no event.

    Raises:
        ModelError: the model's file is missing or changed.
    """
    if not questions:
        return []
    return told_by(shipped_model(NAME), [row(one.text, one.name, one.others) for one in questions])


def told_by(model: NgramModel, rows: Sequence[Row]) -> list[Mapping[str, float]]:
    """The same by any model and of rows."""
    found: list[Mapping[str, float]] = []
    for shares in replace(model, steepness=_STEEPNESS).likelihoods(rows):
        best = int(shares.argmax())
        code, share = model.labels[best], round(float(shares[best]), 4)
        found.append({code: share} if code != NOTHING and share >= _LEAST else {})
    return found


def smaller(model: NgramModel) -> NgramModel:
    """The model with the n-grams that weigh most, and without weights too small to matter."""
    weight = np.abs(model.weights).max(axis=1) * model.vocabulary.scale
    kept = np.sort(np.argsort(-weight, kind="stable")[:_GRAMS])
    weights = model.weights[kept]
    weights = np.where(np.abs(weights) < _LEAST_WEIGHT * np.abs(weights).max(axis=0), 0, weights).astype(np.float32)
    vocabulary = Vocabulary.of(model.vocabulary.keys[kept], model.vocabulary.scale[kept])
    return replace(model, vocabulary=vocabulary, weights=weights)
