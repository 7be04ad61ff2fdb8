"""Training: near-duplicates stay together, and a fitted model answers as what ships does."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from training.near_duplicates import groups
from training.text_model import fit_blocks, space, weights_of

from cnesg.disclosure.linear import pack, unpack

TEXTS = ["we plant trees", "we plant many trees", "the board met", "the board met twice", "trees grow", "the board"]
CUES = [frozenset({"green"}), frozenset({"green"}), frozenset(), frozenset(), frozenset({"green"}), frozenset()]
LABELS = [{"pillar": "E"}, {"pillar": "E"}, {"pillar": "G"}, {"pillar": "G"}, {"pillar": "E"}, {}]


def test_texts_that_differ_in_figures_alone_are_one_group() -> None:
    texts = ["公司全年共举办安全培训32期", "董事会召开会议八次审议议案", "公司全年共举办安全培训15期次"]

    assert groups(texts) == [0, 1, 0]


def test_a_short_text_is_a_group_of_its_own() -> None:
    assert groups(["环保", "安全"]) == [0, 1]


def test_a_fitted_model_scores_as_its_learner_does() -> None:
    place = space("en", TEXTS, CUES, size=256, dimensions=2)
    features = place.matrix(TEXTS, CUES)
    scales = (1.0, 0.5, 2.0)

    model = unpack(pack(fit_blocks(place, features, LABELS, lambda _: LogisticRegression(), {"pillar": scales})))

    fitted = LogisticRegression().fit(features[:5].multiply(place.factors(scales)), ["E", "E", "G", "G", "E"])
    names, coefficients, bias = weights_of(fitted)
    assert model.labels == tuple(f"pillar:{name}" for name in names)
    for text, cues, row in zip(TEXTS, CUES, features.multiply(place.factors(scales)).toarray(), strict=True):
        wanted = coefficients @ row + bias
        assert np.allclose(model.scores(text, cues), wanted, atol=0.02)
