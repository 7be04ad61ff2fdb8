"""Tables with drawn grids."""

from collections.abc import Callable, Sequence
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.drawn.ruled import ruled_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def draw_grid(canvas: Any, xs: Sequence[float], ys: Sequence[float]) -> None:
    canvas.setLineWidth(0.5)
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])


def test_labels_that_wrap_inside_a_cell(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 712, "主要会计数据")
        draw_grid(canvas, [50, 180, 280, 380], [700, 680, 640, 620])
        for x, text in ((60, "项目"), (200, "2022年"), (300, "2023年")):
            canvas.drawString(x, 686, text)
        canvas.drawString(60, 665, "归属于上市公司股东的扣除非")
        canvas.drawString(60, 650, "经常性损益的净利润（元）")
        canvas.drawRightString(270, 657, "1,322,776.73")
        canvas.drawRightString(370, 657, "1,729,349.47")
        canvas.drawString(60, 626, "总资产（元）")
        canvas.drawRightString(270, 626, "60,862,186")
        canvas.drawRightString(370, 626, "58,067,427")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["归属于上市公司股东的扣除非经常性损益的净利润（元）", "总资产（元）"]
    assert [c.headers for c in table.columns] == [("2022年",), ("2023年",)]
    assert [[c.text if c else None for c in row.cells] for row in table.rows] == [
        ["1,322,776.73", "1,729,349.47"],
        ["60,862,186", "58,067,427"],
    ]
    assert table.captions[:1] == ("主要会计数据",)


def test_group_cells_unit_column_and_row_numbers(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        xs = [50, 80, 140, 240, 300, 380]
        canvas.setLineWidth(0.5)
        for y, start in ((700, 50), (680, 50), (660, 80), (640, 50), (620, 50)):
            canvas.line(start if start == 50 else 140, y, 380, y)
        canvas.line(50, 660, 80, 660)
        for x in xs:
            canvas.line(x, 700, x, 620)
        rows = [
            (686, ("序号", "类别", "指标", "单位", "2023年")),
            (666, ("1", "", "用水量", "吨", "1,234")),
            (646, ("2", "", "用电量", "万千瓦时", "56")),
            (626, ("3", "员工", "员工总数", "人", "300")),
        ]
        for y, texts in rows:
            for x, text in zip(xs, texts, strict=False):
                canvas.drawString(x + 4, y, text)
        canvas.drawString(84, 656, "环境")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label, row.notes) for row in table.rows] == [
        (("环境",), "用水量", ("吨",)),
        (("环境",), "用电量", ("万千瓦时",)),
        (("员工",), "员工总数", ("人",)),
    ]
    assert [row.cells[0].text for row in table.rows if row.cells[0]] == ["1,234", "56", "300"]


def test_a_grid_that_only_shades_rows_is_read_by_geometry(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawRightString(300, 706, "2022")
        canvas.drawRightString(380, 706, "2023")
        draw_grid(canvas, [50, 200, 390], [700, 680, 660])
        for y, label, one, two in ((686, "Water", "12", "13"), (666, "Waste", "5", "6")):
            canvas.drawString(55, y, label)
            canvas.drawRightString(300, y, one)
            canvas.drawRightString(380, y, two)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("2022",), ("2023",)]
    assert [[c.text if c else None for c in row.cells] for row in table.rows] == [["12", "13"], ["5", "6"]]


def test_a_grid_whose_fields_hold_whole_rows_is_read_by_where_words_stand(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    facts = [("Scope 1 emissions (tCO2e)", "1,200", "1,100"), ("Scope 2 emissions (tCO2e)", "2,400", "2,200")]
    facts += [("Electricity consumption (MWh)", "300.5", "310"), ("Water consumption (m3)", "9,500", "9,100")]

    def draw(canvas: Any) -> None:
        for x, year in ((300, "2022"), (400, "2023")):
            canvas.drawRightString(x, 715, year)
        draw_grid(canvas, [45, 415, 500], [630, 650, 670, 690, 710])
        for number, (label, *values) in enumerate(facts):
            canvas.drawString(50, 695 - 20 * number, label)
            canvas.drawString(420, 695 - 20 * number, "assured")
            for x, value in zip((300, 400), values, strict=True):
                canvas.drawRightString(x, 695 - 20 * number, value)

    pages = make_pages(draw)
    found = [one for page in pages for one in TableReader(knowledge, 2023).read(page)]

    assert ruled_tables(pages[0]) == []  # the grid has no field of a single value
    assert [(one.metric, one.value, one.year) for one in found][:2] == [
        ("ghg_scope1", 1_200, 2022),
        ("ghg_scope1", 1_100, 2023),
    ]
    assert len(found) == 8


def test_numbers_whose_unit_stands_on_the_next_line_of_a_narrow_cell(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    rows = [
        (("公司名称",), ("主要", "污染物"), ("排放", "浓度"), ("排放", "总量"), ("核定排", "放总量")),
        (("东岭", "公司"), ("COD",), ("85.2mg/L",), ("31.25", "吨/年"), ("185.6", "吨/年")),
        (("西原材料", "公司"), ("氮氧", "化物"), ("38mg/m3",), ("1,214.", "35吨"), ("3,361.0", "吨/年")),
    ]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        xs, height = [50, 110, 160, 230, 280, 340], 40
        draw_grid(canvas, xs, [700 - height * number for number in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            for x, lines in zip(xs, row, strict=False):
                for place, text in enumerate(lines):
                    canvas.drawString(x + 3, 685 - height * number - 13 * place, text)

    found = TableReader(knowledge, 2020).read(make_pages(draw)[0])
    assert {(c.metric, c.value, c.unit, c.raw_value, c.breakdown.get("entity")) for c in found} == {
        ("cod_emissions", 31.25, "t", "31.25", "东岭公司"),
        ("nox_emissions", 1214.35, "t", "1,214.35", "西原材料公司"),
    }
    assert all(c.place.bbox is not None for c in found)


def test_a_field_across_the_table_below_its_headers_is_a_group_of_rows(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setLineWidth(0.5)
        for y in (700, 680, 660, 640, 620, 600):
            canvas.line(50, y, 380, y)
        for x in (50, 380):
            canvas.line(x, 700, x, 600)
        for x in (180, 280):
            for top, bottom in ((700, 680), (660, 640), (620, 600)):
                canvas.line(x, top, x, bottom)
        for y, row in (
            (686, ("KPI", "2022", "2023")),
            (666, ("A1.3 Hazardous waste",)),
            (646, ("Batteries (kg)", "77", "92")),
            (626, ("A2.2 Water",)),
            (606, ("Consumption (m3)", "912", "871")),
        ):
            for x, text in zip((60, 200, 300), row, strict=False):
                canvas.drawString(x, y, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("2022",), ("2023",)]
    assert [row.parents for row in table.rows] == [("A1.3 Hazardous waste",), ("A2.2 Water",)]


def test_ages_over_columns_are_no_pages_of_an_index(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 150, 230, 310, 390], [700, 680, 660, 640])
        rows = [("", "Under 30", "30-50", "Over 50"), ("New hires", "41", "52", "7"), ("Leavers", "31", "42", "9")]
        for number, row in enumerate(rows):
            for x, text in zip((60, 170, 250, 330), row, strict=True):
                canvas.drawString(x, 686 - 20 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c.headers for c in table.columns] == [("Under 30",), ("30-50",), ("Over 50",)]


def test_a_group_called_like_a_unit_is_none(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 110, 230, 290, 350], [700, 680])
        draw_grid(canvas, [110, 230, 290, 350], [680, 660, 640])
        canvas.line(50, 680, 50, 640)
        canvas.line(50, 640, 110, 640)
        canvas.drawString(60, 656, "People")
        rows = [("Topic", "Indicator", "Unit", "2023"), ("", "Staff", "persons", "41"), ("", "Turnover", "%", "9.3")]
        for number, row in enumerate(rows):
            for x, text in zip((60, 120, 240, 300), row, strict=True):
                canvas.drawString(x, 686 - 20 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.notes) for row in table.rows] == [(("People",), ("persons",)), (("People",), ("%",))]


def test_pairs_of_labels_and_numbers_without_a_header(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 170, 260, 400, 500], [700, 680, 660])
        for y, row in (
            (686, ("Employees", "4,317", "Training hours", "86,420 hours")),
            (666, ("Volunteers", "311", "Hazardous waste", "27 tonnes")),
        ):
            for x, text in zip((60, 180, 270, 410), row, strict=True):
                canvas.drawString(x, y, text)

    rows = {row.label: [c.text for c in row.cells if c] for t in find_tables(make_pages(draw)[0]) for row in t.rows}
    assert rows == {
        "Employees": ["4,317"],
        "Volunteers": ["311"],
        "Training hours": ["86,420 hours"],
        "Hazardous waste": ["27 tonnes"],
    }


def test_figures_may_stand_over_their_names(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 200, 350], [700, 680, 660, 640, 620])
        for y, row in (
            (686, ("4,317", "86,420 hours")),
            (666, ("Employees", "Training hours")),
            (646, ("311", "27 tonnes")),
            (626, ("Volunteers", "Hazardous waste")),
        ):
            for x, text in zip((60, 210), row, strict=True):
                canvas.drawString(x, y, text)

    tables = find_tables(make_pages(draw)[0])
    found = {
        (column.headers[-1] if column.headers else row.label, cell.text)
        for table in tables
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell
    }
    assert found == {
        ("Employees", "4,317"),
        ("Training hours", "86,420 hours"),
        ("Volunteers", "311"),
        ("Hazardous waste", "27 tonnes"),
    }


def test_heads_on_a_band_without_lines_head_the_grid_below_them(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 180, 240, 300, 360, 420], [760, 740, 720, 700])
        for x, text in ((60, "Item"), (265, "2022"), (385, "2023")):
            canvas.drawString(x, 784 if text[0] == "2" else 776, text)
        for x, text in zip((190, 252, 312, 372), ("Persons", "%", "Persons", "%"), strict=True):
            canvas.drawString(x, 766, text)
        for y, cells in (
            (746, "Men 610 61.0 648 60.0"),
            (726, "Women 390 39.0 432 40.0"),
            (706, "Total 1,000 100 1,080 100"),
        ):
            label, *values = cells.split()
            canvas.drawString(60, y, label)
            for x, value in zip((235, 295, 355, 415), values, strict=True):
                canvas.drawRightString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.headed
    assert table.corner == ("Item",)
    assert [column.headers[-1] for column in table.columns] == ["Persons", "%", "Persons", "%"]
    assert [column.headers[0] for column in table.columns] == ["2022", "2022", "2023", "2023"]


def draw_rows(canvas: Any, rows: Sequence[Sequence[str]], xs: Sequence[float], inset: Sequence[float] = ()) -> None:
    """A drawn grid with a field for each text; labels of a row are set in by its `inset`."""
    draw_grid(canvas, xs, [700 - 20 * number for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            off = inset[number] if inset and column == 0 else 0
            canvas.drawString(xs[column] + 4 + off, 686 - 20 * number, text)


def test_the_first_group_stands_in_one_field_as_further_ones_do(make_pages: MakePages) -> None:
    rows = [("Indicator", "Unit", "2022", "2023"), ("Water", "", "", ""), ("Withdrawn", "m3", "812", "790")]
    rows += [("Waste", "", "", ""), ("Recycled", "t", "5", "6"), ("Landfilled", "t", "2", "1")]

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 160, 220, 290, 360]))[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Water",), "Withdrawn"),
        (("Waste",), "Recycled"),
        (("Waste",), "Landfilled"),
    ]
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]


def test_the_unit_of_a_group_in_a_field_of_its_own(make_pages: MakePages) -> None:
    rows = [("Indicator", "Unit", "2022", "2023"), ("Emissions", "tCO2e", "", ""), ("Scope 1", "", "812", "790")]
    rows += [("Scope 2", "", "41", "40"), ("Energy", "MWh", "", ""), ("Electricity", "", "5", "6")]

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 160, 220, 290, 360]))[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Emissions (tCO2e)",), "Scope 1"),
        (("Emissions (tCO2e)",), "Scope 2"),
        (("Energy (MWh)",), "Electricity"),
    ]


def test_a_group_ends_where_a_label_stands_further_out_than_its_title(make_pages: MakePages) -> None:
    rows = [("Indicator", "2022", "2023"), ("Employees", "812", "790"), ("By age", "", ""), ("Under 30", "41", "40")]
    rows += [("Over 30", "771", "750"), ("Meetings of the board", "5", "6")]
    inset = (0, 0, 8, 16, 16, 0)

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 200, 290, 360], inset))[0])
    ages = [row for row in table.rows if "By age" in row.parents]
    assert [row.label for row in ages] == ["Under 30", "Over 30"]
    assert table.rows[-1].label == "Meetings of the board"
    assert table.rows[-1].parents == ()


def test_ages_of_signs_and_digits_name_rows(make_pages: MakePages) -> None:
    rows = [("Employees by age", "2022", "2023"), ("<30", "41", "40"), ("30-50", "771", "750"), (">50", "88", "91")]

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 200, 290, 360]))[0])
    assert [(row.label, [c.text for c in row.cells if c]) for row in table.rows] == [
        ("<30", ["41", "40"]),
        ("30-50", ["771", "750"]),
        (">50", ["88", "91"]),
    ]


def grouped(make_pages: MakePages, rows: Sequence[tuple[float, str, str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Rows and their groups in a drawn grid below 2023 and 2022: how far set in, label and values; titles have none."""

    def draw(canvas: Any) -> None:
        ys = [700 - 20 * n for n in range(len(rows) + 2)]
        draw_grid(canvas, [50, 230, 300, 370], ys)
        for x, text in ((60, "Indicator"), (240, "2023"), (310, "2022")):
            canvas.drawString(x, 686, text)
        for number, (indent, label, *values) in enumerate(rows):
            canvas.drawString(60 + indent, 666 - 20 * number, label)
            for x, value in zip((290, 360), values, strict=True):
                canvas.drawRightString(x, 666 - 20 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2023",), ("2022",)]
    return [(row.label, row.parents) for row in table.rows]


def test_a_title_and_the_first_group_in_it_are_no_heads_of_columns(make_pages: MakePages) -> None:
    rows = [
        (0, "Turnover rate (%)", "", ""),
        (0, "By gender", "", ""),
        (12, "Women", "9.9", "13.4"),
        (12, "Men", "16.2", "14.5"),
        (0, "Training hours per employee", "", ""),
        (0, "By gender", "", ""),
        (12, "Women", "19.9", "13.4"),
    ]
    assert grouped(make_pages, rows) == [
        ("Women", ("Turnover rate (%)", "By gender")),
        ("Men", ("Turnover rate (%)", "By gender")),
        ("Women", ("Training hours per employee", "By gender")),
    ]


def test_a_row_at_the_edge_of_a_title_below_which_all_are_set_in_ends_the_group(make_pages: MakePages) -> None:
    rows = [
        (0, "Employees by contract", "", ""),
        (12, "Permanent", "3,853", "3,284"),
        (12, "Fixed-term", "813", "412"),
        (0, "Total", "4,666", "3,696"),
        (0, "Employees hired", "203", "211"),
        (0, "Training", "", ""),
        (12, "Hours", "8,031", "7,211"),
    ]
    assert grouped(make_pages, rows) == [
        ("Permanent", ("Employees by contract",)),
        ("Fixed-term", ("Employees by contract",)),
        ("Total", ("Employees by contract",)),
        ("Employees hired", ()),
        ("Hours", ("Training",)),
    ]


def test_rows_that_are_bands_below_heads_with_columns(make_pages: MakePages) -> None:
    """Lines between the heads' columns end below them: a band holds a label, its unit and its figure."""
    rows = [
        ("净利润", "万元", "-4,610.06"),
        ("汽油", "吨", "54.67"),
        ("外购电力总量", "万千瓦时", "30,891.72"),
        ("员工总数", "人", "412"),
    ]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.setLineWidth(0.5)
        draw_grid(canvas, [50, 120, 300, 400, 500], [700, 680])
        for x, text in ((60, "议题"), (190, "指标"), (340, "单位"), (430, "2023年")):
            canvas.drawString(x, 686, text)
        for number, (label, unit, value) in enumerate(rows):
            y = 666 - 20 * number
            canvas.drawString(130, y, label)
            canvas.drawString(340, y, unit)
            canvas.drawRightString(480, y, value)
            canvas.line(120, y - 6, 500, y - 6)
        for x in (50, 120, 500):
            canvas.line(x, 680, x, 600)
        canvas.line(50, 600, 120, 600)
        canvas.drawString(60, 636, "经营绩效")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes, [c.text for c in row.cells if c]) for row in table.rows] == [
        (label, (unit,), [value]) for label, unit, value in rows
    ]
    assert [c.headers for c in table.columns] == [("2023年",)]
