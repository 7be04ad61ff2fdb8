"""Fields of a record that say how a figure is meant: restated, the method of Scope 2."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import Document, Line, Page


def only(text: str) -> Quantity:
    page = Page(None, 0.0, 0.0, (Line(text, 1, None),))
    (row,) = extract_quantities(
        Document("0" * 64, "r.txt", "text/plain", "zh", 1, lambda: iter([page])), KNOW, year=2021
    )
    return row


@pytest.mark.parametrize(
    ("text", "restated"),
    [
        ("2020年二氧化硫排放量为120吨（经重述）。", True),
        ("SO2 emissions in 2020 were 120 tonnes (restated).", True),
        ("2020年二氧化硫排放量为120吨。", False),
        ("产业结构调整后，2020年二氧化硫排放量为120吨。", False),
    ],
)
def test_a_figure_that_corrects_an_earlier_one_says_so(text: str, restated: bool) -> None:
    assert only(text).restated is restated


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("2021年范围二温室气体排放量（市场法）为820吨二氧化碳当量。", "market"),
        ("2021年范围二温室气体排放量（地域基准）为820吨二氧化碳当量。", "location"),
        ("2021年范围二温室气体排放量为820吨二氧化碳当量。", "unknown"),
    ],
)
def test_the_method_of_scope_2(text: str, method: str) -> None:
    assert only(text).scope2_method == method
