"""Companies point in time."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from cnesg.companies import companies_as_of, find_company, names_as_of
from cnesg.errors import InputError
from cnesg.model import COMPANIES, NAMES


def row(
    company: str, industry: str, start: date, end: date | None, published: date, **more: object
) -> dict[str, object]:
    return {
        "company_id": company,
        "market": "a-share",
        "industry": industry,
        "valid_from": start,
        "valid_to": end,
        "available_at": datetime(published.year, published.month, published.day, 16, tzinfo=UTC),
        "position": 1,
        **more,
    }


TABLE = COMPANIES.conform(
    pl.DataFrame(
        [
            row("A", "340500", date(2010, 1, 1), None, date(2010, 1, 1), name_en="Alpha Mills", code="600001.SH"),
            row("A", "270100", date(2020, 1, 1), None, date(2020, 6, 1), name_en="Alpha Chips", code="600001.SH"),
            row("B", "340500", date(2010, 1, 1), date(2019, 12, 31), date(2010, 1, 1), name_zh="乙公司"),
            row("C", "340500", date(2010, 1, 1), None, date(2010, 1, 1), name_zh="丙公司", short_name="丙"),
            row("D", "340500", date(2010, 1, 1), None, date(2010, 1, 1), name_zh="丙公司"),
        ],
        infer_schema_length=None,
    )
)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (datetime(2009, 1, 1, tzinfo=UTC), {}),
        (datetime(2019, 12, 31, tzinfo=UTC), {"A": "340500", "B": "340500", "C": "340500", "D": "340500"}),
        (
            datetime(2020, 3, 1, tzinfo=UTC),
            {"A": "340500", "C": "340500", "D": "340500"},
        ),  # B ended; A's move unknown yet
        (datetime(2020, 7, 1, tzinfo=UTC), {"A": "270100", "C": "340500", "D": "340500"}),
    ],
)
def test_particulars_hold_as_far_as_they_were_known(as_of: datetime, expected: dict[str, str]) -> None:
    frame = companies_as_of(TABLE, as_of)
    assert dict(zip(frame["company_id"], frame["industry"], strict=True)) == expected


@pytest.mark.parametrize(("wanted", "found"), [("a", "A"), ("600001.sh", "A"), ("ALPHA CHIPS", "A"), ("乙公司", "B")])
def test_a_company_is_found_by_id_code_or_name(wanted: str, found: str) -> None:
    assert find_company(TABLE, wanted) == found


@pytest.mark.parametrize(
    ("wanted", "words"),
    [("丙公司", "several companies"), ("Alpha Chip", "Did you mean: Alpha Chips"), ("zzz", "no such")],
)
def test_a_company_that_is_not_clear_is_refused(wanted: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        find_company(TABLE, wanted)


def test_a_span_is_ended_by_a_later_word_on_it_and_not_before_that_was_known() -> None:
    open_span = row("E", "340500", date(2010, 1, 1), None, date(2010, 1, 1))
    ended = row("E", "340500", date(2010, 1, 1), date(2018, 6, 30), date(2018, 7, 5), position=2)
    table = COMPANIES.conform(pl.DataFrame([ended, open_span], infer_schema_length=None))
    days = [datetime(2018, 6, 30, tzinfo=UTC), datetime(2018, 7, 2, tzinfo=UTC), datetime(2018, 7, 6, tzinfo=UTC)]
    assert [companies_as_of(table, day).height for day in days] == [1, 1, 0]


def name(company: str, text: str, start: int, end: int | None, published: int) -> dict[str, object]:
    return {
        "company_id": company,
        "name": text,
        "kind": "full",
        "language": "zh",
        "valid_from": date(start, 1, 1),
        "valid_to": date(end, 12, 31) if end else None,
        "available_at": datetime(published, 1, 1, tzinfo=UTC),
        "position": 1,
    }


NAME_ROWS = NAMES.conform(
    pl.DataFrame(
        [
            name("B", "旧名公司", 2005, 2012, 2005),
            name("C", "旧名公司", 2014, None, 2014),
            name("A", "甲公司", 2010, None, 2016),
        ]
    )
)


def test_a_former_name_finds_its_bearer_until_another_takes_it() -> None:
    def found(year: int) -> str:
        return find_company(TABLE, "旧名公司", names=NAME_ROWS, as_of=datetime(year, 6, 1, tzinfo=UTC))

    assert [found(2011), found(2013), found(2015)] == ["B", "B", "C"]


def test_a_name_is_not_known_before_it_was_published() -> None:
    with pytest.raises(InputError, match="no such"):
        find_company(TABLE, "甲公司", names=NAME_ROWS, as_of=datetime(2015, 1, 1, tzinfo=UTC))
    assert find_company(TABLE, "甲公司", names=NAME_ROWS, as_of=datetime(2016, 2, 1, tzinfo=UTC)) == "A"
    assert find_company(TABLE, "甲公司", names=NAME_ROWS) == "A"


def test_all_names_known_on_a_day_with_whether_they_are_borne() -> None:
    rows = names_as_of(TABLE, NAME_ROWS, datetime(2013, 6, 1, tzinfo=UTC)).rows()
    assert ("B", "旧名公司", "full", "zh", False) in rows
    assert ("B", "乙公司", "full", "zh", True) in rows
    assert ("A", "Alpha Mills", "full", "en", True) in rows
    assert not any(row[1] in {"甲公司", "Alpha Chips"} for row in rows)
