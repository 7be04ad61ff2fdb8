"""Who may do what, on every route; and attacks that must fail."""

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from tests.web.conftest import PLAIN, ClientOf
from tests.web.loops import run_apart
from tests.web.market import COMPANY

from cnesg.pipeline import Workspace
from cnesg.verification.accounts import Accounts, Limits, Role
from cnesg.verification.guesses import Allowance, GuessLimits
from cnesg.web import api, pages
from cnesg.web.app import API, create_app
from cnesg.web.settings import Settings
from cnesg.web.shield import Bucket, Turns
from cnesg.web.visiting import SAFE, csrf_token, local_path

PUBLIC = {
    ("GET", "/login"),
    ("POST", "/login"),
    ("GET", "/login/organisation"),
    ("GET", "/login/organisation/back"),
    ("POST", "/logout"),
    ("GET", "/preferences"),
}
PUBLIC |= {("GET", "/health/live"), ("GET", "/health/ready")}
"""What strangers may ask; a new page stands here only if it shows nothing of the workspace."""

GOOD = "correct horse battery"


def routes() -> Iterator[tuple[str, str, APIRoute]]:
    """Method, path and route of every page and endpoint."""
    for modules, prefix in ((pages.MODULES, ""), (api.MODULES, API)):
        for module in modules:
            for route in module.router.routes:
                assert isinstance(route, APIRoute), "a router within a router would be overlooked here"
                for method in sorted(route.methods or ()):
                    yield method, prefix + route.path, route


def roles_of(route: APIRoute) -> tuple[Role, ...]:
    """Of which roles a route asks one, from its dependencies; none where it is public."""
    found = [role for one in _all(route.dependant) if (role := getattr(one.call, "required_roles", None)) is not None]
    return found[0] if found else ()


def _all(dependant: Any) -> Iterator[Any]:
    for one in dependant.dependencies:
        yield one
        yield from _all(one)


def filled(path: str) -> str:
    """A route's path with something in each of its gaps."""
    return re.sub(r"{[^}]*}", "1", path)


def test_every_route_asks_for_a_role_or_is_known_to_be_public() -> None:
    open_to_all = {(method, path) for method, path, route in routes() if not roles_of(route)}
    assert open_to_all == PUBLIC


@pytest.mark.heavy
def test_unsafe_requests_need_the_token_of_our_own_pages(client_of: ClientOf) -> None:
    administrator, verifier = client_of("administrator"), client_of("senior")
    for method, path, _ in routes():
        if method in SAFE:
            continue
        for asking in (administrator, verifier):
            forged = {"x-csrf-token": csrf_token("of another session")}
            assert asking.request(method, filled(path), headers=forged).status_code == 403, path
            elsewhere = {"origin": "https://elsewhere.example"}
            assert asking.request(method, filled(path), headers=elsewhere).status_code == 403, path


def test_every_answer_binds_the_browser(client: TestClient) -> None:
    for path in ("/login", "/", "/static/look.css", "/nothing", "/api/v1/about"):
        headers = client.get(path).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_pages_hold_no_inline_script_or_style(client_of: ClientOf) -> None:
    senior = client_of("senior")
    for path in ("/", "/verify", "/login"):
        text = senior.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), path


@pytest.mark.heavy
def test_a_session_planted_before_signing_in_is_worth_nothing(app: FastAPI, client: TestClient) -> None:
    app.state.site.accounts.add("ann", "reader", GOOD)
    client.cookies.set("cnesg", "planted")
    fields = {"name": "ann", "password": GOOD, "csrf": csrf_token("planted"), "next": "/"}
    answer = client.post("/login", data=fields)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert app.state.site.accounts.of_session("planted") is None
    assert client.get("/").status_code == 200


def test_whose_session_has_ended_is_asked_to_sign_in_and_led_back(app: FastAPI, client_of: ClientOf) -> None:
    verifier = client_of("verifier")
    app.state.site.accounts.end(verifier.cookies["cnesg"])
    headers = {"referer": "http://testserver/verify?view=full"}
    for token in (verifier.headers["x-csrf-token"], "of an earlier session"):
        answer = verifier.post("/verify/undo", headers=headers | {"x-csrf-token": token})
        assert answer.status_code == 401
        assert "Your session has ended" in answer.text
        assert 'href="/login?next=/verify"' in answer.text
    elsewhere = verifier.post("/verify/undo", headers={"referer": "https://evil.example/x"}).text
    assert "evil" not in elsewhere


def test_signing_out_ends_the_session_for_whoever_kept_it(app: FastAPI, client_of: ClientOf) -> None:
    reader = client_of("reader")
    kept = reader.cookies["cnesg"]
    assert reader.post("/logout").status_code == 303
    assert app.state.site.accounts.of_session(kept) is None


@pytest.mark.heavy
def test_guesses_slow_down_a_name_and_an_address_and_never_the_owner_elsewhere(app: FastAPI) -> None:
    limits = Limits(guesses=GuessLimits(pair=Allowance(2, 450), address=Allowance(4, 450)))
    accounts = Accounts(app.state.site.ledger.engine, limits)
    accounts.add("ann", "reader", GOOD)
    guessed = create_app(app.state.site.folder, Settings(secure=False, limits=limits))
    with TestClient(guessed, client=("192.0.2.1", 1)) as client:
        _without_session(client)
        tried = [("ann", 401), ("ann", 401), ("ann", 429), ("ann", 429), ("bo", 401), ("cy", 401), ("dee", 429)]
        for name, expected in tried:
            answer = client.post("/login", data={"name": name, "password": "wrong"})
            assert answer.status_code == expected, name
        assert client.post("/login", data={"name": "ann", "password": GOOD}).status_code == 429
        elsewhere = TestClient(guessed, client=("198.51.100.7", 1), follow_redirects=False)
        _without_session(elsewhere)
        assert elsewhere.post("/login", data={"name": "ann", "password": GOOD}).status_code == 303
    noted = [deed["deed"] for deed in accounts.deeds()]
    assert noted.count("waits") == 2, "whoever guesses on fills no log"
    assert {*noted} == {"failed", "waits", "signed-in"}


def _without_session(client: TestClient) -> None:
    client.cookies.set("cnesg", "x")
    client.headers["x-csrf-token"] = csrf_token("x")


def test_a_session_ends_by_itself_and_with_the_account(app: FastAPI) -> None:
    engine = app.state.site.ledger.engine
    accounts = Accounts(engine)
    accounts.add("ann", "reader", None)
    short = Accounts(engine, Limits(idle=timedelta(0)))
    assert short.of_session(short.begin("ann")) is None
    over = Accounts(engine, Limits(session=timedelta(0)))
    assert over.of_session(over.begin("ann")) is None
    lasting, token = accounts.begin("ann"), accounts.give_token("ann", "x", 1)
    assert accounts.of_session(lasting) == accounts.of_token(token)
    accounts.close("ann")
    assert accounts.of_session(lasting) is None
    assert accounts.of_token(token) is None


def test_programs_come_with_a_token_and_wrong_ones_are_refused(app: FastAPI, client: TestClient) -> None:
    app.state.site.accounts.add("robot", "reader", None)
    token = app.state.site.accounts.give_token("robot", "test", 1)
    assert client.get("/api/v1/about", headers={"authorization": f"Bearer {token}"}).json()["position"] > 0
    for wrong in ("Bearer cnesg_x", f"Bearer {token}x", "Bearer "):
        assert client.get("/api/v1/about", headers={"authorization": wrong}).status_code == 401


def test_one_makes_and_takes_back_ones_own_tokens_and_no_program_does(app: FastAPI, client_of: ClientOf) -> None:
    reader, other = client_of("reader"), client_of("verifier")
    shown = reader.post("/tokens", data={"label": "<b>robot", "days": "2"}).text
    token = re.findall(r'id="token">(cnesg_[^<]+)<', shown)[0]
    bearer = {"authorization": f"Bearer {token}"}
    assert TestClient(app).get("/api/v1/about", headers=bearer).status_code == 200
    assert TestClient(app).post("/tokens", data={"label": "more"}, headers=bearer).status_code == 403
    again = reader.get("/tokens").text
    assert token not in again
    assert "&lt;b&gt;robot" in again
    (known,) = app.state.site.accounts.tokens("reader")
    assert other.post("/tokens/revoke", data={"token": known["id"]}).status_code == 404
    assert reader.post("/tokens/revoke", data={"token": known["id"]}).status_code == 303
    assert TestClient(app).get("/api/v1/about", headers=bearer).status_code == 401
    assert reader.post("/tokens", data={"label": "x", "days": "9999"}).status_code == 422


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_text_of_reports_and_names_of_companies_stay_text(app: FastAPI, client_of: ClientOf) -> None:
    verifier, desk = client_of("verifier"), app.state.site.desk
    verifier.get("/verify")
    columns = {"quote": HOSTILE, "raw_unit": HOSTILE, "raw_value": HOSTILE, "unit": HOSTILE}
    desk.values = desk.values.with_columns(pl.lit(text).alias(name) for name, text in columns.items())
    desk.values = desk.values.with_columns(pl.lit([HOSTILE]).alias("warnings"))
    desk.companies = {company: {"en": HOSTILE, "zh": HOSTILE} for company in desk.companies}
    desk.documents = {name: row | {"title": HOSTILE} for name, row in desk.documents.items()}
    text = verifier.get("/verify").text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "{{7*7}}" in text


@pytest.mark.heavy
def test_names_of_companies_stay_text_on_every_page_that_shows_them(folder: Any, client_of: ClientOf) -> None:
    with Workspace.open(folder) as opened:
        named = opened.companies().filter(pl.col("company_id") == COMPANY).drop("recorded_at", "position", strict=False)
        names = {name: HOSTILE for name in ("name_en", "name_zh", "short_name") if name in named.columns}
        opened.store.commit(
            {"companies": named.with_columns(pl.lit(text).alias(n) for n, text in names.items())}, note="x"
        )
    reader = client_of("reader")
    for path in (f"/companies/{COMPANY}", "/market", "/search?q=script", f"/companies/{COMPANY}/why", "/documents"):
        text = reader.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
    assert "&lt;script&gt;alert(1)" in reader.get(f"/companies/{COMPANY}").text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/picture/..%2f..%2fledger.sqlite/1",
        "/picture/../ledger.sqlite",
        "/evidence/..%2f..%2fledger.sqlite",
        "/evidence/' OR 1=1 --",
        "/evidence/" + "a" * 5000,
    ],
)
def test_no_path_leads_out_of_what_is_served(client_of: ClientOf, path: str) -> None:
    assert client_of("senior").get(path).status_code in {404, 422}


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["' OR '1'='1", "ann'--", "x\x00", "ann\r\nset-cookie: a=b", "\ud800", "名" * 500])
def test_odd_names_sign_nobody_in(app: FastAPI, client: TestClient, name: str) -> None:
    app.state.site.accounts.add("ann", "reader", GOOD)
    client.cookies.set("cnesg", "x")
    fields = {"name": name.encode("utf-8", "surrogatepass"), "password": "' OR '1'='1"}
    answer = client.post("/login", data=fields, headers={"x-csrf-token": csrf_token("x")})
    assert answer.status_code in {401, 422}
    assert "a=b" not in answer.headers.get("set-cookie", "")


def test_one_is_sent_on_to_our_own_pages_only() -> None:
    assert local_path("/verify?view=full") == "/verify?view=full"
    for elsewhere in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nb",
        None,
    ):
        assert local_path(elsewhere) == "/"


def test_what_is_too_large_is_refused_whatever_its_header_says(folder: Any) -> None:
    with TestClient(create_app(folder, Settings(secure=False, largest_body=1000, pictures=PLAIN.pictures))) as client:
        client.cookies.set("cnesg", "x")
        headers = {"x-csrf-token": csrf_token("x"), "content-type": "application/x-www-form-urlencoded"}
        assert client.post("/login", content=b"name=" + b"a" * 2000, headers=headers).status_code == 413
        assert client.post("/login", headers=headers | {"content-length": "many"}).status_code in {400, 413}
        chunks = (b"name=a&x=" + b"a" * 400 for _ in range(10))
        assert client.post("/login", content=chunks, headers=headers).status_code in {400, 413}


def test_one_address_takes_no_more_than_its_share_of_the_work() -> None:
    async def worked() -> tuple[int, int]:
        turns, at_once, most = Turns(3), dict[str, int](), 0

        async def work(key: str) -> None:
            nonlocal most
            async with turns.of(key):
                at_once[key] = at_once.get(key, 0) + 1
                most = max(most, at_once[key])
                await asyncio.sleep(0.001)
                at_once[key] -= 1

        await asyncio.gather(*(work(key) for key in ("a", "b") for _ in range(20)))
        return most, len(turns._of)

    assert run_apart(worked()) == (3, 0)


def test_who_asks_too_often_waits() -> None:
    now = [0.0]
    bucket = Bucket(60, lambda: now[0])
    assert [bucket.take("a") for _ in range(61)] == [True] * 60 + [False]
    assert bucket.take("b")
    now[0] = 1.0
    assert bucket.take("a")
    assert not bucket.take("a")


def cookies_of(client: TestClient) -> list[str]:
    """What a browser is given to keep, in all."""
    answers = [client.get("/login"), client.get("/preferences?language=zh&theme=dark", follow_redirects=False)]
    return [one for answer in answers for one in answer.headers.get_list("set-cookie")]


@pytest.mark.heavy
@pytest.mark.parametrize("secure", [True, False])
def test_cookies_of_a_site_with_https_are_bound_to_host_and_https(folder: Any, secure: bool) -> None:
    """Where it is served so, and where a trusted proxy says so of a request (`X-Forwarded-Proto`, as the scheme)."""
    app = create_app(folder, Settings(secure=secure, pictures=PLAIN.pictures))
    with TestClient(app, base_url="https://testserver") as client:
        given = cookies_of(client)
        assert [one.partition("=")[0] for one in given] == ["__Host-cnesg", "__Host-language", "__Host-theme"]
        assert all("Secure" in one and "Path=/" in one and "Domain" not in one for one in given)
        assert "max-age" in client.get("/login").headers["strict-transport-security"]
        assert 'lang="zh-Hans"' in client.get("/login").text


def test_cookies_have_plain_names_by_http_on_ones_own_machine(client: TestClient) -> None:
    given = cookies_of(client)
    assert [one.partition("=")[0] for one in given] == ["cnesg", "language", "theme"]
    assert not any("Secure" in one for one in given)
