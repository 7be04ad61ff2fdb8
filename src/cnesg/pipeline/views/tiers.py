"""Tiers of a market's league table: who cannot be told apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from cnesg.pipeline.robustness.standing import league
from cnesg.pipeline.views.later import Background, Refused
from cnesg.pipeline.views.runs import ShownRun
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Tier:
    """A company's tier; columns of `cnesg.scoring.league.league_table`."""

    tier: int
    place: int
    low: float
    high: float


def tiers(workspace: Workspace, run: ShownRun) -> Mapping[str, Tier]:
    """Each company's tier at the latest run of a run's day, by id.

    Raises:
        InputError: the run can't be looked into with the methodology that is here.
    """
    table = league(workspace, run.day, run.profile).table
    columns = ("company_id", "tier", "place", "low", "high")
    return {company: Tier(*values) for company, *values in table.select(columns).iter_rows()}


def tiers_or_wait(background: Background, run: ShownRun) -> Mapping[str, Tier] | None:
    """The tiers, drawn in the background; None until they are there, none of them where they can't be drawn."""
    found = background.ask(("tiers", run.run_id), lambda workspace: tiers(workspace, run))
    return {} if isinstance(found, Refused) else found
