"""Who asks: from a session's cookie or a token, what they may do, and that the request was meant (CSRF)."""

import hmac
import re
import secrets
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Annotated, Any, cast
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from cnesg.pipeline import Workspace
from cnesg.verification.accounts import ROLES, Role, Visitor
from cnesg.web.site import Site

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD, HEADER = "csrf", "x-csrf-token"
_BEARER = "bearer "
_BROWSER = "cnesg-browser"
_BROWSER_SECONDS = 180 * 24 * 3600
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x1f]*")


def site_of(request: Request) -> Site:
    """What all requests share."""
    return cast("Site", request.app.state.site)


def for_programs(path: str) -> bool:
    """Whether programs ask there, who are answered by problem documents instead of pages."""
    return path.startswith("/api/")


def is_secure(request: Request) -> bool:
    """Whether the browser reaches us by HTTPS: as served, or as a trusted proxy says of this request."""
    return site_of(request).settings.secure or request.url.scheme == "https"


def cookie_name(request: Request, name: str = "cnesg") -> str:
    """`__Host-` binds a cookie to this host, to HTTPS and to the whole site; browsers refuse it without HTTPS."""
    return f"__Host-{name}" if is_secure(request) else name


def set_cookie(request: Request, response: Response, name: str, value: str, max_age: int | None = None) -> None:
    """Have the browser keep something; the name is as `cookie_name` has it. No script can read it."""
    secure = is_secure(request)
    response.set_cookie(
        cookie_name(request, name), value, max_age=max_age, httponly=True, secure=secure, samesite="lax", path="/"
    )


def drop_cookie(request: Request, response: Response, name: str = "cnesg") -> None:
    """Have the browser forget it."""
    response.delete_cookie(cookie_name(request, name), path="/", secure=is_secure(request), httponly=True)


def address_of(request: Request) -> str:
    """Where a request comes from; behind trusted proxies (`Settings.trusted_proxies`) what they say of it."""
    return request.client.host if request.client else ""


def browser_of(request: Request) -> str | None:
    """The secret by which this browser is known from an earlier sign-in (`keep_browser`)."""
    return request.cookies.get(cookie_name(request, _BROWSER)) or None


def keep_browser(request: Request, response: Response, secret: str) -> None:
    """Have the browser keep the secret by which it is known when it signs in again."""
    set_cookie(request, response, _BROWSER, secret, _BROWSER_SECONDS)


def bearer(request: Request) -> str | None:
    """The token of a program; whoever sends one is not asked for a cookie."""
    given = request.headers.get("authorization", "")
    return given[len(_BEARER) :].strip() if given.lower().startswith(_BEARER) else None


def who_asks(request: Request) -> Visitor | None:
    """By token or by session; None for strangers."""
    site, token = site_of(request), bearer(request)
    if token is not None:
        return site.accounts.of_token(token)
    secret = request.cookies.get(cookie_name(request))
    return site.accounts.of_session(secret) if secret else None


def is_known(request: Request) -> bool:
    """Whether who asks is signed in, or comes with a token that holds."""
    return who_asks(request) is not None


async def identify(request: Request) -> None:
    """Note who asks (`request.state.visitor`, None for strangers). Runs before every route.

    A stranger takes no thread: probes of a busy server are answered at once.
    """
    comes_with = bearer(request) is not None or bool(request.cookies.get(cookie_name(request)))
    request.state.visitor = await run_in_threadpool(who_asks, request) if comes_with else None
    if request.state.visitor is None and bearer(request) is not None:
        raise HTTPException(401)


async def refuse_forged(request: Request) -> None:
    """Refuse what another site made a browser send. Runs before every route.

    An unsafe request with a cookie needs the token that only our own pages know, in a field or header, and must not
    come from another origin. Programs with a token of their own have no cookie that could be abused.

    Raises:
        HTTPException: 403; 401 where nobody is signed in.
    """
    if request.method in SAFE or bearer(request) is not None:
        return
    if for_programs(request.url.path) and cookie_name(request) not in request.cookies:
        return  # nobody at all: asked for a token, as by any other method
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "csrf")
    given = request.headers.get(HEADER)
    if given is None and "form" in request.headers.get("content-type", ""):
        found = (await request.form()).get(FIELD)
        given = found if isinstance(found, str) else None
    secret = request.cookies.get(cookie_name(request), "")
    if not secret or given is None or not hmac.compare_digest(given.encode(), csrf_token(secret).encode()):
        # Whose session has ended is told so; who signs in has none yet.
        raise HTTPException(401 if request.state.visitor is None and request.url.path != "/login" else 403, "csrf")


def csrf_token(secret: str) -> str:
    """What forms carry: a hash of the cookie, which other sites can neither read nor set."""
    return sha256(f"csrf\x1f{secret}".encode("utf-8", "surrogatepass")).hexdigest()


def csrf_of(request: Request) -> str:
    """The token of this browser's forms; a stranger gets a cookie for it with the answer (`keep_cookie`)."""
    secret = request.cookies.get(cookie_name(request)) or getattr(request.state, "new_secret", None)
    if secret is None:
        secret = request.state.new_secret = secrets.token_urlsafe(32)
    return csrf_token(secret)


def keep_cookie(request: Request, response: Response, secret: str | None = None) -> None:
    """Have the browser keep the secret of a session, or the one that `csrf_of` made for a stranger."""
    secret = secret or getattr(request.state, "new_secret", None)
    if secret is not None:
        set_cookie(request, response, "cnesg", secret)


def require(*roles: Role) -> Callable[[Request], Visitor]:
    """A dependency: the visitor, who must be allowed what is asked of one of some roles.

    Raises:
        HTTPException: 401 nobody is signed in, 403 somebody else is.
    """

    def visitor_with_role(request: Request) -> Visitor:
        visitor: Visitor | None = request.state.visitor
        if visitor is None:
            if "reader" in roles and site_of(request).settings.open_reading:
                return Visitor("", "reader")
            raise HTTPException(401)
        if not any(visitor.may(role) for role in roles):
            raise HTTPException(403, "role")
        return visitor

    visitor_with_role.required_roles = roles  # type: ignore[attr-defined]  # tests read it from the table of routes
    return visitor_with_role


def lent_workspace(request: Request) -> Iterator[Workspace]:
    """A dependency: the workspace, for this request alone."""
    with site_of(request).workspace() as lent:
        yield lent


def local_path(path: Any) -> str:
    """Where to go next, if it is a path of this site; else the first page."""
    return path if isinstance(path, str) and _LOCAL.fullmatch(path) else "/"


def in_person(request: Request) -> None:
    """A dependency: a session, and no token. What changes accounts, roles, passwords or tokens asks for it.

    A token that is lost on the way, or one of a program that was broken into, must not make itself another.

    Raises:
        HTTPException: 403 a program asks.
    """
    if bearer(request) is not None:
        raise HTTPException(403, "token")


Signed = Annotated[Visitor, Depends(require(*(role for role in ROLES if role != "metrics")))]
Reader = Annotated[Visitor, Depends(require("reader"))]
Verifier = Annotated[Visitor, Depends(require("verifier"))]
Senior = Annotated[Visitor, Depends(require("senior"))]
Issuer = Annotated[Visitor, Depends(require("issuer"))]
Feeder = Annotated[Visitor, Depends(require("feeder", "administrator"))]
Administrator = Annotated[Visitor, Depends(require("administrator"))]
Monitor = Annotated[Visitor, Depends(require("metrics", "administrator"))]
InPerson = Depends(in_person)
Overseer = Annotated[Visitor, Depends(require("senior", "administrator"))]
Opened = Annotated[Workspace, Depends(lent_workspace)]
"""A page's arguments: `def page(request: Request, visitor: Reader, workspace: Opened) -> Response`."""
