"""Tables of Chinese issuers since 2020, trade by trade, in texts and on pages: how many of their figures are read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.synthetic.paper import Paper
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import fold, read_document

CASES = Path(__file__).parents[1] / "cases" / "extraction"
SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / "trade-tables.yaml").read_text(encoding="utf-8"))
FLOORS = {  # values read, values with their classes, rows that are facts
    "trades": (0.97, 0.94, 0.95),
    "labels": (0.97, 0.94, 0.95),
    "groups": (0.98, 0.98, 0.99),
}
TEXTS, PAGES = ("tabs", "blanks"), ("ruled", "banded", "bare")
FACT = re.compile(r"(?P<metric>\S+) (?P<unit>[^\s*]+)(?:\*(?P<times>[\d.]+))?(?: \{(?P<classes>.*)\})?")
# 2023, FY2023, FY 2022-23, FY23, 31.12.2023
YEAR = re.compile(r"(?:FY ?)?(?:20\d\d-(?=\d\d$))?(20\d\d|二零二[二三]|(?<=-)\d\d$)|FY(\d\d)$|31\.12\.(20\d\d)")
LEFT, RIGHT, TOP, PITCH, LINE, YEAR_WIDTH = 45.0, 550.0, 95.0, 20.0, 10.0, 75.0
SHARES = {1: (1.0,), 2: (0.68, 0.32), 3: (0.22, 0.5, 0.28), 4: (0.2, 0.3, 0.3, 0.2)}  # of columns that are no years
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
SAME = str.maketrans("（）：－／，“”＋", '():-/,""+')  # folded in either script
LONE_WIDTH = "\u3000"  # a page's single glyph of a font that is not embedded has no width, and pdfium leaves it out


def years_of(head: list[str]) -> dict[int, int]:
    found = {i: YEAR.match(cell) for i, cell in enumerate(head)}
    told = {i: next(filter(None, year.groups())) for i, year in found.items() if year}
    return {i: int(year.translate(str.maketrans("零二三", "023"))[-2:]) + 2000 for i, year in told.items()}


def parted(table: dict[str, Any]) -> tuple[list[list[str]], list[str]]:
    """The cells of each line, and what its figures are."""
    lines = [line.partition(" => ") for line in table["rows"].splitlines()]
    return [[cell.strip() for cell in line.split(" | ")] for line, _, _ in lines], [want for *_, want in lines]


def as_text(cells: list[list[str]], form: str) -> Iterator[str]:
    if form == "tabs":
        yield from ("\t".join(row) for row in cells)
        return
    columns = range(len(cells[0]))
    widths = [max(len(r[i].encode("gb18030")) for r in cells if len(r) > i) + 4 for i in columns]
    for row in cells:
        yield "".join(c + " " * (widths[i] - len(c.encode("gb18030"))) for i, c in enumerate(row)).rstrip()


def edges_of(head: list[str]) -> list[float]:
    years = years_of(head)
    shares = iter((0.12, 0.6, 0.28) if head[0] == "序号" else SHARES[len(head) - len(years)])
    room, edges = RIGHT - LEFT - YEAR_WIDTH * len(years), [LEFT]
    for column in range(len(head)):
        edges.append(edges[-1] + (YEAR_WIDTH if column in years else room * next(shares)))
    return edges


def draw(path: Path, title: str, cells: list[list[str]], form: str) -> None:
    head, edges = cells[0], edges_of(cells[0])
    years = years_of(head)
    traditional = any(fold(cell).translate(SAME) != cell.translate(SAME) for row in cells for cell in row)
    english = not any(IDEOGRAPH.search(cell) for row in cells for cell in row)
    paper = Paper(path, "en" if english else "zht" if traditional else "zh")
    paper.text(LEFT, 40, title, 8)
    y, before = TOP, ""
    for number, row in enumerate(cells):
        whole = len(row) == 1
        widths = (480.0 if whole else b - a - 8 for a, b in pairwise(edges))
        lines = [paper.lines(c, w, 9) if english else [c] for c, w in zip(row, widths, strict=False)]
        height = PITCH + LINE * (max(map(len, lines)) - 1)
        if y + height > 800:
            paper.next_page()
            y = 60.0
        if form == "ruled":
            for x in edges if len(row) > 1 else (edges[0], edges[-1]):
                paper.line(x, y, x, y + height)
            paper.line(LEFT, y, edges[-1], y)
            paper.line(LEFT, y + height, edges[-1], y + height)
        elif form == "banded":
            if len(row) == 1 or not number:
                paper.fill(LEFT, y, edges[-1], y + height)
            paper.line(LEFT, y + height, edges[-1], y + height)
        merged = len(head) - len(years) > 2 and head[0] != "序号" and row[0] == before
        before = row[0]
        for i, cell in enumerate(row):
            lone = LONE_WIDTH * (len(cell) == 1 and ord(cell) > 0x2E80)
            for down, text in enumerate([] if merged and i == 0 else lines[i]):
                if i in years and not whole:
                    paper.text(edges[i + 1] - 6, y + 13, text + lone, side="right")
                else:
                    paper.text(edges[i] + 4, y + 13 + LINE * down, text + lone)
        y += height
    paper.close()


def rows_of(table: dict[str, Any], form: str, folder: Path) -> list[Quantity]:
    cells, _ = parted(table)
    year = max(years_of(cells[0]).values())
    title = f"{year}年环境、社会及治理报告" if IDEOGRAPH.search(table["title"]) else f"ESG Report {year}"
    path = folder / ("table.txt" if form in TEXTS else "table.pdf")
    if form in TEXTS:
        path.write_text("\n".join((title, "", table["title"], *as_text(cells, form))) + "\n", encoding="utf-8")
    else:
        draw(path, title, cells, form)
    return extract_quantities(read_document(path), KNOW, year=year)


def is_value(row: Quantity, unit: str, printed: float, times: float) -> bool:
    if unit == "any":
        return any(abs(row.value - printed * 10**n) <= 1e-6 * printed * 10**n for n in range(-6, 13))
    value = KNOW.units.convert(row.value, row.unit, unit, row.metric)
    same = row.value if value is None else value  # persons and person-times count alike
    return abs(same - printed * times) <= 1e-6 * max(printed * times, 1e-9)


def is_class(row: Quantity, classes: list[str]) -> bool:
    named = [fold(name).lower() for name in row.breakdown.values()]
    return len(named) == len(classes) and all(any(c in n or n in c for n in named) for c in classes)


def counted(table: dict[str, Any], form: str, folder: Path) -> Counter[str]:
    left = rows_of(table, form, folder)
    tally = Counter(rows=len(left))
    cells, wants = parted(table)
    years = years_of(cells[0])
    for row, want in zip(cells, wants, strict=True):
        found = FACT.fullmatch(want)
        if found is None:
            continue
        classes = [fold(name.strip()).lower() for name in (found["classes"] or "").split(",") if name.strip()]
        for column, year in years.items():
            value, times = float(row[column].replace(",", "").rstrip("%")), float(found["times"] or 1)
            alike = (one for one in left if (one.metric, one.year) == (found["metric"], year))
            near = [one for one in alike if is_value(one, found["unit"], value, times)]
            exact = [one for one in near if is_class(one, classes)]
            tally.update(facts=1, right=bool(near), classes=bool(exact))
            if near:
                left.remove((exact or near)[0])
    return tally


def tallied(asked: Iterable[tuple[dict[str, Any], str]], folder: Path) -> Counter[str]:
    """What is read of several tables, each in a form."""
    tally = Counter[str]()
    for table, form in asked:
        tally += counted(table, form, folder)
    return tally


def reaches(name: str, tally: Counter[str], floors: tuple[float, float, float]) -> bool:
    """Whether the shares of values read, of values with their classes and of rows that are facts are high enough."""
    found = (
        tally["right"] / tally["facts"],
        tally["classes"] / tally["facts"],
        tally["right"] / tally["rows"],
    )
    print(f"{name}: {dict(tally)}, values {found[0]:.3f}, classes {found[1]:.3f}, right {found[2]:.3f}")  # noqa: T201
    return all(one >= least for one, least in zip(found, floors, strict=True))


@pytest.mark.heavy
@pytest.mark.parametrize("forms", [TEXTS, PAGES], ids=["texts", "pages"])
@pytest.mark.parametrize("name", FLOORS)
def test_most_figures_of_trade_tables_are_read(name: str, forms: tuple[str, ...], tmp_path: Path) -> None:
    asked = [(t, form) for t in SETS[name] for form in forms if t["form"] in {form, "every form"}]
    if not asked:
        assert name == "labels"  # of lists of labels only texts are made
        return
    assert reaches(name, tallied(asked, tmp_path), FLOORS[name])


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)
