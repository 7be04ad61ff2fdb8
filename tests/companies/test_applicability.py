"""Which indicators apply to whom: every condition, alone and together, and what is not known."""

from typing import Any

import pytest
from tests.small_methodology import (
    YEAR,
    applying,
    case,
    companies,
    inputs,
    item,
    items,
    level2,
    methodology,
)

from cnesg.companies.applicability import inapplicable
from cnesg.framework.definitions import Applicability

SEATS: dict[str, dict[str, str | None]] = {
    "mainland": {"market": "a-share", "incorporation": "CN", "ownership": "central-soe"},
    "cayman": {"market": "hk", "incorporation": "KY", "ownership": "private"},
    "unknown": {"market": "hk", "incorporation": None, "ownership": None},
}
INDUSTRY_OF = {"mainland": "110101", "cayman": "340500", "unknown": "999999"}


def kept_out(applies: Applicability, rows: list[dict[str, Any]] | None = None, year: int = YEAR) -> dict[str, str]:
    points = [item("G0501-01"), item("G0501-02", kind="list")]
    small = methodology([level2("G0501", points, [items(("G0501-01", 1.0))], applies=applies)])
    table = inapplicable(companies(INDUSTRY_OF, SEATS), inputs(rows or []), small, year)
    assert set(table["code"]) <= {"G0501"}
    return dict(table.select("company_id", "reason").iter_rows())


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ({"market": ("a-share", "bond")}, {"mainland"}),
        ({"incorporation": ("KY",)}, {"cayman"}),
        ({"ownership": ("central-soe", "local-soe")}, {"mainland"}),
        ({"industries": ("110000",)}, {"mainland"}),
        ({"industries": ("340500", "110200")}, {"cayman"}),
        ({"since": "2023-12-31"}, set(SEATS)),
        ({"since": "2024-01-01"}, set()),
        ({"until": "2023-12-31"}, set(SEATS)),
        ({"until": "2023-12-30"}, set()),
        ({"market": ("hk",), "incorporation": ("KY", "BM")}, {"cayman"}),
        ({"market": ("a-share",), "since": "2024-01-01"}, set()),
    ],
)
def test_a_case_holds_where_all_its_conditions_do(conditions: dict[str, Any], holds: set[str]) -> None:
    assert set(kept_out(applying(unless=[case("it", **conditions)]))) == holds


def test_only_keeps_out_whoever_certainly_misses_a_condition() -> None:
    assert kept_out(applying(only=[case("seat", incorporation=("CN",))])) == {"cayman": "seat"}
    assert kept_out(applying(only=[case("soe", ownership=("central-soe",))])) == {"cayman": "soe"}
    assert kept_out(applying(only=[case("farm", industries=("110000",))])) == {"cayman": "farm"}
    # The market is known and is not the one asked for; what else is unknown no longer matters.
    both = applying(only=[case("both", market=("a-share",), incorporation=("CN",))])
    assert kept_out(both) == {"cayman": "both", "unknown": "both"}


def test_an_industry_known_too_coarsely_keeps_nobody_out() -> None:
    only_seeds = applying(only=[case("seeds", industries=("110101",))])
    small = methodology([level2("G0501", [item("G0501-01")], [items(("G0501-01", 1.0))], applies=only_seeds)])
    table = inapplicable(companies({"farm": "110000", "fish": "110200"}), inputs([]), small, YEAR)
    assert table["company_id"].to_list() == ["fish"]


def test_the_first_case_that_keeps_a_company_out_is_the_reason() -> None:
    applies = applying(
        only=[case("seat", incorporation=("CN",)), case("listed", market=("a-share",))],
        unless=[case("always", since="2000-01-01")],
    )
    assert kept_out(applies) == {"cayman": "seat", "mainland": "always", "unknown": "listed"}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"value": 1.0}, True),
        ({"value": 1.0, "origin": "imported"}, True),
        ({"value": 0.0}, False),
        ({"value": 1.0, "origin": "carried"}, False),
        ({"value": 1.0, "data_point": "G0501-02"}, False),
    ],
)
def test_a_data_point_decides_only_where_it_was_found_this_year(row: dict[str, Any], found: bool) -> None:
    stated = {"company_id": "mainland", "data_point": "G0501-01"} | row
    applies = applying(unless=[case("stated", data_point="G0501-01")])
    assert set(kept_out(applies, [stated])) == ({"mainland"} if found else set())


def test_nobody_and_nothing_to_keep_out_is_an_empty_table() -> None:
    small = methodology([level2("G0501", [item("G0501-01")], [items(("G0501-01", 1.0))])])
    table = inapplicable(companies({}), inputs([]), small, YEAR)
    assert table.columns == ["company_id", "code", "reason"]
    assert table.is_empty()
