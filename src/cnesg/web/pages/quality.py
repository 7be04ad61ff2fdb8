"""Quality control: what the rules find in a month, whether deliveries may leave, and why a finding is there."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from cnesg.pipeline.views.later import Refused
from cnesg.pipeline.views.quality import SEVERITIES, month_quality, months_run
from cnesg.web import charts
from cnesg.web.rendering import MenuEntry, language_of, page
from cnesg.web.visiting import Opened, Reader, site_of

MENU = (MenuEntry("pages.quality", "/quality", "reader"),)
router = APIRouter()
_Month = Annotated[str, Query(pattern=r"^(\d{4}-\d\d)?$")]


@router.get("/quality")
def quality(
    request: Request,
    visitor: Reader,  # noqa: ARG001 - who asks must be a reader
    workspace: Opened,
    month: _Month = "",
    severity: Literal["", "error", "warning", "info"] = "",
    family: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The findings of a month, worked out in the background; in place, or as a page of its own."""
    site, language = site_of(request), language_of(request)
    months = months_run(workspace, site.memory)
    shown = month or max(months, default="")
    if shown and shown not in months:
        raise HTTPException(404)
    found = month_quality(site.background, workspace, shown) if shown else None
    problems = [problem.text(language) for problem in found.problems] if isinstance(found, Refused) else []
    ready = None if isinstance(found, Refused) else found
    rows = ready.rows[language] if ready else ()
    families = ready.families(language) if ready else []
    in_place = request.headers.get("hx-request") == "true"
    return page(
        request,
        "findings.html" if in_place else "quality.html",
        month=shown,
        months=months,
        found=ready,
        problems=problems,
        severity=severity,
        family=family,
        families=families,
        severities=SEVERITIES,
        chart_option=charts.findings(families, language) if families else None,
        rows=[one for one in rows if severity in ("", one.finding.severity) and family in ("", one.family)],
        acknowledged=site.ledger.acknowledgements.holding(datetime.now(UTC).date()),
        gone=ready.gone[language] if ready else (),
        address=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
    )
