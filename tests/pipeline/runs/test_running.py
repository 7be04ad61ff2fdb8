"""A run: what it uses, what it leaves alone, and that it can be told apart and repeated."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.framework.materiality import load_materiality
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.reading import read_explanation, read_scores
from cnesg.pipeline.runs.running import run

DAY = date(2024, 6, 30)
LATE = "L12"
ELECTRICITY = "E0102"


def points(workspace: Workspace, run_id: str) -> dict[str, float]:
    """Quartile points on electricity intensity by company."""
    where = (pl.col("run_id") == run_id) & (pl.col("code") == ELECTRICITY) & (pl.col("rule") == "relative")
    parts = workspace.store.read("parts", where=where).unique("company_id", keep="first", maintain_order=True)
    return dict(zip(parts["company_id"], parts["points"], strict=True))


def origins(workspace: Workspace, run_id: str, data_point: str) -> dict[str, str]:
    where = (pl.col("run_id") == run_id) & (pl.col("data_point") == data_point)
    inputs = workspace.store.read("inputs", where=where)
    return dict(zip(inputs["company_id"], inputs["origin"], strict=True))


@pytest.mark.heavy
def test_the_thriftiest_quarter_gets_four_points_and_the_worst_one(workspace: Workspace) -> None:
    done = run(workspace, date(2024, 8, 31))
    found = points(workspace, done.run_id)
    assert [found[f"L{n:02}"] for n in (1, 2, 3)] == [4, 4, 4]
    assert [found[f"L{n:02}"] for n in (10, 11, 12)] == [1, 1, 1]


@pytest.mark.heavy
def test_nothing_published_later_is_used(workspace: Workspace) -> None:
    done = run(workspace, DAY)
    intensity = f"{ELECTRICITY}-01"
    assert origins(workspace, done.run_id, intensity)["L01"] == "imported"
    assert origins(workspace, done.run_id, intensity).get(LATE) != "imported"
    later = run(workspace, date(2024, 8, 1))
    assert origins(workspace, later.run_id, intensity)[LATE] == "imported"


@pytest.mark.heavy
def test_the_same_run_twice_is_one_run(workspace: Workspace) -> None:
    first = run(workspace, DAY)
    again = run(workspace, DAY)
    assert again.known
    assert again.run_id == first.run_id
    assert workspace.store.read("runs").height == 1


@pytest.mark.heavy
def test_a_late_backfill_makes_another_run_and_leaves_the_old_one(workspace: Workspace, tmp_path: Path) -> None:
    first = run(workspace, DAY)
    before = read_scores(workspace, None, DAY, "total", None)
    path = tmp_path / "more.csv"
    path.write_text(
        "company_id,kind,concept,year,value,unit,published,restated,source\n"
        "L01,quantity,electricity,2023,50,GWh,2024-05-15,true,correction\n",
        encoding="utf-8",
    )
    import_table(workspace, "observations", path)
    second = run(workspace, DAY)
    assert second.run_id != first.run_id
    old = workspace.store.read("scores", where=pl.col("run_id") == first.run_id)
    old_totals = old.filter(pl.col("code") == "TOTAL").sort("company_id", "kind")["score"].to_list()
    assert old_totals == before.sort("company_id", "kind")["score"].to_list()
    assert points(workspace, second.run_id)["L01"] == 1
    assert points(workspace, first.run_id)["L01"] == 4


@pytest.mark.heavy
def test_a_run_names_everything_it_depends_on(workspace: Workspace) -> None:
    done = run(workspace, DAY)
    row = workspace.store.read("runs").row(0, named=True)
    versions = workspace.methodology.versions
    assert row["run_id"] == done.run_id
    assert row["as_of"] == available_instant(DAY)
    assert (row["methodology_version"], row["extraction_version"], row["reference_version"]) == (
        versions.methodology,
        versions.extraction,
        versions.reference,
    )
    assert row["store_position"] == 2
    assert "polars" in row["libraries"]


@pytest.mark.heavy
def test_the_explanation_reaches_the_imported_cell(workspace: Workspace) -> None:
    run(workspace, DAY)
    text = str(read_explanation(workspace, "L03", ELECTRICITY, None).as_dict())
    assert "tables" in text
    assert "3000000" in text.replace(",", "")


def test_an_unknown_profile_and_an_empty_market_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither a profile"):
        run(workspace, DAY, "nobody")
    with pytest.raises(InputError, match="No company was known"):
        run(workspace, date(2010, 1, 1))
    assert workspace.store.read("runs").is_empty()


def mine(folder: Path, **fields: object) -> str:
    path = folder / "mine.yaml"
    content = {"name": "mine", "title": {"en": "Mine", "zh": "我的"}, **fields}
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.heavy
def test_the_explanation_has_the_ratings_of_the_runs_profile(workspace: Workspace, tmp_path: Path) -> None:
    usual = load_materiality().rating("340000", "E01")
    other = 3 if usual.rating != 3 else 0
    place = "materiality.340000.ratings.E01"
    path = mine(tmp_path, overrides={f"{place}.rating": other, f"{place}.reason": {"en": "Mine.", "zh": "我的理由。"}})
    run(workspace, DAY, path)
    for profile in (path, "mine"):
        shift = read_explanation(workspace, "L01", "E01", None, profile=profile).industry
        assert shift is not None
        assert (shift.rating, shift.reason_en) == (other, "Mine.")
    Path(path).unlink()  # the run keeps what it was told
    kept = read_explanation(workspace, "L01", "E01", None, profile="mine").industry
    assert kept is not None
    assert kept.reason_zh == "我的理由。"
    run(workspace, DAY)
    shipped = read_explanation(workspace, "L01", "E01", None).industry
    assert shipped is not None
    assert (shipped.rating, shipped.reason_en) == (usual.rating, usual.reason.en)


@pytest.mark.heavy
def test_a_run_of_another_content_of_the_file_is_not_taken_for_it(workspace: Workspace, tmp_path: Path) -> None:
    run(workspace, DAY, mine(tmp_path, without=["G"]))
    changed = mine(tmp_path, without=["S"])
    with pytest.raises(InputError):
        read_scores(workspace, None, None, "total", None, changed)
    assert read_scores(workspace, None, None, "total", None, "mine").height > 0


@pytest.mark.heavy
def test_a_shipped_profile_keeps_its_name(workspace: Workspace) -> None:
    run(workspace, DAY, "hkex")
    assert workspace.store.read("runs")["profile"].to_list() == ["hkex"]
