"""Answering back: what companies dispute, for everybody to read; opening and settling a dispute."""

import unicodedata
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Annotated, Any, Literal

import polars as pl
from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from cnesg.framework.verification_rules import load_verification_rules
from cnesg.pipeline.as_of.standing import since_of
from cnesg.pipeline.checking.disputing import Objection, open_dispute, settle_dispute
from cnesg.pipeline.delivery.settlement import by_company
from cnesg.products.schema import product_schema
from cnesg.verification.disputes import Dispute, DisputeBook
from cnesg.web.pages.evidence import added_document, may_see
from cnesg.web.pages.verification import parse_number
from cnesg.web.rendering import MenuEntry, page
from cnesg.web.site import Site
from cnesg.web.visiting import Issuer, Opened, Reader, Senior, site_of
from cnesg.web.wording import label_of

router = APIRouter()
MENU = (MenuEntry("disputes.menu", "/disputes", "reader"),)
_LONGEST = 4000
_SHOWN_CHANGES = 200


@router.get("/disputes")
def listed(request: Request, visitor: Reader, workspace: Opened) -> Response:  # noqa: ARG001 - any reader
    """All disputes, those that wait first."""
    site = site_of(request)
    found = [_told(site, workspace, one) for one in DisputeBook(site.ledger.engine).all()]
    days = load_verification_rules(workspace.methodology.folder).dispute_days.value
    return page(request, "disputes.html", disputes=found, days=int(days))


@router.get("/disputes/{dispute_id}")
def shown(
    request: Request, dispute_id: str, visitor: Reader, workspace: Opened, already: Literal["stored"] | None = None
) -> Response:
    """One dispute with its settlement and what that changed."""
    site = site_of(request)
    found = DisputeBook(site.ledger.engine).find(dispute_id)
    if found is None:
        raise HTTPException(404)
    changed = found.changes or {}
    companies = by_company(changed.get("scores", []))
    return page(
        request,
        "dispute.html",
        already=already,
        one=_told(site, workspace, found),
        since=since_of(workspace, {found.observation_id}).get(found.observation_id),
        changes=companies[:_SHOWN_CHANGES],
        changes_count=len(companies),
        products=[one | {"title": product_schema(one["product"]).title} for one in changed.get("products", [])],
        problems=changed.get("problems", []),
        companies=site.desk.companies,
        may_see=may_see(visitor, found.company_id),
        may_settle=visitor.may("senior") and found.settled_at is None and found.by != visitor.name,
    )


@router.get("/disputes/{dispute_id}/document")
def added(request: Request, dispute_id: str, visitor: Reader) -> Response:
    """The document that the company added, for who may see pages of its reports; it is saved, not shown."""
    found = DisputeBook(site_of(request).ledger.engine).find(dispute_id)
    if found is None or found.document is None:
        raise HTTPException(404)
    return added_document(request, visitor, dispute_id, found.company_id, (found.document, found.document_name or ""))


@router.post("/disputes")
def dispute(
    request: Request,
    visitor: Issuer,
    workspace: Opened,
    observation: Annotated[str, Form(max_length=64)],
    reason: Annotated[str, Form(max_length=_LONGEST)] = "",
    value: Annotated[str, Form(max_length=100)] = "",
    document: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Open a dispute on a value of one's own company."""
    site = site_of(request)
    added = (plain_name(document.filename or ""), document.file.read()) if document and document.size else None
    number = parse_number(value) if value.strip() else None
    site.quotas.take(visitor.name, "disputes", site.settings.disputes_a_day)
    if added:
        site.quotas.take(visitor.name, "documents", site.settings.documents_a_day, len(added[1]))
    said = Objection(observation, visitor.company_id or "", visitor.name, reason, number, added)
    now = datetime.now(UTC)
    opened = open_dispute(workspace, site.ledger, said, now)
    if opened.opened_at != now:
        return RedirectResponse(f"/disputes/{opened.dispute_id}?already=stored", 303)
    site.accounts.note(visitor.name, "disputed", opened.dispute_id)
    return RedirectResponse(f"/disputes/{opened.dispute_id}", 303)


@router.post("/disputes/{dispute_id}/settle")
def settle(
    request: Request,
    dispute_id: str,
    visitor: Senior,
    workspace: Opened,
    outcome: Annotated[Literal["upheld", "dismissed"], Form()],
    answer: Annotated[str, Form(max_length=_LONGEST)] = "",
    value: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Answer a dispute; scores and deliveries that rest on the value are made anew afterwards."""
    site = site_of(request)
    number = parse_number(value) if value.strip() and outcome == "upheld" else None
    began = datetime.now(UTC)
    settled = settle_dispute(workspace, site.ledger, dispute_id, outcome, answer, visitor.name, number)
    if settled.settled_at and settled.settled_at < began:
        return RedirectResponse(f"/disputes/{dispute_id}?already=stored", 303)
    site.accounts.note(visitor.name, "settled", f"{dispute_id}: {outcome}")
    site.follow_up(dispute_id)
    return RedirectResponse(f"/disputes/{dispute_id}", 303)


def plain_name(name: str) -> str:
    """The last part of a file's name, printable characters only: it is shown, and never a place on the disk."""
    last = PurePath(unicodedata.normalize("NFKC", name).replace("\\", "/")).name
    return "".join(char for char in last if char.isprintable())[:200] or "document"


def _told(site: Site, workspace: Any, one: Dispute) -> dict[str, Any]:
    rows = workspace.store.read("observations", where=pl.col("observation_id") == one.observation_id)
    row = rows.row(0, named=True) if rows.height else None
    state = one.outcome or ("overdue" if one.overdue(datetime.now(UTC)) else "open")
    return {
        "dispute": one,
        "state": state,
        "row": row,
        "label": label_of(site.methodology, row) if row else one.observation_id,
        "company": site.desk.companies.get(one.company_id, one.company_id),
    }
