"""A layer of units between cues, meanings and answers: what two signs together tell that neither tells alone."""

from dataclasses import dataclass

import numpy as np

from cnesg.disclosure.holdings import times
from cnesg.disclosure.linear import Array


@dataclass(frozen=True)
class HiddenLayer:
    """Units that sum what they see, are silent below nothing, and add to the scores of labels.

    Attributes:
        of_flags: weight of each cue in each unit, cues by units.
        of_meaning: the same of the meaning of the sentence, the one before and the one after, dimensions by units.
        resting: what each unit starts from.
        outward: units by labels.
        bias: of each label.
    """

    of_flags: Array
    of_meaning: Array
    resting: Array
    outward: Array
    bias: Array

    def scores_of(self, flags: Array, meaning: Array) -> Array:
        """Scores of many sentences (sentences by labels).

        Args:
            flags: 1 for each cue that is there, else 0 (sentences by cues).
            meaning: of the sentence, the one before and the one after, side by side (sentences by dimensions).
        """
        units = self.resting + times(meaning, self.of_meaning) + times(flags, self.of_flags)
        scores: Array = times(np.maximum(units, 0), self.outward) + self.bias
        return scores
