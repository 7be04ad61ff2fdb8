"""Tables without rulings whose cells are merged or set in their middle: groups, labels, units, wrapped headers."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.label_lines import LabelLine
from cnesg.extraction.tables.geometry.labels import Label
from cnesg.extraction.tables.geometry.layout import Band
from cnesg.extraction.tables.geometry.merged import merged_units, over_titles, shares
from cnesg.extraction.tables.model import Fragment, Table
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def draw_centred(canvas: Any, texts: Sequence[tuple[float, float, str]]) -> None:
    """Texts set on their middle at x, with the base line at y from the top of a page of 800 points."""
    canvas.setFont("STSong-Light", 9)
    for x, y, text in texts:
        canvas.drawCentredString(x, 800 - y, text)


@pytest.fixture
def table_of(make_pages: MakePages) -> Callable[..., Table]:
    def find(texts: Sequence[tuple[float, float, str]]) -> Table:
        (table,) = find_tables(make_pages(lambda canvas: draw_centred(canvas, texts))[0])
        return table

    return find


def test_groups_in_the_middle_of_their_rows(table_of: Callable[..., Table]) -> None:
    """男 and 女 share the name between them; the total has the stub to itself; a long name wraps over two rows."""
    rows = ["员工总数", "男", "女", "30岁及以下", "31至50岁", "50岁以上", "华东地区", "海外及港澳台地区"]
    texts = [(300.0, 80.0, "2023年"), (380.0, 80.0, "2022年"), (80.0, 80.0, "类别")]
    for number, label in enumerate(rows):
        y = 100.0 + 18 * number
        texts.append((75.0 if label == "员工总数" else 180.0, y, label))
        texts += [(300.0, y, f"{1203 + 97 * number:,}"), (380.0, y, f"{988 + 83 * number:,}")]
    texts += [(75.0, 127.0, "性别"), (75.0, 172.0, "年龄"), (75.0, 211.0, "按工作所在"), (75.0, 222.5, "地区划分")]
    table = table_of(texts)
    assert [(row.parents, row.label) for row in table.rows] == [
        ((), "员工总数"),
        (("性别",), "男"),
        (("性别",), "女"),
        (("年龄",), "30岁及以下"),
        (("年龄",), "31至50岁"),
        (("年龄",), "50岁以上"),
        (("按工作所在地区划分",), "华东地区"),
        (("按工作所在地区划分",), "海外及港澳台地区"),
    ]


def test_units_in_the_middle_of_their_column(table_of: Callable[..., Table]) -> None:
    """Units of many lengths begin anywhere and are of one column all the same."""
    given = [
        ("用电量", "万千瓦时"),
        ("培训人次", "万人次"),
        ("废水排放量", "吨"),
        ("范围一", "万吨二氧化碳当量"),
        ("供应商", "家"),
    ]
    texts = [(300.0, 80.0, "2023年"), (380.0, 80.0, "2022年"), (80.0, 80.0, "指标"), (180.0, 80.0, "单位")]
    for number, (label, unit) in enumerate(given):
        y = 100.0 + 18 * number
        texts += [(80.0, y, label), (180.0, y, unit), (300.0, y, f"{120 + number}.5"), (380.0, y, f"{118 + number}.4")]
    assert [(row.label, row.notes) for row in table_of(texts).rows] == [(label, (unit,)) for label, unit in given]


def test_headers_of_one_two_and_three_lines(table_of: Callable[..., Table]) -> None:
    """A line that closes a bracket goes on with the header above it; lines at the height of others span nothing."""
    texts = [
        (70.0, 96.0, "污染物"), (150.0, 96.0, "排放浓度"),
        (230.0, 90.0, "排放总量"), (230.0, 102.0, "（吨）"),
        (310.0, 84.0, "核定的"), (310.0, 96.0, "排放总量（吨/"), (310.0, 108.0, "年）"),
    ]  # fmt: skip
    for number, name in enumerate(["氨氮", "二氧化硫", "颗粒物"]):
        y = 128.0 + 18 * number
        texts += [(70.0, y, name), (150.0, y, f"{3 + number}.2mg/m3"), (230.0, y, f"{14 + number}.3")]
        texts.append((310.0, y, f"{62 + number}.5"))
    table = table_of(texts)
    assert ["".join(column.headers).replace(" ", "") for column in table.columns] == [
        "排放总量（吨）",
        "核定的排放总量（吨/年）",
    ]


def test_the_corner_of_a_row_of_headers_begins_no_label(table_of: Callable[..., Table]) -> None:
    texts = [(80.0, 100.0, "学历结构类别"), (300.0, 100.0, "学历结构人数")]
    for number, (name, count) in enumerate([("博士", "12"), ("硕士", "136"), ("本科", "702"), ("专科", "160")]):
        texts += [(80.0, 118.0 + 18 * number, name), (300.0, 118.0 + 18 * number, count)]
    table = table_of(texts)
    assert [row.label for row in table.rows] == ["博士", "硕士", "本科", "专科"]
    assert table.columns[0].headers == ("学历结构人数",)


def test_a_short_heading_does_not_wrap_into_the_row_below(make_pages: MakePages) -> None:
    """The widest label of a narrow stub is not full only because it is the widest."""
    rows = ["供应商数目", "华东", "华南", "新入职员工人数", "华东（人）", "华南（人）"]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawRightString(350, 720, "2023年")
        canvas.drawRightString(450, 720, "2022年")
        for number, label in enumerate(rows):
            canvas.drawString(50, 700 - 18 * number, label)
            if number not in {0, 3}:
                canvas.drawRightString(350, 700 - 18 * number, f"{1203 + number:,}")
                canvas.drawRightString(450, 700 - 18 * number, f"{1104 + number:,}")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("供应商数目",), "华东"),
        (("供应商数目",), "华南"),
        (("新入职员工人数",), "华东（人）"),
        (("新入职员工人数",), "华南（人）"),
    ]


def test_plants_said_again_in_each_row_are_groups(table_of: Callable[..., Table]) -> None:
    """What names the rows is the pollutant, not the plant and not the manner of discharge."""
    texts: list[tuple[float, float, str]] = []
    for number, name in enumerate(["颗粒物", "二氧化硫", "氮氧化物", "化学需氧量", "氨氮"]):
        y = 100.0 + 30 * number
        plant = "城东热电" if number < 3 else "滨江化工"
        texts += [(70.0, y, plant), (150.0, y, "有组织排放"), (230.0, y, name)]
        texts += [(320.0, y, f"{86 + number}.4吨"), (400.0, y, f"{412 + number}.6吨")]
    rows = table_of([*texts, (320.0, 80.0, "排放总量"), (400.0, 80.0, "核定总量")]).rows
    assert [(row.parents, row.label) for row in rows] == [
        (("城东热电",), "颗粒物"),
        (("城东热电",), "二氧化硫"),
        (("城东热电",), "氮氧化物"),
        (("滨江化工",), "化学需氧量"),
        (("滨江化工",), "氨氮"),
    ]


def test_a_unit_right_of_the_last_column_is_of_the_whole_table(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        rows = [("费用化研发投入", "28,115.20"), ("资本化研发投入", "6,204.55"), ("研发投入合计", "34,319.75")]
        draw_centred(canvas, [(500.0, 80.0, "单位：万元")])
        for number, (label, value) in enumerate(rows):
            canvas.drawString(50, 700 - 18 * number, label)
            canvas.drawRightString(400, 700 - 18 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions == ("单位：万元",)


@pytest.mark.parametrize(
    ("names", "rows", "expected"),
    [
        ([15.0, 50.0], [10.0, 20.0, 40.0, 50.0, 60.0], [0, 0, 1, 1, 1]),
        ([10.0, 30.0], [10.0, 20.0, 30.0, 40.0], [0, 1, 1, 1]),
        ([35.0], [10.0, 20.0, 30.0, 40.0], None),  # a name below the middle of all rows
    ],
)
def test_rows_are_parted_so_that_names_stand_in_their_middle(
    names: list[float], rows: list[float], expected: list[int] | None
) -> None:
    assert shares(names, rows) == expected


def fragment(text: str, x: float, line: float) -> Fragment:
    top = 100.0 + 18 * line
    return Fragment(text, text, (x, top, x + 5 * len(text), top + 9), 9.0, int(line), 0, kind_of(text))


def test_units_on_the_lines_of_most_rows_are_of_these_rows_alone() -> None:
    rows = ["Water", "Fatalities", "Gender pay gap", "Ratio", "Power"]
    body = [Band([fragment("812", 300, line)]) for line in range(5)]
    labels = [fragment(label, 60, line) for line, label in enumerate(rows)]
    on_lines = [fragment(unit, 200, line) for line, unit in ((0, "m3"), (2, "%"), (4, "MWh"))]
    assert merged_units([*labels, *on_lines], body) == []
    in_the_middle = [fragment(unit, 200, line) for line, unit in ((1, "m3"), (3.5, "MWh"))]
    assert merged_units([*labels, *in_the_middle], body) == ["m3", "m3", "m3", "MWh", "MWh"]


def wide(groups: str, *labels: tuple[str, str]) -> set[int]:
    """The rows whose merged cell, told by a letter for each row, is a topic over titles; a title is in capitals."""
    rows = iter(range(len(groups)))
    found = [
        Label([LabelLine([fragment(text, 60, line)])], [] if text.isupper() else [next(rows)])
        for line, (text, _) in enumerate(labels)
    ]
    told = {number: (name,) for number, name in enumerate(groups) if name != " "}
    return set(over_titles(told, found, [(above,) if above else () for _, above in labels]))


HIRES = [("HIRES", ""), ("Men", "HIRES"), ("Women", "HIRES")]
LEAVERS = [("LEAVERS", ""), ("Men", "LEAVERS"), ("Women", "LEAVERS")]


def test_a_merged_cell_over_rows_of_several_titles_is_their_topic() -> None:
    assert wide("PPPP", *HIRES, *LEAVERS) == {0, 1, 2, 3}


def test_so_is_one_over_a_row_and_a_title() -> None:
    assert wide("PPP", ("Staff", ""), *HIRES) == {1, 2}


def test_so_is_one_over_rows_set_in_below_a_row() -> None:
    assert wide("PPP", ("Staff", ""), ("Men", "Staff"), ("Women", "Staff")) == {1, 2}


def test_merged_cells_below_one_title_each_are_groups_within_it() -> None:
    assert wide("PPQQ", *HIRES, *LEAVERS) == set()
    assert wide("PQPQ", *HIRES, *LEAVERS) == set()


def test_rows_without_merged_cells_or_titles_are_of_no_topic() -> None:
    assert wide("    ", *HIRES, *LEAVERS) == set()
    assert wide("PP", ("Men", ""), ("Women", "")) == set()


def test_a_topic_in_a_merged_cell_stands_outside_the_titles_it_spans(make_pages: MakePages) -> None:
    sections = {"New hires": ("Men", "Women"), "Leavers": ("Men", "Women"), "Waste": ("Paper", "Glass")}
    sections["Water"] = ("Wells", "Rivers")

    def draw(canvas: Any) -> None:
        for x, head in ((50, "Topic"), (110, "Indicator"), (380, "2022"), (500, "2023")):
            canvas.drawString(x, 740, head)
        for number, label in enumerate(text for title, rows in sections.items() for text in (title, *rows)):
            canvas.drawString(110, 722 - 16 * number, label)
            for x in (400, 520) if label not in sections else ():
                canvas.drawRightString(x, 722 - 16 * number, str(700 + number))
        canvas.drawString(50, 674, "People")
        canvas.drawString(50, 578, "Planet")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("People" if title in {"New hires", "Leavers"} else "Planet", title), label)
        for title, labels in sections.items()
        for label in labels
    ]
