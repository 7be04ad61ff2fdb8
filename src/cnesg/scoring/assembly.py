"""From arrays back to rows: the tables SCORES and PARTS, one block of companies after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from cnesg.scoring.matrix import Floats
from cnesg.scoring.placement import Placement
from cnesg.scoring.plan import Node, Part
from cnesg.scoring.rollup import Figures
from cnesg.scoring.weights import PartWeights

_FIGURES = ("score", "low", "high", "coverage", "confirmed_share", "estimated_share")


@dataclass(frozen=True)
class PartBlock:
    """One part of one score, for all companies; `inapplicable` has the reason of those to whom it does not apply."""

    node: Node
    part: Part
    figures: Figures
    weights: PartWeights
    effective_weight: Floats
    placement: Placement | None
    inapplicable: pl.Series | None = None


def score_rows(figures: Mapping[tuple[str, str], Figures], ids: pl.Series) -> pl.DataFrame:
    """One row for every company and score that it has."""
    blocks, size = list(figures.values()), len(ids)
    columns = {
        name: np.concatenate([block.columns[position] for block in blocks]) for position, name in enumerate(_FIGURES)
    }
    keys = {
        "company_id": _tiled(ids, len(blocks)),
        "code": _repeated([code for code, _ in figures], size),
        "kind": _repeated([kind for _, kind in figures], size),
    }
    return pl.DataFrame(keys | columns).filter(pl.col("score").is_not_nan())


def part_rows(blocks: Sequence[PartBlock], ids: pl.Series) -> pl.DataFrame:
    """One row for every company and part of a score, missing parts included."""
    size = len(ids)
    nobody: Floats = np.full(size, np.nan)
    placements = [block.placement for block in blocks]
    numbers = {
        "score": [block.figures.score for block in blocks],
        "points": [placed.points if placed else nobody for placed in placements],
        "value": [placed.value if placed else nobody for placed in placements],
    }
    details = {
        "boundaries": _stacked([p.boundaries if p else None for p in placements], pl.List(pl.Float64()), size),
        "peer_group": _stacked([p.group if p else None for p in placements], pl.String(), size),
        "peer_count": _stacked([p.count if p else None for p in placements], pl.Int64(), size),
        "peer_source": _stacked([p.source if p else None for p in placements], pl.String(), size),
        "materiality": _stacked([_ratings(block.weights.rating) for block in blocks], pl.Int64(), size),
        "inapplicable": _stacked([block.inapplicable for block in blocks], pl.String(), size),
    }
    return pl.DataFrame(
        {
            "company_id": _tiled(ids, len(blocks)),
            "code": _repeated([block.node.code for block in blocks], size),
            "kind": _repeated([block.node.kind for block in blocks], size),
            "part": _repeated([block.part.name for block in blocks], size),
            "weight": np.repeat([block.part.weight for block in blocks], size),
            "industry_weight": np.concatenate([block.weights.weight for block in blocks]),
            "effective_weight": np.concatenate([block.effective_weight for block in blocks]),
            "rule": _repeated([p.rule if p else None for p in placements], size),
        }
        | {name: np.concatenate(columns) for name, columns in numbers.items()}
        | details
    ).with_columns(pl.col(*numbers).fill_nan(None))


def _ratings(rating: Floats | None) -> pl.Series | None:
    return None if rating is None else pl.Series(rating).fill_nan(None)


def _tiled(ids: pl.Series, times: int) -> pl.Series:
    """The ids again and again."""
    return pl.concat([ids] * times) if times else ids.clear()


def _repeated(values: Sequence[str | None], size: int) -> pl.Series:
    """Each value for a whole block of companies."""
    return pl.Series(values=values, dtype=pl.String).gather(np.repeat(np.arange(len(values)), size))


def _stacked(columns: Sequence[pl.Series | None], dtype: pl.DataType, size: int) -> pl.Series:
    """Columns one after the other, null for a whole block where there is none."""
    nothing = pl.Series(values=[None] * size, dtype=dtype)
    return pl.concat([nothing if column is None else column.cast(dtype).rename("") for column in columns])
