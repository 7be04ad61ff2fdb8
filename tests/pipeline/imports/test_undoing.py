"""An import withdrawn, of every kind: it counts no longer, earlier positions and runs stay, and it can come again."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_file
from cnesg.pipeline.imports.undoing import undo_import
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.running import run
from cnesg.sources import source_kind, source_kinds
from cnesg.sources.news import TEMPLATE as NEWS


def contents(workspace: Workspace, at: int | None = None) -> dict[str, pl.DataFrame]:
    left_out = {"withdrawals"}
    return {name: workspace.store.read(name, at=at) for name in TABLES if name not in left_out}


def same(one: dict[str, pl.DataFrame], other: dict[str, pl.DataFrame]) -> bool:
    return all(rows.equals(other[name], null_equal=True) for name, rows in one.items())


def unsound(workspace: Workspace) -> list[str]:
    return [one.problem.text() for one in audit(workspace) if one.severity == "error"]


def take(workspace: Workspace, kind: str, folder: Path) -> tuple[int, int | None]:
    """Import the template of a kind; the number of rows stored, and the commit."""
    path = folder / "template.csv"
    if kind == "news":
        path.write_text(NEWS, encoding="utf-8")
        taken = import_news(workspace, path)
        return taken.new, taken.positions[0] if taken.positions else None
    text = source_kind(kind).template().replace("C0001", "L01").replace("C0002", "L02")
    if kind == "companies":
        text = text.replace("L01", "C9")
    if kind == "lists":
        text = PENALTIES + "green-factory,Liquor 1,L01,ministry,national,1,2023-03-01\n"
    path.write_text(text, encoding="utf-8")
    done = import_file(workspace, kind, path)
    return done.rows, done.position


@pytest.mark.heavy
@pytest.mark.parametrize("kind", [*source_kinds(), "news"])
def test_an_import_of_every_kind_is_withdrawn_and_can_come_again(
    workspace: Workspace, kind: str, tmp_path: Path
) -> None:
    before = contents(workspace)
    rows, position = take(workspace, kind, tmp_path)
    assert position is not None
    with_it = contents(workspace)
    done = undo_import(workspace, position)
    assert done.position == position + 1
    assert same(contents(workspace), before)
    assert same(contents(workspace, at=position), with_it)
    assert unsound(workspace) == []
    with pytest.raises(InputError) as caught:
        undo_import(workspace, position)
    assert [one.message_id for one in caught.value.problems] == ["pipeline.withdrawn_already"]
    assert take(workspace, kind, tmp_path)[0] == rows
    assert unsound(workspace) == []


@pytest.mark.heavy
def test_a_run_before_stays_and_is_replayed_and_one_after_is_without_the_rows(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "more.csv"
    head = "company_id,kind,concept,year,value,unit,published,source\n"
    path.write_text(head + "L01,quantity,electricity,2023,900,GWh,2024-06-01,tables\n", encoding="utf-8")
    day = date(2024, 7, 1)
    first = run(workspace, day)
    position = import_file(workspace, "observations", path).position
    assert position is not None
    with_it = run(workspace, day)
    done = undo_import(workspace, position)
    assert done.runs == (with_it.run_id,)
    assert replay(workspace, with_it.run_id).same
    after = run(workspace, day)
    one, other = (
        workspace.store.read("scores", runs=[run_id]).drop("run_id", "recorded_at", "position")
        for run_id in (first.run_id, after.run_id)
    )
    assert one.equals(other, null_equal=True)
    assert replay(workspace, after.run_id).same
    assert unsound(workspace) == []


@pytest.mark.parametrize("position", [0, 3, 99])
def test_what_is_no_import_is_not_withdrawn(workspace: Workspace, position: int) -> None:
    workspace.store.commit({"media": pl.DataFrame(_MEDIUM)}, note="somebody else")
    with pytest.raises(InputError) as caught:
        undo_import(workspace, position)
    assert caught.value.problems[0].message_id == ("pipeline.no_import" if position == 3 else "pipeline.no_commit")


_MEDIUM = {"domain": ["a.cn"], "tier": ["trade"], "language": ["zh"], "available_at": [date(2024, 1, 1)]}


def test_sql_shows_what_reading_shows(workspace: Workspace) -> None:
    undo_import(workspace, 2)
    assert workspace.store.sql("SELECT count(*) AS n FROM observations").item() == 0
    assert workspace.store.sql("SELECT count(*) AS n FROM observations", at=2).item() == 24
    assert workspace.store.seen("observations").read(["observation_id"]).height == 0


PENALTIES = "list,name,company_id,body,level,batch,published\n"


def test_registers_are_counted_again_without_the_withdrawn_entries(workspace: Workspace, tmp_path: Path) -> None:
    def entries(name: str, day: str, count: int) -> int:
        path = tmp_path / f"{name}.csv"
        rows = [f"environmental-penalty,{name} {n},L01,bureau,municipal,{name}{n},{day}" for n in range(count)]
        path.write_text(PENALTIES + "\n".join(rows) + "\n", encoding="utf-8")
        position = import_file(workspace, "lists", path).position
        assert position is not None
        return position

    def count() -> float:
        where = (pl.col("kind") == "quantity") & (pl.col("unit") == "cases")
        rows = workspace.store.read("observations", where=where).sort("available_at", "position")
        return float(rows["value"][-1])

    first = entries("one", "2023-03-01", 3)
    entries("two", "2023-08-01", 2)
    assert count() == 5
    assert undo_import(workspace, first).recounted == 1
    assert count() == 2
    assert unsound(workspace) == []
