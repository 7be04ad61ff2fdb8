"""The ledger's files while a process has them open: other processes respect them, and a replaced one is noticed."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cnesg.errors import StoreError
from cnesg.verification import Decision, Ledger
from cnesg.verification.ledger import FILE
from cnesg.verification.ledger_files import write_ahead_log
from cnesg.verification.ledger_seal import state_of

AT = datetime(2024, 5, 2, tzinfo=UTC)


def decision(number: int) -> Decision:
    return Decision.of(f"{number:032x}", "confirmed", "liu", AT + timedelta(minutes=number))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path) as ledger:
        ledger.decide([decision(0)])
    return tmp_path / FILE


def opened_by_another_process(file: Path) -> int:
    """Another program reads the ledger and closes it; returns how many decisions it saw."""
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(*c.execute('SELECT count(*) FROM decisions'))"
    )
    command = [sys.executable, "-c", f"{program}; c.close()", str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return int(told.strip("(,)\n"))


def test_another_process_leaves_the_log_of_a_ledger_in_use_alone(file: Path) -> None:
    log = write_ahead_log(file)
    with Ledger.open(file.parent) as ledger:
        ledger.decide([decision(1)])  # compares the sealed file first
        before = log.stat()
        assert opened_by_another_process(file) == 2
        assert log.exists(), "another process took this one for gone, and deleted the log under it"
        assert (log.stat().st_ino, log.stat().st_size) == (before.st_ino, before.st_size)
        ledger.decide([decision(2)])
        assert opened_by_another_process(file) == 3
        assert ledger.replaced_files() == []
    assert state_of(file) == "sealed"


def test_looking_at_the_seal_takes_no_lock_from_an_open_ledger(file: Path) -> None:
    with Ledger.open(file.parent) as ledger, Ledger.open(file.parent) as other:
        ledger.decide([decision(1)])
        assert state_of(file) == "broken"
        other.close()
        opened_by_another_process(file)
        assert write_ahead_log(file).exists()
    with Ledger.open(file.parent) as ledger:
        assert state_of(file) == "sealed"
        ledger.decide([decision(2)])
        opened_by_another_process(file)
        assert write_ahead_log(file).exists()


def test_nothing_is_written_once_the_log_is_gone_from_the_disk(file: Path) -> None:
    with Ledger.open(file.parent) as ledger:
        ledger.decide([decision(1)])
        write_ahead_log(file).unlink()
        assert ledger.replaced_files() == ["log"]
        with pytest.raises(StoreError, match="deleted or replaced while it was in use"):
            ledger.decide([decision(2)])
        assert [one for one, _ in ledger.decisions()] == [decision(0), decision(1)]


def test_nothing_is_written_once_another_database_lies_in_its_place(file: Path) -> None:
    with Ledger.open(file.parent) as ledger:
        ledger.decide([decision(1)])
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content)
        assert ledger.replaced_files() == ["database"]
        with pytest.raises(StoreError, match="deleted or replaced while it was in use"):
            ledger.decide([decision(2)])


def test_connections_that_were_closed_are_forgotten(file: Path) -> None:
    ledger = Ledger.open(file.parent)
    assert ledger.decisions()
    ledger.close()
    file.unlink()
    assert ledger.replaced_files() == []
