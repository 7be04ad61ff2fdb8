"""A history whose months were computed on a cluster is the history that one machine computes, to the bit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.pipeline.conftest import companies_csv, observations_csv

from cnesg.engine import Engine, Failure, LocalEngine, Outcome
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.months.elsewhere import run_elsewhere, run_months_elsewhere
from cnesg.pipeline.months.monthly import run_months
from cnesg.pipeline.runs.identity import RUN_TABLES
from cnesg.pipeline.runs.running import run

LAST = date(2024, 9, 1)


def made(folder: Path) -> Workspace:
    workspace = Workspace.create(folder)
    for kind, text in (("companies", companies_csv()), ("observations", observations_csv())):
        path = folder.with_name(f"{kind}.csv")
        path.write_text(text, encoding="utf-8")
        import_table(workspace, kind, path)
    return workspace


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The same small market twice: to be scored here, and elsewhere."""
    with made(tmp_path / "here") as here, made(tmp_path / "there") as there:
        yield here, there


def tables_of(workspace: Workspace, run_id: str) -> dict[str, pl.DataFrame]:
    gone = ("recorded_at", "position")
    return {name: workspace.store.read(name, where=pl.col("run_id") == run_id).drop(gone) for name in RUN_TABLES}


def assert_same(here: Workspace, there: Workspace, run_ids: set[str]) -> None:
    assert run_ids
    for run_id in run_ids:
        one, other = tables_of(here, run_id), tables_of(there, run_id)
        for name, rows in one.items():
            keys = [column for column, dtype in rows.schema.items() if not dtype.is_nested()]
            assert rows.sort(keys).equals(other[name].sort(keys)), name


def months(workspace: Workspace, engine: Engine, months_a_task: int = 2) -> dict[date, str | None]:
    first = date(2024, 7, 1)
    found = run_months_elsewhere(workspace, engine, first, LAST, months_a_task=months_a_task)
    return {one.month: one.run_id for one in found}


@pytest.mark.heavy
def test_the_market_on_two_nodes_of_ray(both: tuple[Workspace, Workspace], ray_engine: Engine) -> None:
    here, there = both
    found = months(there, ray_engine)
    assert found == {one.month: one.run_id for one in run_months(here, date(2024, 7, 1), LAST)}
    assert_same(here, there, {one for one in found.values() if one})


@pytest.mark.full
def test_the_market_on_two_executors_of_spark(both: tuple[Workspace, Workspace], spark_engine: Engine) -> None:
    here, there = both
    found = months(there, spark_engine)
    assert found == {one.month: one.run_id for one in run_months(here, date(2024, 7, 1), LAST)}
    assert_same(here, there, {one for one in found.values() if one})


@pytest.mark.heavy
def test_a_day_gives_its_run(both: tuple[Workspace, Workspace]) -> None:
    here, there = both
    alone = run_elsewhere(there, LocalEngine(), date(2024, 12, 31))
    assert (alone.known, alone.run_id) == (False, run(here, date(2024, 12, 31)).run_id)
    assert_same(here, there, {alone.run_id})


@pytest.mark.heavy
def test_a_year_comes_as_its_first_month_and_what_differs(both: tuple[Workspace, Workspace]) -> None:
    here, there = both
    expected = list(run_months(here, date(2024, 7, 1), LAST))
    found = list(run_months_elsewhere(there, LocalEngine(), date(2024, 7, 1), LAST))
    assert found == expected
    assert [one.how for one in found][-2:] == ["changed", "unchanged"]
    runs = {one.run_id for one in found if one.run_id}
    assert_same(here, there, runs)
    assert (
        there.store.shared("scores")
        .drop("position", "recorded_at")
        .equals(here.store.shared("scores").drop("position", "recorded_at"))
    )
    with Workspace.open(there.folder) as opened:
        assert [one for one in audit(opened) if one.severity == "error"] == []


@pytest.mark.heavy
def test_what_differs_from_a_run_that_is_not_whole_in_the_log_is_computed_whole(
    both: tuple[Workspace, Workspace],
) -> None:
    _, there = both
    engine = _Meanwhile(there)
    found = list(run_months_elsewhere(there, engine, date(2024, 8, 1), LAST))
    assert [one.how for one in found] == ["known", "computed"]
    assert all(one.run_id in set(there.store.read("runs")["run_id"]) for one in found)
    assert_same(there, there, {one.run_id for one in found if one.run_id})
    assert found[1].run_id not in set(there.store.shared("scores")["run_id"])


class _Meanwhile(LocalEngine):
    """While it works, somebody else stores the same first month, as what differs from the month before."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def run(self, *args: Any, **values: Any) -> Iterator[Outcome]:
        outcomes = list(super().run(*args, **values))
        assert len(list(run_months(self._workspace, date(2024, 7, 1), date(2024, 8, 1)))) == 2
        yield from outcomes


@pytest.mark.heavy
def test_months_that_are_known_are_not_computed_and_those_without_companies_are_told(
    both: tuple[Workspace, Workspace],
) -> None:
    _, there = both
    engine = LocalEngine()
    known = months(there, engine)
    again = list(run_months_elsewhere(there, engine, date(2024, 7, 1), LAST))
    assert {one.how for one in again} == {"known"}
    assert {one.month: one.run_id for one in again} == known
    (early,) = run_months_elsewhere(there, engine, date(1995, 1, 1), date(1995, 1, 1))
    assert (early.how, early.run_id) == ("missing", None)
    assert "1995-01-31" in (early.problem or "")
    with pytest.raises(InputError, match="1995-01-31"):
        run_elsewhere(there, engine, date(1995, 1, 31))


@pytest.mark.heavy
def test_a_month_whose_machines_die_is_told_and_the_others_are_stored(
    both: tuple[Workspace, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, there = both
    engine, work = LocalEngine(), LocalEngine.run

    def dying(self: LocalEngine, function: object, tasks: object) -> Iterator[Outcome]:
        for outcome in work(self, function, tasks):  # type: ignore[arg-type]
            died = Failure("death", "3 workers")
            yield Outcome(1, failure=died) if outcome.index == 1 else outcome

    monkeypatch.setattr(LocalEngine, "run", dying)
    found = list(run_months_elsewhere(there, engine, date(2024, 7, 1), LAST, months_a_task=1))
    assert [one.how for one in found] == ["computed", "missing", "computed"]
    assert "death 3 workers" in (found[1].problem or "")
