"""Totals from breakdowns: the classes of one kind added up, where they are all there."""

import json
from collections.abc import Mapping

import polars as pl

from cnesg.framework.definitions.rules import WholeBreakdown
from cnesg.framework.formulas import parse_formula
from cnesg.framework.formulas.nodes import EVERY_CLASS, Reference
from cnesg.framework.methodology import Methodology
from cnesg.imputation.figures import FIGURE, review_rank
from cnesg.imputation.precedence import preferred

_FEWEST = 2  # classes; one class alone divides nothing
_DOCUMENT = "document"


def sums_of_classes(stated: pl.DataFrame, methodology: Methodology) -> dict[str, pl.DataFrame]:
    """The sums that derivations ask for, as `employees[age=*]`, figures by fact name.

    The classes of one document are added: a report in two languages names each class twice. They count as a whole if
    they hold what the rules ask of their kind (`whole_breakdowns`: of ages an open class at each end). Of several
    documents the one with the most classes counts.

    Args:
        stated: rows of OBSERVATIONS of one fiscal year, quantities, breakdowns naming parts of the company only.
        methodology: derivations and rules.
    """
    kinds = {entry.kind: entry for entry in methodology.rules.whole_breakdowns.kinds}
    wanted = sorted(
        (reference.name, kind)
        for derivation in methodology.derivations
        for reference in parse_formula(derivation.formula).references
        for kind, member in reference.breakdown
        if member == EVERY_CLASS and kind in kinds
    )
    return {
        Reference(metric, ((kind, EVERY_CLASS),)).key: found
        for metric, kind in dict.fromkeys(wanted)
        if not (found := _sums(stated.filter(pl.col("concept") == metric), kinds[kind], methodology)).is_empty()
    }


def _sums(stated: pl.DataFrame, kind: WholeBreakdown, methodology: Methodology) -> pl.DataFrame:
    members = {text: member for text in stated["breakdown"].unique() if (member := _member(text, kind.kind))}
    if _DOCUMENT not in stated.columns:
        stated = stated.with_columns(pl.lit("").alias(_DOCUMENT))
    classes = preferred(
        stated.filter(pl.col("breakdown").is_in(list(members))),
        ("company_id", "breakdown", _DOCUMENT),
        methodology.rules.precedence,
    ).sort("company_id", _DOCUMENT, "breakdown")
    holds = [
        pl.col("breakdown").is_in([text for text, member in members.items() if any(word in member for word in words)])
        for words in kind.holds
    ]
    sums = classes.group_by("company_id", _DOCUMENT, maintain_order=True).agg(
        pl.len().alias("classes"),
        *(one.any().alias(f"holds.{number}") for number, one in enumerate(holds)),
        pl.col("canonical_value").sum().alias("value"),
        pl.when((pl.col("origin") == "reported").any())
        .then(pl.lit("reported"))
        .otherwise(pl.lit("imported"))
        .alias("origin"),
        pl.col("review").sort_by(review_rank(pl.col("review")), maintain_order=True).first(),
        pl.col("observation_id").sort().alias("observations"),
        pl.col("concept").unique().alias("sources"),
        pl.col("boundary").unique().sort().alias("boundaries"),
    )
    whole = sums.filter((pl.col("classes") >= _FEWEST) & pl.all_horizontal(pl.lit(value=True), pl.col("^holds\\..*$")))
    chosen = whole.sort(["company_id", "classes", _DOCUMENT], descending=[False, True, False]).unique(
        "company_id", keep="first", maintain_order=True
    )
    return chosen.with_columns(
        pl.col("value").alias("low"),
        pl.col("value").alias("high"),
        pl.format("sum of {} classes by {}", "classes", pl.lit(kind.kind)).alias("method"),
    ).select(FIGURE.names())


def _member(breakdown: str, kind: str) -> str | None:
    """The class, folded, of a breakdown by this kind alone."""
    classes: Mapping[str, str] = json.loads(breakdown)
    return str(classes[kind]).casefold() if set(classes) == {kind} else None
