"""Documents that companies add: the list for everybody, the file for who may see it, and what became of it."""

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from cnesg.pipeline.checking.added_documents import Outcome, add_document, added_documents, settle_document
from cnesg.web.pages.disputes import plain_name
from cnesg.web.pages.evidence import added_document, may_see
from cnesg.web.rendering import page
from cnesg.web.visiting import Issuer, Opened, Reader, Senior, site_of

router = APIRouter()
_LONGEST = 2000


@router.get("/documents")
def documents(request: Request, visitor: Reader, already: Literal["stored"] | None = None) -> Response:
    """All of them, those that wait first; an issuer's form to add one."""
    site = site_of(request)
    found = [(one, may_see(visitor, one.company_id)) for one in added_documents(site.ledger)]
    return page(request, "documents.html", documents=found, companies=site.desk.companies, already=already)


@router.post("/documents")
def add(
    request: Request,
    visitor: Issuer,
    workspace: Opened,
    document: Annotated[UploadFile, File()],
    note: Annotated[str, Form(max_length=_LONGEST)] = "",
) -> Response:
    """Keep a document of one's own company."""
    site, name = site_of(request), plain_name(document.filename or "")
    company = visitor.company_id or ""
    content = document.file.read()
    site.quotas.take(visitor.name, "documents", site.settings.documents_a_day, len(content))
    if not add_document(workspace, site.ledger, company, visitor.name, name, content, note):
        return RedirectResponse("/documents?already=stored", 303)
    site.accounts.note(visitor.name, "document-added", name)
    return RedirectResponse("/documents", 303)


@router.get("/documents/{entry}")
def file(request: Request, visitor: Reader, entry: str) -> Response:
    """The document; it is saved, not shown."""
    found = next((one for one in added_documents(site_of(request).ledger) if one.entry_id == entry), None)
    if found is None:
        raise HTTPException(404)
    return added_document(request, visitor, entry, found.company_id, (found.document, found.name))


@router.post("/documents/{entry}/settle")
def settle(request: Request, visitor: Senior, entry: str, outcome: Annotated[Outcome, Form()]) -> Response:
    """Say that it was taken in, or that it is not needed."""
    site = site_of(request)
    if not settle_document(site.ledger, entry, outcome, visitor.name):
        return RedirectResponse("/documents?already=stored", 303)
    site.accounts.note(visitor.name, "document-settled", f"{entry}: {outcome}")
    return RedirectResponse("/documents", 303)
