"""Quality control of months on an engine's machines, from the workspace that all of them reach, by the same rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cnesg import telemetry
from cnesg.engine import Engine
from cnesg.errors import InputError
from cnesg.framework.quality_rules import load_quality_rules
from cnesg.pipeline.quality.months import MonthsOfWorkspace
from cnesg.pipeline.workspace import Workspace
from cnesg.quality import Finding
from cnesg.quality.checking import find


@dataclass(frozen=True)
class CheckTask:
    """One month to hold against the rules.

    Attributes:
        folder: the workspace, under the path that every machine has it.
        month: YYYY-MM.
        profile: whose runs count.
        deliveries: as for `cnesg.pipeline.quality.control.month_findings`.
    """

    folder: Path
    month: str
    profile: str
    deliveries: pl.DataFrame | None = None


def checked_month(task: CheckTask) -> tuple[Finding, ...]:
    """What the rules find in a month; on whatever machine, nothing is stored."""
    with telemetry.span("month", month=task.month), Workspace.open(task.folder) as workspace:
        months = MonthsOfWorkspace(workspace, task.profile, task.deliveries)
        return find(months.month(task.month), load_quality_rules(workspace.methodology.folder).values())


def findings_elsewhere(
    workspace: Workspace,
    engine: Engine,
    months: Sequence[str],
    profile: str = "default",
    deliveries: pl.DataFrame | None = None,
) -> dict[str, tuple[Finding, ...]]:
    """What the rules find in each of some months, in their order.

    Args:
        workspace: where the runs are.
        engine: whose machines hold months against the rules.
        months: YYYY-MM, all of them run.
        profile: whose runs count.
        deliveries: as for `cnesg.pipeline.quality.control.month_findings`.

    Raises:
        InputError: a machine was lost whenever a month was tried, or the rules failed there.
    """
    folder = workspace.folder.resolve()
    found: dict[int, tuple[Finding, ...]] = {}
    for outcome in engine.run(checked_month, [CheckTask(folder, one, profile, deliveries) for one in months]):
        if outcome.failure is not None:
            raise InputError.of(
                "quality.not_checked", engine=engine.name, month=months[outcome.index], what=str(outcome.failure)
            )
        found[outcome.index] = outcome.result
    return {month: found[index] for index, month in enumerate(months)}
