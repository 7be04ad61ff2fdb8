"""Money: what the annual report's structured tables give."""

from math import sqrt

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded, share

FIRST_YEAR = 2022
_CNY = "CNY"


def revenue_of(company: Company, year: int) -> float:
    """Revenue in CNY; it grows by a few per cent a year, sometimes shrinks."""
    value = company.profile.revenue * company.size
    for past in range(FIRST_YEAR, year):
        value *= 1.04 + 0.07 * company.draws.normal(company.company_id, "growth", past)
    return rounded(value, 6)


def headcount_of(company: Company, year: int) -> int:
    """Employees at year end; staff follows revenue with half its speed."""
    first = company.profile.revenue * company.size / company.profile.revenue_per_head
    first *= company.draws.factor(0.2, company.company_id, "headcount")
    growth = revenue_of(company, year) / revenue_of(company, FIRST_YEAR)
    return max(120, round(first * sqrt(growth)))


def tell_finance(company: Company, year: int, sheet: Sheet) -> None:
    """Revenue, profit, tax, dividends, pay and research of a year."""
    profile, draws, name = company.profile, company.draws, company.company_id
    revenue = sheet.add("revenue", revenue_of(company, year), _CNY, "financial")
    headcount = sheet.add("employees_total", headcount_of(company, year), "persons", "financial")
    margin = profile.margin * draws.factor(0.3, name, "margin") + 2 * company.traits.governance
    margin += 1.5 * draws.normal(name, "margin", year)
    profit = sheet.add("net_profit", rounded(revenue * margin / 100), _CNY, "financial")
    before_tax = sheet.add("total_profit", rounded(profit / 0.84 if profit > 0 else profit), _CNY, "financial")
    assets = revenue * profile.assets * draws.factor(0.25, name, "assets")
    sheet.add("total_assets", rounded(assets, 6), _CNY, "financial")
    sheet.add("tax_paid", rounded(max(before_tax, 0) * 0.16 + revenue * 0.035), _CNY, "financial")
    pay = 128_000 * (1.8 if profile.code[:2] in {"48", "49", "71", "27"} else 1.0)
    pay *= draws.factor(0.15, name, "pay") * 1.04 ** (year - FIRST_YEAR)
    sheet.add("payroll_total", rounded(headcount * pay), _CNY, "financial")
    _research(company, year, sheet, revenue, headcount)
    _dividends(company, year, sheet, profit)
    sheet.add("audit_fee", round(4e5 + sqrt(revenue) * 18, -4), _CNY, "financial")
    sheet.add("management_remuneration", round(3.5e6 + sqrt(revenue) * 90, -4), _CNY, "financial")
    for metric, middle in (("top5_suppliers_share", 34), ("top5_customers_share", 29)):
        sheet.add(metric, round(min(88.0, middle * draws.factor(0.4, name, metric)), 2), "%", "financial")


def _research(company: Company, year: int, sheet: Sheet, revenue: float, headcount: float) -> None:
    draws, name = company.draws, company.company_id
    intensity = company.profile.rd * draws.factor(0.3, name, "research") * 1.03 ** (year - FIRST_YEAR)
    spend = sheet.add("rd_spend", rounded(revenue * intensity / 100), _CNY, "financial")
    sheet.add("rd_spend_share", share(spend, revenue), "%", "financial")
    staff = round(headcount * min(0.6, (2 + 1.7 * intensity) / 100))
    sheet.add("rd_staff", staff, "persons", "financial")
    sheet.add("rd_staff_share", share(staff, headcount), "%", "financial")


def _dividends(company: Company, year: int, sheet: Sheet, profit: float) -> None:
    """A payout ratio that better governed companies raise; none in a year of loss."""
    ratio = 32 + 8 * company.traits.governance + 5 * company.draws.normal(company.company_id, "payout", year)
    paid = rounded(max(profit, 0) * max(ratio, 0) / 100, 4)
    sheet.add("dividends_total", paid, _CNY, "financial")
    sheet.add("dividend_payout_ratio", share(paid, profit) if profit > 0 else 0.0, "%", "financial")
    shares = rounded(company.profile.revenue * company.size / 6.5, 4)
    sheet.add("dividend_per_share", round(paid / shares, 3), "CNY/share", "financial")
