"""From arrays back to rows: the tables SCORES and PARTS, one block of companies after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cnesg.model import PARTS
from cnesg.scoring.matrix import Flags, Floats
from cnesg.scoring.placement import Placement
from cnesg.scoring.plan import Node, Part
from cnesg.scoring.rollup import Figures
from cnesg.scoring.weights import PartWeights

Places = NDArray[np.int64]

_KEY = 3  # of the canonical order: code, kind and part
_SHARES = ("coverage", "confirmed_share", "estimated_share")


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


def score_rows(figures: Mapping[tuple[str, str], Figures], ids: pl.Series, level: float) -> pl.DataFrame:
    """One row for every company and score that it has, sorted by company, code and kind.

    Args:
        figures: by code and kind, one place a company.
        ids: the companies, sorted.
        level: how surely intervals are to hold, 0 to 1.
    """
    keys = sorted(figures)
    blocks = [figures[key] for key in keys]
    weave = _Weave(len(keys), len(ids))
    columns = {name: weave.woven([getattr(block, name) for block in blocks]) for name in ("score", *_SHARES)}
    ends = [block.ends(level) for block in blocks]
    columns |= {name: weave.woven([pair[place] for pair in ends]) for place, name in enumerate(("low", "high"))}
    names = {
        "company_id": ids.gather(weave.companies),
        "code": weave.named([code for code, _ in keys]),
        "kind": weave.named([kind for _, kind in keys]),
    }
    return pl.DataFrame(names | columns).filter(pl.col("score").is_not_nan())


@dataclass(frozen=True)
class Scored:
    """A scored market: the scores as a table, their parts as arrays, from which rows are made when they are wanted.

    Attributes:
        ids: the companies, sorted.
        scores: table SCORES.
        blocks: one for each part, in the canonical order of PARTS.
        controversies: table CONTROVERSIES; None where `scores` has no controversy-adjusted ones.
    """

    ids: pl.Series
    scores: pl.DataFrame
    blocks: tuple[PartBlock, ...]
    controversies: pl.DataFrame | None = None

    def parts(self, places: Flags | None = None) -> pl.DataFrame:
        """Table PARTS: one row for every company and part of a score, missing parts included, in canonical order.

        Args:
            places: blocks by companies, which of the rows; None for all.
        """
        return PARTS.conform(_part_rows(self.blocks, self.ids, _Weave(len(self.blocks), len(self.ids), places)))

    def differing(self, other: "Scored") -> Flags | None:
        """Which rows of PARTS are others here than there: blocks by companies; None where these are not the same.

        Of rows that code, kind and part do not tell apart, all or none: they stand for each other together.
        """
        same_blocks = [_canonical(one) for one in self.blocks] == [_canonical(one) for one in other.blocks]
        if not same_blocks or not self.ids.equals(other.ids):
            return None
        differs = [_differs(*pair) for pair in zip(self.blocks, other.blocks, strict=True)]
        together: dict[tuple[object, ...], Flags] = {}
        for block, rows in zip(self.blocks, differs, strict=True):
            key = _canonical(block)[:_KEY]
            together[key] = together[key] | rows if key in together else rows
        return np.array([together[_canonical(block)[:_KEY]] for block in self.blocks], dtype=np.bool_)


def in_order(blocks: Sequence[PartBlock]) -> tuple[PartBlock, ...]:
    """Blocks in the canonical order of PARTS; of those that it does not tell apart the first stays the first.

    Every company has the same parts, so that the order is known without looking at rows.
    """
    return tuple(sorted(blocks, key=_canonical))


def _part_rows(blocks: Sequence[PartBlock], ids: pl.Series, weave: "_Weave") -> pl.DataFrame:
    nobody: Floats = np.full(len(ids), np.nan)
    placements = [block.placement for block in blocks]
    numbers = {
        "score": [block.figures.score for block in blocks],
        "points": [placed.points if placed else nobody for placed in placements],
        "value": [placed.value if placed else nobody for placed in placements],
    }
    details = {
        "boundaries": weave.stacked([p.boundaries if p else None for p in placements], pl.List(pl.Float64())),
        "peer_group": weave.stacked([p.group if p else None for p in placements], pl.String()),
        "peer_count": weave.stacked([p.count if p else None for p in placements], pl.Int64()),
        "peer_source": weave.stacked([p.source if p else None for p in placements], pl.String()),
        "materiality": weave.stacked([_ratings(block.weights.rating) for block in blocks], pl.Int64()),
        "inapplicable": weave.stacked([block.inapplicable for block in blocks], pl.String()),
    }
    return pl.DataFrame(
        {
            "company_id": ids.gather(weave.companies),
            "code": weave.named([block.node.code for block in blocks]),
            "kind": weave.named([block.node.kind for block in blocks]),
            "part": weave.named([block.part.name for block in blocks]),
            "weight": np.array([block.part.weight for block in blocks], dtype=np.float64)[weave.blocks],
            "industry_weight": weave.woven([block.weights.weight for block in blocks]),
            "effective_weight": weave.woven([block.effective_weight for block in blocks]),
            "rule": weave.named([p.rule if p else None for p in placements]),
        }
        | {name: weave.woven(columns) for name, columns in numbers.items()}
        | details
    ).with_columns(pl.col(*numbers).fill_nan(None))


class _Weave:
    """How columns of companies, one a block, become one: all blocks of the first company, then of the second.

    Attributes:
        companies: of each row the place of its company.
        blocks: of each row the place of its block.
    """

    def __init__(self, blocks: int, companies: int, places: Flags | None = None) -> None:
        """Takes the size, and which companies have a row in which block: blocks by companies, None for all."""
        self._shape, self._places = (blocks, companies), places
        self.companies: Places
        self.blocks: Places
        if places is None:
            self.companies, self.blocks = np.repeat(np.arange(companies), blocks), np.tile(np.arange(blocks), companies)
            return
        self.companies, self.blocks = np.nonzero(places.T)
        of_block, company = np.nonzero(places)  # as columns are laid end to end
        self._order: Places = np.lexsort((of_block, company))

    def named(self, values: Sequence[str | None]) -> pl.Series:
        """One value a block."""
        return pl.Series(values=values, dtype=pl.String).gather(self.blocks)

    def woven(self, columns: Sequence[Floats]) -> Floats:
        """Arrays with a place for each company."""
        if self._places is not None:
            pairs = zip(columns, self._places, strict=True)
            return np.concatenate([np.empty(0), *(column[places] for column, places in pairs)])[self._order]
        woven: Floats = np.empty(self._shape[::-1])
        for place, column in enumerate(columns):
            woven[:, place] = column
        return woven.ravel()

    def stacked(self, columns: Sequence[pl.Series | None], dtype: pl.DataType) -> pl.Series:
        """Series with a place for each company, null for all where there is none."""
        none = pl.Series(values=[None], dtype=dtype)
        if all(column is None for column in columns):
            return none.new_from_index(0, len(self.companies))
        blocks, companies = self._shape
        if self._places is None:
            laid = [none.new_from_index(0, companies) if one is None else one.cast(dtype) for one in columns]
            order = np.arange(blocks * companies).reshape(blocks, companies).T.ravel()
        else:
            laid = [
                none.new_from_index(0, int(places.sum())) if one is None else one.filter(pl.Series(places)).cast(dtype)
                for one, places in zip(columns, self._places, strict=True)
            ]
            order = self._order
        return pl.concat([one.rename("") for one in laid]).gather(order)


def _differs(one: PartBlock, other: PartBlock) -> Flags:
    """Of which companies a part is another in one of the columns of PARTS."""
    differs: Flags = np.zeros(len(one.effective_weight), dtype=np.bool_)
    for mine, theirs in zip(_numbers(one), _numbers(other), strict=True):
        if (mine is None) != (theirs is None):
            return np.ones_like(differs)
        if mine is not None and theirs is not None and mine is not theirs:
            differs |= (mine != theirs) & ~(np.isnan(mine) & np.isnan(theirs))
    for detail, other_detail in zip(_details(one), _details(other), strict=True):
        if (detail is None) != (other_detail is None):
            return np.ones_like(differs)
        if detail is not None and other_detail is not None and detail is not other_detail:
            differs |= detail.ne_missing(other_detail).to_numpy()
    return differs


def _numbers(block: PartBlock) -> tuple[Floats | None, ...]:
    placed = block.placement
    of_placement = (placed.points, placed.value) if placed else (None, None)
    return block.figures.score, block.effective_weight, block.weights.weight, block.weights.rating, *of_placement


def _details(block: PartBlock) -> tuple[pl.Series | None, ...]:
    placed = block.placement
    of_placement = (placed.boundaries, placed.group, placed.count, placed.source) if placed else (None,) * 4
    return block.inapplicable, *of_placement


def _canonical(block: PartBlock) -> tuple[str, str, str, bool, str, float]:
    """Where a part stands among those of a company: PARTS.sort_by, and then by weight; no rule goes first."""
    rule = block.placement.rule if block.placement else None
    return block.node.code, block.node.kind, block.part.name, rule is not None, rule or "", block.part.weight


def _ratings(rating: Floats | None) -> pl.Series | None:
    return None if rating is None else pl.Series(rating).fill_nan(None)
