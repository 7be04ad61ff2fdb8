"""Which indicators apply to whom: every condition, alone and together, and what is not known."""

from typing import Any

import polars as pl
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
    variant,
)

from cnesg.companies.applicability import inapplicable, only_applicable
from cnesg.framework.definitions import Applicability, DataPoint

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


FARMS = variant(item("G0501-03"), "G0501-01", applying(only=[case("farms", industries=("110000",))]))
STATE = variant(item("G0501-04"), "G0501-01", applying(only=[case("state", ownership=("central-soe", "local-soe"))]))
NOT_STATE = variant(item("G0501-05"), "G0501-01", applying(unless=[case("state", ownership=("central-soe",))]))


@pytest.mark.parametrize(
    ("variants", "answered"),
    [
        ((FARMS,), {"mainland": "G0501-03", "cayman": "G0501-01", "unknown": "G0501-01"}),
        ((STATE,), {"mainland": "G0501-04", "cayman": "G0501-01", "unknown": "G0501-01"}),
        # An owner who is not known is none that `unless` names.
        ((NOT_STATE,), {"mainland": "G0501-01", "cayman": "G0501-05", "unknown": "G0501-05"}),
        ((STATE, FARMS), {"mainland": "G0501-04", "cayman": "G0501-01", "unknown": "G0501-01"}),
        ((FARMS, NOT_STATE), {"mainland": "G0501-03", "cayman": "G0501-05", "unknown": "G0501-05"}),
    ],
)
def test_each_company_answers_one_of_a_data_point_and_its_variants(
    variants: tuple[DataPoint, ...], answered: dict[str, str]
) -> None:
    points = [item("G0501-01"), item("G0501-02"), *variants]
    steps = items(("G0501-01", 1.0), ("G0501-02", 1.0))
    small = methodology([level2("G0501", points, [steps])])
    found = inapplicable(companies(INDUSTRY_OF, SEATS), inputs([]), small, YEAR)
    codes = {"G0501-01", *(point.code for point in variants)}
    for company, code in answered.items():
        instead = dict(found.filter(pl.col("company_id") == company).select("code", "reason").iter_rows())
        assert instead == dict.fromkeys(codes - {code}, code)


def test_only_rows_that_apply_are_kept_by_indicator_and_by_data_point() -> None:
    points = [item("G0501-01"), FARMS]
    seat = applying(only=[case("seat", incorporation=("CN",))])
    small = methodology(
        [
            level2("G0501", points, [items(("G0501-01", 1.0))]),
            level2("G0502", [item("G0502-01")], [items(("G0502-01", 1.0))], applies=seat),
        ]
    )
    codes = ("G0501-01", "G0501-03", "G0502-01")
    rows = inputs([{"company_id": c, "data_point": d, "value": 1.0} for c in ("mainland", "cayman") for d in codes])
    outside = inapplicable(companies(INDUSTRY_OF, SEATS), rows, small, YEAR)
    assert set(only_applicable(rows, outside).select("company_id", "data_point").iter_rows()) == {
        ("mainland", "G0501-03"),
        ("mainland", "G0502-01"),
        ("cayman", "G0501-01"),
    }
