"""What every stage agrees on: the schemas of tables, the records at the edge, periods, and fact keys."""

from importlib import import_module
from typing import TYPE_CHECKING

from cnesg.model.facts import canonical_breakdown, fact_key, part_of_company, same_figure
from cnesg.model.news import AnalysedNews, Incident, Mention, NewsItem
from cnesg.model.periods import available_instant, fiscal_period, period_interval, year_ending
from cnesg.model.records import Quantity, Statement

if TYPE_CHECKING:
    from cnesg.model.schema import Column, TableSchema
    from cnesg.model.tables import (
        COMPANIES,
        DOCUMENTS,
        INPUTS,
        LISTINGS,
        MEDIA,
        NAMES,
        OBSERVATIONS,
        PARTS,
        RELATIONS,
        RUNS,
        SCORES,
        TABLES,
    )

__all__ = [
    "COMPANIES",
    "DOCUMENTS",
    "INPUTS",
    "LISTINGS",
    "MEDIA",
    "NAMES",
    "OBSERVATIONS",
    "PARTS",
    "RELATIONS",
    "RUNS",
    "SCORES",
    "TABLES",
    "AnalysedNews",
    "Column",
    "Incident",
    "Mention",
    "NewsItem",
    "Quantity",
    "Statement",
    "TableSchema",
    "available_instant",
    "canonical_breakdown",
    "fact_key",
    "fiscal_period",
    "part_of_company",
    "period_interval",
    "same_figure",
    "year_ending",
]


def __getattr__(name: str) -> object:
    """Schemas of tables, when they are first asked for: polars loads slowly, and who reads a report needs none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module("cnesg.model.schema" if name in {"Column", "TableSchema"} else "cnesg.model.tables")
    value: object = getattr(module, name)
    globals()[name] = value
    return value
