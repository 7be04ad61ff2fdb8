"""Numbers read from a report count once a person has confirmed them, and the run says which wait."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from rich.tree import Tree
from tests.pipeline.conftest import companies_csv, observations_csv

from cnesg.cli.options import confirmed_lines
from cnesg.errors import render
from cnesg.explanation import render_tree
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide, waiting
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.runs.reading import read_confirmed, read_explanation
from cnesg.pipeline.runs.running import Run, run

DAY = date(2024, 6, 30)
AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
ELECTRICITY = "E0102-02"


@pytest.fixture
def market(tmp_path: Path, report: Path) -> Iterator[Workspace]:
    """L01 tells its revenue in a table, its electricity in a report."""
    rows = [
        row for row in observations_csv().splitlines(keepends=True) if not row.startswith("L01,quantity,electricity")
    ]
    with Workspace.create(tmp_path / "workspace") as made:
        for kind, text in (("companies", companies_csv()), ("observations", "".join(rows))):
            path = tmp_path / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            import_table(made, kind, path)
        ingest(made, [Report(report, "L01", 2023, date(2024, 4, 20), "esg")])
        yield made


def electricity(workspace: Workspace, done: Run) -> tuple[str, str] | None:
    """Where L01's electricity intensity comes from and how it was reviewed."""
    where = (pl.col("run_id") == done.run_id) & (pl.col("company_id") == "L01") & (pl.col("data_point") == ELECTRICITY)
    rows = workspace.store.read("inputs", where=where).select("origin", "review").rows()
    return rows[0] if rows else None


@pytest.mark.heavy
@pytest.mark.usefixtures("in_this_process")
def test_a_number_waits_until_a_person_confirms_it(market: Workspace) -> None:
    read = waiting(market).filter(pl.col("value").is_not_null())
    before = run(market, DAY)
    origin = electricity(market, before)
    assert origin is not None
    assert origin[0] in ("industry", "market")  # there is no earlier year to carry
    assert before.waiting == read.filter(pl.col("fiscal_year") == 2023).height > 0
    assert set(before.numbers.weight.values()) == {0.0}
    assert (before.numbers.companies, sum(before.numbers.confirmed.values())) == (1, 0)
    as_read = run(market, DAY, "auto-accept")
    assert electricity(market, as_read) == ("reported", "unreviewed")
    assert as_read.waiting == 0

    (mine,) = read.filter(pl.col("concept") == "electricity")["observation_id"]
    decide(market, [Wanted(mine, "confirmed")], "liu", AT)
    after = run(market, DAY)
    assert electricity(market, after) == ("reported", "confirmed")
    assert after.waiting == before.waiting - 1
    assert after.numbers.weight["E"] > 0 == after.numbers.weight["G"]
    assert after.numbers.confirmed == {"E": 1, "S": 0, "G": 0}
    assert after.numbers.read == before.numbers.read
    assert read_confirmed(market, None, None) == after.numbers
    assert read_confirmed(market, "L02", None).companies == 0
    assert list(confirmed_lines(read_confirmed(market, "L02", None))) == [render("cli.no_number_read", year=2023)]
    share = f"E {1 / after.numbers.read['E']:.0%} (1/{after.numbers.read['E']})"
    assert share in next(confirmed_lines(after.numbers))


@pytest.mark.heavy
@pytest.mark.usefixtures("in_this_process")
def test_the_explanation_says_what_waits(market: Workspace) -> None:
    run(market, DAY)
    run(market, DAY, "auto-accept")
    told = render("explanation.waiting", "en", count=1)
    shown = {}
    for profile in ("default", "auto-accept"):
        tree = render_tree(read_explanation(market, "L01", ELECTRICITY, None, profile=profile), "en")
        shown[profile] = [str(line.label) for line in lines(tree)]
    assert told in shown["default"]
    assert told not in shown["auto-accept"]


def lines(tree: Tree) -> Iterator[Tree]:
    yield tree
    for below in tree.children:
        yield from lines(below)
