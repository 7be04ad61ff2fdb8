"""What every stage agrees on: the schemas of tables, the records at the edge, periods, and fact keys."""

from cnesg.model.facts import canonical_breakdown, fact_key, part_of_company, same_figure
from cnesg.model.news import AnalysedNews, Incident, Mention, NewsItem
from cnesg.model.periods import available_instant, fiscal_period, period_interval, year_ending
from cnesg.model.records import Quantity, Statement
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
