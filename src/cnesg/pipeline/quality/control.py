"""Monthly quality control of a workspace: what the rules find in a month, held against the months before, and why."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import polars as pl

from cnesg import telemetry
from cnesg.engine import Engine
from cnesg.errors import InputError
from cnesg.framework.quality_rules import QualityRule, load_quality_rules
from cnesg.pipeline.quality.checks import Checks
from cnesg.pipeline.quality.elsewhere import findings_elsewhere
from cnesg.pipeline.quality.months import MonthsOfWorkspace
from cnesg.pipeline.workspace import Workspace
from cnesg.quality import Finding, Severity
from cnesg.quality.causes import Cause, Causes
from cnesg.quality.checking import Measured, find
from cnesg.quality.findings import SEVERITIES
from cnesg.quality.month import Month
from cnesg.verification import Ledger
from cnesg.verification.acknowledgements import Acknowledgement

_LOOKED_BACK = 2
"""Months before that findings are followed through."""


@dataclass(frozen=True)
class MonthFindings:
    """What quality control found in a month.

    Attributes:
        month: YYYY-MM.
        run_id: the run that was looked at.
        profile: whose run it is.
        findings: errors first.
        rules: all rules, by id.
        looked_at: the month itself, for who wants to know why.
        compared: the month before that was run, if any.
        since: by key of a finding the first of the months looked back on in which it was there without a break.
        gone: findings that the month before had and this month has not.
        acknowledged: by key of a finding, what somebody said of it and still holds.
        counts: findings by severity of the months looked back on and of this one, the earliest first.
    """

    month: str
    run_id: str
    profile: str
    findings: tuple[Finding, ...]
    rules: Mapping[str, QualityRule]
    looked_at: Month
    compared: str | None = None
    since: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[Finding, ...] = ()
    acknowledged: Mapping[str, Acknowledgement] = field(default_factory=dict)
    counts: Mapping[str, Mapping[Severity, int]] = field(default_factory=dict)

    @property
    def new(self) -> frozenset[str]:
        """Keys of findings that the month before did not have."""
        return frozenset(one.key for one in self.findings if self.since.get(one.key, self.month) == self.month)

    def state(self, finding: Finding) -> str:
        """New or open."""
        return "new" if finding.key in self.new else "open"


@telemetry.stage("quality")
def month_findings(
    workspace: Workspace,
    month: date,
    profile: str = "default",
    deliveries: pl.DataFrame | None = None,
    engine: Engine | None = None,
) -> MonthFindings:
    """What the rules find in a month, and in those that it is followed through.

    Args:
        workspace: where the runs are.
        month: any day of the month.
        profile: name of the profile whose run counts.
        deliveries: what is about to be delivered and was delivered before, one row a month and product.
        engine: where months are held against the rules; one after the other here by default.

    Raises:
        InputError: the month was not run, or the machine of the engine was lost whenever it was tried.
    """
    months = MonthsOfWorkspace(workspace, profile, deliveries)
    label = f"{month:%Y-%m}"
    if label not in months.runs:
        last_day = month.replace(day=monthrange(month.year, month.month)[1])
        there = ", ".join(months.runs) or "-"
        raise InputError.of("quality.not_run", month=label, profile=profile, months=there, last_day=last_day)
    rules = load_quality_rules(workspace.methodology.folder)
    looked_at = months.month(label)
    earlier = [one for one in months.runs if one < label][-_LOOKED_BACK:]
    wanted = [label, *reversed(earlier)]
    if engine is None or engine.name == "local":
        measured = Measured()  # a month before is measured once
        past = {one: find(months.month(one), rules.values(), measured) for one in wanted}
    else:
        past = findings_elsewhere(workspace, engine, wanted, profile, deliveries)
    findings = past.pop(label)
    keys = {one.key for one in findings}
    return MonthFindings(
        month=label,
        run_id=months.runs[label]["run_id"],
        profile=profile,
        findings=findings,
        rules=rules,
        looked_at=looked_at,
        compared=earlier[-1] if earlier else None,
        since=_since(label, keys, past),
        gone=tuple(one for one in past[earlier[-1]] if one.key not in keys) if earlier else (),
        acknowledged=_acknowledged(workspace),
        counts={one: _counts(found) for one, found in [*reversed(past.items()), (label, findings)]},
    )


def keep_check(workspace: Workspace, found: MonthFindings, overridden: Collection[str] = ()) -> None:
    """Keep that a month was checked, so that later months need not look at the same rows (`Checks.record`).

    Args:
        workspace: where the run is.
        found: what was found.
        overridden: keys of errors that somebody lets pass by name.

    Raises:
        WorkspaceError: another process is writing, or the workspace can't be written to.
    """
    Checks(workspace, found.profile).record(found.looked_at, found.findings, overridden)


def _counts(findings: tuple[Finding, ...]) -> dict[Severity, int]:
    return {severity: sum(one.severity == severity for one in findings) for severity in reversed(SEVERITIES)}


def _since(label: str, keys: set[str], past: Mapping[str, tuple[Finding, ...]]) -> dict[str, str]:
    since, open_ = dict.fromkeys(keys, label), set(keys)
    for month, findings in past.items():
        open_ &= {one.key for one in findings}
        since |= dict.fromkeys(open_, month)
    return since


def _acknowledged(workspace: Workspace) -> dict[str, Acknowledgement]:
    if not Ledger.exists(workspace.folder):
        return {}
    with Ledger.open(workspace.folder) as ledger:
        return ledger.acknowledgements.holding(datetime.now(UTC).date())


@dataclass(frozen=True)
class Why:
    """Why a finding is there.

    Attributes:
        month: in which month.
        finding: what was found.
        rule: the rule that did not hold.
        causes: the most likely first; none where no fault at a source explains it.
    """

    month: str
    finding: Finding
    rule: QualityRule
    causes: tuple[Cause, ...]


def why(workspace: Workspace, key: str, month: date | None = None, profile: str = "default") -> Why:
    """The causes of a finding.

    Args:
        workspace: where the runs are.
        key: of the finding; its beginning, if only one finding begins so.
        month: any day of the month; the latest one with the finding if None.
        profile: whose runs count.

    Raises:
        InputError: the month was not run, or no month has such a finding.
    """
    found, finding = _located(workspace, key, month, profile)
    causes = Causes(found.looked_at, found.findings, found.rules)
    return Why(found.month, finding, found.rules[finding.rule], causes.of(finding))


def acknowledge(workspace: Workspace, given: Acknowledgement, profile: str = "default") -> Acknowledgement:
    """Keep an acknowledgement in the ledger; the same one by the same person, given again, is the one that is stored.

    Returns:
        It, with the finding's whole key; with its own `given_at` where it was stored before.

    Raises:
        InputError: no month has a finding with this key.
    """
    _, finding = _located(workspace, given.finding, None, profile)
    given = replace(given, finding=finding.key)
    with Ledger.open(workspace.folder) as ledger:
        before = ledger.acknowledgements.holding(given.until).get(given.finding)
        if before is not None and replace(given, given_at=before.given_at) == before:
            return before
        ledger.acknowledgements.give(given)
    return given


def _located(workspace: Workspace, key: str, month: date | None, profile: str) -> tuple[MonthFindings, Finding]:
    if month is not None:
        found = month_findings(workspace, month, profile)
        for finding in _named(found, key):
            return found, finding
        raise InputError.of("quality.no_finding", finding=key, month=found.month)
    for label in reversed(MonthsOfWorkspace(workspace, profile).runs):
        found = month_findings(workspace, date.fromisoformat(f"{label}-01"), profile)
        for finding in _named(found, key):
            return found, finding
    raise InputError.of("quality.nowhere", finding=key)


def _named(found: MonthFindings, key: str) -> tuple[Finding, ...]:
    """The finding that a key, or the beginning of one, means."""
    fitting = tuple(one for one in found.findings if key and one.key.startswith(key))
    return fitting if len(fitting) == 1 else ()
