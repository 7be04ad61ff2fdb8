"""Tables at a page's edge, cells of several lines, units and remarks set close. All texts are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]
_Facts = set[tuple[str, float, int]]
_HEAD = ("KPI", "Unit", "2023", "2022")
_XS = (50, 240, 320, 390)
_WATER = ("Total water consumption", "m3", "52,310", "53,871")
_POWER = ("Electricity consumption", "MWh", "7,946", "7,931")
_WASTE = ("Hazardous waste generated", "t", "312", "298")


def _facts(pages: list[Page], knowledge: Knowledge) -> _Facts:
    reader = TableReader(knowledge, 2023)
    return {(c.metric, c.value, c.year) for page in pages for c in reader.read(page)}


def test_a_small_table_above_the_margins_edge_is_no_running_head(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    pages = make_pages(lambda canvas: rows_at(canvas, (_HEAD, _WATER, _POWER), _XS, 785, 13))
    assert _facts(pages, knowledge) == {
        ("water_total", 52310, 2023), ("water_total", 53871, 2022),
        ("electricity", 7946, 2023), ("electricity", 7931, 2022),
    }  # fmt: skip


def test_the_last_row_of_a_table_goes_on_overleaf_and_a_running_head_does_not(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    rows = [_HEAD, _WATER, _POWER]
    pages = make_pages(
        lambda canvas: rows_at(canvas, rows, _XS, 160),
        lambda canvas: rows_at(canvas, [_WASTE], _XS, 780),
    )
    assert ("hazardous_waste", 298, 2022) in _facts(pages, knowledge)
    head = make_pages(lambda canvas: rows_at(canvas, [("Total water consumption", "", "41")], _XS, 780))
    assert _facts(head, knowledge) == set()


def test_a_running_title_over_the_rest_of_a_table_heads_no_column(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    def rest(canvas: Any) -> None:
        canvas.drawCentredString(330, 778, "Sustainability report 2023")
        rows_at(canvas, [_WASTE, _WATER], _XS, 765)

    pages = make_pages(lambda canvas: rows_at(canvas, [_HEAD, _POWER, _POWER], _XS, 160), rest)
    assert {("hazardous_waste", 298, 2022), ("water_total", 53871, 2022)} <= _facts(pages, knowledge)


def test_units_of_two_lines_are_whole_in_the_first_row_too(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for x, head in zip((50, 240, 350, 420), _HEAD, strict=True):
            canvas.drawString(x, 740, head)
        rows = (
            ("GHG emission intensity", "tCO2e /", "RMB million", "0.42", "0.45"),
            ("Water consumption intensity", "m3 /", "RMB million", "8.31", "8.77"),
        )
        for number, (label, above, below, *values) in enumerate(rows):
            y = 715 - 30 * number
            canvas.drawString(50, y, label)
            canvas.drawString(240, y + 5, above)
            canvas.drawString(240, y - 5, below)
            for x, value in zip((350, 420), values, strict=True):
                canvas.drawString(x, y, value)

    assert _facts(make_pages(draw), knowledge) == {
        ("ghg_intensity_per_revenue", 0.42, 2023), ("ghg_intensity_per_revenue", 0.45, 2022),
        ("water_intensity_per_revenue", 8.31, 2023), ("water_intensity_per_revenue", 8.77, 2022),
    }  # fmt: skip


def test_units_set_right_are_a_column_also_in_two_rows(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number, (label, unit, *values) in enumerate((_HEAD, _WATER, _POWER)):
            y = 720 - 14 * number
            canvas.drawString(50, y, label)
            for x, text in zip((240, 320, 390), (unit, *values), strict=True):
                canvas.drawRightString(x, y, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [
        ("Total water consumption", ("m3",)), ("Electricity consumption", ("MWh",)),
    ]  # fmt: skip


def test_chinese_labels_of_two_lines_with_the_values_on_the_first(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for x, head in ((50, "指标"), (250, "2023年"), (330, "2022年")):
            canvas.drawString(x, 740, head)
        rows = (("公司及附属公司", "总用水量"), ("办公及生产场所的", "用电量"), ("报告期末", "员工总数"))
        for number, (first, second) in enumerate(rows):
            y = 715 - 32 * number
            canvas.drawString(50, y, first)
            canvas.drawString(50, y - 11, second)
            canvas.drawString(250, y, f"{4100 + number}")
            canvas.drawString(330, y, f"{5100 + number}")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["公司及附属公司总用水量", "办公及生产场所的用电量", "报告期末员工总数"]


def test_a_bracket_that_ends_a_label_on_a_line_of_its_own_is_no_value(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, head in zip((50, 200, 320, 390), _HEAD, strict=True):
            canvas.drawString(x, 740, head)
        lines = (
            ("Direct greenhouse gas", "emissions from fuel (Scope", "1)"),
            ("Total hazardous", "waste of all", "plants"),
        )
        for number, (label, unit) in enumerate(zip(lines, ("tCO2e", "t"), strict=True)):
            for at, line in enumerate(label):
                canvas.drawString(50, 715 - 45 * number - 10 * at, line)
            for x, text in ((200, unit), (320, f"4,10{number}"), (390, f"3,51{number}")):
                canvas.drawString(x, 705 - 45 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == [
        "Direct greenhouse gas emissions from fuel (Scope 1)", "Total hazardous waste of all plants",
    ]  # fmt: skip


def test_values_before_remarks_set_close_are_of_their_column(make_pages: MakePages, rows_at: RowsAt) -> None:
    remarks = ("Metered at all sites", "Includes waste oil of new sites", "As at 31 December")

    def draw(canvas: Any) -> None:
        for x, head in ((50, "KPI"), (240, "2023"), (290, "2022")):
            canvas.drawString(x, 740, head)
        for number, remark in enumerate(remarks):
            y = 720 - 14 * number
            canvas.drawString(50, y, ("Water use", "Waste", "Employees")[number])
            canvas.drawString(240, y, f"4,10{number}")
            canvas.drawString(290, y, f"3,51{number} {remark}")

    (table,) = find_tables(make_pages(draw)[0])
    assert [[cell.text if cell else None for cell in row.cells] for row in table.rows] == [
        ["4,100", "3,510"], ["4,101", "3,511"], ["4,102", "3,512"],
    ]  # fmt: skip


def test_a_unit_behind_the_last_value_alone_is_that_of_the_row(
    make_pages: MakePages, rows_at: RowsAt, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((50, "KPI"), (240, "2023"), (300, "2022")):
            canvas.drawString(x, 740, head)
        for number, (label, unit, *values) in enumerate((_WATER, _WASTE)):
            canvas.drawString(50, 720 - 14 * number, label)
            canvas.drawString(240, 720 - 14 * number, values[0])
            canvas.drawString(300, 720 - 14 * number, f"{values[1]} {unit}")

    assert ("hazardous_waste", 312, 2023) in _facts(make_pages(draw), knowledge)
