"""The models that ship, asked together: a bad event is told where the model of bad news sees bad news too."""

import pytest

from cnesg.framework.incidents import load_incidents
from cnesg.pipeline.news import models as news_models
from cnesg.pipeline.news.models import ShippedNewsModels
from cnesg.sentiment.questions import Question

BAD = Question("岚岫五金夜间偷排废水被罚款二十万元", "岚岫五金", (), "zh")
GOOD = Question("岚岫五金入选国家级绿色工厂", "岚岫五金", (), "zh")
ENGLISH = Question("Lanxiu Hardware recalls faulty products", "Lanxiu Hardware", (), "en")
ADVERTISED = (
    "信用额度提现，秒到账商家，岚岫五金找我",
    "岚岫五金借款审核一般要多久，提前还款收不收费",
    "岚岫五金分期怎么开通",
)


def polarity(found: object) -> set[int]:
    assert isinstance(found, dict)
    return {load_incidents().types[code].polarity for code in found}


def test_bad_events_need_bad_news_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good, english = ShippedNewsModels().incidents([BAD, GOOD, ENGLISH])
    assert (polarity(bad), polarity(good), polarity(english)) == ({-1}, {1}, {-1})
    monkeypatch.setattr(news_models, "_subjects", lambda _model, questions: [False] * len(questions))
    assert ShippedNewsModels().incidents([BAD, GOOD, ENGLISH]) == [None, good, english]


def test_advertisements_tell_no_bad_event() -> None:
    asked = [Question(text, "岚岫五金", (), "zh") for text in ADVERTISED]
    for found in ShippedNewsModels().incidents(asked):
        assert not found or -1 not in polarity(found)
