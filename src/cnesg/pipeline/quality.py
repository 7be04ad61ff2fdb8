"""Monthly quality control of a workspace: what the rules find in a month, held against the months before."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cnesg.errors import InputError
from cnesg.framework.profiles import find_profile, run_label
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.workspace import Workspace
from cnesg.quality import Finding


@dataclass(frozen=True)
class MonthFindings:
    """What quality control found in a month.

    Attributes:
        month: YYYY-MM.
        run_id: the run that was looked at.
        findings: errors first.
    """

    month: str
    run_id: str
    findings: tuple[Finding, ...]


def month_findings(
    workspace: Workspace, month: date, profile: str = "default", deliveries: pl.DataFrame | None = None
) -> MonthFindings:
    """What the rules find in a month.

    Args:
        workspace: where the runs are.
        month: any day of the month.
        profile: name of the profile whose run counts.
        deliveries: what is about to be delivered and was delivered before, one row a month and product.

    Raises:
        InputError: the month was not run.
    """
    del deliveries
    runs = monthly_runs(workspace, profile)
    label = f"{month:%Y-%m}"
    if label not in runs:
        last_day = month.replace(day=monthrange(month.year, month.month)[1])
        there = ", ".join(sorted(runs)) or "-"
        raise InputError.of("quality.not_run", month=label, profile=profile, months=there, last_day=last_day)
    return MonthFindings(label, runs[label]["run_id"], ())


def monthly_runs(workspace: Workspace, profile: str) -> dict[str, dict[str, Any]]:
    """By month (YYYY-MM), the row of its last run with a profile."""
    chosen = run_label(find_profile(workspace.methodology, profile), workspace.methodology)
    runs = workspace.store.read("runs", where=pl.col("profile") == chosen).sort("as_of", "position")
    return {f"{row['as_of'].astimezone(SHANGHAI):%Y-%m}": row for row in runs.iter_rows(named=True)}
