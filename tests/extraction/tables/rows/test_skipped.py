"""Rows whose label points elsewhere have values; those that only refer have none. All is invented."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page


@pytest.mark.parametrize("decorated", ["{} (Note 3)", "{} (see note 3)", "{} (see page 45)"])
def test_a_label_may_point_elsewhere(
    decorated: str, make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for y, texts in ((720, ("", "2023", "2022")), (705, (decorated.format("Total employees"), "3,520", "3,517"))):
            canvas.drawString(50, y, texts[0])
            canvas.drawRightString(300, y, texts[1])
            canvas.drawRightString(400, y, texts[2])

    reader = TableReader(knowledge, 2023)
    found = [one for page in make_pages(draw) for one in reader.read(page)]
    assert [(one.metric, one.value, one.year) for one in found] == [
        ("employees_total", 3520, 2023),
        ("employees_total", 3517, 2022),
    ]


def test_standard_coal_is_a_unit_and_no_limit(make_pages: Callable[..., list[Page]], knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for y, texts in ((720, ("", "2023年", "2022年")), (705, ("综合能耗（吨标准煤）", "8,342", "8,517"))):
            canvas.drawString(50, y, texts[0])
            canvas.drawRightString(300, y, texts[1])
            canvas.drawRightString(400, y, texts[2])

    reader = TableReader(knowledge, 2023)
    found = [(one.value, one.unit, one.year) for page in make_pages(draw) for one in reader.read(page)]
    assert found == [(8342, "tce", 2023), (8517, "tce", 2022)]


@pytest.mark.parametrize("head", ["Scope", "GHG scope", "Emissions scopes"])
def test_a_column_that_numbers_the_scope_of_a_row_has_no_values(head: str) -> None:
    text = (
        f"2021 report\n\n| | {head} | 2021 | 2020 |\n|---|---|---|---|\n"
        "| GHG emissions from natural gas (tCO2e) | 1 | 412 | 398 |\n"
        "| GHG emissions from purchased electricity (tCO2e) | 2 | 912 | 898 |\n"
    )
    assert [row.value for row in facts(text)] == [412, 398, 912, 898]


@pytest.mark.parametrize("head", ["N/N-1 (%)", "N / N-1"])
def test_a_column_of_changes_has_none(
    head: str, make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    rows = [["", "Unit", "2022", "2023", head], ["Number of employees", "persons", "412", "398", "14"]]
    rows += [["Female employees share", "%", "21.2", "20.8", "4.1"]]

    (page,) = make_pages(lambda canvas: rows_at(canvas, rows, (40, 220, 310, 400, 480), 700))
    assert [one.value for one in TableReader(knowledge, 2023).read(page)] == [412, 398, 21.2, 20.8]
