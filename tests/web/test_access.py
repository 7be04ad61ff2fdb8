"""Each role on each route, by session and by token, held against a table that people can read (web_access.yaml)."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from tests.conftest import REPOSITORY
from tests.web.conftest import ClientOf

from cnesg.verification.accounts import MAY, ROLES, Role
from cnesg.web import api, pages
from cnesg.web.app import API
from cnesg.web.intake import SharedIntake
from cnesg.web.visiting import SAFE, csrf_token

_TOLD: Mapping[str, Any] = yaml.safe_load((REPOSITORY / "tests" / "cases" / "web_access.yaml").read_text("utf-8"))
TABLE: dict[str, dict[str, str]] = {
    route: dict(zip(_TOLD["columns"], (str(one) for one in cells), strict=True)) for route, *cells in _TOLD["routes"]
}
OUTSIDE = {f"GET {API}/openapi.json", "GET /static/look.css"}
"""What no module of pages or of the API has: the description of the API, and files that pages are made of."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "INVENTED")
LEAST_PAIRS = 630


def served() -> set[str]:
    """Method and path of everything that is served."""
    found = set()
    for modules, prefix in ((pages.MODULES, ""), (api.MODULES, API)):
        for module in modules:
            for route in module.router.routes:
                assert isinstance(route, APIRoute)
                found |= {f"{method} {prefix}{route.path}" for method in route.methods or ()}
    return found | OUTSIDE


def test_the_table_has_every_route_and_no_other() -> None:
    assert set(TABLE) == served()
    assert set(_TOLD["columns"]) == {"anonymous", *ROLES, "token"}
    assert len(TABLE) * (2 * len(ROLES) + 1) >= LEAST_PAIRS


def test_nothing_is_mounted_beside_the_routes_of_the_table(app: FastAPI) -> None:
    beside = {getattr(one, "path", None) for one in app.routes} - {None, ""}
    known = {route.partition(" ")[2] for route in TABLE} | {"/static"}
    assert beside <= known


def fits(expected: str, status: int, location: str) -> bool:
    """Whether an answer is what a cell of the table says."""
    if expected == "may":
        return status not in {401, 403, 405} and status < 500 and not location.startswith("/login?")
    if expected == "login":
        return status == 401 or (status == 303 and location.startswith("/login"))
    return status in {"never": {403}, "wrong": {401, 429}, "none": {404}}[expected]


def asked(client: TestClient, route: str, expected: str, told: str) -> None:
    method, _, path = route.partition(" ")
    answer = client.request(method, re.sub(r"{[^}]*}", "1", path))
    location = answer.headers.get("location", "")
    assert fits(expected, answer.status_code, location), f"{told} {route}: {answer.status_code} {location}"


@pytest.fixture
def quick_intake(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the intake of news makes takes seconds, and is shown elsewhere."""
    monkeypatch.setattr(SharedIntake, "scores", lambda *_: None)


ORDER = sorted(TABLE, key="POST /logout".__eq__)
"""All routes; signing out last, since it ends the session that asks."""


@pytest.mark.heavy
@pytest.mark.usefixtures("quick_intake")
@pytest.mark.parametrize("role", ["anonymous", *ROLES])
def test_each_role_gets_by_session_where_the_table_says(client: TestClient, client_of: ClientOf, role: Any) -> None:
    if role == "anonymous":
        asking = client
        asking.cookies.set("cnesg", "of nobody")
        asking.headers["x-csrf-token"] = csrf_token("of nobody")
    else:
        asking = client_of(role)
    for route in ORDER:
        asked(asking, route, TABLE[route][role], role)


@pytest.mark.heavy
@pytest.mark.usefixtures("quick_intake")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_by_token_where_the_table_says(app: FastAPI, client_of: ClientOf, role: Role) -> None:
    client_of(role)
    token = app.state.site.accounts.give_token(role, "test", 1)
    headers = {"authorization": f"Bearer {token}"}
    with TestClient(app, follow_redirects=False, headers=headers) as asking:
        for route in ORDER:
            row = TABLE[route]
            asked(asking, route, "never" if row["token"] == "never" else row[role], f"token of {role}")


@pytest.mark.heavy
@pytest.mark.parametrize("role", ["anonymous", "metrics", "administrator"])
def test_no_path_takes_another_method(client: TestClient, client_of: ClientOf, role: Any) -> None:
    asking = client if role == "anonymous" else client_of(role)
    paths = sorted({route.partition(" ")[2] for route in TABLE})
    for path in paths:
        for method in METHODS:
            if f"{method} {path}" in TABLE or (path.startswith("/static") or path.endswith("openapi.json")):
                continue
            answer = asking.request(method, re.sub(r"{[^}]*}", "1", path))
            assert answer.status_code == 405, f"{role} {method} {path}: {answer.status_code}"


def test_an_account_for_measures_can_do_nothing_else(app: FastAPI, client_of: ClientOf) -> None:
    allowed = {route for route, row in TABLE.items() if row["metrics"] == "may" and row["anonymous"] != "may"}
    assert allowed == {"GET /metrics"}
    assert MAY["metrics"] == {"metrics"}
    client_of("metrics")
    token = app.state.site.accounts.give_token("metrics", "prometheus", 1)
    with TestClient(app, headers={"authorization": f"Bearer {token}"}, follow_redirects=False) as prometheus:
        assert "cnesg_store_position" in prometheus.get("/metrics").text
        for path in ("/", "/market", "/operations", "/tokens", "/api/v1/about", "/api/v1/companies"):
            assert prometheus.get(path).status_code == 403, path


def test_no_token_changes_accounts(app: FastAPI, client_of: ClientOf) -> None:
    client_of("administrator")
    accounts = app.state.site.accounts
    token = accounts.give_token("administrator", "lost", 1)
    before = accounts.all()
    forms: dict[str, dict[str, str]] = {
        "/accounts": {"name": "eve", "role": "administrator", "password": "correct horse battery"},
        "/accounts/close": {"name": "administrator"},
        "/tokens": {"label": "another"},
        "/password": {
            "present": "correct horse battery",
            "new": "staple battery horse",
            "again": "staple battery horse",
        },
        "/tokens/revoke": {"token": accounts.tokens("administrator")[0]["id"]},
    }
    with TestClient(app, headers={"authorization": f"Bearer {token}"}, follow_redirects=False) as program:
        for path, form in forms.items():
            assert program.post(path, data=form).status_code == 403, path
    assert accounts.all() == before
    assert len(accounts.tokens("administrator")) == 1
    changing = {route for route in TABLE if re.match(r"(?!GET)\w+ /(accounts|tokens|password)", route)}
    assert {route for route, row in TABLE.items() if row["token"] == "never"} == changing


def test_an_account_for_measures_changes_nothing() -> None:
    for route, row in TABLE.items():
        if route.partition(" ")[0] not in SAFE and row["anonymous"] == "login":
            assert row["metrics"] == "never", route
