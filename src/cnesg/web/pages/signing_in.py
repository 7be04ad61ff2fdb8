"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from cnesg.errors import InputError
from cnesg.web.doorway import BusyError
from cnesg.web.rendering import language_of, page
from cnesg.web.site import Site
from cnesg.web.visiting import (
    address_of,
    browser_of,
    cookie_name,
    drop_cookie,
    keep_browser,
    keep_cookie,
    local_path,
    site_of,
)

router = APIRouter()
LONGEST_PASSWORD = 1024  # characters: hashing a megabyte would be a way to keep us busy


@router.get("/login")
def form(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Asks for name and password."""
    return page(request, "login.html", next=local_path(next), lines=[], name="")


@router.post("/login")
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the name in the form
) -> Response:
    """Begin a session with a new secret, so that one planted before is worth nothing."""
    site = site_of(request)
    try:
        found = await site.doorway.sign_in(name, password, address_of(request), browser_of(request))
    except InputError as error:
        lines = error.lines(language_of(request))
        return page(request, "login.html", refused_with(error), next=local_path(next), lines=lines, name=name)
    if found is None:
        return page(request, "login.html", 401, next=local_path(next), lines=None, name=name)
    response = RedirectResponse(local_path(next), 303)
    await run_in_threadpool(_end_old, site, request.cookies.get(cookie_name(request)))
    keep_cookie(request, response, found.session)
    keep_browser(request, response, found.browser)
    return response


def refused_with(error: InputError) -> int:
    """The status of a guess that was not tried."""
    return 503 if isinstance(error, BusyError) else 429


def _end_old(site: Site, secret: str | None) -> None:
    if secret:
        site.accounts.end(secret)


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
