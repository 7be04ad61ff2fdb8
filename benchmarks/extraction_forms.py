"""Plain facts dressed in the forms that reports give them: which forms lose a fact, change it or invent one.

    benchmarks/extraction_forms.py [--families FOLDER_OR_FILE] [--only WORD] [--losses] [--keep DIR]

A labelled report shows a form only if it happens to have it; here each form stands in a document of its own, as a PDF
made by Chromium and as text. Nothing of it is from a report: labels, figures and sentences are made up. The table
gives, for each family and kind of document, how many facts were asked, read right, lost, read wrongly (value, unit or
class) and how many rows were invented; --losses prints them. The last line is one JSON object. --keep leaves the
documents in a folder, to be opened.

A file of families is YAML, a list of entries, each of which has

    family       its name
    language     en or zh: the report's title and the page's font follow
    plain        rows that are read (for the entries with `vary`): label, unit, metric, values (by year, as numbers;
                 the last year is the report's), and where they have one breakdown
    vary         which part has forms: label, value ("{}" is the plain text), years (lists of the columns' heads,
                 earliest first), or unit (`form` and `factor` for the plain rows whose unit is `of`)
    pages        or, instead of plain and vary, documents of their own: name, html (what stands in the body; `style` of
                 the entry goes before it), text or both, and facts
    sentences    or lists of [sentence, facts]; {year} is the report's
    facts        metric, value (as a number after scale words), and where it matters unit, year (else the report's),
                 breakdown (else none), kind (else actual). None means that nothing must be read.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from cnesg.errors import CnesgError
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.text import read_document

YEAR = 2023
TITLES = {"en": f"Sustainability report {YEAR}", "zh": f"{YEAR}年社会责任报告"}
FONTS = {"en": "9px Arial", "zh": "10px 'Noto Sans CJK SC'"}
HEADS = {"en": ("Metric", "Unit"), "zh": ("指标", "单位")}
OUTCOMES = ("asked", "right", "lost", "wrong", "invented")


@dataclass(frozen=True)
class Form:
    """One document: what it shows, and the facts that stand in it."""

    family: str
    name: str
    html: str | None
    text: str | None
    facts: tuple[dict[str, Any], ...]
    language: str = "en"


@dataclass
class Tally:
    """What became of the facts of a family in one kind of document."""

    counts: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)


def forms(entry: dict[str, Any]) -> Iterator[Form]:
    """The documents of one entry of a file of families."""
    language, family = entry["language"], entry["family"]
    for part, variants in entry.get("vary", {}).items():
        for variant in variants:
            yield _varied(entry, part, variant)
    for page in entry.get("pages", []):
        html = page.get("html")
        styled = None if html is None else f"<style>{entry.get('style', '')}</style>{html}"
        yield Form(family, page["name"], styled, page.get("text"), tuple(page.get("facts") or ()), language)
    for sentence, facts in entry.get("sentences", []):
        told = sentence.replace("{year}", str(YEAR))
        yield Form(family, told, f"<p style='width:440px'>{escape(told)}</p>", told, tuple(facts or ()), language)


def _varied(entry: dict[str, Any], part: str, variant: Any) -> Form:
    """The plain rows of an entry with one of their parts in another form."""
    language, rows = entry["language"], entry["plain"]
    years = [int(year) for year in rows[0]["values"]]
    heads = [str(year) for year in variant] if part == "years" else [str(year) for year in years]
    head, body, facts = [*HEADS[language], *heads], [], []
    for row in rows:
        label, unit, factor = row["label"], row["unit"], row.get("factor", 1)
        if part == "unit" and unit == variant["of"]:
            unit, factor = variant["form"], float(variant.get("factor", 1))
        if part == "label":
            label = variant.replace("{}", label)
        values = []
        for year, value in row["values"].items():
            plain = f"{value:,}"
            values.append(variant.replace("{}", plain) if part == "value" else plain)
            fact = {"metric": row["metric"], "value": value * factor, "year": int(year)}
            facts.append(fact | {"breakdown": row["breakdown"]} if "breakdown" in row else fact)
        body.append([label, unit, *values])
    name = variant["form"] if part == "unit" else " | ".join(heads) if part == "years" else str(variant)
    lines = [head, *body]
    style = "<style>td,th{padding:2px 14px;text-align:left}</style>"
    cells = ["<tr>" + "".join(f"<td>{escape(str(cell))}" for cell in line) for line in lines]
    text = "\n".join("\t".join(map(str, line)) for line in lines)
    return Form(
        entry["family"], f"{part}: {name}", f"{style}<table>{''.join(cells)}</table>", text, tuple(facts), language
    )


def written(form: Form, folder: Path, browser: Browser) -> list[Path]:
    """The form as files: a PDF with a text layer if it has a page, a text file if it has text."""
    paths, title = [], TITLES[form.language]
    if form.html is not None:
        page = browser.new_page()
        page.set_content(
            f'<meta charset=utf-8><body style="font:{FONTS[form.language]}"><p>{title}</p>{form.html}</body>'
        )
        page.pdf(path=folder / "form.pdf", format="A4", print_background=True)
        page.close()
        paths.append(folder / "form.pdf")
    if form.text is not None:
        (folder / "form.txt").write_text(f"{title}\n\n{form.text}\n", encoding="utf-8")
        paths.append(folder / "form.txt")
    return paths


def compared(found: list[Quantity], facts: tuple[dict[str, Any], ...], tally: Tally, name: str) -> None:
    """Count what became of each fact, and the rows that nobody asked for."""
    left = list(found)
    for fact in facts:
        tally.counts["asked"] += 1
        year, value = fact.get("year", YEAR), float(fact["value"])
        same = [row for row in left if row.metric == fact["metric"] and row.year == year]
        right = next((row for row in same if _is(row, fact, value)), None)
        near = right or next((row for row in same if _near(row.value, value)), None)
        if near is not None:
            left.remove(near)
        outcome = "right" if right else "wrong" if near else "lost"
        tally.counts[outcome] += 1
        if outcome != "right":
            got = "" if near is None else f": {near.value:g} {near.unit} {near.breakdown} {near.value_kind}"
            tally.losses.append(f"{name} | {outcome} {fact['metric']} {year} {value:g}{got}")
    for row in left:
        if row.value_kind == "actual" or not facts:
            tally.counts["invented"] += 1
            tally.losses.append(f"{name} | invented {row.metric} {row.year} {row.value:g} {row.unit} {row.breakdown}")


def _is(row: Quantity, fact: dict[str, Any], value: float) -> bool:
    return (
        _near(row.value, value)
        and row.unit == fact.get("unit", row.unit)
        and row.breakdown == fact.get("breakdown", {})
        and row.value_kind == fact.get("kind", "actual")
    )


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other), 1e-9)


def families(place: Path) -> list[dict[str, Any]]:
    """The entries of a file, or of all files of a folder."""
    paths = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    return [entry for path in paths for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def measured(entries: list[dict[str, Any]], only: str, folder: Path) -> dict[tuple[str, str], Tally]:
    """Read every form; what became of its facts by family and kind of document."""
    knowledge, tallies = Knowledge.of(load_methodology()), dict[tuple[str, str], Tally]()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=["--no-sandbox", "--disable-gpu"])
        asked = (form for entry in entries if only in entry["family"] for form in forms(entry))
        for number, form in enumerate(asked):
            own = folder / f"{number:04}"
            own.mkdir(parents=True, exist_ok=True)
            for path in written(form, own, browser):
                tally = tallies.setdefault((form.family, path.suffix[1:]), Tally())
                try:
                    found = extract_quantities(read_document(path), knowledge, year=YEAR)
                except CnesgError as error:
                    tally.losses.append(f"{form.name} | {error}")
                    found = []
                compared(found, form.facts, tally, form.name)
        browser.close()
    return tallies


def program() -> str:
    """Where Chromium is; without it the command ends with a line that says what to install."""
    program = next(filter(Path.exists, map(Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser"))), None)
    if program is None:
        sys.exit("needs Chromium (Debian: apt-get install chromium) / 需要 Chromium")
    return str(program)


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=Path, default=Path(__file__).with_suffix(""))
    parser.add_argument("--only", default="", help="families whose name has this word")
    parser.add_argument("--losses", action="store_true", help="print what was not read right")
    parser.add_argument("--keep", type=Path, help="leave the documents here")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        tallies = measured(families(chosen.families), chosen.only, chosen.keep or Path(scratch))
    print(f"{'family':44}{'as':5}" + "".join(f"{name:>10}" for name in OUTCOMES))
    for (family, kind), tally in sorted(tallies.items()):
        print(f"{family:44}{kind:5}" + "".join(f"{tally.counts[name]:10}" for name in OUTCOMES))
        if chosen.losses:
            print("".join(f"    {loss}\n" for loss in tally.losses), end="")
    totals = {kind: Counter[str]() for kind in ("pdf", "txt")}
    for (_, kind), tally in tallies.items():
        totals[kind] += tally.counts
    print(json.dumps({kind: {name: counts[name] for name in OUTCOMES} for kind, counts in totals.items()}))


if __name__ == "__main__":
    main()
