"""What the quality report says, in the reader's language, before it has a form."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cnesg.errors import Language, current_language, render
from cnesg.framework import Methodology
from cnesg.pipeline.quality.control import MonthFindings, Why
from cnesg.quality import Finding, gate
from cnesg.quality.causes import Cause
from cnesg.quality.examples import Examples
from cnesg.quality.measures import MEASURES
from cnesg.quality.places import Sources
from cnesg.quality.words import Names, cause_words, measured, sources_words

_OF_CAUSE = 2
"""What happened and how much it explains are the first lines of a cause."""


@dataclass(frozen=True)
class ReportRow:
    """One finding in words.

    Attributes:
        finding: what was found.
        name: of the rule.
        family: of the rule, in words.
        severity: in words.
        said: where, and by what number.
        state: new, since when it is open, or acknowledged by whom.
        evidence: how many rows it rests on.
        example: the first of these figures as one reads it, beside the year before; empty where it rests on none.
        seen_in: the documents or news that it rests on, by title, page, line or row; empty where it rests on none.
        why: the most likely cause, line by line; empty where none was looked for.
    """

    finding: Finding
    name: str
    family: str
    severity: str
    said: str
    state: str
    evidence: str
    example: str = ""
    seen_in: str = ""
    why: tuple[str, ...] = ()


def names_of(found: MonthFindings, methodology: Methodology, language: Language) -> Names:
    """What companies, industries and indicators are called."""
    column = "short_name" if language == "zh" else "name_en"
    rows = found.looked_at.table("companies").iter_rows(named=True)
    entries = (methodology.data_points, methodology.level2, methodology.level1, methodology.dimensions)
    indicators = {code: getattr(one.name, language) for group in entries for code, one in group.items()}
    metrics = {name: str(getattr(one.label, language, name)) for name, one in methodology.metrics.items()}
    industries = {code: str(getattr(one.name, language, code)) for code, one in methodology.industries.items()}
    return {
        "company": {row["company_id"]: row[column] or row["name_en"] or row["company_id"] for row in rows},
        "indicator": metrics | indicators,
        "industry": industries,
    }


def report_rows(
    found: MonthFindings,
    methodology: Methodology,
    language: Language | None = None,
    reasons: dict[str, Why] | None = None,
) -> Iterator[ReportRow]:
    """The findings in words, in their order.

    Args:
        found: the month's findings.
        methodology: names indicators and industries.
        language: the reader's by default.
        reasons: by key of a finding, why it is there.
    """
    language = language or current_language()
    names = names_of(found, methodology, language)
    examples, sources = Examples(found.looked_at), Sources(found.looked_at, found.findings)
    for finding in found.findings:
        rule = found.rules[finding.rule]
        causes = reasons[finding.key].causes if reasons and finding.key in reasons else ()
        example = _example(examples, found, finding, names, language)
        yield ReportRow(
            finding=finding,
            name=getattr(rule.name, language),
            family=render(f"quality.family_{rule.family}", language),
            severity=render(f"quality.severity_{finding.severity}", language),
            said=measured(finding, rule, language, names),
            state=state_words(found, finding, language),
            evidence=render("quality.evidence", language, count=finding.count) if finding.count else "",
            example=example,
            seen_in=next(sources_words(sources.of(finding.evidence), language), ""),
            why=_why(causes[0], finding, bool(example), language, names) if causes else (),
        )


def _why(cause: Cause, finding: Finding, shown: bool, language: Language, names: Names) -> tuple[str, ...]:
    """A cause in words, without what the finding says itself: that it is there, and the example if it is shown."""
    details = {name: told for name, told in cause.details.items() if name != "example" or not shown}
    own = cause.shown_by == finding.key
    cause = replace(cause, details=details, sources=() if own else cause.sources)
    lines = tuple(cause_words(cause, language, names))
    return lines[_OF_CAUSE:] if own else lines


def _example(examples: Examples, found: MonthFindings, finding: Finding, names: Names, language: Language) -> str:
    measure = MEASURES[found.rules[finding.rule].measure]
    if measure.evidence != "observations":
        return ""
    for row in examples.rows(finding.evidence[:1]).iter_rows(named=True):
        told = examples.told(row, names["indicator"].get(row["concept"]), whose=finding.scope != "company")
        return render("quality.seen_example", language, told=told)
    return ""


def state_words(found: MonthFindings, finding: Finding, language: Language | None = None) -> str:
    """New, open since when, and what somebody said of it."""
    state = render(f"quality.state_{found.state(finding)}", language)
    if found.state(finding) == "open":
        state = f"{state} ({found.since[finding.key]})"
    seen = found.acknowledged.get(finding.key)
    if seen is None:
        return state
    said = render("quality.state_acknowledged", language, by=seen.by, until=seen.until, reason=seen.reason)
    return f"{state}; {said}"


def summary(found: MonthFindings, language: Language | None = None) -> tuple[str, str]:
    """The counts in one sentence, and whether deliveries are stopped in another."""
    counts = {severity: sum(one.severity == severity for one in found.findings) for severity in _COUNTED}
    acknowledged = sum(one.key in found.acknowledged for one in found.findings)
    told = render(
        "quality.summary",
        language,
        month=found.month,
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["info"],
        new=len(found.new),
        gone=len(found.gone),
        compared=found.compared or "-",
        acknowledged=acknowledged,
        rules=len(found.rules),
    )
    return told, render("quality.gate_open" if gate(found.findings).passed else "quality.gate_shut", language)


_COUNTED = ("error", "warning", "info")


def to_json(found: MonthFindings) -> dict[str, Any]:
    """For machines: everything, with the words in both languages."""
    sources = Sources(found.looked_at, found.findings)
    return {
        "month": found.month,
        "run_id": found.run_id,
        "compared": found.compared,
        "rules": len(found.rules),
        "gate": gate(found.findings).passed,
        "findings": [
            _plain(found, one)
            | {"state": found.state(one), "sources": [source.as_dict() for source in sources.of(one.evidence)]}
            for one in found.findings
        ],
        "gone": [_plain(found, one) for one in found.gone],
    }


def _plain(found: MonthFindings, finding: Finding) -> dict[str, Any]:
    rule, seen = found.rules[finding.rule], found.acknowledged.get(finding.key)
    return finding.as_dict() | {
        "family": rule.family,
        "name_en": rule.name.en,
        "name_zh": rule.name.zh,
        "cause": rule.cause,
        "since": found.since.get(finding.key),
        "acknowledged": seen and {"by": seen.by, "reason": seen.reason, "until": seen.until.isoformat()},
    }
