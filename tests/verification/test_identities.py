"""To whom at a provider an account belongs: by issuer and subject, and never by a name twice."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from cnesg.errors import InputError
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.identities import Identities, IdentityRow
from cnesg.verification.schema import About

ISSUER = "https://id.example.org"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as made:
        yield made


@pytest.fixture
def identities(ledger: Ledger) -> Identities:
    accounts = Accounts(ledger.engine)
    accounts.add("ann", "verifier", None)
    return Identities(ledger.engine, accounts)


def test_a_name_alone_opens_no_account(identities: Identities) -> None:
    with pytest.raises(InputError, match="accounts link ann 1"):
        identities.sign_in(ISSUER, "1", "ann", None, mapped=False)
    with pytest.raises(InputError, match="accounts link ann 1"):
        identities.sign_in(ISSUER, "1", "ann", "administrator", mapped=True)
    identities.link("ann", ISSUER, "1")
    found = identities.sign_in(ISSUER, "1", "called otherwise now", None, mapped=False)
    assert found is not None
    assert (found.name, found.role) == ("ann", "verifier")
    for issuer, subject in ((ISSUER, "2"), ("https://other.example.org", "1")):
        with pytest.raises(InputError):
            identities.sign_in(issuer, subject, "ann", None, mapped=False)


def test_who_has_no_account_gets_one_where_groups_give_a_role_and_keeps_it(identities: Identities) -> None:
    assert identities.sign_in(ISSUER, "2", "bo", None, mapped=True) is None
    assert identities.sign_in(ISSUER, "2", "bo", "reader", mapped=False) is None
    made = identities.sign_in(ISSUER, "2", "bo", "reader", mapped=True)
    raised = identities.sign_in(ISSUER, "2", "renamed", "senior", mapped=True)
    assert made is not None
    assert raised is not None
    assert (made.name, made.role, raised.name, raised.role) == ("bo", "reader", "bo", "senior")
    assert identities.sign_in(ISSUER, "2", "bo", None, mapped=True) is None


def test_links_that_cannot_be_are_refused(identities: Identities, ledger: Ledger) -> None:
    accounts = Accounts(ledger.engine)
    accounts.add("cy", "reader", "correct horse battery")
    accounts.add("dee", "reader", None)
    identities.link("dee", ISSUER, "4")
    refused = {
        ("nobody", ISSUER, "9"): "accounts.unknown",
        ("cy", ISSUER, "9"): "accounts.link_password",
        ("ann", ISSUER, "4"): "accounts.link_taken",
        ("ann", ISSUER, " 9"): "accounts.link_incomplete",
        ("ann", "", "9"): "accounts.link_incomplete",
        ("ann", ISSUER, "x" * 500): "accounts.link_incomplete",
    }
    for (name, issuer, subject), told in refused.items():
        with pytest.raises(InputError) as caught:
            identities.link(name, issuer, subject)
        assert caught.value.problems[0].message_id == told
    identities.link("dee", ISSUER, "5")  # another person from now on
    assert identities.all() == {"dee": (ISSUER, "5")}


def test_accounts_of_an_earlier_ledger_are_linked_when_their_person_next_signs_in(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        accounts = Accounts(ledger.engine)
        for name in ("came by provider", "robot", "closed"):
            accounts.add(name, "reader", None)
        accounts.add("with password", "reader", "correct horse battery")
        for name in ("came by provider", "closed", "with password"):
            accounts.note(name, "signed-in")
        accounts.close("closed")
        with Session(ledger.engine) as session, session.begin():
            session.execute(text("DROP TABLE identities"))
            session.execute(text("DROP TABLE usage"))
            session.execute(delete(About))
            session.execute(insert(About).values(version=2))
    with Ledger.open(tmp_path) as ledger:
        identities = Identities(ledger.engine, Accounts(ledger.engine))
        assert identities.all() == {"came by provider": (None, None)}
        first = identities.sign_in(ISSUER, "1", "came by provider", None, mapped=False)
        assert first is not None
        with pytest.raises(InputError, match="accounts link"):
            identities.sign_in(ISSUER, "2", "came by provider", None, mapped=False)
        with pytest.raises(InputError, match="accounts link"):
            identities.sign_in(ISSUER, "3", "robot", None, mapped=False)
    with Ledger.open(tmp_path) as ledger, Session(ledger.engine) as session:
        row = session.get(IdentityRow, "came by provider")
        assert row is not None
        assert (row.issuer, row.subject) == (ISSUER, "1")
        assert row.linked_at <= datetime.now(UTC)
