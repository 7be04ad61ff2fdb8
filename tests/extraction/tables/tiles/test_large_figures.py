"""Figures set large with small text beside them."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.tiles.large_figures import find_tiles
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]


def tile(canvas: Any, x: float, y: float, figure: str, *label: str, above: bool = False) -> None:
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(x, y, figure)
    canvas.setFont("Helvetica", 9)
    for number, text in enumerate(label):
        canvas.drawString(x, y + 22 + 11 * (len(label) - 1 - number) if above else y - 14 - 11 * number, text)


def found(pages: list[Page]) -> list[tuple[str, str]]:
    (page,) = pages
    tables = [tile.table for tile in find_tiles(page, find_tables(page)) if tile.table]
    return [(t.rows[0].cells[0].text, t.rows[0].label) for t in tables if t.rows[0].cells[0]]


def test_the_label_stands_below_or_above(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "1,234", "hours of training given to", "all employees in 2023")
        tile(canvas, 300, 700, "98%", "Employees trained", above=True)

    assert sorted(found(make_pages(draw))) == [
        ("1,234", "hours of training given to all employees in 2023"),
        ("98%", "Employees trained"),
    ]


def test_a_scale_on_the_next_line_as_large_is_of_the_figure(make_pages: MakePages, knowledge: Knowledge) -> None:
    """Without it a sum is a million times too small."""

    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "$46")
        tile(canvas, 50, 678, "million", "donated to charities")
        tile(canvas, 300, 700, "61", "meetings of the board")

    pages = make_pages(draw)
    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(pages))
    rows = {(row.metric, row.value, row.unit) for row in extract_quantities(document, knowledge, year=2023)}
    assert ("donations_total", 46e6, "USD") in rows or ("donations_cash", 46e6, "USD") in rows
    assert 46.0 not in {value for _, value, _ in rows}


def test_text_of_the_same_size_is_no_label(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "1,234")
        canvas.drawString(50, 688, "hours of training")
        canvas.drawString(50, 600, "Some text so that the page is read")

    assert found(make_pages(draw)) == []


def test_a_tile_is_a_fact_of_the_year(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "5.3 million", "Training hours in 2023.", "(2022: 6.3 million)")

    (page,) = make_pages(draw)
    facts = [(f.metric, f.value, f.unit, f.year) for f in TableReader(knowledge, 2023).read(page)]
    assert facts == [("training_hours", 5_300_000, "hours", 2023), ("training_hours", 6_300_000, "hours", 2022)]


def test_what_a_figure_came_from_is_the_year_befores_and_no_label(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "638", "EMPLOYEES", above=True)
        canvas.drawString(50, 686, "from 591")
        tile(canvas, 300, 700, "24.6%", "Female employees", "from 22.1")

    (page,) = make_pages(draw)
    facts = {(f.metric, f.value, f.year) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("employees_total", 638, 2023),
        ("employees_total", 591, 2022),
        ("employees_share", 24.6, 2023),
        ("employees_share", 22.1, 2022),
    }


def test_the_label_stands_beside_or_the_unit_behind(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 700, "1,234")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(112, 708, "hours of training given to")
        canvas.drawString(112, 697, "all employees")
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 600, "56")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(80, 600, "tonnes")
        canvas.drawString(50, 586, "Hazardous waste")

    tables = [tile.table for tile in find_tiles(make_pages(draw)[0], []) if tile.table]
    assert sorted((t.rows[0].label, t.rows[0].notes) for t in tables) == [
        ("Hazardous waste", ("tonnes",)),
        ("hours of training given to all employees", ()),
    ]


def test_last_year_stands_in_brackets(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "2,120", "Board meetings held", above=True)
        canvas.drawString(50, 688, "(2022: 1,997)")

    (page,) = make_pages(draw)
    facts = [(f.metric, f.year, f.value) for f in TableReader(knowledge, 2023).read(page)]
    assert facts == [("board_meetings", 2023, 2120), ("board_meetings", 2022, 1997)]


def test_a_label_close_behind_is_no_unit(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, figure, end, label in ((50, "75.3%", 121, "Employee satisfaction"), (300, "91%", 353, "Trained")):
            canvas.setFont("Helvetica-Bold", 22)
            canvas.drawString(x, 700, figure)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(end, 702, label)

    assert sorted(found(make_pages(draw))) == [("75.3%", "Employee satisfaction"), ("91%", "Trained")]


def test_a_figure_whose_label_goes_on_from_it_is_read_as_a_sentence(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "6,120 hours", "volunteered by our employees")
        tile(canvas, 300, 700, "Zero", "work-related fatalities")
        tile(canvas, 50, 600, "74 kt CO2e", "Total GHG emissions (Scope 1 and", "2)")

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    rows = {(row.metric, row.canonical_value) for row in extract_quantities(document, knowledge, year=2023)}
    assert rows == {("volunteer_hours", 6120), ("fatalities", 0), ("ghg_total", 74_000)}


def test_large_figures_beside_prose_are_no_rows_of_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for y, text in ((707, "Safety first"), (657, "We made our plants"), (646, "cleaner and safer.")):
            canvas.drawString(50, y, text)
        for x, figures in ((300, ("4,980", "93%")), (420, ("24.6%", "812"))):
            tile(canvas, x, 700, figures[0], "women and men", "in 17 countries")
            tile(canvas, x, 650, figures[1], "of key suppliers", "were assessed")

    assert {figure for figure, _ in found(make_pages(draw))} == {"4,980", "93%", "24.6%", "812"}


def set_in(canvas: Any, x: float, y: float, *parts: tuple[float, str]) -> None:
    """Lines one below the other, each with its size."""
    for size, text in parts:
        y -= 1.2 * size
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)


def test_the_unit_may_stand_between_a_figure_and_its_label(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        set_in(canvas, 50, 700, (24, "186,420"), (9, "hours"), (11, "Total training hours"))
        set_in(canvas, 300, 700, (11, "Scope 1 emissions"), (24, "512,730"), (9, "tCO2e"))
        set_in(canvas, 50, 500, (20, "$12.7"), (20, "million"), (10, "Community investment"))
        set_in(canvas, 300, 500, (24, "4,317"), (10, "Employees"))

    (page,) = make_pages(draw)
    facts = {(f.metric, f.value, f.unit) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("training_hours", 186_420, "hours"),
        ("ghg_scope1", 512_730, "tCO2e"),
        ("community_investment", 12_700_000, "USD"),
        ("employees_total", 4317, "persons"),
    }


def test_labels_right_of_figures_in_several_columns(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        set_in(canvas, 50, 740, (13, "Our year in figures"))
        for x, y, figure, width, label in (
            (50, 700, "4,317", 66, ("Total employees",)),
            (230, 700, "186,420", 92, ("Total training", "hours")),
            (410, 700, "46%", 58, ("Female employees",)),
        ):
            canvas.setFont("Helvetica", 24)
            canvas.drawString(x, y, figure)
            canvas.setFont("Helvetica", 9)
            for number, text in enumerate(label):
                canvas.drawString(x + width, y + 6 + 5 * (len(label) - 1) - 10 * number, text)

    (page,) = make_pages(draw)
    facts = {(f.metric, f.value, tuple(f.breakdown.values())) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("employees_total", 4317, ()),
        ("training_hours", 186_420, ()),
        ("employees_share", 46, ("female",)),
    }


def test_a_comparison_beside_a_figure_is_no_label(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        set_in(canvas, 50, 700, (11, "Training hours"), (24, "86,420"), (9, "+5% vs 2022"))
        set_in(canvas, 200, 700, (11, "Volunteers"), (24, "311"), (9, "2022: 298"))
        set_in(canvas, 350, 700, (11, "Board meetings"), (24, "9"), (9, "vs. 8 in 2022"))

    (page,) = make_pages(draw)
    facts = {(f.metric, f.value, f.year) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("training_hours", 86_420, 2023),
        ("volunteers", 311, 2023),
        ("volunteers", 298, 2022),
        ("board_meetings", 9, 2023),
        ("board_meetings", 8, 2022),
    }


def test_a_label_on_the_axis_of_figure_and_unit_or_at_their_right_edge(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, align in ((150, canvas.drawCentredString), (450, canvas.drawRightString)):
            canvas.setFont("Helvetica", 24)
            canvas.drawString(x - (60 if x == 150 else 120), 700, "512,730")
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x + (35 if x == 150 else -27), 700, "tCO2e")
            align(x, 685, "Scope 1 emissions" if x == 150 else "Scope 2 emissions")

    assert sorted(found(make_pages(draw))) == [("512,730", "Scope 1 emissions"), ("512,730", "Scope 2 emissions")]


def test_years_side_by_side_head_the_figures_below_them(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for x, year, hours, people in ((50, "2022", "81,300", "298"), (250, "2023", "86,420", "311")):
            set_in(canvas, x, 720, (16, year))
            set_in(canvas, x, 690, (22, hours), (10, "Training hours"))
            set_in(canvas, x, 630, (22, people), (10, "Volunteers"))

    (page,) = make_pages(draw)
    facts = {(f.metric, f.value, f.year) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("training_hours", 81_300, 2022),
        ("training_hours", 86_420, 2023),
        ("volunteers", 298, 2022),
        ("volunteers", 311, 2023),
    }


def test_a_share_in_a_ring_has_its_label_below_the_ring(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, share, label in ((110, "46%", "Female employees"), (310, "71%", "Waste recycled")):
            canvas.setFont("Helvetica", 18)
            canvas.drawCentredString(x, 700, share)
            canvas.setFont("Helvetica", 9)
            canvas.drawCentredString(x, 655, label)

    assert sorted(found(make_pages(draw))) == [("46%", "Female employees"), ("71%", "Waste recycled")]


def test_figures_of_one_size_have_their_labels_on_one_side(make_pages: MakePages) -> None:
    """The label of the next row may stand as near as the figure's own, which is above it."""

    def draw(canvas: Any) -> None:
        for row, labels in enumerate((("Turnover", "Staff"), ("Accident frequency rate", "Staff trained in safety"))):
            for column, label in enumerate(labels):
                canvas.setFont("Helvetica", 9)
                canvas.drawString(50 + 200 * column, 740 - 55 * row, label)
                canvas.setFont("Helvetica-Bold", 20)
                canvas.drawString(50 + 200 * column, 710 - 55 * row, f"{7 + row},{120 + column}")

    assert sorted(found(make_pages(draw))) == [
        ("7,120", "Turnover"),
        ("7,121", "Staff"),
        ("8,120", "Accident frequency rate"),
        ("8,121", "Staff trained in safety"),
    ]


def test_labels_right_of_figures_one_below_the_other(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        set_in(canvas, 50, 740, (12, "Key figures"))
        for row, (figure, label) in enumerate(
            (("6.1%", "staff turnover"), ("884", "people hired"), ("19.5", "hours of training per employee"))
        ):
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawString(50, 710 - 22 * row, figure)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(105, 710 - 22 * row, label)
        canvas.drawString(50, 630, "Employees by country")

    assert sorted(found(make_pages(draw))) == [
        ("19.5", "hours of training per employee"),
        ("6.1%", "staff turnover"),
        ("884", "people hired"),
    ]


def test_parts_around_their_total(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 250, 600, "9,300", "employees at year end")
        for x, y, figure, label in (
            (50, 700, "5,200", "Europe"),
            (450, 700, "3,100", "Asia"),
            (50, 500, "1,000", "Africa"),
        ):
            tile(canvas, x, y, figure, label)

    (page,) = make_pages(draw)
    facts = {(f.metric, tuple(f.breakdown.values()), f.value) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("employees_total", (), 9300),
        ("employees", ("europe",), 5200),
        ("employees", ("asia",), 3100),
        ("employees", ("africa",), 1000),
    }


def test_a_year_of_a_timeline_is_read_with_what_it_is_of(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "2045", "Net zero emissions")
        tile(canvas, 300, 700, "2030", "All plants certified")

    (page,) = make_pages(draw)
    told = [[f.text for f in one.words] for one in find_tiles(page, find_tables(page))]
    assert ["2045", "Net zero emissions"] in told


def test_a_figure_and_its_unit_in_a_ring_have_their_label_below_it(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for x, figure, unit, label in ((120, "7.4", "亿元", "环保投入"), (360, "730", "公顷", "土地复垦面积")):
            canvas.circle(x, 700, 40)
            canvas.setFont("Helvetica-Bold", 16)
            canvas.drawCentredString(x, 702, figure)
            canvas.setFont("STSong-Light", 9)
            canvas.drawCentredString(x, 689, unit)
            canvas.drawCentredString(x, 648, label)

    (page,) = make_pages(draw)
    facts = {(f.metric, f.value, f.unit) for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {("env_investment", 740_000_000, "CNY"), ("land_reclaimed", 730, "ha")}


def test_the_unit_of_a_score_stands_below_the_figure(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(120, 730, "客户满意度")
        canvas.drawCentredString(120, 690, "分")
        canvas.setFont("Helvetica-Bold", 22)
        canvas.drawCentredString(120, 705, "93.4")

    (page,) = make_pages(draw)
    assert [(f.metric, f.value, f.unit) for f in TableReader(knowledge, 2023).read(page)] == [
        ("customer_satisfaction", 93.4, "score")
    ]


def test_a_figure_may_begin_with_the_currency(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for number, (figure, label) in enumerate((("人民币25亿元", "研发投入"), ("人民币860万元", "公益捐赠"))):
            canvas.setFont("STSong-Light", 18)
            canvas.drawString(50 + 250 * number, 700, figure)
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(50 + 250 * number, 684, label)

    (page,) = make_pages(draw)
    facts = {f.metric: f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {"rd_spend": 2.5e9, "donations_total": 8.6e6}


def test_a_year_that_ends_a_label_begins_the_span_of_a_sum(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 780, "Our communities")
        tile(canvas, 50, 700, "$38 million", "donated to communities since", "2007")

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    rows = extract_quantities(document, knowledge, year=2023)
    assert [(one.metric, one.value, one.breakdown) for one in rows] == [
        ("donations_total", 38_000_000, {"period": "2007-2023"})
    ]


def test_a_label_that_says_its_figure_again_is_a_sentence(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(
            canvas, 50, 700, "41.2 million", "Community spending of 63 million yuan,", "donations of 41.2 million yuan"
        )
        tile(canvas, 330, 700, "8.7 billion", "Tax payments: 8.7 billion yuan")

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    rows = extract_quantities(document, knowledge, year=2023)
    assert {(row.metric, row.value) for row in rows} == {
        ("community_investment", 63_000_000),
        ("donations_total", 41_200_000),
        ("tax_paid", 8_700_000_000),
    }


def test_what_is_counted_is_the_label_over_the_title_of_the_next_group(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        for x, figure, label in ((50, "4,870", "employees"), (220, "37%", "female employees"), (390, "71", "drills")):
            tile(canvas, x, 700, figure, label)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(50, 655, "Safety")

    (page,) = make_pages(draw)
    facts = [(f.metric, f.value) for f in TableReader(knowledge, 2023).read(page)]
    assert ("employees_total", 4870) in facts


def test_the_year_befores_figure_may_stand_below_the_unit(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "67,753", "Natural gas consumption", above=True)
        canvas.drawString(50, 687, "MWh")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, 676, "2022: 87,144")

    (page,) = make_pages(draw)
    facts = [(f.metric, f.value, f.unit, f.year) for f in TableReader(knowledge, 2023).read(page)]
    assert facts == [("natural_gas", 67753, "MWh", 2023), ("natural_gas", 87144, "MWh", 2022)]
