"""Signing in at a provider: a small real one, started here, and what it must not be believed."""

import hashlib
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI, Form, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from tests.web.conftest import serve

from cnesg.cli.serve import _provider
from cnesg.errors import InputError
from cnesg.verification.accounts import Role
from cnesg.web.app import create_app
from cnesg.web.oidc import Provider
from cnesg.web.settings import Settings

SECRET = "of the provider and us"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))

_Field = Annotated[str, Form()]


@dataclass
class Organisation:
    """A provider; `claims`, `key` and `algorithm` may be spoilt by a test."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    asked: dict[str, Any] = field(default_factory=dict)

    def app(self) -> FastAPI:
        made = FastAPI()

        @made.get("/.well-known/openid-configuration")
        def told() -> dict[str, str]:
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in names.items()}

        @made.get("/authorize")
        def authorize(redirect_uri: str, state: str, nonce: str, code_challenge: str) -> Response:
            self.asked = {"nonce": nonce, "challenge": code_challenge, "back": redirect_uri}
            return RedirectResponse(f"{redirect_uri}?code=once&state={state}", 302)

        @made.post("/token")
        def token(code: _Field, redirect_uri: _Field, code_verifier: _Field, client_secret: _Field) -> Response:
            challenge = urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).decode().rstrip("=")
            known = (code, redirect_uri, challenge, client_secret)
            if known != ("once", self.asked.pop("back", None), self.asked.get("challenge"), SECRET):
                return JSONResponse({"error": "invalid_grant"}, 400)
            now = int(time.time())
            claims = {"iss": self.issuer, "aud": "cnesg", "exp": now + 60, "iat": now, "nonce": self.asked["nonce"]}
            claims |= {"sub": "1", "preferred_username": "ann"} | self.claims
            return JSONResponse({"id_token": jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)})

        @made.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [dict(KEY.as_dict(private=False))]}

        return made


@pytest.fixture(scope="module")
def running() -> Iterator[Organisation]:
    made = Organisation()
    with serve(made.app()) as url:
        made.issuer = url
        yield made


@pytest.fixture
def organisation(running: Organisation) -> Organisation:
    running.claims, running.key, running.asked = {}, KEY, {}
    return running


@dataclass
class Door:
    """The workbench with that provider, and a browser."""

    app: FastAPI
    client: TestClient

    def open_account(self, organisation: Organisation) -> None:
        """Ann's account, made by hand and linked to her."""
        self.app.state.site.accounts.add("ann", "verifier", None)
        self.app.state.site.identities.link("ann", organisation.issuer, "1")

    def come(self, **changed: str) -> httpx.Response:
        """To the provider and back; `changed` spoils what comes back."""
        away = self.client.get("/login/organisation?next=/market")
        assert away.status_code == 303
        came = httpx.get(away.headers["location"], follow_redirects=False)
        told = {name: one[0] for name, one in parse_qs(urlsplit(came.headers["location"]).query).items()}
        answer: httpx.Response = self.client.get("/login/organisation/back", params=told | changed)
        return answer


def door_of(folder: Any, organisation: Organisation, roles: dict[str, Role] | None = None) -> Door:
    provider = Provider(organisation.issuer, "cnesg", SECRET, roles=roles or {})
    app = create_app(folder, Settings(secure=False, provider=provider))
    app.state.site.accounts.close("ann")  # another test may have left it open
    return Door(app, TestClient(app, follow_redirects=False))


@pytest.fixture(scope="module")
def folder(market: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    import shutil

    return shutil.copytree(market, tmp_path_factory.mktemp("organisation") / "workspace")


@pytest.mark.heavy
def test_who_has_an_account_signs_in_and_goes_where_they_wanted(folder: Any, organisation: Organisation) -> None:
    door = door_of(folder, organisation)
    assert "/login/organisation?next=/market" in door.client.get("/login?next=/market").text
    refused = door.come()
    assert refused.status_code == 401
    assert "no account here" in refused.text
    door.open_account(organisation)
    door.client.cookies.set("cnesg", "planted", domain="testserver.local")
    answer = door.come()
    assert (answer.status_code, answer.headers["location"]) == (303, "/market")
    session = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("cnesg="))
    assert "HttpOnly" in session
    assert "planted" not in session
    assert door.client.get("/verify").status_code == 200
    deed = door.app.state.site.accounts.deeds(1)[0]
    assert (deed["by"], deed["deed"]) == ("ann", "signed-in")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"nonce": "of another question"},
        {"exp": 1},
        {"preferred_username": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "somebody else", "preferred_username": "ann"},
    ],
)
def test_a_token_that_is_not_for_us_now_opens_nothing(
    folder: Any, organisation: Organisation, spoilt: dict[str, Any]
) -> None:
    door = door_of(folder, organisation)
    door.open_account(organisation)
    organisation.claims = spoilt
    assert door.come().status_code == 401
    assert door.client.get("/verify").status_code == 303


@pytest.mark.heavy
def test_another_key_another_state_a_second_use_and_a_strange_browser_open_nothing(
    folder: Any, organisation: Organisation
) -> None:
    door = door_of(folder, organisation)
    door.open_account(organisation)
    assert door.come(state="guessed").status_code == 401
    assert door.come(code="guessed").status_code == 401
    organisation.key = OTHER_KEY
    assert door.come().status_code == 401
    organisation.key = KEY
    away = door.client.get("/login/organisation")
    came = httpx.get(away.headers["location"], follow_redirects=False)
    query = urlsplit(came.headers["location"]).query
    stranger = TestClient(door.app, follow_redirects=False)
    assert stranger.get(f"/login/organisation/back?{query}").status_code == 401
    assert door.client.get(f"/login/organisation/back?{query}").status_code == 303
    assert door.client.get(f"/login/organisation/back?{query}").status_code == 401


@pytest.mark.heavy
def test_groups_give_roles_and_leave_passwords_closed_accounts_and_issuers_alone(
    folder: Any, organisation: Organisation
) -> None:
    door = door_of(folder, organisation, {"checkers": "verifier", "analysts": "reader"})
    site = door.app.state.site
    accounts = site.accounts
    organisation.claims = {"sub": "of bo", "preferred_username": "bo", "groups": ["staff"]}
    assert door.come().status_code == 401
    assert accounts.visitor("bo") is None
    for groups, role in ((["analysts", "checkers"], "verifier"), ("analysts", "reader")):
        organisation.claims = {"sub": "of bo", "preferred_username": "bo", "groups": groups}
        assert door.come().status_code == 303
        assert accounts.visitor("bo").role == role
    accounts.close("bo")
    assert door.come().status_code == 401
    accounts.add("cy", "administrator", "correct horse battery")
    organisation.claims = {"sub": "of cy", "preferred_username": "cy", "groups": ["analysts"]}
    assert door.come().status_code == 401
    assert accounts.visitor("cy").role == "administrator"
    accounts.add("dee", "issuer", None, "L01")
    site.identities.link("dee", organisation.issuer, "of dee")
    organisation.claims = {"sub": "of dee", "preferred_username": "dee", "groups": ["analysts"]}
    assert door.come().status_code == 303
    assert (accounts.visitor("dee").role, accounts.visitor("dee").company_id) == ("issuer", "L01")


@pytest.mark.heavy
def test_an_account_goes_with_the_person_and_not_with_the_name(folder: Any, organisation: Organisation) -> None:
    door = door_of(folder, organisation, {"analysts": "reader"})
    accounts = door.app.state.site.accounts
    organisation.claims = {"sub": "of eve", "preferred_username": "eve", "groups": "analysts"}
    assert door.come().status_code == 303
    organisation.claims |= {"preferred_username": "eve-married"}
    assert door.come().status_code == 303
    assert accounts.deeds(1)[0]["by"] == "eve"
    assert accounts.visitor("eve-married") is None
    organisation.claims = {"sub": "of a new colleague", "preferred_username": "eve", "groups": "analysts"}
    refused = door.come()
    assert refused.status_code == 401
    assert f"cnesg accounts link eve of a new colleague --issuer {organisation.issuer}" in refused.text
    organisation.claims |= {"preferred_username": "x\n"}
    assert door.come().status_code == 401


def test_without_a_provider_there_is_no_such_page(client: TestClient) -> None:
    assert client.get("/login/organisation").status_code == 404
    assert "/login/organisation" not in client.get("/login").text


def test_what_is_wrong_with_the_options_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CNESG_OIDC_SECRET", raising=False)
    with pytest.raises(InputError) as caught:
        _provider("https://id.example.org", "", "email", "a=issuer,b=reader,c")
    assert len(caught.value.problems) == 3
    monkeypatch.setenv("CNESG_OIDC_SECRET", "s")
    made = _provider("https://id.example.org", "cnesg", "email", "a=b=reader")
    assert made.roles == {"a=b": "reader"}
    with pytest.raises(InputError):
        made.name_of({"email": "ann@example.org"})
    assert made.name_of({"email": "ann@example.org", "email_verified": True}) == "ann@example.org"
