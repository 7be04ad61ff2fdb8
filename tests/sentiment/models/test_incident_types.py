"""Incident types by the models that ship: small, without pickle, right about headlines nobody wrote for training."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from cnesg.framework.incidents import load_incidents
from cnesg.sentiment.models.incident_types import MODELS, NOTHING, smaller, told
from cnesg.sentiment.models.ngram_model import NgramModel, shipped_model
from cnesg.sentiment.models.views import Vocabulary
from cnesg.sentiment.questions import Question
from cnesg.text.model_files import packed_model

HEADLINES = Path(__file__).parents[2] / "cases" / "incidents" / "headlines.yaml"


@pytest.mark.parametrize(("language", "least"), [("en", 46), ("zh", 54)])
def test_most_headlines_are_told_and_most_of_those_rightly(language: str, least: int) -> None:
    lines = yaml.safe_load(HEADLINES.read_text("utf-8"))["held_out"]
    questions = [Question(line[language], "", (), language) for line in lines]
    found = [next(iter(one), None) for one in told(questions)]
    right = sum(code == line["type"] for code, line in zip(found, lines, strict=True))

    assert right >= least
    assert right >= 0.85 * sum(code is not None for code in found)


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        ("Lanxiu Motors will hold an investor day next Wednesday", "Lanxiu Motors", "en"),
        ("Shares of Lanxiu Motors closed unchanged", "Lanxiu Motors", "en"),
        ("鹭山化工将于下周三举行投资者交流会", "鹭山化工", "zh"),
        ("急用钱找我，鹭山银行额度高放款快", "鹭山银行", "zh"),
    ],
)
def test_news_without_an_event_has_no_type(text: str, name: str, language: str) -> None:
    assert told([Question(text, name, (), language)]) == [{}]


def test_questions_are_answered_in_their_order_and_languages_without_a_model_not_at_all() -> None:
    questions = [
        Question("鹭山化工夜间偷排废水", "鹭山化工", (), "zh"),
        Question("鹭山化工夜间偷排废水", "鹭山化工", (), "fr"),
        Question("Lushan Chemicals fined for price-fixing", "Lushan Chemicals", (), "en"),
    ]

    codes = [next(iter(one), None) for one in told(questions)]
    assert codes == ["E03-002", None, "G02-003"]
    assert told([]) == []


@pytest.mark.parametrize("language", sorted(MODELS))
def test_every_code_of_the_tree_and_nothing_is_known(language: str) -> None:
    model = shipped_model(MODELS[language].name)

    assert set(model.labels) == {*load_incidents().types, NOTHING}


def test_models_are_small() -> None:
    sizes = [len(packed_model("cnesg.sentiment.models", name)) for name in ("incidents-zh", "negative-zh")]

    assert sum(sizes) < 5_000_000


def test_the_ngrams_that_weigh_most_are_kept() -> None:
    keys = (np.arange(4) * (1 << 20)).astype(np.uint32)
    weights = np.array([[0.1], [3.0], [-2.0], [0.0]], np.float32)
    vocabulary = Vocabulary.of(keys, np.ones(4, np.float32))
    model = NgramModel(MODELS["zh"].views, ("a",), vocabulary, weights, np.zeros(1, np.float32))

    assert smaller(model, 2).vocabulary.keys.tolist() == keys[1:3].tolist()
