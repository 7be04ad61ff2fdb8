"""Tokens for one's own programs: made, shown once, and taken back."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.verification.accounts import Visitor
from cnesg.web.rendering import page
from cnesg.web.visiting import InPerson, Signed, site_of

router = APIRouter()
_LONGEST_LABEL = 100
_MOST_DAYS = 366


@router.get("/tokens")
def tokens(request: Request, visitor: Signed) -> Response:
    """The tokens of whoever asks."""
    return _page(request, visitor, None)


@router.post("/tokens", dependencies=[InPerson])
def make(
    request: Request,
    visitor: Signed,
    label: Annotated[str, Form(min_length=1, max_length=_LONGEST_LABEL)],
    days: Annotated[int, Form(ge=1, le=_MOST_DAYS)] = 90,
) -> Response:
    """Make a token and show it, once."""
    accounts = site_of(request).accounts
    made = accounts.give_token(visitor.name, label.strip() or "api", days)
    accounts.note(visitor.name, "token", label)
    return _page(request, visitor, made)


@router.post("/tokens/revoke", dependencies=[InPerson])
def revoke(request: Request, visitor: Signed, token: Annotated[str, Form(max_length=12)]) -> Response:
    """Take one's own token back."""
    accounts = site_of(request).accounts
    if not accounts.take_token(visitor.name, token):
        raise HTTPException(404)
    accounts.note(visitor.name, "token-revoked", token)
    return RedirectResponse("/tokens", 303)


def _page(request: Request, visitor: Visitor, made: str | None) -> Response:
    return page(request, "tokens.html", tokens=site_of(request).accounts.tokens(visitor.name), made=made)
