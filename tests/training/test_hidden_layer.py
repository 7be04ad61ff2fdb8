"""Training of hidden layers: they learn what no sum of weights can tell, and the same each time."""

import numpy as np
from training.hidden_layer import train_layer

from cnesg.disclosure.hidden_layer import HiddenLayer

# either cue alone says yes, both or none say no
SEEN = np.repeat(np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], np.float32), 120, axis=0)
WANTED = np.repeat(np.array([[1, 0], [0, 1], [0, 1], [1, 0]], np.float32), 120, axis=0)


def trained() -> HiddenLayer:
    return train_layer(SEEN, 2, WANTED, [(0, 2)], np.ones(len(SEEN)))


def test_what_no_sum_of_weights_can_tell_is_learnt_and_the_same_each_time() -> None:
    layer = trained()

    scores = layer.scores_of(SEEN[:, :2], SEEN[:, 2:])

    assert np.array_equal(scores.argmax(axis=1), WANTED.argmax(axis=1))
    assert np.array_equal(layer.of_flags, trained().of_flags)
