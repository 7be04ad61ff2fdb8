"""Issuers without listed shares are compared among themselves, and leave listed companies' peers as they were."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.running import run

DAY = date(2024, 8, 31)
HEADER = "company_id,name_en,market,industry,issuer_kind,admin_level,region,valid_from,published\n"
SPAN = "2015-01-01,2015-01-01\n"


def issuers_csv() -> str:
    """Eight liquor makers with bonds alone, eight vehicles, and eight governments without an industry."""
    rows = [f"B{n},Bond {n},bond,340500,corporate,,,{SPAN}" for n in range(8)]
    rows += [f"V{n},Vehicle {n},bond,620306,financing-vehicle,prefecture,CN-SD,{SPAN}" for n in range(8)]
    rows += [f"G{n},Government {n},bond,,local-government,{'county' if n else 'province'},,{SPAN}" for n in range(8)]
    return HEADER + "".join(rows)


def values_csv() -> str:
    """Issuers need a hundred times the listed companies' electricity, so a mixed group would show."""
    rows = ["company_id,kind,concept,year,value,unit,published,source\n"]
    for kind in "BVG":
        for n in range(8 if kind != "G" else 7):  # the last government says nothing
            rows.append(f"{kind}{n},quantity,revenue,2023,1000,CNY million,2024-04-15,tables\n")
            rows.append(f"{kind}{n},quantity,electricity,2023,{100 * (n + 1)},GWh,2024-04-15,tables\n")
    return "".join(rows)


@pytest.fixture
def with_issuers(workspace: Workspace, tmp_path: Path) -> Workspace:
    for kind, text in (("companies", issuers_csv()), ("observations", values_csv())):
        path = tmp_path / f"issuers-{kind}.csv"
        path.write_text(text, encoding="utf-8")
        import_table(workspace, kind, path)
    return workspace


def table(workspace: Workspace, name: str, run_id: str) -> pl.DataFrame:
    return workspace.store.read(name, where=pl.col("run_id") == run_id)


def of_electricity(workspace: Workspace, run_id: str) -> pl.DataFrame:
    relative = (pl.col("code") == "E0102") & (pl.col("rule") == "relative")
    return table(workspace, "parts", run_id).filter(relative)


@pytest.mark.heavy
def test_quartiles_of_an_issuer_are_those_of_its_family(with_issuers: Workspace) -> None:
    parts = of_electricity(with_issuers, run(with_issuers, DAY).run_id)
    group = dict(parts.filter(pl.col("peer_group").is_not_null()).select("company_id", "peer_group").iter_rows())
    assert (group["B0"], group["V0"], group["L01"]) == ("ISSUER:340500", "LGFV:prefecture:CN-SD", "340500")
    points = dict(parts.filter(pl.col("part") == "E0102-02").select("company_id", "points").iter_rows())
    assert (points["B0"], points["B7"], points["V0"], points["V7"]) == (4, 1, 4, 1)


@pytest.mark.heavy
def test_listed_companies_score_as_if_there_were_no_issuers(workspace: Workspace, tmp_path: Path) -> None:
    alone = run(workspace, DAY).run_id
    for kind, text in (("companies", issuers_csv()), ("observations", values_csv())):
        path = tmp_path / f"issuers-{kind}.csv"
        path.write_text(text, encoding="utf-8")
        import_table(workspace, kind, path)
    beside = run(workspace, DAY).run_id
    listed = pl.col("company_id").str.starts_with("L")
    for name in ("scores", "parts", "inputs"):
        before, after = (
            table(workspace, name, run_id).filter(listed).drop("run_id", "position", "recorded_at")
            for run_id in (alone, beside)
        )
        assert before.height > 0
        assert before.equals(after), name


@pytest.mark.heavy
def test_an_issuer_is_ranked_in_its_family(with_issuers: Workspace) -> None:
    totals = table(with_issuers, "scores", run(with_issuers, DAY).run_id).filter(
        (pl.col("code") == "TOTAL") & (pl.col("kind") == "synthetic")
    )
    ranked = {
        company: (group, count)
        for company, group, count in totals.select("company_id", "peer_group", "peer_count").iter_rows()
    }
    assert ranked["L01"] == ("340000", 12)
    assert ranked["B0"] == ("ISSUER:340000", 8)
    assert ranked["V0"] == ("LGFV:prefecture", 8)
    assert ranked["G0"] == ("LGOV:province", 1)
    assert ranked["G1"] == ("LGOV:county", 7)


@pytest.mark.heavy
def test_a_missing_value_is_the_familys_median(with_issuers: Workspace) -> None:
    inputs = table(with_issuers, "inputs", run(with_issuers, DAY).run_id)
    row = inputs.filter((pl.col("company_id") == "G7") & (pl.col("data_point") == "E0102-02"))
    assert row["origin"].to_list() == ["industry"]
    assert row["group"].to_list() == ["LGOV:county"]
    assert row["value"].to_list() == [450_000.0]  # of 200 to 700 GWh on CNY 1,000 million each


@pytest.mark.heavy
def test_the_explanation_names_groups_and_keeps_the_industry_s_reasons(with_issuers: Workspace) -> None:
    run(with_issuers, DAY)
    vehicle = read_explanation(with_issuers, "V0", "E01", None)
    assert vehicle.standing is not None
    assert vehicle.standing.peer_group_en == "Local government financing vehicles, prefecture"
    assert vehicle.standing.peer_group_zh == "地方政府融资平台，地市级"
    assert vehicle.industry is not None
    assert (vehicle.industry.industry, vehicle.industry.industry_en) == ("620000", "Building Decoration")
    assert read_explanation(with_issuers, "G1", "E01", None).industry is None


def test_only_local_governments_have_no_industry(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    rows = f"B1,B,bond,,corporate,,,{SPAN}G1,G,bond,,local-government,county,,{SPAN}X1,X,a-share,,,,,{SPAN}"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        import_table(workspace, "companies", path)
    (problem,) = caught.value.lines("en")
    assert "no industry" in problem
    assert problem.endswith("2 rows in all: 1, 3.")


@pytest.mark.heavy
def test_scores_name_the_groups(with_issuers: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    run(with_issuers, DAY)
    assert _run(["scores", "--workspace", str(with_issuers.folder), "--limit", "0"]) == 0
    assert "Local governments" in capsys.readouterr().out
