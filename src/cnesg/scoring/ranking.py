"""Where a score stands among the company's industry, and the letter it gets."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cnesg.framework.definitions.rules import Grade
from cnesg.scoring.matrix import Floats

# Scores that differ by less are ties: two companies alike must not be ranked by the last bit of a sum.
TIE_DECIMALS = 9
# Scores are delivered with so many: a grade is that of the score which readers see.
_GRADED_DECIMALS = 2


def ranked(scores: pl.DataFrame) -> pl.DataFrame:
    """The scores with `peer_count`, `rank` and `percentile` within `code`, `kind` and `peer_group`.

    Rank 1 is best and ties share the better rank; the percentile is (worse + same/2) / n, the company itself being
    one of the same. Who has no score is nobody's peer and has neither rank nor percentile.
    """
    group = ["code", "kind", "peer_group"]
    rounded = pl.col("score").round(TIE_DECIMALS)
    return (
        scores.with_columns(
            pl.col("score").count().over(group).cast(pl.Int64).alias("peer_count"),
            rounded.rank("min", descending=True).over(group).cast(pl.Int64).alias("rank"),
            pl.len().over([*group, rounded.alias("_same")]).cast(pl.Int64).alias("same"),
        )
        .with_columns(
            (
                (pl.col("peer_count") - pl.col("rank") - pl.col("same") + 1 + pl.col("same") / 2) / pl.col("peer_count")
            ).alias("percentile")
        )
        .drop("same")
    )


def percentiles(scores: Floats, peers: NDArray[np.int64]) -> Floats:
    """The place of each company among its peers, 0 to 1: (worse + same/2) / n, as in `ranked`.

    Args:
        scores: one a company; NaN has no place and is nobody's peer.
        peers: a number for the group of each.
    """
    from scipy.stats import rankdata  # loading it takes longer than many commands do, few of which ask for this

    found: Floats = np.full(len(scores), np.nan)
    rounded = np.round(scores, TIE_DECIMALS)
    for group in np.unique(peers):
        members = np.flatnonzero((peers == group) & ~np.isnan(scores))
        if members.size:
            found[members] = (rankdata(rounded[members]) - 0.5) / members.size
    return found


def graded(scores: pl.DataFrame, steps: Sequence[Grade], codes: Sequence[str]) -> pl.DataFrame:
    """The scores with a `grade` for `codes`: of `steps`, best first, the first whose least score is reached.

    Scores count as they are delivered, with two decimals.
    """
    letter = pl.lit(None, dtype=pl.String)
    seen = pl.col("score").round(_GRADED_DECIMALS)
    for step in reversed(steps):
        letter = pl.when(seen >= step.least).then(pl.lit(step.grade)).otherwise(letter)
    return scores.with_columns(pl.when(pl.col("code").is_in(codes)).then(letter).alias("grade"))
