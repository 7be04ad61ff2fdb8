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
    """One row for every company and score that it has, sorted by company, code and kind.

    Args:
        figures: by code and kind, one place a company.
        ids: the companies, sorted.
    """
    keys = sorted(figures)
    blocks = [figures[key] for key in keys]
    columns = {name: _woven([block.columns[place] for block in blocks]) for place, name in enumerate(_FIGURES)}
    names = {
        "company_id": _each_company(ids, len(blocks)),
        "code": _again([code for code, _ in keys], len(ids)),
        "kind": _again([kind for _, kind in keys], len(ids)),
    }
    return pl.DataFrame(names | columns).filter(pl.col("score").is_not_nan())


def part_rows(blocks: Sequence[PartBlock], ids: pl.Series) -> pl.DataFrame:
    """One row for every company and part of a score, missing parts included, in the canonical order of PARTS.

    Every company has the same parts, so that the order is known without looking at rows.

    Args:
        blocks: one for each part; of those that the order does not tell apart the first stays the first.
        ids: the companies, sorted.
    """
    blocks, size = sorted(blocks, key=_canonical), len(ids)
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
            "company_id": _each_company(ids, len(blocks)),
            "code": _again([block.node.code for block in blocks], size),
            "kind": _again([block.node.kind for block in blocks], size),
            "part": _again([block.part.name for block in blocks], size),
            "weight": np.tile([block.part.weight for block in blocks], size),
            "industry_weight": _woven([block.weights.weight for block in blocks]),
            "effective_weight": _woven([block.effective_weight for block in blocks]),
            "rule": _again([p.rule if p else None for p in placements], size),
        }
        | {name: _woven(columns) for name, columns in numbers.items()}
        | details
    ).with_columns(pl.col(*numbers).fill_nan(None))


def _canonical(block: PartBlock) -> tuple[str, str, str, bool, str, float]:
    """Where a part stands among those of a company: PARTS.sort_by, and then by weight; no rule goes first."""
    rule = block.placement.rule if block.placement else None
    return block.node.code, block.node.kind, block.part.name, rule is not None, rule or "", block.part.weight


def _ratings(rating: Floats | None) -> pl.Series | None:
    return None if rating is None else pl.Series(rating).fill_nan(None)


def _woven(columns: Sequence[Floats]) -> Floats:
    """Columns of companies as one: the first company in each, then the second, and so on."""
    woven: Floats = np.empty((len(columns[0]) if columns else 0, len(columns)))
    for place, column in enumerate(columns):
        woven[:, place] = column
    return woven.ravel()


def _each_company(ids: pl.Series, times: int) -> pl.Series:
    """Every id so many times."""
    return ids.gather(np.repeat(np.arange(len(ids)), times))


def _again(values: Sequence[str | None], size: int) -> pl.Series:
    """The values once for each company."""
    return pl.Series(values=values, dtype=pl.String).gather(np.tile(np.arange(len(values)), size))


def _stacked(columns: Sequence[pl.Series | None], dtype: pl.DataType, size: int) -> pl.Series:
    """Columns woven as in `_woven`, null for all where there is none."""
    if all(column is None for column in columns):
        return pl.Series(values=[None], dtype=dtype).new_from_index(0, len(columns) * size)
    nothing = pl.Series(values=[None], dtype=dtype).new_from_index(0, size)
    stacked = pl.concat([nothing if column is None else column.cast(dtype).rename("") for column in columns])
    return stacked.gather(np.arange(len(columns) * size).reshape(len(columns), size).T.ravel())
