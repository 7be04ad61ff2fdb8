"""Lines of the financial statements, consistent with revenue, profit and assets; a few companies embellish them."""

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded

EMBELLISHED_YEAR = 2024
_NO_GOODS = frozenset({"48", "49"})  # banks and insurers sell no goods and have no current assets
_SHARES = {  # of total assets
    "cash": 0.13,
    "trade_receivables": 0.14,
    "other_receivables": 0.012,
    "inventories": 0.12,
    "construction_in_progress": 0.04,
}


def embellishes(company: Company) -> bool:
    """Whether a company's accounts of `EMBELLISHED_YEAR` look better than the business was; about one in sixty."""
    return company.story is None and company.draws.chance(1 / 60, company.company_id, "embellishes")


def tell_accounts(company: Company, year: int, sheet: Sheet) -> None:
    """The lines that `cnesg whitewash` reads. An embellisher books sales early and leaves costs in assets."""
    if company.profile.code[:2] in _NO_GOODS:
        return
    draws, name = company.draws, company.company_id
    revenue, profit, assets = sheet.value("revenue"), sheet.value("net_profit"), sheet.value("total_assets")
    fake = year == EMBELLISHED_YEAR and embellishes(company)

    def tell(line: str, value: float) -> float:
        return sheet.add(line, rounded(max(value, 0.0)), "CNY", "financial")

    def around(middle: float, line: str) -> float:
        """The company's own level of a line, which moves little from year to year."""
        return middle * draws.factor(0.3, name, line) * draws.factor(0.04, name, line, year)

    selling = tell("selling_expenses", revenue * around(0.06, "selling"))
    administrative = tell("administrative_expenses", revenue * around(0.05, "administrative"))
    margin = 1.2 * profit + selling + administrative + sheet.value("rd_spend")
    cost = tell("cost_of_sales", revenue - max(margin, 0.04 * revenue) - (0.1 * revenue if fake else 0.0))
    lines = {line: assets * around(share, line) for line, share in _SHARES.items()}
    goodwill = assets * around(0.02, "goodwill") if draws.chance(0.4, name, "goodwill") else 0.0
    if fake:
        lines["trade_receivables"] *= 1.9
        lines["construction_in_progress"] += 0.12 * assets
    room = min(1.0, 0.75 * assets / (sum(lines.values()) + goodwill))
    told = {line: tell(line, value * room) for line, value in lines.items()}
    tell("goodwill", goodwill * room)
    current = sum(told.values()) - told["construction_in_progress"]
    tell("current_assets", current * 1.06)
    left = assets - current * 1.06 - told["construction_in_progress"] - goodwill * room
    fixed = tell("fixed_assets", left * around(0.7, "fixed") / (0.3 + around(0.7, "fixed")))
    depreciation = tell("depreciation", fixed * around(0.08, "depreciation"))
    _debt(company, year, sheet, assets)
    flow = profit + 0.8 * depreciation + 0.02 * cost * draws.normal(name, "cash flow", year)
    sheet.add("operating_cash_flow", rounded(0.1 * profit if fake else flow), "CNY", "financial")


def _debt(company: Company, year: int, sheet: Sheet, assets: float) -> None:
    draws, name = company.draws, company.company_id
    total = assets * min(0.8, 0.45 * draws.factor(0.3, name, "debt") * draws.factor(0.03, name, "debt", year))
    parts = {"current_liabilities": 0.7, "short_term_borrowings": 0.2, "long_term_borrowings": 0.18}
    for line, share in parts.items():
        sheet.add(line, rounded(total * share * draws.factor(0.04, name, line, year)), "CNY", "financial")
    bonds = 0.06 if draws.chance(0.3, name, "bonds") else 0.0
    sheet.add("bonds_payable", rounded(total * bonds), "CNY", "financial")
    sheet.add("taxes_payable", rounded(assets * 0.01), "CNY", "financial")
    sheet.add("total_liabilities", rounded(total), "CNY", "financial")
