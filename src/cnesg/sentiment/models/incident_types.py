"""The incident types that a text tells of a company, by the models that ship: one for each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cnesg.sentiment.models.masks import masked, plain
from cnesg.sentiment.models.ngram_model import NgramModel, shipped_model
from cnesg.sentiment.models.views import Row, View, Vocabulary
from cnesg.sentiment.questions import Question

NOTHING = "none"
"""The label of texts that tell no event of the name."""
LONGEST = 600
_GRAMS = 40_000
_LEAST_WEIGHT = 0.02  # of the greatest weight of a label; smaller ones are left out
_STEEPNESS = 8.0


@dataclass(frozen=True)
class TypeModel:
    """What tells types in one language.

    Attributes:
        name: of the model's file.
        views: what it sees; each shows the whole text, names hidden, figures one sign.
        least: share from which a type is told.
    """

    name: str
    views: tuple[View, ...]
    least: float


MODELS = {
    "en": TypeModel(
        "incidents-en", (View("words", "word", longest=2), View("characters", longest=4, shortest=2)), 0.25
    ),
    "zh": TypeModel("incidents-zh", (View("characters", longest=4),), least=0.5),
}


def row(text: str, name: str, others: Sequence[str], language: str) -> Row:
    """A text as the model of a language sees it, in the order of its views.

    Args:
        text: as it came.
        name: of the company that the question is about.
        others: names of other companies in the text.
        language: a key of `MODELS`.
    """
    shown = masked(plain(text[:LONGEST]), plain(name), [plain(other) for other in others])
    return (shown,) * len(MODELS[language].views)


def told(questions: Sequence[Question]) -> list[Mapping[str, float]]:
    """Codes of types with their share of the likelihood, of each question; empty where the text tells no event.

    Raises:
        ModelError: a model's file is missing or changed.
    """
    found: list[Mapping[str, float]] = [{}] * len(questions)
    for language, model in MODELS.items():
        places = [number for number, one in enumerate(questions) if one.language == language]
        asked = [row(one.text, one.name, one.others, language) for one in (questions[place] for place in places)]
        if asked:
            for place, types in zip(places, told_by(shipped_model(model.name), asked, model.least), strict=True):
                found[place] = types
    return found


def told_by(model: NgramModel, rows: Sequence[Row], least: float) -> list[Mapping[str, float]]:
    """The same by any model and of rows, from a share on."""
    found: list[Mapping[str, float]] = []
    for shares in replace(model, steepness=_STEEPNESS).likelihoods(rows):
        best = int(shares.argmax())
        code, share = model.labels[best], round(float(shares[best]), 4)
        found.append({code: share} if code != NOTHING and share >= least else {})
    return found


def smaller(model: NgramModel, most: int = _GRAMS) -> NgramModel:
    """The model with the n-grams that weigh most, and without weights too small to matter.

    Args:
        model: any.
        most: n-grams to keep.
    """
    weight = np.abs(model.weights).max(axis=1) * model.vocabulary.scale
    kept = np.sort(np.argsort(-weight, kind="stable")[:most])
    weights = model.weights[kept]
    weights = np.where(np.abs(weights) < _LEAST_WEIGHT * np.abs(weights).max(axis=0), 0, weights).astype(np.float32)
    vocabulary = Vocabulary.of(model.vocabulary.keys[kept], model.vocabulary.scale[kept])
    return replace(model, vocabulary=vocabulary, weights=weights)
