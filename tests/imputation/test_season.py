"""Which year is ranked when, and where fiscal years belong that do not end in December."""

from datetime import UTC, date, datetime

import pytest
from tests.small_methodology import observations, rules

from cnesg.framework.definitions.rules import CutOver
from cnesg.imputation import in_ranked_years, ranked_year


@pytest.mark.parametrize(
    ("instant", "year"),
    [
        (datetime(2024, 1, 31, tzinfo=UTC), 2022),
        (datetime(2024, 4, 30, 15, 59, tzinfo=UTC), 2022),
        (datetime(2024, 4, 30, 16, 0, tzinfo=UTC), 2023),  # midnight in Shanghai: May has begun
        (datetime(2024, 12, 31, 15, 0, tzinfo=UTC), 2023),
        (datetime(2024, 12, 31, 16, 0, tzinfo=UTC), 2023),  # January 2025 in Shanghai
    ],
)
def test_the_month_decides_which_year_is_ranked(instant: datetime, year: int) -> None:
    assert ranked_year(instant, rules()) == year


@pytest.mark.parametrize(("day", "year"), [((1990, 6, 1), 1988), ((2021, 7, 31), 2019), ((2022, 5, 1), 2021)])
def test_a_cut_over_holds_from_its_calendar_year_on(day: tuple[int, int, int], year: int) -> None:
    steps = (CutOver(since=1999, month=8), CutOver(since=2022, month=5))
    dated = rules().season.model_copy(update={"cut_overs": steps})
    assert ranked_year(datetime(*day, tzinfo=UTC), rules().model_copy(update={"season": dated})) == year


@pytest.mark.parametrize(
    ("first_month", "last_day", "year"),
    [
        (1, date(2023, 12, 31), 2023),
        (1, date(2024, 3, 31), 2024),
        (1, date(2024, 6, 30), 2024),
        (6, date(2024, 3, 31), 2023),
        (6, date(2024, 6, 30), 2024),
        (7, date(2024, 6, 30), 2023),
    ],
)
def test_a_fiscal_year_belongs_to_the_year_it_ends_in_or_to_the_one_before(
    first_month: int, last_day: date, year: int
) -> None:
    first = date(last_day.year - 1, last_day.month, 28)
    row = {"company_id": "C", "concept": "revenue", "valid_from": first, "valid_to": last_day, "fiscal_year": 1999}
    found = in_ranked_years(observations([row]), rules(year_end_month=first_month))
    assert found["fiscal_year"].to_list() == [year]


def test_what_is_no_year_of_the_company_keeps_the_year_given() -> None:
    half = {"valid_from": date(2024, 1, 1), "valid_to": date(2024, 6, 30)}
    rows = [
        {"company_id": "C", "concept": "revenue", "fiscal_year": 2023, **half},
        {"company_id": "C", "concept": "G0904-02", "kind": "event", "fiscal_year": 2023},
        {"company_id": "C", "concept": "G0904-02", "kind": "list", "fiscal_year": 2023, "valid_to": date(2099, 12, 31)},
    ]
    assert in_ranked_years(observations(rows), rules(year_end_month=1))["fiscal_year"].to_list() == [2023] * 3
