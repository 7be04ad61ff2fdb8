"""Hidden layers: units add up what they see, are silent below nothing, and pass on the rest."""

import numpy as np
import pytest

from cnesg.disclosure.hidden_layer import HiddenLayer

LAYER = HiddenLayer(
    of_flags=np.array([[1, 0], [0, -3]], np.float32),
    of_meaning=np.array([[2, 1]], np.float32),
    resting=np.array([0, 1], np.float32),
    outward=np.array([[1, 0], [0, 10]], np.float32),
    bias=np.array([0.5, 0], np.float32),
)


def test_units_add_up_and_are_silent_below_nothing() -> None:
    flags = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float32)

    scores = LAYER.scores_of(flags, np.ones((4, 1), np.float32))

    # the units start from 0 + 2 and 1 + 1; the first cue adds 1 to the one, the second takes 3 from the other
    assert scores == pytest.approx(np.array([[2.5, 20], [3.5, 20], [2.5, 0], [3.5, 0]]))
