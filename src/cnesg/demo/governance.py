"""Boards, meetings, investors and integrity."""

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded, share

_PERSONS = "persons"


def tell_governance(company: Company, year: int, sheet: Sheet) -> None:
    """All figures on governance of a year; boards are in the annual report, integrity in the ESG report."""
    _board(company, sheet)
    _meetings(company, year, sheet)
    _integrity(company, year, sheet)


def _board(company: Company, sheet: Sheet) -> None:
    draws, name, quality = company.draws, company.company_id, company.traits.governance
    seats = draws.choice((7, 9, 9, 9, 11), name, "seats")
    independent = -(-seats // 3) + (1 if quality > 0.8 else 0)
    executive = max(2, min(seats - independent, 3 + (1 if quality < 0 else 0)))
    women = min(seats, draws.count(max(0.3, 1.3 + 0.5 * quality), name, "women on the board"))
    sheet.add("board_directors", seats, _PERSONS, "financial")
    sheet.add("independent_directors", independent, _PERSONS, "financial")
    sheet.add("independent_directors_share", share(independent, seats), "%", "financial")
    sheet.add("executive_directors", executive, _PERSONS, "financial")
    sheet.add("non_executive_directors", seats - independent - executive, _PERSONS, "financial")
    sheet.add("female_directors", women, _PERSONS, "financial")
    sheet.add("female_directors_share", share(women, seats), "%", "financial")
    if company.market != "hk":
        supervisors = sheet.add("supervisors", draws.choice((3, 3, 5), name, "supervisors"), _PERSONS, "financial")
        from_staff = 2 if supervisors > 3 and quality > 0 else 1
        sheet.add("employee_supervisors_share", share(from_staff, supervisors), "%", "financial")
    held = min(74.0, max(9.0, 38 + 14 * draws.normal(name, "holding")))
    sheet.add("shareholding", round(held, 2), "%", "financial", holder="controlling shareholder")


def _meetings(company: Company, year: int, sheet: Sheet) -> None:
    draws, name, quality = company.draws, company.company_id, company.traits.governance
    meetings = max(4, round(8 + 1.5 * quality + 2 * draws.normal(name, "meetings", year)))
    sheet.add("board_meetings", meetings, "count", "financial")
    attended = min(100.0, 96.5 + 1.5 * quality + 3 * draws.normal(name, "attendance", year))
    sheet.add("board_attendance_rate", round(attended, 2), "%", "financial")
    sheet.add("board_committees", draws.choice((4, 4, 5), name, "committees"), "count", "financial")
    sheet.add("board_committee_meetings", round(meetings * 1.7), "count", "financial")
    if company.market != "hk":
        sheet.add("supervisory_board_meetings", max(4, meetings - 3), "count", "financial")
    sheet.add("shareholder_meetings", 1 + draws.count(1.6, name, "general meetings", year), "count", "financial")
    sued = draws.chance(max(0.05, 0.35 - 0.2 * quality), name, "sued", year)
    claims = rounded(sheet.value("total_assets") * 0.04 * draws.uniform(name, "claims", year) ** 2) if sued else 0.0
    sheet.add("claims_against_company", claims, "CNY", "financial")
    weak = draws.chance(max(0.01, 0.03 - 0.05 * quality), name, "weakness", year)
    sheet.add("internal_control_weaknesses", 1 if weak else 0, "count", "financial")
    sheet.add("disclosure_documents", 60 + draws.count(70, name, "announcements", year), "count", "financial")
    sheet.add("investor_events", max(1, round(9 * 1.6**quality)), "count", "financial")
    sheet.add("investor_communications", max(30, round(260 * 1.7**quality)), "person-times", "financial")


def _integrity(company: Company, year: int, sheet: Sheet) -> None:
    draws, name, quality = company.draws, company.company_id, company.traits.governance
    total = sheet.value("employees_total")
    cases = draws.count(max(0.03, 0.25 - 0.3 * quality), name, "corruption", year)
    sheet.add("corruption_cases", cases, "cases")
    sheet.add("corruption_lawsuits", min(cases, 1), "cases")
    sheet.add("concerns_raised", draws.count(2 + total / 900, name, "reports", year), "cases")
    sheet.add("anticorruption_training_sessions", max(2, round(9 * 1.4**quality)), "count")
    sheet.add("anticorruption_training_people", round(total * min(1.0, max(0.1, 0.55 + 0.15 * quality))), _PERSONS)
    sheet.add("anticorruption_training_hours", round(total * max(0.3, 1.4 + 0.5 * quality)), "hours")
    sheet.add("noncompliance_cases", draws.count(max(0.02, 0.2 - 0.2 * quality), name, "breaches", year), "cases")
    rivals = draws.count(max(0.02, 0.12 - 0.1 * quality), name, "competition", year)
    sheet.add("noncompliance_cases", rivals, "cases", type="unfair competition")
    sheet.add("whistleblower_retaliation_cases", 0, "cases")
