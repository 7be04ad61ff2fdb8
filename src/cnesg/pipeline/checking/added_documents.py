"""Documents that companies add by themselves: kept as they came, listed for everybody, until somebody takes them in."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cnesg.errors import InputError, Problem
from cnesg.pipeline.checking.disputing import readable
from cnesg.pipeline.workspace import Workspace
from cnesg.verification import Ledger

QUEUE = "issuer-document"
Outcome = Literal["taken-in", "not-needed"]
_LONGEST_NAME = 200


@dataclass(frozen=True)
class AddedDocument:
    """A document that a company added.

    Attributes:
        entry_id: hash of company and content.
        company_id: whose.
        document: SHA-256 of its content.
        name: as the file was called.
        note: what the company says of it.
        added_at: when.
        outcome: what became of it; None while it waits.
    """

    entry_id: str
    company_id: str
    document: str
    name: str
    note: str
    added_at: datetime
    outcome: str | None


def add_document(
    workspace: Workspace, ledger: Ledger, company_id: str, by: str, name: str, content: bytes, note: str
) -> bool:
    """Keep a document of a company for whoever takes it in; the same one added twice is one.

    Returns:
        Whether it is new.

    Raises:
        InputError: it is neither PDF nor text, or nothing says what it shows; nothing is kept then.
    """
    problems = []
    if not readable(content):
        problems.append(Problem.of("disputes.no_document", name=name[:80]))
    if not note.strip():
        problems.append(Problem.of("disputes.no_note"))
    if problems:
        raise InputError(*problems)
    kept = workspace.store.snapshots.put(content)
    entry = hashlib.sha256(f"{company_id}\x1f{kept}".encode()).hexdigest()[:32]
    subject = {"company_id": company_id, "document": kept, "name": name[:_LONGEST_NAME], "note": note.strip(), "by": by}
    return ledger.ask(entry, QUEUE, subject)


def added_documents(ledger: Ledger) -> list[AddedDocument]:
    """All of them, those that wait first, then the newest."""
    found = [
        AddedDocument(
            entry_id=row["entry_id"],
            added_at=row["asked_at"],
            outcome=row["answer"],
            **{name: told[name] for name in ("company_id", "document", "name", "note")},
        )
        for row in ledger.queue()
        if row["kind"] == QUEUE
        for told in (json.loads(row["subject"]),)
    ]
    newest = sorted(found, key=lambda one: one.added_at, reverse=True)
    return sorted(newest, key=lambda one: one.outcome is not None)


def settle_document(ledger: Ledger, entry_id: str, outcome: Outcome, by: str) -> bool:
    """Say what became of a document.

    Returns:
        Whether it is new; false where the same person had said the same.

    Raises:
        InputError: there is none of that id that waits.
    """
    waits = any(one.entry_id == entry_id and one.outcome is None for one in added_documents(ledger))
    if not waits and ledger.answered(entry_id, outcome, by):
        return False
    if not waits or not ledger.answer(entry_id, outcome, by):
        raise InputError.of("disputes.not_waiting", entry=entry_id)
    return True
