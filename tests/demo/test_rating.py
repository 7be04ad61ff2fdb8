"""What the ratings of the fictional market measure: companies, and not how much they say."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.demo.built import built_demo

from cnesg.framework import TOTAL
from cnesg.pipeline import Workspace
from cnesg.pipeline.runs.reading import latest_run

DAY = date(2025, 6, 30)
KINDS = ("synthetic", "disclosure", "performance")
TALKER = "yanchuan-batteries"
"""Whose story is that it says much and does badly (`cnesg.demo.data.stories`)."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_demo(tmp_path_factory)


@pytest.fixture(scope="module")
def totals(demo: Path) -> pl.DataFrame:
    """Rated companies with the three scores of the total, coverage and peers."""
    with Workspace.open(demo) as workspace:
        scores = workspace.store.read("scores", runs=[latest_run(workspace, DAY)["run_id"]])
    own = scores.filter(code=TOTAL)
    synthetic = own.filter(kind="synthetic").select("company_id", "coverage", "peer_group", "low", "high")
    found = own.pivot("kind", index="company_id", values="score").join(synthetic, on="company_id")
    return found.filter(pl.all_horizontal(pl.col(kind).is_not_null() for kind in KINDS))


@pytest.mark.heavy
@pytest.mark.timeout(900)
def test_performance_does_not_follow_how_much_is_said(totals: pl.DataFrame) -> None:
    follows: dict[str, float] = {kind: totals.select(pl.corr(kind, "coverage")).item() for kind in KINDS}
    print(follows)  # noqa: T201 - the figures that the test is about
    assert abs(follows["performance"]) < 0.3
    assert follows["synthetic"] <= 0.8
    assert follows["disclosure"] > 0.8  # whose subject it is


@pytest.mark.heavy
@pytest.mark.timeout(900)
def test_the_known_talker_is_in_the_lower_third_of_its_peers(totals: pl.DataFrame) -> None:
    group = totals.filter(company_id=TALKER)["peer_group"].item()
    peers = totals.filter(peer_group=group)
    place = {
        kind: peers.sort(kind, descending=True)["company_id"].to_list().index(TALKER) / peers.height for kind in KINDS
    }
    assert place["disclosure"] < 1 / 3  # it does talk
    assert place["synthetic"] >= 2 / 3


@pytest.mark.heavy
@pytest.mark.timeout(900)
def test_a_score_lies_within_its_interval_on_both_sides(totals: pl.DataFrame) -> None:
    for side in (pl.col("synthetic") - pl.col("low"), pl.col("high") - pl.col("synthetic")):
        assert totals.filter(side < 0.0).is_empty()
        assert totals.filter(side > 0.1).height > 0.9 * totals.height


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_nine_intervals_of_ten_hold_what_was_hidden(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
    measured: dict[str, Any] = import_module("interval_coverage").measured(demo, DAY, "default", 4)
    of_synthesis = [row for row in measured["by_kind"] if row["kind"] == "synthetic"]
    bands = [row for row in measured["by_coverage"] if row["totals"] >= 50]
    assert len(bands) >= 3
    for row in [*of_synthesis, *bands]:
        assert 0.85 <= row["held"] <= 0.95, row
