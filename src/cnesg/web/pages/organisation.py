"""Signing in with an organisation's own account, where a provider is set (`cnesg serve --oidc-issuer`)."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.errors import InputError
from cnesg.web.oidc import SigningIn
from cnesg.web.rendering import language_of, page
from cnesg.web.visiting import cookie_name, drop_cookie, keep_cookie, local_path, set_cookie, site_of

router = APIRouter()
_BACK = "/login/organisation/back"
_NOTE = "cnesg-oidc"
_MINUTES = 10


@router.get("/login/organisation")
def away(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Send the browser to the provider."""
    signing = _signing(request)
    try:
        address, note = signing.begin(f"{str(request.base_url).rstrip('/')}{_BACK}", local_path(next))
    except InputError as error:
        return _refused(request, error)
    response = RedirectResponse(address, 303)
    set_cookie(request, response, _NOTE, note, 60 * _MINUTES)
    return response


@router.get(_BACK)
def back(
    request: Request,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> Response:
    """Begin a session for whom the provider vouches, if there is an account or their groups give a role."""
    signing, site = _signing(request), site_of(request)
    address = request.client.host if request.client else ""
    try:
        claims, next_path = signing.finish(request.cookies.get(cookie_name(request, _NOTE), ""), state, code)
        provider = signing.provider
        name, subject = provider.name_of(claims), provider.subject_of(claims)
        visitor = site.identities.sign_in(
            provider.issuer, subject, name, provider.role_of(claims), mapped=bool(provider.roles)
        )
        if visitor is None:
            raise InputError.of("accounts.oidc_no_account", name=name)
    except InputError as error:
        site.accounts.note("", "failed", " ".join(error.lines("en")), address)
        return _refused(request, error)
    old = request.cookies.get(cookie_name(request))
    if old:
        site.accounts.end(old)
    response = RedirectResponse(local_path(next_path), 303)
    keep_cookie(request, response, site.accounts.begin(visitor.name))
    drop_cookie(request, response, _NOTE)
    site.accounts.note(visitor.name, "signed-in", address=address)
    return response


def _signing(request: Request) -> SigningIn:
    found = site_of(request).signing
    if found is None:
        raise HTTPException(404)
    return found


def _refused(request: Request, error: InputError) -> Response:
    return page(request, "login.html", 401, next="/", lines=error.lines(language_of(request)), name="")
