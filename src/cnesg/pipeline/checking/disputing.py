"""Answering back: a company disputes a value or adds a document, and is answered."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from cnesg.errors import ConflictError, InputError, Problem
from cnesg.framework.verification_rules import load_verification_rules
from cnesg.pipeline.as_of.standing import SAYS_OTHERWISE, since_of
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.workspace import Workspace
from cnesg.verification import Ledger
from cnesg.verification.disputes import Dispute, DisputeBook, Outcome

_PDF = b"%PDF-"


@dataclass(frozen=True)
class Objection:
    """What a company says of a value.

    Attributes:
        observation_id: the value, or a decision on it.
        company_id: who says it.
        by: the account that speaks for the company.
        reason: what is wrong.
        value: the right number, if the company gives one.
        document: a document that shows it (PDF or plain text), and its name.
    """

    observation_id: str
    company_id: str
    by: str
    reason: str
    value: float | None = None
    document: tuple[str, bytes] | None = None


def open_dispute(workspace: Workspace, ledger: Ledger, said: Objection, at: datetime | None = None) -> Dispute:
    """Write a dispute down, and mark the value as disputed for everybody who reads it.

    The same dispute sent again is the one that is stored, with its own `opened_at`, not `at`.

    Raises:
        InputError: no such value of this company, no reason, or a document that is neither PDF nor text; nothing is
            stored then.
        ConflictError: another row says something else by now, the value is disputed already, or the same objection was
            answered; nothing is stored either.
    """
    at = at or datetime.now(UTC)
    about = _read_first(workspace, ledger, said.observation_id)
    problems = []
    if about is None or about["company_id"] != said.company_id:
        problems.append(Problem.of("disputes.not_yours", observation=said.observation_id))
    if said.value is not None and not math.isfinite(said.value):
        problems.append(Problem.of("verification.value_not_finite", observation=said.observation_id))
    if not said.reason.strip():
        problems.append(Problem.of("disputes.no_reason"))
    if said.document is not None and not readable(said.document[1]):
        problems.append(Problem.of("disputes.no_document", name=said.document[0][:80]))
    if problems or about is None:
        raise InputError(*problems)
    since = since_of(workspace, {said.observation_id}).get(said.observation_id)
    if since is not None and since.state in SAYS_OTHERWISE and since.superseded_by is not None:
        raise ConflictError.of("disputes.superseded", observation=said.observation_id, by=since.superseded_by)
    days = load_verification_rules(workspace.methodology.folder).dispute_days.value
    kept = workspace.store.snapshots.put(said.document[1]) if said.document else None
    dispute = DisputeBook(ledger.engine).add(
        Dispute(
            dispute_id="",
            observation_id=about["observation_id"],
            company_id=said.company_id,
            by=said.by,
            opened_at=at,
            due_at=at + timedelta(days=days),
            reason=said.reason.strip(),
            value=said.value,
            document=kept,
            document_name=said.document[0][:200] if said.document else None,
        )
    )
    drain(workspace, ledger)
    return dispute


def settle_dispute(  # noqa: PLR0913 - a settlement says all of this
    workspace: Workspace,
    ledger: Ledger,
    dispute_id: str,
    outcome: Outcome,
    answer: str,
    by: str,
    value: float | None = None,
    *,
    at: datetime | None = None,
) -> Dispute:
    """Answer a dispute: uphold it with the right value (or, without one, by rejecting the value), or dismiss it.

    Dismissed, the value stands as it stood before the dispute: as it was read, corrected or rejected. The same
    settlement by the same person, sent again, is the one that is stored, with its own `settled_at`.

    Raises:
        InputError: it is one's own, or there is no answer; nothing is stored.
        ConflictError: there is no such dispute, or it is settled otherwise.
    """
    book = DisputeBook(ledger.engine)
    dispute = book.find(dispute_id)
    if dispute is None:
        raise ConflictError.of("disputes.not_open", dispute=dispute_id)
    if not answer.strip():
        raise InputError.of("disputes.no_answer")
    if dispute.by == by:
        raise InputError.of("disputes.own")
    if value is not None and not math.isfinite(value):
        raise InputError.of("verification.value_not_finite", observation=dispute.observation_id)
    if _settled_so(ledger, dispute, (outcome, answer.strip(), by), value):
        return dispute
    if not book.settle(dispute_id, outcome, answer.strip(), by, at or datetime.now(UTC), value):
        raise ConflictError.of("disputes.not_open", dispute=dispute_id)
    drain(workspace, ledger)
    settled = book.find(dispute_id)
    assert settled is not None
    return settled


def disputes_on(ledger: Ledger, row: Mapping[str, Any]) -> list[Dispute]:
    """The disputes on a value, also on what it replaced."""
    about = row["observation_id"]
    return DisputeBook(ledger.engine).all(ledger.roots([about])[about])


def _settled_so(ledger: Ledger, dispute: Dispute, said: tuple[Outcome, str, str], value: float | None) -> bool:
    """Whether the very same outcome, answer, person and value settled the dispute before."""
    if (dispute.outcome, dispute.answer, dispute.settled_by) != said:
        return False
    taken = [one for one, _ in ledger.about([dispute.observation_id]) if one.decided_at == dispute.settled_at]
    return dispute.outcome == "dismissed" or any(one.value == value for one in taken)


def _read_first(workspace: Workspace, ledger: Ledger, observation: str) -> dict[str, Any] | None:
    """The row as it was read or imported, by its own id or that of a decision on it."""
    about = ledger.roots([observation])[observation]
    found = workspace.store.read("observations", where=pl.col("observation_id") == about)
    return found.row(0, named=True) if found.height else None


def readable(content: bytes) -> bool:
    """Whether it is a PDF by its beginning, or text without control characters."""
    if content.startswith(_PDF):
        return True
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not any(char < " " and char not in "\t\r\n\f" for char in text)
