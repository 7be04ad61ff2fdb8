"""Linear models joined by nearness to centres and by a hidden layer: of cues, whose company tells, and of meanings."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from cnesg.disclosure.hidden_layer import HiddenLayer
from cnesg.disclosure.linear import Array, LinearModel, linear_of, model_bytes, parts_of, shares_within
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.word_meaning import WordMeaning, shipped_words
from cnesg.text.model_files import read_arrays, write_arrays

CUES, WORDS = "cues", "words"
_LAYER = ("of_flags", "of_meaning", "resting", "outward", "bias")


@dataclass(frozen=True)
class NearModel:
    """Scores of labels by a linear model and by nearness, and those of a hidden layer beside them.

    Attributes:
        linear: over n-grams, cues and meaning.
        radials: `cues`, over a flag for each cue of the linear model, and `words`, over the meaning of the words; each
            may be missing.
        words: gives the meaning of words where something asks for it; asked at first need, as the table is large.
        layer: over cues and the meaning of the sentence and its neighbours; None where there is none.
    """

    linear: LinearModel
    radials: Mapping[str, Radial]
    words: Callable[[], WordMeaning] = shipped_words
    layer: HiddenLayer | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What it tells apart."""
        return self.linear.labels

    def scores(self, comparable_text: str, cues: Collection[str] = ()) -> Array:
        """A score for each label, as `LinearModel.scores`."""
        scores: Array = self.scores_of([comparable_text], [cues])[0]
        return scores

    def scores_of(self, comparable_texts: Sequence[str], cues: Sequence[Collection[str]]) -> Array:
        """The scores of many texts (texts by labels), as `LinearModel.scores_of`."""
        return self._near(*self._read(comparable_texts), cues)

    def shares_of(
        self,
        comparable_texts: Sequence[str],
        cues: Sequence[Collection[str]],
        beside: Sequence[tuple[str, str]],
        blocks: Sequence[Sequence[int]],
    ) -> Array:
        """The share of each label among those of its block (texts by labels).

        With a hidden layer the mean of two shares, one by its scores and one by the others: the two err apart.

        Args:
            comparable_texts: in the form of `cnesg.disclosure.wording.comparable`.
            cues: of each; unknown ones count nothing.
            beside: the texts before and after each, in the same form; empty where there is none.
            blocks: places of the labels that exclude each other.
        """
        if self.layer is None:
            return shares_within(self.scores_of(comparable_texts, cues), blocks)
        # a neighbour is mostly one of the texts too: each is read once
        places = {text: place for place, text in enumerate(dict.fromkeys(chain(comparable_texts, *beside)))}
        scores, meaning = self._read(list(places))
        here = [places[text] for text in comparable_texts]
        before, after = ([places[pair[side]] for pair in beside] for side in (0, 1))
        near = shares_within(self._near(scores[here], meaning[here], cues), blocks)
        seen = np.hstack([meaning[here], meaning[before], meaning[after]])
        mean: Array = (near + shares_within(self.layer.scores_of(self.flags(cues), seen), blocks)) / np.float32(2)
        return mean

    def _read(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """Scores of texts by the linear model without cues; their meaning by n-grams and, in Chinese, by words."""
        scores, points = self.linear.text_scores_of(texts)
        if self.linear.language != "zh" or (WORDS not in self.radials and self.layer is None):
            return scores, points
        words = self.words().points(texts)
        words[[place for place, text in enumerate(texts) if not text]] = 0
        return scores, np.hstack([points, words])

    def _near(self, scores: Array, meaning: Array, cues: Sequence[Collection[str]]) -> Array:
        self.linear.add_cues(scores, cues)
        if CUES in self.radials:
            scores = scores + self.radials[CUES].scores_of(self.flags(cues))
        if WORDS in self.radials:
            radial = self.radials[WORDS]
            scores = scores + radial.scores_of(meaning[:, -radial.centres.shape[1] :])
        return scores

    def flags(self, cues: Sequence[Collection[str]]) -> Array:
        """For each text, 1 for each cue that the model knows and that is there, else 0."""
        flags: Array = np.zeros((len(cues), len(self.linear.cues)), np.float32)
        for row, found in zip(flags, cues, strict=True):
            row[[self.linear.cues[cue] for cue in found if cue in self.linear.cues]] = 1
        return flags


def pack_near(model: NearModel) -> bytes:
    """The model as the bytes of an npz file: in half precision, save the weights near centres, in single."""
    header, arrays = parts_of(model.linear)
    for name, radial in model.radials.items():
        arrays |= {f"{name}_centres": radial.centres.astype(np.float16), f"{name}_near": radial.weights}
    if model.layer is not None:
        arrays |= {f"layer_{name}": getattr(model.layer, name).astype(np.float16) for name in _LAYER}
    return write_arrays(header | {"radials": {n: r.steepness for n, r in model.radials.items()}}, arrays)


def unpack_near(data: bytes) -> NearModel:
    """The model of the bytes of an npz file; no code is run by reading it."""
    header, arrays = read_arrays(data)
    radials = {
        name: Radial(steepness, arrays.pop(f"{name}_centres"), arrays.pop(f"{name}_near"))
        for name, steepness in header["radials"].items()
    }
    held = {name: arrays.pop(f"layer_{name}") for name in _LAYER if f"layer_{name}" in arrays}
    return NearModel(linear_of(header, arrays), radials, layer=HiddenLayer(**held) if held else None)


def load_near_model(name: str) -> NearModel:
    """A model that ships, by its file name without ending.

    Raises:
        ModelError: the file is missing, or its checksum is not the one noted beside it.
    """
    return unpack_near(model_bytes(name))
