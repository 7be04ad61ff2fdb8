"""Suppliers, products, customers, communities and inventions."""

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded


def tell_society(company: Company, year: int, sheet: Sheet) -> None:
    """All figures on those outside the company, and on its inventions."""
    _suppliers(company, year, sheet)
    _products(company, year, sheet)
    _community(company, year, sheet)
    _inventions(company, year, sheet)


def _suppliers(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    total = max(60, round((sheet.value("revenue") / 1e6) ** 0.75 * draws.factor(0.3, name, "suppliers")))
    abroad = round(total * 0.06)
    sheet.add("suppliers_total", total, "count")
    sheet.add("suppliers", total - abroad, "count", region="mainland china")
    sheet.add("suppliers", abroad, "count", region="other regions")
    reach = min(1.0, max(0.05, 0.45 + 0.2 * company.traits.social + 0.05 * (year - 2022)))
    sheet.add("suppliers_assessed", round(total * reach), "count")
    sheet.add("suppliers_new", round(total * 0.07 * draws.factor(0.3, name, "new suppliers", year)), "count")
    sheet.add("local_procurement_share", round(min(99.0, 71 + 8 * draws.normal(name, "local")), 2), "%")
    sheet.add("supplier_integrity_letters", round(total * min(1.0, reach * 1.2)), "count")


def _products(company: Company, year: int, sheet: Sheet) -> None:
    draws, name, revenue = company.draws, company.company_id, sheet.value("revenue")
    if company.profile.makes_goods:
        passed = min(100.0, 99.3 + 0.35 * company.traits.social + 0.1 * draws.normal(name, "quality", year))
        sheet.add("product_pass_rate", round(passed, 2), "%")
        recalled = draws.chance(max(0.02, 0.06 - 0.04 * company.traits.social), name, "recall", year)
        sheet.add("recall_rate", round(0.3 * draws.uniform(name, "recalled", year), 2) if recalled else 0.0, "%")
        sheet.add("product_quality_lawsuits", draws.count(0.15, name, "lawsuits", year), "cases")
    mean = company.profile.complaints * revenue / 1e9 * 1.3 ** (-company.traits.social)
    sheet.add("complaints", round(mean * draws.factor(0.15, name, "complaints", year)), "cases")
    sheet.add("complaint_resolution_rate", round(min(100.0, 97.5 + 1.5 * company.traits.social), 2), "%")
    content = 91 + 2.5 * company.traits.social + draws.normal(name, "customers", year)
    sheet.add("customer_satisfaction", round(min(99.8, content), 2), "%")
    sheet.add(
        "customer_privacy_breaches",
        draws.count(0.03 if company.traits.governance > -1 else 0.3, name, "leak", year),
        "cases",
    )
    sheet.add("data_security_training_sessions", 2 + draws.count(4, name, "data training", year), "count")
    trained = 0.66 + 0.12 * company.traits.governance + 0.08 * draws.normal(name, "data people", year)
    people = round(sheet.value("employees_total") * min(1.0, max(0.05, trained)))
    sheet.add("data_security_training_people", people, "persons")


def _community(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    giving = sheet.value("revenue") * 0.00045 * 1.5**company.traits.social * draws.factor(0.4, name, "giving", year)
    total = sheet.add("donations_total", rounded(giving, 4), "CNY")
    sheet.add("community_investment", rounded(total * 0.8, 3), "CNY")
    helpers = sheet.add(
        "volunteers", round(sheet.value("employees_total") * 0.08 * 1.4**company.traits.social), "persons"
    )
    sheet.add("volunteer_hours", round(helpers * 7.5 * draws.factor(0.2, name, "volunteers", year)), "hours")
    sheet.add("beneficiaries", round(total / 260), "persons")
    sheet.add("households_assisted", round(total / 9000), "households")
    sheet.add("poverty_alleviation_investment", rounded(total * 0.4, 3), "CNY")


_EMERGING = {"27": 0.85, "63": 0.8, "71": 0.6, "37": 0.5, "76": 0.7, "28": 0.35, "22": 0.15, "24": 0.12}
"""Typical share of revenue in strategic emerging fields by Shenwan Level I industry."""


def _inventions(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    mean = company.profile.patents * sheet.value("revenue") / 1e9 * draws.factor(0.35, name, "inventive")
    granted = sheet.add("patents_granted", round(mean * draws.factor(0.12, name, "granted", year)), "count")
    sheet.add("patents_applied", round(granted * 1.35), "count")
    sheet.add("patents_held", round(mean * (5.5 + 0.9 * (year - 2022))), "count")
    emerging = _EMERGING.get(company.profile.code[:2], 0.02) * draws.factor(0.25, name, "emerging")
    revenue = sheet.value("revenue")
    sheet.add("strategic_emerging_revenue", rounded(revenue * min(0.98, emerging), 4), "CNY", "financial")
    sheet.add("copyrights", round(mean * 0.3 * (4 if company.profile.code.startswith("71") else 1)), "count")
    sheet.add("trademarks", 12 + round(mean * 0.8), "count")
    sheet.add("standards_published", draws.count(1 + mean / 20, name, "standards", year), "count")
    sheet.add("science_awards", draws.count(0.6 + 0.3 * max(0.0, company.traits.social), name, "awards", year), "count")
    sheet.add("rd_projects", 3 + round(mean * 0.9), "count")
