"""Data points that are quantities: selected from facts, or computed from facts and other data points."""

from collections.abc import Iterable, Mapping

import polars as pl

from cnesg.framework.formulas import parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.imputation.denominators import Denominators
from cnesg.imputation.facts import Facts, fact_name
from cnesg.imputation.figures import NO_FIGURES, compute, filled
from cnesg.imputation.rates import rate_figures


def quantity_figures(
    facts: Facts, methodology: Methodology, codes: Iterable[str], instead: Denominators | None = None
) -> dict[str, pl.DataFrame]:
    """The figures of data points by code.

    A value given for the data point itself (an import may name its code) goes before the selected fact or the formula.

    Args:
        facts: of one fiscal year, by fact name.
        methodology: definitions of the data points.
        codes: quantities that are asked for.
        instead: what formulas take in place of some metrics; by default the metrics themselves.
    """
    known: dict[str, pl.DataFrame] = {}
    for code in codes:
        _resolve(code, facts, methodology, instead or {}, known)
    return {code: known[code] for code in codes}


def facts_behind(code: str, methodology: Methodology) -> set[str]:
    """The names of the facts that give a data point: its own code, what it selects, what its formula is made of."""
    point = methodology.data_points[code]
    names = {code}
    text = methodology.formula_of(code)
    if text is not None:
        for reference in parse_formula(text).references:
            below = reference.is_data_point and reference.name != code
            names |= facts_behind(reference.name, methodology) if below else {reference.key}
    elif point.select is not None:
        names.add(fact_name(point.select.metric, point.select.breakdown))
    return names


def _resolve(
    code: str, facts: Facts, methodology: Methodology, instead: Denominators, known: dict[str, pl.DataFrame]
) -> pl.DataFrame:
    if code in known:
        return known[code]
    point = methodology.data_points[code]
    computed = NO_FIGURES
    text = methodology.formula_of(code)
    if text is not None:
        formula = parse_formula(text)
        own = {**facts, **instead.get(code, {})}
        inputs = {
            reference.key: _resolve(reference.name, facts, methodology, instead, known)
            if reference.is_data_point
            else own.get(reference.key, NO_FIGURES)
            for reference in formula.references
        }
        if text == point.formula:
            computed = compute(formula, inputs, {}, text, methodology.rules.boundary_interval.value)
            computed = _named_sources(computed, instead.get(code, {}))
        else:
            computed = rate_figures(code, inputs, methodology)
    elif point.select is not None:
        computed = facts.get(fact_name(point.select.metric, point.select.breakdown), NO_FIGURES)
    known[code] = filled(facts.get(code, NO_FIGURES), computed)
    return known[code]


def _named_sources(computed: pl.DataFrame, instead: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The metric that stood in among the sources, not the one that the formula names."""
    for metric, figures in instead.items():
        used = figures.filter(pl.col("sources").list.first() != metric)
        place = dict(used.select("company_id", pl.col("sources").list.first()).iter_rows())
        other = pl.col("company_id").replace_strict(place, default=None, return_dtype=pl.String)
        left = pl.col("sources").list.eval(pl.element().filter(pl.element() != metric))
        others = left.list.concat(pl.concat_list(other))
        computed = computed.with_columns(
            pl.when(other.is_not_null()).then(others).otherwise("sources").alias("sources")
        )
    return computed
