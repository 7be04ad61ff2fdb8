"""Who holds an account: one person may have several, and two of them must not count as two people on a value."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from cnesg.errors import InputError, Problem
from cnesg.verification.account_tables import Login, PersonRow
from cnesg.verification.schema import Account

_LONGEST = 200
_CHECKING = ("verifier", "senior")


@dataclass(frozen=True)
class Held:
    """That a person holds an account from an instant on."""

    person: str
    since: datetime


def same_person(text: str) -> str:
    """A person's name, number or address as it is compared: without case, width of characters and extra blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def holder_at(history: Sequence[Held], at: datetime) -> str | None:
    """Who held an account at an instant; before the first record whoever is named in it, None where there is none."""
    found = [one for one in history if one.since <= at] or history[:1]
    return found[-1].person if found else None


class Persons:
    """Persons of a ledger's accounts. Records are added and never changed.

    Args:
        engine: the ledger's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, name: str, person: str) -> None:
        """Record who holds an account from now on.

        Args:
            name: of an account, or of somebody who has decided by the command line.
            person: what names one human being in the organisation: a staff number or an e-mail address.

        Raises:
            InputError: there is no such account, or the person has no printable name.
        """
        problems = list(unfit_person(person))
        with Session(self._engine) as session, session.begin():
            if session.get(Account, name) is None:
                problems.append(Problem.of("accounts.unknown", name=name))
            if problems:
                raise InputError(*problems)
            record_person(session, name, person, datetime.now(UTC))

    def history(self) -> dict[str, list[Held]]:
        """Who held each account since when, oldest first."""
        found: dict[str, list[Held]] = {}
        with Session(self._engine) as session:
            for row in session.scalars(select(PersonRow).order_by(PersonRow.number)):
                found.setdefault(row.name, []).append(Held(row.person, row.since))
        return found

    def now(self) -> Mapping[str, str]:
        """Who holds each account at present."""
        return {name: held[-1].person for name, held in self.history().items()}

    def others_of(self, name: str) -> list[str]:
        """Other open accounts of the same person, where this one and they check values."""
        holders = self.now()
        with Session(self._engine) as session:
            checking = [*session.scalars(select(Login.name).where(Login.open, Login.role.in_(_CHECKING)))]
        if name not in checking or name not in holders:
            return []
        own = same_person(holders[name])
        return sorted(one for one in checking if one != name and same_person(holders.get(one, "")) == own)


def record_person(session: Session, name: str, person: str | None, since: datetime) -> None:
    """Add a record in a transaction, unless it says what the last one says."""
    if person is None:
        return
    last = select(PersonRow.person).where(PersonRow.name == name).order_by(PersonRow.number.desc()).limit(1)
    told = " ".join(person.split())
    if session.scalar(last) != told:
        session.flush()
        session.add(PersonRow(name=name, person=told, since=since))


def unfit_person(person: str | None) -> Iterable[Problem]:
    """What is wrong with a person's name."""
    if person is not None and not (person.strip() and person.isprintable() and len(person) <= _LONGEST):
        yield Problem.of("accounts.bad_person", person=person, longest=_LONGEST)
