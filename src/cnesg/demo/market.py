"""The fictional market: its companies and what was published on them, as tables that can be imported."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.demo.accounts import tell_accounts
from cnesg.demo.companies import Company, fictional_companies
from cnesg.demo.draws import Draws
from cnesg.demo.environment import tell_environment
from cnesg.demo.facts import Sheet
from cnesg.demo.finance import tell_finance
from cnesg.demo.governance import tell_governance
from cnesg.demo.lending import tell_lending
from cnesg.demo.ownership import tell_ownership
from cnesg.demo.qualities import qualities
from cnesg.demo.reports import printed_years
from cnesg.demo.society import tell_society
from cnesg.demo.telling import Fault, Told, published_on, tell
from cnesg.demo.workforce import tell_workforce
from cnesg.framework import Methodology, load_methodology
from cnesg.sources.fact_rows import FACTS

YEARS = (2022, 2023, 2024)
DEFAULT_SEED = 2024

_COMPANY_COLUMNS = {
    "company_id": pl.String(),
    "name_en": pl.String(),
    "name_zh": pl.String(),
    "short_name": pl.String(),
    "code": pl.String(),
    "market": pl.String(),
    "industry": pl.String(),
    "incorporation": pl.String(),
    "ownership": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "published": pl.Date(),
}
_OBSERVATION_COLUMNS = {name: dtype for name, dtype in FACTS.items() if name != "row"}
_SOURCES = {
    "financial": "annual report tables",
    "esg": "ESG report tables",
    "statement": "ESG report statements",
    "list": "official lists",
    "event": "public registers",
    "analysis": "analysis results",
}
_PARTS = (
    tell_finance,
    tell_accounts,
    tell_lending,
    tell_environment,
    tell_workforce,
    tell_society,
    tell_governance,
    tell_ownership,
)


@dataclass(frozen=True)
class DemoMarket:
    """A fictional market.

    Attributes:
        seed: what it was drawn with.
        companies: one row a company, in the columns of the import of companies.
        observations: one row a published fact, in the columns of the import of observations. Company-years with a
            packaged PDF report have no ESG figures and statements here: those are read from the report.
        faults: the mistakes that were planted, for those who want to find them.
    """

    seed: int
    companies: pl.DataFrame
    observations: pl.DataFrame
    faults: tuple[Fault, ...]


def market(seed: int = DEFAULT_SEED, methodology: Methodology | None = None) -> DemoMarket:
    """The market of a seed: the same seed and methodology give the same tables.

    Args:
        seed: moves every company but those with a story.
        methodology: says which items, lists, events and analyses there are; the shipped one by default.
    """
    methodology = methodology or load_methodology()
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    companies = fictional_companies(Draws(str(seed)))
    for company in companies:
        printed = printed_years(company.company_id)
        for told in tell(company, true_figures(company), printed):
            if isinstance(told, Fault):
                faults.append(told)
            else:
                rows.append(_figure_row(company, told))
        rows += _quality_rows(company, printed, methodology)
    observations = pl.DataFrame(rows, schema=_OBSERVATION_COLUMNS)
    return DemoMarket(
        seed=seed,
        companies=_company_table(companies),
        observations=observations.sort("company_id", "year", "kind", "concept", "breakdown", "published"),
        faults=tuple(faults),
    )


def true_figures(company: Company) -> dict[int, Sheet]:
    """The true figures of a company by year, told or not."""
    sheets = {}
    for year in YEARS:
        sheet = sheets[year] = Sheet()
        for part in _PARTS:
            part(company, year, sheet)
    return sheets


def write_market(demo_market: DemoMarket, folder: Path) -> list[Path]:
    """Write `companies.csv` and `observations.csv` as a user would import them, and give their paths in that order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "companies.csv", folder / "observations.csv"]
    for path, table in zip(paths, (demo_market.companies, demo_market.observations), strict=True):
        path.write_text(table.write_csv(), encoding="utf-8")
    return paths


def _company_table(companies: Iterable[Company]) -> pl.DataFrame:
    listed = date(2015, 1, 5)
    rows = [
        {
            "company_id": company.company_id,
            "name_en": company.name.en,
            "name_zh": company.name.zh,
            "short_name": company.short_name,
            "code": company.code,
            "market": company.market,
            "industry": company.profile.code,
            "incorporation": "KY" if company.market == "hk" and company.ownership in {"private", "foreign"} else "CN",
            "ownership": company.ownership,
            "valid_from": listed,
            "valid_to": None,
            "published": listed,
        }
        for company in companies
    ]
    return pl.DataFrame(rows, schema=_COMPANY_COLUMNS).sort("company_id")


def _figure_row(company: Company, told: Told) -> dict[str, Any]:
    return {
        "company_id": company.company_id,
        "kind": "quantity",
        "concept": told.fact.metric,
        "breakdown": _cell(told.fact.breakdown),
        "year": told.year,
        "value": told.fact.value,
        "unit": told.fact.unit,
        "text": None,
        "published": told.published,
        "restated": told.restated,
        "source": _SOURCES[told.fact.kind],
    }


@cache
def _cell(breakdown: str) -> str | None:
    """A canonical breakdown as an import cell: `gender=female;level=senior`, empty for the whole company."""
    return ";".join(f"{dimension}={part}" for dimension, part in json.loads(breakdown).items()) or None


def _quality_rows(company: Company, printed: frozenset[int], methodology: Methodology) -> Iterator[dict[str, Any]]:
    for year in YEARS:
        for quality in qualities(company, year, methodology):
            if quality.kind == "statement" and year in printed:
                continue
            yield {
                "company_id": company.company_id,
                "kind": quality.kind,
                "concept": quality.data_point,
                "breakdown": None,
                "year": year,
                "value": quality.value,
                "unit": quality.unit,
                "text": quality.text,
                "published": published_on(company, year, "esg" if quality.kind == "statement" else "financial"),
                "restated": False,
                "source": _SOURCES[quality.kind],
            }
