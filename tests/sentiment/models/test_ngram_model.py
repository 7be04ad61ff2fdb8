"""Linear models over n-grams: the same answers after packing, and nothing readable in the file."""

import numpy as np
import pytest

from cnesg.sentiment.models.ngram_model import NgramModel, pack, shipped_model, unpack
from cnesg.sentiment.models.views import View, Vocabulary, counted
from cnesg.text.model_files import ModelError

VIEWS = (View("text", longest=2),)
ROWS = [("甲乙丙",), ("丁",)]


def model(*labels: str) -> NgramModel:
    keys = np.unique(counted([("甲乙丙丁",)], VIEWS).keys)
    drawn = np.random.default_rng(5)
    return NgramModel(
        views=VIEWS,
        labels=labels,
        vocabulary=Vocabulary.of(keys, drawn.random(len(keys)).astype(np.float32)),
        weights=drawn.normal(size=(len(keys), len(labels))).astype(np.float32),
        bias=drawn.normal(size=len(labels)).astype(np.float32),
        steepness=2.0,
    )


def test_a_packed_model_answers_alike_within_half_precision() -> None:
    again = unpack(pack(model("好", "坏")))

    assert again.scores(ROWS) == pytest.approx(model("好", "坏").scores(ROWS), abs=0.01)
    assert (again.views, again.labels, again.steepness) == (VIEWS, ("好", "坏"), 2.0)


def test_likelihoods_are_shares_of_several_labels_and_a_chance_of_one() -> None:
    several, one = model("好", "坏").likelihoods(ROWS), model("坏")

    assert several.sum(axis=1) == pytest.approx([1, 1])
    assert one.likelihoods(ROWS) == pytest.approx(1 / (1 + np.exp(-2 * one.scores(ROWS))))


def test_a_text_without_known_ngrams_has_the_bias_alone() -> None:
    assert model("好", "坏").scores([("戊",)])[0] == pytest.approx(model("好", "坏").bias)


def test_no_rows_give_no_scores() -> None:
    assert model("好", "坏").scores([]).shape == (0, 2)


def test_a_model_that_does_not_ship_is_named() -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        shipped_model("no-such-model")
