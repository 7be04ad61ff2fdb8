"""Accounts: roles, passwords as hashes, tokens, and the ledger of a version before there were any."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from cnesg.errors import InputError
from cnesg.verification import Decision, Ledger
from cnesg.verification.accounts import KEPT, MAY, ROLES, Accounts, Visitor
from cnesg.verification.passwords import matches
from cnesg.verification.schema import VERSION

GOOD = "correct horse battery"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as opened:
        yield opened


@pytest.mark.heavy
def test_a_password_is_known_again_and_kept_as_a_hash(ledger: Ledger, tmp_path: Path) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("ann", "verifier", GOOD)
    assert accounts.check("ann", GOOD, "::1") == Visitor("ann", "verifier")
    assert accounts.check("ann", GOOD + " ", "::1") is None
    assert accounts.check("bo", GOOD, "::1") is None
    with ledger.engine.connect() as connection:
        kept = connection.execute(text("SELECT password FROM logins")).scalar()
    assert str(kept).startswith("$argon2id$")
    token, session = accounts.give_token("ann", "x", 1), accounts.begin("ann")
    ledger.close()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.*"))
    assert b"ann" in content
    assert not [secret for secret in (GOOD, token, session) if secret.encode() in content]


def test_an_account_without_password_signs_in_by_none(ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("robot", "reader", None)
    assert accounts.check("robot", "", "::1") is None
    assert accounts.check("robot", "the password of nobody", "::1") is None


def test_everything_wrong_with_an_account_is_told_at_once(ledger: Ledger) -> None:
    with pytest.raises(InputError) as caught:
        Accounts(ledger.engine).add(" ann\n", "owner", "short", "L01")  # type: ignore[arg-type]
    found = [problem.message_id for problem in caught.value.problems]
    wanted = ["bad_name", "bad_role", "short_password", "company_of_issuer"]
    assert found == [f"accounts.{name}" for name in wanted]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "=HYPERLINK(1)", "+1", "a`b", "{a}", "a\\b", "", "a" * 81]
)
def test_names_that_would_be_code_on_a_page_or_in_a_sheet_are_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(InputError, match="not a name for an account"):
        Accounts(ledger.engine).add(name, "reader", None)


def test_names_of_people_and_of_providers_are_taken(ledger: Ledger) -> None:
    for name in ("林梅", "ann o'neil", "bo+esg@example.org", "auth0|5f7c", "éva", "7"):
        Accounts(ledger.engine).add(name, "reader", None)
    assert len(Accounts(ledger.engine).all()) == 6


@pytest.mark.heavy
def test_a_changed_role_ends_sessions_and_tokens_and_may_keep_the_password(ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("ann", "verifier", GOOD)
    secret, token = accounts.begin("ann"), accounts.give_token("ann", "x", 1)
    accounts.add("ann", "reader", KEPT)
    assert accounts.of_session(secret) is None
    assert accounts.of_token(token) is None
    assert accounts.check("ann", GOOD, "::1") == Visitor("ann", "reader")


@pytest.mark.heavy
def test_an_account_that_shall_have_no_password_loses_the_one_it_had(ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("ann", "verifier", GOOD)
    token = accounts.give_token("ann", "x", 1)
    accounts.add("ann", "verifier", None)
    assert accounts.check("ann", GOOD, "::1") is None
    assert not accounts.sign_ins.has_password("ann")
    assert accounts.of_token(token) is None


@pytest.mark.heavy
def test_a_password_is_changed_by_who_knows_the_old_one_and_ends_all_else(ledger: Ledger) -> None:
    accounts, better = Accounts(ledger.engine), "staple battery horse"
    accounts.add("ann", "verifier", GOOD)
    secret, token = accounts.begin("ann"), accounts.give_token("ann", "x", 1)
    for old, new, wrong in (
        (GOOD, "short", ["accounts.short_password"]),
        (GOOD, GOOD, ["accounts.same_password"]),
    ):
        with pytest.raises(InputError) as caught:
            accounts.sign_ins.change_password(accounts.guesses.take("ann", "::1", None), old, new)
        assert [problem.message_id for problem in caught.value.problems] == wrong
    assert accounts.sign_ins.change_password(accounts.guesses.take("ann", "::1", None), better, better + "!") is None
    assert accounts.of_session(secret) is not None
    made = accounts.sign_ins.change_password(accounts.guesses.take("ann", "::1", None), GOOD, better)
    assert made is not None
    assert accounts.of_session(made.session) == Visitor("ann", "verifier")
    assert accounts.of_session(secret) is None
    assert accounts.of_token(token) is None
    assert accounts.check("ann", GOOD, "::1") is None
    assert accounts.check("ann", better, "::1") == Visitor("ann", "verifier")


@pytest.mark.heavy
def test_a_password_that_changes_while_it_is_tried_begins_no_session(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("ann", "verifier", GOOD)

    def meanwhile(password: str, kept: str | None) -> bool:
        accounts.add("ann", "verifier", None)
        return matches(password, kept)

    monkeypatch.setattr("cnesg.verification.sign_ins.matches", meanwhile)
    assert accounts.sign_ins.sign_in(accounts.guesses.take("ann", "::1", None), GOOD) is None


def test_a_token_is_taken_back_by_its_owner_only(ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    for name in ("ann", "bo"):
        accounts.add(name, "reader", None)
    token = accounts.give_token("ann", "notebook", 1)
    (listed,) = accounts.tokens("ann")
    assert not accounts.take_token("bo", listed["id"])
    assert accounts.of_token(token) is not None
    assert accounts.take_token("ann", listed["id"])
    assert accounts.of_token(token) is None


def test_who_gives_out_accounts_decides_on_no_value() -> None:
    assert not MAY["administrator"] & {"verifier", "senior", "issuer"}
    assert all(role in MAY[role] for role in ROLES)
    assert [role for role in ROLES if "administrator" in MAY[role]] == ["administrator"]


def test_what_was_done_is_forgotten_when_asked(ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    accounts.note("ann", "signed-in", address="::1")
    assert [deed["by"] for deed in accounts.deeds()] == ["ann"]
    assert accounts.forget(datetime(2020, 1, 1, tzinfo=UTC)) == 0
    assert accounts.forget(datetime(2100, 1, 1, tzinfo=UTC)) == 1
    assert accounts.deeds() == []


def test_a_ledger_from_before_there_were_accounts_gets_their_tables(tmp_path: Path) -> None:
    decision = Decision.of("o1", "confirmed", "ann", datetime(2024, 5, 2, tzinfo=UTC))
    newer = ("disputes", "deeds", "guesses", "known_places", "persons", "tokens", "sessions", "logins")
    with Ledger.open(tmp_path) as opened:
        opened.decide([decision])
        with opened.engine.begin() as connection:
            for table in newer:
                connection.execute(text(f"DROP TABLE {table}"))
            connection.execute(text("CREATE TABLE failures (number INTEGER PRIMARY KEY)"))
            connection.execute(text("UPDATE about SET version = 1"))
    with Ledger.open(tmp_path) as again:
        tables = {*inspect(again.engine).get_table_names()}
        assert {*newer} <= tables
        assert "failures" not in tables
        assert again.decisions() == [(decision, None)]
        with again.engine.connect() as connection:
            assert connection.execute(text("SELECT max(version) FROM about")).scalar() == VERSION
        Accounts(again.engine).add("ann", "verifier", None)
        assert [one["name"] for one in again.accounts()] == ["ann"]


@pytest.mark.heavy
def test_accounts_and_decisions_stand_on_postgresql_too(postgres: str, tmp_path: Path) -> None:
    from tests.postgres import new_database

    url = new_database(postgres, "accounts")
    with Ledger.open(tmp_path, url) as opened:
        accounts = Accounts(opened.engine)
        accounts.add("ann", "verifier", GOOD)
        assert accounts.check("ann", GOOD, "::1") == Visitor("ann", "verifier")
        assert opened.decide([Decision.of("o1", "confirmed", "ann", datetime.now(UTC))]) == 1
    with Ledger.open(tmp_path, url) as again:
        assert [decision.by for decision, _ in again.decisions()] == ["ann"]
    assert not list(tmp_path.iterdir())
