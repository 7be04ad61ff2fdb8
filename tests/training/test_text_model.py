"""Training: near-duplicates stay together, and a model of weights scores as they say."""

import numpy as np
import pytest
from training.text_model import space

from cnesg.text.near_duplicates import groups

TEXTS = ["we plant trees", "we plant many trees", "the board met", "the board met twice", "trees grow", "the board"]
CUES = [frozenset({"green"}), frozenset({"green"}), frozenset(), frozenset(), frozenset({"green"}), frozenset()]


def test_texts_that_differ_in_figures_alone_are_one_group() -> None:
    texts = ["公司全年共举办安全培训32期", "董事会召开会议八次审议议案", "公司全年共举办安全培训15期次"]

    assert groups(texts) == [0, 1, 0]


def test_a_short_text_is_a_group_of_its_own() -> None:
    assert groups(["环保", "安全"]) == [0, 1]


def test_a_model_of_weights_scores_as_their_product_with_the_features() -> None:
    place = space("en", TEXTS, CUES, size=256, dimensions=2)
    features = place.matrix(TEXTS, CUES)
    coefficients, bias = (
        np.random.default_rng(1).normal(size=(2, features.shape[1])).astype(np.float32),
        np.array([0.25, -1], np.float32),
    )

    model = place.model(["pillar:E", "pillar:G"], coefficients, bias)

    assert model.labels == ("pillar:E", "pillar:G")
    for text, cues, row in zip(TEXTS, CUES, features.toarray(), strict=True):
        assert model.scores(text, cues) == pytest.approx(coefficients @ row + bias, abs=1e-4)


def test_each_part_has_its_own_weight() -> None:
    place = space("en", TEXTS, CUES, size=256, dimensions=2)

    factors = place.factors((1.0, 0.5, 2.0))

    assert [factors[:256].max(), factors[256:-2].max(), factors[-1]] == [1, 0.5, 2]
