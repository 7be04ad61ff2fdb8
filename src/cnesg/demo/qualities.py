"""What is no number: statements, entries on official lists, events and results of analyses."""

from collections.abc import Iterator
from dataclasses import dataclass

from cnesg.demo.companies import Company
from cnesg.framework import Methodology
from cnesg.framework.definitions import DataPoint

_LAST_YEAR = 2024
_LEVELS = ("mention", "policy", "system", "target", "action", "result", "assurance")


@dataclass(frozen=True)
class Quality:
    """A statement, list entry, event count or analysis result on a data point of the methodology."""

    kind: str
    data_point: str
    value: float | None
    unit: str | None
    text: str | None


def qualities(company: Company, year: int, methodology: Methodology) -> Iterator[Quality]:
    """All of a company and year, for whichever data points the methodology asks for."""
    decisive = _deciding_points(methodology)
    for code, point in methodology.data_points.items():
        if code in decisive:
            found = _gives_up(company, year, code)
        elif point.kind == "item":
            found = _statement(company, year, code)
        elif point.kind == "list":
            found = _listed(company, year, code, point)
        elif point.kind == "event":
            found = _events(company, year, code, point)
        elif point.kind == "analysis":
            found = _analysis(company, year, code, point)
        else:
            found = None
        if found:
            yield found


def _deciding_points(methodology: Methodology) -> frozenset[str]:
    """Data points that decide whether an indicator applies, as having given up the supervisory board."""
    cases = [case for level2 in methodology.level2.values() if level2.applies for case in level2.applies.cases]
    return frozenset(case.data_point for case in cases if case.data_point)


def _gives_up(company: Company, year: int, code: str) -> Quality | None:
    """What the law allows from the last year on, and few have done by then; only where the place of the seat allows."""
    if year < _LAST_YEAR or company.market == "hk" or not company.draws.chance(0.12, company.company_id, code):
        return None
    return Quality("statement", code, None, None, "system")


def _trait(company: Company, code: str) -> float:
    """How well the company does in the dimension of a code."""
    traits = company.traits
    return {"E": traits.environment, "S": traits.social, "G": traits.governance}[code[0]]


def _statement(company: Company, year: int, code: str) -> Quality | None:
    """A statement, the further the more the company talks; what it says rarely changes from year to year."""
    draws, name, talk = company.draws, company.company_id, company.traits.talk
    if draws.uniform(name, "speaks of", code) > talk * 1.05:
        return None
    height = 0.25 + 0.5 * talk + 0.16 * draws.normal(name, "level", code) + 0.02 * (year - 2022)
    level = _LEVELS[min(len(_LEVELS) - 1, max(0, int(height * len(_LEVELS))))]
    return Quality("statement", code, None, None, level)


def _listed(company: Company, year: int, code: str, point: DataPoint) -> Quality | None:
    """An entry on an official list: the better, the likelier, and once listed always listed."""
    threshold = 0.12 + 0.1 * _trait(company, code) + 0.02 * (year - 2022)
    if company.draws.uniform(company.company_id, "listed", code) >= threshold:
        return None
    return Quality("list", code, 1.0, point.unit, point.name.zh)


def _events(company: Company, year: int, code: str, point: DataPoint) -> Quality:
    """How often something happened; registers are public, so that none is told too."""
    mean = max(0.03, 0.3 - 0.25 * _trait(company, code))
    happened = company.draws.count(mean, company.company_id, "event", code, year)
    if point.direction == "higher":
        happened = company.draws.count(max(0.05, 0.8 + 0.6 * _trait(company, code)), company.company_id, code, year)
    return Quality("event", code, float(happened), point.observed_unit, None)


def _analysis(company: Company, year: int, code: str, point: DataPoint) -> Quality:
    """The result of an analysis: an auditor's opinion from 3 (clean) to 0, or a share between 0 and 1."""
    if point.unit == "grade":
        return Quality("analysis", code, float(_opinion(company, year, code)), point.unit, None)
    sign = 1.0 if point.direction == "higher" else -1.0
    height = 0.25 + sign * 0.12 * _trait(company, code) + 0.1 * company.draws.normal(company.company_id, code, year)
    return Quality("analysis", code, round(min(0.99, max(0.01, height)), 4), point.unit, None)


def _opinion(company: Company, year: int, code: str) -> int:
    """Clean for nearly all; the worse governed, the likelier a lower one."""
    trouble = max(0.0, 0.02 - 0.1 * _trait(company, code))
    chance = company.draws.uniform(company.company_id, code, year)
    return 3 if chance > trouble else 2 if chance > trouble / 2 else 1
