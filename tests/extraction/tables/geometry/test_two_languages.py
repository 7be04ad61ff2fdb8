"""Pages whose tables say all in English and below it in Chinese. All is invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.geometry.two_languages import leading_of_glosses, script_of
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
ROWS = [
    ("Total workforce", "僱員總數", "2,130", "2,088"),
    ("By gender", "按性別劃分", "", ""),
    ("Male", "男性", "1,206", "1,190"),
    ("Female", "女性", "924", "898"),
    ("Employee turnover rate by gender", "按性別劃分的僱員流失率", "", ""),
    ("Male", "男性", "12.3%", "13.6%"),
    ("Female", "女性", "11.1%", "12.0%"),
    ("Lost days due to work injury", "因工傷損失工作日數", "156", "203"),
]
FACTS = [
    ("employees_total", 2130.0, ()), ("employees", 1206.0, ("male",)), ("employees", 924.0, ("female",)),
    ("turnover_rate", 12.3, ("male",)), ("turnover_rate", 11.1, ("female",)), ("lost_days", 156.0, ()),
]  # fmt: skip


@pytest.mark.parametrize("down", [0.0, 6.0], ids=["beside the English", "between the lines"])
def test_a_label_and_its_translation_are_one(make_pages: MakePages, knowledge: Knowledge, down: float) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(300, 760, "2024年")
        canvas.drawString(380, 760, "2023年")
        for number, (english, chinese, now, before) in enumerate(ROWS):
            y = 735 - 30 * number
            canvas.drawString(50, y, english)
            canvas.drawString(300, y - down, now)
            canvas.drawString(380, y - down, before)
            canvas.drawString(50, y - 12, chinese)

    found = [one for page in make_pages(draw) for one in TableReader(knowledge, 2024).read(page)]
    told = [(one.metric, one.value, tuple(one.breakdown.values())) for one in found if one.year == 2024]
    assert told == FACTS


def test_lines_of_one_language_have_no_leading() -> None:
    lines = [("Male", 0.0, 8.0), ("Female", 10.0, 18.0), ("Total", 20.0, 28.0), ("Other", 30.0, 38.0)]
    assert leading_of_glosses(lines) is None
    pairs = [("Male", 0.0, 8.0), ("男性", 10.0, 18.0), ("Female", 30.0, 38.0), ("女性", 40.0, 48.0)]
    assert leading_of_glosses([*pairs, ("Total", 60.0, 68.0), ("總數", 70.0, 78.0)]) == 2.0


def test_a_text_of_both_scripts_is_of_none() -> None:
    assert [script_of("Male"), script_of("男性"), script_of("Male 男性"), script_of("30")] == ["latin", "han", "", ""]
