"""What has become of a row since: decided on, disputed, restated by a newer source, or standing as it was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.standing import observations_since, since_of
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.imports.importing import import_table

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
HEAD = "company_id,kind,concept,year,value,unit,published,restated,source\n"


def of(company: str) -> pl.Expr:
    return (pl.col("company_id") == company) & (pl.col("concept") == "electricity")


def states(workspace: Workspace, company: str) -> list[tuple[float, str, int | None]]:
    rows = observations_since(workspace, of(company)).sort("position")
    ids = {one: number for number, one in enumerate(rows["observation_id"])}
    return [(row["value"], row["state"], ids.get(row["superseded_by"])) for row in rows.iter_rows(named=True)]


def first(workspace: Workspace, company: str) -> str:
    return str(workspace.store.read("observations", where=of(company)).sort("position")["observation_id"][0])


def test_a_row_says_what_people_decided_on_it_and_which_row_stands(workspace: Workspace) -> None:
    assert states(workspace, "L01") == [(1.0, "standing", None)]
    (confirmed,) = decide(workspace, [Wanted(first(workspace, "L01"), "confirmed")], "liu", AT)
    assert states(workspace, "L01") == [(1.0, "confirmed", 1), (1.0, "standing", None)]
    later = AT + timedelta(seconds=1)
    decide(workspace, [Wanted(confirmed.decision_id, "corrected", value=2.5)], "liu", later)
    assert states(workspace, "L01") == [(1.0, "corrected", 2), (1.0, "corrected", 2), (2.5, "standing", None)]
    since = since_of(workspace, {first(workspace, "L01")})[first(workspace, "L01")]
    assert (since.state, since.value, since.unit) == ("corrected", 2.5, "GWh")
    decide(workspace, [Wanted(first(workspace, "L02"), "rejected", reason="of the group")], "liu", AT)
    assert states(workspace, "L02") == [(2.0, "rejected", 1), (2.0, "rejected", None)]
    decide(workspace, [Wanted(first(workspace, "L03"), "disputed", reason="of the plant")], "liu", AT)
    assert states(workspace, "L03") == [(3.0, "disputed", 1), (3.0, "disputed", None)]


def test_a_row_that_a_newer_source_restates_says_so_and_one_with_the_same_figure_does_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "restated.csv"
    rows = ("L01,quantity,electricity,2023,4,GWh", "L02,quantity,electricity,2023,2,GWh")
    path.write_text(HEAD + "".join(f"{row},2024-06-10,true,later\n" for row in rows), encoding="utf-8")
    before = workspace.store.position
    import_table(workspace, "observations", path)
    assert states(workspace, "L01") == [(1.0, "restated", 1), (4.0, "standing", None)]
    assert states(workspace, "L02") == [(2.0, "standing", None), (2.0, "standing", None)]
    assert observations_since(workspace, of("L01"), at=before)["state"].to_list() == ["standing"]
