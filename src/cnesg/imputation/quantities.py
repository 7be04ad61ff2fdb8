"""Data points that are quantities: selected from facts, or computed from facts and other data points."""

from collections.abc import Iterable

import polars as pl

from cnesg.framework.formulas import parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.imputation.facts import Facts, fact_name
from cnesg.imputation.figures import NO_FIGURES, compute, filled


def quantity_figures(facts: Facts, methodology: Methodology, codes: Iterable[str]) -> dict[str, pl.DataFrame]:
    """The figures of data points by code.

    A value given for the data point itself (an import may name its code) goes before the selected fact or the formula.

    Args:
        facts: of one fiscal year, by fact name.
        methodology: definitions of the data points.
        codes: quantities that are asked for.
    """
    known: dict[str, pl.DataFrame] = {}
    for code in codes:
        _resolve(code, facts, methodology, known)
    return {code: known[code] for code in codes}


def _resolve(code: str, facts: Facts, methodology: Methodology, known: dict[str, pl.DataFrame]) -> pl.DataFrame:
    if code in known:
        return known[code]
    point = methodology.data_points[code]
    computed = NO_FIGURES
    if point.select is not None:
        computed = facts.get(fact_name(point.select.metric, point.select.breakdown), NO_FIGURES)
    elif point.formula is not None:
        formula = parse_formula(point.formula)
        inputs = {
            reference.key: _resolve(reference.name, facts, methodology, known)
            if reference.is_data_point
            else facts.get(reference.key, NO_FIGURES)
            for reference in formula.references
        }
        computed = compute(formula, inputs, {}, point.formula, methodology.rules.boundary_interval.value)
    known[code] = filled(facts.get(code, NO_FIGURES), computed)
    return known[code]
