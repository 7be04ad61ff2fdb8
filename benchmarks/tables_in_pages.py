"""English tables put together from parts, in pages around them: which layout loses facts.

    benchmarks/tables_in_pages.py [--pages 170] [--seed 1] [--losses] [--keep DIR]

`table_parts.py` sets each table alone on its page. Pages of reports have prose beside it, another table, a column of
navigation, tiles, a chart; they set tables small and break their heads, labels and units over lines, or go on overleaf.
Here its tables of years stand in the layouts of `tables_in_pages.yaml`, each layout in turn, in the largest type in
which they fit. The table printed gives, for each layout, how many facts were asked, read (metric, year, value and
unit), read with their classes, and how many rows were invented. The last line is one JSON object.
"""

import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document
from extraction_forms import program
from table_parts import COUNTS, YEAR, Fact, Sheet, command_line, compared, sheet

AROUND: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
OF_YEARS = frozenset({"years", "years upwards", "base year", "change", "target"})
_TABLE = re.compile(r"<style>(?P<css>.*)</style>(?P<html><h2>.*</table>)", re.DOTALL)
_HEAD = re.compile(r"<table>(?P<head><tr>.*?</tr>)", re.DOTALL)
_RULE = re.compile(r"(?P<names>[^{}]+)\{(?P<body>[^}]*)\}")
_ALL_FIT = """() => [...document.querySelectorAll("table")].every(table => {
  const own = table.getBoundingClientRect(), place = table.parentElement.getBoundingClientRect();
  return own.right <= place.right + 1 && own.right <= innerWidth })"""
_WIDTH = {"A4": 673, "A4 landscape": 1000}  # of what is printed of a page, in the browser's pixels


@dataclass(frozen=True)
class Made:
    """A page: its layout, what was chosen for its first table, and the facts of all its tables."""

    layout: str
    chosen: dict[str, str]
    html: str
    facts: list[Fact]
    page: str


def made(layout: str, draw: random.Random) -> Made:
    """A page of a layout with tables drawn at random."""
    how = AROUND["layouts"][layout]
    tables = [_of_years(draw), _of_years(draw)]
    shown = [one for name, one in zip(("$table", "$second"), tables, strict=True) if name in how["html"]]
    parts = [_placed(one, f"t{number}", heads_again="heads_again" in how) for number, one in enumerate(tables)]
    texts = {f"prose{count}": _prose(count, draw) for count in range(1, 10)}
    body = Template(how["html"]).substitute(texts, table=parts[0][0], second=parts[1][0])
    page = how.get("page", "A4")
    font = tables[0].chosen["font"]
    style = f"@page{{size:{page};margin:16mm}}body{{font:8.5pt '{font}'}}{AROUND['css']}{parts[0][1]}{parts[1][1]}"
    html = f"<meta charset=utf-8><style>{style}</style>{body}"
    return Made(layout, tables[0].chosen, html, [fact for one in shown for fact in one.facts], page)


def _of_years(draw: random.Random) -> Sheet:
    """A table with a column for each of a few years: others are too wide for most places."""
    while True:
        one = sheet(draw)
        if one.chosen["columns"] in OF_YEARS:
            return one


def _placed(one: Sheet, name: str, *, heads_again: bool) -> tuple[str, str]:
    """A table with its title as part of a page, and its look for this part alone."""
    found = _TABLE.search(one.html)
    assert found is not None
    rules = (rule for rule in _RULE.finditer(re.sub(r"@page\{[^}]*\}", "", found["css"])) if rule["names"] != "body")
    css = "".join(
        ",".join(f".{name} {each.strip()}" for each in rule["names"].split(",")) + "{" + rule["body"] + "}"
        for rule in rules
    )
    html = _HEAD.sub(r"<table><thead>\g<head></thead>", found["html"], count=1) if heads_again else found["html"]
    return f"<div class={name}>{html}</div>", css


def _prose(count: int, draw: random.Random) -> str:
    each = (
        f"<h4>{draw.choice(AROUND['headings'])}</h4><p>{draw.choice(AROUND['paragraphs'])}</p>" for _ in range(count)
    )
    return "".join(each)


def measured(pages: Sequence[Made], folder: Path) -> Iterator[tuple[int, Made, Counter[str]]]:
    """Draw each page in which all tables fit with Chromium, read it, and tell what became of its facts."""
    knowledge = Knowledge.of(load_methodology())
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.emulate_media(media="print")
        for number, one in enumerate(pages):
            path = folder / f"{number:04}.pdf"
            if not _fitted(page, one):
                continue
            page.pdf(path=path, prefer_css_page_size=True, print_background=True)
            yield number, one, compared(extract_quantities(read_document(path), knowledge, year=YEAR), one.facts)
        browser.close()


def _fitted(page: Page, one: Made) -> bool:
    """Whether the browser shows a page with each table in its place, in the largest type that allows it."""
    page.set_viewport_size({"width": _WIDTH[one.page], "height": 900})
    for size in AROUND["fits"]:
        tight = "" if size == AROUND["fits"][0] else AROUND["narrow"]
        page.set_content(one.html.replace("</style>", f"table{{font-size:{size}}}{tight}</style>", 1))
        if page.evaluate(_ALL_FIT):
            return True
    return False


def drawn(count: int, seed: int) -> list[Made]:
    """So many pages, each layout in turn; the same seed gives the same ones."""
    draw, layouts = random.Random(seed), list(AROUND["layouts"])
    return [made(layouts[number % len(layouts)], draw) for number in range(count)]


def main() -> None:
    """Read the command line, measure and print."""
    asked = command_line(__doc__, "pages", 170)
    by_layout: dict[str, Counter[str]] = defaultdict(Counter)
    worst: list[tuple[float, int, Made]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for number, one, counts in measured(drawn(asked.count, asked.seed), folder):
            worst.append((counts["read"] / counts["asked"], number, one))
            by_layout[one.layout] += counts
    print(f"{'layout':30}" + "".join(f"{name:>14}" for name in COUNTS))
    for layout, counts in by_layout.items():
        print(f"{layout:30}" + "".join(f"{counts[name]:14}" for name in COUNTS))
    for share, number, one in sorted(worst, key=lambda each: each[:2])[:20] if asked.losses else ():
        print(f"{number:04} {share:.2f} {one.layout}: {one.chosen}")
    total = sum(by_layout.values(), Counter[str]())
    print(json.dumps({name: total[name] for name in COUNTS}))


if __name__ == "__main__":
    main()
