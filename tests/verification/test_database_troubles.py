"""A disk that refuses and a server that is gone are told in words; what is damaged is told as damage."""

from pathlib import Path

import pytest
from sqlalchemy import event

from cnesg.errors import StoreError
from cnesg.verification import Ledger


def test_a_full_disk_is_no_damage(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:

        @event.listens_for(ledger.engine, "begin")
        def _no_room(connection: object) -> None:
            connection.connection.cursor().execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

        with pytest.raises(StoreError) as caught:
            ledger.ask("1", "company-match", {"name": "x" * 100_000})
    (problem,) = caught.value.problems
    assert problem.message_id == "verification.refused"
    assert "full" in str(caught.value)
    with Ledger.open(tmp_path) as ledger:
        assert ledger.queue() == []
        assert ledger.ask("1", "company-match", {"name": "x"})


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Ledger.open(tmp_path, "postgresql://nobody@127.0.0.1:1/none")
    assert [problem.message_id for problem in caught.value.problems] == ["verification.server_lost"]
    assert "nobody@" not in str(caught.value)
