"""What a check looks at: everything that no settled check has looked at, whenever it was published."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.pipeline.quality.test_control import _run_row
from tests.quality.fixtures import _table

from cnesg.cli.app import _run
from cnesg.errors import WorkspaceError
from cnesg.pipeline import Workspace
from cnesg.pipeline.quality.checks import Checks
from cnesg.pipeline.quality.control import keep_check, month_findings
from cnesg.quality import Finding

pytestmark = pytest.mark.heavy
THOUSANDFOLD = 1000.0
FIGURES = 28


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


def load(workspace: Workspace, rows: Sequence[dict[str, Any]], note: str = "import") -> None:
    """Facts as an import leaves them."""
    facts = _table("facts", list(rows), "2025-06").drop("recorded_at", "position", "entered")
    facts = facts.with_columns(pl.col("source").alias("quote"), available_source=pl.lit("column"))
    workspace.store.commit({"observations": facts.drop("source").with_columns(assurance=pl.lit("unknown"))}, note=note)


def run_month(workspace: Workspace, month: str) -> None:
    """The row of a run, without scores."""
    row = _run_row(month, workspace.store.position) | {"run_id": f"{month} at {workspace.store.position}"}
    runs = _table("runs", [row], month).drop("recorded_at", "position")
    workspace.store.commit({"runs": runs}, note=f"run {month}")


def checked(workspace: Workspace, month: str, overridden: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The errors of a month, as `cnesg qc` finds and keeps them."""
    found = month_findings(workspace, date.fromisoformat(f"{month}-01"))
    keep_check(workspace, found, overridden)
    return tuple(one for one in found.findings if one.severity == "error")


def annual(year: int, published: date, times: float = 1.0, source: str = "annual tables") -> dict[str, Any]:
    """28 figures of one company on a fiscal year."""
    return {
        "times": FIGURES,
        "observation_id": f"{year}-{published}-{times}-{{n}}",
        "company_id": "acme",
        "concept": "=f'metric_{n}'",
        "fiscal_year": year,
        "available_at": published,
        "value": f"=(1000.0 + n * 7) * {times} * 1.0{year % 100}",
        "source": source,
    }


HISTORY = [annual(year, date(year + 1, 6, 5)) for year in range(2014, 2024)]
WRONG = annual(2024, date(2025, 3, 20), THOUSANDFOLD)


def rules(found: Sequence[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.place) for one in found}


SCALE = ("company-scale", "acme")


@pytest.mark.parametrize("published", [date(2025, 3, 20), date(2025, 6, 10), date(2025, 7, 10)])
def test_figures_are_checked_whenever_they_were_published(workspace: Workspace, published: date) -> None:
    load(workspace, HISTORY)
    run_month(workspace, "2025-05")
    assert rules(checked(workspace, "2025-05")) == set()
    load(workspace, [annual(2024, published, THOUSANDFOLD)])
    run_month(workspace, "2025-06")
    june = checked(workspace, "2025-06")
    assert (SCALE in rules(june)) == (published < date(2025, 7, 1))
    if SCALE not in rules(june):  # nobody could know them in June
        checked(workspace, "2025-06", [one.key for one in june])
        run_month(workspace, "2025-07")
        assert SCALE in rules(checked(workspace, "2025-07"))


@pytest.mark.parametrize("wrong", [2015, 2019, 2023])
def test_the_first_check_looks_at_a_back_fill_of_ten_years(workspace: Workspace, wrong: int) -> None:
    years = [annual(year, date(year + 1, 6, 5), THOUSANDFOLD if year == wrong else 1.0) for year in range(2014, 2025)]
    load(workspace, years)
    run_month(workspace, "2025-06")
    found = month_findings(workspace, date(2025, 6, 1)).findings
    scale = next(one for one in found if one.rule == "company-scale")
    assert scale.parts == (str(wrong),)
    assert scale.count == FIGURES  # the year after returns to what it was, and is not off
    assert scale.severity == "error"


def test_a_back_fill_after_a_settled_check_is_looked_at(workspace: Workspace) -> None:
    load(workspace, HISTORY[5:])  # from fiscal year 2019 on
    run_month(workspace, "2025-05")
    assert checked(workspace, "2025-05") == ()
    load(workspace, [annual(2018, date(2019, 6, 5), THOUSANDFOLD), annual(2024, date(2025, 6, 5))])
    run_month(workspace, "2025-06")
    found = month_findings(workspace, date(2025, 6, 1)).findings
    scale = next(one for one in found if one.rule == "company-scale")
    # The row that is new is shown, not the one of 2019 that it is held against.
    assert {one.split("-")[0] for one in scale.evidence} == {"2018"}


def test_what_is_open_stays_open_until_it_is_mended_or_let_pass(workspace: Workspace) -> None:
    load(workspace, [*HISTORY, WRONG])
    run_month(workspace, "2025-05")
    assert rules(checked(workspace, "2025-05")) >= {SCALE}
    run_month(workspace, "2025-06")
    june = checked(workspace, "2025-06")
    assert rules(june) >= {SCALE}
    checked(workspace, "2025-06", [one.key for one in june])  # as a delivery with overrides keeps it
    run_month(workspace, "2025-07")
    assert checked(workspace, "2025-07") == ()
    assert rules(month_findings(workspace, date(2025, 6, 1)).findings) >= {SCALE}


def test_a_month_checked_again_gives_the_same_and_adds_nothing(workspace: Workspace) -> None:
    load(workspace, HISTORY)
    run_month(workspace, "2025-05")
    checked(workspace, "2025-05")
    load(workspace, [WRONG])
    run_month(workspace, "2025-06")
    first = month_findings(workspace, date(2025, 6, 1))
    keep_check(workspace, first)
    rows = workspace.store.read("checks")
    again = month_findings(workspace, date(2025, 6, 1))
    keep_check(workspace, again)
    assert again.findings == first.findings
    assert workspace.store.read("checks").equals(rows)
    assert rows["rows"].to_list() == [FIGURES * len(HISTORY), FIGURES]
    assert rows["settled"].to_list() == [True, False]


def test_an_acknowledgement_settles_nothing(workspace: Workspace, tmp_path: Path) -> None:
    load(workspace, [*HISTORY, WRONG])
    run_month(workspace, "2025-05")
    key = next(one.key for one in checked(workspace, "2025-05") if one.rule == "company-scale")
    seen = ["qc", "acknowledge", key, "-w", str(tmp_path / "workspace"), "--by", "li", "--until", "2999-01-01"]
    assert _run([*seen, "--reason", "the unit was changed"]) == 0
    assert rules(checked(workspace, "2025-05")) >= {SCALE}
    run_month(workspace, "2025-06")
    assert rules(checked(workspace, "2025-06")) >= {SCALE}


def test_a_confirmed_figure_is_not_a_new_one(workspace: Workspace) -> None:
    load(workspace, [*HISTORY, WRONG])
    run_month(workspace, "2025-05")
    checked(workspace, "2025-05", [one.key for one in checked(workspace, "2025-05")])
    told = workspace.store.read("observations").filter(pl.col("fiscal_year") == 2024)
    said = told.with_columns(
        pl.col("observation_id").alias("supersedes"), observation_id="confirmed " + pl.col("observation_id")
    )
    said = said.with_columns(review=pl.lit("confirmed"), decision=pl.lit("d"))
    workspace.store.commit({"observations": said.drop("recorded_at", "position")}, note="decisions")
    run_month(workspace, "2025-06")
    assert checked(workspace, "2025-06") == ()
    corrected = said.with_columns(
        pl.col("observation_id").alias("supersedes"),
        observation_id="corrected " + pl.col("observation_id"),
        canonical_value=pl.col("value") * THOUSANDFOLD,
        value=pl.col("value") * THOUSANDFOLD,
    )
    workspace.store.commit({"observations": corrected.drop("recorded_at", "position")}, note="decisions")
    run_month(workspace, "2025-07")
    assert rules(checked(workspace, "2025-07")) >= {SCALE}


def test_rows_of_a_month_whose_errors_are_open_again_count_as_unchecked(workspace: Workspace) -> None:
    load(workspace, HISTORY)
    run_month(workspace, "2025-05")
    checked(workspace, "2025-05")
    load(workspace, [annual(2024, date(2025, 6, 5))])
    run_month(workspace, "2025-06")
    checked(workspace, "2025-06")
    assert Checks(workspace, "default").unsettled_before("2025-06") is None
    may = month_findings(workspace, date(2025, 5, 1)).looked_at
    stricter = Finding("123456789abc", "company-scale", "error", "company", "acme", 3.0, 1.0)
    Checks(workspace, "default").record(may, [stricter])  # as under a rule that was made stricter
    assert Checks(workspace, "default").unsettled_before("2025-06") == "2025-05"
    assert Checks(workspace, "default").unsettled_before("2025-05") is None


def test_a_workspace_that_can_not_be_written_to_is_checked_all_the_same(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(workspace, HISTORY)
    run_month(workspace, "2025-05")

    def refused(*_: object) -> None:
        raise WorkspaceError.of("store.locked", path="w", pid=1, host="h", since="s")

    with monkeypatch.context() as patched:
        patched.setattr(Checks, "record", refused)
        assert _run(["qc", "--month", "2025-05", "-w", str(tmp_path / "workspace")]) == 0
    told = capsys.readouterr()
    assert "2025-05: 0 errors" in told.out
    assert "was not recorded" in told.err
    assert workspace.store.read("checks").is_empty()
