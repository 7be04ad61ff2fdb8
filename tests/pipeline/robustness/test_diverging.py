"""A stored run rated in other styles, and against a file of ratings."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cnesg.divergence import rate
from cnesg.errors import InputError
from cnesg.framework.rating_styles import load_rating_styles
from cnesg.pipeline import Workspace
from cnesg.pipeline.robustness.diverging import _market, divergence, validate_external
from cnesg.pipeline.runs.reading import read_scores
from cnesg.pipeline.runs.running import run


@pytest.fixture
def scored(workspace: Workspace) -> Workspace:
    run(workspace, date(2024, 9, 30))
    return workspace


@pytest.mark.heavy
def test_our_own_side_is_the_runs_total_to_nine_decimals(scored: Workspace) -> None:
    _, market = _market(scored, None, None)
    totals = read_scores(scored, None, None, "total", "synthetic").sort("company_id")["score"].to_list()
    style = next(iter(load_rating_styles().values()))
    ours = rate(market, style, scope=False, measurement=False, weights=False).totals
    assert ours.tolist() == pytest.approx(totals, abs=1e-9)


@pytest.mark.heavy
def test_every_style_rates_every_company(scored: Workspace) -> None:
    found = divergence(scored)
    assert set(found.moves["style"]) == set(load_rating_styles())
    assert found.moves.group_by("style").len()["len"].unique().to_list() == [12]
    places = dict(found.moves.filter(pl.col("company_id") == "L01").select("style", "style_percentile").iter_rows())
    # The best electricity intensity is good in every style that looks at energy; in liquor it is no key issue.
    assert places["percentile"] > 50
    assert places["unmanaged-risk"] > 50
    assert places["key-issues"] == 50


@pytest.mark.heavy
def test_an_unknown_style_is_told(scored: Workspace) -> None:
    with pytest.raises(InputError, match="percentile, key-issues, unmanaged-risk"):
        divergence(scored, style="astrology")


@pytest.mark.heavy
def test_letters_and_numbers_are_ratings(scored: Workspace, tmp_path: Path) -> None:
    letters = ["AAA", "AA", "A", "BBB", "BB", "B", "CCC"]
    path = tmp_path / "letters.csv"
    path.write_text(
        "公司,评级\n" + "".join(f"L{n:02},{rating}\n" for n, rating in enumerate(letters, 1)), encoding="utf-8"
    )
    found = validate_external(scored, path)
    assert found.result.companies == 7
    assert found.result.spearman is not None
    assert found.result.spearman > 0.5  # L01 is the most efficient, as in the letters
    numbers = tmp_path / "risk.csv"
    numbers.write_text("name,score\n" + "".join(f"Liquor {n},{n}\n" for n in range(1, 8)), encoding="utf-8")
    risk = validate_external(scored, numbers, lower_is_better=True)
    assert risk.result.spearman == pytest.approx(found.result.spearman)
    assert all(reason for _, reason in risk.explained())


@pytest.mark.heavy
def test_every_bad_row_is_told_at_once(scored: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("company,rating\nL01,AAA\nL02,ZZ\nNobody,A\nL01,BB\nL03,\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        validate_external(scored, path)
    lines = raised.value.lines()
    assert len(lines) == 4
    assert "row 3: 'ZZ'" in lines[0]
    assert "row 4: Nobody" in lines[1]
    assert "row 5: L01 has a rating already" in lines[2]
    assert "row 6: ''" in lines[3]


@pytest.mark.heavy
def test_companies_that_only_others_rate_are_left_out_and_told(scored: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("company,rating\nL01,AAA\nStranger,AA\nL02,A\nL03,BB\n", encoding="utf-8")
    found = validate_external(scored, path)
    assert (found.result.companies, found.unknown) == (3, ("Stranger",))
    assert found.as_dict()["unknown"] == ["Stranger"]
    path.write_text("company,rating\nStranger,AA\nAnother,A\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 3: Another"):
        validate_external(scored, path)


@pytest.mark.heavy
def test_a_table_without_the_columns_is_told(scored: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("colour,size\nred,3\n", encoding="utf-8")
    with pytest.raises(InputError, match="`company`"):
        validate_external(scored, path)
