"""What rules measure: small functions, each from a month to one number a place."""

from cnesg.quality.measures import (
    coverage,
    deliveries,
    identities,
    news,
    people,
    plausibility,
    reference,
    scores,
    series,
    sources,
    values,
)
from cnesg.quality.measures.registry import MEASURED, MEASURES, Measure

__all__ = [
    "MEASURED",
    "MEASURES",
    "Measure",
    "coverage",
    "deliveries",
    "identities",
    "news",
    "people",
    "plausibility",
    "reference",
    "scores",
    "series",
    "sources",
    "values",
]
