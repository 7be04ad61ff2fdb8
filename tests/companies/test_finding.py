"""Companies found by what users type."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from cnesg.companies import CompanyFinder, find_company
from cnesg.errors import InputError
from cnesg.model import COMPANIES, LISTINGS

CREDIT = "91350100M000100Y43"


def company(name: str, code: str | None = None, **more: object) -> dict[str, object]:
    span = {"valid_from": date(2010, 1, 1), "available_at": datetime(2010, 1, 1, tzinfo=UTC), "position": 1}
    return {"company_id": name, "code": code, "market": "a-share", **span, **more}


def listing(name: str, code: str, first: int, last: int | None = None) -> dict[str, object]:
    until = date(last, 12, 31) if last else None
    span = {"valid_from": date(first, 1, 1), "valid_to": until, "available_at": datetime(first, 1, 1, tzinfo=UTC)}
    return {"company_id": name, "code": code, "status": "listed", "position": 1, **span}


TABLE = COMPANIES.conform(
    pl.DataFrame(
        [
            company("bank", name_zh="甲 银行（集团）", name_en="First  Bank", credit_code=CREDIT),
            company("typed", "sz000002"),  # the table of companies takes codes as users have them
            company("digits", "300750"),
            company("300750"),  # an id that looks like another one's code
            company("old"),
            company("new"),
            company("shanghai"),
            company("shenzhen"),
        ],
        infer_schema_length=None,
    )
)
LISTED = LISTINGS.conform(
    pl.DataFrame(
        [
            listing("bank", "600000.SH", 2010),
            listing("bank", "00700.HK", 2012),
            listing("old", "600005.SH", 2010, 2017),
            listing("new", "600005.SH", 2019),
            listing("shanghai", "000009.SH", 2010),
            listing("shenzhen", "000009.SZ", 2010),
        ]
    )
)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("600000", "600000.SH", "SH600000", "sh600000", "600000.ss", "６０００００", "sh.600000"), "bank"),
        (("0700.HK", "700.HK", "00700", "700", "hk700", "７００.HK"), "bank"),
        ((CREDIT, CREDIT.lower(), f" {CREDIT.lower()} ", "９１３５０１００m000100y43"), "bank"),
        (("甲 银行(集团)", "甲　银行（集团）", "FIRST BANK", "ｆｉｒｓｔ bank", " Bank "), "bank"),
        (("000002", "000002.SZ", "SZ000002", "sz000002"), "typed"),
        (("300750.SZ", "sz300750"), "digits"),
        (("300750",), "300750"),
        (("600005", "sh600005"), "new"),
        (("000009.SZ",), "shenzhen"),
    ],
)
def test_a_company_is_found_as_people_type(texts: tuple[str, ...], found: str) -> None:
    finder = CompanyFinder(TABLE, None, LISTED)
    assert {text: finder.find(text) for text in texts} == dict.fromkeys(texts, found)


@pytest.mark.parametrize(("year", "found"), [(2015, "old"), (2018, "old"), (2020, "new")])
def test_a_code_means_who_had_it_on_the_day(year: int, found: str) -> None:
    as_of = datetime(year, 6, 1, tzinfo=UTC)
    assert find_company(TABLE, "600005", listings=LISTED, as_of=as_of) == found


def test_digits_that_two_exchanges_have_are_told() -> None:
    with pytest.raises(InputError, match="shanghai, shenzhen"):
        find_company(TABLE, "000009", listings=LISTED)
    with pytest.raises(InputError, match="no such company"):
        find_company(TABLE, "600000.SZ", listings=LISTED)
