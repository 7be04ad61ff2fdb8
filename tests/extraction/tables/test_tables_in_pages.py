"""Tables as pages hold them: beside prose, with topics in merged cells, narrow columns and heads of several lines."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import Table, TableReader, find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.headers import caption_texts, split_above
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Placed = tuple[float, float, str]  # left edge, height above the page's foot, text; figures are set right at the edge
PROSE = [
    "dialogue, safety at work and how to lead teams that sit",
    "in different places. Those who took part said that it",
    "helped them in their daily tasks, and it will be extended",
    "to further sites next year. Leaders are measured by what",
    "they change after such surveys, and the best ideas are",
]


@pytest.fixture
def table_of(make_pages: MakePages) -> Callable[[Sequence[Placed]], Table]:
    """The one table of a page."""

    def find(placed: Sequence[Placed]) -> Table:
        (table,) = find_tables(make_pages(lambda canvas: drawn(canvas, placed))[0])
        return table

    return find


@pytest.fixture
def facts_of(make_pages: MakePages, knowledge: Knowledge) -> Callable[[Sequence[Placed]], set[tuple[Any, ...]]]:
    """Metric, value, year and classes of what is read."""

    def read(placed: Sequence[Placed]) -> set[tuple[Any, ...]]:
        found = TableReader(knowledge, 2023).read(make_pages(lambda canvas: drawn(canvas, placed))[0])
        return {(one.metric, one.value, one.year, *sorted(one.breakdown.values())) for one in found}

    return read


def drawn(canvas: Any, placed: Sequence[Placed]) -> None:
    for x, y, text in placed:
        figure = text[0].isdigit() or text[0] in "+–"
        (canvas.drawRightString if figure else canvas.drawString)(x, y, text)


def rows(xs: Sequence[float], top: float, pitch: float, lines: Sequence[Sequence[str]]) -> list[Placed]:
    return [
        (x, top - pitch * n, text) for n, line in enumerate(lines) for x, text in zip(xs, line, strict=True) if text
    ]


def labelled(table: Table) -> list[tuple[tuple[str, ...], str]]:
    return [(row.parents, row.label) for row in table.rows]


WATER = [["Water withdrawn", "812", "790"], ["Water discharged", "604", "588"], ["Water recycled", "97", "90"]]


def test_prose_left_of_a_table_is_none_of_its_labels(make_pages: MakePages) -> None:
    """The figures stand between the two lines of a label or a code, so that neither is drawn with them."""
    placed = [(40.0, 695.0 - 11 * n, line) for n, line in enumerate(PROSE)]
    placed += [(400.0, 712.0, "GRI"), (470.0, 712.0, "2023"), (530.0, 712.0, "Change")]
    placed += [(270.0, 690.0, "Hazardous waste generated")]
    placed += [(270.0, 668.0, "Non-hazardous waste"), (270.0, 658.0, "generated")]
    for y in (690.0, 663.0):
        placed += [(400.0, y + 5, "GRI"), (400.0, y - 5, "306-3"), (470.0, y, "83,066"), (530.0, y, "–5%")]

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 8)
        for one in placed:
            canvas.drawString(*one)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["Hazardous waste generated", "Non-hazardous waste generated"]


def test_labels_in_lower_case_close_to_each_other_are_no_prose(table_of: Callable[..., Table]) -> None:
    """Between them and their values stand units alone."""
    lines = [
        [f"of which from {kind}", "MWh", "812", "790"] for kind in ("wind", "sun", "rivers", "biogas", "wood", "heat")
    ]
    table = table_of([(300.0, 716.0, "2023"), (360.0, 716.0, "2022"), *rows((40, 200, 300, 360), 700, 11, lines)])
    assert [row.label for row in table.rows] == [label for label, *_ in lines]


@pytest.mark.parametrize("head", ["Topic", "Aspect", "Key areas", "议题", "層面"])
def test_topics_are_told_by_their_head(make_pages: MakePages, head: str) -> None:
    """Each topic of two lines stands beside two rows, so that its lines look like their labels."""

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(40, 716, head)
        canvas.setFont("Helvetica", 9)
        drawn(canvas, [(360.0, 716.0, "2023"), (430.0, 716.0, "2022")])
        drawn(canvas, [(40.0, 692.0, "Air"), (40.0, 681.0, "emissions"), (40.0, 658.0, "Conduct")])
        drawn(canvas, rows((170, 360, 430), 694, 16, [["NOx", "81", "79"], ["SO2", "60", "58"]]))
        drawn(
            canvas, [(170.0, 664.0, "Complaints"), (170.0, 653.0, "received"), (360.0, 658.0, "7"), (430.0, 658.0, "9")]
        )

    (table,) = find_tables(make_pages(draw)[0])
    assert labelled(table) == [
        (("Air emissions",), "NOx"),
        (("Air emissions",), "SO2"),
        (("Conduct",), "Complaints received"),
    ]


def test_nothing_left_of_the_head_of_topics_is_of_the_table(table_of: Callable[..., Table]) -> None:
    """The lines of the title in the margin stand beside rows, as names of groups would."""
    title = [(45.0, 705.0, "Sustainability"), (45.0, 691.0, "performance")]
    head = [(157.0, 716.0, "Topic"), (330.0, 716.0, "2023"), (400.0, 716.0, "2022")]
    topics = [(157.0, 698.0, "Air emissions"), (157.0, 680.0, "Conduct")]
    lines = [["NOx", "81", "79"], ["SO2", "60", "58"], ["Complaints", "7", "9"]]
    table = table_of([*title, *head, *topics, *rows((225, 330, 400), 704, 12, lines)])
    assert labelled(table) == [(("Air emissions",), "NOx"), (("Air emissions",), "SO2"), (("Conduct",), "Complaints")]


@pytest.mark.parametrize(
    "cell", [("metric", "tons"), ("metric", "tons", "CO2e"), ("thousand", "metric", "tons", "CO2e")]
)
def test_a_unit_behind_the_values_may_have_four_lines(table_of: Callable[..., Table], cell: tuple[str, ...]) -> None:
    placed = [(200.0, 724.0, "2023"), (260.0, 724.0, "2022")]
    for number, label in enumerate(("Scope 1 emissions", "Scope 3 emissions")):
        middle = 690.0 - 44 * number
        placed += [(40.0, middle, label), (200.0, middle, "812"), (260.0, middle, "790")]
        placed += [(300.0, middle + 5 * (len(cell) - 1) - 10 * n, line) for n, line in enumerate(cell)]
    assert [row.notes for row in table_of(placed).rows] == [(" ".join(cell),)] * 2


def test_units_of_rows_close_to_each_other_are_not_joined(table_of: Callable[..., Table]) -> None:
    lines = [["Electricity", "812", "790", "MWh"], ["Water", "604", "588", "m3"], ["Waste", "97", "90", "t"]]
    table = table_of([(200.0, 716.0, "2023"), (260.0, 716.0, "2022"), *rows((40, 200, 260, 300), 700, 11, lines)])
    assert [row.notes for row in table.rows] == [("MWh",), ("m3",), ("t",)]


def test_lines_of_the_cells_above_and_below_are_of_no_unit(table_of: Callable[..., Table]) -> None:
    """million tons per million tons per, in the middle of three cells, would be one."""
    placed = [(200.0, 730.0, "2023"), (260.0, 730.0, "2022")]
    for number, label in enumerate(("Paper", "Boxes", "Foil")):
        y = 706.0 - 27 * number
        placed += [(40.0, y, label), (200.0, y, "812"), (260.0, y, "790")]
        placed += [(300.0, y + 5, "tons per"), (300.0, y - 6, "million")]
    assert [row.notes for row in table_of(placed).rows] == [("tons per million",)] * 3


def test_a_head_of_two_lines_beside_the_years_heads_with_them(table_of: Callable[..., Table]) -> None:
    """The rows stand so far below that the lower line alone would be taken for a title."""
    head = [(200.0, 716.0, "2023"), (260.0, 716.0, "2022"), (300.0, 721.0, "Change"), (300.0, 711.0, "(%)")]
    lines = [["Water withdrawn", "812", "790", "+3%"], ["Water discharged", "604", "588", "+2%"]]
    table = table_of([*head, *rows((40, 200, 260, 325), 674, 22, lines)])
    assert [column.headers for column in table.columns] == [("2023",), ("2022",), ("Change (%)",)]


def test_a_head_stands_over_a_count_and_its_share(facts_of: Callable[..., set[tuple[Any, ...]]]) -> None:
    head = [(40.0, 740.0, "Workforce at 31 December 2023"), (232.0, 720.0, "Male"), (318.0, 720.0, "Female")]
    lines = [["Managers", "42", "75.0%", "14", "25.0%"], ["All employees", "2,331", "80.0%", "583", "20.0%"]]
    facts = facts_of([*head, *rows((40, 200, 250, 300, 350), 700, 16, lines)])
    assert {("employees", 2331, 2023, "male"), ("employees", 583, 2023, "female")} <= facts
    assert {("employees", 42, 2023, "male", "managers"), ("employees", 14, 2023, "female", "managers")} <= facts


def test_the_end_of_a_sentence_is_no_title(table_of: Callable[..., Table]) -> None:
    prose = [(40.0, 760.0, "Our survey gave an engagement score of 72%,"), (40.0, 748.0, "three points up.")]
    head = [(40.0, 728.0, "People by rank"), (200.0, 712.0, "2023"), (260.0, 712.0, "2022")]
    lines = [["Managers", "42", "40"], ["Other staff", "604", "588"]]
    assert table_of([*prose, *head, *rows((40, 200, 260), 696, 16, lines)]).captions == ("People by rank",)


def test_a_unit_behind_a_comma_leaves_a_whole_label(facts_of: Callable[..., set[tuple[Any, ...]]]) -> None:
    head = [(40.0, 716.0, "Water"), (260.0, 732.0, "2023"), (320.0, 732.0, "2022")]
    lines = [["Recycled water, 1,000 m³", "21", "77"], ["Wastewater discharged, 1,000 m³", "65", "16"]]
    facts = facts_of([*head, *rows((40, 260, 320), 700, 16, lines)])
    assert facts == {
        ("water_recycled", 21000, 2023), ("water_recycled", 77000, 2022),
        ("wastewater", 65000, 2023), ("wastewater", 16000, 2022),
    }  # fmt: skip


def test_the_head_of_other_columns_tells_what_is_averaged(facts_of: Callable[..., set[tuple[Any, ...]]]) -> None:
    head = [(180.0, 716.0, "Percentage trained"), (300.0, 716.0, "Average hours")]
    lines = [["Male", "86.3%", "8.2"], ["Female", "83.7%", "7.7"]]
    facts = facts_of([*head, *rows((40, 240, 350), 700, 16, lines)])
    assert {("training_hours_avg", 8.2, 2023, "male"), ("training_hours_avg", 7.7, 2023, "female")} <= facts
    other = [(180.0, 716.0, "Percentage absent"), (300.0, 716.0, "Average hours")]
    assert not {fact[0] for fact in facts_of([*other, *rows((40, 240, 350), 700, 16, lines)])} & {"training_hours_avg"}


def test_a_sub_total_closes_its_group(facts_of: Callable[..., set[tuple[Any, ...]]]) -> None:
    lines = [["Natural gas", "MWh", "7,215", "6,844"], ["Diesel", "MWh", "152", "163"]]
    placed = [(260.0, 732.0, "2023"), (320.0, 732.0, "2022"), (40.0, 716.0, "Direct energy")]
    placed += rows((52, 160, 260, 320), 700, 16, lines) + rows(
        (40, 160, 260, 320), 668, 16, [["Sub-total", "MWh", "7,367", "7,007"]]
    )
    assert {("energy_direct", 7367, 2023), ("energy_direct", 7007, 2022)} <= facts_of(placed)


def test_codes_close_behind_units_are_parted_from_them(table_of: Callable[..., Table]) -> None:
    head = [(200.0, 716.0, "2023"), (260.0, 716.0, "2022")]
    lines = [
        ["Scope 1 emissions", "812", "790", "t CO2e  GRI 305-1"],
        ["Scope 3 emissions", "97", "90", "t CO2e  GRI 305-3"],
    ]
    placed = [*head, (270.0, 716.0, "Unit"), (308.0, 716.0, "GRI"), *rows((40, 200, 260, 270), 700, 16, lines)]
    assert [row.notes for row in table_of(placed).rows] == [("t CO2e",)] * 2


def test_a_second_table_does_not_take_the_codes_of_the_first(make_pages: MakePages) -> None:
    lines = [["303-3", "Water withdrawn", "812", "790"], ["303-5", "Water used", "97", "90"]]

    def draw(canvas: Any) -> None:
        for left in (40.0, 320.0):
            drawn(
                canvas,
                [
                    (left, 716, "GRI"),
                    (left + 40, 716, "Indicator"),
                    (left + 170, 716, "2023"),
                    (left + 220, 716, "2022"),
                ],
            )
            canvas.drawString(left, 700, "Water")
            for n, (code, label, *figures) in enumerate(lines):
                canvas.drawString(left, 684 - 16 * n, code)
                drawn(
                    canvas,
                    [
                        (left + 40, 684 - 16 * n, label),
                        *((left + 170 + 50 * k, 684 - 16 * n, f) for k, f in enumerate(figures)),
                    ],
                )

    for table in find_tables(make_pages(draw)[0]):
        assert labelled(table) == [(("Water",), "Water withdrawn"), (("Water",), "Water used")]


def test_a_code_in_the_cell_of_a_title_sets_it_no_further_in(table_of: Callable[..., Table]) -> None:
    """The rows without a code begin at its edge: the code has no column of its own."""
    head = [(250.0, 716.0, "2023"), (310.0, 716.0, "2022")]
    title = [(40.0, 700.0, "A1.2"), (70.0, 700.0, "Scope 1 emissions")]
    inner = rows((50, 250, 310), 684, 16, [["Boilers", "812", "790"], ["Vehicles", "97", "90"]])
    last = rows((40, 250, 310), 652, 16, [["Sub-total", "909", "880"]])
    table = table_of([*head, *title, *inner, *last])
    assert labelled(table)[:2] == [(("Scope 1 emissions",), "Boilers"), (("Scope 1 emissions",), "Vehicles")]


def test_codes_behind_a_title_head_no_column(table_of: Callable[..., Table]) -> None:
    title = [(40.0, 736.0, "Average hours of training per year  GRI 404-1, 404-2")]
    head = [(40.0, 716.0, "Category"), (200.0, 716.0, "2023"), (260.0, 716.0, "2022")]
    table = table_of(
        [*title, *head, *rows((40, 200, 260), 700, 16, [["Managers", "14.2", "11.6"], ["Others", "8.5", "5.1"]])]
    )
    assert [column.headers for column in table.columns] == [("2023",), ("2022",)]
    assert table.captions[0].strip() == "Average hours of training per year"


def test_a_head_that_says_whose_figures_they_are_leaves_it_to_the_title(
    facts_of: Callable[..., set[tuple[Any, ...]]],
) -> None:
    head = [
        (40.0, 736.0, "Turnover rate in %"),
        (40.0, 716.0, "Permanent staff"),
        (200.0, 716.0, "2023"),
        (260.0, 716.0, "2022"),
    ]
    lines = [["Male", "13.1", "18.2"], ["Female", "12.4", "17.6"]]
    facts = facts_of([*head, *rows((40, 200, 260), 700, 16, lines)])
    assert {fact[0] for fact in facts} == {"turnover_rate"}


def test_a_long_title_names_what_is_measured(facts_of: Callable[..., set[tuple[Any, ...]]]) -> None:
    title = "Details of the regular performance and career development reviews (% of eligible employees covered):"
    head = [(40.0, 736.0, title), (40.0, 716.0, "Category"), (200.0, 716.0, "2023"), (260.0, 716.0, "2022")]
    lines = [["Male", "98.2%", "97.4%"], ["Female", "97.6%", "96.9%"]]
    assert {fact[0] for fact in facts_of([*head, *rows((40, 200, 260), 700, 16, lines)])} == {
        "performance_review_share"
    }


def test_standard_cubic_metres_are_cubic_metres(facts_of: Callable[..., set[tuple[Any, ...]]]) -> None:
    head = [(40.0, 716.0, "Indicator"), (150.0, 716.0, "Unit"), (260.0, 716.0, "2023"), (320.0, 716.0, "2022")]
    lines = [["Natural gas used", "million Sm3", "386", "431"], ["Fuel gas", "Nm3", "20", "30"]]
    facts = facts_of([*head, *rows((40, 150, 260, 320), 700, 16, lines)])
    assert {("natural_gas", 386e6, 2023), ("natural_gas", 431e6, 2022)} <= {fact[:3] for fact in facts}


def chinese(canvas: Any, placed: Sequence[Placed]) -> None:
    for x, y, text in placed:
        figure = text[0].isdigit() or text[0] in "+–"
        canvas.setFont("Helvetica" if figure else "STSong-Light", 9)
        (canvas.drawRightString if figure else canvas.drawString)(x, y, text)


def test_chinese_prose_left_of_a_table_is_none_of_its_labels(make_pages: MakePages) -> None:
    said = [
        "公司与供应商共同识别风",
        "险，要求其遵守与我们相",
        "同的标准。未达标的供应",
        "商须制定整改计划，并在",
        "一年内接受复查，委员会",
    ]
    placed = [(40.0, 715.0 - 12 * n, line) for n, line in enumerate(said)]
    placed += [(180.0, 691.0, "废弃物"), (350.0, 727.0, "单位"), (520.0, 727.0, "2023")]
    placed += rows((220, 350, 520), 715, 24, [["危险废弃物总量", "吨", "812"], ["一般工业固体废物产生量", "吨", "97"]])
    (table,) = find_tables(make_pages(lambda canvas: chinese(canvas, placed))[0])
    assert [(row.label, row.notes) for row in table.rows] == [
        ("危险废弃物总量", ("吨",)),
        ("一般工业固体废物产生量", ("吨",)),
    ]


def test_chinese_units_and_heads_break_between_characters(make_pages: MakePages) -> None:
    head = [
        (190.0, 722.0, "2023"),
        (172.0, 711.0, "年"),
        (260.0, 722.0, "2022"),
        (242.0, 711.0, "年"),
        (290.0, 716.0, "单位"),
    ]
    placed = [*head]
    for n, label in enumerate(("外购电力", "外购热力")):
        y = 680.0 - 30 * n
        placed += [(40.0, y, label), (190.0, y, f"{812 + n}"), (260.0, y, f"{790 + n}")]
        placed += [(290.0, y + 6, "兆瓦"), (290.0, y - 5, "时")]
    (table,) = find_tables(make_pages(lambda canvas: chinese(canvas, placed))[0])
    assert [(row.label, row.notes) for row in table.rows] == [("外购电力", ("兆瓦时",)), ("外购热力", ("兆瓦时",))]
    assert [column.headers[0] for column in table.columns] == ["2023", "2022"]


def test_units_alone_beside_figures_begin_a_column_where_a_head_says_so(table_of: Callable[..., Table]) -> None:
    """Each label has two lines, and its row's line between them."""
    placed = [(40.0, 730.0, "Indicator"), (200.0, 730.0, "Unit"), (330.0, 730.0, "2023"), (400.0, 730.0, "2022")]
    for number, label in enumerate(("Diesel", "Petrol", "Gas", "Coal")):
        y = 706.0 - 24 * number
        placed += [(40.0, y + 5, label), (40.0, y - 5, "burnt by us"), (200.0, y, "MWh")]
        placed += [(330.0, y, "812"), (400.0, y, "790")]
    table = table_of(placed)
    assert [(row.label, row.notes) for row in table.rows] == [
        (f"{name} burnt by us", ("MWh",)) for name in ("Diesel", "Petrol", "Gas", "Coal")
    ]


@pytest.mark.parametrize("ruled", [False, True])
def test_a_title_that_a_bracket_holds_together_is_one(make_pages: MakePages, ruled: bool) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(40, 748, "Turnover rate of all staff (trend over")
        canvas.drawString(40, 732, "three years, in %)")
        drawn(canvas, [(40.0, 710.0, "Gender"), (200.0, 710.0, "2023"), (260.0, 710.0, "2022")])
        drawn(canvas, rows((40, 200, 260), 694, 16, [["Male", "13.1", "18.2"], ["Female", "12.4", "17.6"]]))
        for y in (722, 706, 690, 674) if ruled else ():
            canvas.line(36, y, 270, y)
        for x in (36, 150, 210, 270) if ruled else ():
            canvas.line(x, 722, x, 674)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions[0] == "Turnover rate of all staff (trend over three years, in %)"


def test_the_rest_of_a_unit_on_a_label_s_next_line_is_none_by_itself(table_of: Callable[..., Table]) -> None:
    placed = [(300.0, 730.0, "2023"), (360.0, 730.0, "2022")]
    for number, scope in enumerate("13"):
        y = 706.0 - 30 * number
        placed += [(40.0, y + 5, f"Scope {scope} emissions, metric tons"), (40.0, y - 5, "CO2e")]
        placed += [(300.0, y, "812"), (360.0, y, "790")]
    assert [row.label for row in table_of(placed).rows] == [f"Scope {n} emissions, metric tons CO2e" for n in "13"]


def test_a_year_that_comes_again_begins_the_group_of_the_next_head(table_of: Callable[..., Table]) -> None:
    """Heads stand in the middle of wide cells, years and figures at the right of theirs."""
    head = [(210.0, 730.0, "Employees"), (318.0, 730.0, "Leavers"), (430.0, 730.0, "Turnover")]
    years = [(240.0, 712.0, "2023"), (290.0, 712.0, "2022"), (390.0, 712.0, "2023"), (500.0, 712.0, "2023")]
    lines = [["Men", "3,036", "2,871", "623", "20.5"], ["Women", "1,182", "1,091", "263", "22.3"]]
    table = table_of([*head, *years, *rows((40, 240, 290, 390, 500), 694, 16, lines)])
    assert [column.headers for column in table.columns] == [
        ("Employees", "2023"),
        ("Employees", "2022"),
        ("Leavers", "2023"),
        ("Turnover", "2023"),
    ]


def test_heads_go_on_in_brackets_and_spans_of_years(make_pages: MakePages) -> None:
    """Set at the foot of their cells beside years of one line, below groups, as European standards have it."""
    heads = [(220, "Base year", "(2019)"), (270, "", "2022"), (320, "", "2023"), (380, "Change", "2023/2022")]
    heads += [(430, "", "2030"), (490, "target /", "base year")]

    def draw(canvas: Any) -> None:
        canvas.drawCentredString(290, 750, "Retrospective")
        canvas.drawCentredString(455, 750, "Milestones and years")
        for x, upper, lower in heads:
            canvas.drawRightString(x, 728, upper)
            canvas.drawRightString(x, 718, lower)
        lines = [
            ["Scope 1", "46", "37", "35", "–6.3%", "23", "4.5%"],
            ["Scope 2", "98", "34", "27", "–20.9%", "9", "8.2%"],
        ]
        drawn(canvas, rows((40, 220, 270, 320, 380, 430, 490), 700, 16, lines))

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers[1:] for column in table.columns] == [
        ("Base year", "(2019)"),
        ("2022",),
        ("2023",),
        ("Change", "2023/2022"),
        ("2030",),
        ("target /base year",),
    ]


def test_the_mark_of_a_head_before_years_is_no_figure(table_of: Callable[..., Table]) -> None:
    head = [(40.0, 726.0, "Total workforce"), (40.0, 716.0, "(1)"), (200.0, 716.0, "2023"), (225.0, 716.0, "%")]
    head += [(270.0, 716.0, "2022")]
    lines = [
        ["Wines", "5,420", "9", "5,586"],
        ["Fashion", "22,286", "36", "21,741"],
        ["Retail", "33,602", "55", "33,195"],
    ]
    table = table_of([*head, *rows((40, 200, 232, 270), 700, 16, lines)])
    assert [row.label for row in table.rows] == ["Wines", "Fashion", "Retail"]
    assert [column.headers[-1] for column in table.columns] == ["2023", "%", "2022"]


def test_titles_in_two_languages_stand_over_two_columns_of_labels(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        chinese(canvas, [(300.0, 716.0, "2023"), (360.0, 716.0, "2022")])
        y = 700.0
        for line in (
            [(40.0, "Hazardous waste"), (160.0, "有害废弃物")],
            [(50.0, "Spent solution"), (170.0, "废蚀刻液"), (300.0, "812"), (360.0, "790")],
            [(50.0, "Sludge"), (170.0, "含铜污泥"), (300.0, "604"), (360.0, "588")],
            [(40.0, "Other waste"), (160.0, "无害废弃物")],
            [(50.0, "Domestic refuse"), (170.0, "生活垃圾"), (300.0, "97"), (360.0, "90")],
        ):
            for x, text in line:
                canvas.setFont("Helvetica" if text.isascii() else "STSong-Light", 9)
                (canvas.drawRightString if text[0].isdigit() else canvas.drawString)(x, y, text)
            y -= 13

    (table,) = find_tables(make_pages(draw)[0])
    assert labelled(table) == [
        (("Hazardous waste",), "Spent solution"),
        (("Hazardous waste",), "Sludge"),
        (("Other waste",), "Domestic refuse"),
    ]


def test_labels_of_two_lines_stand_around_a_unit_of_one(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        chinese(canvas, [(200.0, 716.0, "Unit"), (300.0, 716.0, "2023"), (360.0, 716.0, "2022")])
        lines = [("Total workforce", "僱員總數", "5,702", "5,684"), ("Male", "男性", "5,003", "5,012")]
        lines += [("Female", "女性", "699", "672"), ("Full-time", "全職", "5,098", "5,102")]
        for number, (english, other, now, before) in enumerate(lines):
            middle = 690.0 - 31 * number
            for x, y, text in (
                (40, middle + 6, english), (40, middle - 6, other), (200, middle, "persons 人"),
                (300, middle, now), (360, middle, before),
            ):  # fmt: skip
                canvas.setFont("Helvetica" if text.isascii() else "STSong-Light", 9)
                (canvas.drawRightString if text[0].isdigit() else canvas.drawString)(x, y, text)

    (table,) = find_tables(make_pages(draw)[0])
    labels = ["Total workforce 僱員總數", "Male 男性", "Female 女性", "Full-time 全職"]
    assert labelled(table) == [((), label) for label in labels]
    assert {row.notes for row in table.rows} == {("persons 人",)}


def test_labels_of_the_table_above_a_title_are_no_captions() -> None:
    def line(*texts: tuple[float, str], top: float, height: float = 10.0) -> list[Fragment]:
        kinds = [kind_of(text) for _, text in texts]
        return [
            Fragment(text, text, (x, top, x + 5.0 * len(text), top + height), height, 0, 0, kind)
            for (x, text), kind in zip(texts, kinds, strict=True)
        ]

    rows_above = [
        line((46, "Global headcount"), (310, "2023"), (352, "2022"), top=330),
        line((43, "Workforce"), top=312, height=12.8),
        line((43, "day, roughly 17% of it for washing clothes."), top=298, height=7.4),
        line((120, "Fines and penalties paid (thousand $)"), top=280),
        line((120, "Notices of violation received"), top=262),
    ]
    columns = [Slot([cell]) for cell in line((310, "23,840"), (352, "24,315"), top=350)]
    headers, captions = split_above(rows_above, 345, (46, 310), columns, 10)
    assert [[text.text for text in row] for row in headers] == [["Global headcount", "2023", "2022"]]
    assert caption_texts(captions) == ("Workforce",)


@pytest.mark.parametrize("mark", ["（续表）", "（續）", "(continued)"])
def test_a_mark_of_continuation_over_the_last_column_heads_nothing(
    make_pages: MakePages, knowledge: Knowledge, mark: str
) -> None:
    lines = [
        ["Hazardous waste", "t", "4,812", "5,236", "4,107"],
        ["Total employees", "persons", "14,826", "17,392", "12,604"],
    ]

    def first(canvas: Any) -> None:
        xs = (40, 200, 300, 380, 460)
        drawn(canvas, rows(xs, 130, 16, [["Indicator", "Unit", "2021", "2022", "2023"], *lines[:1] * 3]))

    def second(canvas: Any) -> None:
        canvas.setFont("Helvetica" if mark.isascii() else "STSong-Light", 9)
        canvas.drawRightString(460, 790, mark)
        canvas.setFont("Helvetica", 9)
        drawn(canvas, rows((40, 200, 300, 380, 460), 774, 16, lines))

    reader = TableReader(knowledge, 2023)
    found = [one for page in make_pages(first, second) for one in reader.read(page) if one.metric == "employees_total"]
    assert [(one.year, one.value, one.breakdown) for one in found] == [
        (2021, 14826, {}),
        (2022, 17392, {}),
        (2023, 12604, {}),
    ]
