"""Accounts and what was done, for administrators; tokens of one's own."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.errors import InputError
from cnesg.verification.accounts import KEPT, ROLES
from cnesg.web.rendering import MenuEntry, language_of, page
from cnesg.web.visiting import Administrator, InPerson, site_of

router = APIRouter()
MENU = (MenuEntry("workbench.accounts", "/accounts", "administrator"),)
_LONGEST = 1024
_ENTRIES = 200


@router.get("/accounts")
def accounts(request: Request, visitor: Administrator) -> Response:  # noqa: ARG001 - administrators only
    """Who may sign in, and what was done last."""
    return _page(request, [])


@router.post("/accounts", dependencies=[InPerson])
def add(  # noqa: PLR0913, PLR0917 - fields of a form
    request: Request,
    visitor: Administrator,
    name: Annotated[str, Form(max_length=_LONGEST)],
    role: Annotated[str, Form(max_length=40)],
    password: Annotated[str, Form(max_length=_LONGEST)] = "",
    company: Annotated[str, Form(max_length=200)] = "",
    person: Annotated[str, Form(max_length=200)] = "",
    clear_password: Annotated[bool, Form()] = False,
) -> Response:
    """Make an account, or change one."""
    site = site_of(request)
    if name == visitor.name:
        raise HTTPException(403, "own account")  # nobody raises or locks out themselves
    try:
        with site.workspace() as lent:
            speaks_for = lent.company_id(company) if company.strip() else None
        secret = None if clear_password else password or KEPT
        site.accounts.add(name, role, secret, speaks_for, person.strip() or None)  # type: ignore[arg-type]  # refused if it is no role
    except InputError as error:
        return _page(request, error.lines(language_of(request)), 422)
    site.accounts.note(visitor.name, "account", f"{name}: {role}")
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/close", dependencies=[InPerson])
def close(request: Request, visitor: Administrator, name: Annotated[str, Form(max_length=_LONGEST)]) -> Response:
    """Let somebody sign in no more."""
    site = site_of(request)
    if name == visitor.name:
        raise HTTPException(403, "own account")
    if not site.accounts.close(name):
        raise HTTPException(404)
    site.accounts.note(visitor.name, "closed", name)
    return RedirectResponse("/accounts", 303)


def _page(request: Request, problems: list[str], code: int = 200) -> Response:
    book = site_of(request).accounts
    return page(
        request, "accounts.html", code, accounts=book.all(), deeds=book.deeds(_ENTRIES), roles=ROLES, problems=problems
    )
