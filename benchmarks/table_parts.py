"""English tables put together from parts: which part loses facts.

    benchmarks/table_parts.py [--tables 200] [--seed 1] [--losses] [--keep DIR]

A benchmark of forms shows each by itself; tables as companies draw them have several at once: codes of a standard in a
column of their own, units behind the values, regions beside two years of the group, bands, topics in merged cells.
Here columns, units, codes, groups and looks are drawn at random for each table, with what `table_parts.yaml` has for
their rows, so that the truth is known. The table printed gives, for each choice of each part, how many facts were
asked, read (metric, year, value and unit), read with their classes, and how many rows were invented. The last line is
one JSON object. --keep leaves the documents in a folder, to be opened.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.text import read_document
from extraction_forms import program

YEAR = 2023
PARTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
CHOICES = {
    "columns": ("years", "years upwards", "base year", "change", "target", "regions", "regions and years",
                "years over regions", "regions over years"),
    "unit": ("behind the label", "last", "in brackets", "behind a comma", "in the band"),
    "codes": ("none", "none", "first", "behind the label", "last"),
    "groups": ("band", "bold", "merged", "none"),
    "style": tuple(PARTS["styles"]),
    "align": ("right", "center", "left"),
    "font": ("Arial", "DejaVu Sans", "DejaVu Serif"),
}  # fmt: skip
COUNTS = ("asked", "read", "with classes", "invented")


@dataclass(frozen=True)
class Column:
    """A column of values: its heads, outermost first, its year and the class of its figures; no year, no fact."""

    heads: tuple[str, ...]
    year: int | None
    breakdown: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """What stands in a cell."""

    metric: str
    year: int
    value: float
    unit: str
    breakdown: dict[str, str]


@dataclass
class Sheet:
    """A document with one table: what was chosen for it, its page, and the facts that stand in it."""

    chosen: dict[str, str]
    html: str = ""
    facts: list[Fact] = field(default_factory=list)


def sheet(draw: random.Random) -> Sheet:
    """A table drawn at random."""
    made = Sheet({part: draw.choice(choices) for part, choices in CHOICES.items()})
    if made.chosen["unit"] == "in the band" and made.chosen["groups"] in {"merged", "none"}:
        made.chosen["groups"] = "band"
    columns = _columns(made.chosen["columns"], draw)
    blocks = draw.sample(PARTS["blocks"], draw.choice((1, 2, 3)))
    if made.chosen["unit"] == "in the band":
        blocks = [one for one in blocks if one["units"][0] not in {"number", "hours"}] or [PARTS["blocks"][3]]
    body = "".join(_block(block, columns, made, draw) for block in blocks)
    corner = f"{YEAR} unless stated" if made.chosen["columns"].startswith("regions") else draw.choice(("", "Indicator"))
    page = "A4 landscape" if len(columns) > 5 else "A4"
    look = PARTS["styles"][made.chosen["style"]]
    made.html = (
        f"<meta charset=utf-8><style>@page{{size:{page};margin:16mm}}body{{font:8.5pt '{made.chosen['font']}'}}"
        f"table{{border-collapse:collapse}}{look}th{{text-align:left}}.v{{text-align:{made.chosen['align']}!important}}"
        f".c{{text-align:center!important}}.l{{min-width:120pt}}.in{{padding-left:14pt!important}}"
        f".band td{{background:#e9e2d4;font-weight:bold}}</style><h2>{draw.choice(PARTS['titles'])}</h2>"
        f"<table>{_head(columns, corner, made.chosen)}{body}</table>"
    )
    return made


def _columns(kind: str, draw: random.Random) -> list[Column]:
    regions = draw.choice(PARTS["regions"])
    total = draw.choice(PARTS["totals"])
    years = [Column((str(year),), year) for year in (YEAR, YEAR - 1, YEAR - 2)]
    each = [(name, {"region": name.lower()}) for name in regions]
    whole = [*each[:3], (total, {})]
    if kind == "regions":
        return [Column((name,), YEAR, classes) for name, classes in (*each, (total, {}))]
    if kind == "regions and years":
        named = [Column(("Regions", name), YEAR, classes) for name, classes in each]
        return [*named, Column((total, str(YEAR)), YEAR), Column((total, str(YEAR - 1)), YEAR - 1)]
    if kind == "years over regions":
        return [Column((str(y), name), y, classes) for y in (YEAR, YEAR - 1) for name, classes in whole]
    if kind == "regions over years":
        return [Column((name, str(y)), y, classes) for name, classes in whole for y in (YEAR, YEAR - 1)]
    if kind == "base year":
        return [*years, Column(("2019<br>(base year)",), 2019)]
    last = {"change": "Change (%)", "target": "Target 2030"}.get(kind)
    ordered = years[::-1] if kind == "years upwards" else years
    return [*ordered, Column((last,), None)] if last else ordered


def _head(columns: Sequence[Column], corner: str, chosen: dict[str, str]) -> str:
    deep = len(columns[0].heads)
    aside = {
        "topic": chosen["groups"] == "merged",
        "first": chosen["codes"] == "first",
        "label": True,
        "code": chosen["codes"] == "behind the label",
        "unit": chosen["unit"] == "behind the label",
    }
    texts = {"topic": "Topic", "first": "GRI", "label": corner, "code": "GRI", "unit": "Unit"}
    cells = [f"<th rowspan={deep}>{texts[name]}</th>" for name, shown in aside.items() if shown]
    if deep == 1:
        cells += [f"<th class=v>{column.heads[0]}</th>" for column in columns]
    else:
        spans = Counter(column.heads[0] for column in columns)
        cells += [f"<th class=c colspan={count}>{name}</th>" for name, count in spans.items()]
    last = {"Unit": chosen["unit"] == "last", "GRI": chosen["codes"] == "last"}
    cells += [f"<th rowspan={deep}>{text}</th>" for text, shown in last.items() if shown]
    below = "".join(f"<th class=v>{column.heads[-1]}</th>" for column in columns) if deep > 1 else ""
    return f"<tr>{''.join(cells)}</tr>" + (f"<tr>{below}</tr>" if below else "")


def _block(block: dict[str, Any], columns: Sequence[Column], made: Sheet, draw: random.Random) -> str:
    chosen = made.chosen
    unit = draw.choice(block["units"])
    rows = [row for row in block["rows"] if draw.random() < 0.9] or block["rows"][:1]
    if chosen["unit"] == "in the band":
        rows = [row for row in rows if "unit" not in row] or block["rows"][:1]
    title = block["title"] + (f" ({unit})" if chosen["unit"] == "in the band" else "")
    wide = len(columns) + 1 + (chosen["unit"] in {"behind the label", "last"}) + (chosen["codes"] != "none")
    band = {
        "band": f"<tr class=band><td colspan={wide}>{title}</td></tr>",
        "bold": f"<tr><td><b>{title}</b></td>{'<td></td>' * (wide - 1)}</tr>",
    }.get(chosen["groups"], "")
    topic = f"<td rowspan={len(rows)}>{title}</td>" if chosen["groups"] == "merged" else ""
    lines = [_row(row, row.get("unit", unit), columns, made, draw) for row in rows]
    return band + "".join(f"<tr>{topic if not at else ''}{line}</tr>" for at, line in enumerate(lines))


def _row(row: dict[str, Any], unit: str, columns: Sequence[Column], made: Sheet, draw: random.Random) -> str:
    chosen, code = made.chosen, PARTS["codes"].get(row["metric"], "2-6")
    label = escape(draw.choice(row["labels"]))
    plain = unit in {"number", "headcount"}
    if chosen["groups"] == "none" and label in {"Women", "Men"}:
        label += " employed"
    told = {"in brackets": f"{label} ({unit})", "behind a comma": f"{label}, {unit}"}.get(chosen["unit"], label)
    values = "".join(_cell(row, unit, column, made, draw) for column in columns)
    before = f"<td>{code}</td>" if chosen["codes"] == "first" else ""
    behind = f"<td>GRI {code}</td>" if chosen["codes"] == "behind the label" else ""
    behind += f"<td>{unit}</td>" if chosen["unit"] == "behind the label" else ""
    last = f"<td>{unit}</td>" if chosen["unit"] == "last" else ""
    last += f"<td>GRI {code}</td>" if chosen["codes"] == "last" else ""
    edge = "l in" if row.get("indent") else "l"
    return f"{before}<td class='{edge}'>{label if plain else told}</td>{behind}{values}{last}"


def _cell(row: dict[str, Any], unit: str, column: Column, made: Sheet, draw: random.Random) -> str:
    if column.year is None:
        return f"<td class=v>{draw.choice(('+', '–'))}{draw.randint(1, 19)}%</td>"
    decimals = 1 if unit == "%" or row.get("small") else 0
    low, high = (1, 9) if row.get("few") else (3, 59) if decimals else (2100, 90000)
    value = round(draw.uniform(low, high), decimals)
    shown = f"{value:,.{decimals}f}"
    read_as, factor = PARTS["units"][unit]
    read_as = PARTS["per"].get(row["metric"], PARTS["counted"].get(row["metric"], read_as))
    classes = {**row.get("breakdown", {}), **column.breakdown}
    metric = "employees" if row["metric"] == "employees_total" and classes else row["metric"]
    made.facts.append(Fact(metric, column.year, float(shown.replace(",", "")) * factor, read_as, classes))
    return f"<td class=v>{shown}</td>"


def compared(found: Sequence[Quantity], facts: Sequence[Fact]) -> Counter[str]:
    """How many facts were asked and read, with their classes and without, and how many rows nobody asked for."""
    left = [row for row in found if row.value_kind == "actual"]
    counts = Counter({"asked": len(facts)})
    for fact in facts:
        same = [row for row in left if (row.metric, row.year) == (fact.metric, fact.year) and _is(row, fact)]
        names = sorted(fact.breakdown.values())
        exact = next((row for row in same if sorted(map(str.lower, row.breakdown.values())) == names), None)
        chosen = exact or (same[0] if same else None)
        counts += Counter({"read": chosen is not None, "with classes": exact is not None})
        if chosen is not None:
            left.remove(chosen)
    counts["invented"] = len(left)
    return counts


def _is(row: Quantity, fact: Fact) -> bool:
    return row.unit == fact.unit and abs(row.value - fact.value) <= 1e-6 * max(1.0, abs(fact.value))


def measured(sheets: Sequence[Sheet], folder: Path) -> Iterator[tuple[Sheet, Counter[str], list[Quantity]]]:
    """Draw each sheet with Chromium, read it, and tell what became of its facts."""
    knowledge = Knowledge.of(load_methodology())
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for number, one in enumerate(sheets):
            path = folder / f"{number:04}.pdf"
            page.set_content(one.html)
            page.pdf(path=path, prefer_css_page_size=True, print_background=True)
            found = extract_quantities(read_document(path), knowledge, year=YEAR)
            yield one, compared(found, one.facts), found
        browser.close()


def command_line(about: str | None, things: str, count: int) -> argparse.Namespace:
    """The command line of a benchmark that draws things at random: how many, the seed, and what to show or keep."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(f"--{things}", dest="count", type=int, default=count, help="how many are put together")
    parser.add_argument("--seed", type=int, default=1, help=f"of the choices; the same seed gives the same {things}")
    parser.add_argument("--losses", action="store_true", help=f"print the {things} that lost most")
    parser.add_argument("--keep", type=Path, help="leave the documents here")
    return parser.parse_args()


def tell(asked: argparse.Namespace, sheets: Sequence[Sheet], whole: str) -> None:
    """Measure sheets and print what became of the facts, by each choice of each part.

    Args:
        asked: the command line.
        sheets: what is drawn.
        whole: a part of which each sheet has one choice: its counts add up to all.
    """
    by_choice: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    worst: list[tuple[float, int, dict[str, str]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for number, (one, counts, _) in enumerate(measured(sheets, folder)):
            worst.append((counts["read"] / counts["asked"], number, one.chosen))
            for pair in one.chosen.items():
                by_choice[pair] += counts
    total = sum((counts for (part, _), counts in by_choice.items() if part == whole), Counter[str]())
    print(f"{'part':10}{'choice':22}" + "".join(f"{name:>14}" for name in COUNTS))
    for (part, choice), counts in sorted(by_choice.items()):
        print(f"{part:10}{choice:22}" + "".join(f"{counts[name]:14}" for name in COUNTS))
    for share, number, chosen in sorted(worst, key=lambda one: one[:2])[:20] if asked.losses else ():
        print(f"{number:04} {share:.2f} {chosen}")
    print(json.dumps({name: total[name] for name in COUNTS}))


def main() -> None:
    """Read the command line, measure and print."""
    asked = command_line(__doc__, "tables", 200)
    draw = random.Random(asked.seed)
    tell(asked, [sheet(draw) for _ in range(asked.count)], "columns")


if __name__ == "__main__":
    main()
