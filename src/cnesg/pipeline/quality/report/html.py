"""The quality report as one HTML page without outside parts: charts as plain bars, prints on A4, reads on a phone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from cnesg.errors import Language, current_language, render
from cnesg.framework import Methodology
from cnesg.pipeline.page_templates import page_template
from cnesg.pipeline.quality.control import MonthFindings, Why
from cnesg.pipeline.quality.report.view import ReportRow, names_of, report_rows, summary
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
    rows = list(report_rows(found, methodology, language, reasons_of(found)))
    more = [row for row in rows if row.finding.severity != "info"]
    places = Counter((row.finding.scope, row.finding.place) for row in more)
    told, gate = summary(found, language)
    return page_template("cnesg.pipeline.quality.report", "quality.html.j2").render(
        language=language,
        title=render("quality.report_title", language, month=found.month),
        found=found,
        told=told,
        gate=gate,
        shut=any(row.finding.severity == "error" for row in rows),
        counts=found.counts[found.month],
        severities=_SEVERITIES,
        open=[row for row in more if row.finding.key not in found.acknowledged],
        seen=[row for row in more if row.finding.key in found.acknowledged],
        notes=[row for row in rows if row.finding.severity == "info"],
        by_rule=lambda some: [list(same) for _, same in groupby(some, key=lambda row: row.finding.rule)],
        months=_bars(found.counts),
        families=sorted(_bars(_families(rows)), key=lambda bar: (-bar[2], bar[0])),
        places=[
            (place_name(*where, language, names), count) for where, count in places.most_common(_PLACES) if count > 1
        ],
        gone=[
            (found.rules[one.rule].name, measured(one, found.rules[one.rule], language, names)) for one in found.gone
        ],
        word=lambda name, **values: render(f"quality.{name}", language, **values),
    )


def reasons_of(found: MonthFindings) -> dict[str, Why]:
    """Why the first findings are there that are more than a note."""
    causes = Causes(found.looked_at, found.findings, found.rules)
    told = [one for one in found.findings if one.severity != "info"][:_EXPLAINED]
    return {one.key: Why(found.month, one, found.rules[one.rule], causes.of(one)) for one in told}


def _families(rows: Iterable[ReportRow]) -> dict[str, dict[Severity, int]]:
    counted = Counter((row.family, row.finding.severity) for row in rows)
    return {family: {one: counted[family, one] for one in _SEVERITIES} for family, _ in counted}


def _bars(counts: Mapping[str, Mapping[Severity, int]]) -> list[tuple[str, Mapping[Severity, int], int, int]]:
    """Of each name the counts by severity, their sum and the largest sum of all."""
    most = max((sum(one.values()) for one in counts.values()), default=0) or 1
    return [(name, one, sum(one.values()), most) for name, one in counts.items()]
