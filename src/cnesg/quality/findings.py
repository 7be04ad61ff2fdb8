"""What quality control finds: one deviation from one rule at one place, with the evidence for it."""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal, get_args

Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From what is worth knowing to what stops every delivery."""

ScopeKind = Literal["market", "company", "industry", "indicator", "source", "version", "product"]
SCOPES: tuple[ScopeKind, ...] = get_args(ScopeKind)
MARKET = "*"
"""The id of the scope `market`."""


@dataclass(frozen=True)
class Finding:
    """A rule that did not hold somewhere.

    Attributes:
        key: the same for the same rule at the same place in every month, 12 hexadecimal digits.
        rule: id of the rule.
        severity: info, warning or error; an error stops every delivery.
        scope: what kind of thing it is about.
        place: which one: id of a company, code of an industry or indicator, name of a source, version or product.
        measure: what was measured.
        threshold: what it was held against.
        before: the same measure in the month that it was compared with; None where a rule compares with none.
        evidence: what it rests on: ids of observations, documents, news or companies, the first few.
        count: how many such ids there are.
        parts: the fiscal years or months of publication that it is about; empty where the measure tells none apart.
    """

    key: str
    rule: str
    severity: Severity
    scope: ScopeKind
    place: str
    measure: float
    threshold: float
    before: float | None = None
    evidence: tuple[str, ...] = ()
    count: int = 0
    parts: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As a plain mapping, in the order of the attributes."""
        return vars(self) | {"evidence": list(self.evidence), "parts": list(self.parts)}


def finding_key(rule: str, scope: ScopeKind, place: str) -> str:
    """The key of a finding."""
    return hashlib.sha256(f"{rule}\x1f{scope}\x1f{place}".encode()).hexdigest()[:12]


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings as a reader wants them: errors first, then by rule, the furthest beyond its threshold first."""
    return tuple(sorted(findings, key=lambda one: (-SEVERITIES.index(one.severity), one.rule, -_excess(one), one.key)))


def _excess(finding: Finding) -> float:
    """How far beyond the threshold, in thresholds."""
    return abs(finding.measure - finding.threshold) / (abs(finding.threshold) or 1.0)
