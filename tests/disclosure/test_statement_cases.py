"""Invented sentences for every item, in both languages: what speaks to it at its level, and what does not."""

import opencc
import pytest
from tests.disclosure.statement_examples import (
    MISS_KINDS,
    REPORT_YEAR,
    cases,
    reader,
    statement_examples,
    statement_misses,
    statement_passes,
)
from tests.extraction.quantity_examples import Example, methodology

from cnesg.framework.statements import check_items, load_statement_phrases

EXAMPLES = statement_examples()
KNOWN = statement_misses()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_a_sentence_speaks_to_an_item_or_not(example: Example) -> None:
    passed = statement_passes(example)
    if example.name in KNOWN:
        assert not passed, "passes now: take it out of the known misses"
    else:
        assert passed, reader(example.language).read(example.content["text"], year=REPORT_YEAR)


def test_the_known_misses_name_sentences_that_there_are_and_a_kind_of_reason() -> None:
    assert sorted(set(KNOWN) - {example.name for example in EXAMPLES}) == []
    assert sorted(set(KNOWN.values()) - set(MISS_KINDS)) == []


def test_traditional_characters_read_like_simplified_ones() -> None:
    to_traditional = opencc.OpenCC("s2t")
    for case in cases():
        for sentence in (*case["zh"]["says"], *case["zh"]["silent"]):
            simplified = reader("zh").read(sentence, year=REPORT_YEAR)
            traditional = reader("zh").read(to_traditional.convert(sentence), year=REPORT_YEAR)
            assert traditional == simplified, sentence


def test_every_item_has_phrases() -> None:
    items = [code for code, point in methodology().data_points.items() if point.kind == "item"]

    assert check_items(load_statement_phrases(), items) == []


def test_every_item_has_one_entry() -> None:
    items = {code for code, point in methodology().data_points.items() if point.kind == "item"}

    assert {case["item"] for case in cases()} == items
    assert len(cases()) == len(items)
