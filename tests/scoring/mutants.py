"""Faults put into the scoring code by hand, one at a time: what the oracle and the silence property must notice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from cnesg.companies import quartiles
from cnesg.imputation import filling
from cnesg.scoring import engine, matrix, peers, placement
from cnesg.scoring.matrix import Column, Floats
from cnesg.scoring.plan import Leaf, Node, scoring_plan
from cnesg.scoring.rollup import Figures, weighted_mean
from cnesg.scoring.weights import IndustryWeights

Patch = pytest.MonkeyPatch
Ends = tuple[Floats, Floats]


@dataclass(frozen=True)
class Mutant:
    """A fault, and the checks that must fail with it.

    Attributes:
        put: puts it in place.
        seen_by: `oracle`, `silence` or both.
    """

    put: Callable[[Patch], None]
    seen_by: tuple[str, ...]


def _with_column(change: Callable[[Column], Column]) -> Callable[[Patch], None]:
    """What counts is computed from changed columns."""

    def put(patch: Patch) -> None:
        whole = placement._figures

        def figures(placed: Floats, ends: Ends, column: Column, *rest: Any) -> Figures:
            return whole(placed, ends, change(column), *rest)

        patch.setattr(placement, "_figures", figures)

    return put


def _with_figures(change: Callable[[Figures, Column], Figures]) -> Callable[[Patch], None]:
    """What counts is changed after it was computed."""

    def put(patch: Patch) -> None:
        whole = placement._figures

        def figures(placed: Floats, ends: Ends, column: Column, *rest: Any) -> Figures:
            return change(whole(placed, ends, column, *rest), column)

        patch.setattr(placement, "_figures", figures)

    return put


def _with_rules(name: str, value: float) -> Callable[[Patch], None]:
    """A rule of the methodology that the placement does not heed."""

    def put(patch: Patch) -> None:
        whole = placement.place

        def place(leaf: Leaf, point: Any, column: Column, rules: Any, boundaries: Any) -> placement.Placement:
            number = getattr(rules, name).model_copy(update={"value": value})
            return whole(leaf, point, column, rules.model_copy(update={name: number}), boundaries)

        patch.setattr(engine, "place", place)

    return put


def _ties(*, worse: bool) -> Callable[[Patch], None]:
    def put(patch: Patch) -> None:
        whole = quartiles.quartile_points

        def points(value: Floats, quartiles: Floats, *, worse_on_boundary: Any, **named: Any) -> Floats:
            return whole(value, quartiles, worse_on_boundary=np.full_like(worse_on_boundary, worse), **named)

        patch.setattr(placement, "quartile_points", points)

    return put


def _directions_ignored(patch: Patch) -> None:
    whole = quartiles.quartile_points
    patch.setattr(
        placement, "quartile_points", lambda *args, **named: whole(*args, **named | {"lower_is_better": False})
    )


def _estimates_form_boundaries(patch: Patch) -> None:
    patch.setattr(peers, "_NO_BOUNDARY", ())


def _mixed_ratios_form_boundaries(patch: Patch) -> None:
    patch.setattr(peers, "of_one_boundary", lambda: pl.lit(value=True))


def _strangers_are_peers(patch: Patch) -> None:
    whole = peers.peer_values
    patch.setattr(engine, "peer_values", lambda inputs, outside, points: whole(inputs, outside.clear(), points))


def _nearest_quartiles(patch: Patch) -> None:
    whole = pl.Expr.quantile
    patch.setattr(pl.Expr, "quantile", lambda self, q, _: whole(self, q, "nearest"))


def _groups_of_one_more(patch: Patch) -> None:
    whole = quartiles.finest_quartiles
    patch.setattr(
        engine,
        "finest_quartiles",
        lambda own, groups, values, least, given: whole(own, groups, values, least + 1, given),
    )


def _the_silent_need_a_whole_group(patch: Patch) -> None:
    """The last to speak takes the data point out of its score by falling silent."""
    whole = quartiles.finest_quartiles

    def finest(own: pl.DataFrame, groups: Any, values: Any, least: float, given: Any) -> pl.DataFrame:
        return whole(own.filter(pl.col("count") >= least), groups, values, least, given)

    patch.setattr(engine, "finest_quartiles", finest)


def _weights_are_kept(patch: Patch) -> None:
    """Missing parts keep their weight."""

    def mean(
        parts: Sequence[Figures], weights: Sequence[Floats], size: int, *, of_known: bool
    ) -> tuple[Figures, list[Floats]]:
        figures, effective = weighted_mean(parts, weights, size, of_known=of_known)
        whole = np.sum(list(weights), axis=0) if weights else np.ones(size)
        present = np.sum([np.where(np.isnan(p.score), 0.0, w) for p, w in zip(parts, weights, strict=True)], axis=0)
        share = present / np.where(whole > 0, whole, 1.0)
        return Figures(*(column * share for column in figures.columns)), effective

    patch.setattr(engine, "weighted_mean", mean)


def _unknown_weighs_in_full(patch: Patch) -> None:
    patch.setattr(placement, "_unknown", lambda *_: 1.0)


def _synthetic_scores_of_what_is_known(patch: Patch) -> None:
    patch.setattr(engine, "weighted_mean", lambda *args, **_: weighted_mean(*args, of_known=True))


def _mixes_are_turned(patch: Patch) -> None:
    whole = scoring_plan

    def turned(node: Node) -> Node:
        if node.kind != "synthetic" or [part.name for part in node.parts] != ["disclosure", "performance"]:
            return node
        one, other = node.parts
        return replace(node, parts=(replace(one, weight=other.weight), replace(other, weight=one.weight)))

    patch.setattr(engine, "scoring_plan", lambda *args: tuple(turned(node) for node in whole(*args)))


def _industries_weigh_alike(patch: Patch) -> None:
    patch.setattr(engine, "IndustryWeights", lambda _, ids, factors: IndustryWeights(None, ids, factors))


def _everybody_is_asked(patch: Patch) -> None:
    patch.setattr(engine, "_reasons", lambda *_: {})


def _estimates_are_disclosure(patch: Patch) -> None:
    whole = placement._place_item

    def place(leaf: Any, item: Any, point: Any, column: Column, by: Any) -> placement.Placement:
        return whole(leaf, item, point, replace(column, reported=np.ones_like(column.reported)), by)

    patch.setattr(placement, "_place_item", place)


def _own_words_are_estimated(patch: Patch) -> None:
    patch.setattr(filling, "_estimated", lambda wanted, _: wanted)


def _what_a_word_excuses_counts(patch: Patch) -> None:
    whole = placement._Counts.of
    patch.setattr(placement._Counts, "of", lambda leaf, *rest: whole(replace(leaf, excusable=False), *rest))


def _disputed_is_confirmed(patch: Patch) -> None:
    patch.setattr(matrix, "CONFIRMED", ("confirmed", "corrected", "disputed"))


def _without_silence(figures: Figures, column: Column) -> Figures:
    return figures.where(~np.isnan(column.value))


MUTANTS: Mapping[str, Mutant] = {
    "estimates form boundaries": Mutant(_estimates_form_boundaries, ("oracle",)),
    "ratios across boundaries form boundaries": Mutant(_mixed_ratios_form_boundaries, ("oracle",)),
    "companies to whom it does not apply are peers": Mutant(_strangers_are_peers, ("oracle",)),
    "the nearest value is the quartile": Mutant(_nearest_quartiles, ("oracle",)),
    "a group needs one company more": Mutant(_groups_of_one_more, ("oracle",)),
    "the silent need a whole group": Mutant(_the_silent_need_a_whole_group, ("oracle", "silence")),
    "no cap": Mutant(_with_column(lambda c: replace(c, capped=np.zeros_like(c.capped))), ("oracle", "silence")),
    "carried values count more than in their own year": Mutant(
        _with_column(lambda c: replace(c, most=np.full_like(c.most, np.nan))), ("oracle",)
    ),
    "no penalty": Mutant(_with_column(lambda c: replace(c, penalty=np.zeros_like(c.penalty))), ("oracle",)),
    "the penalty is a bonus": Mutant(_with_column(lambda c: replace(c, penalty=-c.penalty)), ("oracle", "silence")),
    "the penalty falls on all": Mutant(
        _with_column(lambda c: replace(c, estimated=np.ones_like(c.estimated), penalty=c.penalty + 5.0)), ("oracle",)
    ),
    "silence is a missing part": Mutant(_with_figures(_without_silence), ("oracle", "silence")),
    "silence counts half": Mutant(_with_rules("undisclosed_score", 50.0), ("oracle",)),
    "ties go down": Mutant(_ties(worse=True), ("oracle",)),
    "averages win ties": Mutant(_ties(worse=False), ("oracle",)),
    "more is always better": Mutant(_directions_ignored, ("oracle",)),
    "missing parts keep their weight": Mutant(_weights_are_kept, ("oracle",)),
    "what is not known weighs in full": Mutant(_unknown_weighs_in_full, ("oracle",)),
    "averages are known": Mutant(
        _with_figures(lambda f, c: replace(f, kept=np.where(c.average, 1.0, f.kept))), ("oracle",)
    ),
    "synthetic scores count what is known": Mutant(_synthetic_scores_of_what_is_known, ("oracle",)),
    "disclosure and performance change places": Mutant(_mixes_are_turned, ("oracle",)),
    "industries weigh alike": Mutant(_industries_weigh_alike, ("oracle",)),
    "everybody is asked everything": Mutant(_everybody_is_asked, ("oracle",)),
    "estimates are disclosure": Mutant(_estimates_are_disclosure, ("oracle",)),
    "what one's own words decide is estimated": Mutant(_own_words_are_estimated, ("silence",)),
    "silence on what a word excuses counts": Mutant(_what_a_word_excuses_counts, ("oracle",)),
    "disputed values are confirmed": Mutant(_disputed_is_confirmed, ("oracle",)),
    "estimates have no interval": Mutant(
        _with_figures(lambda f, _: replace(f, variance=np.zeros_like(f.variance), shared=np.zeros_like(f.shared))),
        ("oracle",),
    ),
    "errors are each figure's own": Mutant(
        _with_figures(lambda f, _: replace(f, variance=f.variance + f.shared**2, shared=np.zeros_like(f.shared))),
        ("oracle",),
    ),
    "what was read is right": Mutant(_with_column(lambda c: replace(c, read=np.zeros_like(c.read))), ("oracle",)),
}
