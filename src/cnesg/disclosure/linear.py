"""Linear models over hashed n-grams and named cues: read from a checked file, applied with NumPy alone."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.ngrams import Hashed, hashed_ngrams
from cnesg.text.document import LanguageCode
from cnesg.text.model_files import packed_model

Array = NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """Scores of labels by a sum of weights.

    Attributes:
        language: of the texts it reads.
        labels: what it tells apart.
        rarity: weight of each place of the table of n-grams; 0 for places never seen.
        weights: places by labels.
        bias: of each label.
        cues: place of each named cue in `cue_weights`.
        cue_weights: cues by labels; no rows where the model asks for none.
        projection: places by dimensions, what words mean by their company; no columns where there is none.
        meaning: dimensions by labels.
    """

    language: LanguageCode
    labels: tuple[str, ...]
    rarity: Array
    weights: Array
    bias: Array
    cues: Mapping[str, int]
    cue_weights: Array
    projection: Array
    meaning: Array

    def scores(self, comparable_text: str, cues: Collection[str] = ()) -> Array:
        """A score for each label, in their order; the higher the likelier.

        Args:
            comparable_text: in the form of `cnesg.disclosure.wording.comparable`.
            cues: names of cues; unknown ones count nothing.
        """
        places, values = self.vector(hashed_ngrams(comparable_text, self.language, len(self.rarity)))
        both = values @ self._side_by_side.take(places, axis=0)
        width = self.weights.shape[1]
        total: Array = self.bias + both[:width]
        if self.projection.shape[1]:
            point: Array = both[width:]
            length = float(np.sqrt(point @ point))
            if length > 0:
                total += (point / length).astype(np.float32) @ self.meaning
        rows = sorted(self.cues[cue] for cue in cues if cue in self.cues)  # sums of floats depend on their order
        return total + self.cue_weights[rows].sum(axis=0) if rows else total

    @cached_property
    def _side_by_side(self) -> Array:
        """Weights and projection in one table, so that a text looks its places up once."""
        return np.hstack([self.weights, self.projection])

    def vector(self, hashed: Hashed) -> tuple[NDArray[np.int64], Array]:
        """Places and weights of a text, of length 1."""
        values = hashed.counts * self.rarity[hashed.places]
        length = float(np.sqrt(values @ values))
        return hashed.places, values / length if length > 0 else values

    def likelihoods_within(self, comparable_text: str, cues: Collection[str], blocks: Sequence[Sequence[int]]) -> Array:
        """The share of each label among those of its block, in the order of the labels.

        Args:
            comparable_text: in the form of `cnesg.disclosure.wording.comparable`.
            cues: names of cues; unknown ones count nothing.
            blocks: places of the labels that exclude each other.
        """
        return shares_within(self.scores(comparable_text, cues), blocks)


def shares_within(scores: Array, blocks: Sequence[Sequence[int]]) -> Array:
    """The share of each score, raised, among those of its block.

    Args:
        scores: of labels.
        blocks: places of the labels that exclude each other.
    """
    given = scores.tolist()
    shares = [0.0] * len(given)
    for block in blocks:  # a few labels each: plain numbers are quicker than small arrays
        held = [given[place] for place in block]
        most = max(held)
        raised = [math.exp(one - most) for one in held]
        whole = sum(raised)
        for place, one in zip(block, raised, strict=True):
            shares[place] = one / whole
    return np.array(shares, np.float32)


def parts_of(model: LinearModel) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The header and the arrays of a model, numbers in half precision."""
    header = {"language": model.language, "labels": model.labels, "cues": list(model.cues)}
    names = ("rarity", "weights", "bias", "cue_weights", "projection", "meaning")
    return header, {name: getattr(model, name).astype(np.float16) for name in names}


def linear_of(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> LinearModel:
    """The model of `parts_of`."""
    return LinearModel(
        language=header["language"],
        labels=tuple(header["labels"]),
        cues={name: row for row, name in enumerate(header["cues"])},
        **arrays,
    )


def model_bytes(name: str) -> bytes:
    """The bytes of a model that ships, by its file name without ending.

    Raises:
        ModelError: the file is missing, or its checksum is not the one noted beside it.
    """
    return packed_model("cnesg.disclosure", name)
