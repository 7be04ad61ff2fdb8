"""Tables as houses of many countries and industries write them: wording of labels, units and sections as given data."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.extraction.synthetic.content import Fact, Figure, Teller
from tests.extraction.synthetic.grids import Entry, Grid, Head, Style, draw_grid, style
from tests.extraction.synthetic.paper import Paper
from tests.extraction.synthetic.scenes import FULL, LEFT, TOP, footer, year_text, years_of

HOUSES = Path(__file__).with_name("houses.yaml")
INDUSTRIES = Path(__file__).with_name("industries.yaml")
_A_PAGE = 17  # rows
_WHOLE = {"count", "persons", "person-times", "days"}


@cache
def book() -> dict[str, Any]:
    """The tables and the units they are printed in."""
    loaded: dict[str, Any] = yaml.safe_load(HOUSES.read_text(encoding="utf-8"))
    more: dict[str, Any] = yaml.safe_load(INDUSTRIES.read_text(encoding="utf-8"))
    loaded["units"] |= more["units"]
    loaded["zh_units"] |= more.get("zh_units", {})
    loaded["industries"] = more["houses"]
    return loaded


def names(key: str, part: str = "houses") -> list[str]:
    """The houses of a language."""
    return [h["name"] for h in book()[part] if h.get("language", "en") == key]


def industries(paper: Paper, tell: Teller) -> None:
    """Two tables of two houses of more industries, some with columns that are no years."""
    houses(paper, tell, "industries")


def houses(paper: Paper, tell: Teller, part: str = "houses") -> None:
    """Two tables of two houses."""
    for number, name in enumerate(tell.random.sample(names(tell.key, part), 2)):
        if number:
            footer(paper, tell)
            paper.next_page()
        draw_house(paper, tell, name)


def draw_house(paper: Paper, tell: Teller, name: str) -> None:
    """The table of one house, over as many pages as it takes."""
    house = next(h for h in (*book()["houses"], *book()["industries"]) if h["name"] == name)
    columns = _columns(tell, house)
    how = style(tell, "column")
    how.label_width = 230
    how.by_column = False
    corner, unit_head = house["heads"]
    entries = [_entry(tell, line, columns, house) for line in house["rows"].splitlines()]
    for start in range(0, len(entries), _A_PAGE):
        if start:
            footer(paper, tell)
            paper.next_page()
        paper.text(LEFT, 60, tell.say(house["title"]) + (" (continued)" if start and tell.key == "en" else ""), 14)
        grid = Grid(
            [[Head(c.text, n, n) for n, c in enumerate(columns)]],
            entries[start : start + _A_PAGE],
            tell.say(corner),
            tell.say(unit_head),
        )
        grid.code_head = tell.word("code") if "codes" in house else ""
        draw_grid(paper, tell, grid, _fitting(how, grid), (LEFT, TOP, FULL))


def _fitting(how: Style, grid: Grid) -> Style:
    """The style, set more closely where the rows would not fit a page."""
    how.pitch = min(how.pitch, 640 / (1.35 * len(grid.entries)))
    how.pitch = max(how.pitch, 1.4 * how.size)
    return how


@dataclass(frozen=True)
class Column:
    """A column: its header, its year (none where it states no year's figure), its class."""

    text: str
    year: int | None
    classes: tuple[tuple[str, str], ...] = ()


def _columns(tell: Teller, house: dict[str, Any]) -> list[Column]:
    """The columns that a house names, else two or three years."""
    if "columns" not in house:
        years = years_of(tell, tell.pick((2, 2, 3)))
        return [Column(year_text(tell, year), year) for year in years]
    years_of(tell, 1)
    found = []
    for given in house["columns"]:
        text, _, rest = given.rpartition("@")
        back, *classes = rest.split(";")
        year = None if back == "-" else tell.year + int(back)
        shown = year or tell.year
        printed = (
            year_text(tell, shown) if text == "YEAR" else text.format(y=shown, s=f"{shown}/{(shown + 1) % 100:02d}")
        )
        pairs = tuple((n, tell.say(v)) for n, v in (c.split("=", 1) for c in classes))
        found.append(Column(tell.say(printed), year, pairs))
    return found


def _entry(tell: Teller, line: str, columns: list[Column], house: dict[str, Any]) -> Entry:
    depth = len(line) - len(line.lstrip(">"))
    if line.startswith("#"):
        return Entry(tell.say(line.strip("# ")))
    label, unit, meant = (part.strip() for part in line[depth:].split("|"))
    factor, plain, low, high = book()["zh_units" if tell.key == "zh" else "units"][unit]
    metric, *classes = (part.strip() for part in meant.split(";"))
    breakdown = tuple((name, tell.say(text)) for name, text in (c.split("=", 1) for c in classes))
    base = tell.random.uniform(low, high) if high - low < 100 else low * (high / low) ** tell.random.random()
    figures: list[Figure | None] = []
    for column in columns:
        amount = min(max(base * tell.random.uniform(0.85, 1.15), low), high)
        whole = amount >= 500 or (plain in _WHOLE and factor == 1)
        decimals = 0 if whole else 2 if amount < 10 else tell.pick((1, 2))
        text = f"{amount:,.{decimals}f}"
        value = round(amount, decimals) * float(factor)
        fact = None
        if metric != "-" and column.year is not None:
            fact = Fact(metric, breakdown + column.classes, value, plain, column.year, text)
        if column.year is None and "%" in column.text:
            text = f"{tell.random.uniform(-30, 30):.1f}%"
        figures.append(Figure(unit.format(text) if "{}" in unit else text, fact))
    printed = "" if unit == "-" or "{}" in unit else tell.say(unit.partition("~")[0])  # what follows ~ tells two apart
    code = re.sub(r"\{\}", lambda _: str(tell.random.randint(1, 9)), house.get("codes", ""))
    return Entry(tell.say(label), printed, figures, set_in=depth, code=code)
