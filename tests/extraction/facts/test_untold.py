"""Values of one printed row that nothing tells apart are less sure than each would be alone."""

from dataclasses import replace

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.confidence import Traced
from cnesg.extraction.facts.untold import with_untold_lowered
from cnesg.extraction.quantities import traced_quantities
from cnesg.text import Document, Line, Page

TABLE = "指标\t单位\t2023年\n用电量\t千瓦时\t120,400\n用水量\t吨\t3,300"


@pytest.fixture(scope="module")
def rows() -> list[Traced]:
    lines = tuple(Line(text, number, None) for number, text in enumerate(TABLE.splitlines(), start=1))
    page = Page(None, 0.0, 0.0, lines)
    document = Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))
    return traced_quantities(document, KNOW, year=2023)


def test_rows_that_differ_in_something_keep_their_confidence(rows: list[Traced]) -> None:
    assert [row.metric for row, _ in rows] == ["electricity", "water_total"]
    assert with_untold_lowered(rows, 0.5) == rows


def test_values_that_nothing_tells_apart_have_a_share_of_it(rows: list[Traced]) -> None:
    (power, one), water = rows
    other = replace(power, value=98_000.0)
    lowered = with_untold_lowered([(power, one), (other, one), water], 0.5)
    assert [row.confidence for row, _ in lowered] == [
        round(power.confidence * 0.5, 4),
        round(other.confidence * 0.5, 4),
        water[0].confidence,
    ]


def test_one_value_told_twice_and_sentences_are_left_alone(rows: list[Traced]) -> None:
    (power, one), _ = rows
    prose = replace(one, method="text")
    assert with_untold_lowered([(power, one), (power, one)], 0.5) == [(power, one), (power, one)]
    both = [(power, prose), (replace(power, value=98_000.0), prose)]
    assert with_untold_lowered(both, 0.5) == both
