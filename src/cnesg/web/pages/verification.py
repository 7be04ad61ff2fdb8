"""The verification page: one value after another beside the page that it was read from."""

import math
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.errors import CnesgError, InputError
from cnesg.pipeline.checking.values import Shown
from cnesg.verification.accounts import Visitor
from cnesg.web.pages.evidence import snapshot_path
from cnesg.web.rendering import MenuEntry, language_of, page
from cnesg.web.sheets import lines_around, sheet_of, undrawn
from cnesg.web.site import Site
from cnesg.web.visiting import Verifier, site_of
from cnesg.web.wording import definition_of, label_of, source_of

router = APIRouter()
MENU = (MenuEntry("workbench.verify", "/verify", "verifier"),)
_NEIGHBOURS = 12
_LONGEST = 2000
_AHEAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


@router.get("/verify")
def verify(
    request: Request,
    visitor: Verifier,
    view: Literal["near", "full"] = "near",
    already: Literal["stored", "taken-back"] | None = None,
) -> Response:
    """The value that this person has, or the next one; above it that an answer sent again had been stored before."""
    site = site_of(request)
    shown = site.desk.next_value(visitor.name, senior=visitor.may("senior"))
    if shown is not None:
        _AHEAD.submit(_make_ready, site, visitor)
    return _page(request, visitor, shown, view=view, already=already)


@router.get("/verify/sheet")
def sheet(request: Request, visitor: Verifier, observation: str) -> Response:
    """The sheet of a value that this person has, with all boxes: asked for by the page itself when not at hand.

    Nothing, for a value that this person has no more: who answers at once is faster than the page.
    """
    site = site_of(request)
    held = site.desk.held(visitor.name, observation)
    if held is None:
        return Response(status_code=204)
    file = snapshot_path(site, held.row["document"])
    drawn = sheet_of(site.pictures, file, held.row, _boxes(held))
    problem = undrawn(site.pictures, file, held.row["page"], language_of(request))
    return page(request, "verify-sheet.html", row=held.row, sheet=drawn, undrawn=problem)


@router.post("/verify/answer")
def answer(
    request: Request,
    visitor: Verifier,
    observation: Annotated[str, Form(max_length=64)],
    said: Annotated[Literal["confirmed", "corrected", "rejected", "not-found"], Form()],
    value: Annotated[str, Form(max_length=_LONGEST)] = "",
    reason: Annotated[str, Form(max_length=_LONGEST)] = "",
    also: Annotated[list[str], Form(max_length=_NEIGHBOURS)] = [],  # noqa: B006 - FastAPI's way; never changed
) -> Response:
    """Write down what this person says, and go on; what is wrong with the answer is told beside the value.

    A confirmation may hold neighbours in the same table that were looked at with it.
    """
    desk = site_of(request).desk
    try:
        if said == "confirmed" and also:
            given = desk.confirm(visitor.name, observation, also, senior=visitor.may("senior"))
        else:
            number = parse_number(value) if said == "corrected" else None
            given = desk.answer(visitor.name, said, about=observation, value=number, reason=reason.strip() or None)
    except InputError as error:
        held = desk.held(visitor.name, observation)
        lines = error.lines(language_of(request))
        if held is None:
            return page(request, "problem.html", 409, status=409, lines=lines)
        typed = {"said": said, "value": value, "reason": reason}
        return _page(request, visitor, held, problems=lines, typed=typed, code=422)
    return RedirectResponse("/verify?already=stored" if given.already else "/verify", 303)


@router.post("/verify/skip")
def skip(request: Request, visitor: Verifier, observation: Annotated[str, Form(max_length=64)]) -> Response:
    """Give the value back unanswered, and go on."""
    site_of(request).desk.skip(visitor.name, observation)
    return RedirectResponse("/verify", 303)


@router.post("/verify/undo")
def undo(request: Request, visitor: Verifier) -> Response:
    """Take the last answer back; its value comes again."""
    desk = site_of(request).desk
    try:
        given = desk.undo(visitor.name)
    except InputError as error:
        shown = desk.next_value(visitor.name, senior=visitor.may("senior"))
        return _page(request, visitor, shown, problems=error.lines(language_of(request)), code=409)
    return RedirectResponse("/verify?already=taken-back" if given.already else "/verify", 303)


def parse_number(typed: str) -> float:
    """A number as people type it: groups of three, blanks, full-width digits.

    Raises:
        InputError: it is none, or none that is finite.
    """
    plain = unicodedata.normalize("NFKC", typed).replace(",", "").replace(" ", "").replace("\u2212", "-")
    try:
        number = float(plain)
    except ValueError as error:
        raise InputError.of("workbench.no_number", typed=typed[:40]) from error
    if not math.isfinite(number):
        raise InputError.of("workbench.no_number", typed=typed[:40])
    return number


def _page(request: Request, visitor: Visitor, shown: Shown | None, code: int = 200, **more: Any) -> Response:
    site = site_of(request)
    common = {"problems": [], "typed": {"said": "", "value": "", "reason": ""}, "view": "near", "already": None, **more}
    counts = {"waiting": site.desk.queue.count, "given": site.desk.queue.given.get(visitor.name, 0)}
    if shown is None:
        return page(request, "verify-done.html", code, **common, **counts)
    row, desk = shown.row, site.desk
    file = snapshot_path(site, row["document"])
    also = {one["observation_id"] for one in desk.also_asked(visitor.name, row, senior=visitor.may("senior"))}
    near = [
        {"label": label_of(site.methodology, one), "row": one, "also": one["observation_id"] in also}
        for one in shown.neighbours[:_NEIGHBOURS]
    ]
    return page(
        request,
        "verify.html",
        code,
        row=row,
        label=label_of(site.methodology, row),
        definition=definition_of(site.methodology, row),
        company=desk.companies.get(row["company_id"], row["company_id"]),
        source=source_of(row, desk.documents.get(row["document"], {}).get("title")),
        sheet=sheet_of(site.pictures, file, row, _boxes(shown), wait=False),
        lines=lines_around(site.pictures, file, row["line"]) if row["page"] is None else [],
        undrawn=undrawn(site.pictures, file, row["page"], language_of(request)),
        neighbours=near,
        until=shown.until,
        **common,
        **counts,
    )


def _boxes(shown: Shown) -> list[Any]:
    """Where the neighbours that are listed stand on the page."""
    return [one["bbox"] for one in shown.neighbours[:_NEIGHBOURS] if one["bbox"] is not None]


def _make_ready(site: Site, visitor: Visitor) -> None:
    """Draw the page of what comes next while the person looks at what is there now."""
    with suppress(CnesgError, OSError):
        row = site.desk.upcoming(visitor.name, senior=visitor.may("senior"))
        if row is not None:
            file = snapshot_path(site, row["document"])
            if sheet_of(site.pictures, file, row) is not None:
                site.pictures.picture(file, row["page"])
