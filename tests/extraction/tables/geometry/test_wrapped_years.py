"""Years at the edge of the labels: the second line of a label, or the first of a row."""

import pytest

from cnesg.extraction.tables.geometry.wrapped_years import (
    with_dates_as_years,
    with_headed_years,
    with_years_in_labels,
    with_years_in_units,
)
from cnesg.extraction.tables.model import Fragment


def piece(text: str, kind: str, x: float, top: float, line: int) -> Fragment:
    return Fragment(text, text, (x, top, x + 6.0 * len(text), top + 9), 9.0, line, 0, kind)


@pytest.mark.parametrize(("above", "kind"), [("Reduction against", "text"), ("Emissions (tonnes)", "year")])
def test_a_year_goes_on_with_a_label_that_asks_for_one(above: str, kind: str) -> None:
    lines = [[piece(above, "text", 50, 100, 0)], [piece("2021", "year", 50, 111, 1), piece("3", "number", 300, 111, 1)]]

    assert with_years_in_labels(lines)[1][0].kind == kind


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (("Indicator", "2023 tCO2e", "2022 tCO2e"), 2),
        (("Indicator", "FY2023 MWh", "FY2022 MWh"), 2),
        (("指标", "2023年 吨", "2022年 吨"), 2),
        (("Waste", "2023 tonnes", "1,998 tonnes"), 0),  # figures of that size
        (("Waste", "2023 tonnes", "2022 MWh"), 0),
        (("Waste", "2023 tonnes"), 0),
    ],
)
def test_heads_of_a_year_and_a_unit_are_years(texts: tuple[str, ...], years: int) -> None:
    line = [
        Fragment(text, text, (100.0 * at, 0.0, 100.0 * at + 50, 8.0), 8.0, 1, 0, "number" if at else "text")
        for at, text in enumerate(texts)
    ]
    assert sum(f.kind == "year" for f in with_years_in_units([line])[0]) == years


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (("Indicator", "12/31/2017", "12/31/2016"), 2),
        (("Indicator", "31.12.2023", "31.12.2022", "31.12.2021"), 3),
        (("指标", "3-31-2023", "3-31-2022"), 2),
        (("Visits", "12/31/2017", "6/30/2016"), 0),  # two days
        (("Visits", "12/31/2017", "12/31/2017"), 0),
        (("Visits", "12/31/2017"), 0),
        (("Visits", "12/31/2017", "12/31/2016", "412", "398", "377"), 0),  # a row of figures
    ],
)
def test_one_day_of_several_years_heads_columns_of_years(texts: tuple[str, ...], years: int) -> None:
    line = [
        Fragment(text, text, (100.0 * at, 0.0, 100.0 * at + 50, 8.0), 8.0, 1, 0, "number" if at else "text")
        for at, text in enumerate(texts)
    ]
    assert sum(f.kind == "year" for f in with_dates_as_years([line])[0]) == years


def test_years_of_heads_and_of_labels_are_told_apart_at_once() -> None:
    lines = [
        [piece("Indicator", "text", 50, 60, 0), piece("12/31/2023", "text", 300, 60, 0)],
        [piece("Reduction against", "text", 50, 100, 1)],
        [piece("2021", "year", 50, 111, 2), piece("3", "number", 300, 111, 2)],
        [piece("Waste", "text", 50, 130, 3), piece("2023 tonnes", "number", 300, 130, 3)],
    ]
    lines[0].append(piece("12/31/2022", "text", 400, 60, 0))
    lines[3].append(piece("2022 tonnes", "number", 400, 130, 3))

    assert [[f.kind for f in line] for line in with_headed_years(lines)] == [
        ["text", "year", "year"],
        ["text"],
        ["text", "number"],
        ["text", "year", "year"],
    ]
