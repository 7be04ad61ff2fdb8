"""What banks lend and to whom: the figures that they answer in the place of those of manufacturers."""

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded
from cnesg.demo.finance import FIRST_YEAR

# Shares of the loan book of a typical bank, their scatter (log), and what a better company changes, by trait.
_BOOKS = {
    "green_loans": (0.09, 0.3, "environment", 0.22),
    "high_carbon_loans": (0.06, 0.35, "environment", -0.25),
    "inclusive_loans": (0.12, 0.25, "social", 0.15),
    "agricultural_loans": (0.14, 0.3, "social", 0.1),
    "technology_loans": (0.08, 0.3, "social", 0.1),
}
_GROWTH = {"green_loans": 1.12, "high_carbon_loans": 0.94, "inclusive_loans": 1.06, "technology_loans": 1.08}


def tell_lending(company: Company, year: int, sheet: Sheet) -> None:
    """Loans, clients and information technology of a bank; nothing of other companies."""
    if not company.profile.code.startswith("48"):
        return
    draws, name = company.draws, company.company_id
    assets, revenue = sheet.value("total_assets"), sheet.value("revenue")
    loans = sheet.add(
        "customer_loans", rounded(0.56 * assets * draws.factor(0.06, name, "loans"), 5), "CNY", "financial"
    )
    for metric, (part, scatter, trait, better) in _BOOKS.items():
        level = part * draws.factor(scatter, name, metric) * (1.0 + better * getattr(company.traits, trait))
        grown = level * _GROWTH.get(metric, 1.0) ** (year - FIRST_YEAR) * draws.factor(0.03, name, metric, year)
        sheet.add(metric, rounded(loans * max(grown, 0.005), 4), "CNY")
    clients = assets / 45_000 * draws.factor(0.25, name, "clients") * 1.03 ** (year - FIRST_YEAR)
    sheet.add("customers_total", round(clients, -3), "count")
    spent = 0.032 * draws.factor(0.2, name, "technology") * draws.factor(0.05, name, "technology", year)
    sheet.add("it_investment", rounded(revenue * spent, 4), "CNY")
