"""Holding a month against the rules: each measure by each rule's test, the places beyond the limit as findings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from cnesg.framework.quality_rules import QualityRule
from cnesg.quality.findings import Finding, finding_key, in_order
from cnesg.quality.measures import MEASURED, MEASURES
from cnesg.quality.month import Month

_SCALED = 1.4826
_STEADY = 0.5
"""Robust standard deviation that changes have at least, in units of the least change that is told."""


@dataclass
class Measured:
    """The measures of months, each taken once."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, type[Month]], pl.DataFrame] = {}

    def of(self, name: str, month: Month | None) -> pl.DataFrame:
        """A measure of a month; nothing where there is no such month."""
        if month is None:
            return pl.DataFrame(schema=dict(MEASURED))
        key = (name, month.label, type(month))
        if key not in self._taken:
            self._taken[key] = MEASURES[name].of(month)
        return self._taken[key]


def find(month: Month, rules: Iterable[QualityRule], measured: Measured | None = None) -> tuple[Finding, ...]:
    """What rules find in a month, errors first.

    Args:
        month: with the months that it is held against.
        rules: those to apply; one that is held against a month that there is not finds nothing.
        measured: measures taken already, to be used again.
    """
    taken = measured or Measured()
    return in_order([finding for rule in rules for finding in _findings(rule, month, taken)])


def _findings(rule: QualityRule, month: Month, measured: Measured) -> list[Finding]:
    taken = MEASURES[rule.measure]
    now = measured.of(rule.measure, month)
    if rule.against in {"before", "last_year", "season"}:
        other = month.against(rule.against)
        if rule.against == "before" and taken.of_year:
            other = month.comparable
        if other is None:
            return []
        now = _paired(now, measured.of(rule.measure, other))
    beyond = _TESTS[rule.test](now, rule)
    places = (rows for _, rows in beyond.sort("place", "part").group_by("place", maintain_order=True))
    return [_finding(rule, rows) for rows in places]


def _finding(rule: QualityRule, rows: pl.DataFrame) -> Finding:
    """What a rule found at a place: the number of the part that is furthest off, and the evidence of all parts."""
    furthest = (pl.col("value") - pl.coalesce("then", pl.lit(rule.limit))).abs()
    row = rows.sort(furthest, descending=True, maintain_order=True).row(0, named=True)
    evidence = tuple(dict.fromkeys(rows["evidence"].explode().drop_nulls()))
    scope = MEASURES[rule.measure].scope
    return Finding(
        key=finding_key(rule.rule, scope, row["place"]),
        rule=rule.rule,
        severity=rule.severity,
        scope=scope,
        place=row["place"],
        measure=row["value"],
        threshold=rule.limit,
        before=row["then"] if rule.against else None,
        evidence=evidence,
        count=len(evidence),
        parts=tuple(part for part in rows["part"] if part),
    )


def _paired(now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """Both months' numbers by place: `value` and `then`; evidence is of then where there is none of now."""
    past = then.select("place", "part", then=pl.col("value"), base_then="base", evidence_then="evidence")
    both = now.drop("then", "base_then").join(past, on=["place", "part"], how="full", coalesce=True)
    return both.with_columns(
        pl.when(pl.col("evidence").list.len().fill_null(0) > 0)
        .then("evidence")
        .otherwise("evidence_then")
        .alias("evidence")
    )


def _reaches(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    return rows.filter(pl.col("value") >= rule.limit, pl.col("base") >= rule.least)


def _below(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    return rows.filter(pl.col("value") < rule.limit, pl.col("base") >= rule.least)


def _falls(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    left = pl.col("value").fill_null(0.0)
    fell = (left <= pl.col("then") * (1 - rule.limit) + 1e-9) & (pl.col("then") > 0)
    found = rows.filter(fell, pl.col("base_then") >= rule.least)
    # What is missing is what shows it: the rows of then. A measure that gives its own `then` knows what shows it.
    shows = "evidence_then" if "evidence_then" in found.columns else "evidence"
    return found.with_columns(pl.col(shows).alias("evidence"), left.alias("value"))


def _rises(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    rose = pl.col("value") >= pl.col("then") * (1 + rule.limit)
    return rows.filter(rose, pl.col("base") >= rule.least, pl.col("then") > 0)


def _moves(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    both = rows.filter(pl.min_horizontal("base", "base_then") >= rule.least)
    return both.filter((pl.col("value") - pl.col("then")).abs() >= rule.limit)


def _drops(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    both = rows.filter(pl.col("base_then") >= rule.least).with_columns(pl.col("value").fill_null(0.0))
    return both.filter(pl.col("then") - pl.col("value") >= rule.limit)


def _gone(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    lost = rows.filter(pl.col("value").is_null(), pl.col("base_then") >= rule.least, pl.col("then") >= rule.limit)
    return lost.with_columns(pl.lit(0.0).alias("value"))


def _departs(rows: pl.DataFrame, rule: QualityRule) -> pl.DataFrame:
    both = rows.filter(pl.col("value").is_not_null(), pl.col("then").is_not_null())
    change = pl.col("value") - pl.col("then")
    off = both.with_columns((change - change.median().over("group")).abs().alias("off"))
    spread = pl.max_horizontal(pl.col("off").median().over("group") * _SCALED, pl.lit(_STEADY * rule.least))
    return off.filter(pl.col("off") >= rule.limit * spread, change.abs() >= rule.least)


_TESTS: Mapping[str, Callable[[pl.DataFrame, QualityRule], pl.DataFrame]] = {
    "reaches": _reaches,
    "below": _below,
    "falls": _falls,
    "rises": _rises,
    "moves": _moves,
    "drops": _drops,
    "gone": _gone,
    "departs": _departs,
}
