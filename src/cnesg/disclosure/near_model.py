"""Linear models to whose scores nearness to centres is added: of cues, whose company tells, and of meanings."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cnesg.disclosure.linear import Array, LinearModel, linear_of, model_bytes, parts_of
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.word_meaning import WordMeaning, shipped_words
from cnesg.text.model_files import read_arrays, write_arrays

CUES, WORDS = "cues", "words"


@dataclass(frozen=True)
class NearModel:
    """Scores of labels by a linear model and by nearness.

    Attributes:
        linear: over n-grams, cues and meaning.
        radials: `cues`, over a flag for each cue of the linear model, and `words`, over the meaning of the words; each
            may be missing.
        words: gives the meaning of words where there is a radial over it; asked at first need, as the table is large.
    """

    linear: LinearModel
    radials: Mapping[str, Radial]
    words: Callable[[], WordMeaning] = shipped_words

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
        total = self.linear.scores_of(comparable_texts, cues)
        if CUES in self.radials:
            total = total + self.radials[CUES].scores_of(self.flags(cues))
        if WORDS in self.radials:
            total = total + self.radials[WORDS].scores_of(self.words().points(comparable_texts))
        return total

    def flags(self, cues: Sequence[Collection[str]]) -> Array:
        """For each text, 1 for each cue that the model knows and that is there, else 0."""
        flags: Array = np.zeros((len(cues), len(self.linear.cues)), np.float32)
        for row, found in zip(flags, cues, strict=True):
            row[[self.linear.cues[cue] for cue in found if cue in self.linear.cues]] = 1
        return flags


def pack_near(model: NearModel) -> bytes:
    """The model as the bytes of an npz file; tables and centres in half precision, weights near centres in full."""
    header, arrays = parts_of(model.linear)
    for name, radial in model.radials.items():
        arrays |= {f"{name}_centres": radial.centres.astype(np.float16), f"{name}_near": radial.weights}
    return write_arrays(header | {"radials": {n: r.steepness for n, r in model.radials.items()}}, arrays)


def unpack_near(data: bytes) -> NearModel:
    """The model of the bytes of an npz file; no code is run by reading it."""
    header, arrays = read_arrays(data)
    radials = {
        name: Radial(steepness, arrays.pop(f"{name}_centres"), arrays.pop(f"{name}_near"))
        for name, steepness in header["radials"].items()
    }
    return NearModel(linear_of(header, arrays), radials)


def load_near_model(name: str) -> NearModel:
    """A model that ships, by its file name without ending.

    Raises:
        ModelError: the file is missing, or its checksum is not the one noted beside it.
    """
    return unpack_near(model_bytes(name))
