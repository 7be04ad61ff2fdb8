"""Tables as houses of many countries and industries write them: wording of labels, units and sections as given data."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.extraction.synthetic.content import Fact, Figure, Teller
from tests.extraction.synthetic.grids import Entry, Grid, Style, draw_grid, style
from tests.extraction.synthetic.paper import Paper
from tests.extraction.synthetic.scenes import FULL, LEFT, TOP, footer, heads_of, years_of

HOUSES = Path(__file__).with_name("houses.yaml")
_A_PAGE = 17  # rows
_WHOLE = {"count", "persons", "person-times", "days"}


@cache
def book() -> dict[str, Any]:
    """The tables and the units they are printed in."""
    loaded: dict[str, Any] = yaml.safe_load(HOUSES.read_text(encoding="utf-8"))
    return loaded


def names(key: str) -> list[str]:
    """The houses of a language."""
    return [h["name"] for h in book()["houses"] if h.get("language", "en") == key]


def houses(paper: Paper, tell: Teller) -> None:
    """Two tables of two houses."""
    for number, name in enumerate(tell.random.sample(names(tell.key), 2)):
        if number:
            footer(paper, tell)
            paper.next_page()
        draw_house(paper, tell, name)


def draw_house(paper: Paper, tell: Teller, name: str) -> None:
    """The table of one house, over as many pages as it takes."""
    house = next(h for h in book()["houses"] if h["name"] == name)
    years = years_of(tell, tell.pick((2, 2, 3)))
    how = style(tell, "column")
    how.label_width = 230
    how.by_column = False
    corner, unit_head = house["heads"]
    entries = [_entry(tell, line, years, house) for line in house["rows"].splitlines()]
    for start in range(0, len(entries), _A_PAGE):
        if start:
            footer(paper, tell)
            paper.next_page()
        paper.text(LEFT, 60, tell.say(house["title"]) + (" (continued)" if start and tell.key == "en" else ""), 14)
        grid = Grid([heads_of(tell, years)], entries[start : start + _A_PAGE], tell.say(corner), tell.say(unit_head))
        grid.code_head = tell.word("code") if "codes" in house else ""
        draw_grid(paper, tell, grid, _fitting(how, grid), (LEFT, TOP, FULL))


def _fitting(how: Style, grid: Grid) -> Style:
    """The style, set more closely where the rows would not fit a page."""
    how.pitch = min(how.pitch, 640 / (1.35 * len(grid.entries)))
    how.pitch = max(how.pitch, 1.4 * how.size)
    return how


def _entry(tell: Teller, line: str, years: list[int], house: dict[str, Any]) -> Entry:
    depth = len(line) - len(line.lstrip(">"))
    if line.startswith("#"):
        return Entry(tell.say(line.strip("# ")))
    label, unit, meant = (part.strip() for part in line[depth:].split("|"))
    factor, plain, low, high = book()["zh_units" if tell.key == "zh" else "units"][unit]
    metric, *classes = (part.strip() for part in meant.split(";"))
    breakdown = tuple((name, tell.say(text)) for name, text in (c.split("=", 1) for c in classes))
    base = tell.random.uniform(low, high) if high - low < 100 else low * (high / low) ** tell.random.random()
    figures: list[Figure | None] = []
    for year in years:
        amount = min(max(base * tell.random.uniform(0.85, 1.15), low), high)
        whole = amount >= 500 or (plain in _WHOLE and factor == 1)
        decimals = 0 if whole else 2 if amount < 10 else tell.pick((1, 2))
        text = f"{amount:,.{decimals}f}"
        value = round(amount, decimals) * float(factor)
        fact = None if metric == "-" else Fact(metric, breakdown, value, plain, year, text)
        figures.append(Figure(text, fact))
    printed = "" if unit == "-" else tell.say(unit.partition("~")[0])  # what follows ~ tells two apart
    code = re.sub(r"\{\}", lambda _: str(tell.random.randint(1, 9)), house.get("codes", ""))
    return Entry(tell.say(label), printed, figures, set_in=depth, code=code)
