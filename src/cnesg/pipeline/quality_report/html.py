"""The quality report as one HTML page without outside parts: charts as plain bars, prints on A4, reads on a phone."""

from collections import Counter

from cnesg.errors import Language, current_language, render
from cnesg.framework import Methodology
from cnesg.pipeline.page_templates import page_template
from cnesg.pipeline.quality import MonthFindings, Why
from cnesg.pipeline.quality_report.view import names_of, report_rows, summary
from cnesg.quality import Severity
from cnesg.quality.causes import Causes
from cnesg.quality.words import measured, place_name

_PLACES = 10
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_EXPLAINED = 40


def html_of(found: MonthFindings, methodology: Methodology, language: Language | None = None) -> str:
    """The page; everything from outside is escaped."""
    language = language or current_language()
    names = names_of(found, methodology, language)
    rows = list(report_rows(found, methodology, language, _reasons(found)))
    families = Counter((row.family, row.finding.severity) for row in rows)
    places = Counter((row.finding.scope, row.finding.place) for row in rows if row.finding.severity != "info")
    told, gate = summary(found, language)
    return page_template("cnesg.pipeline.quality_report", "quality.html.j2").render(
        language=language,
        title=render("quality.report_title", language, month=found.month),
        found=found,
        told=told,
        gate=gate,
        shut=any(row.finding.severity == "error" for row in rows),
        counts={one: sum(row.finding.severity == one for row in rows) for one in _SEVERITIES},
        severities=_SEVERITIES,
        rows=rows,
        families=_bars(families),
        places=[(place_name(*where, language, names), count) for where, count in places.most_common(_PLACES)],
        gone=[
            (found.rules[one.rule].name, measured(one, found.rules[one.rule], language, names)) for one in found.gone
        ],
        word=lambda name, **values: render(f"quality.{name}", language, **values),
    )


def _reasons(found: MonthFindings) -> dict[str, Why]:
    """Why the first findings are there that are more than a note."""
    causes = Causes(found.looked_at, found.findings, found.rules)
    told = [one for one in found.findings if one.severity != "info"][:_EXPLAINED]
    return {one.key: Why(found.month, one, found.rules[one.rule], causes.of(one)) for one in told}


def _bars(families: Counter[tuple[str, Severity]]) -> list[tuple[str, dict[Severity, int], int]]:
    """Each family with its counts by severity and their sum, the largest first."""
    found = {family for family, _ in families}
    counted = [(family, {one: families[family, one] for one in _SEVERITIES}) for family in sorted(found)]
    return sorted(((f, c, sum(c.values())) for f, c in counted), key=lambda one: (-one[2], one[0]))
