"""Comparing stored runs and days in a workspace: what a user asks, and what cannot be compared."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.explanation.comparison import CAUSES, Comparison
from cnesg.explanation.comparison_words import comparison_lines
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.comparison.comparing import Instant, compare
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.reading import read_scores
from cnesg.pipeline.runs.running import run
from cnesg.pipeline.views.kept import Kept

JUNE, AUGUST = date(2024, 6, 30), date(2024, 8, 31)
NOW = datetime(2024, 9, 2, 9, 30, tzinfo=UTC)
POINT = "E0102-02"  # electricity per revenue, against quartiles
HEADER = "company_id,kind,concept,year,value,unit,published,source\n"


def between(workspace: Workspace, company: str, start: date | str, end: date | str, code: str = "TOTAL") -> Comparison:
    found = compare(workspace, company, Instant(start), Instant(end), code)
    assert sum(found.causes.values()) == pytest.approx(found.change, abs=1e-9)
    assert found.after.score - found.before.score == pytest.approx(found.change, abs=1e-12)
    kept = Kept(workspace.folder / "answers", "of this version")
    kept.write("it", found)
    assert kept.read("it", Comparison) == found
    return found


def others(found: Comparison, *causes: str) -> set[float]:
    return {found.causes[cause] for cause in CAUSES if cause not in causes}


def load(workspace: Workspace, folder: Path, *rows: str) -> None:
    path = folder / "more.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    import_table(workspace, "observations", path)


@pytest.mark.heavy
def test_a_peer_that_publishes_moves_the_others(workspace: Workspace) -> None:
    # Intensities 1 to 11 as of June: quartiles 3.5, 6, 8.5. With the twelfth 3.75, 6.5, 9.25: 9 is no longer the worst.
    runs = [run(workspace, day) for day in (JUNE, AUGUST)]
    found = between(workspace, "L09", JUNE, AUGUST, "E01")
    assert [moment.run_id for moment in (found.before, found.after)] == [one.run_id for one in runs]
    assert [moment.stored_score for moment in (found.before, found.after)] == [None, None]
    assert found.causes["peers"] > 0
    assert others(found, "peers") == {0.0}
    effect = next(one for one in found.largest if one.code == POINT)
    assert effect.peers is not None
    assert effect.peers.entered == ("L12",)
    assert (effect.before and effect.before.score, effect.after and effect.after.score) == (25.0, 50.0)
    lines = comparison_lines(found, "en")
    assert any("quartiles" in line and "of 11 companies" in line and "of 12 companies" in line for line in lines)
    assert "           1 came: L12" in lines
    assert any("新增 1 家：L12" in line for line in comparison_lines(found, "zh"))


@pytest.mark.heavy
def test_days_without_a_run_are_computed_and_agree_with_runs(workspace: Workspace) -> None:
    computed = between(workspace, "L12", JUNE, AUGUST)
    assert (computed.before.run_id, computed.after.run_id) == (None, None)
    assert computed.causes["estimates"] != 0  # averages until it published
    for day in (JUNE, AUGUST):
        run(workspace, day)
    stored = between(workspace, "L12", JUNE, AUGUST)
    assert stored.causes == computed.causes
    for moment, day in ((stored.before, JUNE), (stored.after, AUGUST)):
        assert moment.score == read_scores(workspace, "L12", day, "total", "synthetic")["score"].item()


@pytest.mark.heavy
def test_a_correction_is_verification_and_a_backfill_is_own_data(workspace: Workspace, tmp_path: Path) -> None:
    first = run(workspace, AUGUST).run_id
    log = workspace.store.read("observations")
    rows = log.filter((log["company_id"] == "L10") & (log["concept"] == "electricity"))
    decide(workspace, [Wanted(rows["observation_id"].item(), "corrected", value=2.0)], "liu", NOW)
    second = run(workspace, AUGUST).run_id
    corrected = between(workspace, "L10", first, second, "E01")
    assert corrected.causes["verification"] > 0
    assert others(corrected, "verification") == {0.0}
    assert corrected.largest[0].cause == "verification"
    assert any("corrected by a person" in line for line in comparison_lines(corrected, "en"))
    load(workspace, tmp_path, "L10,quantity,water_total,2023,5,m3,2024-04-20,backfill")
    third = run(workspace, AUGUST).run_id
    backfilled = between(workspace, "L10", second, third)
    assert backfilled.causes["verification"] == 0.0
    assert backfilled.causes["own"] != 0.0 or backfilled.causes["estimates"] != 0.0


@pytest.mark.heavy
def test_another_profile_is_weights(workspace: Workspace) -> None:
    run(workspace, AUGUST)
    found = compare(workspace, "L03", Instant(AUGUST), Instant(AUGUST, "climate"))
    assert found.causes["weights"] == pytest.approx(found.change, abs=1e-9)
    assert others(found, "weights") == {0.0}
    assert all(len(effect.code) == 3 for effect in found.largest)
    assert found.largest[0].share_before != found.largest[0].share_after


@pytest.mark.heavy
def test_the_same_day_twice_did_not_change(workspace: Workspace) -> None:
    run(workspace, AUGUST)
    found = between(workspace, "L03", AUGUST, AUGUST)
    assert found.change == 0.0
    assert set(found.causes.values()) == {0.0}
    assert found.largest == ()


@pytest.mark.heavy
def test_what_cannot_be_compared_is_one_clear_line(workspace: Workspace, tmp_path: Path) -> None:
    newcomer = tmp_path / "newcomer.csv"
    header = "company_id,name_en,market,industry,valid_from,published\n"
    newcomer.write_text(f"{header}L99,New,a-share,340500,2024-08-01,2024-08-01\n", encoding="utf-8")
    import_table(workspace, "companies", newcomer)
    for company, code, message in (
        ("L99", "TOTAL", "L99 was not known as of 2024-06-30"),
        ("L01", "E99", "E99: no such code"),
        ("L01", "E0404", "L01 had no synthetic score for E0404 as of 2024-06-30"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            between(workspace, company, JUNE, AUGUST, code)
        assert len(caught.value.lines()) == 1
    with pytest.raises(InputError, match="zzzz"):
        between(workspace, "L01", "zzzz", AUGUST)
