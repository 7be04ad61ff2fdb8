"""Rows of data sheets that stand beside what a metric is about, and rows that are parts of one. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Told = list[tuple[str, float, dict[str, str]]]
HEAD = ["", "2024", "2023"]


@pytest.fixture
def told(make_pages: MakePages, knowledge: Knowledge) -> Callable[[Sequence[Sequence[str]]], Told]:
    """What a page of such rows tells for 2024."""

    def read(rows: Sequence[Sequence[str]]) -> Told:
        def draw(canvas: Any) -> None:
            for number, (label, *texts) in enumerate([HEAD, *rows]):
                canvas.drawString(50, 720 - 15 * number, label)
                for x, text in zip((450, 520), texts, strict=False):
                    canvas.drawRightString(x, 720 - 15 * number, text)

        (page,) = make_pages(draw)
        reader = TableReader(knowledge, 2024)
        return [(c.metric, c.value, dict(c.breakdown)) for c in reader.read(page) if c.year == 2024]

    return read


def test_what_a_group_on_people_counts_besides_is_nobody(told: Callable[..., Told]) -> None:
    rows = [
        ["Workforce"],
        ["Total employees", "4,310", "4,290"],
        ["Number of nationalities", "58", "55"],
        ["Open positions filled internally (%)", "48", "46"],
        ["Applications received", "12,040", "11,980"],
        ["Temporary staff", "212", "208"],
    ]
    assert [(metric, value) for metric, value, _ in told(rows)] == [("employees_total", 4310), ("employees", 212)]


def test_materials_used_are_no_waste(told: Callable[..., Told]) -> None:
    rows = [
        ["Waste and materials"],
        ["Total waste (t)", "810", "790"],
        ["Raw materials used (t)", "8,100", "8,250"],
        ["Paper consumption (t)", "41", "44"],
    ]
    assert [(metric, value) for metric, value, _ in told(rows)] == [("waste_total", 810)]


def test_numbered_categories_below_all_of_scope_3_have_its_unit(told: Callable[..., Told]) -> None:
    rows = [
        ["Significant Scope 3 GHG emissions"],
        ["Total gross indirect (Scope 3) GHG emissions (tCO2eq)", "910", "940"],
        ["1 Purchased goods and services", "580", "600"],
        ["2 Capital goods", "30", "33"],
    ]
    assert told(rows) == [
        ("ghg_scope3", 910, {}),
        ("ghg_scope3", 580, {"category": "1 purchased goods and services"}),
        ("ghg_scope3", 30, {"category": "2 capital goods"}),
    ]


def test_what_is_made_is_no_word_about_what_it_takes(told: Callable[..., Told]) -> None:
    rows = [
        ["Total waste (kg per tonne of cement)", "2.7", "3.1"],
        ["CO2 emissions (kg per tonne of production)", "18.4", "25.2"],
    ]
    assert told(rows) == [("waste_intensity", 2.7, {}), ("ghg_intensity_per_production", 18.4, {})]


def test_codes_of_owners_of_buildings_are_no_class(told: Callable[..., Told]) -> None:
    rows = [
        ["Diversity-Emp: women, all employees (%)", "48", "47"],
        ["Emp-Turnover: turnover rate (%)", "11.4", "13.5"],
    ]
    assert told(rows) == [("employees_share", 48, {"gender": "female"}), ("turnover_rate", 11.4, {})]


def test_a_noun_behind_a_preposition_is_not_counted(told: Callable[..., Told]) -> None:
    rows = [["Jobs secured at suppliers", "1,200", "1,100"], ["Number of suppliers", "410", "402"]]
    assert [(metric, value) for metric, value, _ in told(rows)] == [("suppliers_total", 410)]


def test_a_number_of_people_is_no_share_like_the_row_above(told: Callable[..., Told]) -> None:
    rows = [
        ["Employees covered by workers' representatives (%)", "88", "87"],
        ["Number of women at top management level", "23", "21"],
    ]
    assert told(rows)[-1] == ("employees", 23, {"gender": "female", "level": "top management"})
