"""The models that ship: small, without pickle, and right about what they were written for."""

import numpy as np

from cnesg.sentiment.models.incident_types import MOST_GRAMS, NOTHING, shipped_types, smallest, types_told
from cnesg.sentiment.models.negative import NamedText, Verdict, shipped_negative
from cnesg.sentiment.models.ngram_model import NgramModel
from cnesg.sentiment.models.views import Vocabulary
from cnesg.sentiment.models.windows import SUBJECT_VIEWS
from cnesg.text.model_files import packed_model


def test_what_a_type_is_named_by_is_told() -> None:
    told, nothing = types_told(
        [("鹭山化工因环保处罚被通报", "鹭山化工", ()), ("鹭山化工将于下周三举行投资者交流会", "鹭山化工", ())]
    )

    assert any(code.startswith("E03") for code in told)
    assert nothing == {}


def test_every_code_of_the_tree_and_nothing_is_known() -> None:
    model = shipped_types()

    assert len(model.labels) == 372
    assert NOTHING in model.labels
    assert len(model.vocabulary.keys) <= MOST_GRAMS


def test_bad_news_is_told_by_the_model_that_ships() -> None:
    verdict = shipped_negative().judge([NamedText("", "鹭山化工违法排污，被生态环境局罚款三百万元", ("鹭山化工",))])[0]

    assert verdict == Verdict(True, frozenset({"鹭山化工"}))


def test_models_are_small() -> None:
    sizes = [len(packed_model("cnesg.sentiment.models", name)) for name in ("incidents-zh", "negative-zh")]

    assert sum(sizes) < 5_000_000


def test_the_ngrams_that_weigh_most_are_kept() -> None:
    keys = (np.arange(4) * (1 << 20)).astype(np.uint32)
    weights = np.array([[0.1], [3.0], [-2.0], [0.0]], np.float32)
    model = NgramModel(
        SUBJECT_VIEWS, ("a",), Vocabulary.of(keys, np.ones(4, np.float32)), weights, np.zeros(1, np.float32)
    )

    assert smallest(model, 2).vocabulary.keys.tolist() == keys[1:3].tolist()
