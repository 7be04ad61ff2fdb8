"""The true figures hang together: totals are sums, shares are shares, carbon follows from energy."""

import json

import pytest

from cnesg.demo.companies import PRINTED, Company, fictional_companies
from cnesg.demo.facts import Sheet, rounded, share
from cnesg.demo.market import YEARS, true_figures

COMPANIES = fictional_companies(PRINTED)
SHEETS = [(company, year, sheet) for company in COMPANIES for year, sheet in true_figures(company).items()]


def close(one: float, other: float, tolerance: float = 2e-4) -> bool:
    return one == pytest.approx(other, rel=tolerance, abs=0.02)


def test_every_company_has_figures_for_every_year() -> None:
    assert len(SHEETS) == len(COMPANIES) * len(YEARS)
    assert all(len(sheet.facts) > 100 for _, _, sheet in SHEETS)


def test_emissions_follow_from_fuels_and_power() -> None:
    factors = {"coal": 1.9003, "natural_gas": 0.002165, "diesel": 3.0959 * 0.00084, "gasoline": 2.9251 * 0.00074}
    for _, _, sheet in SHEETS:
        burnt = sum(sheet.value(fuel) * factor for fuel, factor in factors.items() if (fuel, "{}") in sheet.facts)
        assert close(sheet.value("ghg_scope1"), burnt)
        assert close(sheet.value("ghg_total"), sheet.value("ghg_scope1") + sheet.value("ghg_scope2"))


def test_classes_of_employees_add_up_to_all() -> None:
    for _, _, sheet in SHEETS:
        sums: dict[str, float] = {}
        for fact in sheet:
            if fact.metric == "employees":
                (dimension,) = json.loads(fact.breakdown)
                sums[dimension] = sums.get(dimension, 0) + fact.value
        assert set(sums) == {"gender", "age", "level", "employment"}
        assert set(sums.values()) == {sheet.value("employees_total")}


def test_percentages_lie_between_0_and_100_save_profit_and_debt_ratios() -> None:
    free = {"dividend_payout_ratio", "turnover_rate", "new_hire_rate"}
    for company, year, sheet in SHEETS:
        for fact in sheet:
            if fact.unit == "%" and fact.metric not in free:
                assert 0 <= fact.value <= 100, (company.company_id, year, fact)


def test_nothing_is_negative_but_profit_and_cash_flow() -> None:
    may_be = {"net_profit", "total_profit", "operating_cash_flow"}
    for company, year, sheet in SHEETS:
        for fact in sheet:
            assert fact.value >= 0 or fact.metric in may_be, (company.company_id, year, fact)


def test_boards_hold_their_members() -> None:
    for _, _, sheet in SHEETS:
        board = sheet.value("board_directors")
        parts = ("independent_directors", "executive_directors", "non_executive_directors")
        assert sum(sheet.value(part) for part in parts) == board
        assert sheet.value("female_directors") <= board
        assert sheet.value("female_executives") <= sheet.value("executives")


def test_better_companies_use_less() -> None:
    def median(metric: str, companies: list[Company]) -> float:
        values = sorted(true_figures(c)[2024].value(metric) / true_figures(c)[2024].value("revenue") for c in companies)
        return values[len(values) // 2]

    for code in ("410100", "610100"):
        group = sorted((c for c in COMPANIES if c.profile.code == code), key=lambda c: c.traits.environment)
        assert median("water_total", group[-5:]) < median("water_total", group[:5])


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(123456.0, 5, 123460.0), (0.00123456, 3, 0.00123), (0.0, 4, 0.0), (-98765.0, 2, -99000.0)],
)
def test_rounding_keeps_significant_digits(value: float, digits: int, expected: float) -> None:
    assert rounded(value, digits) == expected


def test_a_share_of_nothing_is_zero() -> None:
    assert share(3, 0) == 0.0
    assert share(1, 3) == 33.33


def test_a_sheet_knows_only_what_was_written() -> None:
    sheet = Sheet()
    sheet.add("employees", 7, "persons", gender="female")
    assert sheet.value("employees", gender="female") == 7
    with pytest.raises(KeyError):
        sheet.value("employees")


def test_banks_and_nobody_else_lend_shares_of_their_loans_to_clients() -> None:
    books = ("green_loans", "high_carbon_loans", "inclusive_loans", "agricultural_loans", "technology_loans")
    banks = 0
    for company in fictional_companies(PRINTED):
        for sheet in true_figures(company).values():
            told = {fact.metric for fact in sheet} & {*books, "customer_loans", "customers_total", "it_investment"}
            if not company.profile.code.startswith("48"):
                assert not told
                continue
            banks += 1
            loans = sheet.value("customer_loans")
            assert loans < sheet.value("total_assets")
            assert all(0.002 < sheet.value(book) / loans < 0.45 for book in books)
            assert 0.01 < sheet.value("it_investment") / sheet.value("revenue") < 0.08
    assert banks
