"""The gate before every delivery: errors stop it, unless a person takes responsibility by name and with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cnesg.errors import InputError, Problem
from cnesg.quality.findings import Finding


@dataclass(frozen=True)
class Override:
    """Somebody lets an error pass.

    Attributes:
        finding: key of the finding, or id of a rule for all its findings.
        by: who takes responsibility.
        reason: why.
    """

    finding: str
    by: str
    reason: str


@dataclass(frozen=True)
class Gate:
    """What a delivery has before it.

    Attributes:
        open: errors that nobody overrode; any of them stops every delivery.
        overridden: errors that somebody did, each with the override; they stand in the manifest.
    """

    open: tuple[Finding, ...]
    overridden: tuple[tuple[Finding, Override], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether a delivery may go out."""
        return not self.open

    def as_dict(self) -> dict[str, Any]:
        """For a manifest: `passed`, and each override with who, why and what it lets pass."""
        return {
            "passed": self.passed,
            "open": [finding.as_dict() for finding in self.open],
            "overrides": [
                {"by": override.by, "reason": override.reason, **finding.as_dict()}
                for finding, override in self.overridden
            ],
        }


def gate(findings: Iterable[Finding], overrides: Sequence[Override] = ()) -> Gate:
    """What of a month's findings stops its deliveries. An acknowledgement lets nothing pass; only an override does.

    Args:
        findings: of the month.
        overrides: what people let pass.

    Raises:
        InputError: overrides without a name or a reason, or of what is no error of this month; all at once.
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    known = {name for finding in errors for name in (finding.key, finding.rule)}
    problems = [
        Problem.of(f"quality.override_{what}", finding=one.finding)
        for one in overrides
        for what, wrong in (
            ("nobody", not one.by.strip()),
            ("no_reason", not one.reason.strip()),
            ("of_nothing", one.finding not in known),
        )
        if wrong
    ]
    if problems:
        raise InputError(*problems)
    by_name = {one.finding: one for one in reversed(overrides)}
    passed = [(one, by_name.get(one.key) or by_name.get(one.rule)) for one in errors]
    return Gate(
        open=tuple(finding for finding, override in passed if override is None),
        overridden=tuple((finding, override) for finding, override in passed if override is not None),
    )
