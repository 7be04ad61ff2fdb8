"""The words and figures of lines whose cells only blanks set apart."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.plain_tables.heads_over_figures import headed_figures
from cnesg.extraction.plain_tables.word_cells import word_cells
from cnesg.text import Line


def cells(text: str) -> list[tuple[str, float | None]]:
    return [
        (one.text, one.number.value if one.number is not None else None)
        for one in word_cells(Line(text, 1, None), KNOW.units)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "用水量 64.2 万吨 用电 120 万千瓦时",
            [("用水量", None), ("64.2 万吨", 642000), ("用电", None), ("120 万千瓦时", 1200000)],
        ),
        ("2016年（次） 2 9", [("2016年（次）", None), ("2", 2), ("9", 9)]),
        ("30岁以下 31-40岁", [("30岁以下", None), ("31-40岁", None)]),
        ("龙泉矿　1.58亿元", [("龙泉矿", None), ("1.58亿元", 158000000)]),
        ("范围一 120｜范围二 80", [("范围一", None), ("120", 120), ("范围二", None), ("80", 80)]),
    ],
)
def test_a_figure_is_one_with_its_unit_but_no_year_and_no_age(text: str, wanted: list[tuple[str, float]]) -> None:
    assert cells(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["全年用电 120 万千瓦时。", "Water use 64 tonnes", "用水量\t64.2", "| 男性 | 498 | 44.4% |", "男性 | 498 | 44.4%"],
)
def test_sentences_english_and_rows_between_tabs_or_strokes_are_left_to_others(text: str) -> None:
    assert cells(text) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("学历\n硕士 本科\n12% 88%", 2),
        ("员工人数\n男 女\n经理 12 3\n职员 40 51", 3),
        ("员工人数\n男 女\n经理 12 3", 0),
        ("环保投入 综合能耗\n环境事故 客户满意度\n100 % 7.9万元", 0),
        ("学历\n硕士 本科\n12% 88% 3%", 0),
        ("2016 2015\n12 88", 0),
    ],
)
def test_figures_below_as_many_heads_and_a_title(text: str, rows: int) -> None:
    lines = [Line(line, number, None) for number, line in enumerate(text.split("\n"), start=1)]
    found = list(headed_figures(lines, GridReader(KNOW, 2016)))
    assert [len(one.grid.rows) for one in found] == ([rows] if rows else [])
