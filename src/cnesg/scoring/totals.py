"""Totals of one market under many methodologies: the engine's rules, without the parts and shares it also tells."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from cnesg.companies.applicability import inapplicable, only_applicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.quartiles import finest_quartiles, group_quartiles
from cnesg.framework.definitions import DataPoint, Profile, Rules
from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.model.boundaries import of_one_boundary
from cnesg.scoring.draws import drawn_quartiles, ladder_of, leanings, value_at
from cnesg.scoring.matrix import Column, Flags, Floats, InputMatrix
from cnesg.scoring.peers import Boundaries, PeerBoundaries, peer_values
from cnesg.scoring.placement import place
from cnesg.scoring.plan import KINDS, Leaf, Node, scoring_plan
from cnesg.scoring.rollup import Figures
from cnesg.scoring.weights import IndustryWeights


@dataclass(frozen=True)
class _Side:
    """Inputs of one sort, and what has been made of them."""

    inputs: pl.DataFrame
    matrices: dict[tuple[str, ...], InputMatrix] = field(default_factory=dict)
    columns: dict[tuple[str, tuple[str, ...]], Column] = field(default_factory=dict)
    peers: dict[float, PeerBoundaries] = field(default_factory=dict)
    boundaries: dict[tuple[str, float], Boundaries] = field(default_factory=dict)
    behind: dict[str, Flags] = field(default_factory=dict)


class Ground:
    """A market's inputs, ready to be scored under methodologies that agree on inputs and applicability."""

    def __init__(
        self,
        selected: pl.DataFrame,
        inputs: pl.DataFrame,
        companies: pl.DataFrame,
        methodology: Methodology,
        fiscal_year: int,
        *,
        families: Sequence[IssuerGroups] = (),
        given: pl.DataFrame | None = None,
    ) -> None:
        """Takes the tables.

        Args:
            selected: table INPUTS before anything is estimated.
            inputs: with estimates for whatever a methodology may ask; penalties of 1 for an average and 1 a year for
                what is carried, which the rules multiply.
            companies: table COMPANIES, one row a company.
            methodology: applicability and the industry tree.
            fiscal_year: the year that is scored.
            families: peer groups of issuers without listed shares.
            given: quartile boundaries from elsewhere.
        """
        self.ids = companies["company_id"].sort()
        self._groups = compared_groups(companies, methodology.industries, families)
        self._outside = inapplicable(companies, selected, methodology, fiscal_year)
        self._given = given
        self._ladder = ladder_of(self._groups, self.ids.to_list())
        self._sides = {False: _Side(selected), True: _Side(inputs)}
        rows = pl.DataFrame({"company_id": self.ids})
        self._applies: dict[str, Flags] = {
            str(key[0]): rows.join(out, on="company_id", how="left", maintain_order="left")["reason"]
            .is_null()
            .to_numpy()
            for key, out in self._outside.group_by("code")
        }

    def applies(self, code: str) -> Flags | None:
        """To whom a Level II indicator or a data point applies; None if to everybody."""
        return self._applies.get(code)

    def column(self, data_point: str, rules: Rules, *, estimated: bool) -> Column:
        """The values of a data point, with or without estimates, under the rules' penalties and cap."""
        side, origins = self._sides[estimated], rules.worst_reporter_cap.origins
        if origins not in side.matrices:
            side.matrices[origins] = InputMatrix(side.inputs, self.ids.to_list(), origins)
        key = data_point, origins
        if key not in side.columns:
            side.columns[key] = side.matrices[origins].column(data_point)
        column = side.columns[key]
        each = np.where(column.average, rules.average_penalty.value, rules.carry_penalty.value)
        return replace(column, penalty=column.penalty * each)

    def boundaries(self, data_point: str, least_peers: float, *, estimated: bool) -> Boundaries:
        """The quartiles that hold for each company."""
        side, key = self._sides[estimated], (data_point, least_peers)
        if least_peers not in side.peers:
            values = peer_values(side.inputs, self._outside, side.inputs["data_point"].unique().to_list())
            own = group_quartiles(values, self._groups, least_peers)
            finest = finest_quartiles(own, self._groups, values, least_peers, self._given)
            side.peers[least_peers] = PeerBoundaries(finest, self._groups, least_peers)
        if key not in side.boundaries:
            side.boundaries[key] = side.peers[least_peers].of(data_point)
        return side.boundaries[key]

    def drawn_boundaries(self, data_point: str, values: Floats, least_peers: float, *, estimated: bool) -> Boundaries:
        """The same with estimates, now `values` (one a company), disclosed: they stand behind boundaries too."""
        found = self.boundaries(data_point, least_peers, estimated=estimated)
        given = found.source.is_not_null().to_numpy()
        quartiles = np.where(given[:, np.newaxis], found.quartiles, np.nan)
        waiting = ~np.isnan(values) & ~given
        behind = self._behind(data_point, estimated=estimated)
        for rows, ends in drawn_quartiles(values[np.newaxis], behind, waiting, self._ladder, least_peers):
            quartiles[rows] = ends[0]
        return replace(found, quartiles=quartiles)

    def _behind(self, data_point: str, *, estimated: bool) -> Flags:
        """Whose values boundaries may rest on once everything is disclosed."""
        side = self._sides[estimated]
        if not side.behind:
            rows = side.inputs.filter(pl.col("value").is_not_null() & of_one_boundary())
            rows = only_applicable(rows, self._outside)
            side.behind.update(
                {
                    str(key[0]): self.ids.is_in(of_point["company_id"].implode()).to_numpy()
                    for key, of_point in rows.group_by("data_point")
                }
            )
        return side.behind.get(data_point, np.zeros(len(self.ids), dtype=np.bool_))


class Placements:
    """Scores of leaves on one ground under one set of rules; kept, as draws share most of them."""

    def __init__(self, ground: Ground, rules: Rules, lean: Floats | None = None, seed: int = 0) -> None:
        """Takes what leaves are placed by.

        Args:
            ground: the inputs.
            rules: scores of quartiles and silence, penalties, peers.
            lean: standard normal, one a company: which way the company's estimates lean in their intervals
                (`cnesg.scoring.draws.leanings`), which then count as if they were stated, among the values behind
                boundaries too. None leaves them as they are.
            seed: of what each data point's estimates lean on their own.
        """
        self.ground, self._rules, self._lean, self._seed = ground, rules, lean, seed
        self._figures: dict[Hashable, Figures] = {}

    def figures(self, leaf: Leaf, methodology: Methodology, *, estimated: bool) -> Figures:
        """A leaf's figures, NaN where it is missing; `estimated` says whether estimates count in it."""
        measure, item = leaf.measure, leaf.item
        key = measure.rule, measure.feeds, leaf.data_point, measure.bands, item and item.least_level, estimated
        if key not in self._figures:
            self._figures[key] = self._placed(leaf, methodology, estimated=estimated)
        return self._figures[key]

    def _placed(self, leaf: Leaf, methodology: Methodology, *, estimated: bool) -> Figures:
        column = self.ground.column(leaf.data_point, self._rules, estimated=estimated)
        if self._lean is not None:
            column = self._leaning(column, methodology.data_points[leaf.data_point])
        peers = None
        if leaf.measure.rule == "relative":
            least = self._rules.least_peers.value
            peers = (
                self.ground.boundaries(leaf.data_point, least, estimated=estimated)
                if self._lean is None
                else self.ground.drawn_boundaries(leaf.data_point, column.value, least, estimated=estimated)
            )
        return place(leaf, methodology.data_points[leaf.data_point], column, self._rules, peers).figures

    def _leaning(self, column: Column, point: DataPoint) -> Column:
        assert self._lean is not None
        z = leanings(self._lean[np.newaxis], point, self._seed, self._rules)[0]
        drawn = value_at(z, column.value, column.low, column.high, self._rules, point.scale)
        nobody = np.zeros_like(column.capped)
        return replace(
            column,
            value=np.where(column.estimated, drawn, column.value),
            penalty=np.zeros_like(column.penalty),
            most=np.full_like(column.most, np.nan),
            average=nobody,
            capped=nobody,
        )


def totals(
    methodology: Methodology, profile: Profile, placements: Placements, industry_weights: IndustryWeights
) -> Floats:
    """The total scores of all companies: disclosure, performance and synthetic, by companies; NaN where there is none.

    Args:
        methodology: the drawn methodology; its rules are those of `placements`.
        profile: weights, mixes and what is left out.
        placements: of leaves.
        industry_weights: shifts of weights by industry.
    """
    asked = methodology.measured_points()  # those that estimates stand in for
    size = len(placements.ground.ids)
    found: dict[tuple[str, str], _Mean] = {}
    for node in scoring_plan(methodology, profile):
        parts = _parts(node, found, placements, methodology, asked)
        found[node.code, node.kind] = _mean(node, parts, industry_weights, size)
    return np.array([found[TOTAL, kind].score for kind in KINDS])


@dataclass(frozen=True)
class _Mean:
    """A score, and what it keeps of its weight in a performance score above (`cnesg.scoring.rollup.Figures.kept`)."""

    score: Floats
    kept: Floats


def _parts(
    node: Node,
    found: dict[tuple[str, str], _Mean],
    placements: Placements,
    methodology: Methodology,
    asked: set[str],
) -> list[_Mean]:
    applies = placements.ground.applies(node.code)
    parts = []
    for part in node.parts:
        if isinstance(part.source, Leaf):
            figures = placements.figures(part.source, methodology, estimated=part.source.data_point in asked)
            score = figures.score
            for flags in (applies, placements.ground.applies(part.name)):
                score = score if flags is None else np.where(flags, score, np.nan)
            parts.append(_Mean(score, figures.kept))
        else:
            parts.append(found[part.source])
    return parts


def _mean(node: Node, parts: Sequence[_Mean], industry_weights: IndustryWeights, size: int) -> _Mean:
    """The parts' mean by weight, missing ones giving theirs to the others, and in performance what is not known too."""
    if not node.parts:
        return _Mean(np.full(size, np.nan), np.full(size, np.nan))
    scores = np.array([part.score for part in parts])
    present = ~np.isnan(scores)
    weights = industry_weights.matrix(node, present)
    shares = weights * present
    total = shares.sum(axis=0)
    kept = shares * np.where(present, np.array([part.kept for part in parts]), 0.0)
    counted = kept if node.kind == "performance" else shares
    whole = counted.sum(axis=0)
    summed = (counted * np.where(present, scores, 0.0)).sum(axis=0)
    some = total > 0
    mean = np.minimum(summed / np.where(some, whole, 1.0), 100.0)
    return _Mean(np.where(some, mean, np.nan), np.where(some, kept.sum(axis=0) / np.where(some, total, 1.0), np.nan))
