"""How well standing is read in sentences that its wording was not written for."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from tests.sentiment.news_market import item, register

from cnesg.framework.incidents import load_incidents
from cnesg.framework.news_wording import load_news_wording
from cnesg.sentiment.questions import Question
from cnesg.sentiment.reading import NewsReader

CASES = Path(__file__).parents[1] / "cases"
HELD_OUT = yaml.safe_load((CASES / "news-standing-held-out.yaml").read_text("utf-8"))
COMPANIES = yaml.safe_load((CASES / "news-reading.yaml").read_text("utf-8"))["market"]["companies"]


class _Given:
    """Finds an event in every piece; only how it is told is asked."""

    def incidents(self, questions: Sequence[Question]) -> Sequence[Mapping[str, float] | None]:
        return [{"G01-001": 0.9} for _ in questions]

    def polarity(self, questions: Sequence[Question]) -> Sequence[float | None]:
        return [None for _ in questions]

    def negative(self, questions: Sequence[Question]) -> Sequence[bool | None]:
        return [None for _ in questions]


@pytest.mark.parametrize(("language", "least"), [("zh", 38 / 46), ("en", 29 / 36)])
def test_standing_of_sentences_held_out(language: str, least: float) -> None:
    reader = NewsReader(register(COMPANIES), load_incidents(), load_news_wording(), _Given())
    judged = []
    for standing, texts in HELD_OUT[language].items():
        for text in texts:
            (mention,) = reader.read(item(text))
            judged.append(mention.incidents[0].standing == standing)
    assert sum(judged) / len(judged) >= least
