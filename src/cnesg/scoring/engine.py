"""One scoring run over one fiscal year: inputs in, scores and their parts out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce

import numpy as np
import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.materiality import issue_ratings
from cnesg.companies.peer_groups import ranking_groups
from cnesg.companies.quartiles import finest_quartiles, group_quartiles
from cnesg.framework.definitions import Profile, Rules
from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.model import SCORES
from cnesg.model.tables import ADJUSTED
from cnesg.scoring.assembly import PartBlock, Scored, in_order, score_rows
from cnesg.scoring.information import withheld
from cnesg.scoring.matrix import InputMatrix
from cnesg.scoring.peers import PeerBoundaries, peer_values
from cnesg.scoring.placement import Placement, place
from cnesg.scoring.plan import Leaf, Node, Part, scoring_plan
from cnesg.scoring.ranking import graded, ranked
from cnesg.scoring.rollup import Figures, weighted_mean
from cnesg.scoring.weights import IndustryWeights


def score(  # noqa: PLR0913 - tables, rules and reference data, each by name
    inputs: pl.DataFrame,
    companies: pl.DataFrame,
    methodology: Methodology,
    profile: Profile,
    *,
    fiscal_year: int,
    as_of: datetime,
    materiality: Materiality | None,
    families: Sequence[IssuerGroups] = (),
    given: pl.DataFrame | None = None,
    elsewhere: Collection[str] = (),
    boundaries: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tables SCORES and PARTS in canonical order, without run, commit and position; arguments as for `scored`."""
    found = scored(
        inputs,
        companies,
        methodology,
        profile,
        fiscal_year=fiscal_year,
        as_of=as_of,
        materiality=materiality,
        families=families,
        given=given,
        elsewhere=elsewhere,
        boundaries=boundaries,
    )
    return found.scores, found.parts()


def scored(  # noqa: PLR0913 - tables, rules and reference data, each by name
    inputs: pl.DataFrame,
    companies: pl.DataFrame,
    methodology: Methodology,
    profile: Profile,
    *,
    fiscal_year: int,
    as_of: datetime,
    materiality: Materiality | None,
    families: Sequence[IssuerGroups] = (),
    given: pl.DataFrame | None = None,
    elsewhere: Collection[str] = (),
    boundaries: pl.DataFrame | None = None,
) -> Scored:
    """Scores all companies on all indicators.

    Every company of `companies` has rows, those without any input too: silence counts, save on indicators that do not
    apply to the company. Totals and dimensions that rest on too little are withheld, with the reason. How missing
    parts, boundaries, estimates and grades are treated stands in `docs/scoring.md`.

    Args:
        inputs: table INPUTS of one fiscal year, estimates included.
        companies: table COMPANIES as known at `as_of`, one row a company.
        methodology: indicators, weights and rules.
        profile: which indicators, with which weights.
        fiscal_year: the year that is scored; it decides which indicators apply.
        as_of: written into the rows; what was known then has been decided before.
        materiality: ratings of issues by industry, which shift weights where the profile wants them to; None for none.
        families: peer groups of issuers without listed shares; without any they are compared as listed companies are.
        given: quartile boundaries of other companies, columns `cnesg.companies.quartiles.GIVEN_QUARTILES`, for data
            points on which too few of these have values.
        elsewhere: data points of which companies of the market have values that are not among these; it tells a list
            that was collected from one on which nobody stands.
        boundaries: what each company is held against, as `cnesg.companies.quartiles.finest_quartiles` gives it, for
            companies that are nobody's peers; by default it is found among these companies and `given`.

    Returns:
        The scores, and their parts as arrays.

    Raises:
        ValueError: a company or an input twice, or inputs of another year (programming errors).
    """
    if companies["company_id"].is_duplicated().any():
        raise ValueError("companies: one row a company is expected")
    if (inputs["fiscal_year"] != fiscal_year).any():
        raise ValueError("inputs: one fiscal year is expected")
    plan = scoring_plan(methodology, profile)
    ids = companies["company_id"].sort()
    groups = compared_groups(companies, methodology.industries, families)
    outside = inapplicable(companies, inputs, methodology, fiscal_year)
    if boundaries is None:
        boundaries = _boundaries(plan, inputs, groups, outside, methodology.rules, given)
    placements = _placements(plan, inputs, groups, ids, methodology, boundaries, elsewhere)
    reasons = _reasons(outside, ids)
    ratings = (
        issue_ratings(companies, materiality, methodology)
        if materiality is not None and profile.industry_weights
        else None
    )
    industry_weights = IndustryWeights(ratings, ids, methodology.rules.materiality_factors.factors)

    rules = methodology.rules
    own_level = rules.own_level.value if rules.own_level else 0.0
    figures: dict[tuple[str, str], Figures] = {}
    blocks: list[PartBlock] = []
    for node in plan:
        placed = [_placed(part, node, placements, reasons) for part in node.parts]
        of_parts = [_figures_of(part, one, figures) for part, one in zip(node.parts, placed, strict=True)]
        if node.kind == "synthetic":  # what is known of performance says nothing of what is unknown in disclosure
            of_parts = [part.settled(own_level) for part in of_parts]
        weights = industry_weights.of(node, [~np.isnan(part.score) for part in of_parts])
        figures[node.code, node.kind], effective = weighted_mean(
            of_parts, [w.weight for w in weights], len(ids), of_known=node.kind == "performance"
        )
        for part, of_part, weight, share, one in zip(node.parts, of_parts, weights, effective, placed, strict=True):
            why = _why(reasons, node.code, part.name)
            blocks.append(PartBlock(node, part, of_part, weight, share, one, why))

    if rules.controversies is not None:  # as if no event took anything off: `cnesg.scoring.controversies`
        for code in (TOTAL, *methodology.dimensions):
            if (code, "synthetic") in figures:
                figures[code, ADJUSTED] = figures[code, "synthetic"]
    scores = withheld(
        score_rows({key: found.settled(own_level) for key, found in figures.items()}, ids, rules.interval_level.value),
        methodology.rules.least_information,
    )
    ranked_in = ranking_groups(groups).rename({"group": "peer_group"})
    scores = scores.join(ranked_in, on="company_id", maintain_order="left")
    scores = graded(ranked(scores), methodology.rules.grades.steps, [TOTAL, *methodology.dimensions]).with_columns(
        pl.lit(as_of).alias("as_of"),
        pl.lit(profile.name).alias("profile"),
        pl.lit(methodology.versions.methodology).alias("methodology_version"),
    )
    return Scored(ids, SCORES.conform(scores), in_order(blocks))


def _leaves(plan: Sequence[Node]) -> Iterator[Leaf]:
    for node in plan:
        for part in node.parts:
            if isinstance(part.source, Leaf):
                yield part.source


def _reasons(outside: pl.DataFrame, ids: pl.Series) -> dict[str, pl.Series]:
    """Of each indicator or data point that does not apply to somebody the reasons, in the order of `ids`."""
    rows = pl.DataFrame({"company_id": ids})
    return {
        str(key[0]): rows.join(of_code, on="company_id", how="left", maintain_order="left")["reason"]
        for key, of_code in outside.group_by("code")
    }


def _why(reasons: Mapping[str, pl.Series], *codes: str) -> pl.Series | None:
    """Why something does not apply that lies under all of the codes, the first with a reason before the others."""
    found = [reasons[code] for code in codes if code in reasons]
    return reduce(lambda first, then: first.zip_with(first.is_not_null(), then), found) if found else None


def _boundaries(
    plan: Sequence[Node],
    inputs: pl.DataFrame,
    groups: pl.DataFrame,
    outside: pl.DataFrame,
    rules: Rules,
    given: pl.DataFrame | None,
) -> pl.DataFrame:
    """The quartiles that each company is held against. Only those to whom it applies are peers in it."""
    relative = sorted({leaf.data_point for leaf in _leaves(plan) if leaf.measure.rule == "relative"})
    values, least_peers = peer_values(inputs, outside, relative), rules.least_peers.value
    return finest_quartiles(group_quartiles(values, groups, least_peers), groups, values, least_peers, given)


def _placements(
    plan: Sequence[Node],
    inputs: pl.DataFrame,
    groups: pl.DataFrame,
    ids: pl.Series,
    methodology: Methodology,
    quartiles: pl.DataFrame,
    elsewhere: Collection[str],
) -> dict[Leaf, Placement]:
    """Every leaf scored (a data point may stand in several), as if every indicator applied to everybody."""
    matrix = InputMatrix(inputs, ids.to_list(), methodology.rules.worst_reporter_cap.origins, elsewhere)
    boundaries = PeerBoundaries(quartiles, groups, methodology.rules.least_peers.value)
    return {
        leaf: place(
            leaf,
            methodology.data_points[leaf.data_point],
            matrix.column(leaf.data_point),
            methodology.rules,
            boundaries.of(leaf.data_point) if leaf.measure.rule == "relative" else None,
        )
        for leaf in _leaves(plan)
    }


def _placed(
    part: Part, node: Node, placements: Mapping[Leaf, Placement], reasons: Mapping[str, pl.Series]
) -> Placement | None:
    """A leaf's placement, missing where it or its indicator does not apply; None for what is no leaf."""
    if not isinstance(part.source, Leaf):
        return None
    placed, why = placements[part.source], _why(reasons, node.code, part.name)
    return placed if why is None else placed.where(why.is_null().to_numpy())


def _figures_of(part: Part, placed: Placement | None, figures: Mapping[tuple[str, str], Figures]) -> Figures:
    if isinstance(part.source, Leaf):
        assert placed is not None
        return placed.figures
    return figures[part.source]
