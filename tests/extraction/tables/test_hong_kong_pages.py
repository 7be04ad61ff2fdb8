"""Pages in the manner of Hong Kong issuers: two languages, nested groups, notes. All texts and figures are invented."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.rows.glosses import plain
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.text import Page, read_document

MakePages = Callable[..., list[Page]]


def told(know: Knowledge, pages: Sequence[Page]) -> list[tuple[str, float, int, tuple[str, ...]]]:
    reader = TableReader(know, 2023)
    return [
        (one.metric, one.value, one.year, tuple(one.breakdown.values())) for page in pages for one in reader.read(page)
    ]


def _row(canvas: Any, y: float, *cells: str) -> None:
    canvas.drawString(50, y, cells[0])
    for x, cell in zip((300, 380), cells[1:], strict=False):
        canvas.drawRightString(x + 50, y, cell)


def test_prose_of_a_second_column_heads_no_column(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 741, "drained into the public sewer.")
        canvas.drawString(310, 741, "domestic rubbish, of which 311.4 tonnes were recycled")
        canvas.drawString(310, 728, "in the year.")
        canvas.drawString(50, 712, "Waste produced")
        _row(canvas, 692, "Category (tonnes)", "2023", "2022")
        _row(canvas, 676, "Hazardous waste", "41.2", "45.8")
        _row(canvas, 660, "Non-hazardous waste", "702.1", "718.3")

    assert told(knowledge, make_pages(draw)) == [
        ("hazardous_waste", 41.2, 2023, ()),
        ("hazardous_waste", 45.8, 2022, ()),
        ("non_hazardous_waste", 702.1, 2023, ()),
        ("non_hazardous_waste", 718.3, 2022, ()),
    ]


def test_a_sentence_with_a_figure_is_no_table(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 741, "Sewage goes to the public network. In the year the amount discharged was")
        canvas.drawRightString(450, 741, "38,210")
        canvas.drawString(455, 741, "m3.")

    assert find_tables(make_pages(draw)[0]) == []


def test_a_title_at_the_foot_of_a_page_is_that_of_the_rows_overleaf(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def first(canvas: Any) -> None:
        canvas.drawString(50, 180, "Percentage of employees trained")
        _row(canvas, 160, "", "2023", "2022")
        for number, cells in enumerate((("By gender",), ("Male", "71.2%", "70.3%"), ("Female", "75.9%", "74.1%"))):
            _row(canvas, 144 - 15 * number, *cells)
        canvas.drawString(50, 99, "By employee category")

    def second(canvas: Any) -> None:
        _row(canvas, 760, "Management", "88.4%", "87.5%")
        _row(canvas, 745, "General staff", "72.6%", "71.0%")

    found = told(knowledge, make_pages(first, second))
    assert [(value, classes) for metric, value, year, classes in found if year == 2023] == [
        (71.2, ("male",)),
        (75.9, ("female",)),
        (88.4, ("management",)),
        (72.6, ("general staff",)),
    ]


def test_shares_in_the_fields_of_counts_are_columns(make_pages: MakePages, knowledge: Knowledge) -> None:
    rows = [
        ("Employees by gender", "2023", "2022"),
        ("Male", "1,212 (60.6%)", "1,180 (61.2%)"),
        ("Female", "788 (39.4%)", "748 (38.8%)"),
        ("Full-time", "1,900", "1,830"),
        ("Part-time", "100", "98"),
    ]

    def draw(canvas: Any) -> None:
        xs, ys = (50, 250, 350, 450), [760 - 20 * number for number in range(len(rows) + 1)]
        canvas.grid(xs, ys)
        for number, cells in enumerate(rows):
            canvas.drawString(55, ys[number] - 14, cells[0])
            for x, cell in zip((300, 400), cells[1:], strict=True):
                canvas.drawCentredString(x, ys[number] - 14, cell)

    found = told(knowledge, make_pages(draw))
    assert ("employees", 1212, 2023, ("male",)) in found
    assert ("employees_share", 60.6, 2023, ("male",)) in found
    assert ("employees", 748, 2022, ("female",)) in found
    assert ("employees_share", 38.8, 2022, ("female",)) in found
    assert ("employees", 98, 2022, ("part-time",)) in found


def test_an_intensity_in_two_languages_has_its_own_unit(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        _row(canvas, 760, "Greenhouse gases 溫室氣體", "2023", "2022")
        _row(canvas, 744, "Total emissions (tonnes CO2e) 排放總量（公噸二氧化碳當量）", "5,120", "5,340")
        _row(canvas, 728, "Intensity (tonnes CO2e/employee) 密度（公噸二氧化碳當量/僱員）", "2.56", "2.71")

    assert [(metric, value) for metric, value, year, _ in told(knowledge, make_pages(draw)) if year == 2023] == [
        ("ghg_total", 5120),
        ("ghg_intensity_per_employee", 2.56),
    ]


@pytest.mark.parametrize(
    ("label", "chinese"),
    [
        ("– Town gas – 煤氣", "– 煤氣"),
        ("Sulphur oxides (kg) 硫氧化物（千克）", "硫氧化物（千克）"),
        ("Accidents per 1,000 workers 每千名工人意外", "每千名工人意外"),
        ("Intensity (kWh/guest) 密度（千瓦時/客人）", "密度（千瓦時/客人）"),
    ],
)
def test_labels_with_dashes_and_units_in_both_languages(label: str, chinese: str) -> None:
    assert plain(label) == chinese


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("MWh/employee 兆瓦时/雇员", "MWh/employee"),
        ("吨/百万港元收益 tonnes/HK$ million revenue", "t/HKD million"),
        ("kWh/m2 千瓦时/平方米", "kWh/m2"),
        ("每千名工人意外率", "per 1,000 employees"),
    ],
)
def test_units_over_another_in_both_languages(knowledge: Knowledge, cell: str, unit: str) -> None:
    reading = TableUnits(knowledge.units).of_cell(cell)
    assert reading is not None
    assert reading.unit == unit


def test_a_title_that_names_what_is_parted_parts_no_whole() -> None:
    assert not parts_a_whole("按地区划分之供应商数目")
    assert parts_a_whole("按地区划分")


def test_parts_with_fewer_columns_keep_the_head_above_them(make_pages: MakePages, knowledge: Knowledge) -> None:
    def first(canvas: Any) -> None:
        for x, head in zip((300, 380, 460), ("2023", "2022", "Change"), strict=True):
            canvas.drawRightString(x + 50, 215, head)
        canvas.drawString(50, 199, "Number of employees (persons)")
        for number, cells in enumerate((("Male", "704", "680", "3.5%"), ("Female", "512", "498", "2.8%"))):
            for x, cell in zip((50, 300, 380, 460), cells, strict=True):
                canvas.drawString(x, 184 - 15 * number, cell) if x == 50 else canvas.drawRightString(
                    x + 50, 184 - 15 * number, cell
                )
        canvas.drawString(50, 130, "Percentage of employees trained (%)")
        _row(canvas, 115, "Male", "81.3", "79.9")
        _row(canvas, 100, "Female", "84.6", "82.2")
        canvas.drawString(50, 84, "Number of suppliers")

    def second(canvas: Any) -> None:
        _row(canvas, 760, "Hong Kong", "211", "205")
        _row(canvas, 745, "Mainland China", "96", "91")

    found = told(knowledge, make_pages(first, second))
    assert ("trained_share", 79.9, 2022, ("male",)) in found
    assert ("trained_share", 84.6, 2023, ("female",)) in found
    assert ("suppliers", 205, 2022, ("hong kong",)) in found
    assert ("suppliers", 96, 2023, ("mainland china",)) in found


def test_a_wide_page_whose_rows_cross_its_middle_is_no_spread(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "wide.pdf"
    canvas = Canvas(str(path), pagesize=(840, 590), invariant=1)
    canvas.setFont("Helvetica", 9)
    rows = [
        ("Environment", "Unit", "2023", "2022"),
        ("Electricity consumed", "kWh", "61,200", "60,100"),
        ("Natural gas consumed", "m3", "8,120", "8,040"),
        ("Petrol consumed", "litres", "2,310", "2,290"),
        ("Diesel consumed", "litres", "1,870", "1,905"),
        ("Water consumed", "m3", "9,480", "9,390"),
        ("Hazardous waste", "kg", "74", "78"),
    ]
    for number, cells in enumerate(rows):
        for x, cell in zip((60, 480, 620, 720), cells, strict=True):
            canvas.drawString(x, 500 - 16 * number, cell)
    canvas.save()
    found = told(knowledge, list(read_document(path).pages()))
    assert [(metric, value) for metric, value, year, _ in found if year == 2023] == [
        ("electricity", 61200), ("natural_gas", 8120), ("gasoline", 2310),
        ("diesel", 1870), ("water_total", 9480), ("hazardous_waste", 74),
    ]  # fmt: skip


def test_staff_of_a_kind_no_list_knows_is_a_class_below_a_head_that_names_a_rate(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((300, "Turnover rate"), (400, "Percentage trained")):
            canvas.drawRightString(x + 50, 740, head)
        for number, cells in enumerate((("Management", "6.1%", "95.2%"), ("Workshop staff", "11.7%", "91.4%"))):
            canvas.drawString(50, 724 - 15 * number, cells[0])
            canvas.drawRightString(350, 724 - 15 * number, cells[1])
            canvas.drawRightString(450, 724 - 15 * number, cells[2])

    found = {(metric, value) for metric, value, _, _ in told(knowledge, make_pages(draw))}
    assert found == {("turnover_rate", 6.1), ("trained_share", 95.2), ("turnover_rate", 11.7), ("trained_share", 91.4)}


def test_short_titles_that_end_alike_are_no_broken_labels(make_pages: MakePages) -> None:
    rows = [
        ("有害廢棄物",), ("廢燈管", "0.6", "0.7"), ("總量", "1.4", "1.6"),
        ("無害廢棄物",), ("廢紙", "212", "208"), ("總量", "640", "655"),
    ]  # fmt: skip

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(50, 780, "廢棄物（噸）")
        _row(canvas, 764, "種類", "2023", "2022")
        for number, cells in enumerate(rows):
            _row(canvas, 748 - 15 * number, *cells)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, *row.parents) for row in table.rows] == [
        ("廢燈管", "有害廢棄物"),
        ("總量", "有害廢棄物"),
        ("廢紙", "無害廢棄物"),
        ("總量", "無害廢棄物"),
    ]


def test_a_bare_intensity_below_a_bare_sum_is_of_what_its_unit_says(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(50, 780, "溫室氣體排放（噸二氧化碳當量）")
        _row(canvas, 764, "範圍", "2023", "2022")
        _row(canvas, 748, "排放總量", "5,112", "5,040")
        _row(canvas, 733, "排放密度（噸二氧化碳當量／客房）", "6.39", "6.30")

    assert ("ghg_intensity", 6.39, 2023, ()) in told(knowledge, make_pages(draw))
