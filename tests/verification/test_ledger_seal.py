"""The seal over the ledger's bytes: broken while somebody writes, whole when the last one has gone."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cnesg.errors import StoreError
from cnesg.verification import Decision, Ledger
from cnesg.verification.ledger import FILE
from cnesg.verification.ledger_seal import seal_of, state_of

AT = datetime(2024, 5, 2, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path) as ledger:
        ledger.decide([Decision.of("a" * 32, "confirmed", "liu", AT)])
    return tmp_path / FILE


def test_a_closed_ledger_is_one_sealed_file(file: Path) -> None:
    assert state_of(file) == "sealed"
    assert sorted(path.name for path in file.parent.iterdir()) == ["ledger.seal", FILE]


def test_reading_breaks_no_seal(file: Path) -> None:
    with Ledger.open(file.parent) as ledger:
        assert len(ledger.decisions()) == 1
        assert state_of(file) == "sealed"
    assert state_of(file) == "sealed"


def test_the_last_of_several_writers_seals(file: Path) -> None:
    with Ledger.open(file.parent) as one, Ledger.open(file.parent) as other:
        one.ask("e1", "match", {})
        assert other.answer("e1", "yes", "wang")
        assert state_of(file) == "broken"
        one.close()
        other.ask("e2", "match", {})
        assert state_of(file) == "broken"
    assert state_of(file) == "sealed"
    with Ledger.open(file.parent) as ledger:
        assert [row["answer"] for row in ledger.queue()] == ["yes", None]
        assert [row["name"] for row in ledger.accounts()] == ["liu", "wang"]


def test_any_altered_byte_is_seen_without_opening_the_database(file: Path) -> None:
    draws = random.Random(4)
    for path in (file, seal_of(file)):
        sound = path.read_bytes()
        for place in {0, len(sound) - 1, *(draws.randrange(len(sound)) for _ in range(100))}:
            path.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << draws.randrange(8))]) + sound[place + 1 :])
            assert state_of(file) == "altered", (path.name, place)
        path.write_bytes(sound)
    assert state_of(file) == "sealed"


def test_nothing_is_written_into_an_altered_ledger(file: Path) -> None:
    altered = file.read_bytes().replace(b"liu", b"lju")
    file.write_bytes(altered)
    with Ledger.open(file.parent) as ledger, pytest.raises(StoreError, match="ledger of decisions is damaged"):
        ledger.decide([Decision.of("b" * 32, "confirmed", "wang", AT)])
    assert state_of(file) == "altered"
    assert file.read_bytes() == altered


def test_a_ledger_of_an_earlier_cnesg_gets_its_seal_with_the_next_change(file: Path) -> None:
    seal_of(file).unlink()
    assert state_of(file) == "missing"
    with Ledger.open(file.parent) as ledger:
        ledger.ask("e1", "match", {})
    assert state_of(file) == "sealed"
