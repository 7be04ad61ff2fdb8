"""Talk: what holds no number and no date and tells of no act."""

import pytest

from cnesg.disclosure.levels import Judgement
from cnesg.disclosure.reader import SentenceReader
from cnesg.disclosure.talk import is_talk, talk
from cnesg.framework.statements import load_statement_phrases


@pytest.fixture(scope="module")
def reader() -> SentenceReader:
    return SentenceReader(load_statement_phrases(), "en")


def judge(reader: SentenceReader, sentence: str) -> Judgement:
    return reader.read(sentence, year=2023).judgement


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We care about the health and safety of our employees.", True),
        ("We are committed to environmental protection.", True),
        ("In 2023 we held four fire drills for employees.", False),
        ("We aim to cut carbon emissions by 30% by 2030.", False),
        ("No accident occurred at our plants.", False),
        ("Thank you for reading.", False),
    ],
)
def test_talk_has_no_number_date_or_act(sentence: str, expected: bool, reader: SentenceReader) -> None:
    assert is_talk(judge(reader, sentence)) is expected


def test_shares_by_pillar(reader: SentenceReader) -> None:
    sentences = [
        "We are committed to environmental protection.",
        "We aim to cut carbon emissions by 30% by 2030.",
        "We care about the health and safety of our employees.",
        "Thank you for reading.",
    ]

    found = {t.pillar: t for t in talk(judge(reader, s) for s in sentences)}

    assert [(found[p].sentences, found[p].without_fact) for p in (None, "E", "S", "G")] == [
        (3, 2),
        (2, 1),
        (1, 1),
        (0, 0),
    ]
    assert found["E"].share == 0.5
    assert found["G"].share == 0
