"""Quality control of a month as readers see it, made in the background: rules take seconds on a whole market."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from cnesg.errors import Language
from cnesg.pipeline.quality.control import month_findings
from cnesg.pipeline.quality.months import monthly_runs
from cnesg.pipeline.quality.report import ReportRow, report_rows
from cnesg.pipeline.quality.report.html import reasons_of
from cnesg.pipeline.quality.report.view import names_of
from cnesg.pipeline.views.later import Background, Refused
from cnesg.pipeline.views.memory import Memory, last_change
from cnesg.pipeline.workspace import Workspace
from cnesg.quality import Severity, gate
from cnesg.quality.words import measured

PROFILE = "default"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True)
class MonthQuality:
    """What quality control found in a month, in words; what people acknowledged is not in it, as that changes.

    Attributes:
        month: YYYY-MM.
        run_id: the run that was looked at.
        compared: the month before that was run, if any.
        rules: how many were applied.
        passed: whether deliveries may leave.
        new: keys of findings that the month before did not have.
        rows: the findings, errors first, by language.
        gone: rule and words of what the month before had and this month has not, by language.
    """

    month: str
    run_id: str
    compared: str | None
    rules: int
    passed: bool
    new: frozenset[str]
    rows: Mapping[Language, tuple[ReportRow, ...]]
    gone: Mapping[Language, tuple[tuple[str, str], ...]]

    def count(self, severity: Severity) -> int:
        """How many findings are that severe."""
        return sum(row.finding.severity == severity for row in self.rows["en"])

    def families(self, language: Language) -> list[tuple[str, Mapping[Severity, int]]]:
        """Each family of rules with its findings by severity, the one with most first."""
        counted = Counter((row.family, row.finding.severity) for row in self.rows[language])
        found = {family: {one: counted[family, one] for one in SEVERITIES} for family, _ in sorted(counted)}
        return sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))


def months_run(workspace: Workspace, memory: Memory) -> Mapping[str, str]:
    """The months that quality control can look at, oldest first, each with its run."""
    key = (str(workspace.folder), "months", last_change(workspace, memory, "runs"))
    return memory.get(
        key, lambda: {label: str(row["run_id"]) for label, row in monthly_runs(workspace, PROFILE).items()}
    )


def month_quality(background: Background, workspace: Workspace, month: str) -> MonthQuality | Refused | None:
    """What quality control finds in a month at the log's present position; None while it is worked out.

    Args:
        background: where it is worked out.
        workspace: where the runs are.
        month: YYYY-MM, one of `months_run`.
    """
    key = (str(workspace.folder), "quality", month, workspace.store.position)
    found: MonthQuality | Refused | None = background.ask(key, lambda opened: _read(opened, month))
    return found


def _read(workspace: Workspace, month: str) -> MonthQuality:
    # Acknowledgements are laid over it when it is shown.
    found = replace(month_findings(workspace, date.fromisoformat(f"{month}-01"), PROFILE), acknowledged={})
    reasons, methodology = reasons_of(found), workspace.methodology
    names = {language: names_of(found, methodology, language) for language in _LANGUAGES}
    return MonthQuality(
        month=found.month,
        run_id=found.run_id,
        compared=found.compared,
        rules=len(found.rules),
        passed=gate(found.findings).passed,
        new=found.new,
        rows={language: tuple(report_rows(found, methodology, language, reasons)) for language in _LANGUAGES},
        gone={
            language: tuple(
                (
                    str(getattr(found.rules[one.rule].name, language)),
                    measured(one, found.rules[one.rule], language, names[language]),
                )
                for one in found.gone
            )
            for language in _LANGUAGES
        },
    )
