"""People acknowledge findings of quality control: seen, for a reason, until a day. Errors still stop deliveries."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from cnesg.errors import InputError, Problem, StoreError
from cnesg.verification.schema import AcknowledgementRow, note_account


@dataclass(frozen=True)
class Acknowledgement:
    """Somebody has seen a finding.

    Attributes:
        finding: its key.
        reason: why it may stand.
        by: account name.
        until: the last day on which it holds.
        given_at: when it was given.
    """

    finding: str
    reason: str
    by: str
    until: date
    given_at: datetime

    @classmethod
    def of(cls, finding: str, reason: str, by: str, until: date, at: datetime, today: date) -> "Acknowledgement":
        """An acknowledgement.

        Raises:
            InputError: no reason, nobody's name, or a last day that has passed; all at once.
        """
        wrong = {"no_reason": not reason.strip(), "nobody": not by.strip(), "past": until < today}
        problems = [
            Problem.of(f"quality.acknowledged_{name}", finding=finding, until=until)
            for name, holds in wrong.items()
            if holds
        ]
        if problems:
            raise InputError(*problems)
        return cls(finding, reason.strip(), by.strip(), until, at.astimezone(UTC))

    def digest(self) -> str:
        """Its id: a hash over all that it says."""
        instant = self.given_at.isoformat(timespec="microseconds")
        said = (self.finding, self.reason, self.by, self.until.isoformat(), instant)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:32]


class Acknowledgements:
    """The book of acknowledgements in the ledger (`Ledger.acknowledgements`).

    Args:
        engine: the ledger's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, one: Acknowledgement) -> None:
        """Write an acknowledgement down; when this returns, it holds.

        Raises:
            StoreError: the database refused.
        """
        try:
            with Session(self._engine) as session, session.begin():
                note_account(session, one.by, one.given_at)
                session.merge(
                    AcknowledgementRow(
                        acknowledgement_id=one.digest(),
                        finding=one.finding,
                        reason=one.reason,
                        by=one.by,
                        until=one.until.isoformat(),
                        given_at=one.given_at,
                    )
                )
        except DatabaseError as error:
            raise StoreError.of("verification.refused", what=error.orig) from error

    def all(self) -> Sequence[Acknowledgement]:
        """Everything that was ever acknowledged, in the order in which it was."""
        return [one for _, one in self._rows()]

    def altered(self) -> Sequence[str]:
        """Ids of those that do not say any more what they said when they were given."""
        return [key for key, one in self._rows() if one.digest() != key]

    def _rows(self) -> Iterator[tuple[str, Acknowledgement]]:
        wanted = select(AcknowledgementRow).order_by(AcknowledgementRow.given_at, AcknowledgementRow.acknowledgement_id)
        with Session(self._engine) as session:
            for row in session.scalars(wanted):
                until = date.fromisoformat(row.until)
                yield (
                    row.acknowledgement_id,
                    Acknowledgement(row.finding, row.reason, row.by, until, row.given_at),
                )

    def holding(self, day: date) -> dict[str, Acknowledgement]:
        """By finding, the last acknowledgement that has not expired on a day."""
        return {one.finding: one for one in self.all() if one.until >= day}
