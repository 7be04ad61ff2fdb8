"""Opinions in SQL: each is written with the decision that follows from it, and one person at a time has a value."""

import secrets
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cnesg.errors import InputError
from cnesg.verification.chains import chains
from cnesg.verification.decisions import Decision
from cnesg.verification.opinions import Opinion, Purpose, Settlement
from cnesg.verification.queue import Asked
from cnesg.verification.schema import DecisionRow, Lease, OpinionRow, Setting, insert_into, note_account

Settled = Callable[[str, Sequence[Opinion]], Settlement]
"""Where a value stands by opinions on it (`CheckingQueue.settled`)."""
_SEED = "seed of samples"
_FIELDS = tuple(field.name for field in fields(Opinion))


@dataclass(frozen=True)
class Given:
    """What came of an opinion.

    Attributes:
        settlement: where the value stands now.
        decision: what was decided by it, if anything.
        about: the value.
        already: it was stored before, and nothing was added.
    """

    settlement: Settlement
    decision: Decision | None
    about: str
    already: bool = False


@dataclass(frozen=True)
class Leased:
    """A value that a person has: why it is asked, since when and until when."""

    observation_id: str
    purpose: Purpose
    given_at: datetime
    until: datetime


class OpinionBook:
    """The opinions of a ledger.

    Args:
        engine: the ledger's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, opinion: Opinion, settled: Callable[[Sequence[Opinion]], Settlement]) -> Given:
        """Write an opinion down, and with it the decision that follows, both or neither.

        Args:
            opinion: what a person says.
            settled: where a value stands by all opinions on it.

        Raises:
            InputError: another opinion is wanted by now, or this person has spoken already; nothing is stored.
        """
        with Session(self._engine) as session, session.begin():
            self._hold(session, opinion)
            before = _about(session, opinion.observation_id)
            if any(one.opinion_id == opinion.opinion_id for one in before):
                return Given(settled(before), None, opinion.observation_id, already=True)
            was, withdrawn = settled(before), opinion.answer == "withdrawn"
            self._refuse(opinion, before, was)
            now = settled([*before, opinion])
            decision = _undone(session, opinion, before) if withdrawn else _decision(opinion, was, now)
            note_account(session, opinion.by, opinion.given_at)
            session.add(OpinionRow(**vars(opinion)))
            if decision is not None:
                session.add(DecisionRow(**vars(decision)))
            return Given(now, decision, opinion.observation_id)

    def all(self, observation_id: str | None = None) -> list[Opinion]:
        """Every opinion in the order in which they were given, or those on one value."""
        with Session(self._engine) as session:
            return _about(session, observation_id)

    def since(self, number: int, known: Container[str] = ()) -> list[tuple[int, Opinion]]:
        """Opinions after the one of a number, each with its own, in the order in which they were given.

        Args:
            number: of an opinion; 0 gives all.
            known: ids of opinions that are not wanted again.
        """
        wanted = select(OpinionRow).where(OpinionRow.number > number).order_by(OpinionRow.number)
        with Session(self._engine) as session:
            if known:  # to look at ids is quicker than to make opinions of all rows
                ids = select(OpinionRow.number, OpinionRow.opinion_id).where(OpinionRow.number > number)
                new = [one for one, opinion_id in session.execute(ids) if opinion_id not in known]
                if not new:
                    return []
                wanted = wanted.where(OpinionRow.number >= min(new))
            rows = [(row.number, _opinion(row)) for row in session.scalars(wanted)]
        return [(one, opinion) for one, opinion in rows if opinion.opinion_id not in known]

    def last_of(self, by: str) -> list[Opinion]:
        """What a person said last; several where they were given at the same instant, the first given first."""
        latest = select(OpinionRow.given_at).where(OpinionRow.by == by).order_by(OpinionRow.number.desc()).limit(1)
        wanted = select(OpinionRow).where(OpinionRow.by == by, OpinionRow.given_at == latest.scalar_subquery())
        with Session(self._engine) as session:
            return [_opinion(row) for row in session.scalars(wanted.order_by(OpinionRow.number))]

    def given_at(self, by: str, at: datetime) -> list[Opinion]:
        """What a person said at an instant, the first given first."""
        wanted = select(OpinionRow).where(OpinionRow.by == by, OpinionRow.given_at == at)
        with Session(self._engine) as session:
            return [_opinion(row) for row in session.scalars(wanted.order_by(OpinionRow.number))]

    def lease(
        self, candidates: Iterable[Asked], by: str, at: datetime, minutes: float, settled: Settled | None = None
    ) -> Leased | None:
        """Give a person the first value that nobody else has; None if others have all.

        Args:
            candidates: what this person may be asked, the one most worth checking first.
            by: account name.
            at: now.
            minutes: for how long the value stays with this person.
            settled: where a value stands by all opinions on it; what is no longer wanted is passed over then.
        """
        until = at + timedelta(minutes=minutes)
        with Session(self._engine) as session:
            taken = set(session.scalars(select(Lease.observation_id).where(Lease.until > at, Lease.by != by)))
        for asked in candidates:
            if asked.observation_id not in taken and self._take(asked, by, (at, until), settled):
                return Leased(asked.observation_id, asked.purpose, at, until)
        return None

    def leased(self, by: str, at: datetime) -> list[Leased]:
        """The values that a person has now and has not answered, the first given first."""
        wanted = select(Lease).where(Lease.by == by, Lease.until > at).order_by(Lease.given_at, Lease.observation_id)
        with Session(self._engine) as session:
            return [
                Leased(row.observation_id, cast("Purpose", row.purpose), row.given_at, row.until)
                for row in session.scalars(wanted)
            ]

    def release(self, by: str) -> None:
        """Take back all values that a person was given and has not answered."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(Lease).where(Lease.by == by))

    def seed(self) -> str:
        """The seed of the samples of this workspace, drawn when it is first asked for."""
        with Session(self._engine) as session:
            found = session.get(Setting, _SEED)
            if found is not None:
                return found.value
        try:
            with Session(self._engine) as session, session.begin():
                session.add(Setting(name=_SEED, value=secrets.token_hex(16)))
        except IntegrityError:
            pass  # somebody was quicker
        return self.seed()

    def _take(self, asked: Asked, by: str, span: tuple[datetime, datetime], settled: Settled | None) -> bool:
        """Whether the value is this person's now; whoever comes second waits for the row and finds it taken."""
        at, until = span
        given = {"by": by, "purpose": asked.purpose, "given_at": at, "until": until}
        with Session(self._engine) as session, session.begin() as transaction:
            row = insert_into(session, Lease).values(observation_id=asked.observation_id, **given)
            free = (Lease.until <= at) | (Lease.by == by)
            taking = row.on_conflict_do_update(index_elements=["observation_id"], set_=given, where=free)
            if not cast("Any", session.execute(taking)).rowcount:
                return False
            if settled is not None and asked.purpose != "planted":
                found = settled(asked.observation_id, _about(session, asked.observation_id))
                if found.wanted != asked.purpose or by in found.not_by:
                    transaction.rollback()
                    return False
        return True

    def _hold(self, session: Session, opinion: Opinion) -> None:
        """Let nobody else write on this value until the transaction ends, and end the lease.

        Writing comes before reading, so that two who answer at once are put in a row by the database.
        """
        at = opinion.given_at
        row = {"observation_id": opinion.observation_id, "by": opinion.by, "purpose": opinion.purpose}
        ending = insert_into(session, Lease).values(**row, given_at=at, until=at)
        session.execute(ending.on_conflict_do_update(index_elements=["observation_id"], set_={"until": at}))

    @staticmethod
    def _refuse(opinion: Opinion, before: Sequence[Opinion], was: Settlement) -> None:
        name = None
        own = [one for one in before if one.by == opinion.by]
        if opinion.answer == "withdrawn":
            own = [one for one in own if one.purpose == opinion.purpose]
            last = max(before, key=lambda one: one.given_at, default=None)
            if not own or last is None or last.by != opinion.by or last.answer == "withdrawn":
                name = "not_to_withdraw"
        elif opinion.by in was.not_by and not (own and own[-1].answer == "withdrawn"):
            name = "has_spoken"
        elif opinion.purpose not in {"planted", was.wanted}:
            name = "not_wanted"
        if name is not None:
            raise InputError.of(f"verification.{name}", observation=opinion.observation_id, by=opinion.by)


def _about(session: Session, observation_id: str | None) -> list[Opinion]:
    wanted = select(OpinionRow).order_by(OpinionRow.number)
    if observation_id is not None:
        wanted = wanted.where(OpinionRow.observation_id == observation_id)
    return [_opinion(row) for row in session.scalars(wanted)]


def _opinion(row: OpinionRow) -> Opinion:
    return Opinion(**{name: getattr(row, name) for name in _FIELDS})


def _decision(opinion: Opinion, was: Settlement, now: Settlement) -> Decision | None:
    """What was decided by an opinion that is no undo; None where what counts is what counted before."""
    counts = now.decided
    if counts is None or counts == was.decided:
        return None
    about, at = opinion.observation_id, opinion.given_at
    if counts.answer == "not-found":
        return Decision.of(about, "rejected", counts.by, at, reason=counts.reason or "not found at the place shown")
    if counts.answer == "withdrawn":
        raise ValueError("a withdrawn opinion counts")  # `settle` leaves them out
    return Decision.of(about, counts.answer, counts.by, at, value=counts.value, text=counts.text, reason=counts.reason)


def _undone(session: Session, opinion: Opinion, before: Sequence[Opinion]) -> Decision | None:
    """What holds once an opinion is taken back: what held before it, decided anew; None where it decided nothing.

    Raises:
        InputError: somebody has decided on the value since, by whatever way.
    """
    taken = next(one for one in reversed(before) if one.by == opinion.by and one.purpose == opinion.purpose)
    about, at = opinion.observation_id, opinion.given_at
    decisions = [decision for decision, _ in chains(session, [about])]
    led_to = [
        place for place, one in enumerate(decisions) if one.observation_id == about and one.decided_at == taken.given_at
    ]
    later = decisions[led_to[-1] + 1 :] if led_to else [one for one in decisions if one.decided_at > taken.given_at]
    if later:
        raise InputError.of("verification.decided_since", observation=about, by=later[-1].by)
    if not led_to:
        return None
    earlier = decisions[: led_to[-1]]
    if not earlier or earlier[-1].verdict == "withdrawn":
        return Decision.of(about, "withdrawn", opinion.by, at)
    held = earlier[-1]
    return Decision.of(
        held.observation_id, held.verdict, held.by, at, value=held.value, text=held.text, reason=held.reason
    )
