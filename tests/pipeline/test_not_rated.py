"""Companies of which too little is known: what commands, comparisons, league tables and deliveries say of them."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.cli.app import _run
from cnesg.cli.tables import standing_cells
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.comparison.comparing import Instant, compare
from cnesg.pipeline.robustness.standing import league
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.running import run

DAY = date(2024, 6, 30)


@pytest.fixture(scope="module", autouse=True)
def rated() -> None:
    """The floors of the methodology: two figures a company are too little."""


@pytest.fixture
def scored(workspace: Workspace) -> Workspace:
    run(workspace, DAY)
    return workspace


def test_tables_say_that_nobody_is_rated_and_why(scored: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["scores", "-w", str(scored.folder)]) == 0
    told = capsys.readouterr().out
    assert told.count("not rated") == 12
    assert "Not rated: too little of the score's weight rests on reported data" in told
    assert " C " not in told  # no grade
    assert _run(["company", "L01", "-w", str(scored.folder), "--as-of", f"{DAY}"]) == 0
    assert capsys.readouterr().out.count("not rated") == 3  # all but the environment, of which enough is known


def test_an_explanation_says_how_much_is_missing_and_what_its_parts_count(scored: Workspace) -> None:
    found = read_explanation(scored, "L03", "TOTAL", DAY)
    assert found.standing is not None
    assert (found.score, found.standing.no_score, found.standing.least_coverage) == (None, "least-information", 0.1)
    performance = next(part for part in found.parts if part.kind == "performance")
    assert performance.score is None
    assert performance.contribution is not None
    assert performance.contribution > 0
    energy = next(part for part in performance.parts if part.code == "E").parts[0]
    assert energy.score is not None


def test_the_same_in_words(
    scored: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CNESG_LANG", "en")
    assert _run(["explain", "L03", "-w", str(scored.folder), "--as-of", f"{DAY}"]) == 0
    told = capsys.readouterr().out
    assert "ESG total (TOTAL) of L03, synthetic score: not rated" in told
    assert "a score needs 10 %" in told
    assert "Performance: not rated; what is known of it counts" in told
    assert (
        _run(["explain", "L03", "E0305", "--kind", "performance", "-w", str(scored.folder), "--as-of", f"{DAY}"]) == 0
    )
    assert "it keeps 5 % of its weight" in " ".join(capsys.readouterr().out.replace("│", " ").split())


def test_a_rank_among_few_is_marked() -> None:
    row = {"score": 50.0, "low": 40.0, "high": 60.0, "grade": "BB", "rank": 1, "peer_count": 7}
    assert standing_cells(row, 8) == ("50.0", "40.0-60.0", "BB", "1/7*")
    assert standing_cells(row | {"peer_count": 8}, 8)[-1] == "1/8"


def test_a_change_of_what_is_not_rated_is_not_told_but_that_of_an_issue_is(scored: Workspace) -> None:
    ends = Instant(DAY), Instant(date(2024, 9, 30))
    with pytest.raises(InputError, match=r"L03 was not rated on TOTAL .* a score needs 10 %"):
        compare(scored, "L03", *ends)
    assert compare(scored, "L03", *ends, "E01").change <= 0.0  # L12 came, with more electricity


def test_league_tables_have_no_places_for_them(scored: Workspace) -> None:
    with pytest.raises(InputError, match="rates no company"):
        league(scored, DAY)


def test_a_market_most_of_which_is_not_rated_stops_deliveries(
    scored: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver = ["deliver", "a-share-scores", "--month", "2024-06", "--out", str(tmp_path / "out"), "-w"]
    assert _run([*deliver, str(scored.folder)]) == 2
    told = capsys.readouterr().err
    assert "quality control stops all deliveries" in told
    assert _run(["qc", "--month", "2024-06", "--format", "json", "-w", str(scored.folder)]) == 1
    assert "unrated-share" in capsys.readouterr().out


def test_an_issue_has_its_score_and_the_store_says_why_the_total_has_none(scored: Workspace) -> None:
    rows = scored.store.read("scores").filter(pl.col("kind") == "synthetic")
    totals = rows.filter(pl.col("code") == "TOTAL")
    assert totals["score"].null_count() == totals["rank"].null_count() == totals.height == 12
    assert totals["no_score"].unique().to_list() == ["least-information"]
    assert totals["peer_count"].unique().to_list() == [0]
    issues = rows.filter(pl.col("code") == "E01")
    assert issues["score"].null_count() == 0
    assert issues["peer_count"].unique().to_list() == [12]
