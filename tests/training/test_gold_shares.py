"""Leanings of labels: what gold gives oftener than is expected gains, what it hardly knows keeps its share."""

import numpy as np
import pytest
from training.gold_shares import LEAST, leanings, with_added

from cnesg.disclosure.hidden_layer import HiddenLayer
from cnesg.disclosure.linear import Array, LinearModel
from cnesg.disclosure.near_model import NearModel

NAMES = ("action", "policy", "target")


def moved(shares: Array, added: Array) -> Array:
    raised: Array = shares * np.exp(added)
    told: Array = raised / raised.sum(axis=1, keepdims=True)
    return told


def test_what_gold_gives_oftener_comes_nearer_to_its_share() -> None:
    shares = np.tile(np.array([0.3, 0.6, 0.1], np.float32), (60, 1))
    answers = ["action"] * 30 + ["policy"] * 24 + ["target"] * 6

    after = moved(shares, leanings(shares, answers, NAMES)).mean(axis=0)

    assert after == pytest.approx([0.5, 0.4, 0.1], abs=0.01)


def test_what_gold_hardly_knows_keeps_its_score_and_its_share() -> None:
    shares = np.tile(np.array([0.3, 0.6, 0.1], np.float32), (60, 1))
    answers = ["action"] * 30 + ["policy"] * (30 - LEAST + 1) + ["target"] * (LEAST - 1)

    added = leanings(shares, answers, NAMES)

    assert added[2] == 0
    assert moved(shares, added).mean(axis=0)[2] == pytest.approx(0.1, abs=0.01)


def test_both_parts_of_a_model_get_what_is_added() -> None:
    nothing = np.zeros((4, 2), np.float32)
    linear = LinearModel(
        "en", ("a", "b"), np.ones(4, np.float32), nothing, nothing[0], {}, nothing[:0], nothing[:, :0], nothing[:0]
    )
    layer = HiddenLayer(nothing[:0], nothing[:0], nothing[0], nothing[:2], nothing[0])
    model = NearModel(linear, {}, layer=layer)

    after = with_added(model, np.array([1, -1], np.float32))

    assert after.linear.bias.tolist() == [1, -1]
    assert after.layer is not None
    assert after.layer.bias.tolist() == [1, -1]
