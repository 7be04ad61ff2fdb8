"""What a company tells of its figures, when, and with which mistakes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from cnesg.demo.companies import Company
from cnesg.demo.draws import Draws
from cnesg.demo.facts import Fact, Sheet, rounded

FaultKind = Literal["unit-slip", "parts-missing", "copied", "restated"]

# How readily figures are told: 1 is as the company's openness says, below 1 more readily, above 1 less.
_RELUCTANCE = {
    "ghg_scope3": 2.5,
    "ghg_total": 0.5,
    "electricity": 0.35,
    "energy_total": 0.5,
    "water_total": 0.5,
    "employees": 0.4,
    "training_hours_avg": 0.8,
    "donations_total": 0.5,
    "patents_granted": 0.5,
    "turnover_rate": 1.4,
    "fatalities": 0.8,
    "lost_days": 1.3,
    "complaints": 1.5,
    "corruption_cases": 1.2,
    "suppliers_assessed": 1.5,
    "environmental_violations": 1.2,
}
_PLANNED: dict[tuple[str, str, int], FaultKind] = {
    ("henglu-cement", "electricity", 2024): "unit-slip",
    ("meixi-steel", "ghg_total", 2024): "parts-missing",
    ("jize-liquor", "natural_gas", 2023): "restated",
    ("jize-liquor", "water_total", 2023): "restated",
    ("suchou-software", "training_hours", 2022): "restated",
    ("suchou-software", "training_hours_avg", 2022): "restated",
    ("suchou-software", "employees_total", 2022): "restated",
}


@dataclass(frozen=True)
class Fault:
    """A mistake that the market was given on purpose.

    Attributes:
        kind: unit-slip (off by 10,000), parts-missing (a total that misses its parts), copied (last year's number) or
            restated (wrong at first, corrected a year later).
        company_id: whose.
        metric: of which figure.
        breakdown: and of which class, canonical JSON.
        year: and year.
        told: the wrong value that was published.
        true: the right one.
    """

    kind: FaultKind
    company_id: str
    metric: str
    breakdown: str
    year: int
    told: float
    true: float


@dataclass(frozen=True)
class Told:
    """A published figure."""

    fact: Fact
    year: int
    published: date
    restated: bool = False


def published_on(company: Company, fiscal_year: int, kind: str) -> date:
    """The day a company publishes on a year: annual reports from March, ESG reports from then to the end of June."""
    return _publication(company.draws, company.company_id, company.market, fiscal_year)[kind != "financial"]


@cache
def _publication(draws: Draws, name: str, market: str, fiscal_year: int) -> tuple[date, date]:
    """Days of the annual and of the ESG report."""
    annual = date(fiscal_year + 1, 3, 1) + timedelta(days=int(58 * draws.uniform(name, "annual report", fiscal_year)))
    last = date(fiscal_year + 1, 4, 30) if market == "hk" else date(fiscal_year + 1, 6, 30)
    wait = int(((last - annual).days + 1) * draws.uniform(name, "ESG report", fiscal_year) ** 2)
    return annual, annual + timedelta(days=wait)


def tells(company: Company, fact: Fact, year: int) -> bool:
    """Whether a company tells a figure at all, and in that year.

    Annual reports are complete. ESG figures are told by openness and reluctance, the same every year, save for years
    left out and for companies that began late.
    """
    if fact.kind == "financial":
        return True
    draws, name, openness = company.draws, company.company_id, company.traits.openness
    if openness == 0.0 or year < _first_year(company):
        return False
    dimension = fact.breakdown.split(":", maxsplit=1)[0]
    if draws.uniform(name, "tells", fact.metric, dimension) > openness ** _RELUCTANCE.get(fact.metric, 1.0):
        return False
    return openness >= 1.0 or not draws.chance(0.05, name, "leaves out", fact.metric, year)


def _first_year(company: Company) -> int:
    if company.traits.openness > 0.6:
        return 2022
    return company.draws.choice((2022, 2023, 2024), company.company_id, "first ESG report")


def tell(company: Company, sheets: Mapping[int, Sheet], printed: frozenset[int]) -> Iterator[Told | Fault]:
    """Everything a company publishes in tables, mistakes and their later corrections included.

    Args:
        company: who tells.
        sheets: its true figures by year.
        printed: years whose ESG figures stand in a packaged PDF report and so in no table.
    """
    for year, sheet in sheets.items():
        for fact in sheet:
            if tells(company, fact, year):
                yield from _tell_one(company, fact, year, sheets, printed)


def _tell_one(
    company: Company, fact: Fact, year: int, sheets: Mapping[int, Sheet], printed: frozenset[int]
) -> Iterator[Told | Fault]:
    in_tables = {y for y in sheets if fact.kind == "financial" or y not in printed}
    fault = fault_of(company, fact, year, sheets)
    if fault:
        yield fault
    if year in in_tables:
        told = replace(fact, value=fault.told) if fault else fact
        yield Told(told, year, published_on(company, year, fact.kind))
    if fault and fault.kind == "restated" and year + 1 in in_tables:
        yield Told(fact, year, published_on(company, year + 1, fact.kind), restated=True)


def fault_of(company: Company, fact: Fact, year: int, sheets: Mapping[int, Sheet]) -> Fault | None:
    """The mistake in a figure as first told, if there is one."""
    kind = _kind_of_fault(company, fact, year)
    if kind is None or fact.value == 0:
        return None
    told = _wrong_value(kind, company, fact, year, sheets)
    if told is None or told == fact.value:
        return None
    return Fault(kind, company.company_id, fact.metric, fact.breakdown, year, told, fact.value)


def _kind_of_fault(company: Company, fact: Fact, year: int) -> FaultKind | None:
    name = company.company_id
    if fact.breakdown == "{}" and (name, fact.metric, year) in _PLANNED:
        return _PLANNED[name, fact.metric, year]
    if company.story is not None or fact.kind == "financial" or fact.unit in {"%", "cases", "persons"}:
        return None
    chance = company.draws.uniform(name, "fault", fact.metric, fact.breakdown, year)
    is_total = fact.metric.endswith("_total")
    faults: tuple[tuple[float, FaultKind], ...] = (
        (0.004, "unit-slip"),
        (0.012, "copied"),
        (0.030 if is_total else 0.0, "parts-missing"),
        (0.045, "restated"),
    )
    return next((kind for below, kind in faults if chance < below), None)


def _wrong_value(kind: FaultKind, company: Company, fact: Fact, year: int, sheets: Mapping[int, Sheet]) -> float | None:
    draws, name = company.draws, company.company_id
    if kind == "unit-slip":
        return rounded(fact.value / 10_000, 6)
    if kind == "copied":
        before = sheets[year - 1].facts.get((fact.metric, fact.breakdown)) if year - 1 in sheets else None
        return before.value if before else None
    if kind == "parts-missing":
        return rounded(fact.value * (1.04 + 0.15 * draws.uniform(name, "misses", fact.metric, year)))
    wrong = fact.value * (1 + 0.04 + 0.12 * draws.uniform(name, "first told", fact.metric, year))
    return float(round(wrong)) if fact.unit in {"persons", "hours", "count"} else rounded(wrong)
