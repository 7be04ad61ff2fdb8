"""One scoring run over one fiscal year: inputs in, scores and their parts out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import polars as pl

from cnesg.companies.peer_groups import broadest_industries, peer_groups
from cnesg.framework.definitions import Profile
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.model import PARTS, SCORES
from cnesg.scoring.assembly import PartBlock, part_rows, score_rows
from cnesg.scoring.matrix import InputMatrix
from cnesg.scoring.peers import PeerBoundaries
from cnesg.scoring.placement import Placement, place
from cnesg.scoring.plan import Leaf, Node, Part, scoring_plan
from cnesg.scoring.ranking import graded, ranked
from cnesg.scoring.rollup import Figures, weighted_mean


def score(
    inputs: pl.DataFrame, companies: pl.DataFrame, methodology: Methodology, profile: Profile, *, as_of: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Scores all companies on all indicators.

    Every company of `companies` is scored, those without any input too: silence has a score. How missing parts,
    boundaries, estimates and grades are treated stands in `docs/scoring.md`.

    Args:
        inputs: table INPUTS of one fiscal year, estimates included.
        companies: table COMPANIES as known at `as_of`, one row a company.
        methodology: indicators, weights and rules.
        profile: which indicators, with which weights.
        as_of: written into the rows; what was known then has been decided before.

    Returns:
        Tables SCORES and PARTS in canonical order, without run, commit and position.

    Raises:
        ValueError: a company or an input twice, or inputs of several years (programming errors).
    """
    if companies["company_id"].is_duplicated().any():
        raise ValueError("companies: one row a company is expected")
    if inputs["fiscal_year"].n_unique() > 1:
        raise ValueError("inputs: one fiscal year is expected")
    plan = scoring_plan(methodology, profile)
    ids = companies["company_id"].sort()
    groups = peer_groups(companies, methodology.industries)
    placements = _placements(plan, inputs, groups, ids, methodology)

    figures: dict[tuple[str, str], Figures] = {}
    blocks: list[PartBlock] = []
    for node in plan:
        of_parts = [_figures_of(part, figures, placements) for part in node.parts]
        figures[node.code, node.kind], effective = weighted_mean(of_parts, [p.weight for p in node.parts], len(ids))
        for part, of_part, share in zip(node.parts, of_parts, effective, strict=True):
            placed = placements[part.source] if isinstance(part.source, Leaf) else None
            blocks.append(PartBlock(node, part, of_part, share, placed))

    scores = score_rows(figures, ids)
    scores = scores.join(broadest_industries(groups).rename({"group": "peer_group"}), on="company_id")
    scores = graded(ranked(scores), methodology.rules.grades.steps, [TOTAL, *methodology.dimensions]).with_columns(
        pl.lit(as_of).alias("as_of"),
        pl.lit(profile.name).alias("profile"),
        pl.lit(methodology.versions.methodology).alias("methodology_version"),
    )
    return (
        SCORES.conform(scores).sort(SCORES.sort_by),
        PARTS.conform(part_rows(blocks, ids)).sort(*PARTS.sort_by, "rule", "weight", maintain_order=True),
    )


def _leaves(plan: Sequence[Node]) -> Iterator[Leaf]:
    for node in plan:
        for part in node.parts:
            if isinstance(part.source, Leaf):
                yield part.source


def _placements(
    plan: Sequence[Node], inputs: pl.DataFrame, groups: pl.DataFrame, ids: pl.Series, methodology: Methodology
) -> dict[Leaf, Placement]:
    """Every leaf scored (a data point may stand in several)."""
    leaves = list(_leaves(plan))
    relative = sorted({leaf.data_point for leaf in leaves if leaf.measure.rule == "relative"})
    matrix = InputMatrix(inputs, ids.to_list())
    boundaries = PeerBoundaries(inputs, groups, relative, methodology.rules.least_peers.value)
    return {
        leaf: place(
            leaf,
            methodology.data_points[leaf.data_point],
            matrix.column(leaf.data_point),
            methodology.rules,
            boundaries.of(leaf.data_point) if leaf.measure.rule == "relative" else None,
        )
        for leaf in leaves
    }


def _figures_of(
    part: Part, figures: Mapping[tuple[str, str], Figures], placements: Mapping[Leaf, Placement]
) -> Figures:
    if isinstance(part.source, Leaf):
        return placements[part.source].figures
    return figures[part.source]
