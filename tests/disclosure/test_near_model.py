"""Models with nearness: what is near a centre adds to the scores of the linear model, and packing keeps them."""

import numpy as np
import pytest

from cnesg.disclosure.hidden_layer import HiddenLayer
from cnesg.disclosure.linear import LinearModel, shares_within
from cnesg.disclosure.near_model import NearModel, load_near_model, pack_near, unpack_near
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.runs import RunTable, sentence_runs
from cnesg.disclosure.word_meaning import WordMeaning, centred, pack_words, shipped_words, unpack_words

WATER, BOARD = "节约用水", "董事会"


def linear() -> LinearModel:
    """No weights but those of two cues: 1 for the one, 2 for the other."""
    return LinearModel(
        language="zh",
        labels=("level:policy", "level:action"),
        rarity=np.zeros(8, np.float32),
        weights=np.zeros((8, 2), np.float32),
        bias=np.array([0.5, 0], np.float32),
        cues={"act": 0, "commit": 1},
        cue_weights=np.array([[0, 1], [2, 0]], np.float32),
        projection=np.zeros((8, 0), np.float32),
        meaning=np.zeros((0, 2), np.float32),
    )


def words() -> WordMeaning:
    """Two words at right angles."""
    keys = np.sort(sentence_runs(["水", "会"]).keys)
    return WordMeaning(RunTable(keys, np.eye(2, dtype=np.float32)), np.zeros(2, np.float32))


def test_cues_near_a_centre_add_its_weights() -> None:
    both = Radial(1.0, np.array([[1, 1]], np.float32), np.array([[0, 4]], np.float32))
    model = NearModel(linear(), {"cues": both})

    # both cues: bias 0.5 + 2, and 1 + 4 at no distance; one cue: 1 + 4 / e, as the distance is 1
    assert model.scores("", {"act", "commit", "unknown"}) == pytest.approx([2.5, 5])
    assert model.scores("", {"act"}) == pytest.approx([0.5, 1 + 4 / np.e])


def test_meaning_near_a_centre_adds_its_weights() -> None:
    at_water = words().points(["水"])
    near = Radial(1.0, at_water, np.array([[3, 0]], np.float32))
    model = NearModel(linear(), {"words": near}, words)

    # at the centre 3; the other word is at right angles, at a squared distance of 2
    assert model.scores("水") == pytest.approx([3.5, 0])
    assert model.scores("会") == pytest.approx([0.5 + 3 / np.e**2, 0])


def test_a_layer_halves_the_say_of_the_other_scores_and_sees_the_neighbours() -> None:
    dimensions = len(words().middle)
    layer = HiddenLayer(
        of_flags=np.zeros((2, 1), np.float32),
        # a unit for the sentence after alone
        of_meaning=np.concatenate([np.zeros((2 * dimensions, 1)), np.ones((dimensions, 1))]).astype(np.float32),
        resting=np.zeros(1, np.float32),
        outward=np.array([[0, 4]], np.float32),
        bias=np.zeros(2, np.float32),
    )
    model = NearModel(linear(), {}, words, layer)

    alone, beside = model.shares_of(["", ""], [set(), set()], [("", ""), ("", "水")], [[0, 1]])

    by_bias = 1 / (1 + np.exp(-0.5))
    assert alone == pytest.approx([(by_bias + 0.5) / 2, 1 - (by_bias + 0.5) / 2])
    assert beside[1] == pytest.approx((1 - by_bias + 1 / (1 + np.exp(-4))) / 2)


def test_shares_add_up_within_a_block() -> None:
    shares = shares_within(NearModel(linear(), {}).scores_of([""], [{"commit"}]), [[0, 1]])

    assert shares[0] == pytest.approx([1 / (1 + np.exp(-2.5)), 1 / (1 + np.exp(2.5))])


def test_packing_keeps_the_scores() -> None:
    model = load_near_model("levels-zh")
    again = unpack_near(pack_near(model))

    for text in (WATER, BOARD, ""):
        assert np.array_equal(model.scores(text, {"commit", "act"}), again.scores(text, {"commit", "act"}))


def test_the_middle_of_the_sentences_is_taken_off() -> None:
    table = words().table

    meaning = centred(table, sentence_runs(["水", "会"]))

    assert meaning.middle == pytest.approx([0.5, 0.5])
    assert meaning.points(["水"]) == pytest.approx(-meaning.points(["会"]))


def test_packing_keeps_the_meaning_of_words() -> None:
    shipped = shipped_words()

    again = unpack_words(pack_words(shipped))

    assert len(shipped.table.keys) > 10_000
    assert np.array_equal(shipped.points([WATER]), again.points([WATER]))
