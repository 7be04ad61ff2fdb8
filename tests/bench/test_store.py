"""The store's benchmark measures what it says; how long things take decides nothing here."""

import json
from pathlib import Path

import pytest
from tests.small_methodology import PRECEDENCE

from cnesg.bench.store import market_rows, measure_store
from cnesg.bench.timing import Measure
from cnesg.cli.app import _run
from cnesg.imputation import counting

COMPANIES, POINTS, YEARS = 20, 10, 2


def test_every_figure_is_there_and_the_reads_find_the_month(tmp_path: Path) -> None:
    found = {one.name: one for one in measure_store(tmp_path, COMPANIES, POINTS, YEARS)}
    facts = COMPANIES * POINTS
    # A tenth of the market is one commit: 20 facts, the first stated again and confirmed.
    assert found["observations in the log"].value == YEARS * (facts + 10 + 10)
    assert found["rows of the month (small files)"].value == facts
    assert found["rows of the month (compacted)"].value == facts
    limited = {one.name: one.limit for one in found.values() if one.limit is not None}
    assert set(limited.values()) == {2.0, 3.0}
    assert all(one.value > 0 for one in found.values())


def test_a_figure_beyond_its_limit_is_told() -> None:
    assert Measure("x", 3.1, "times", 3.0).kept is False
    assert Measure("x", 3.0, "times", 3.0).kept
    assert Measure("x", 99.0, "s").kept


def test_one_value_in_fifty_is_stated_again() -> None:
    rows = market_rows(2023, range(10), 100)
    assert rows.height == 1000 + 20
    chosen = counting(rows, PRECEDENCE)["observation_id"]
    assert chosen.str.ends_with("again").sum() == 20
    assert chosen.len() == 1000


@pytest.mark.full
def test_the_command_prints_a_table_and_one_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(["bench", "store", "--companies", "10", "--years", "1", "--folder", str(tmp_path)])
    *table, last = capsys.readouterr().out.splitlines()
    told = json.loads(last)
    assert code == int(not told["within_limits"])
    assert any("as-of read / plain" in line for line in table)
    assert list(tmp_path.iterdir()) == []
