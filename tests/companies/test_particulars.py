"""Companies point in time."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from cnesg.companies import companies_as_of, find_company
from cnesg.errors import InputError
from cnesg.model import COMPANIES


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
