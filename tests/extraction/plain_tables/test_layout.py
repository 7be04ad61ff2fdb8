"""Tables in text files whose cells no tabs hold together, one layout a text. All texts are invented."""

import re
from collections.abc import Callable

import pytest
from tests.extraction.texts import KNOW, facts

from cnesg.extraction.plain_tables import laid_out
from cnesg.text import Line

Rows = list[tuple[str, str, str, str]]
CHINESE: Rows = [
    ("用电量", "万千瓦时", "7,931", "7,946"),
    ("总用水量", "吨", "52,310", "53,871"),
    ("员工总数", "人", "8,524", "8,561"),
    ("客户投诉数量", "件", "143", "167"),
]
ENGLISH: Rows = [
    ("Electricity consumption", "MWh", "7,931", "7,946"),
    ("Total water consumption", "m3", "52,310", "53,871"),
    ("Total employees", "persons", "8,524", "8,561"),
    ("Total training hours", "hours", "143", "167"),
]
METRICS = {
    "zh": ["electricity", "water_total", "employees_total", "complaints"],
    "en": ["electricity", "water_total", "employees_total", "training_hours"],
}
HEADS = {"zh": ("指标", "单位", "2021年", "2020年"), "en": ("Indicator", "Unit", "2021", "2020")}
ROWS = {"zh": CHINESE, "en": ENGLISH}
TITLES = {
    "zh": "某某集团2021年环境、社会及管治报告\n\n关键绩效\n\n",
    "en": "Sustainability report 2021\n\nKey figures\n\n",
}


def beside(between: str) -> Callable[[Rows, tuple[str, ...]], str]:
    return lambda rows, head: "\n".join(between.join(row) for row in (head, *rows))


def below(*, values: str, unit: str = "\n", head: str = "\n") -> Callable[[Rows, tuple[str, ...]], str]:
    def text(rows: Rows, heads: tuple[str, ...]) -> str:
        return "\n".join([head.join(heads), *(f"{r[0]}{unit}{r[1]}\n{values.join(r[2:])}" for r in rows)])

    return text


def aligned(rows: Rows, head: tuple[str, ...]) -> str:
    return "\n".join(f"{row[0]:<30}{row[1]:<12}{row[2]:>10}{row[3]:>10}" for row in (head, *rows))


def strokes(rows: Rows, head: tuple[str, ...]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---|---|---|---|", *lines[1:]])


def over_pages(rows: Rows, head: tuple[str, ...]) -> str:
    lines = [" ".join(row) for row in (head, *rows)]
    return "\n".join([*lines[:3], "", "41", "", *lines[3:]])


LAYOUTS: dict[str, Callable[[Rows, tuple[str, ...]], str]] = {
    "single blanks": beside(" "),
    "wide blanks": beside("    "),
    "ideographic blanks": beside("　"),
    "aligned columns": aligned,
    "strokes": beside(" | "),
    "markdown": strokes,
    "over pages": over_pages,
    "each cell on a line": below(values="\n"),
    "head on one line": below(values="\n", head=" "),
    "values on one line": below(values=" ", head=" "),
    "unit behind the label": below(values=" ", unit=" ", head=" "),
    "values apart by tabs": below(values="\t", head="\t"),
    "head apart by blanks": lambda rows, head: " ".join(head) + "\n" + "\n".join("\t".join(row) for row in rows),
    "head on lines": lambda rows, head: "\n".join(head) + "\n" + "\n".join("\t".join(row) for row in rows),
    "unit last": lambda rows, head: "\n".join(" ".join((r[0], *r[2:], r[1])) for r in [head, *rows]),
    "unit in brackets": lambda rows, head: (
        " ".join((head[0], *head[2:])) + "\n" + "\n".join(f"{r[0]}（{r[1]}） {r[2]} {r[3]}" for r in rows)
    ),
    "unit behind each value": lambda rows, head: (
        " ".join((head[0], *head[2:])) + "\n" + "\n".join(f"{r[0]} {r[2]} {r[1]} {r[3]} {r[1]}" for r in rows)
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_is_read_whatever_sets_its_cells_apart(layout: str, language: str) -> None:
    text = TITLES[language] + LAYOUTS[layout](ROWS[language], HEADS[language]) + "\n"
    found = {(r.metric, r.year): (r.raw_value, r.breakdown) for r in facts(text)}
    asked = zip(METRICS[language], ROWS[language], strict=True)
    assert found == {(metric, year): (row[at], {}) for metric, row in asked for year, at in ((2021, 2), (2020, 3))}


SINGLE = {
    "unit before the value": "用电量 万千瓦时 7,931\n总用水量 吨 52,310\n员工总数 人 8,524\n",
    "unit behind the value": "用电量 7,931万千瓦时\n总用水量 52,310吨\n员工总数 8,524人\n",
    "unit in brackets": "用电量（万千瓦时） 7,931\n总用水量（吨） 52,310\n员工总数（人） 8,524\n",
    "leaders": "用电量........7,931万千瓦时\n总用水量........52,310吨\n员工总数........8,524人\n",
    "lines": "用电量\n万千瓦时\n7,931\n总用水量\n吨\n52,310\n员工总数\n人\n8,524\n",
}


@pytest.mark.parametrize("layout", SINGLE)
def test_rows_of_one_value_need_units_and_no_head(layout: str) -> None:
    rows = facts(f"某某集团2021年社会责任报告\n\n年度绩效\n{SINGLE[layout]}")
    assert {(r.metric, r.raw_value, r.year) for r in rows} == {
        ("electricity", "7,931", 2021), ("water_total", "52,310", 2021), ("employees_total", "8,524", 2021)
    }  # fmt: skip


def test_a_label_goes_on_from_the_line_above_where_only_both_name_a_metric() -> None:
    rows = "一般工业固体废\n物产生量\t吨\t1733\t1811\n废水排放量\t吨\t412\t423\n"
    assert {(r.metric, r.value, r.year) for r in facts(f"{TITLES['zh']}指标\t单位\t2021年\t2020年\n{rows}")} == {
        ("non_hazardous_waste", 1733, 2021), ("non_hazardous_waste", 1811, 2020),
        ("wastewater", 412, 2021), ("wastewater", 423, 2020),
    }  # fmt: skip


def test_the_quote_of_a_row_over_lines_is_what_they_print() -> None:
    text = TITLES["zh"] + LAYOUTS["values on one line"](CHINESE, HEADS["zh"])
    row = next(r for r in facts(text) if r.metric == "water_total" and r.year == 2021)
    assert row.quote == "总用水量 吨 52,310 53,871"


MIXED_UP = "2020年\n2021年\n2019年\n用电量（千瓦时） 7,931 7,946 7,955\n总用水量（吨） 52 53 57\n"
AXIS = "2019 2020 2021\n同比增长显著。\n143 167 188\n212 187 243\n"
SENTENCES = "2021 2020\nWe met our targets, with 7,931 MWh.\nIt was a good year, 5,000 41\n"
PAIRS = "用电量\n7,931万千瓦时\n总用水量\n52,310吨\n员工总数\n8,524人\n"  # which comes first, the reader of pairs tells


@pytest.mark.parametrize("text", [MIXED_UP, AXIS, SENTENCES, PAIRS])
def test_lines_that_do_not_tell_what_stands_where_are_no_rows(text: str) -> None:
    lines = [Line(text=line, number=number, page=None) for number, line in enumerate(text.splitlines(), start=1)]
    found = laid_out(lines, KNOW, 2021)
    assert not found.rows
    assert not found.taken


CLASSES = [
    ("Total employees", "8,524", "8,561"), ("By gender",), ("Male", "5,011", "5,120"), ("By age",),
    ("Under 30", "2,011", "2,120"), ("30-50", "4,713", "4,641"), ("Over 50", "1,800", "1,803"),
]  # fmt: skip
CLASS_LAYOUTS = {"tabs": "\t", "single blanks": " ", "wide blanks": "    ", "lines": "\n"}


@pytest.mark.parametrize("layout", CLASS_LAYOUTS)
def test_ages_are_labels_of_rows_and_titles_between_them_stay_apart(layout: str) -> None:
    lines = [CLASS_LAYOUTS[layout].join(row) for row in CLASSES]
    found = {(r.metric, r.value, *r.breakdown.values()) for r in facts(f"{TITLES['en']}2021 2020\n" + "\n".join(lines))}
    assert found == {
        ("employees_total", 8524), ("employees_total", 8561), ("employees", 5011, "male"), ("employees", 5120, "male"),
        ("employees", 2011, "under 30"), ("employees", 2120, "under 30"), ("employees", 4713, "30-50"),
        ("employees", 4641, "30-50"), ("employees", 1800, "over 50"), ("employees", 1803, "over 50"),
    }  # fmt: skip


def test_a_label_goes_on_below_its_row_where_only_both_name_a_metric() -> None:
    rows = "客户满意\t%\t96.4\t95.8\n度\n海外\t人\t1513\t1441\n员工流失率\t%\t13.3\t13.5\n"
    found = {(r.metric, r.value) for r in facts(f"{TITLES['zh']}指标\t单位\t2021年\t2020年\n{rows}") if r.year == 2021}
    assert {("customer_satisfaction", 96.4), ("turnover_rate", 13.3)} <= found


def test_cells_broken_over_lines_between_others() -> None:
    rows = (
        "排放强度 吨二氧化碳当量/百万\n元营收 22.15 23.64\n"  # the unit
        "通过节能降碳项目减少\n的碳排放 吨二氧化碳当量 35,620 28,450\n污染物排放\n废水排放总量 万立方米 215.6 208.9\n"
        "百万工时损失工时伤害\n率\n/ 0.32 0.41\n"  # one character of a label, and a rate without a unit
        "经审结的贪污诉讼案件\n数\n件 2 1\n"
    )
    found = {(r.metric, r.value) for r in facts(f"{TITLES['zh']}指标 单位 2021年 2020年\n{rows}") if r.year == 2021}
    assert found == {
        ("ghg_intensity_per_revenue", 22.15), ("ghg_reduction", 35620), ("wastewater", 2156000),
        ("lost_time_injury_rate", 0.32), ("corruption_lawsuits", 2),
    }  # fmt: skip


def test_cells_on_lines_of_their_own_with_small_figures_and_a_rate_without_a_unit() -> None:
    cells = (
        "指标 单位 2021年 2020年 供应商数量 家 12 11 独立董事 人 3 3 股东大会召开次数 次 4 5"
        " 百万工时损失工时伤害率 / 0.32 0.41 董事会召开次数 次 10 9 监事会召开次数 次 8 7"
    )
    found = {(r.metric, r.value, r.year) for r in facts(TITLES["zh"] + cells.replace(" ", "\n"))}
    assert found == {
        ("suppliers_total", 12, 2021), ("suppliers_total", 11, 2020), ("independent_directors", 3, 2021),
        ("independent_directors", 3, 2020), ("shareholder_meetings", 4, 2021), ("shareholder_meetings", 5, 2020),
        ("lost_time_injury_rate", 0.32, 2021), ("lost_time_injury_rate", 0.41, 2020), ("board_meetings", 10, 2021),
        ("board_meetings", 9, 2020), ("supervisory_board_meetings", 8, 2021), ("supervisory_board_meetings", 7, 2020),
    }  # fmt: skip


def test_climate_change_in_a_label_is_no_change() -> None:
    rows = "Topic\tIndicator\tUnit\t2021\t2020\nClimate change\tScope 1 emissions\ttCO2e\t1,234\t1,100\n"
    found = {
        (r.metric, r.value) for r in facts(TITLES["en"] + rows + "Climate change: Scope 3 emissions\t\ttCO2e\t82\t81")
    }
    assert found == {("ghg_scope1", 1234), ("ghg_scope1", 1100), ("ghg_scope3", 82), ("ghg_scope3", 81)}


MARKDOWN = """|  |  | 员工人数 | 占总数百分比 | 流失率 |
| 按性别划分 | 男性 | 498 | 44.4% | 32.1% |
| 按性别划分 | 女性 | 623 | 55.6% | 35.8% |
| 按地区划分 | 广东 | 1,121 | 100% | 34.2% |
"""


TABS = re.sub(r" ?\| ?", "\t", MARKDOWN.replace("|  |  |", "|  |")).replace("\n\t", "\n")[1:]


@pytest.mark.parametrize("rows", [MARKDOWN, TABS], ids=["Markdown", "tabs, and one blank head over two labels"])
def test_a_group_before_each_of_its_rows(rows: str) -> None:
    found = {(r.metric, r.value, *r.breakdown.values()) for r in facts(TITLES["zh"] + rows) if r.year == 2021}
    assert found == {
        ("employees", 498, "male"), ("employees_share", 44.4, "male"), ("turnover_rate", 32.1, "male"),
        ("employees", 623, "female"), ("employees_share", 55.6, "female"), ("turnover_rate", 35.8, "female"),
        ("employees", 1121, "广东"), ("employees_share", 100, "广东"), ("turnover_rate", 34.2, "广东"),
    }  # fmt: skip


@pytest.mark.parametrize("gap", ["\t", " "])
def test_a_topic_beside_a_label_is_no_part_of_it(gap: str) -> None:
    rows = [
        "议题|指标|单位|2021年|2020年", "应对气候变化|范围一排放量|吨二氧化碳当量|1,236|1,198",
        "环境合规管理|环保投入|万元|8,650|7,965", "环保培训|人次|986|812",
    ]  # fmt: skip
    found = {
        (r.metric, r.value, *r.breakdown.values()) for r in facts(TITLES["zh"] + "\n".join(rows).replace("|", gap))
    }
    assert {("ghg_scope1", 1236), ("ghg_scope1", 1198), ("env_investment", 86_500_000)} <= found


def test_classes_below_a_rate_without_a_unit_are_rates() -> None:
    rows = "员工流失率\t13.3\t13.5\n男\t14.1\t14.2\n女性人数\t85\t84\n"
    found = {(r.metric, r.value, *r.breakdown.values()) for r in facts(f"{TITLES['zh']}指标\t2021年\t2020年\n{rows}")}
    assert {("turnover_rate", 14.1, "male"), ("turnover_rate", 14.2, "male")} <= found
    assert not [one for one in found if one[:2] == ("turnover_rate", 85)]  # it says that it counts


def test_the_ticks_of_a_chart_are_no_row_of_its_years() -> None:
    text = "某某集团2021年社会责任报告\n\n2018\t2019\t2020\t2021\n\n总资产（亿元）\n\n{}\n"
    assert not facts(text.format("100.00\n80.00\n60.00\n\n40.00"), 2021)
    assert len(facts(text.format("101.20\n83.50\n64.10\n\n40.00"), 2021)) == 4


def test_a_stroke_alone_is_no_row() -> None:
    laid = laid_out(
        [Line("|", 1, None), Line("| 用电量 | 万千瓦时 | 7,931 |", 2, None), Line("|", 3, None)], KNOW, 2021
    )
    assert not laid.rows
