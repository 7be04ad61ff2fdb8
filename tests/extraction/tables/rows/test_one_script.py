"""Tables in traditional characters are read as those in simplified ones, and quoted as they are printed."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.geometry.labels import is_total
from cnesg.extraction.tables.rows.one_script import as_printed, in_simplified
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
GASES = [
    ("範圍1（直接排放）", ""),
    ("　車輛燃燒", "940"),
    ("　製冷劑逸散", "60"),
    ("小計", "1,000"),
    ("範圍3（其他間接排放）", ""),
    ("　商務差旅", "264"),
    ("　僱員通勤", "736"),
    ("小計", "1,000"),
]


def draw(canvas: Any) -> None:
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(40, 730, "溫室氣體排放（噸二氧化碳當量）")
    for x, year in ((300, "2023"),):
        canvas.drawRightString(x, 730, year)
    for number, (label, value) in enumerate(GASES):
        y = 712 - 15 * number
        canvas.drawString(52 if label.startswith("　") else 40, y, label.strip())
        canvas.drawRightString(300, y, value)


def test_labels_heads_and_titles_are_simplified_and_quotes_printed(make_pages: MakePages) -> None:
    (table,) = find_tables(make_pages(draw)[0])
    plain = in_simplified(table)
    assert [row.label for row in plain.rows][:2] == ["车辆燃烧", "制冷剂逸散"]
    assert plain.rows[0].parents == ("范围1（直接排放）",)
    assert plain.corner == ("温室气体排放（吨二氧化碳当量）",)
    assert [as_printed(row) for row in plain.rows] == [row.label for row in table.rows]
    assert in_simplified(plain) is plain


def test_sums_that_close_groups_are_of_them_in_either_script(make_pages: MakePages, knowledge: Knowledge) -> None:
    found = list(TableReader(knowledge, 2023).read(make_pages(draw)[0]))
    sums = {(one.metric, one.place.quote) for one in found if one.value == 1_000 and not one.breakdown}
    assert sums == {("ghg_scope1", "小計 1,000"), ("ghg_scope3", "小計 1,000")}


@pytest.mark.parametrize("label", ["合計", "總計", "小計", "合计", "总计", "小计"])
def test_totals_are_told_in_either_script(label: str) -> None:
    assert is_total(label)
