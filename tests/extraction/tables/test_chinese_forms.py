"""Forms of Chinese tables in PDFs: labels of two lines, merged units and groups, heads of columns. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Texts = Sequence[tuple[float, float, str]]
Facts = list[tuple[str, float, str, int, tuple[str, ...]]]
HEAD = [(50.0, 80.0, "指标"), (200.0, 80.0, "单位"), (300.0, 80.0, "2023年"), (380.0, 80.0, "2022年")]
FACTS = [
    ("hazardous_waste", 351.0, "t", 2023, ()), ("hazardous_waste", 352.0, "t", 2022, ()),
    ("employees_total", 8524.0, "persons", 2023, ()), ("employees_total", 8561.0, "persons", 2022, ()),
    ("rd_spend", 93330000.0, "CNY", 2023, ()), ("rd_spend", 93120000.0, "CNY", 2022, ()),
]  # fmt: skip
FIGURES = [("351", "352"), ("8,524", "8,561"), ("9,333", "9,312")]
LABELS = ["危险废物产生量", "员工总数", "研发投入"]
UNITS = ["吨", "人", "万元"]


@pytest.fixture
def read(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., Facts]:
    """The facts of pages given as texts with their left edge and their base line from the top."""

    def page(texts: Texts) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            canvas.setFont("STSong-Light", 9)
            for x, y, text in sorted(texts, key=lambda text: (text[1], text[0])):
                canvas.drawString(x, 800 - y, text)

        return draw

    def run(*pages: Texts) -> Facts:
        reader = TableReader(knowledge, 2023)
        found = [one for seen in make_pages(*map(page, pages)) for one in reader.read(seen)]
        return [(one.metric, one.value, one.unit, one.year, tuple(one.breakdown.values())) for one in found]

    return run


def rows(figures: Sequence[Sequence[str]], top: float, pitch: float) -> list[tuple[float, float, str]]:
    """Figures in columns under the two years."""
    return [(300.0 + 80 * c, top + pitch * n, text) for n, row in enumerate(figures) for c, text in enumerate(row)]


@pytest.mark.parametrize(
    "second", [["（吨）", "（人）", "（万元）"], UNITS, ["吨 tonnes", "人 persons", "万元 RMB 10,000"]]
)
def test_a_unit_in_the_second_line_of_each_label(second: Sequence[str], read: Callable[..., Facts]) -> None:
    """No line of text stands beside the figures."""
    labels = [
        (50.0, 100.0 + 28 * n + 12 * at, text)
        for n, cell in enumerate(zip(LABELS, second, strict=True))
        for at, text in enumerate(cell)
    ]
    found = read([*HEAD[:1], *HEAD[2:], *labels, *rows(FIGURES, 106, 28)])
    assert [fact for fact in found if fact[0] != "employees_total"] == [f for f in FACTS if f[0] != "employees_total"]
    assert {fact[:2] for fact in found} >= {("employees_total", 8524.0), ("employees_total", 8561.0)}


def test_labels_and_units_in_two_languages_and_lines(read: Callable[..., Facts]) -> None:
    english = [("Hazardous waste generated", "tonnes"), ("Total employees", "person"), ("R&D investment", "RMB 10,000")]
    texts = [
        (x, 100.0 + 28 * n + 12 * at, text)
        for n, (label, unit) in enumerate(zip(LABELS, UNITS, strict=True))
        for x, lines in ((50.0, (label, english[n][0])), (200.0, (unit, english[n][1])))
        for at, text in enumerate(lines)
    ]
    assert read([*HEAD, *texts, *rows(FIGURES, 106, 28)]) == FACTS


def test_units_beside_labels_of_two_lines(read: Callable[..., Facts]) -> None:
    """The units stand on the lines of the figures and are no labels, whatever heads them."""
    english = ["Hazardous waste generated", "Total employees", "R&D investment"]
    texts = [(50.0, 100.0 + 28 * n + 12 * at, (LABELS[n], english[n])[at]) for n in range(3) for at in (0, 1)]
    units = [(200.0, 106.0 + 28 * n, unit) for n, unit in enumerate(UNITS)]
    heads = [(50.0, 80.0, "指标 Indicators"), (200.0, 80.0, "单位 Unit"), *HEAD[2:]]
    assert read([*heads, *texts, *units, *rows(FIGURES, 106, 28)]) == FACTS


def test_a_unit_in_the_middle_of_its_rows(read: Callable[..., Facts]) -> None:
    labels = ["危险废物产生量", "一般废物产生量", "废弃物总量", "范围一温室气体排放量", "范围二温室气体排放量"]
    figures = [("31", "32"), ("117", "119"), ("148", "151"), ("421", "433"), ("537", "518")]
    texts = [(50.0, 100.0 + 18 * n, label) for n, label in enumerate(labels)]
    units = [(200.0, 118.0, "吨"), (200.0, 163.0, "吨二氧化碳当量")]
    found = read([*HEAD, *texts, *units, *rows(figures, 100, 18)])
    assert [(metric, value, unit) for metric, value, unit, year, _ in found if year == 2023] == [
        ("hazardous_waste", 31, "t"), ("non_hazardous_waste", 117, "t"), ("waste_total", 148, "t"),
        ("ghg_scope1", 421, "tCO2e"), ("ghg_scope2", 537, "tCO2e"),
    ]  # fmt: skip


def test_a_narrow_column_of_group_names_of_several_lines(read: Callable[..., Facts]) -> None:
    """The lines of a name stand half a line apart."""
    names = ["员工人数（", "按性别分）", "人均受训时", "数（按职级", "划分）"]
    tops = [104.0, 119.0, 167.5, 182.5, 197.5]
    labels = ["男性", "女性", "高级管理层", "中级管理层", "基层管理层", "一般员工"]
    lines = [100.0, 123.0, 148.0, 171.0, 194.0, 217.0]
    figures = ["4,713", "3,811", "21.3", "19.8", "17.7", "15.9"]
    texts = [
        *((50.0, y, name) for name, y in zip(names, tops, strict=True)),
        *((150.0, y, label) for label, y in zip(labels, lines, strict=True)),
        *((220.0, y, unit) for unit, y in zip([*"人人", *["小时"] * 4], lines, strict=True)),
        *((300.0, y, figure) for figure, y in zip(figures, lines, strict=True)),
    ]
    found = read([(150.0, 80.0, "类别"), (220.0, 80.0, "单位"), (300.0, 80.0, "2023年"), *texts])
    assert [(metric, value) for metric, value, *_ in found] == [
        ("employees", 4713.0), ("employees", 3811.0),
        *(("training_hours_avg", float(figure)) for figure in figures[2:]),
    ]  # fmt: skip
    assert all(classes for *_, classes in found)


@pytest.mark.parametrize(
    ("this", "last"),
    [
        ("2023年1-12月", "2022年1-12月"), ("2023年累计", "2022年累计"), ("本年累计", "上年累计"), ("23年", "22年"),
        ("2023年年度", "2022年年度"),
    ],
)  # fmt: skip
def test_heads_of_a_whole_year(this: str, last: str, read: Callable[..., Facts]) -> None:
    texts = [(x, 100.0 + 18 * n, text) for n in range(3) for x, text in ((50.0, LABELS[n]), (200.0, UNITS[n]))]
    heads = [*HEAD[:2], (300.0, 80.0, this), (380.0, 80.0, last)]
    assert read([*heads, *texts, *rows(FIGURES, 100, 18)]) == FACTS


def test_half_a_year_and_sums_of_many_are_none(read: Callable[..., Facts]) -> None:
    texts = [(x, 100.0 + 18 * n, text) for n in range(3) for x, text in ((50.0, LABELS[n]), (200.0, UNITS[n]))]
    heads = [*HEAD[:2], (300.0, 80.0, "2023年1-6月"), (380.0, 80.0, "累计")]
    found = read([*heads, *texts, *rows(FIGURES, 100, 18)])
    assert {classes for _, _, _, _, classes in found} == {("cumulative",)}


@pytest.mark.parametrize("mark", ["【{}】", "{}注", "{}注1"])
def test_marks_around_a_figure(mark: str, read: Callable[..., Facts]) -> None:
    texts = [(x, 100.0 + 18 * n, text) for n in range(3) for x, text in ((50.0, LABELS[n]), (200.0, UNITS[n]))]
    figures = [tuple(map(mark.format, row)) for row in FIGURES]
    assert read([*HEAD, *texts, *rows(figures, 100, 18)]) == FACTS


def test_two_tables_in_one_with_the_same_header(read: Callable[..., Facts]) -> None:
    """Nothing but the header says that a row is of two tables: the lines go on from one to the other."""
    heads = [
        (x + shift, 80.0, text)
        for shift in (0, 180)
        for x, text in ((50.0, "指标"), (115.0, "单位"), (140.0, "2023年"), (180.0, "2022年"))
    ]
    cells = [
        ("危险废物量", "吨", "351", "352"),
        ("研发投入", "万元", "9,333", "9,312"),
        ("员工总数", "人", "8,524", "8,561"),
        ("员工流失率", "%", "13.3", "13.5"),
    ]
    texts = [
        (x + 180.0 * (n % 2), 100.0 + 18 * (n // 2), text)
        for n, row in enumerate(cells)
        for x, text in zip((50.0, 115.0, 140.0, 180.0), row, strict=True)
    ]
    found = read([*heads, *texts])
    assert {(metric, value, year) for metric, value, _, year, _ in found} == {
        ("hazardous_waste", 351, 2023), ("hazardous_waste", 352, 2022), ("rd_spend", 93330000, 2023),
        ("rd_spend", 93120000, 2022), ("employees_total", 8524, 2023), ("employees_total", 8561, 2022),
        ("turnover_rate", 13.3, 2023), ("turnover_rate", 13.5, 2022),
    }  # fmt: skip


@pytest.mark.parametrize("title", ["", "主要指标（续）", "續表"])
def test_the_unit_above_the_first_part_of_a_table(title: str, read: Callable[..., Facts]) -> None:
    heads = [(50.0, 0.0, "指标"), (300.0, 0.0, "2023年"), (380.0, 0.0, "2022年")]
    names = ["营业收入", "净利润", "研发投入", "纳税总额"]
    figures = [("9,131", "9,187"), ("1,213", "1,187"), ("933", "931"), ("471", "462")]

    def part(at: int, top: float) -> list[tuple[float, float, str]]:
        body = [(50.0, top + 18 * n, name) for n, name in enumerate(names[at : at + 2], start=1)]
        return [*((x, top, text) for x, _, text in heads), *body, *rows(figures[at : at + 2], top + 18, 18)]

    found = read(
        [(400.0, 680.0, "单位：万元"), *part(0, 700)], [*([(50.0, 50.0, title)] if title else []), *part(2, 70)]
    )
    assert [(metric, value) for metric, value, _, year, _ in found if year == 2023] == [
        ("revenue", 91310000), ("net_profit", 12130000), ("rd_spend", 9330000), ("tax_paid", 4710000),
    ]  # fmt: skip


def test_classes_take_the_unit_of_the_rate_above_them(read: Callable[..., Facts]) -> None:
    labels = ["僱員流失比率（%）", "按性別劃分", "男性", "女性"]
    texts = [(50.0, 100.0 + 18 * n, label) for n, label in enumerate(labels)]
    figures = [("6.7", "7.2"), ("", ""), ("7.3", "7.9"), ("6.1", "6.4")]
    found = read([HEAD[0], *HEAD[2:], *texts, *rows(figures, 100, 18)])
    assert [(metric, value, classes) for metric, value, _, year, classes in found if year == 2023] == [
        ("turnover_rate", 6.7, ()), ("turnover_rate", 7.3, ("male",)), ("turnover_rate", 6.1, ("female",)),
    ]  # fmt: skip


def test_a_dash_before_each_label(read: Callable[..., Facts]) -> None:
    texts = [(50.0, 100.0, "按性别划分的员工流失率（%）"), *((50.0, y, "–") for y in (118.0, 136.0))]
    texts += [(66.0, 118.0, "男性"), (66.0, 136.0, "女性")]
    found = read([HEAD[0], *HEAD[2:], *texts, *rows([("7.3", "7.9"), ("6.1", "6.4")], 118, 18)])
    assert [(value, classes) for _, value, _, year, classes in found if year == 2023] == [
        (7.3, ("male",)), (6.1, ("female",)),
    ]  # fmt: skip


def test_the_group_beside_its_subsidiaries_is_the_whole(read: Callable[..., Facts]) -> None:
    heads = [
        (300.0, 68.0, "本集团"),
        (380.0, 68.0, "子公司"),
        (50.0, 80.0, "指标"),
        (200.0, 80.0, "单位"),
        (300.0, 80.0, "2023年"),
        (380.0, 80.0, "2023年"),
    ]
    texts = [(50.0, 100.0, LABELS[0]), (200.0, 100.0, "吨"), (50.0, 118.0, "用电量"), (200.0, 118.0, "千瓦时")]
    found = read([*heads, *texts, *rows([("351", "91"), ("7,931", "1,117")], 100, 18)])
    assert [(value, len(classes)) for _, value, _, _, classes in found] == [(351, 0), (91, 1), (7931, 0), (1117, 1)]


def test_soot_and_dust_are_a_part_each(read: Callable[..., Facts]) -> None:
    texts = [(50.0, 100.0, "烟尘排放量"), (200.0, 100.0, "吨"), (50.0, 118.0, "粉尘排放量"), (200.0, 118.0, "吨")]
    found = read([*HEAD, *texts, *rows([("317", "323"), ("117", "123")], 100, 18)])
    assert [(metric, value, classes) for metric, value, _, year, classes in found if year == 2023] == [
        ("pm_emissions", 317, ("烟尘",)), ("pm_emissions", 117, ("粉尘",)),
    ]  # fmt: skip


def test_a_count_with_its_share_close_behind(read: Callable[..., Facts]) -> None:
    texts = [(50.0, 100.0, "员工人数（占比）"), (50.0, 118.0, "男性"), (50.0, 136.0, "女性")]
    figures = [("4,713（55.3%）", "4,790（56.0%）"), ("3,811（44.7%）", "3,771（44.0%）")]
    found = read([HEAD[0], *HEAD[2:], *texts, *rows(figures, 118, 18)])
    assert [(metric, value, classes) for metric, value, _, year, classes in found if year == 2023] == [
        ("employees", 4713, ("male",)), ("employees_share", 55.3, ("male",)),
        ("employees", 3811, ("female",)), ("employees_share", 44.7, ("female",)),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["发电总量", "水泥产量"])
def test_what_a_company_makes_is_not_what_it_uses(label: str, read: Callable[..., Facts]) -> None:
    unit = {"发电总量": "亿千瓦时", "水泥产量": "万吨"}[label]
    texts = [(50.0, 100.0, label), (200.0, 100.0, unit), (50.0, 118.0, "员工总数"), (200.0, 118.0, "人")]
    found = read([*HEAD, *texts, *rows([("317", "323"), ("8,524", "8,561")], 100, 18)])
    assert {metric for metric, *_ in found} == {"employees_total"}


def test_two_columns_of_group_names(read: Callable[..., Facts]) -> None:
    """What is measured, how it is parted, and the part; each name stands in the middle of its rows."""
    measured = [(50.0, 135.0, "员工流失率"), (50.0, 212.0, "人均培训时长")]
    parted = [(130.0, 109.0, "性别"), (130.0, 151.0, "地区"), (130.0, 194.0, "性别"), (130.0, 230.0, "职级")]
    parts = ["男", "女", "华东", "华南", "海外", "男", "女", "管理层", "普通员工"]
    lines = [100.0 + 17.5 * n for n in range(9)]
    figures = ["7.3", "6.1", "5.9", "6.7", "9.1", "21.3", "19.8", "27.1", "18.3"]
    texts = [
        *((180.0, y, part) for part, y in zip(parts, lines, strict=True)),
        *((240.0, y, unit) for unit, y in zip([*"%%%%%", *["小时"] * 4], lines, strict=True)),
        *((300.0, y, figure) for figure, y in zip(figures, lines, strict=True)),
    ]
    heads = [(110.0, 80.0, "指标"), (240.0, 80.0, "单位"), (300.0, 80.0, "2023年")]
    found = read([*heads, *measured, *parted, *texts])
    assert [(metric, value) for metric, value, *_ in found] == [
        *(("turnover_rate", float(figure)) for figure in figures[:5]),
        *(("training_hours_avg", float(figure)) for figure in figures[5:]),
    ]
    assert [classes for *_, classes in found][:3] == [("male",), ("female",), ("华东",)]


def test_codes_of_two_lines_beside_the_labels(read: Callable[..., Facts]) -> None:
    """They set the first row off the years above it."""
    codes = [(30.0, 96.0 + 28 * n + 12 * at, ("HKEX A1.3", "GRI 306-3")[at]) for n in range(3) for at in (0, 1)]
    texts = [(x, 108.0 + 28 * n, text) for n in range(3) for x, text in ((100.0, LABELS[n]), (200.0, UNITS[n]))]
    assert (
        read(
            [
                (30.0, 74.0, "指引"),
                (100.0, 74.0, "指标"),
                *((x, 74.0, text) for x, _, text in HEAD[1:]),
                *codes,
                *texts,
                *rows(FIGURES, 108, 28),
            ]
        )
        == FACTS
    )


def test_years_at_the_left_edge_of_columns_set_right(read: Callable[..., Facts]) -> None:
    """The second year is nearer to the figures of the first, and a label's head stands between their two lines."""
    years = [(230.0, 74.0, "2023年"), (230.0, 86.0, "（吨）"), (320.0, 74.0, "2022年"), (320.0, 86.0, "（吨）")]
    texts = [(50.0, 80.0, "指标"), (50.0, 104.0, "危险废物产生量"), (50.0, 122.0, "一般废物产生量")]
    figures = [(285.0, 104.0, "351"), (375.0, 104.0, "352"), (285.0, 122.0, "917"), (375.0, 122.0, "921")]
    found = read([*years, *texts, *figures])
    assert [(value, year) for _, value, _, year, _ in found] == [(351, 2023), (352, 2022), (917, 2023), (921, 2022)]


def test_units_left_of_the_labels(read: Callable[..., Facts]) -> None:
    texts = [(x, 100.0 + 18 * n, text) for n in range(3) for x, text in ((50.0, UNITS[n]), (120.0, LABELS[n]))]
    assert read([(50.0, 80.0, "单位"), (120.0, 80.0, "指标"), *HEAD[2:], *texts, *rows(FIGURES, 100, 18)]) == FACTS


def test_hours_before_a_rate_are_its_unit(read: Callable[..., Facts]) -> None:
    """Labels with % in other rows do not give it to a rate over hours."""
    labels = ["百万工时损工伤害率", "20万工时可记录伤害率", "特种作业人员持证率(%)"]
    texts = [(x, y, "指标" if x == 50 else text) for x, y, text in HEAD if x != 200]
    texts += [(50.0, 100.0 + 15 * n, label) for n, label in enumerate(labels)]
    texts += rows([("0.21", "0.18"), ("0.55", "0.47"), ("100", "99")], 100.0, 15)
    told = {(metric, unit) for metric, _, unit, *_ in read(texts)}
    assert ("lost_time_injury_rate", "per million hours") in told
    assert ("recordable_injury_frequency", "per 200,000 hours") in told
    assert ("special_operator_certification_rate", "%") in told


def test_an_intensity_that_names_but_what_it_is_for_each_of(read: Callable[..., Facts]) -> None:
    """Its unit is that of the row above for each of them."""
    labels = ["温室气体排放总量(吨二氧化碳当量)", "密度(每平方米)", "耗水量(立方米)", "密度(每名员工)"]
    texts = [(x, y, text) for x, y, text in HEAD if x != 200]
    texts += [(50.0, 100.0 + 15 * n, label) for n, label in enumerate(labels)]
    texts += rows([("3,210", "3,465"), ("0.58", "0.63"), ("1,220", "1,250"), ("12.1", "12.6")], 100.0, 15)
    told = {(metric, value, unit) for metric, value, unit, year, _ in read(texts) if year == 2023}
    assert ("ghg_intensity", 0.58, "tCO2e/m2") in told
    assert ("water_intensity_per_employee", 12.1, "m3/employee") in told
