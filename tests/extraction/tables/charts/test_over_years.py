"""Charts of bars with their values in the text layer."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def bars(canvas: Any, x: float, title: str, values: list[str], *, first_year: int = 2021) -> None:
    canvas.drawString(x, 720, title)
    for number, value in enumerate(values):
        canvas.drawCentredString(x + 20 + 45 * number, 640 + 9 * number, value)
        canvas.drawCentredString(x + 20 + 45 * number, 560, str(first_year + number))


def test_numbers_over_a_row_of_years_are_its_values(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        bars(canvas, 50, "Water consumption (m3)", ["1,200", "1,350", "1,410"])
        bars(canvas, 320, "Electricity consumption (MWh)", ["20.5", "19.1", "18.4"])

    (page,) = make_pages(draw)
    facts = {(f.metric, f.year): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("water_total", 2021): 1200, ("water_total", 2022): 1350, ("water_total", 2023): 1410,
        ("electricity", 2021): 20.5, ("electricity", 2022): 19.1, ("electricity", 2023): 18.4,
    }  # fmt: skip


def test_large_figures_of_tiles_over_a_chart_are_none_of_its_values(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 18)
        canvas.drawCentredString(115, 760, "$1.9m")
        canvas.setFont("Helvetica", 10)
        canvas.drawCentredString(115, 745, "given away")
        bars(canvas, 50, "Water consumption (m3)", ["1,200", "1,350", "1,410"])

    tables = [table for table in find_tables(make_pages(draw)[0]) if table.rows[0].label == "Water consumption (m3)"]
    assert [[cell.text for cell in table.rows[0].cells if cell] for table in tables] == [["1,200", "1,350", "1,410"]]


def test_the_title_may_stand_below_the_axis(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        bars(canvas, 50, "", ["5", "6", "9"])
        canvas.drawString(60, 545, "Board meetings held")

    (table,) = find_tables(make_pages(draw)[0])
    assert table.rows[0].label == "Board meetings held"
    assert [column.headers for column in table.columns] == [("2021",), ("2022",), ("2023",)]


def test_values_above_a_tables_header_are_no_chart(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Waste (t)")
        canvas.drawString(50, 640, "Water (t)")
        for number in range(3):
            x = 200 + 60 * number
            canvas.drawRightString(x, 700, f"10{number}")
            canvas.drawRightString(x, 660, str(2021 + number))
            canvas.drawRightString(x, 640, f"20{number}")

    labels = [row.label for table in find_tables(make_pages(draw)[0]) for row in table.rows]
    assert labels == ["Waste (t)", "Water (t)"]


def test_a_title_below_belongs_to_the_chart_where_the_pages_heading_stands_above(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        bars(canvas, 50, "", ["5", "6", "9"])
        canvas.drawString(60, 547, "Board meetings held")
        canvas.setFont("Helvetica", 14)
        canvas.drawString(50, 740, "Our year at a glance")

    (table,) = find_tables(make_pages(draw)[0])
    assert table.rows[0].label == "Board meetings held"


def test_lying_bars_of_years(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Water consumption (m3)")
        for number, (year, value) in enumerate((("2021", "1,410"), ("2022", "1,350"), ("2023", "1,200"))):
            canvas.drawRightString(110, 680 - 20 * number, year)
            canvas.drawString(120 + 150 - 12 * number, 680 - 20 * number, value)

    (page,) = make_pages(draw)
    facts = {(f.metric, f.year): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {("water_total", 2021): 1410, ("water_total", 2022): 1350, ("water_total", 2023): 1200}


def test_years_right_over_their_numbers_below_a_title(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for x, title, values in ((50, "Training hours", ("86,420", "91,007")), (300, "Volunteers", ("311", "298"))):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(x, 700, title)
            for number, value in enumerate(values):
                canvas.setFont("Helvetica", 8)
                canvas.drawString(x + 60 * number, 688, str(2022 + number))
                canvas.setFont("Helvetica", 14)
                canvas.drawString(x + 60 * number, 674, value)

    (page,) = make_pages(draw)
    facts = {(f.metric, f.year): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("training_hours", 2022): 86_420,
        ("training_hours", 2023): 91_007,
        ("volunteers", 2022): 311,
        ("volunteers", 2023): 298,
    }


def test_a_line_of_the_title_may_be_the_unit(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        bars(canvas, 50, "综合能源消费量", ["1,410", "1,350", "1,200"])
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(50, 709, "吨标准煤")

    (page,) = make_pages(draw)
    facts = {(f.metric, f.unit, f.year): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts[("energy_total", "tce", 2023)] == 1200


def test_the_end_of_a_paragraph_above_is_no_title(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(50, 740, "公司建立分层分类的课程体系，覆盖新员工、骨干和管理人员，")
        canvas.drawString(50, 728, "课程由业务部门共同开发。")
        bars(canvas, 50, "", ["31.5", "36.2", "41.7"])
        canvas.drawString(60, 547, "人均培训时长（小时）")

    (page,) = make_pages(draw)
    facts = {(f.metric, f.year): f.value for f in TableReader(knowledge, 2023).read(page)}
    years = (2021, 2022, 2023)
    assert facts == {("training_hours_avg", year): value for year, value in zip(years, (31.5, 36.2, 41.7), strict=True)}


def test_a_row_that_its_label_heads_from_afar_is_no_chart(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(250, 676, "Results of the year")
        for number in range(3):
            canvas.drawCentredString(290 + 60 * number, 660, str(2021 + number))
        canvas.drawString(50, 648, "Water (t)")
        for number in range(3):
            canvas.drawCentredString(290 + 60 * number, 648, f"20{number}")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["Water (t)"]
