"""Facts of one fiscal year by metric and breakdown: what companies and imports say, and what can be derived."""

import json
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from cnesg.framework.definitions import Derivation
from cnesg.framework.formulas import Reference, parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.imputation.breakdowns import sums_of_classes
from cnesg.imputation.figures import FIGURE, NO_FIGURES, compute, filled, review_rank
from cnesg.imputation.marketwide import MarketWide
from cnesg.imputation.precedence import preferred
from cnesg.imputation.spread import changes, measured, widened
from cnesg.model import canonical_breakdown, part_of_company

Facts = dict[str, pl.DataFrame]

EVIDENCE = "evidence"
"""Column of rows that follow from several observations: the ids of these."""

_SHORTEST_YEAR = timedelta(days=330)  # companies that move their year's end report on eleven months


# Quotes and places make the table wide; they are looked up again where a score is explained.
_USED = (
    "observation_id",
    "kind",
    "company_id",
    "concept",
    "breakdown",
    "fiscal_year",
    "valid_from",
    "valid_to",
    "available_at",
    "canonical_value",
    "value_kind",
    "boundary",
    "basis",
    "restated",
    "assurance",
    "method",
    "confidence",
    "origin",
    "review",
    "document",
    # Given by the store and by who knows the documents; rows from elsewhere lack them.
    "position",
    "source_kind",
    # Given where an amount was converted from another currency (`in_renminbi`), or counted for a group.
    "conversion",
    EVIDENCE,
)


NEEDED = (
    *(name for name in _USED if name not in {"conversion", EVIDENCE}),
    "fact_key",
    "text",
    "value",
    "unit",
    "negated",
    "supersedes",
)
"""Columns of OBSERVATIONS, and `source_kind`, that selection and estimates read; the others need not be loaded."""


def fact_name(metric: str, breakdown: Mapping[str, str] | None = None) -> str:
    """How formulas write a fact: `electricity`, `employees[gender=female]`."""
    pairs = sorted((str(k).strip().lower(), str(v).strip().lower()) for k, v in (breakdown or {}).items())
    return Reference(metric, tuple(pairs)).key


def usable(observations: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The observations of a kind that nobody rejected and that say what is, not what is aimed at."""
    return observations.filter(
        (pl.col("kind") == kind) & (pl.col("review") != "rejected") & (pl.col("value_kind") == "actual")
    )


def _without_how_measured(observations: pl.DataFrame) -> pl.DataFrame:
    """Breakdowns that name parts of the company only; boundary and Scope 2 method stand in columns of their own."""
    breakdowns = observations["breakdown"].unique()
    parts = {text: canonical_breakdown(part_of_company(json.loads(text))) for text in breakdowns}
    changed = {text: part for text, part in parts.items() if text != part}
    return observations.with_columns(pl.col("breakdown").replace(changed))


def stated_facts(observations: pl.DataFrame, methodology: Methodology, fiscal_year: int) -> Facts:
    """The facts on a fiscal year that observations state, figures by fact name (data point codes are names too).

    `suppliers[*]` holds how many figures of the metric a company gives, `employees[age=*]` the sum of its classes where
    they make a whole. A flow over less than a year, as interim
    reports give it, is no figure of the year.
    """
    flows = [metric.name for metric in methodology.metrics.values() if metric.period == "flow"]
    whole_year = (pl.col("valid_to") - pl.col("valid_from")) >= _SHORTEST_YEAR
    stated = usable(observations.select([name for name in _USED if name in observations.columns]), "quantity").filter(
        (pl.col("fiscal_year") == fiscal_year)
        & pl.col("canonical_value").is_not_null()
        & (pl.col("concept").is_in(flows).not_() | whole_year)
    )
    whole = _without_how_measured(stated)
    method = pl.lit("selection")
    if "conversion" in whole.columns:
        method = pl.concat_str(method, "conversion", separator="; ", ignore_nulls=True)
    ids = pl.concat_list("observation_id")
    if EVIDENCE in whole.columns:
        ids = pl.coalesce(EVIDENCE, ids)
    chosen = preferred(whole, ("company_id", "concept", "breakdown"), methodology.rules.precedence).select(
        "concept",
        "breakdown",
        "company_id",
        value=pl.col("canonical_value"),
        low=pl.col("canonical_value"),
        high=pl.col("canonical_value"),
        origin=pl.col("origin"),
        review=pl.col("review"),
        method=method,
        observations=ids,
        sources=pl.concat_list("concept"),
        boundaries=pl.concat_list("boundary"),
    )
    of_one_class = {
        fact_name(str(concept), json.loads(str(breakdown))): rows
        for (concept, breakdown), rows in _parted(chosen, ["concept", "breakdown"]).items()
    }
    return of_one_class | _of_any_class(chosen) | sums_of_classes(whole, methodology)


def _of_any_class(chosen: pl.DataFrame) -> Facts:
    """How many figures of a metric a company gives, for the whole or any class; the broadest one is the evidence."""
    broadest_first = chosen.sort(pl.col("breakdown").str.len_chars(), "breakdown")
    number = pl.len().cast(pl.Float64())
    counted = broadest_first.group_by("concept", "company_id").agg(
        value=number,
        low=number,
        high=number,
        origin=pl.when((pl.col("origin") == "reported").any()).then(pl.lit("reported")).otherwise(pl.lit("imported")),
        review=pl.col("review").sort_by(review_rank(pl.col("review")), maintain_order=True).first(),
        method=pl.lit("count of figures"),
        observations=pl.col("observations").first(),
        sources=pl.concat_list("concept").first(),
        boundaries=pl.col("boundaries").first(),
    )
    return {
        Reference(str(concept), of_any_class=True).key: rows
        for (concept,), rows in _parted(counted, ["concept"]).items()
    }


def _parted(figures: pl.DataFrame, by: list[str]) -> dict[tuple[object, ...], pl.DataFrame]:
    """Figures by what they are about, each sorted by company: one sort and one cut, as there are hundreds of them."""
    rows = figures.select(*by, *FIGURE.names()).sort("company_id")
    return rows.partition_by(by, as_dict=True, include_key=False)


def with_derived(
    facts: Facts, methodology: Methodology, fiscal_year: int, known_on: date, market: MarketWide | None = None
) -> Facts:
    """The facts, and those that derivations give companies that do not state them.

    What follows exactly from what a company states goes first and counts as stated: it keeps the origin of its inputs.
    The other derivations are taken in file order, and again as long as they add something, so that one may rest on
    another. What a company states is never replaced, and the first derivation that gives a fact keeps it.

    Args:
        facts: what was stated.
        methodology: its derivations and factors.
        fiscal_year: decides the data year of factors.
        known_on: a factor published later is not used.
        market: other companies, by which it is measured how far derivations lie from the truth; by default there are
            none beside those of `facts`.
    """
    market = market or MarketWide()
    exact = [derivation for derivation in methodology.derivations if derivation.exact]
    found = _closed(dict(facts), exact, methodology, fiscal_year, known_on, market)
    return _closed(found, methodology.derivations, methodology, fiscal_year, known_on, market)


def _closed(
    found: Facts,
    derivations: Sequence[Derivation],
    methodology: Methodology,
    fiscal_year: int,
    known_on: date,
    market: MarketWide,
) -> Facts:
    """The facts with all that the derivations give, one resting on another."""
    every, done, added = (fiscal_year, len(derivations)), 0, True
    last: dict[int, tuple[list[pl.DataFrame | None], pl.DataFrame]] = {}
    # A pass that adds nothing changes nothing, but others' figures may come from it.
    while added or not market.passes(every, done):
        added, done = False, done + 1
        for number, derivation in enumerate(derivations):
            target = fact_name(derivation.metric, derivation.breakdown)
            before = found.get(target, NO_FIGURES)
            rests_on = [found.get(name) for name in parse_formula(derivation.formula).names]
            if number not in last or any(one is not two for one, two in zip(rests_on, last[number][0], strict=True)):
                last[number] = rests_on, _derived(derivation, found, methodology, fiscal_year, known_on)
            computed = last[number][1]
            if not derivation.exact:
                key = ("derivation", *every, done, number)
                computed = _as_sure_as_seen(computed, before, methodology.rules.interval_level.value, market, key)
            after = filled(before, computed)
            if after.height > before.height:
                found[target] = after
                added = True
    return found


def _as_sure_as_seen(
    computed: pl.DataFrame, known: pl.DataFrame, level: float, market: MarketWide, key: Hashable
) -> pl.DataFrame:
    """Computed figures, as wide as what companies state themselves lies from what is computed for them."""
    stated = known.filter(pl.col("origin") != "derived").select("company_id", "value")
    pairs = computed.select("company_id", "value").join(stated, on="company_id", suffix="_stated")
    kind = pl.lit(0).alias("kind")  # all of one kind
    seen = market.gathered(key, pairs.select("company_id", *changes(pl.col("value"), pl.col("value_stated"))))
    spread = measured(seen.with_columns(kind), ["kind"], level)
    market.measured(key, spread, computed.join(known, on="company_id", how="anti").select("company_id", kind))
    return widened(computed.with_columns(kind), spread, ["kind"]).drop("kind")


def _derived(
    derivation: Derivation, facts: Facts, methodology: Methodology, fiscal_year: int, known_on: date
) -> pl.DataFrame:
    formula = parse_formula(derivation.formula)
    constants: dict[str, float] = {}
    notes = [f"{fact_name(derivation.metric, derivation.breakdown)} = {derivation.formula}"]
    for symbol, series in derivation.factors.items():
        factor = methodology.factor(series, fiscal_year, known_on)
        if factor is None:
            continue
        constants[symbol] = factor.value
        year = f" {factor.data_year}" if factor.data_year else ""
        notes.append(f"{symbol} = {factor.value!r} {factor.unit} ({series}{year})")
    figures = compute(formula, facts, constants, "; ".join(notes), methodology.rules.boundary_interval.value)
    if derivation.exact:
        return figures
    return figures.with_columns(
        pl.lit("derived").alias("origin"),
        (pl.col("low") - derivation.spread * pl.col("low").abs()).alias("low"),
        (pl.col("high") + derivation.spread * pl.col("high").abs()).alias("high"),
    )
