"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.errors import InputError
from cnesg.web.rendering import language_of, page
from cnesg.web.visiting import cookie_name, drop_cookie, keep_cookie, local_path, site_of

router = APIRouter()
_LONGEST = 1024  # of a password: hashing a megabyte would be a way to keep us busy


@router.get("/login")
def form(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Asks for name and password."""
    return page(request, "login.html", next=local_path(next), lines=[], name="")


@router.post("/login")
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=_LONGEST)] = "",
    password: Annotated[str, Form(max_length=_LONGEST)] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the name in the form
) -> Response:
    """Begin a session with a new secret, so that one planted before is worth nothing."""
    site = site_of(request)
    address = request.client.host if request.client else ""
    try:
        visitor = site.accounts.check(name, password, address)
    except InputError as error:
        site.accounts.note(name, "waits", address=address)
        lines = error.lines(language_of(request))
        return page(request, "login.html", 429, next=local_path(next), lines=lines, name=name)
    if visitor is None:
        site.accounts.note(name, "failed", address=address)
        return page(request, "login.html", 401, next=local_path(next), lines=None, name=name)
    old = request.cookies.get(cookie_name(request))
    if old:
        site.accounts.end(old)
    response = RedirectResponse(local_path(next), 303)
    keep_cookie(request, response, site.accounts.begin(visitor.name))
    site.accounts.note(visitor.name, "signed-in", address=address)
    return response


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """End the session."""
    site, secret = site_of(request), request.cookies.get(cookie_name(request))
    if secret:
        site.accounts.end(secret)
    if request.state.visitor is not None:
        site.accounts.note(request.state.visitor.name, "signed-out")
    response = RedirectResponse("/login", 303)
    drop_cookie(request, response)
    response.headers["clear-site-data"] = '"cache"'
    return response
