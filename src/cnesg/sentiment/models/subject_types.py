"""The types of events that a text tells of a given subject: a linear model, and a second stage for types it confuses.

Some types are told in the same words and differ by what is said close to the subject. A linear model over all types
takes them for each other; the second stage knows these types alone and is asked only where the first answers one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnesg.sentiment.models.ngram_model import NgramModel, model_of, parts_of
from cnesg.sentiment.models.views import Array, Row, Vocabulary
from cnesg.sentiment.models.windows import CLOSE_VIEWS, close_row, subject_row

Asked = tuple[str, str, Sequence[str]]
"""A text, the subject asked for as it stands there, and the names of other companies in it."""
_SHARES, _DIRECT = 2.0, 5.0
_LEAST_SHARE = 1e-4


@dataclass(frozen=True)
class ConfusedTypes:
    """Tells types of one family apart: a hidden layer and a ridge regression over the same n-grams, added up.

    Attributes:
        labels: the family.
        vocabulary: n-grams of `CLOSE_VIEWS`.
        units: n-grams by hidden units, the projection before the layer already multiplied in.
        unit_bias: of each hidden unit.
        shares: hidden units by labels; the softmax of what they give is the share of each label.
        share_bias: of each label.
        direct: n-grams by labels, of the ridge regression.
        direct_bias: of each label.
    """

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    units: Array
    unit_bias: Array
    shares: Array
    share_bias: Array
    direct: Array
    direct_bias: Array

    def scores(self, rows: Sequence[Row]) -> Array:
        """Rows by labels; the higher the likelier.

        Args:
            rows: over `CLOSE_VIEWS`.
        """
        matrix = self.vocabulary.matrix(rows, CLOSE_VIEWS)
        hidden = np.maximum(matrix @ self.units + self.unit_bias, 0) @ self.shares + self.share_bias
        raised = np.exp(hidden - hidden.max(axis=1, keepdims=True))
        shares = raised / raised.sum(axis=1, keepdims=True)
        scores: Array = _SHARES * np.log(shares + _LEAST_SHARE) + _DIRECT * (matrix @ self.direct + self.direct_bias)
        return scores


@dataclass(frozen=True)
class SubjectTypes:
    """Types told of a given subject.

    Attributes:
        first: over `SUBJECT_VIEWS`, all types.
        confused: for the types that the first takes for each other; None where there are none.
    """

    first: NgramModel
    confused: ConfusedTypes | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The types it tells, in the order of `scores`."""
        return self.first.labels

    def scores(self, asked: Sequence[Asked]) -> Array:
        """Questions by types; above 0 a type is told.

        Where the likeliest type is of the family, the scores of the family's types stay, but are handed out in the
        order of the second stage: how many events are told is decided by the first, which of the family by the second.
        """
        scores = self.first.scores([subject_row(*one) for one in asked])
        if self.confused is None or not asked:
            return scores
        family = np.array([self.labels.index(label) for label in self.confused.labels])
        unsure = np.flatnonzero(np.isin(scores.argmax(axis=1), family))
        if len(unsure):
            second = self.confused.scores([close_row(*asked[place]) for place in unsure.tolist()])
            held = -np.sort(-scores[np.ix_(unsure, family)], axis=1)
            scores[unsure[:, None], family[np.argsort(-second, axis=1, kind="stable")]] = held
        return scores

    def answers(self, asked: Sequence[Asked]) -> list[str]:
        """The likeliest type of each question."""
        return [self.labels[place] for place in self.scores(asked).argmax(axis=1)]


def parts_of_types(model: SubjectTypes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The header and the arrays of a model, numbers by n-gram in half precision."""
    header, arrays = parts_of(model.first)
    if model.confused is not None:
        own = model.confused
        header["confused"] = own.labels
        arrays["confused_keys"] = own.vocabulary.keys
        arrays["confused_scale"] = own.vocabulary.scale.astype(np.float16)
        for name in ("units", "direct"):
            arrays[f"confused_{name}"] = getattr(own, name).astype(np.float16)
        for name in ("unit_bias", "shares", "share_bias", "direct_bias"):
            arrays[f"confused_{name}"] = getattr(own, name).astype(np.float32)
    return header, arrays


def types_of_parts(header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> SubjectTypes:
    """The model of `parts_of_types`; files written before there was a second stage have none."""
    first = model_of(header, arrays)
    if "confused" not in header:
        return SubjectTypes(first)
    own = {n.removeprefix("confused_"): array for n, array in arrays.items() if n.startswith("confused_")}
    vocabulary = Vocabulary.of(own.pop("keys"), own.pop("scale"))
    return SubjectTypes(first, ConfusedTypes(tuple(header["confused"]), vocabulary, **own))
