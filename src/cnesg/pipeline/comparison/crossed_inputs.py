"""Inputs of one instant's facts by another instant's rules: what both have in common is computed once."""

from dataclasses import replace

import polars as pl

from cnesg.imputation import concepts_behind, cut_to, data_points_on_factors
from cnesg.model import INPUTS
from cnesg.pipeline.comparison.worlds import changed_series, definitions_differ
from cnesg.pipeline.runs.basis import ScoringBasis, computed_inputs, counted_facts, estimated_inputs
from cnesg.pipeline.workspace import Workspace

_OF_RUN = ("run_id", "recorded_at", "position")
"""Columns that say of which stored run a row is, which these are not."""


def crossed_inputs(workspace: Workspace, own: pl.DataFrame, facts: ScoringBasis, rules: ScoringBasis) -> pl.DataFrame:
    """The rows of `computed_inputs` of facts by rules, to the bit; those that the rules leave as they are, from `own`.

    Where the rules of both instants differ by factors alone, as they do where a year's factor was published in
    between, only data points that rest on these are computed.

    Args:
        workspace: where the facts are.
        own: table INPUTS of these facts by their own rules.
        facts: whose instant, position, fiscal year and companies count.
        rules: whose methodology selects and estimates, with the factors published by its instant.
    """
    if definitions_differ(facts, rules):
        return computed_inputs(workspace, facts, rules)
    codes = data_points_on_factors(facts.methodology, changed_series(facts, rules))
    if not codes:
        return own
    cut = replace(rules, methodology=cut_to(rules.methodology, codes))
    counted = counted_facts(workspace, facts, rules, concepts_behind(cut.methodology))
    anew = estimated_inputs(counted, facts, cut).filter(pl.col("data_point").is_in(codes))
    others = own.filter(~pl.col("data_point").is_in(codes)).drop(_OF_RUN, strict=False)
    return INPUTS.conform(pl.concat([others, anew.drop(_OF_RUN, strict=False)])).sort(INPUTS.sort_by)
