"""Who controls whom on a day, through any number of links."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from cnesg.companies.control import controlled
from cnesg.model import RELATIONS

AS_OF = datetime(2024, 6, 30, 16, tzinfo=UTC)
DAY = date(2023, 12, 31)


def link(below: str, above: str, share: float | None = 60.0, **changes: Any) -> dict[str, Any]:
    return {
        "company_id": below,
        "parent_id": above,
        "relation": "subsidiary",
        "share": share,
        "valid_from": date(2016, 1, 1),
        "valid_to": None,
        "available_at": datetime(2016, 1, 5, tzinfo=UTC),
        "position": 1,
    } | changes


def found(*links: dict[str, Any], share: float = 50.0) -> dict[tuple[str, str], str]:
    table = RELATIONS.conform(pl.DataFrame(links, schema_overrides={"share": pl.Float64, "valid_to": pl.Date}))
    rows = controlled(table, AS_OF, DAY, share).iter_rows()
    return {(below, above): way for below, above, way in rows}


def test_links_follow_one_another_upwards() -> None:
    assert found(link("C", "B", 80), link("B", "A", None)) == {
        ("C", "B"): "C (80 %, 2016-01-01)",
        ("C", "A"): "C (80 %, 2016-01-01) < B (2016-01-01)",
        ("B", "A"): "B (2016-01-01)",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"share": 50.0},
        {"share": 30.0},
        {"relation": "joint-venture"},
        {"relation": "associate"},
        {"valid_from": date(2024, 1, 1)},
        {"valid_to": date(2023, 12, 30)},
        {"available_at": datetime(2024, 7, 2, tzinfo=UTC)},
    ],
)
def test_what_is_no_control_on_the_day(changes: dict[str, Any]) -> None:
    assert found(link("B", "A") | changes) == {}


@pytest.mark.parametrize(("share", "counts"), [(0.0, True), (50.0, True), (59.9, True), (60.0, False), (100.0, False)])
def test_the_share_that_is_asked_for(share: float, counts: bool) -> None:
    assert (("B", "A") in found(link("B", "A", 60.0), share=share)) is counts


@pytest.mark.parametrize(("share", "counts"), [(50.0, True), (66.7, False), (100.0, False)])
def test_a_share_that_nobody_told_is_more_than_half(share: float, counts: bool) -> None:
    assert (("B", "A") in found(link("B", "A", None), share=share)) is counts


def test_what_ended_and_what_was_corrected_no_longer_counts() -> None:
    sold = link("B", "A", valid_to=date(2020, 1, 1), available_at=datetime(2020, 1, 2, tzinfo=UTC), position=2)
    assert found(link("B", "A"), sold) == {}


def test_circles_end_and_nobody_is_below_itself() -> None:
    assert set(found(link("A", "B"), link("B", "C"), link("C", "A"))) == {
        (below, above) for below in "ABC" for above in "ABC" if below != above
    }


def test_of_two_ways_up_the_shorter_is_told() -> None:
    ways = found(link("C", "B"), link("B", "A"), link("C", "A", 55))
    assert ways["C", "A"] == "C (55 %, 2016-01-01)"
