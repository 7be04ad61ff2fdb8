"""Holders, pledges, executives and what they bring along."""

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet

_PERSONS = "persons"


def tell_ownership(company: Company, year: int, sheet: Sheet) -> None:
    """Holders of the shares and the people who lead, all from the annual report."""
    _holders(company, year, sheet)
    _executives(company, sheet)
    left = company.draws.count(max(0.2, 0.9 - 0.4 * company.traits.governance), company.company_id, "leave", year)
    sheet.add("executives_left", min(left, int(sheet.value("executives"))), _PERSONS, "financial")


def _holders(company: Company, year: int, sheet: Sheet) -> None:
    draws, name, quality = company.draws, company.company_id, company.traits.governance
    largest = sheet.value("shareholding", holder="controlling shareholder")
    others = 9 + 22 * draws.uniform(name, "other holders")
    sheet.add("largest_shareholding", largest, "%", "financial")
    sheet.add("top10_shareholding", round(min(92.0, largest + others), 2), "%", "financial")
    private = company.ownership in {"private", "foreign"}
    pledges = draws.chance(max(0.05, 0.4 - 0.2 * quality), name, "pledges") and private
    ratio = round(min(95.0, 12 + 60 * draws.uniform(name, "pledged", year)), 2) if pledges else 0.0
    sheet.add("controlling_holder_pledge_ratio", ratio, "%", "financial")
    sheet.add("pledged_capital_share", round(ratio * largest / 100, 2), "%", "financial")
    sells = draws.chance(max(0.03, 0.2 - 0.12 * quality), name, "sells", year)
    sold = round(0.3 + 2.6 * draws.uniform(name, "sold", year), 2) if sells else 0.0
    sheet.add("major_holder_reduction", sold, "%", "financial")
    apart = draws.chance(0.3 if private else 0.1, name, "votes beyond ownership")
    sheet.add("control_excess_share", round(22 * draws.uniform(name, "excess"), 2) if apart else 0.0, "%", "financial")
    owned = 8 * draws.uniform(name, "executives own") ** 2 if private else 0.02 * draws.uniform(name, "executives own")
    sheet.add("executive_shareholding", round(owned, 3), "%", "financial")


def _executives(company: Company, sheet: Sheet) -> None:
    draws, name, quality = company.draws, company.company_id, company.traits.governance
    total = draws.choice((6, 7, 8, 9), name, "executives")
    women = min(total, draws.count(max(0.3, 1.2 + 0.5 * quality), name, "women among executives"))
    sheet.add("executives", total, _PERSONS, "financial")
    sheet.add("female_executives", women, _PERSONS, "financial")
    for metric, whole in (
        ("executives_with_management_background", total),
        ("directors_with_management_background", int(sheet.value("board_directors"))),
    ):
        part = min(1.0, max(0.2, 0.55 + 0.12 * quality + 0.12 * draws.normal(name, metric)))
        sheet.add(metric, round(whole * part), _PERSONS, "financial")
    if company.market != "hk":
        supervisors = int(sheet.value("supervisors"))
        trained = round(supervisors * draws.uniform(name, "supervisors' background"))
        sheet.add("supervisors_with_management_background", trained, _PERSONS, "financial")
    tenure = 2.5 + 4 * draws.uniform(name, "tenure")
    sheet.add("board_average_tenure", round(tenure, 1), "years", "financial")
    overdue = draws.chance(max(0.02, 0.1 - 0.08 * quality), name, "beyond six years")
    sheet.add("independent_directors_beyond_six_years", 1 if overdue else 0, _PERSONS, "financial")
