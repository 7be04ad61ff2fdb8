"""People change their own password: whoever knows the old one may; everything else of the account ends."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update
from sqlalchemy.orm import Session
from tests.web.conftest import ClientOf, Look, Served

from cnesg.verification.account_tables import Login
from cnesg.verification.passwords import hashed

GOOD, BETTER = "correct horse battery", "staple battery horse"


def fields(current: str = GOOD, new: str = BETTER, again: str | None = None) -> dict[str, str]:
    return {"current": current, "new": new, "again": new if again is None else again}


def give_password(app: FastAPI, name: str) -> None:
    """A password for somebody who is signed in, and stays so."""
    with Session(app.state.site.ledger.engine) as session, session.begin():
        session.execute(update(Login).where(Login.name == name).values(password=hashed(GOOD)))


def with_password(app: FastAPI, client_of: ClientOf) -> TestClient:
    """A reader whose account has a password, signed in."""
    client = client_of("reader")
    give_password(app, "reader")
    return client


@pytest.mark.heavy
def test_one_stays_signed_in_and_all_else_of_the_account_ends(app: FastAPI, client_of: ClientOf) -> None:
    client, accounts = with_password(app, client_of), app.state.site.accounts
    before, elsewhere, token = client.cookies["cnesg"], accounts.begin("reader"), accounts.give_token("reader", "x", 1)
    answer = client.post("/password", data=fields())
    assert (answer.status_code, answer.headers["location"]) == (303, "/password?changed=true")
    client.cookies.clear()
    for cookie in answer.headers.get_list("set-cookie"):
        key, _, value = cookie.partition(";")[0].partition("=")
        client.cookies.set(key, value)
    assert "Your password is changed" in client.get("/password?changed=true").text
    assert client.cookies["cnesg"] != before
    assert [accounts.of_session(before), accounts.of_session(elsewhere), accounts.of_token(token)] == [None] * 3
    assert accounts.check("reader", GOOD, "::1") is None
    assert accounts.check("reader", BETTER, "::1") is not None
    assert accounts.deeds()[0]["deed"] == "password"


@pytest.mark.heavy
def test_what_is_wrong_is_said_and_changes_nothing(app: FastAPI, client_of: ClientOf) -> None:
    client = with_password(app, client_of)
    for given, words in (
        (fields(new="short", again="other"), ("too short", "not the same")),
        (fields(new=GOOD), ("is the old one",)),
        (fields(current="wrong"), ("current password is not right",)),
    ):
        answer = client.post("/password", data=given)
        assert answer.status_code == 422
        for word in words:
            assert word in answer.text
    assert "当前密码不正确" in client.post("/password", data=fields("no"), headers={"accept-language": "zh"}).text
    told = [client.post("/password", data=fields("wrong")).status_code for _ in range(6)]
    assert told == [422] * 3 + [429] * 3, "whoever holds a session does not guess the password with it"
    assert app.state.site.accounts.check("reader", GOOD, "::1") is not None


def test_no_program_and_no_other_site_changes_a_password(app: FastAPI, client_of: ClientOf) -> None:
    reader, accounts = client_of("reader"), app.state.site.accounts
    bearer = {"authorization": f"Bearer {accounts.give_token('reader', 'x', 1)}"}
    assert TestClient(app).post("/password", data=fields(), headers=bearer).status_code == 403
    assert reader.post("/password", data=fields(), headers={"x-csrf-token": "forged"}).status_code == 403
    assert reader.post("/password", data=fields(), headers={"origin": "https://elsewhere.example"}).status_code == 403


def test_an_account_without_a_password_is_told_so(client_of: ClientOf) -> None:
    text = client_of("reader").get("/password").text
    assert "Your account has no password" in text
    assert 'name="current"' not in text


def test_administrators_keep_set_or_clear_a_password_and_record_a_person(app: FastAPI, client_of: ClientOf) -> None:
    administrator, accounts = client_of("administrator"), app.state.site.accounts
    accounts.add("reader", "reader", GOOD)
    form = {"name": "reader", "role": "verifier", "person": "0417"}
    assert administrator.post("/accounts", data=form).status_code == 303
    assert accounts.sign_ins.has_password("reader")
    assert "0417" in administrator.get("/accounts").text
    assert administrator.post("/accounts", data=form | {"clear_password": "true"}).status_code == 303
    assert not accounts.sign_ins.has_password("reader")
    assert accounts.persons.now() == {"reader": "0417"}


@pytest.mark.heavy
@pytest.mark.parametrize(("language", "done"), [("en", "Your password is changed"), ("zh", "密码已更改")])
def test_the_page_in_a_browser(look: Look, served: Served, language: str, done: str) -> None:
    looking = look("reader", language)
    give_password(served.app, "reader")
    page = looking.open("/password")
    looking.accessible()
    looking.keep(f"password-{language}")
    page.fill("#current", GOOD)
    page.fill("#new", BETTER)
    page.fill("#again", BETTER)
    page.click("form.fields button.main")
    page.wait_for_selector(".done")
    assert done in page.inner_text(".done")
    looking.accessible()
    looking.keep(f"password-changed-{language}")
