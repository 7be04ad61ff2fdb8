"""Quartile boundaries out of a market and into a workspace of one company."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.explanation.words import Words
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.runs.peer_exchange import EXPORTED, exported_quartiles
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.running import run

JUNE, AUGUST = date(2024, 6, 30), date(2024, 8, 31)
PLACED = ["code", "kind", "part", "score", "points", "value", "boundaries", "peer_group", "peer_count"]


@pytest.fixture
def alone(tmp_path: Path, tables: dict[str, Path]) -> Iterator[Workspace]:
    """A workspace that knows one of the twelve, the fifth, and its two figures."""
    with Workspace.create(tmp_path / "alone") as made:
        for kind, path in tables.items():
            lines = path.read_text(encoding="utf-8").splitlines()
            mine = tmp_path / f"mine-{kind}.csv"
            mine.write_text("\n".join([lines[0], *(row for row in lines if row.startswith("L05,"))]), encoding="utf-8")
            import_table(made, kind, mine)
        yield made


@pytest.fixture(scope="module")
def scored_market(imported_market: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The market's workspace with a run as of August, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("scored") / "workspace"
    shutil.copytree(imported_market, folder)
    with Workspace.open(folder) as opened:
        run(opened, AUGUST)
    return folder


@pytest.fixture
def scored(scored_market: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(scored_market, tmp_path / "scored")
    with Workspace.open(tmp_path / "scored") as opened:
        yield opened


def last_run(workspace: Workspace) -> str:
    return str(workspace.store.read("runs")["run_id"][-1])


def exported(workspace: Workspace, path: Path) -> Path:
    assert _run(["peers", "export", str(path), "-w", str(workspace.folder)]) == 0
    return path


def relative_parts(workspace: Workspace, run_id: str) -> pl.DataFrame:
    rows = workspace.store.read("parts", where=(pl.col("run_id") == run_id) & (pl.col("company_id") == "L05"))
    return rows.filter((pl.col("rule") == "relative") & pl.col("value").is_not_null()).sort(PLACED[:3])


@pytest.mark.parametrize(
    "suffix", [".csv", *(pytest.param(one, marks=pytest.mark.full) for one in (".parquet", ".jsonl"))]
)
def test_a_company_alone_gets_the_points_it_has_in_the_market(
    scored: Workspace, alone: Workspace, tmp_path: Path, suffix: str
) -> None:
    whole = relative_parts(scored, last_run(scored))
    path = exported(scored, tmp_path / f"peers{suffix}")
    before = relative_parts(alone, run(alone, AUGUST).run_id)
    assert before["points"].null_count() == before.height > 0
    rows = import_table(alone, "peers", path)
    assert rows == exported_quartiles(scored).height > 0
    assert import_table(alone, "peers", path) == 0
    done = run(alone, AUGUST)
    found = relative_parts(alone, done.run_id)
    assert found.height > 0
    assert found.select(PLACED).equals(whole.select(PLACED))
    source, version = exported_quartiles(scored)["run_id"][0], scored.methodology.versions.methodology
    assert set(found["peer_source"]) == {f"run {source} as of 2024-08-31, methodology {version}"}
    assert replay(alone, done.run_id).same
    assert [one for one in audit(alone) if one.severity == "error"] == []


@pytest.mark.heavy
def test_what_is_exported_is_quartiles_of_groups_with_enough_values(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="no run"):
        exported_quartiles(workspace)
    run(workspace, JUNE)
    done = run(workspace, AUGUST)
    rows = exported_quartiles(workspace)
    assert tuple(rows.columns) == EXPORTED
    assert rows["count"].min() == 12 >= workspace.methodology.rules.least_peers.value
    assert set(rows["run_id"]) == {done.run_id}  # of a fiscal year the latest run
    intensity = rows.filter((pl.col("data_point") == "E0102-02") & (pl.col("group") == "340500")).row(0, named=True)
    # 1,000 to 12,000 kWh per CNY million: a quarter of the way from the 3rd to the 4th and so on.
    assert (intensity["q1"], intensity["q2"], intensity["q3"]) == (3750.0, 6500.0, 9250.0)
    assert set(rows["group"]) == {"340000", "340500", "MARKET"}
    assert exported_quartiles(workspace, as_of=JUNE)["count"].max() == 11
    assert exported_quartiles(workspace, least=13).is_empty()
    with pytest.raises(InputError, match="2019"):
        exported_quartiles(workspace, year=2019)


@pytest.mark.heavy
def test_another_day_or_year_does_not_see_them(scored: Workspace, alone: Workspace, tmp_path: Path) -> None:
    import_table(alone, "peers", exported(scored, tmp_path / "peers.csv"))
    assert relative_parts(alone, run(alone, JUNE).run_id)["points"].null_count() > 0
    earlier = tmp_path / "earlier.csv"
    header = "company_id,kind,concept,year,value,unit,published,source\n"
    told = ("revenue,2022,1000,CNY million", "electricity,2022,5,GWh")
    rows = (f"L05,quantity,{one},2023-04-15,tables\n" for one in told)
    earlier.write_text(header + "".join(rows), encoding="utf-8")
    import_table(alone, "observations", earlier)
    parts = relative_parts(alone, run(alone, AUGUST, fiscal_year=2022).run_id)
    assert parts.height > 0
    assert set(parts["peer_source"]) == {None}


@pytest.mark.heavy
def test_explanations_say_where_boundaries_come_from(scored: Workspace, alone: Workspace, tmp_path: Path) -> None:
    source = last_run(scored)
    import_table(alone, "peers", exported(scored, tmp_path / "peers.csv"))
    run(alone, AUGUST)
    explained = read_explanation(alone, "L05", "E0102-02", None)
    assert explained.rule is not None
    assert explained.rule.peer_source is not None
    assert source in explained.rule.peer_source
    lines = list(Words("en").details(explained))
    assert any(f"(imported: run {source} as of 2024-08-31" in line for line in lines)


@pytest.mark.heavy
def test_always_goes_before_the_workspaces_own_market(workspace: Workspace, tmp_path: Path) -> None:
    run(workspace, JUNE)
    path = tmp_path / "peers.csv"
    exported_quartiles(workspace).with_columns(pl.col("q1", "q2", "q3") * 10).write_csv(path)
    own = relative_parts(workspace, run(workspace, AUGUST).run_id)
    command = ["peers", "import", str(path), "-w", str(workspace.folder)]
    assert _run(command) == 0
    assert relative_parts(workspace, run(workspace, AUGUST).run_id).equals(own)  # it has enough values of its own
    assert _run([*command, "--always"]) == 0
    placed = relative_parts(workspace, run(workspace, AUGUST).run_id)
    assert placed["peer_source"].null_count() == 0
    assert placed.filter(pl.col("part") == "E0102-02")["points"].to_list() == [4.0]


def test_another_edition_is_told(scored: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "peers.csv"
    exported_quartiles(scored).with_columns(methodology_version=pl.lit("0123456789abcdef")).write_csv(path)
    assert _run(["peers", "import", str(path), "-w", str(scored.folder)]) == 1
    assert "0123456789abcdef" in capsys.readouterr().err


def test_every_bad_row_is_told_and_nothing_stored(scored: Workspace, tmp_path: Path) -> None:
    good = exported_quartiles(scored).row(0, named=True)
    bad = [
        {"group": "999999"},
        {"data_point": "G0104-01"},
        {"unit": "parsec"},
        {"q1": good["q3"] + 1},
        {"count": 1.5},
    ]
    rows = [
        good | {"published": "2024-08-31", "run_id": f"r{i}", "fiscal_year": 2001 + i} | b for i, b in enumerate(bad)
    ]
    path = tmp_path / "bad.csv"
    pl.DataFrame(rows, schema_overrides={"count": pl.Float64}, infer_schema_length=None).write_csv(path)
    with pytest.raises(InputError) as caught:
        import_table(scored, "peers", path)
    assert [problem.message_id for problem in caught.value.problems] == [
        "sources.no_peer_group",
        "sources.not_relative",
        "sources.peer_unit",
        "sources.no_quartiles",
        "sources.not_whole",
    ]
    assert scored.store.read("peers").is_empty()


def test_a_file_of_an_unknown_kind_is_refused(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["peers", "export", "peers.txt", "-w", str(workspace.folder)]) == 2
    assert ".csv, .jsonl, .parquet" in capsys.readouterr().err
