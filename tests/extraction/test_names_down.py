"""Tables with a name in each row and a metric over each column: plants, firms, kinds of course or of waste.

Columns beside the names (numbers, places, lists of what is measured, remarks), heads of two rows, units in heads, in
titles or in a row of their own: as text files have them, and as a browser prints them, ruled and not. All of the text
forms are read in the full run, a seeded sample in the short one. All names and figures are invented.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import sync_playwright
from tests.conftest import FULL
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import read_document

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "names_down.yaml").read_text(encoding="utf-8")
)
BESIDE = ("plain", "number", "place", "listed", "remark", "total", "two rows", "listed, two rows", "thinned")
UNITS = ("head", "title", "row")
Cell = tuple[str, int, int]  # text, columns and rows that it covers


class Form(NamedTuple):
    language: str
    table: str
    beside: str
    units: str


class Laid(NamedTuple):
    """A table: its title, rows of heads, rows; and what it tells: metric, value, name."""

    title: str
    heads: list[list[Cell]]
    rows: list[list[str]]
    told: list[tuple[str, float, str]]


def forms() -> Iterator[Form]:
    for language in ("zh", "en"):
        for name, table in CASES[language]["tables"].items():
            units = {unit for _, unit, _ in table["metrics"].values()}
            for beside in BESIDE:
                for place in UNITS:
                    two = "two rows" in beside or beside in {"listed", "thinned"}
                    alike = place != "title" or len(units) == 1
                    rowed = place == "row" and beside != "listed"
                    fits = (not two or (not rowed and table["group"])) and (
                        beside != "thinned" or (place == "title" and "so2_emissions" in table["metrics"])
                    )
                    if alike and fits:
                        yield Form(language, name, beside, place)


ALL = list(forms())


def laid(form: Form) -> Laid:
    case, table = CASES[form.language], CASES[form.language]["tables"][form.table]
    metrics = list(table["metrics"].items())
    bracket = "（{}）" if form.language == "zh" else " ({})"
    heads = [head + bracket.format(unit) if form.units == "head" else head for _, (head, unit, _) in metrics]
    names = table["names"]
    figures = CASES["counts" if metrics[0][1][1] in CASES["counted"] else "figures"]
    figures = [[figures[i][j] for j in range(len(metrics))] for i in range(len(names))]
    before: list[tuple[str, Sequence[str]]] = []
    if "number" in form.beside or form.beside in {"thinned", "listed, two rows"}:
        before.append((case["number"], [str(i + 1) for i in range(len(names))]))
    before.append((table["head"], names))
    if form.beside == "place":
        before.append(tuple(case["place"]))
    if "listed" in form.beside or form.beside == "thinned":
        mark = "、" if form.language == "zh" else ", "
        before.append((case["listed"], [mark.join(head for _, (head, _, _) in metrics)] * len(names)))
    behind = [tuple(case["remark"])] if form.beside in {"remark", "thinned"} else []
    thinned = 2 if form.beside == "thinned" else 0
    rows = [
        [column[i] for _, column in before] + ["39.5", "2.27"][:thinned] + figures[i] + [c[i] for _, c in behind]
        for i in range(len(names))
    ]
    told = [
        (metric, float(figures[i][j]) * scale, names[i])
        for i in range(len(names))
        for j, (metric, (_, _, scale)) in enumerate(metrics)
    ]
    if form.beside == "total":
        sums = [f"{sum(float(row[j]) for row in figures):.6g}" for j in range(len(metrics))]
        rows.append([case["total"], *[""] * (len(before) - 1), *sums])
        told += [(metric, float(sums[j]) * scale, "") for j, (metric, (_, _, scale)) in enumerate(metrics)]
    title, unit = table["title"], bracket.format(metrics[0][1][1])
    two = "two rows" in form.beside or thinned
    if not two:
        title += unit if form.units == "title" else ""
        top = [(text, 1, 1) for text in (*(h for h, _ in before), *heads, *(h for h, _ in behind))]
        lines = [top]
        if form.units == "row":
            units = [u for _, (_, u, _) in metrics]
            lines.append([(text, 1, 1) for text in (*[""] * len(before), *units, *[""] * len(behind))])
        return Laid(title, lines, rows, told)
    group = table["group"] + (unit if form.units == "title" else "")
    top = [(head, 1, 2) for head, _ in before]
    top += [(case["thinned"], thinned, 1)] if thinned else []
    top += [(group, len(metrics), 1), *((head, 1, 2) for head, _ in behind)]
    return Laid(title, [top, [(text, 1, 1) for text in (*heads[:thinned], *heads)]], rows, told)


def as_text(table: Laid) -> str:
    """Tabs between cells; a cell over several columns or rows stands in the first of them."""
    width = len(table.rows[0])
    grid: list[list[str | None]] = [[None] * width for _ in table.heads]
    for at, row in enumerate(table.heads):
        for text, columns, high in row:
            first = grid[at].index(None)
            for below in range(at, min(at + high, len(grid))):
                for column in range(first, first + columns):
                    grid[below][column] = text if (below, column) == (at, first) else ""
    lines = [[cell or "" for cell in row] for row in grid] + table.rows
    return "\n".join([table.title, *("\t".join(row) for row in lines)])


def as_page(form: Form, table: Laid, *, ruled: bool) -> str:
    line = "1px solid #555" if ruled else "0"
    cell = "<{0} colspan={2} rowspan={3} style='border:{1};padding:3px 8px'>{4}</{0}>"
    rows = ["".join(cell.format("th", line, c, r, text) for text, c, r in row) for row in table.heads]
    rows += ["".join(cell.format("td", line, 1, 1, text) for text in row) for row in table.rows]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<body style='font-family:Noto Sans CJK SC,sans-serif'><h2>{CASES[form.language]['title']}</h2>"
        f"<h3>{table.title}</h3><table style='border-collapse:collapse;font-size:11px'>{body}</table></body>"
    )


def wrong(form: Form, table: Laid, found: Sequence[Quantity]) -> list[str]:
    """What is missing, without its name, or of no figure of the table."""

    def is_told(row: Quantity, metric: str, value: float) -> bool:
        same = row.metric in {metric, f"{metric}_total"} and row.year == CASES[form.language]["year"]
        return same and row.value == pytest.approx(value)

    def is_named(row: Quantity, name: str) -> bool:
        classes = " ".join(row.breakdown.values()).lower()
        return not classes if not name else any(part in classes for part in (name.lower()[:5], name[:2]))

    told = [(m, v, n, [row for row in found if is_told(row, m, v)]) for m, v, n in table.told]
    lost = [f"{m} {v} {n}" for m, v, n, rows in told if not any(is_named(row, n) for row in rows)]
    strange = [row for row in found if not any(is_told(row, m, v) for m, v, _, _ in told)]
    return lost + [f"{row.metric} {row.value} {row.breakdown}" for row in strange]


@pytest.mark.parametrize("form", ALL if FULL else random.Random(17).sample(ALL, 30), ids="-".join)
def test_each_row_of_a_text_table_is_of_its_name_and_each_column_of_its_metric(form: Form, tmp_path: Path) -> None:
    table = laid(form)
    path = tmp_path / "report.txt"
    path.write_text(f"{CASES[form.language]['title']}\n\n{as_text(table)}\n", encoding="utf-8")
    assert wrong(form, table, extract_quantities(read_document(path), KNOW, year=CASES[form.language]["year"])) == []


@pytest.mark.skipif(not (shutil.which("chromium") or shutil.which("chromium-browser")), reason="no Chromium")
@pytest.mark.timeout(600)
def test_so_it_is_on_printed_pages_ruled_or_not(tmp_path: Path) -> None:
    sample = ALL if FULL else random.Random(18).sample(ALL, 12)
    failed = []
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for form in sample:
            table = laid(form)
            hard = form.beside in {"thinned", "listed, two rows"}  # long cells over several, which nothing parts
            for ruled in (True,) if hard else (True, False):
                path = tmp_path / "report.pdf"
                page.set_content(as_page(form, table, ruled=ruled))
                page.pdf(path=str(path), format="A4", landscape=True)
                found = extract_quantities(read_document(path), KNOW, year=CASES[form.language]["year"])
                failed += [(form, ruled, one) for one in wrong(form, table, found)]
        browser.close()
    assert not failed, "\n".join(map(str, failed))
