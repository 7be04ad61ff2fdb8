"""The types of events that a text tells of a given subject: a linear model, and two that are asked where it is unsure.

Some types are told in the same words and differ by what is said close to the subject. Where the two likeliest types
are nearly as likely, a second linear model that sees more of what stands there is asked too. Types that are taken for
each other all the same get a second stage that knows these types alone, asked only where one of them is the answer.
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
_SHARES, _DIRECT, _FIRST = 2.0, 5.0, 1.0
_UNSURE = 0.4  # between the two likeliest types, on a scale where one told scores 1 and one not told -1
_LEAST_SHARE = 1e-4


@dataclass(frozen=True)
class ConfusedTypes:
    """Tells types of one family apart: hidden layers and a ridge regression over the same n-grams, added up.

    Attributes:
        labels: the family.
        vocabulary: n-grams of `CLOSE_VIEWS`.
        units: n-grams by hidden units of all layers, one layer after the other, the projection before a layer already
            multiplied in.
        unit_bias: of each hidden unit.
        shares: layers by hidden units by labels; the softmax of what they give is the share of each label.
        share_bias: layers by labels.
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
        hidden = np.maximum(matrix @ self.units + self.unit_bias, 0)
        scores: Array = _DIRECT * (matrix @ self.direct + self.direct_bias)
        size = self.shares.shape[1]
        for number, (shares, bias) in enumerate(zip(self.shares, self.share_bias, strict=True)):
            logits = hidden[:, number * size : (number + 1) * size] @ shares + bias
            raised = np.exp(logits - logits.max(axis=1, keepdims=True))
            told = np.log(raised / raised.sum(axis=1, keepdims=True) + _LEAST_SHARE)
            scores += np.float32(_SHARES / len(self.shares)) * told
        return scores


@dataclass(frozen=True)
class SubjectTypes:
    """Types told of a given subject.

    Attributes:
        first: over `SUBJECT_VIEWS`, all types.
        close: the same over `CLOSE_VIEWS`; None where no types are taken for each other.
        confused: for the types that the first takes for each other; None where there are none.
    """

    first: NgramModel
    close: NgramModel | None = None
    confused: ConfusedTypes | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The types it tells, in the order of `scores`."""
        return self.first.labels

    def scores(self, asked: Sequence[Asked], least: float = -np.inf) -> Array:
        """Questions by types; above 0 a type is told.

        Where the two likeliest types lie close together, the mean of both linear models. Where the likeliest type is of
        the family, the scores of the family's types stay, but are handed out in the order of the second stage: how many
        events are told is decided by the first, which of the family by the second.

        Args:
            asked: texts and subjects.
            least: where the likeliest type scores no more, the first model alone is asked; 0 for who wants to know
                what is told, and not what is likeliest of what is not.
        """
        scores = self.first.scores([subject_row(*one) for one in asked])
        if self.confused is None or not asked:
            return scores
        family = np.array([self.labels.index(label) for label in self.confused.labels])
        likeliest = np.sort(scores, axis=1)[:, -2:]
        open_to_change = likeliest[:, 1] > least
        unsure = open_to_change & (likeliest[:, 1] - likeliest[:, 0] < _UNSURE)
        of_family = open_to_change & np.isin(scores.argmax(axis=1), family)
        rows = {place: close_row(*asked[place]) for place in np.flatnonzero(unsure | of_family).tolist()}
        if self.close is not None and unsure.any():
            places = np.flatnonzero(unsure)
            scores[places] = (scores[places] + self.close.scores([rows[place] for place in places.tolist()])) / 2
        places = np.array([place for place in rows if scores[place].argmax() in family], np.int64)
        if len(places):
            own = scores[np.ix_(places, family)]
            second = self.confused.scores([rows[place] for place in places.tolist()]) + _FIRST * own
            held = -np.sort(-own, axis=1)
            scores[places[:, None], family[np.argsort(-second, axis=1, kind="stable")]] = held
        return scores

    def answers(self, asked: Sequence[Asked]) -> list[str]:
        """The likeliest type of each question."""
        return [self.labels[place] for place in self.scores(asked).argmax(axis=1)]


def parts_of_types(model: SubjectTypes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The header and the arrays of a model, numbers by n-gram in half precision."""
    header, arrays = parts_of(model.first)
    if model.close is not None:
        header["close"], close = parts_of(model.close)
        arrays |= {f"close_{name}": array for name, array in close.items()}
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
    """The model of `parts_of_types`; older files have no second stage, or one of one layer."""
    first = model_of(header, arrays)
    if "confused" not in header:
        return SubjectTypes(first)
    close = model_of(header["close"], _held(arrays, "close_")) if "close" in header else None
    own = _held(arrays, "confused_")
    vocabulary = Vocabulary.of(own.pop("keys"), own.pop("scale"))
    if own["shares"].ndim == 2:  # from before there were several layers
        own |= {"shares": own["shares"][None], "share_bias": own["share_bias"][None]}
    return SubjectTypes(first, close, ConfusedTypes(tuple(header["confused"]), vocabulary, **own))


def _held(arrays: dict[str, NDArray[Any]], part: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(part): array for name, array in arrays.items() if name.startswith(part)}
