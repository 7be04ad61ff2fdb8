import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.verification import Ledger
from cnesg.verification.acknowledgements import Acknowledgement
from cnesg.verification.ledger import FILE

TODAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, 8, tzinfo=UTC)


def given(until: date = date(2025, 9, 30), finding: str = "f1") -> Acknowledgement:
    return Acknowledgement.of(finding, " the plant was sold ", "li", until, NOW, TODAY)


def test_it_holds_until_its_last_day_and_is_kept_after_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.acknowledgements.give(given())
        ledger.acknowledgements.give(given())
    with Ledger.open(tmp_path) as ledger:
        book = ledger.acknowledgements
        assert book.all() == [given()]
        assert book.holding(date(2025, 9, 30)) == {"f1": given()}
        assert book.holding(date(2025, 10, 1)) == {}
        assert book.altered() == []
        assert [one["name"] for one in ledger.accounts()] == ["li"]
    assert given().reason == "the plant was sold"


def test_what_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as error:
        Acknowledgement.of("f1", " ", "", TODAY - timedelta(days=1), NOW, TODAY)
    assert [problem.message_id for problem in error.value.problems] == [
        "quality.acknowledged_no_reason",
        "quality.acknowledged_nobody",
        "quality.acknowledged_past",
    ]


def test_one_that_was_altered_is_told(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.acknowledgements.give(given())
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("UPDATE acknowledgements SET until = '2099-12-31'")
        database.commit()
    with Ledger.open(tmp_path) as ledger:
        assert ledger.acknowledgements.altered() == [given().digest()]
