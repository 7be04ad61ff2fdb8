"""Employees, their training and their safety."""

from cnesg.demo.companies import Company
from cnesg.demo.facts import Sheet, rounded, share

_PERSONS = "persons"
_BY_AGE = (("<30", 1.45), ("30-50", 0.85), (">50", 0.55))
_BY_LEVEL = (("senior", 0.9), ("middle", 1.15), ("general", 1.0))


def tell_workforce(company: Company, year: int, sheet: Sheet) -> None:
    """All figures on employees of a year."""
    _headcount(company, year, sheet)
    _movement(company, year, sheet)
    _training(company, year, sheet)
    _safety(company, year, sheet)
    _benefits(company, year, sheet)


def _headcount(company: Company, year: int, sheet: Sheet) -> None:
    draws, name, profile = company.draws, company.company_id, company.profile
    total = int(sheet.value("employees_total"))
    women = round(total * min(78.0, profile.women * draws.factor(0.12, name, "women") + 0.4 * (year - 2022)) / 100)
    young = round(total * min(0.5, 0.27 * draws.factor(0.2, name, "young")))
    older = round(total * min(0.3, 0.15 * draws.factor(0.2, name, "older")))
    senior = max(8, round(total * 0.011))
    middle = round(total * 0.085)
    classes = {
        "gender": {"female": women, "male": total - women},
        "age": {"<30": young, "30-50": total - young - older, ">50": older},
        "level": {"senior": senior, "middle": middle, "general": total - senior - middle},
        "employment": {"full-time": total - round(total * 0.012), "part-time": round(total * 0.012)},
    }
    for dimension, parts in classes.items():
        for part, people in parts.items():
            sheet.add("employees", people, _PERSONS, **{dimension: part})
            sheet.add("employees_share", share(people, total), "%", **{dimension: part})
    led = min(60.0, 0.62 * 100 * women / total + 4 * company.traits.social)
    sheet.add("employees_share", round(max(led, 2.0), 2), "%", gender="female", level="senior")
    sheet.add("labour_contract_coverage", 100.0, "%")
    sheet.add("social_insurance_coverage", 100.0, "%")


def _movement(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    total = sheet.value("employees_total")
    rate = company.profile.turnover * 1.25 ** (-company.traits.social) * draws.factor(0.12, name, "turnover", year)
    left = sheet.add("turnover_count", round(total * rate / 100), _PERSONS)
    sheet.add("turnover_rate", share(left, total), "%")
    for gender, tilt in (("female", 0.94), ("male", 1.03)):
        sheet.add("turnover_rate", round(rate * tilt, 2), "%", gender=gender)
    for age, tilt in _BY_AGE:
        sheet.add("turnover_rate", round(rate * tilt, 2), "%", age=age)
    hired = round(total * (rate + 3 * draws.uniform(name, "hiring", year)) / 100)
    sheet.add("new_hires", hired, _PERSONS)
    sheet.add("new_hire_rate", share(hired, total), "%")


def _training(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    total = sheet.value("employees_total")
    hours = company.profile.training * 1.2**company.traits.social * draws.factor(0.1, name, "training", year)
    average = sheet.add("training_hours_avg", round(hours, 1), "hours/employee")
    reached = sheet.add("trained_share", round(min(100.0, 88 + 6 * company.traits.social), 2), "%")
    for gender, tilt in (("female", 1.02), ("male", 0.99)):
        sheet.add("training_hours_avg", round(average * tilt, 1), "hours/employee", gender=gender)
        sheet.add("trained_share", round(min(100.0, reached * tilt), 2), "%", gender=gender)
    for level, tilt in _BY_LEVEL:
        sheet.add("training_hours_avg", round(average * tilt, 1), "hours/employee", level=level)
        sheet.add("trained_share", round(min(100.0, reached * tilt), 2), "%", level=level)
    sheet.add("training_hours", round(average * total), "hours")
    sheet.add("training_people", round(total * reached / 100 * 3.4), "person-times")
    sheet.add("training_sessions", max(20, round(total / 14 * draws.factor(0.2, name, "sessions", year))), "count")
    sheet.add("performance_review_share", round(min(100.0, 86 + 7 * company.traits.social), 2), "%")
    sheet.add("training_investment", rounded(total * 620 * 1.3**company.traits.social, 4), "CNY")


def _safety(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    total = sheet.value("employees_total")
    risk = company.profile.injuries * 1.5 ** (-company.traits.social) * total / 1000
    injuries = sheet.add("recordable_injuries", draws.count(risk, name, "injuries", year), "count")
    hours = sheet.add("hours_worked", round(total * 1980, -3), "hours")
    sheet.add("lost_time_injury_rate", round(injuries / hours * 1e6, 3), "per million hours")
    lost = sheet.add("lost_days", round(injuries * 31 * draws.factor(0.3, name, "days", year)), "days")
    sheet.add("lost_days_per_employee", round(lost / total, 4), "days/employee")
    deaths = sheet.add("fatalities", draws.count(risk * 0.018, name, "deaths", year), _PERSONS)
    sheet.add("fatality_rate", share(deaths, total), "%")
    sheet.add("safety_accidents", draws.count(risk * 0.05, name, "accidents", year) + deaths, "cases")
    sheet.add("major_safety_accidents", 0, "cases")
    sheet.add("occupational_disease_cases", draws.count(risk * 0.03, name, "disease", year), "cases")
    costly = 0.0034 if company.profile.injuries > 1 else 0.0003
    spent = sheet.value("revenue") * costly * 1.2**company.traits.social
    sheet.add("safety_investment", rounded(spent, 4), "CNY")
    sheet.add("safety_training_people", round(total * 2.1 * 1.1**company.traits.social), "person-times")
    sheet.add("safety_training_sessions", max(6, round(total / 60)), "count")
    sheet.add("safety_training_coverage", round(min(100.0, 94 + 4 * company.traits.social), 2), "%")
    sheet.add("emergency_drills", max(4, round(total / 90 * draws.factor(0.2, name, "drills", year))), "count")


def _benefits(company: Company, year: int, sheet: Sheet) -> None:
    draws, name = company.draws, company.company_id
    sheet.add("union_membership_rate", round(min(100.0, 91 + 7 * company.traits.social), 2), "%")
    sheet.add("health_check_coverage", round(min(100.0, 96 + 3 * company.traits.social), 2), "%")
    satisfied = 86 + 4 * company.traits.social + draws.normal(name, "survey", year)
    sheet.add("employee_satisfaction", round(min(99.5, satisfied), 2), "%")
    sheet.add(
        "employee_assistance_funds",
        rounded(sheet.value("employees_total") * 52 * draws.factor(0.4, name, "aid", year), 3),
        "CNY",
    )
    sheet.add("child_forced_labour_cases", 0, "cases")
