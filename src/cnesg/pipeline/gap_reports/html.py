"""The gap report as one HTML page without outside parts: prints on A4, reads on a phone."""

from collections.abc import Mapping

from markupsafe import Markup

from cnesg.errors import render
from cnesg.pipeline.gap_reports.view import View
from cnesg.pipeline.page_templates import page_template


def html_of(view: View) -> str:
    """The page; everything from the report is escaped."""
    title = render("gap.report_title", view.language)
    return page_template("cnesg.pipeline.gap_reports", "gap.html.j2").render(view=view, title=title, bar=_bar)


def _bar(counts: Mapping[str, int]) -> Markup:
    total = sum(counts.values()) or 1
    parts = (
        Markup('<i class="{}" style="width:{:.1f}%"></i>').format(status, 100 * counts[status] / total)
        for status in ("disclosed", "explained", "missing")
        if counts[status]
    )
    return Markup('<div class="bar" role="img" aria-label="{}">{}</div>').format(
        ", ".join(f"{counts[s]}" for s in ("disclosed", "explained", "missing")), Markup("").join(parts)
    )
