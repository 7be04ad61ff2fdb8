"""Ten verifiers at once: nothing lost, nothing doubled; in `make test-full` five minutes on 20,000 values, in time."""

from pathlib import Path

import pytest
from tests.postgres import new_database
from tests.web.many_verifiers import Task, queue_values, work_together

_VALUES = 20_000
_THINK = 0.5
"""Seconds between seeing a value and answering it: a tenth of what people are meant to take at least."""


def test_ten_at_once_lose_and_double_nothing(folder: Path) -> None:
    queue_values(folder, 2_000)
    worked = work_together(folder, Task(answers=6))
    assert worked.answers + worked.refused == 60


def test_ten_at_once_lose_and_double_nothing_on_postgresql(folder: Path, postgres: str) -> None:
    queue_values(folder, 2_000)
    worked = work_together(folder, Task(answers=6), new_database(postgres, "ten at once"))
    assert worked.answers + worked.refused == 60


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_ten_for_five_minutes_are_answered_in_time(folder: Path, request: pytest.FixtureRequest, database: str) -> None:
    queue_values(folder, _VALUES)
    url = new_database(request.getfixturevalue("postgres"), "five minutes") if database == "postgresql" else None
    worked = work_together(folder, Task(seconds=300, think=_THINK), url)
    print(f"{database}: {worked}")  # noqa: T201 - goes into the dated result
    assert worked.p95 < 150
