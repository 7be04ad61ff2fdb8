"""Reports against a standard from files, and beside the practice of peers."""

from pathlib import Path

import pytest
from tests.gap.reports import ENGLISH, GERMAN, gap_of

from cnesg.errors import InputError
from cnesg.framework.definitions import Profile
from cnesg.pipeline import Workspace
from cnesg.pipeline.gap_reports.gaps import GapOptions, gap_of_file, gaps_of_files, with_peers


@pytest.fixture
def full(report: Path) -> Path:
    """The report in words, followed by one with sentences on most items."""
    report.write_text(f"{report.read_text(encoding='utf-8')}\n{ENGLISH}", encoding="utf-8")
    return report


def test_figures_of_the_file_answer_number_items(full: Path) -> None:
    items = gap_of_file(full, GapOptions("hkex-app27")).items
    assert {key: items[key].status for key in ("A2.1", "B2.1", "B1.1")} == {
        "A2.1": "disclosed",
        "B2.1": "disclosed",
        "B1.1": "missing",  # a total is no class
    }
    evidence = items["A2.1"].evidence
    assert {one.quality for one in evidence} == {"figure"}
    assert {one.metric for one in evidence} <= {"electricity", "natural_gas", "energy_total"}
    assert all(any(char.isdigit() for char in one.quote) for one in evidence)


@pytest.mark.heavy
def test_items_of_other_standards_are_answered_through_data_points(full: Path) -> None:
    items = gap_of_file(full, GapOptions("gri-2021")).items
    assert items["302-1"].status == "disclosed"
    assert items["305-1"].status == "missing"
    assert "102-1" not in items  # in force from 2027


def test_a_data_sheet_without_sentences_answers_by_its_figures(tmp_path: Path) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text(
        "ESG data sheet 2023\n\nIndicator\tUnit\t2023\nElectricity consumption\tkWh\t1,250,000\n"
        "Water consumption\tm3\t8,600\nScope 1 greenhouse gas emissions\ttCO2e\t120\n",
        encoding="utf-8",
    )
    gap = gap_of_file(path, GapOptions("hkex-app27"))
    assert gap.notes == ()
    assert [gap.items[key].status for key in ("A1.2", "A2.1", "A2.2")] == ["disclosed"] * 3


def test_a_document_without_a_year_may_still_answer(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(ENGLISH.replace("2023", ""), encoding="utf-8")
    gap = gap_of_file(path, GapOptions("hkex-app27"))
    assert gap.items["B5.2"].status == "disclosed"


def test_own_answers_are_measured_like_those_of_peers(full: Path, workspace: Workspace) -> None:
    items = with_peers(gap_of_file(full, GapOptions("hkex-app27")), workspace).items
    assert (items["A2.1"].peers, items["A2.1"].like_peers) == (1.0, True)
    assert all((item.peers is None) == (item.like_peers is None) for item in items.values())


def test_talk_is_counted_where_the_document_can_answer(full: Path, tmp_path: Path) -> None:
    found = {one.pillar: one for one in gap_of_file(full, GapOptions("hkex-app27")).talk}
    assert list(found) == [None, "E", "S", "G"]
    assert found[None].sentences > found[None].without_fact > 0
    foreign = tmp_path / "bericht.txt"
    foreign.write_text(GERMAN, encoding="utf-8")
    assert gap_of_file(foreign, GapOptions("hkex-app27")).talk == ()


@pytest.mark.heavy
def test_a_profile_leaves_data_points_out_and_words_items_anew(full: Path) -> None:
    without = Profile(name="mine", title={"en": "Mine", "zh": "我的"}, without=("E",))
    options = GapOptions("gri-2021", profile=without.model_dump_json())
    assert gap_of_file(full, GapOptions("gri-2021")).items["302-1"].status == "disclosed"
    assert gap_of_file(full, options).items["302-1"].status == "missing"


@pytest.mark.heavy
def test_one_bad_file_stops_nothing(report: Path, tmp_path: Path) -> None:
    results = gaps_of_files([tmp_path / "none.pdf", report], GapOptions("hkex-c2"))
    assert [result.gap is not None for result in results] == [False, True]
    assert results[0].problems
    with pytest.raises(InputError):
        gaps_of_files([report], GapOptions("no-standard"))


def test_peers_are_the_companies_that_state_the_year(workspace: Workspace) -> None:
    items = with_peers(gap_of(ENGLISH), workspace).items
    assert items["A2.1"].peers == 1.0  # all twelve state electricity
    assert items["A2.1"].like_peers is False  # the sentences alone were read, no figures
    assert items["A2.2"].peers == 0.0
    alone = with_peers(gap_of(ENGLISH), workspace, "L01").items
    assert alone["A2.1"].peers == 1.0
