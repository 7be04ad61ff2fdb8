"""Scenes of tables: what rows and columns hold, and how tables stand on their pages."""

from collections.abc import Callable, Sequence

from tests.extraction.synthetic.content import Figure, Series, Teller
from tests.extraction.synthetic.grids import Entry, Grid, Head, Style, draw_grid, style
from tests.extraction.synthetic.paper import Paper

Scene = Callable[[Paper, Teller], None]
LEFT, TOP, FULL = 50.0, 90.0, 495.0


def year_text(tell: Teller, year: int) -> str:
    """A year as a header."""
    if tell.key == "zh":
        return tell.say(tell.year_form.format(year=year))
    return tell.year_form.format(year=year, short=year % 100)


def years_of(tell: Teller, count: int) -> list[int]:
    """Years of a table; also fixes in which form they are printed."""
    forms = (
        ("{year}", "{year}", "FY{year}", "FY{short:02d}") if tell.key == "en" else ("{year}年", "{year}", "{year}年度")
    )
    tell.year_form = tell.pick(forms)
    return tell.years(count)


def heads_of(tell: Teller, years: Sequence[int]) -> list[Head]:
    """A header of years."""
    return [Head(year_text(tell, year), n, n) for n, year in enumerate(years)]


def entry_of(series: Series, years: Sequence[int], **more: str) -> Entry:
    """A row of a series."""
    return Entry(series.label, series.unit, [series.figures.get(y) for y in years], series.set_in, **more)


def title(paper: Paper, tell: Teller, y: float = 60) -> None:
    """A heading at the top of the page, without figures."""
    paper.text(LEFT, y, tell.word("titles"), 14, bold=True)


def footer(paper: Paper, tell: Teller) -> None:
    """A running footer with the page number, and the report's year in running text on the first page."""
    name = {"en": "Sustainability Report", "zh": "可持续发展报告"}[tell.key]
    paper.text(LEFT, 815, tell.say(f"{name} {tell.year}" if tell.key == "en" else f"{tell.year}年{name}"), 7)
    paper.text(LEFT + FULL, 815, str(paper.page), 7, side="right")


def data_table(tell: Teller, *, rows: int = 7, columns: int | None = None, how: Style) -> Grid:
    """Metrics by years with a unit for each; sections between them at times."""
    years = years_of(tell, columns or tell.pick((2, 3, 3, 4)))
    entries: list[Entry] = []
    for topic in tell.topics(rows):
        if entries and tell.chance(0.15):
            entries.append(Entry(tell.word("sections")))
        unit = tell.unit_of(topic)
        entries.append(entry_of(tell.series(topic, years, unit), years))
    return Grid([heads_of(tell, years)], entries, tell.word("corner"), tell.word("unit"))


def by_years(paper: Paper, tell: Teller) -> None:
    """Metrics by years."""
    how = style(tell)
    title(paper, tell)
    draw_grid(paper, tell, data_table(tell, how=how), how, (LEFT, TOP, FULL))


def with_codes(paper: Paper, tell: Teller) -> None:
    """Metrics by years with a column of codes before the labels."""
    how = style(tell)
    grid = data_table(tell, how=how)
    grid.code_head = tell.word("code")
    kind = tell.pick(("A{}.{}", "GRI 30{}-{}", "30{}-{}", "B{}.{}"))
    for entry in grid.entries:
        if entry.figures:
            entry.code = kind.format(tell.random.randint(1, 8), tell.random.randint(1, 9))
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def with_other_columns(paper: Paper, tell: Teller) -> None:
    """Metrics by years, with columns of changes, targets or notes that are no values of a year."""
    how = style(tell)
    grid = data_table(tell, how=how, columns=2, rows=8)
    grid.heads[0].append(Head(tell.word(tell.pick(("change", "note"))), 2, 2))
    for entry in grid.entries:
        if entry.figures:
            text = grid.heads[0][-1].text
            other = (
                f"{tell.random.uniform(-20, 20):.1f}%"
                if "%" in text or "同" in text or "hange" in text
                else str(tell.random.randint(3, 60))
            )
            entry.figures = [*entry.figures, Figure(other)]
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def with_unit(tell: Teller, series: Series) -> str:
    """A series' label with its unit in brackets."""
    if not series.unit:
        return series.label
    return f"{series.label} ({series.unit})" if tell.key == "en" else f"{series.label}（{series.unit}）"


def years_in_rows(paper: Paper, tell: Teller) -> None:
    """Years in the rows, a metric a column, its unit under its name."""
    how = style(tell, "none")
    years = years_of(tell, tell.pick((3, 4, 5)))
    made = [tell.series(topic, years, tell.unit_of(topic)) for topic in tell.topics(tell.pick((2, 3, 4)))]
    separate = tell.chance(0.5)
    heads = [[Head(s.label if separate else with_unit(tell, s), n, n) for n, s in enumerate(made)]]
    if separate:
        under = [
            Head(f"({s.unit})" if tell.key == "en" else f"（{s.unit}）", n, n) for n, s in enumerate(made) if s.unit
        ]
        heads += [under] if under else []
    entries = [Entry(year_text(tell, y), "", [s.figures[y] for s in made]) for y in years]
    how.label_width = 90
    title(paper, tell)
    draw_grid(
        paper, tell, Grid(heads, entries, tell.say({"en": "Year", "zh": "年度"}[tell.key])), how, (LEFT, TOP, FULL)
    )


def one_unit(paper: Paper, tell: Teller) -> None:
    """A table whose unit stands once, in its caption or its corner."""
    how = style(tell, "none")
    measure = tell.pick(("CNY", "t", "CNY", "tCO2e", "kWh"))
    topics = tell.topics(5, like=measure)
    unit = tell.unit_of(topics[0])
    years = years_of(tell, tell.pick((2, 3)))
    entries = [entry_of(tell.series(topic, years, unit), years) for topic in topics]
    for entry in entries:
        entry.unit = ""
    grid = Grid([heads_of(tell, years)], entries, tell.word("corner"))
    if tell.key == "zh":
        line = tell.pick(("单位：{}", "（{}）", "单位:{}")).format(unit[0])
        grid.captions = [(tell.say(line), "right")]
    elif tell.chance(0.3):
        grid.heads = [[Head(f"{h.text} ({unit[0]})", h.first, h.last) for h in grid.heads[0]]]
    else:
        line = tell.pick(("Unit: {}", "({})", "in {}", "Expressed in {}", "All figures in {}")).format(unit[0])
        grid.captions = [(line, tell.pick(("left", "right")))]
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def single_year(paper: Paper, tell: Teller) -> None:
    """A table of one column of values: the year in the header, the caption, or nowhere but in the report's name."""
    how = style(tell, tell.pick(("column", "label", "behind")))
    years = years_of(tell, 1)
    grid = data_table(tell, how=how, columns=1, rows=8)
    years = [tell.year]
    where = tell.pick(("header", "caption", "nowhere"))
    if where == "header":
        grid.heads = [heads_of(tell, years)]
    else:
        value = {"en": ("Value", "Performance", "Data"), "zh": ("数值", "绩效", "数据")}[tell.key]
        grid.heads = [[Head(tell.say(tell.pick(value)), 0, 0)]]
        if where == "caption":
            grid.captions = [
                (tell.say({"en": "Performance in {}", "zh": "{}年绩效"}[tell.key].format(tell.year)), "left")
            ]
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def side_by_side(paper: Paper, tell: Teller) -> None:
    """Two tables beside each other."""
    title(paper, tell)
    for x in (40.0, 305.0):
        how = style(tell, tell.pick(("label", "column")))
        how.size, how.pitch, how.label_width = 7, 7 * 2.0, 110
        grid = data_table(tell, how=how, columns=2, rows=6)
        draw_grid(paper, tell, grid, how, (x, TOP, 250))


def beside_prose(paper: Paper, tell: Teller) -> None:
    """A table with a column of prose beside it."""
    title(paper, tell)
    how = style(tell, "label")
    how.size, how.pitch, how.label_width = 8, 15, 130
    grid = data_table(tell, how=how, columns=2, rows=7)
    left = tell.chance(0.5)
    first = tell.chance(0.5)
    prose_x, table_x = (40.0, 250.0) if left else (360.0, 40.0)
    if first:
        paper.wrapped(prose_x, TOP + 8, tell.prose(6), 185)
    draw_grid(paper, tell, grid, how, (table_x, TOP, 290))
    if not first:
        paper.wrapped(prose_x, TOP + 8, tell.prose(6), 185)


def overleaf(paper: Paper, tell: Teller) -> None:
    """A table that goes on overleaf, with its header printed again or not."""
    how = style(tell)
    how.by_column = False
    grid = data_table(tell, how=how, rows=12)
    half = len(grid.entries) // 2
    title(paper, tell)
    height = 46 + half * how.pitch * 1.6
    rest = Grid(grid.heads if tell.chance(0.4) else [], grid.entries[half:], grid.corner, grid.unit_head)
    first = Grid(grid.heads, grid.entries[:half], grid.corner, grid.unit_head)
    paper.wrapped(LEFT, TOP + 5, tell.prose(3), FULL)
    draw_grid(paper, tell, first, how, (LEFT, max(150.0, 790 - height), FULL))
    footer(paper, tell)
    paper.next_page()
    draw_grid(paper, tell, rest, how, (LEFT, 50, FULL))


def rotated(paper: Paper, tell: Teller) -> None:
    """A table on a page that is turned, or set sideways on an upright one."""
    how = style(tell)
    how.by_column = False
    grid = data_table(tell, how=how)
    upwards, flagged = tell.chance(0.5), tell.chance(0.5)
    canvas, wide, high = paper.canvas, paper.width, paper.height
    canvas.saveState()
    if flagged:  # the drawing library turns the sheet: what is drawn is wider than high
        canvas.setPageRotation(90 if upwards else 270)
        canvas.translate(*((high, 0) if upwards else (0, wide)))
        canvas.rotate(90 if upwards else -90)
    else:
        canvas.translate(*((wide, 0) if upwards else (0, high)))
        canvas.rotate(90 if upwards else -90)
        paper.width, paper.height = high, wide
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))
    paper.width, paper.height = wide, high
    canvas.restoreState()


def both_languages(paper: Paper, tell: Teller) -> None:
    """Labels in two languages, on one line or one above the other (Hong Kong style)."""
    how = style(tell, "label")
    how.label_width = 250 if tell.chance(0.5) else 170
    years = years_of(tell, 2)
    entries = []
    for topic in tell.topics(6):
        made = tell.series(topic, years, tell.unit_of(topic))
        other = tell.pick(topic["zh" if tell.key == "en" else "en"])
        other = tell.say(other) if tell.key == "en" else other
        made.label = f"{made.label} {other}"
        entries.append(entry_of(made, years))
    title(paper, tell)
    draw_grid(paper, tell, Grid([heads_of(tell, years)], entries, tell.word("corner")), how, (LEFT, TOP, FULL))


def with_dashes(paper: Paper, tell: Teller) -> None:
    """A table in which some values are not given."""
    how = style(tell)
    grid = data_table(tell, how=how, columns=3)
    for entry in grid.entries:
        entry.figures = [Figure(tell.pick(("–", "N/A", "—"))) if tell.chance(0.2) else f for f in entry.figures]
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def units_in_headings(paper: Paper, tell: Teller) -> None:
    """Groups whose heading gives the unit of the rows below it."""
    how = style(tell, "none")
    how.indent = how.indent or 6
    years = years_of(tell, tell.pick((2, 3, 4)))
    entries: list[Entry] = []
    for measure in tell.random.sample(("tCO2e", "kWh", "t", "m3", "CNY"), 3):
        topics = tell.topics(3, like=measure)
        unit = tell.unit_of(topics[0])
        names = {
            "tCO2e": ("Greenhouse gas emissions", "温室气体"), "kWh": ("Energy", "能源"),
            "t": ("Waste and emissions", "排放物"),
            "m3": ("Water", "水资源"), "CNY": ("Economic contribution", "经济贡献"),
        }  # fmt: skip
        name = tell.say(names[measure][0 if tell.key == "en" else 1])
        entries.append(Entry(f"{name} ({unit[0]})" if tell.key == "en" else f"{name}（{unit[0]}）"))
        for topic in topics:
            entry = entry_of(tell.series(topic, years, unit), years)
            entry.unit, entry.set_in = "", 1
            entries.append(entry)
    title(paper, tell)
    draw_grid(paper, tell, Grid([heads_of(tell, years)], entries, tell.word("corner")), how, (LEFT, TOP, FULL))
