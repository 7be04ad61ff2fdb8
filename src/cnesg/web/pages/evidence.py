"""Where a number stands: its report's page with the number's box, and the picture itself, for those who may see it."""

import re
from pathlib import Path
from typing import Annotated, Any

import polars as pl
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import FileResponse, Response

from cnesg.pipeline.as_of.standing import SAYS_OTHERWISE, since_of
from cnesg.pipeline.checking.disputing import disputes_on
from cnesg.verification.accounts import Visitor
from cnesg.web.rendering import language_of, page
from cnesg.web.sheets import lines_around, sheet_of, undrawn
from cnesg.web.site import Site
from cnesg.web.visiting import Opened, Reader, require, site_of
from cnesg.web.wording import definition_of, label_of, source_of

router = APIRouter()
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{8,64}")
_DAY = 24 * 3600


def may_see(visitor: Visitor, company_id: str) -> bool:
    """Whether somebody may see pages of a company's reports: who checks or administers, and the company itself."""
    if visitor.role == "issuer":
        return visitor.company_id == company_id
    return visitor.role in {"verifier", "senior", "administrator"}


def added_document(request: Request, visitor: Visitor, about: str, company_id: str, kept: tuple[str, str]) -> Response:
    """A document that a company added, for who may see pages of its reports; it is saved, not shown.

    Args:
        request: who asks is noted.
        visitor: who asks.
        about: the dispute or entry that it came with.
        company_id: whose it is.
        kept: its hash, and how the file was called.

    Raises:
        HTTPException: 403.
    """
    if not may_see(visitor, company_id):
        raise HTTPException(403, "role")
    site, (document, name) = site_of(request), kept
    site.accounts.note(visitor.name, "exported", f"{about}: {name}")
    return FileResponse(snapshot_path(site, document), media_type="application/octet-stream", filename=name)


def snapshot_path(site: Site, document: str) -> Path:
    """Where a report lies; the name is a hash and nothing else.

    Raises:
        HTTPException: 404.
        StoreError: the storage that the workspace shares does not answer.
    """
    if not _SHA256.fullmatch(document):
        raise HTTPException(404)
    return site.snapshots.here(document)


@router.get("/picture/{document}/{number}")
def picture(
    request: Request,
    document: str,
    number: Annotated[int, InPath(ge=1, le=100_000)],
    visitor: Annotated[Visitor, Depends(require("reader"))],
) -> Response:
    """The picture of a page of a report."""
    site = site_of(request)
    file = snapshot_path(site, document)
    known = site.desk.documents.get(document)
    if known is None or not file.is_file():
        raise HTTPException(404)
    if not may_see(visitor, known["company_id"]):
        raise HTTPException(403, "role")
    if number > (known["pages"] or number):
        raise HTTPException(404)
    drawn = site.pictures.picture(file, number)  # what can't be drawn is told like every refusal
    return FileResponse(drawn, media_type="image/webp", headers={"cache-control": f"private, max-age={_DAY}"})


@router.get("/evidence/{observation}")
def evidence(request: Request, observation: str, visitor: Reader, workspace: Opened) -> Response:
    """A number with what stands around it; the page's picture only for those who may see it."""
    site = site_of(request)
    row = _row(workspace, observation) if _ID.fullmatch(observation) else None
    if row is None:
        raise HTTPException(404)
    allowed = may_see(visitor, row["company_id"])
    file = snapshot_path(site, row["document"]) if _SHA256.fullmatch(row["document"]) else Path()
    since = since_of(workspace, {observation}).get(observation)
    disputes = disputes_on(site.ledger, row)
    title = site.desk.documents.get(row["document"], {}).get("title")
    return page(
        request,
        "evidence.html",
        row=row,
        label=label_of(site.methodology, row),
        definition=definition_of(site.methodology, row),
        company=site.desk.companies.get(row["company_id"], row["company_id"]),
        source=source_of(row, title),
        sheet=sheet_of(site.pictures, file, row) if allowed else None,
        lines=lines_around(site.pictures, file, row["line"])
        if allowed and row["origin"] == "reported" and row["page"] is None
        else [],
        undrawn=undrawn(site.pictures, file, row["page"], language_of(request)) if allowed else "",
        allowed=allowed,
        since=since,
        disputes=disputes,
        may_dispute=visitor.role == "issuer"
        and visitor.company_id == row["company_id"]
        and (since is None or since.state not in SAYS_OTHERWISE)
        and all(one.settled_at is not None for one in disputes),
    )


def _row(workspace: Any, observation: str) -> dict[str, Any] | None:
    found = workspace.store.read("observations", where=pl.col("observation_id") == observation)
    return found.row(0, named=True) if found.height else None
