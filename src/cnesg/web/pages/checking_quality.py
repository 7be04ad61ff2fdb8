"""How well checking goes: agreement, errors caught, minutes, precision; on a page and as files."""

from collections.abc import Iterator
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from cnesg.pipeline.checking.values import Quality
from cnesg.pipeline.writing import facts_bytes
from cnesg.verification.agreement import ShareOf
from cnesg.web.rendering import MenuEntry, page
from cnesg.web.visiting import Overseer, site_of

router = APIRouter()
MENU = (
    MenuEntry("workbench.quality", "/verify/quality", "senior"),
    MenuEntry("workbench.quality", "/verify/quality", "administrator"),
)
_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


@router.get("/verify/quality")
def quality(request: Request, visitor: Overseer) -> Response:  # noqa: ARG001 - names and minutes are not for everybody
    """All measures of checking."""
    found = site_of(request).desk.quality()
    return page(request, "verify-quality.html", found=found, chart=_chart(found))


@router.get("/verify/quality.{form}")
def exported(request: Request, visitor: Overseer, form: Literal["csv", "jsonl"]) -> Response:
    """The same as a file, one row a measure."""
    site = site_of(request)
    site.accounts.note(visitor.name, "exported", f"quality.{form}")
    content = facts_bytes(measures(site.desk.quality()), form)
    headers = {"content-disposition": f'attachment; filename="quality.{form}"'}
    return Response(content, media_type=_TYPES[form], headers=headers)


def measures(found: Quality) -> Iterator[dict[str, Any]]:
    """One row a measure: what, of what, value, count, and the interval of shares."""
    two = found.agreement
    yield _row("opinions", "", found.opinions)
    for kind, count in found.waiting.items():
        yield _row("waiting", kind, count)
    for name in ("observed", "kappa", "ac1"):
        yield _row("agreement", name, getattr(two, name), two.count)
    for kind, caught in found.caught.items():
        yield _share("caught", kind, caught)
    for way, right in found.precision.items():
        yield _share("right as read", way, right)
    yield _share("right as read", "blind sample", found.sampled)
    for name, minutes in found.minutes.items():
        yield _row("median minutes a value", name, minutes)


def _share(measure: str, of: str, share: ShareOf) -> dict[str, Any]:
    return _row(measure, of, share.share, share.count) | {"low": share.low, "high": share.high}


def _row(measure: str, of: str, value: float | None, count: int | None = None) -> dict[str, Any]:
    return {"measure": measure, "of": of, "value": value, "count": count, "low": None, "high": None}


def _chart(found: Quality) -> dict[str, Any] | None:
    """Shares of numbers right as read, by way of reading, as bars."""
    ways = {way: share for way, share in found.precision.items() if share.count}
    if not ways:
        return None
    return {
        "grid": {"left": 90, "right": 30, "top": 10, "bottom": 30},
        "xAxis": {"type": "value", "min": 0, "max": 100},
        "yAxis": {"type": "category", "data": list(ways)},
        "series": [
            {"type": "bar", "barMaxWidth": 26, "data": [round(100 * (one.share or 0), 1) for one in ways.values()]}
        ],
    }
