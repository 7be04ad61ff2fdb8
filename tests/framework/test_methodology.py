"""Finding one's way in the methodology: up, down, from a fact to its data point, to the factor of a year."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.framework import TOTAL, Methodology, load_methodology

SHIPPED = load_methodology()
CODES = [TOTAL, *SHIPPED.dimensions, *SHIPPED.level1, *SHIPPED.level2, *SHIPPED.data_points]


def test_the_way_up_from_a_data_point_ends_at_the_total() -> None:
    way = ["E0102-01"]
    while (above := SHIPPED.parent(way[-1])) is not None:
        way.append(above)
    assert way == ["E0102-01", "E0102", "E01", "E", TOTAL]
    assert SHIPPED.level2_of("E0102-01") == "E0102"


@pytest.mark.parametrize("code", CODES)
def test_whatever_is_below_a_code_has_it_as_parent(code: str) -> None:
    below = SHIPPED.children(code)
    assert all(SHIPPED.parent(child) == code for child in below)
    assert bool(below) == (code not in SHIPPED.data_points)


def test_the_way_down_reaches_every_code_once_in_order() -> None:
    def walk(code: str) -> list[str]:
        return [code, *(found for child in SHIPPED.children(code) for found in walk(child))]

    assert sorted(walk(TOTAL)) == sorted(CODES)
    assert SHIPPED.children(TOTAL) == ("E", "S", "G")
    assert all(a < b for a, b in pairwise(SHIPPED.children("G")))


def test_a_fact_answers_a_data_point_only_with_the_same_breakdown() -> None:
    assert SHIPPED.data_point_of("employees_share", {"Gender": " Female "}) == "S0101-02"
    assert SHIPPED.data_point_of("employees_share", {"gender": "female", "level": "managers"}) is None
    assert SHIPPED.data_point_of("employees_share") is None
    assert SHIPPED.data_point_of("electricity", {}) == SHIPPED.data_point_of("electricity") == "E0102-01"
    assert SHIPPED.data_point_of("electricity", {"site": "Shenzhen"}) is None
    assert SHIPPED.data_point_of("no_such_metric") is None


def test_how_the_whole_was_measured_does_not_matter() -> None:
    assert SHIPPED.data_point_of("ghg_scope2", {"scope2": "market-based"}) == "E0401-02"
    assert SHIPPED.data_point_of("ghg_scope1", {"Boundary": "operational control"}) == "E0401-01"
    assert SHIPPED.data_point_of("ghg_scope1", {"boundary": "equity share", "segment": "gas"}) is None


def test_every_selected_fact_finds_its_data_point() -> None:
    for code, point in SHIPPED.data_points.items():
        if point.select:
            assert SHIPPED.data_point_of(point.select.metric, point.select.breakdown) == code


@pytest.mark.parametrize(
    ("year", "known_on", "value"),
    [
        (2021, date(2024, 4, 27), None),
        (2021, date(2024, 4, 28), 0.5568),
        (2022, date(2024, 12, 26), 0.5568),
        (2022, date(2024, 12, 27), 0.5366),
        (2021, date(2026, 1, 1), 0.5568),
        (2015, date(2026, 1, 1), 0.5568),
        (2023, date(2026, 1, 1), 0.5306),
        (2030, date(2026, 1, 1), 0.5306),
    ],
)
def test_a_year_gets_the_factor_of_its_data_year_once_published(year: int, known_on: date, value: float | None) -> None:
    factor = SHIPPED.factor("grid-national", year, known_on)
    assert (factor.value if factor else None) == value


def test_an_unknown_series_has_no_factor() -> None:
    assert SHIPPED.factor("grid-mars", 2022, date(2026, 1, 1)) is None


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    series=st.sampled_from(sorted(SHIPPED.factors)),
    year=st.integers(2000, 2040),
    days=st.tuples(st.dates(date(2005, 1, 1), date(2030, 1, 1)), st.dates(date(2005, 1, 1), date(2030, 1, 1))),
)
def test_knowing_more_never_takes_a_factor_away(series: str, year: int, days: tuple[date, date]) -> None:
    before, after = sorted(days)
    first, second = SHIPPED.factor(series, year, before), SHIPPED.factor(series, year, after)
    assert first is None or (first.published <= before and second is not None)


def test_equal_content_is_equal() -> None:
    assert isinstance(SHIPPED, Methodology)
    assert load_methodology() == SHIPPED
