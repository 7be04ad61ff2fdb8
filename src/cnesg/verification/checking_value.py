"""What checking a value is worth: how doubtful it is, how much rests on it, and how many scores it reaches."""

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from cnesg.framework.formulas import parse_formula
from cnesg.framework.methodology import Methodology
from cnesg.scoring.stakes import Stake


def stakes_of_concepts(methodology: Methodology, stakes: Mapping[str, Stake]) -> dict[str, Stake]:
    """How much of the total rests on each metric, and on each data point that is observed itself.

    A metric bears what bears on it: revenue, the denominator of every intensity, bears them all.

    Args:
        methodology: whose data points select metrics or compute with them.
        stakes: of `cnesg.scoring.stakes.stakes`.
    """
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for code, stake in stakes.items():
        for concept in _rests_on(code, methodology):
            found[concept][0] += stake.weight
            found[concept][1] += stake.relative
    return {concept: Stake(*found[concept]) for concept in sorted(found)}


def _rests_on(code: str, methodology: Methodology) -> frozenset[str]:
    """The metrics that a data point is computed from, through other data points too; itself where it is observed."""
    point = methodology.data_points[code]
    text = methodology.formula_of(code)
    if text is None:
        return frozenset({code if point.select is None else point.select.metric})
    names: set[str] = set()
    for reference in parse_formula(text).references:
        below = reference.is_data_point and reference.name != code
        names |= _rests_on(reference.name, methodology) if below else {reference.name}
    return frozenset(names)


def with_checking_value(rows: pl.DataFrame, stakes: Mapping[str, Stake], warned_doubt: float) -> pl.DataFrame:
    """The rows with what checking them is worth: doubt x weight x reach.

    `doubt`: 1 less confidence; with a warning at least `warned_doubt`. `weight`: of the total score of its company that
    rests on it. `reach`: 1 for its own company, and up to 1 more by the share of that weight which relative rules
    carry: the boundaries of n peers each move by about a nth of what the company itself moves.

    Args:
        rows: of OBSERVATIONS, with `concept`, `confidence` and `warnings`.
        stakes: of `stakes_of_concepts`; of a concept that is missing nothing in the score rests on it.
        warned_doubt: least doubt of what has a warning.

    Returns:
        The rows with `doubt`, `weight`, `reach` and `checking_value` (Float64).
    """
    table = pl.DataFrame(
        {
            "concept": list(stakes),
            "weight": [stake.weight for stake in stakes.values()],
            "relative": [stake.relative for stake in stakes.values()],
        },
        schema={"concept": pl.String, "weight": pl.Float64, "relative": pl.Float64},
    )
    doubt = 1.0 - pl.col("confidence").fill_null(1.0)
    warned = pl.col("warnings").list.len().fill_null(0) > 0
    return (
        rows.join(table, on="concept", how="left", maintain_order="left")
        .with_columns(
            pl.when(warned).then(pl.max_horizontal(doubt, pl.lit(warned_doubt))).otherwise(doubt).alias("doubt"),
            pl.col("weight").fill_null(0.0),
        )
        .with_columns(
            pl.when(pl.col("weight") > 0)
            .then(1.0 + pl.col("relative") / pl.col("weight"))
            .otherwise(1.0)
            .alias("reach")
        )
        .with_columns((pl.col("doubt") * pl.col("weight") * pl.col("reach")).alias("checking_value"))
        .select(*rows.columns, "doubt", "weight", "reach", "checking_value")
    )
