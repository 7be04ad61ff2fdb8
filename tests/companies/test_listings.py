"""Who belongs to the market on a day, as far as it was known."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from cnesg.companies import listings_as_of, relations_as_of, universe
from cnesg.companies.listings import code_conflicts
from cnesg.model import COMPANIES, LISTINGS, RELATIONS


def instant(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def company(name: str) -> dict[str, object]:
    start = date(2005, 1, 1)
    return {
        "company_id": name,
        "market": "a-share",
        "valid_from": start,
        "available_at": instant(2005),
        "position": 1,
    }


def listing(
    owner: str, code: str, start: date, end: date | None, published: int, status: str = "listed", position: int = 1
) -> dict[str, object]:
    return {
        "company_id": owner,
        "code": code,
        "status": status,
        "valid_from": start,
        "valid_to": end,
        "available_at": instant(published),
        "position": position,
    }


def table(*rows: dict[str, object]) -> pl.DataFrame:
    return LISTINGS.conform(pl.DataFrame(list(rows), infer_schema_length=None))


COMPANY_ROWS = COMPANIES.conform(pl.DataFrame([company(name) for name in ("A", "H", "GONE", "BOND")]))
ROWS = table(
    listing("A", "600001.SH", date(2006, 1, 1), None, 2006),
    # An A+H issuer: it left one exchange and stays at the other.
    listing("H", "600002.SH", date(2006, 1, 1), None, 2006),
    listing("H", "00002.HK", date(2010, 1, 1), None, 2010),
    listing("H", "600002.SH", date(2006, 1, 1), date(2015, 6, 30), 2015, position=2),
    # Delisted since: the span was open until the delisting was published.
    listing("GONE", "600003.SH", date(2006, 1, 1), None, 2006),
    listing("GONE", "600003.SH", date(2006, 1, 1), date(2018, 6, 29), 2018, position=2),
    listing("GONE", "600003.SH", date(2016, 5, 1), date(2018, 6, 29), 2016, status="delisting-risk"),
    listing("GONE", "600003.SH", date(2016, 5, 3), date(2016, 8, 1), 2016, status="suspended"),
)


@pytest.mark.parametrize(
    ("as_of", "there"),
    [
        (instant(2005, 6), {"A", "H", "GONE", "BOND"}),  # no listing known yet: the table of companies alone says it
        (instant(2012), {"A", "H", "GONE", "BOND"}),
        (instant(2017), {"A", "H", "GONE", "BOND"}),  # a back-test has the company that was delisted later
        (instant(2018, 6, 29), {"A", "H", "GONE", "BOND"}),
        (instant(2018, 7, 1), {"A", "H", "BOND"}),
    ],
)
def test_the_universe_is_that_of_the_day(as_of: datetime, there: set[str]) -> None:
    assert set(universe(COMPANY_ROWS, ROWS, as_of)["company_id"]) == there


def test_what_was_published_later_changes_no_earlier_universe() -> None:
    for year in range(2005, 2020):
        by_then = ROWS.filter(pl.col("available_at") <= instant(year))
        assert universe(COMPANY_ROWS, ROWS, instant(year)).equals(universe(COMPANY_ROWS, by_then, instant(year)))


def test_a_company_is_not_there_before_it_is_listed() -> None:
    rows = table(listing("A", "600001.SH", date(2012, 3, 1), None, 2012))
    assert "A" not in set(universe(COMPANY_ROWS, rows, instant(2012, 2, 1))["company_id"])


def test_listings_tell_every_code_and_what_befalls_it() -> None:
    found = listings_as_of(ROWS, instant(2016, 6)).rows()
    assert [(row[0], row[1], row[3]) for row in found] == [
        ("A", "600001.SH", []),
        ("GONE", "600003.SH", ["delisting-risk", "suspended"]),
        ("H", "00002.HK", []),
    ]


def test_two_companies_cannot_have_a_code_on_one_day() -> None:
    new = table(
        listing("A", "600003.SH", date(2018, 6, 29), None, 2018, position=3),
        listing("H", "600003.SH", date(2019, 1, 1), date(2019, 12, 31), 2019, position=3),
    ).with_columns(pl.Series("row", [1, 2]))
    assert code_conflicts(ROWS, new).select("row", "code", "other", "day").rows() == [
        (1, "600003.SH", "GONE", date(2018, 6, 29)),
        (1, "600003.SH", "H", date(2019, 1, 1)),
        (2, "600003.SH", "A", date(2019, 1, 1)),
    ]


def test_a_code_may_be_given_again_after_a_delisting() -> None:
    new = table(listing("A", "600003.SH", date(2018, 6, 30), None, 2018, position=3)).with_columns(
        pl.Series("row", [1])
    )
    assert code_conflicts(ROWS, new).is_empty()


def test_relations_hold_on_their_days() -> None:
    def pair(start: int, end: int | None, share: float, published: int) -> dict[str, object]:
        span = {"valid_from": date(start, 1, 1), "valid_to": date(end, 12, 31) if end else None}
        known = {"available_at": instant(published), "position": published}
        return {"company_id": "A", "parent_id": "H", "relation": "subsidiary", "share": share, **span, **known}

    rows = RELATIONS.conform(
        pl.DataFrame([pair(2010, None, 60, 2010), pair(2010, 2014, 60, 2015), pair(2015, None, 51, 2015)])
    )
    shares = [relations_as_of(rows, instant(year, 6))["share"].to_list() for year in (2009, 2012, 2016)]
    assert shares == [[], [60.0], [51.0]]
    ended = rows.filter(pl.col("share") > 55)
    assert relations_as_of(ended, instant(2016)).is_empty()
