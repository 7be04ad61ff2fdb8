"""Decisions on one value in the order in which they were taken, those on earlier decisions among them."""

from collections.abc import Collection, Iterable, Mapping
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from cnesg.verification.decisions import Decision, Verdict
from cnesg.verification.schema import DecisionRow

_AT_ONCE = 500
"""Ids named in one statement; databases limit how many there may be."""


def root_of(observation_id: str, about: Mapping[str, str]) -> str:
    """The row as it was read or imported, of a row that may be a decision on it, or on a decision on it.

    Args:
        observation_id: of any row of OBSERVATIONS.
        about: decision ids to the rows that they are about.
    """
    while observation_id in about:
        observation_id = about[observation_id]
    return observation_id


def chains(session: Session, observation_ids: Iterable[str]) -> list[tuple[Decision, int | None]]:
    """Every decision on the values that rows state, oldest first, each with the commit that carried it into the log.

    Args:
        session: of the ledger.
        observation_ids: rows as they were read or imported, or decisions on them.
    """
    above = _above(session, observation_ids)
    found: dict[int, tuple[Decision, int | None]] = {}
    wanted = {root_of(one, above) for one in observation_ids}
    while wanted:
        rows = _rows(session, DecisionRow.observation_id, wanted)
        found |= {row.number: (as_decision(row), row.position) for row in rows}
        wanted = {row.decision_id for row in rows}
    return [found[number] for number in sorted(found)]


def roots(session: Session, observation_ids: Iterable[str]) -> dict[str, str]:
    """Of each row the one as it was read or imported (`root_of`)."""
    asked = list(observation_ids)
    above = _above(session, asked)
    return {one: root_of(one, above) for one in asked}


def as_decision(row: DecisionRow) -> Decision:
    """A row of the ledger as the decision that it holds."""
    return Decision(
        decision_id=row.decision_id,
        observation_id=row.observation_id,
        verdict=cast("Verdict", row.verdict),
        by=row.by,
        decided_at=row.decided_at,
        value=row.value,
        text=row.text,
        reason=row.reason,
    )


def _above(session: Session, observation_ids: Iterable[str]) -> dict[str, str]:
    """Decision ids to what they are about: of those named, and of all that these are about in turn."""
    found: dict[str, str] = {}
    wanted = set(observation_ids)
    while wanted:
        rows = _rows(session, DecisionRow.decision_id, wanted)
        found |= {row.decision_id: row.observation_id for row in rows}
        wanted = {row.observation_id for row in rows}
    return found


def _rows(session: Session, column: object, ids: Collection[str]) -> list[DecisionRow]:
    named = sorted(ids)
    parts = (named[start : start + _AT_ONCE] for start in range(0, len(named), _AT_ONCE))
    return [row for part in parts for row in session.scalars(select(DecisionRow).where(column.in_(part)))]  # type: ignore[attr-defined]
