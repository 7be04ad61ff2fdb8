"""Invented sentences for every item, in both languages: what speaks to it at its level, and what does not."""

from pathlib import Path
from typing import Any, get_args

import opencc
import pytest
import yaml

from cnesg.disclosure.reader import Reading, SentenceReader
from cnesg.framework import Methodology, load_methodology
from cnesg.framework.definitions.indicators import Level
from cnesg.framework.statements import check_items, load_statement_phrases

CASES = Path(__file__).resolve().parents[1] / "cases" / "statements"
LEVELS = get_args(Level)
REPORT_YEAR = 2023


def _cases() -> list[dict[str, Any]]:
    return [case for file in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


SENTENCES = [
    pytest.param(case["item"], language, sentence, expected == "says", id=f"{case['item']}-{language}-{expected}-{n}")
    for case in _cases()
    for language in ("en", "zh")
    for expected in ("says", "silent")
    for n, sentence in enumerate(case[language][expected], start=1)
]


@pytest.fixture(scope="module")
def methodology() -> Methodology:
    return load_methodology()


@pytest.fixture(scope="module")
def readers() -> dict[str, SentenceReader]:
    phrases = load_statement_phrases()
    return {"en": SentenceReader(phrases, "en"), "zh": SentenceReader(phrases, "zh")}


def _meets(reading: Reading, item: str, least: Level | None) -> bool:
    level = LEVELS.index(reading.judgement.level)
    return item in reading.items and not reading.judgement.negated and level >= LEVELS.index(least or "mention")


@pytest.mark.parametrize(("item", "language", "sentence", "expected"), SENTENCES)
def test_a_sentence_speaks_to_an_item_or_not(
    item: str,
    language: str,
    sentence: str,
    expected: bool,
    readers: dict[str, SentenceReader],
    methodology: Methodology,
) -> None:
    reading = readers[language].read(sentence, year=REPORT_YEAR)

    assert _meets(reading, item, methodology.data_points[item].least_level) is expected, reading


def test_traditional_characters_read_like_simplified_ones(readers: dict[str, SentenceReader]) -> None:
    to_traditional = opencc.OpenCC("s2t")
    for case in _cases():
        for sentence in (*case["zh"]["says"], *case["zh"]["silent"]):
            simplified = readers["zh"].read(sentence, year=REPORT_YEAR)
            traditional = readers["zh"].read(to_traditional.convert(sentence), year=REPORT_YEAR)
            assert traditional == simplified, sentence


def test_every_item_has_phrases(methodology: Methodology) -> None:
    items = [code for code, point in methodology.data_points.items() if point.kind == "item"]

    assert check_items(load_statement_phrases(), items) == []


def test_every_item_has_two_cases_of_each_kind_in_each_language(methodology: Methodology) -> None:
    items = {code for code, point in methodology.data_points.items() if point.kind == "item"}
    cases = _cases()

    assert {case["item"] for case in cases} == items
    assert len(cases) == len(items)
    for case in cases:
        for language in ("en", "zh"):
            assert len(case[language]["says"]) >= 2, case["item"]
            assert len(case[language]["silent"]) >= 2, case["item"]
