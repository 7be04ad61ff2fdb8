"""The ledger keeps what people decide, all or none, and knows what the log does not have yet."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from cnesg.errors import StoreError, WorkspaceError
from cnesg.verification import Decision, Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.ledger import FILE
from cnesg.verification.schema import sqlite_engine

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
FIRST = Decision.of("o1", "confirmed", "liu", AT)
SECOND = Decision.of("o2", "corrected", "wang", AT + timedelta(minutes=1), value=2.5, reason="page 3")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()


def test_decisions_come_back_as_they_were_taken_in_their_order(ledger: Ledger) -> None:
    assert ledger.decide([FIRST, SECOND]) == 2
    assert ledger.decisions() == [(FIRST, None), (SECOND, None)]
    assert ledger.decisions("o2") == [(SECOND, None)]
    assert all(decision.intact() for decision, _ in ledger.decisions())


def test_the_same_decision_is_taken_once(ledger: Ledger) -> None:
    ledger.decide([FIRST])
    assert ledger.decide([FIRST, SECOND]) == 1
    assert len(ledger.decisions()) == 2


def test_the_outbox_holds_what_was_not_sent(ledger: Ledger) -> None:
    ledger.decide([FIRST, SECOND])
    assert ledger.outbox() == [FIRST, SECOND]
    ledger.sent([FIRST], 7)
    assert ledger.outbox() == [SECOND]
    assert ledger.decisions() == [(FIRST, 7), (SECOND, None)]


def test_all_or_none(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def two() -> Iterator[Decision]:
        yield FIRST
        raise RuntimeError("the verifier's machine went away")

    with pytest.raises(RuntimeError):
        ledger.decide(two())
    assert ledger.decisions() == []


def test_another_process_sees_what_was_decided(ledger: Ledger, tmp_path: Path) -> None:
    ledger.decide([FIRST])
    other = Ledger.open(tmp_path)
    assert other.outbox() == [FIRST]
    other.close()


def test_a_queue_asks_once_and_is_answered_once(ledger: Ledger) -> None:
    assert ledger.ask("q1", "company-match", {"name": "中国平安", "candidates": ["PA", "PB"]})
    assert not ledger.ask("q1", "company-match", {"name": "other"})
    assert ledger.ask("q2", "other", {})
    (waiting,) = ledger.waiting("company-match")
    assert waiting.subject == {"name": "中国平安", "candidates": ["PA", "PB"]}
    assert ledger.answer("q1", "PA", "liu")
    assert not ledger.answer("q1", "PB", "wang")
    assert not ledger.answer("q9", "PB", "wang")
    assert ledger.answers("company-match") == {"q1": "PA"}
    assert [entry.entry_id for entry in ledger.waiting()] == ["q2"]


def test_a_newer_ledger_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / FILE)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO about (version) VALUES (99)"))
    with pytest.raises(WorkspaceError, match="version 99"):
        Ledger.open(tmp_path)
    engine.dispose()


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database, whatever its name says" * 50)
    with pytest.raises(StoreError, match="damaged"):
        Ledger.open(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="rights of files are others there")
def test_the_file_is_readable_by_its_owner_alone_from_the_beginning(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        Accounts(ledger.engine).add("ann", "reader", None)
        made = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("ledger.sqlite*")}
        assert made == dict.fromkeys(("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"), 0o600)
        for path in tmp_path.glob("ledger.sqlite*"):
            path.chmod(0o644)  # as an earlier cnesg left them
        with Ledger.open(tmp_path):
            assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("ledger.sqlite*")} == {0o600}
