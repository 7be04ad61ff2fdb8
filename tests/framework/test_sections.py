"""Where data points are found: every one has a section for each source it is reported in."""

from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.sections import check_sections, load_sections

SHIPPED = load_methodology()


def test_every_data_point_has_a_section_for_each_of_its_sources() -> None:
    sections = load_sections()
    assert not [problem.text("en") for problem in check_sections(sections, SHIPPED)]
    assert all(sections.of(point) for point in SHIPPED.data_points.values())


def test_sections_follow_the_order_of_the_sources() -> None:
    point = SHIPPED.data_points["E0102-01"]
    found = [section.id for section in load_sections().of(point)]
    assert found[0] == "energy"
    assert len(found) == len(set(found))


def test_sentences_are_not_looked_for_in_tables_of_figures() -> None:
    sections = load_sections()
    tables = {code for code, point in SHIPPED.data_points.items() if any(s.figures_only for s in sections.of(point))}
    assert "E0102-01" in tables
    assert {SHIPPED.data_points[code].kind for code in tables} == {"quantity"}


def test_a_data_point_may_stand_elsewhere_than_its_indicator() -> None:
    found = {code: [s.id for s in load_sections().of(SHIPPED.data_points[code])] for code in ("G0902-01", "G0902-02")}
    assert found == {"G0902-01": ["r-structured", "r-exchange"], "G0902-02": ["r-models"]}


def test_all_problems_of_the_file_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "sections.yaml").write_text(
        "basis: assumed\nreference: tests\nsections:\n"
        "  - { id: energy, name: { en: Energy, zh: 能源 } }\n"
        "  - { id: energy, name: { en: Energy again, zh: 能源二 } }\n"
        "  - { id: water, name: { en: Water, zh: 水 } }\n"
        "level2:\n  - { code: E0101, esg: [energy, air] }\n",
        encoding="utf-8",
    )
    with pytest.raises(MethodologyError) as caught:
        load_sections(tmp_path)
    assert [line.split(": ")[1] for line in caught.value.lines("en")] == [
        "energy stands there twice. Keep one.",
        "air is no section of this file. Add it under sections, or mend its spelling.",
        "nothing is found in section water. Use or remove it.",
    ]


def test_an_indicator_without_sections_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "sections.yaml").write_text(
        "basis: assumed\nreference: tests\nsections:\n  - { id: energy, name: { en: Energy, zh: 能源 } }\n"
        "level2:\n  - { code: E9901, esg: [energy] }\n",
        encoding="utf-8",
    )
    lines = [problem.text("en") for problem in check_sections(load_sections(tmp_path), SHIPPED)]
    assert "E9901 is no Level II indicator" in lines[0]
    assert any("data point E0102-01 is reported in 'esg'" in line for line in lines)
