"""English incident types: what the model that ships finds in headlines that nobody wrote for training."""

from pathlib import Path

import yaml

from cnesg.sentiment.models.english_types import told
from cnesg.sentiment.questions import Question

HEADLINES = Path(__file__).parents[2] / "cases" / "incidents" / "headlines.yaml"


def test_most_headlines_are_told_and_most_of_those_rightly() -> None:
    lines = yaml.safe_load(HEADLINES.read_text("utf-8"))["held_out"]
    found = [next(iter(one), None) for one in told([Question(line["en"], "", (), "en") for line in lines])]
    right = sum(code == line["type"] for code, line in zip(found, lines, strict=True))
    assert right >= 46
    assert right >= 0.85 * sum(code is not None for code in found)


def test_news_without_an_event_has_no_type() -> None:
    texts = ("Lanxiu Motors will hold an investor day next Wednesday", "Shares of Lanxiu Motors closed unchanged")
    assert told([Question(text, "Lanxiu Motors", (), "en") for text in texts]) == [{}, {}]


def test_nothing_asked_gives_nothing() -> None:
    assert told([]) == []
