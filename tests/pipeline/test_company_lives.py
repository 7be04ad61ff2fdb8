"""Companies over time, from import to run: each change counts from its day, and not before it was published."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest

from cnesg.companies import companies_as_of, listings_as_of, relations_as_of, universe
from cnesg.errors import InputError
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.imports.matching import find_names
from cnesg.pipeline.runs.company_view import company_view
from cnesg.pipeline.runs.running import run

HEADERS = {
    "companies": "company_id,name_zh,short_name,market,industry,incorporation,valid_from,valid_to,published",
    "names": "company_id,name,kind,language,valid_from,valid_to,published",
    "listings": "company_id,code,status,valid_from,valid_to,published",
    "relations": "company_id,parent_id,relation,share,valid_from,valid_to,published",
}
# Each list is a file; a word on a span that is known already comes in a later one.
LIVES = [
    (
        "companies",
        "GONE,旧厂股份有限公司,旧厂股份,a-share,340500,CN,2005-01-01,,2005-01-01",
        "AH,双地股份有限公司,双地股份,a-share,340500,CN,2005-01-01,,2005-01-01",
        "MOVER,迁移控股有限公司,迁移控股,hk,340500,KY,2005-01-01,,2005-01-01",
        # The industry changes on 1 July 2018 and the market learns of it in August; the place two years later.
        "MOVER,迁移控股有限公司,迁移控股,hk,270100,KY,2018-07-01,,2018-08-15",
        "MOVER,迁移控股有限公司,迁移控股,hk,270100,CN,2020-03-02,,2020-02-20",
        "BOND,某市城建集团有限公司,,bond,340500,CN,2005-01-01,,2005-01-01",
    ),
    (
        "listings",
        "GONE,600901.SH,listed,2006-01-10,,2006-01-05",
        "GONE,600901.SH,suspended,2016-05-03,2016-08-01,2016-05-03",
        "GONE,600901.SH,special-treatment,2017-05-02,2018-05-01,2017-04-28",
        "GONE,600901.SH,delisting-risk,2018-05-02,2019-06-04,2018-04-27",
        "GONE,600901.SH,delisting-period,2019-06-05,2019-07-17,2019-05-28",
        "AH,600902.SH,listed,2007-03-01,,2007-02-26",
        "AH,00902.HK,listed,2010-06-10,,2010-06-01",
        "MOVER,00903.HK,listed,2006-01-10,,2006-01-05",
    ),
    ("listings", "GONE,600901.SH,listed,2006-01-10,2019-07-17,2019-07-10"),
    ("listings", "AH,600902.SH,listed,2007-03-01,2021-02-26,2021-02-20"),
    (
        "names",
        "AH,老双地股份有限公司,full,zh,2005-01-01,2012-05-31,2005-01-01",
        "AH,双地新材料股份有限公司,full,zh,2016-09-01,,2016-09-20",
    ),
]


def load(workspace: Workspace, kind: str, *lines: str) -> None:
    path = workspace.folder.parent / f"{kind}.csv"
    path.write_text("\n".join((HEADERS[kind], *lines, "")), encoding="utf-8")
    import_table(workspace, kind, path)


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(tmp_path_factory.mktemp("lives") / "workspace") as made:
        for kind, *lines in LIVES:
            load(made, kind, *lines)
        yield made


def there(workspace: Workspace, day: date) -> set[str]:
    read = workspace.store.read
    return set(universe(read("companies"), read("listings"), available_instant(day))["company_id"])


def particulars(workspace: Workspace, company: str, day: date) -> dict[str, Any]:
    frame = companies_as_of(workspace.store.read("companies"), available_instant(day))
    return frame.row(by_predicate=pl.col("company_id") == company, named=True)


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2006, 1, 9), None),  # the listing is known and not yet there
        (date(2006, 1, 10), []),
        (date(2016, 5, 2), []),
        (date(2016, 5, 3), ["suspended"]),
        (date(2016, 8, 2), []),
        (date(2017, 5, 1), []),  # published on 28 April, from 2 May on
        (date(2017, 5, 2), ["special-treatment"]),
        (date(2018, 5, 2), ["delisting-risk"]),
        (date(2019, 6, 5), ["delisting-period"]),
        (date(2019, 7, 17), ["delisting-period"]),
        (date(2019, 7, 18), None),
    ],
)
def test_a_listed_company_is_suspended_treated_specially_and_delisted(
    lives: Workspace, day: date, states: list[str] | None
) -> None:
    rows = listings_as_of(lives.store.read("listings"), available_instant(day)).filter(company_id="GONE")
    assert rows["states"].to_list() == ([] if states is None else [states])
    assert ("GONE" in there(lives, day)) == (states is not None)


def test_a_delisting_is_not_known_before_it_was_published(lives: Workspace) -> None:
    ends = {
        day: next(row["valid_to"] for row in company_view(lives, "GONE", day)["listings"] if row["status"] == "listed")
        for day in (date(2019, 7, 9), date(2019, 7, 10))
    }
    assert ends == {date(2019, 7, 9): None, date(2019, 7, 10): date(2019, 7, 17)}


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2005, 12, 31), {"GONE", "AH", "MOVER", "BOND"}),  # no listing known: the table of companies alone says
        (date(2006, 12, 31), {"GONE", "AH", "MOVER", "BOND"}),
        (date(2019, 7, 17), {"GONE", "AH", "MOVER", "BOND"}),
        (date(2019, 7, 18), {"AH", "MOVER", "BOND"}),
        (date(2021, 3, 1), {"AH", "MOVER", "BOND"}),  # it left Shanghai and stays in Hong Kong
    ],
)
def test_the_universe_of_each_day_has_companies_delisted_since(lives: Workspace, day: date, members: set[str]) -> None:
    assert there(lives, day) == members


def test_both_codes_of_one_issuer_are_one_company_from_their_days_on(lives: Workspace) -> None:
    def codes(day: date) -> list[str]:
        rows = listings_as_of(lives.store.read("listings"), available_instant(day))
        return rows.filter(company_id="AH")["code"].to_list()

    assert codes(date(2010, 6, 9)) == ["600902.SH"]
    assert codes(date(2010, 6, 10)) == ["00902.HK", "600902.SH"]
    assert codes(date(2021, 2, 26)) == ["00902.HK", "600902.SH"]
    assert codes(date(2021, 2, 27)) == ["00902.HK"]
    assert {lives.company_id(text) for text in ("600902", "902.HK", "sh600902")} == {"AH"}
    with pytest.raises(InputError):
        lives.company_id("902.HK", available_instant(date(2010, 5, 31)))


@pytest.mark.parametrize(
    ("day", "industry", "place"),
    [
        (date(2018, 6, 30), "340500", "KY"),
        (date(2018, 8, 14), "340500", "KY"),  # in force since July, unknown until August
        (date(2018, 8, 15), "270100", "KY"),
        (date(2020, 2, 28), "270100", "KY"),  # known since 20 February, in force in March
        (date(2020, 3, 2), "270100", "CN"),
    ],
)
def test_industry_and_place_of_incorporation_change(lives: Workspace, day: date, industry: str, place: str) -> None:
    row = particulars(lives, "MOVER", day)
    assert (row["industry"], row["incorporation"]) == (industry, place)
    view = company_view(lives, "MOVER", day)
    assert (view["particulars"]["incorporation"], view["industries"][-1]["industry"]) == (place, industry)


def test_former_and_later_names_are_found_once_they_are_known(lives: Workspace) -> None:
    def found(name: str, day: date) -> str | None:
        return find_names(lives, [name], available_instant(day))[name].company_id

    assert found("老双地股份有限公司", date(2010, 1, 1)) == "AH"
    assert found("老双地股份有限公司", date(2021, 1, 1)) == "AH"
    assert found("双地新材料股份有限公司", date(2016, 9, 19)) is None  # borne since 1 September
    assert found("双地新材料股份有限公司", date(2016, 9, 20)) == "AH"
    names = {row["name"]: row["valid_to"] for row in company_view(lives, "AH", date(2021, 1, 1))["names"]}
    assert names["老双地股份有限公司"] == date(2012, 5, 31)
    assert "双地新材料股份有限公司" not in {
        row["name"] for row in company_view(lives, "AH", date(2016, 9, 19))["names"]
    }


def test_runs_of_several_days_have_the_market_of_their_day(workspace: Workspace) -> None:
    """L01 is delisted in September, L02 moves to banking in July and is told of it in August, L03 is bought."""
    load(workspace, "listings", "L01,600001.SH,listed,2015-01-05,,2015-01-01")
    load(workspace, "listings", "L01,600001.SH,listed,2015-01-05,2024-09-12,2024-09-05")
    load(workspace, "companies", "L02,乙公司,,a-share,480301,KY,2024-07-01,,2024-08-15")
    load(workspace, "relations", "L03,L04,subsidiary,60,2024-07-01,,2024-08-15")

    def scored(day: date) -> tuple[bool, str, bool]:
        done = run(workspace, day, fiscal_year=2023)
        scores = workspace.store.read("scores").filter(run_id=done.run_id)
        here = scores.filter(company_id="L01", code="TOTAL", kind="synthetic").height == 1
        groups = set(scores.filter(company_id="L02", code="E0102", kind="synthetic")["peer_group"])
        asked = scores.filter(company_id="L02").filter(pl.col("code").str.starts_with("G0502")).height > 0
        return here, "/".join(sorted(map(str, groups))), asked

    july, august, autumn = (scored(day) for day in (date(2024, 7, 31), date(2024, 8, 31), date(2024, 9, 30)))
    assert july[0] is august[0] is True
    assert autumn[0] is False
    assert july[1] != august[1]
    assert july[2] is True  # a board of supervisors is asked of companies of the mainland
    assert august[2] is False
    read = workspace.store.read("relations")
    assert relations_as_of(read, available_instant(date(2024, 8, 14))).is_empty()
    assert relations_as_of(read, available_instant(date(2024, 8, 15)))["parent_id"].to_list() == ["L04"]
    # What came in since changes no earlier run.
    assert scored(date(2024, 7, 31)) == july
