"""The types of events that a Chinese text tells of a company, by the model that ships."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from cnesg.sentiment.models.ngram_model import NgramModel, shipped_model
from cnesg.sentiment.models.views import Vocabulary
from cnesg.sentiment.models.windows import subject_row

NAME = "incidents-zh"
NOTHING = "none"
"""The label of texts that tell no event of the name."""
STEEPNESS = 4.0
LEAST = 0.25
MOST_GRAMS = 16_000


def shipped_types() -> NgramModel:
    """The model that ships, read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return _with_steepness()


@cache
def _with_steepness() -> NgramModel:
    return replace(shipped_model(NAME), steepness=STEEPNESS)


def types_told(asked: Sequence[tuple[str, str, Sequence[str]]], least: float = LEAST) -> list[dict[str, float]]:
    """The incident types that texts tell of names, each with its share of the likelihood.

    Args:
        asked: a text, a name as it stands there, and names of other companies in it.
        least: share from which a type is told.

    Returns:
        For each text codes and shares, the likeliest first; empty where it tells no event of the name.

    Raises:
        ModelError: the model's file is missing or changed.
    """
    model = shipped_types()
    shares = model.likelihoods([subject_row(text, name, others) for text, name, others in asked])
    found = []
    for own in shares:
        order = np.argsort(-own, kind="stable")
        told = {model.labels[place]: float(own[place]) for place in order if own[place] >= least}
        found.append({} if next(iter(told), NOTHING) == NOTHING else {c: s for c, s in told.items() if c != NOTHING})
    return found


def smallest(model: NgramModel, most: int = MOST_GRAMS) -> NgramModel:
    """The model with the n-grams that weigh most, and without weights too small to matter.

    Args:
        model: any.
        most: n-grams to keep.
    """
    weight = np.abs(model.weights).max(axis=1) * model.vocabulary.scale
    kept = np.sort(np.argsort(-weight, kind="stable")[:most])
    weights = model.weights[kept]
    weights = np.where(np.abs(weights) < 0.01 * np.abs(weights).max(axis=0), 0, weights).astype(np.float32)
    vocabulary = Vocabulary.of(model.vocabulary.keys[kept], model.vocabulary.scale[kept])
    return replace(model, vocabulary=vocabulary, weights=weights)
