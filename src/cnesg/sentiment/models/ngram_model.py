"""Linear models over n-grams: scores of labels for many texts at once, and their files."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnesg.sentiment.models.views import Array, Row, View, Vocabulary
from cnesg.text.model_files import packed_model, read_arrays, write_arrays


@dataclass(frozen=True)
class NgramModel:
    """Scores of labels by a sum of weights of n-grams.

    Attributes:
        views: what a row holds.
        labels: what it tells apart; a question of yes and no has the one label that means yes.
        vocabulary: n-grams it knows.
        weights: n-grams by labels.
        bias: of each label.
        steepness: what scores are multiplied by to be log odds.
    """

    views: tuple[View, ...]
    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Array
    bias: Array
    steepness: float = 1.0

    def scores(self, rows: Sequence[Row]) -> Array:
        """Rows by labels; the higher the likelier.

        Args:
            rows: one string for each view.
        """
        if not rows:
            return np.zeros((0, len(self.labels)), np.float32)
        total: Array = self.vocabulary.matrix(rows, self.views) @ self.weights + self.bias
        return total

    def likelihoods(self, rows: Sequence[Row]) -> Array:
        """Rows by labels: the share of each label of several, or how likely the one label is."""
        scores = self.scores(rows) * np.float32(self.steepness)
        if len(self.labels) == 1:
            likely: Array = 1 / (1 + np.exp(-scores))
            return likely
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Array = raised / raised.sum(axis=1, keepdims=True)
        return shares

    def answers(self, rows: Sequence[Row]) -> list[str]:
        """The likeliest label of each row, of several."""
        return [self.labels[place] for place in self.scores(rows).argmax(axis=1)]


def parts_of(model: NgramModel) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The header and the arrays of a model, numbers in half precision; no n-gram can be read in them."""
    header = {"views": [asdict(view) for view in model.views], "labels": model.labels, "steepness": model.steepness}
    arrays: dict[str, NDArray[Any]] = {
        "keys": model.vocabulary.keys,
        "scale": model.vocabulary.scale.astype(np.float16),
        "weights": model.weights.astype(np.float16),
        "bias": model.bias.astype(np.float32),
    }
    return header, arrays


def model_of(header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> NgramModel:
    """The model of `parts_of`."""
    return NgramModel(
        views=tuple(View(**view) for view in header["views"]),
        labels=tuple(header["labels"]),
        vocabulary=Vocabulary.of(arrays["keys"], arrays["scale"]),
        weights=arrays["weights"],
        bias=arrays["bias"],
        steepness=header["steepness"],
    )


def pack(model: NgramModel) -> bytes:
    """The model as the bytes of an npz file."""
    return write_arrays(*parts_of(model))


def unpack(data: bytes) -> NgramModel:
    """The model of the bytes of an npz file; no code is run by reading it."""
    return model_of(*read_arrays(data))


@cache
def shipped_model(name: str) -> NgramModel:
    """A model that ships with the package, by its file name without ending; read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return unpack(packed_model("cnesg.sentiment.models", name))
