"""Linear models over hashed n-grams and named cues: read from a checked file, applied with NumPy alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnesg.disclosure.holdings import holdings, times
from cnesg.disclosure.ngrams import hashed_ngrams_of_each
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
        scores: Array = self.scores_of([comparable_text], [cues])[0]
        return scores

    def scores_of(self, comparable_texts: Sequence[str], cues: Sequence[Collection[str]]) -> Array:
        """The scores of many texts (texts by labels), as `scores`; quicker than one by one."""
        total, _ = self.text_scores_of(comparable_texts)
        self.add_cues(total, cues)
        return total

    def add_cues(self, total: Array, cues: Sequence[Collection[str]]) -> None:
        """Adds to the scores of texts those of their cues."""
        for place, found in enumerate(cues):
            rows = sorted(self.cues[cue] for cue in found if cue in self.cues)  # sums of floats depend on their order
            if rows:
                total[place] += self.cue_weights.take(rows, axis=0).sum(axis=0)

    def text_scores_of(self, comparable_texts: Sequence[str]) -> tuple[Array, Array]:
        """Scores of texts without cues, and what they mean, at length 1 (texts by dimensions); zeros where empty."""
        size, width = len(self.rarity), self.weights.shape[1]
        places, owners = hashed_ngrams_of_each(comparable_texts, self.language, size)
        held = holdings(places, owners, len(comparable_texts), size).of_unit_length(self.rarity)
        both = held.sums(self._side_by_side)
        total: Array = self.bias + both[:, :width]
        points: Array = both[:, width:]
        if self.projection.shape[1]:
            lengths = np.sqrt((points * points).sum(axis=1))
            lengths[lengths == 0] = 1
            points = points / lengths[:, None]
            total += times(points, self.meaning)
        return total, points

    @cached_property
    def _side_by_side(self) -> Array:
        """Weights and projection in one table, so that a text looks its places up once."""
        return np.hstack([self.weights, self.projection])


def shares_within(scores: Array, blocks: Sequence[Sequence[int]]) -> Array:
    """The share of each score, raised, among those of its block.

    Args:
        scores: texts by labels.
        blocks: places of the labels that exclude each other.
    """
    shares: Array = np.zeros_like(scores)
    for block in map(list, blocks):
        held = scores.take(block, axis=1)
        raised = np.exp(held - held.max(axis=1, keepdims=True))
        shares[:, block] = raised / raised.sum(axis=1, keepdims=True)
    return shares


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
