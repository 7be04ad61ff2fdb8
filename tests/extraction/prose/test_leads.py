"""Words that part what belongs together. All invented."""

from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        (
            "Scope 3 emissions, which make up 93.5% of our carbon footprint, amounted to 5.6 million tonnes.",
            ("ghg_scope3", 5.6e6),
        ),
        ("Total waste, most of which was non-hazardous waste, amounted to 3,200 tonnes.", ("waste_total", 3200)),
        ("Our workforce, which includes contractors, was 4,120 at year end.", ("employees_total", 4120)),
    ],
)
def test_a_relative_clause_names_nothing_for_the_figure_behind_it(
    sentence: str, row: tuple[str, float], tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(sentence, encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    assert [(one.metric, one.value) for one in found] == [row]


def test_a_relative_clause_with_a_count_of_its_own_is_read(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Our workforce of 4,120, of whom 1,900 are women, was stable.", encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    assert {one.value for one in found} == {4120, 1900}


@pytest.mark.parametrize("share", ["representing 90.1%", "or 90.1%", "accounting for about 90.1%"])
def test_a_share_of_the_staff_parts_no_count_from_its_verb(share: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(f"A total of 2,960 employees, {share} of the workforce, received training.", encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    assert {(one.metric, one.value) for one in found} == {("training_people", 2960), ("trained_share", 90.1)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The LTIR, counted per 200,000 hours worked, came to 0.15.",
        "The LTIR, per 200,000 working hours, was 0.15.",
        "Lost time injury rate (per 200,000 hours worked) was 0.15.",
        "Lost time injury rate (calculated per 200,000 hours worked) was 0.15.",
    ],
)
def test_the_hours_of_a_rate_between_it_and_its_figure(sentence: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(sentence, encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    assert [(one.metric, one.value, one.unit) for one in found] == [
        ("lost_time_injury_rate", 0.15, "per 200,000 hours")
    ]
