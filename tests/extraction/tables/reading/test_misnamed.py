"""Cells that a wording beside them does not name. All names are invented."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.tables.reading.misnamed import lists_holdings, names_a_thing
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.phrase_table import matching_form


def find(text: str) -> Found:
    return KNOW.lexicon.find(matching_form(text))


@pytest.mark.parametrize(
    ("label", "is_a_name"),
    [
        ("东岭风电项目(二期)", True),  # beside a per cent: how much of it is built, say
        ("风电", False),
    ],
)
def test_the_name_of_a_plant_is_no_share_of_its_kind_of_power(label: str, is_a_name: bool) -> None:
    at = label.index("风电")
    placed = Hit(0, at, at + 2)
    assert names_a_thing("row", label, placed) is is_a_name
    assert not names_a_thing("header", label, placed)  # only labels of rows are names


def test_a_table_of_holdings_is_told_by_its_headers() -> None:
    assert lists_holdings(find, ["名称", "注册地", "业务性质", "持股比例(%)"])
    assert not lists_holdings(find, ["股东名称", "持股数量", "持股比例(%)"])
