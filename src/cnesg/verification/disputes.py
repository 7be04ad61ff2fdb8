"""Disputes: a company objects to a value, or brings a document. Never deleted, and tracked to the settlement."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, cast, get_args

from sqlalchemy import Engine, Float, ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from cnesg.errors import ConflictError
from cnesg.verification.chains import chains
from cnesg.verification.decisions import Decision, Verdict
from cnesg.verification.schema import Base, DecisionRow, Instant, hold, note_account

Outcome = Literal["upheld", "dismissed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class DisputeRow(Base):
    """A dispute; what was asked is never changed, the settlement is written once."""

    __tablename__ = "disputes"
    dispute_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    observation_id: Mapped[str] = mapped_column(String(32), index=True)
    company_id: Mapped[str] = mapped_column(String(64), index=True)
    by: Mapped[str] = mapped_column(ForeignKey("accounts.name"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String)
    value: Mapped[float | None] = mapped_column(Float)
    document: Mapped[str | None] = mapped_column(String(64))
    document_name: Mapped[str | None] = mapped_column(String(200))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.name"))
    outcome: Mapped[str | None] = mapped_column(String(16))
    answer: Mapped[str | None] = mapped_column(String)
    changes: Mapped[str | None] = mapped_column(String)


@dataclass(frozen=True)
class Dispute:
    """A dispute as it stands.

    Attributes:
        dispute_id: hash over what was asked.
        observation_id: the value, as it was read or imported.
        company_id: whose value; the company objects itself.
        by: account that speaks for the company; not shown to readers.
        opened_at: when.
        due_at: by when we answer (`dispute_days` of the methodology).
        reason: what the company says.
        value: the number it gives instead, in the row's unit.
        document: SHA-256 of a document that it added; `document_name` as it was called.
        settled_at: when it was answered; None while it waits.
        settled_by: by whom.
        outcome: upheld (the value was changed) or dismissed (it stands).
        answer: what the company was told.
        changes: scores before and after, once they were computed anew.
    """

    dispute_id: str
    observation_id: str
    company_id: str
    by: str
    opened_at: datetime
    due_at: datetime
    reason: str
    value: float | None = None
    document: str | None = None
    document_name: str | None = None
    settled_at: datetime | None = None
    settled_by: str | None = None
    outcome: Outcome | None = None
    answer: str | None = None
    changes: Mapping[str, Any] | None = None

    def digest(self) -> str:
        """The id that belongs to what was asked."""
        said = (self.observation_id, self.by, self.reason, repr(self.value), self.document)
        return hashlib.sha256("\x1f".join(str(part) for part in said).encode()).hexdigest()[:32]

    def intact(self) -> bool:
        """Whether it still asks what its id was given for."""
        return self.digest() == self.dispute_id

    def overdue(self, at: datetime) -> bool:
        """Whether it waits for longer than was promised."""
        return self.settled_at is None and at > self.due_at


class DisputeBook:
    """The disputes of a ledger.

    Args:
        engine: the ledger's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, dispute: Dispute) -> Dispute:
        """Write a new dispute down, and that the value is disputed as it stands, both or neither.

        Raises:
            ConflictError: the value is disputed already, or the same objection was answered; nothing is stored.
        """
        name, about = dispute.digest(), dispute.observation_id
        values = {field.name: getattr(dispute, field.name) for field in fields(dispute)}
        values |= {"dispute_id": name, "changes": None}
        with Session(self._engine) as session, session.begin():
            hold(session, about, dispute.by, dispute.opened_at)
            waits = (DisputeRow.observation_id == about) & DisputeRow.settled_at.is_(None)
            before = session.scalar(select(DisputeRow.dispute_id).where(waits))
            if before == name:  # sent again: it is stored already
                return _dispute(session.get_one(DisputeRow, name))
            if before is not None:
                raise ConflictError.of("disputes.waits_already", observation=about, dispute=before)
            if session.get(DisputeRow, name) is not None:
                raise ConflictError.of("disputes.answered_already", observation=about, dispute=name)
            stands = _undisputed(session, about)
            row = stands.decision_id if stands is not None else about
            marked = Decision.of(row, "disputed", dispute.by, dispute.opened_at, reason=dispute.reason)
            note_account(session, dispute.by, dispute.opened_at)
            session.add(DisputeRow(**values))
            session.add(DecisionRow(**vars(marked)))
        found = self.find(name)
        assert found is not None
        return found

    def find(self, dispute_id: str) -> Dispute | None:
        """A dispute by its id."""
        with Session(self._engine) as session:
            row = session.get(DisputeRow, dispute_id)
            return None if row is None else _dispute(row)

    def all(self, observation_id: str | None = None, company_id: str | None = None) -> list[Dispute]:
        """Disputes, those that wait first, the one due first before others; of one value or company if asked."""
        wanted = select(DisputeRow).order_by(
            DisputeRow.settled_at.is_not(None), DisputeRow.due_at, DisputeRow.dispute_id
        )
        if observation_id is not None:
            wanted = wanted.where(DisputeRow.observation_id == observation_id)
        if company_id is not None:
            wanted = wanted.where(DisputeRow.company_id == company_id)
        with Session(self._engine) as session:
            return [_dispute(row) for row in session.scalars(wanted)]

    def unfinished(self) -> list[Dispute]:
        """Settled disputes of which nobody has worked out yet what they changed."""
        wanted = select(DisputeRow).where(DisputeRow.settled_at.is_not(None), DisputeRow.changes.is_(None))
        with Session(self._engine) as session:
            return [_dispute(row) for row in session.scalars(wanted.order_by(DisputeRow.settled_at))]

    def settle(
        self, dispute_id: str, outcome: Outcome, answer: str, by: str, at: datetime, value: float | None = None
    ) -> bool:
        """Write the settlement and its decision down, both or neither; false if there is no such dispute that waits.

        Args:
            dispute_id: the dispute.
            outcome: dismissed lets the value stand as it stood: as it was read, corrected or rejected.
            answer: what the company is told.
            by: who settles it.
            at: when.
            value: the right number, where it is upheld; without one the value is rejected.
        """
        waits = update(DisputeRow).where(DisputeRow.dispute_id == dispute_id, DisputeRow.settled_at.is_(None))
        with Session(self._engine) as session, session.begin():
            note_account(session, by, at)
            told = waits.values(settled_at=at, settled_by=by, outcome=outcome, answer=answer)
            if not cast("Any", session.execute(told)).rowcount:
                return False
            about = session.get_one(DisputeRow, dispute_id).observation_id
            hold(session, about, by, at)
            if outcome == "dismissed":
                decision = _as_it_stood(session, about, by, at, answer)
            else:
                verdict: Verdict = "rejected" if value is None else "corrected"
                decision = Decision.of(about, verdict, by, at, value=value, reason=answer)
            session.add(DecisionRow(**vars(decision)))
        return True

    def note_changes(self, dispute_id: str, changes: Mapping[str, Any]) -> None:
        """Keep which scores a settlement changed."""
        told = json.dumps(changes, ensure_ascii=False, sort_keys=True)
        with Session(self._engine) as session, session.begin():
            session.execute(update(DisputeRow).where(DisputeRow.dispute_id == dispute_id).values(changes=told))


def _dispute(row: DisputeRow) -> Dispute:
    values = {field.name: getattr(row, field.name) for field in fields(Dispute)}
    return Dispute(**values | {"changes": json.loads(row.changes) if row.changes else None})


def _as_it_stood(session: Session, about: str, by: str, at: datetime, answer: str) -> Decision:
    """That a value stands as it stood before it was disputed."""
    stood = _undisputed(session, about)
    if stood is None:
        return Decision.of(about, "confirmed", by, at, reason=answer)
    if stood.verdict == "rejected":
        return Decision.of(stood.observation_id, "rejected", by, at, reason=answer)
    return Decision.of(stood.decision_id, "confirmed", by, at, reason=answer)


def _undisputed(session: Session, about: str) -> Decision | None:
    """The decision that holds on a value, below disputes of it; None where the row as it was read does."""
    decisions = [one for one, _ in chains(session, [about])]
    by_id = {one.decision_id: one for one in decisions}
    holds = decisions[-1] if decisions else None
    while holds is not None and holds.verdict == "disputed":
        holds = by_id.get(holds.observation_id)  # what was disputed, and not the last one: that may be taken back
    return holds
