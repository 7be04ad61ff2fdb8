"""Histories: each month as if run alone, nothing computed twice, gaps told."""

import gc
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.months.monthly import MonthRun, month_ends, run_months
from cnesg.pipeline.runs.identity import RUN_TABLES
from cnesg.pipeline.runs.running import run

FIRST, LAST = date(2024, 5, 1), date(2024, 10, 1)
HEADER = "company_id,kind,concept,year,value,unit,published,source\n"


def history(workspace: Workspace) -> list[MonthRun]:
    return list(run_months(workspace, FIRST, LAST))


def rows_of(workspace: Workspace, run_id: str) -> dict[str, list[tuple[object, ...]]]:
    of_run = pl.col("run_id") == run_id
    drop = ("recorded_at", "position")
    return {t: workspace.store.read(t, where=of_run).drop(drop).sort(pl.all()).rows() for t in RUN_TABLES}


def test_months_end_on_their_last_days() -> None:
    assert month_ends(date(2023, 12, 5), date(2024, 2, 1)) == [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)]
    with pytest.raises(InputError, match="2024-02"):
        month_ends(date(2024, 3, 1), date(2024, 2, 1))


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 40))
def test_every_month_comes_once_in_order(first: date, months: int) -> None:
    year, month = divmod(first.month - 1 + months, 12)
    ends = month_ends(first, date(first.year + year, month + 1, 1))
    assert len(ends) == months + 1
    assert ends == sorted(set(ends))


@pytest.mark.heavy
def test_a_history_gives_what_single_runs_give(workspace: Workspace, tables_alone: Workspace) -> None:
    months = history(workspace)
    # L12 publishes on 1 August; nothing else comes in.
    assert [month.how for month in months] == [
        "computed",
        "unchanged",
        "unchanged",
        "changed",
        "unchanged",
        "unchanged",
    ]
    assert [month.anew is not None for month in months] == [False, False, False, True, False, False]
    for month in months:
        alone = run(tables_alone, month.month)
        assert month.run_id == alone.run_id
        assert month.run_id is not None
        assert rows_of(workspace, month.run_id) == rows_of(tables_alone, alone.run_id)


@pytest.mark.heavy
def test_a_factor_makes_a_month_anew_where_figures_rest_on_it(workspace: Workspace, tables_alone: Workspace) -> None:
    """Grids of 2022 were published on 27 December; on the footprint of 31 January no derivation rests."""
    months = list(run_months(workspace, date(2024, 11, 1), date(2025, 1, 1)))
    assert [month.how for month in months] == ["computed", "computed", "unchanged"]
    assert [month.run_id for month in months[1:]] == [run(tables_alone, month.month).run_id for month in months[1:]]


@pytest.fixture
def tables_alone(tmp_path: Path, tables: dict[str, Path]) -> Workspace:
    made = Workspace.create(tmp_path / "alone")
    for kind, path in tables.items():
        import_table(made, kind, path)
    return made


@pytest.mark.heavy
def test_nothing_is_computed_twice_until_facts_come_in(workspace: Workspace, tmp_path: Path) -> None:
    first = history(workspace)
    again = history(workspace)
    assert {month.how for month in again} == {"known"}
    assert [month.run_id for month in again] == [month.run_id for month in first]
    path = tmp_path / "late.csv"
    path.write_text(f"{HEADER}L01,quantity,electricity,2023,9,GWh,2024-09-15,tables\n", encoding="utf-8")
    import_table(workspace, "observations", path)
    later = history(workspace)
    # What the market could not know before is in no earlier month: those come out as they were.
    assert [month.run_id for month in later[:4]] == [month.run_id for month in first[:4]]
    assert all(month.run_id != old.run_id for month, old in zip(later[4:], first[4:], strict=True))


@pytest.mark.heavy
def test_a_month_without_data_is_told_and_the_others_go_on(workspace: Workspace) -> None:
    """Until April the year before last is ranked, on which nothing is known; from May on the last one."""
    found = list(run_months(workspace, date(2024, 4, 1), date(2024, 5, 1)))
    assert [month.how for month in found] == ["missing", "computed"]
    assert found[0].problem
    assert "2024-04-30" in found[0].problem
    assert "2022" in found[0].problem
    (nobody,) = run_months(workspace, date(2014, 12, 1), date(2014, 12, 1))
    assert (nobody.how, nobody.run_id) == ("missing", None)
    assert workspace.store.read("runs").height == 1


@pytest.mark.heavy
def test_between_months_the_rows_that_were_stored_are_not_kept_in_memory(workspace: Workspace) -> None:
    """Parts are by far the largest table: held until the next month's stand too, they decide the peak of a history."""
    already = {id(table) for table in parts_in_memory()}
    months = run_months(workspace, FIRST, LAST)
    next(months)
    assert not [table for table in parts_in_memory() if id(table) not in already]


def parts_in_memory() -> list[pl.DataFrame]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, pl.DataFrame) and "effective_weight" in one.columns]
