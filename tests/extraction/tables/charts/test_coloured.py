"""Pies, rings and bars whose classes a legend tells by colour."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
COLOURS = [(0.1, 0.3, 0.7), (0.6, 0.7, 0.9), (0.8, 0.3, 0.2), (0.3, 0.6, 0.3), (0.9, 0.7, 0.1)]


def fill(canvas: Any, colour: int) -> None:
    canvas.setFillColorRGB(*COLOURS[colour])


def black(canvas: Any, font: str = "Helvetica") -> None:
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(font, 9)


def legend(
    canvas: Any, labels: Sequence[str], x: float, y: float, *, down: bool = False, font: str = "Helvetica"
) -> None:
    for number, label in enumerate(labels):
        at_x, at_y = (x, y - 14 * number) if down else (x + 90 * number, y)
        fill(canvas, number)
        canvas.rect(at_x, at_y, 6, 6, stroke=0, fill=1)
        black(canvas, font)
        canvas.drawString(at_x + 9, at_y, label)


def pie(
    canvas: Any,
    values: Sequence[float],
    texts: Sequence[str],
    x: float,
    y: float,
    *,
    at: float = 0.65,
    hole: float = 0.0,
) -> None:
    """Slices from twelve o'clock on, clockwise; each text on the middle of its slice, so many radii from the centre."""
    radius, turned = 55.0, 90.0
    for number, value in enumerate(values):
        extent = 360 * value / sum(values)
        fill(canvas, number)
        canvas.wedge(x - radius, y - radius, x + radius, y + radius, turned, -extent, stroke=0, fill=1)
        turned -= extent
    if hole:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.circle(x, y, hole * radius, stroke=0, fill=1)
    turned = 90.0
    black(canvas)
    for value, text in zip(values, texts, strict=True):
        extent = 360 * value / sum(values)
        middle = math.radians(turned - extent / 2)
        canvas.drawCentredString(x + at * radius * math.cos(middle), y + at * radius * math.sin(middle) - 3, text)
        turned -= extent


def cells(page: Page) -> dict[tuple[str, str, str], str]:
    """Title, row and column to what stands there."""
    return {
        ((table.captions or ("",))[0], row.label, " ".join(column.headers)): cell.text
        for table in find_tables(page)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell is not None
    }


def facts(page: Page, knowledge: Knowledge) -> set[tuple[str, tuple[tuple[str, str], ...], int, float]]:
    return {
        (one.metric, tuple(sorted(one.breakdown.items())), one.year, one.value)
        for one in TableReader(knowledge, 2023).read(page)
    }


@pytest.mark.parametrize(("at", "hole"), [(0.65, 0.0), (1.25, 0.0), (0.8, 0.6), (1.3, 0.55)])
def test_numbers_in_and_around_a_pie_or_ring(at: float, hole: float, make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 740, "Employees by age group")
        pie(canvas, [30, 50, 15, 5], ["30%", "50%", "15%", "5%"], 200, 640, at=at, hole=hole)
        legend(canvas, ["Under 30", "30-39", "40-50", "Over 50"], 80, 560)

    title = "Employees by age group"
    assert cells(make_pages(draw)[0]) == {
        (title, "Under 30", ""): "30%", (title, "30-39", ""): "50%",
        (title, "40-50", ""): "15%", (title, "Over 50", ""): "5%",
    }  # fmt: skip


def test_two_pies_of_two_years_under_one_title(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 760, "Total workforce by gender")
        for x, year, values in ((150, "2023", [120, 80]), (400, "2022", [90, 110])):
            canvas.drawCentredString(x, 730, year)
            pie(canvas, values, [str(value) for value in values], x, 650)
            legend(canvas, ["Male", "Female"], x - 80, 580)

    assert facts(make_pages(draw)[0], knowledge) == {
        ("employees", (("gender", "male"),), 2023, 120), ("employees", (("gender", "female"),), 2023, 80),
        ("employees", (("gender", "male"),), 2022, 90), ("employees", (("gender", "female"),), 2022, 110),
    }  # fmt: skip


def test_a_legend_explains_the_nearest_chart(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        for x, title, labels, values in (
            (150, "员工性别构成", ["男性", "女性"], [62, 38]),
            (420, "员工学历构成", ["硕士及以上", "本科", "专科及以下"], [18, 57, 25]),
        ):
            black(canvas, "STSong-Light")
            canvas.drawCentredString(x, 730, title)
            pie(canvas, values, [f"{value}%" for value in values], x, 650)
            legend(canvas, labels, x - 40, 575, down=True, font="STSong-Light")

    found = facts(make_pages(draw)[0], knowledge)
    assert ("employees_share", (("gender", "male"),), 2023, 62) in found
    assert ("employees_share", (("gender", "female"),), 2023, 38) in found
    assert {value for _, classes, _, value in found if "education" in dict(classes)} == {18, 57, 25}


def test_a_pie_that_contradicts_its_numbers_is_left_out(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 740, "Employees by gender")
        pie(canvas, [50, 50], ["80%", "20%"], 200, 640)
        legend(canvas, ["Male", "Female"], 80, 560)

    assert not any(label in {"Male", "Female"} for _, label, _ in cells(make_pages(draw)[0]))


def lying_bars(canvas: Any, rows: dict[str, tuple[float, float]], *, aligned: bool) -> None:
    for row, (label, values) in enumerate(rows.items()):
        black(canvas)
        canvas.drawString(60, 690 - 40 * row, label)
        for number, value in enumerate(values):
            y = 695 - 40 * row - 15 * number
            fill(canvas, number)
            canvas.rect(180, y, 1.5 * value, 10, stroke=0, fill=1)
            black(canvas)
            canvas.drawString(360 if aligned else 183 + 1.5 * value, y + 2, f"{value}%")


@pytest.mark.parametrize("aligned", [True, False])
def test_lying_bars_beside_their_categories(aligned: bool, make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 730, "Gender diversity of employees")
        lying_bars(
            canvas,
            {"Senior management": (72, 28), "Middle management": (61, 39), "All employees": (55, 45)},
            aligned=aligned,
        )
        legend(canvas, ["Male", "Female"], 60, 560)

    assert facts(make_pages(draw)[0], knowledge) == {
        ("employees_share", (("gender", gender), *level), 2023, value)
        for level, values in (
            ((("level", "senior management"),), (72, 28)),
            ((("level", "middle management"),), (61, 39)),
            ((), (55, 45)),
        )
        for gender, value in zip(("male", "female"), values, strict=True)
    }  # fmt: skip


def test_standing_bars_over_years(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 740, "Greenhouse gas emissions (tCO2e)")
        for year, values in enumerate([(500, 900), (450, 800), (400, 600)]):
            for number, value in enumerate(values):
                x = 80 + 100 * year + 30 * number
                fill(canvas, number)
                canvas.rect(x, 600, 25, value / 10, stroke=0, fill=1)
                black(canvas)
                canvas.drawCentredString(x + 12, 603 + value / 10, str(value))
            canvas.drawCentredString(107 + 100 * year, 588, str(2021 + year))
        legend(canvas, ["Scope 1", "Scope 2"], 80, 565)

    assert {(metric, year, value) for metric, _, year, value in facts(make_pages(draw)[0], knowledge)} == {
        ("ghg_scope1", 2021, 500), ("ghg_scope2", 2021, 900), ("ghg_scope1", 2022, 450), ("ghg_scope2", 2022, 800),
        ("ghg_scope1", 2023, 400), ("ghg_scope2", 2023, 600),
    }  # fmt: skip


def test_stacked_bars_with_their_numbers_inside(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 740, "Employees by gender and region")
        for row, (label, values) in enumerate({"North": (60, 40), "South": (70, 30), "East": (45, 55)}.items()):
            x = 180.0
            black(canvas)
            canvas.drawString(100, 703 - 30 * row, label)
            for number, value in enumerate(values):
                fill(canvas, number)
                canvas.rect(x, 700 - 30 * row, 2 * value, 14, stroke=0, fill=1)
                black(canvas)
                canvas.drawCentredString(x + value, 704 - 30 * row, f"{value}%")
                x += 2 * value
        legend(canvas, ["Men", "Women"], 180, 600)

    title = "Employees by gender and region"
    assert cells(make_pages(draw)[0]) == {
        (title, "North", "Men"): "60%", (title, "North", "Women"): "40%", (title, "South", "Men"): "70%",
        (title, "South", "Women"): "30%", (title, "East", "Men"): "45%", (title, "East", "Women"): "55%",
    }  # fmt: skip


def test_shares_that_make_up_a_whole_are_no_part_of_the_row_above(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 730, "Gender diversity")
        lying_bars(canvas, {"Board of directors": (60, 40), "Executives": (75, 25)}, aligned=True)
        legend(canvas, ["Male", "Female"], 60, 600)

    found = facts(make_pages(draw)[0], knowledge)
    assert ("female_directors_share", (), 2023, 40) in found
    assert not any("director" in name for _, classes, _, value in found if value == 25 for _, name in classes)


def standing(canvas: Any, values: dict[str, float], *, off: float = 0.0) -> None:
    for number, (name, value) in enumerate(values.items()):
        fill(canvas, 0)
        canvas.rect(80 + 90 * number, 600, 40, (value + off) / 10, stroke=0, fill=1)
        black(canvas)
        canvas.drawCentredString(100 + 90 * number, 603 + (value + off) / 10, str(value))
        canvas.drawCentredString(100 + 90 * number, 588, name)


def test_bars_over_categories_need_no_legend(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 740, "Energy consumption by type (MWh)")
        standing(canvas, {"Electricity": 900, "Natural gas": 450, "Diesel": 120})

    assert {(metric, value) for metric, _, _, value in facts(make_pages(draw)[0], knowledge)} == {
        ("electricity", 900), ("natural_gas", 450), ("diesel", 120),
    }  # fmt: skip


def test_bars_that_are_not_as_long_as_their_numbers_are_left_out(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 740, "Energy consumption by type (MWh)")
        standing(
            canvas, {"Electricity": 900, "Natural gas": 450, "Diesel": 120}, off=400
        )  # the axis doesn't begin at 0

    assert not any(label == "Natural gas" for _, label, _ in cells(make_pages(draw)[0]))


@pytest.mark.parametrize("entry", ["{} {}%", "{}: {}%", "{} ({}%)"])
def test_a_legend_may_give_the_numbers(entry: str, make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "Employees by gender")
        pie(canvas, [62, 38], ["", ""], 110, 640)
        legend(canvas, [entry.format("Male", 62), entry.format("Female", 38)], 240, 650, down=True)

    facts = {f.breakdown["gender"]: f.value for f in TableReader(knowledge, 2023).read(make_pages(draw)[0])}
    assert facts == {"male": 62, "female": 38}


def test_numbers_of_a_legend_may_stand_in_a_column(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 730, "Employees by")
        canvas.drawString(50, 720, "age")
        pie(canvas, [31, 52, 17], ["", "", ""], 110, 640)
        legend(canvas, ["Under 30", "30-50", "Over 50"], 200, 650, down=True)
        for number, share in enumerate(("31%", "52%", "17%")):
            canvas.drawRightString(330, 650 - 14 * number, share)

    facts = {(f.metric, f.value): f.breakdown for f in TableReader(knowledge, 2023).read(make_pages(draw)[0])}
    assert facts == {
        ("employees_share", 31): {"age": "under 30"},
        ("employees_share", 52): {"age": "30-50"},
        ("employees_share", 17): {"age": "over 50"},
    }


def test_a_legend_whose_numbers_the_drawing_denies_is_left_out(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "Employees by gender")
        pie(canvas, [62, 38], ["", ""], 110, 640)
        legend(canvas, ["Male 20%", "Female 80%"], 240, 650, down=True)

    assert ("Employees by gender", "Male", "") not in cells(make_pages(draw)[0])


def test_below_the_years_of_bars_begins_the_next_chart(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 760, "Scope 1 and 2 emissions (thousand tCO2e)")
        for number, (year, values) in enumerate((("2021", (60, 30)), ("2022", (50, 28)), ("2023", (44, 24)))):
            for colour, value in zip(COLOURS, values, strict=False):
                x = 90 + 80 * number + 25 * COLOURS.index(colour)
                canvas.setFillColor(colour)
                canvas.rect(x, 620, 20, value, stroke=0, fill=1)
                black(canvas)
                canvas.drawCentredString(x + 10, 623 + value, str(value))
            canvas.drawCentredString(112 + 80 * number, 608, year)
        legend(canvas, ["Scope 1", "Scope 2"], 80, 735)
        canvas.drawString(80, 592, "Energy consumption (GWh)")

    assert {row for _, row, _ in cells(make_pages(draw)[0])} == {"2021", "2022", "2023"}


def test_the_middle_of_a_ring_holds_its_sum_and_unit(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 16)
        canvas.drawString(80, 760, "What we cause")
        pie(canvas, [700, 300], ["700", "300"], 200, 640, at=0.8, hole=0.6)
        black(canvas)
        canvas.drawCentredString(200, 643, "1,000")
        canvas.drawCentredString(200, 630, "kt CO2e")
        canvas.drawCentredString(200, 570, "Scope 3 emissions by category")
        legend(canvas, ["Purchased goods", "Transport"], 300, 640, down=True)

    found = {
        (metric, tuple(dict(classes).values()), value)
        for metric, classes, _, value in facts(make_pages(draw)[0], knowledge)
    }
    assert found == {
        ("ghg_scope3", ("purchased goods",), 700),
        ("ghg_scope3", ("transport",), 300),
        ("ghg_scope3", (), 1000),
    }


def test_bars_in_one_colour_of_the_legend_of_a_pie_are_another_chart(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(80, 740, "Employees by region")
        pie(canvas, [58, 37, 5], ["58%", "37%", "5%"], 150, 640)
        legend(canvas, ["North", "South", "East"], 80, 560)
        canvas.drawString(330, 740, "Complaints")
        for number, value in enumerate((64, 58, 53)):
            canvas.setFillColor(COLOURS[0])
            canvas.rect(340 + 40 * number, 620, 20, value, stroke=0, fill=1)
            black(canvas)
            canvas.drawCentredString(350 + 40 * number, 623 + value, str(value))
            canvas.drawCentredString(350 + 40 * number, 608, str(2021 + number))

    assert not any(label and "North" in column for _, label, column in cells(make_pages(draw)[0]))


def test_what_lies_below_drawings_and_in_no_legend_joins_them_not(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillColorRGB(0.97, 0.97, 0.9)
        canvas.rect(20, 400, 560, 400, stroke=0, fill=1)  # a panel
        canvas.rect(30, 780, 6, 6, stroke=0, fill=1)  # ... and a square in its colour
        for x, labels, values in ((150, ["Male", "Female"], [62, 38]), (420, ["Under 40", "Over 40"], [71, 29])):
            black(canvas)
            canvas.drawString(x - 60, 740, f"Employees: {labels[0]}")
            pie(canvas, values, [f"{value}%" for value in values], x, 650)
            legend(canvas, labels, x - 80, 575)

    assert set(cells(make_pages(draw)[0]).values()) == {"62%", "38%", "71%", "29%"}


def test_figures_of_slices_and_bars_may_have_their_unit(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        canvas.drawString(60, 790, "按性别划分的员工")
        pie(canvas, [620, 380], ["", ""], 120, 700)
        legend(canvas, ["男性", "女性"], 60, 620, font="STSong-Light")
        black(canvas, "STSong-Light")
        canvas.drawString(140, 690, "620人")
        canvas.drawString(70, 720, "380人")
        canvas.drawString(320, 790, "按年龄划分的员工")
        for number, (name, value) in enumerate((("30岁以下", 300), ("30至50岁", 520), ("50岁以上", 180))):
            fill(canvas, 3)
            canvas.rect(330 + 70 * number, 640, 30, value / 5, stroke=0, fill=1)
            black(canvas, "STSong-Light")
            canvas.drawCentredString(345 + 70 * number, 644 + value / 5, f"{value}人")
            canvas.drawCentredString(345 + 70 * number, 626, name)

    (page,) = make_pages(draw)
    facts = {(f.metric, *f.breakdown.values()): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("employees", "male"): 620,
        ("employees", "female"): 380,
        ("employees", "30岁以下"): 300,
        ("employees", "30至50岁"): 520,
        ("employees", "50岁以上"): 180,
    }


def test_the_title_below_the_bars_beside_a_ring_is_not_the_rings(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        for number, value in enumerate((1.2, 1.6, 2.0)):
            fill(canvas, 3)
            canvas.rect(60 + 40 * number, 740, 20, 20 * value, stroke=0, fill=1)
            black(canvas, "STSong-Light")
            canvas.drawCentredString(70 + 40 * number, 744 + 20 * value, f"{value}0")
            canvas.drawCentredString(70 + 40 * number, 728, str(2021 + number))
        canvas.drawCentredString(110, 714, "研发投入（亿元）")
        pie(canvas, [62, 38], ["", ""], 300, 650, hole=0.6)
        legend(canvas, ["男", "女"], 250, 580, font="STSong-Light")
        black(canvas, "STSong-Light")
        canvas.drawString(362, 640, "62%")
        canvas.drawString(218, 660, "38%")
        canvas.drawCentredString(300, 564, "员工性别结构")

    (page,) = make_pages(draw)
    facts = {(f.metric, f.year, *f.breakdown.values()): f.value for f in TableReader(knowledge, 2023).read(page)}
    assert facts == {
        ("rd_spend", 2021): 1.2e8,
        ("rd_spend", 2022): 1.6e8,
        ("rd_spend", 2023): 2.0e8,
        ("employees_share", 2023, "male"): 62,
        ("employees_share", 2023, "female"): 38,
    }


def read(page: Page, knowledge: Knowledge) -> dict[tuple[str, ...], float]:
    return {(f.metric, *f.breakdown.values()): f.value for f in TableReader(knowledge, 2023).read(page)}


def test_two_bars_about_as_long_stand_for_categories(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        canvas.drawString(60, 790, "按性别划分流失率")
        for number, (name, value) in enumerate((("男性员工", 13.2), ("女性员工", 12.8))):
            fill(canvas, 3)
            canvas.rect(80 + 90 * number, 680, 30, 5 * value, stroke=0, fill=1)
            black(canvas, "STSong-Light")
            canvas.drawCentredString(95 + 90 * number, 684 + 5 * value, f"{value}%")
            canvas.drawCentredString(95 + 90 * number, 666, name)

    found = read(make_pages(draw)[0], knowledge)
    assert found == {("turnover_rate", "male"): 13.2, ("turnover_rate", "female"): 12.8}


def ring_slice(canvas: Any, start: float, end: float, x: float, y: float) -> None:
    """Part of a ring, degrees clockwise from twelve o'clock."""
    steps = [math.radians(90 - start - (end - start) * step / 20) for step in range(21)]
    points = [(x + 36 * math.cos(a), y + 36 * math.sin(a)) for a in steps]
    points += [(x + 22 * math.cos(a), y + 22 * math.sin(a)) for a in reversed(steps)]
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def test_a_slice_may_be_as_small_as_the_square_of_its_legend(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        canvas.drawString(60, 790, "员工年龄结构")
        for number, (text, start, end) in enumerate((("440", 0, 158.4), ("500", 158.4, 338.4), ("60", 338.4, 360))):
            fill(canvas, number)
            ring_slice(canvas, start, end, 120, 700)
            black(canvas)
            middle = math.radians(90 - (start + end) / 2)
            canvas.drawCentredString(120 + 48 * math.cos(middle), 697 + 48 * math.sin(middle), text)
        legend(canvas, ["30岁及以下", "31-50岁", "51岁及以上"], 230, 720, down=True, font="STSong-Light")

    assert read(make_pages(draw)[0], knowledge) == {
        ("employees", "30岁及以下"): 440,
        ("employees", "31-50岁"): 500,
        ("employees", "51岁及以上"): 60,
    }


def test_a_line_with_the_unit_goes_on_from_the_title(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        canvas.drawString(60, 790, "按性别划分员工构成")
        canvas.drawString(60, 776, "单位（人）")
        pie(canvas, [620, 380], ["620", "380"], 120, 700)
        legend(canvas, ["男性", "女性"], 60, 620, font="STSong-Light")

    assert read(make_pages(draw)[0], knowledge) == {("employees", "male"): 620, ("employees", "female"): 380}


def test_an_entry_of_a_legend_may_close_its_bracket_on_a_second_line(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        canvas.drawString(60, 790, "员工年龄结构")
        pie(canvas, [300, 500, 200], ["300", "500", "200"], 120, 700)
        for number, (y, label) in enumerate(((730, "30岁以下"), (716, "30至50岁（不含30岁、"), (688, "50岁以上"))):
            fill(canvas, number)
            canvas.rect(230, y, 6, 6, stroke=0, fill=1)
            black(canvas, "STSong-Light")
            canvas.drawString(239, y, label)
        canvas.drawString(239, 704, "含50岁）")

    assert {label.replace(" ", ""): text for (_, label, _), text in cells(make_pages(draw)[0]).items()} == {
        "30岁以下": "300",
        "30至50岁（不含30岁、含50岁）": "500",
        "50岁以上": "200",
    }


@pytest.mark.parametrize(("whole", "metric"), [("员工构成", "employees"), ("员工流失人数", "turnover_count")])
def test_a_title_that_but_parts_keeps_the_title_above_it(
    make_pages: MakePages, knowledge: Knowledge, whole: str, metric: str
) -> None:
    def draw(canvas: Any) -> None:
        black(canvas, "STSong-Light")
        canvas.drawString(60, 802, whole)
        canvas.drawString(60, 784, "按性别（人）")
        pie(canvas, [620, 380], ["620", "380"], 120, 700)
        legend(canvas, ["男性", "女性"], 60, 620, font="STSong-Light")

    assert read(make_pages(draw)[0], knowledge) == {(metric, "male"): 620, (metric, "female"): 380}
