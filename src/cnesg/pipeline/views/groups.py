"""Groups side by side: how much of each indicator rests on reported data, and what peers score."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from cnesg.framework import TOTAL
from cnesg.framework.definitions import Industry
from cnesg.pipeline.views.market import Market
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class CoverageCell:
    """An industry and an indicator.

    Attributes:
        industry: Shenwan code of the broadest level.
        indicator: E01, or E0102.
        coverage: mean share of the score's weight that rests on reported data, 0 to 1.
        companies: how many have the score.
    """

    industry: str
    indicator: str
    coverage: float
    companies: int


@dataclass(frozen=True)
class Coverage:
    """The map of a run.

    Attributes:
        industries: rows.
        indicators: codes of columns.
        cells: those that have companies.
    """

    industries: tuple[Industry, ...]
    indicators: tuple[str, ...]
    cells: tuple[CoverageCell, ...]


_LENGTHS = {"level1": 3, "level2": 5}


def coverage(workspace: Workspace, memory: Memory, seen: Market, level: str = "level1", below: str = "") -> Coverage:
    """Coverage by industry and indicator at a run.

    Args:
        workspace: where the run is.
        memory: what is kept.
        seen: the market at the run.
        level: level1 or level2.
        below: only indicators of this dimension or issue.
    """
    every = memory.get(
        (str(workspace.folder), "coverage", seen.run.run_id, level), lambda: _cells(workspace, seen, level)
    )
    cells = tuple(cell for cell in every if cell.indicator.startswith(below))
    entries = workspace.methodology.level1 if level == "level1" else workspace.methodology.level2
    held = {cell.indicator for cell in cells}
    # E, S, G, as everyone says it, not in the order of the alphabet.
    codes = sorted((code for code in entries if code in held), key=lambda code: ("ESG".index(code[0]), code))
    return Coverage(seen.industries, tuple(codes), cells)


def _cells(workspace: Workspace, seen: Market, level: str) -> tuple[CoverageCell, ...]:
    rows = _at_level(workspace, seen, level, ["company_id", "code", "coverage"])
    industries = seen.table().select("company_id", "level1")
    means = (
        rows.join(industries, on="company_id")
        .drop_nulls("level1")
        .group_by("level1", "code")
        .agg(pl.col("coverage").mean(), pl.len())
        .sort("level1", "code")
    )
    return tuple(CoverageCell(*row) for row in means.iter_rows())


def peer_medians(workspace: Workspace, memory: Memory, seen: Market) -> Mapping[tuple[str, str], float]:
    """The median of the synthetic score of each Level I indicator in each peer group, by group and code."""

    def read() -> Mapping[tuple[str, str], float]:
        rows = _at_level(workspace, seen, "level1", ["peer_group", "code", "score"])
        medians = rows.group_by("peer_group", "code").agg(pl.col("score").median())
        return {(group, code): score for group, code, score in medians.iter_rows()}

    return memory.get((str(workspace.folder), "medians", seen.run.run_id), read)


def _at_level(workspace: Workspace, seen: Market, level: str, columns: list[str]) -> pl.DataFrame:
    """Some columns of the synthetic scores of a level."""
    of_level = (pl.col("code") != TOTAL) & (pl.col("code").str.len_chars() == _LENGTHS[level])
    synthetic = of_level & (pl.col("kind") == "synthetic")
    return workspace.store.read("scores", where=synthetic, columns=columns, runs=[seen.run.run_id])
