"""One person with two accounts: an audit says so where both spoke on a value, and where it can't be known."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.keeping.two_people import two_people
from cnesg.verification import Ledger
from cnesg.verification.account_tables import PersonRow
from cnesg.verification.accounts import Accounts
from cnesg.verification.disputes import Dispute, DisputeBook
from cnesg.verification.opinions import Opinion, settle

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
MATERIAL = partial(settle, material=True, sampled=False, tolerance=0.0001)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as opened:
        for name, role in (("ann", "verifier"), ("bo", "senior"), ("cy", "verifier")):
            Accounts(opened.engine).add(name, role, None)  # type: ignore[arg-type]
        yield opened


def say(ledger: Ledger, about: str, purpose: Any, by: str, answer: Any = "confirmed", **more: Any) -> None:
    ledger.opinions.give(Opinion.of(about, purpose, answer, by, AT, 4.0, **more), MATERIAL)


def found(ledger: Ledger) -> list[tuple[str, str]]:
    return [(one.severity, one.problem.message_id) for one in two_people(ledger)]


def test_two_accounts_of_one_person_on_one_value_are_an_error_that_names_both(ledger: Ledger) -> None:
    persons = Accounts(ledger.engine).persons
    say(ledger, "o1", "first", "ann")
    say(ledger, "o1", "second", "bo")
    say(ledger, "o2", "first", "ann")
    say(ledger, "o2", "second", "cy")
    for name, person in (("ann", "Wang Wei  0417"), ("bo", "ＷＡＮＧ wei 0417"), ("cy", "chen@example.org")):
        persons.record(name, person)
    (finding,) = two_people(ledger)
    assert finding.severity == "error"
    text = finding.problem.text("en")
    assert "ann and bo are accounts of one person" in text
    assert "(1: o1)" in text


def test_an_audit_reports_it(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "workspace") as workspace:
        with Ledger.open(workspace.folder) as ledger:
            accounts = Accounts(ledger.engine)
            for name in ("ann", "bo"):
                accounts.add(name, "verifier", None, person="0417")
            say(ledger, "o1", "first", "ann", "not-found")
            say(ledger, "o1", "second", "bo")
        told = [one.problem.message_id for one in audit(workspace, own_file=True)]
    assert "verification.one_person" in told


def test_values_that_two_people_checked_are_no_finding(ledger: Ledger) -> None:
    persons = Accounts(ledger.engine).persons
    say(ledger, "o1", "first", "ann")
    say(ledger, "o1", "second", "bo")
    say(ledger, "o2", "first", "cy")
    assert found(ledger) == [("info", "verification.unknown_persons")]
    persons.record("ann", "0417")
    persons.record("bo", "0418")
    assert found(ledger) == []
    persons.record("cy", "0417")  # holds a second account, and spoke on nothing that ann had checked
    assert found(ledger) == []


def test_planted_and_withdrawn_opinions_do_not_count(ledger: Ledger) -> None:
    persons = Accounts(ledger.engine).persons
    for name in ("ann", "bo"):
        persons.record(name, "0417")
    say(ledger, "o1", "first", "ann")
    say(ledger, "o1", "planted", "bo", planted="scale")
    assert found(ledger) == []


def test_an_account_that_passed_to_another_person_is_each_ones_in_their_time(ledger: Ledger) -> None:
    persons = Accounts(ledger.engine).persons
    say(ledger, "o1", "first", "ann")
    say(ledger, "o1", "second", "bo")
    persons.record("ann", "0417")
    persons.record("bo", "0418")
    persons.record("bo", "0417")  # after it spoke
    assert [one.person for one in persons.history()["bo"]] == ["0418", "0417"]
    assert found(ledger) == []
    with Session(ledger.engine) as session, session.begin():
        session.execute(update(PersonRow).values(since=AT - timedelta(days=1)))
    assert found(ledger) == [("error", "verification.one_person")]


def test_one_browser_for_two_accounts_on_one_value_is_told(ledger: Ledger) -> None:
    guesses = Accounts(ledger.engine).guesses
    say(ledger, "o1", "first", "ann")
    say(ledger, "o1", "second", "bo")
    for name, person in (("ann", "0417"), ("bo", "0418"), ("cy", "0419")):
        Accounts(ledger.engine).persons.record(name, person)
    browser = guesses.right(guesses.take("ann", "::1", None))
    assert found(ledger) == []
    for name in ("bo", "cy"):
        assert guesses.right(guesses.take(name, "::1", browser)) == browser
    (finding,) = two_people(ledger)
    assert (finding.severity, finding.problem.message_id) == ("info", "verification.one_browser")
    assert "ann and bo" in finding.problem.text("en")


def test_a_dispute_settled_by_the_person_who_opened_it_is_an_error(ledger: Ledger) -> None:
    persons, book = Accounts(ledger.engine).persons, DisputeBook(ledger.engine)
    opened = book.add(Dispute("", "o1", "L01", "ann", AT, AT, "wrong"))
    book.settle(opened.dispute_id, "upheld", "so it is", "bo", AT + timedelta(days=1))
    for name in ("ann", "bo"):
        persons.record(name, "0417")
    assert ("error", "disputes.one_person") in found(ledger)


def test_who_gets_a_second_checking_account_is_known_at_once(ledger: Ledger) -> None:
    persons = Accounts(ledger.engine).persons
    persons.record("ann", "0417")
    assert persons.others_of("ann") == []
    persons.record("bo", "0417")
    assert persons.others_of("bo") == ["ann"]
    Accounts(ledger.engine).close("ann")
    assert persons.others_of("bo") == []
    with pytest.raises(InputError) as caught:
        persons.record("nobody", "\n")
    assert [one.message_id for one in caught.value.problems] == ["accounts.bad_person", "accounts.unknown"]
