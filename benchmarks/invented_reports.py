"""How well whole pages of invented reports are read: their makers knew the labelling guide and not the extractor.

    benchmarks/invented_reports.py [--only WORD] [--misses] [--keep DIR]

Each report of benchmarks/invented_reports is a page or several in HTML (`<name>.html`), in the look and the wording of
a kind of report that companies publish, with an invented company and invented figures, and its facts (`<name>.csv`:
metric, value, unit, year, page, classes). `parts.csv` says of each report in which language it is and whether rules
were mended on what was missed there (`sight`) or what it lacks was never read (`held`). Chromium prints them as PDFs.
The table gives for each report how many facts it has, the share that is found (metric, year and value), the share found
with as many classes, and of the rows the share that is a fact; then the means of each part. The last line is one JSON
object. --misses prints what was not found and what was invented, of reports of `sight` alone. --keep leaves the PDFs in
a folder.
"""

import argparse
import csv
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.text import read_document
from extraction_forms import program

FOLDER = Path(__file__).with_suffix("")
_NEAR = 1e-5
_CLASS_ENDS = re.compile(r";\s*(?=[a-z]+=|$)")  # with a blank behind it or not
MEASURES = ("found", "with classes", "right")


@dataclass(frozen=True)
class Report:
    """An invented report: its name, language and part, and its page."""

    name: str
    language: str
    part: str
    page: Path


@dataclass(frozen=True)
class Fact:
    """A fact that an invented report states."""

    metric: str
    value: float
    unit: str
    year: int
    page: int
    classes: int


@dataclass(frozen=True)
class Measured:
    """What was found of a report: facts, rows, facts found, those with as many classes, what is missing or wrong."""

    facts: int
    rows: int
    found: int
    with_classes: int
    misses: tuple[str, ...]

    def shares(self) -> dict[str, float]:
        """The measures, each from 0 to 1."""
        of_facts, of_rows = max(1, self.facts), max(1, self.rows)
        return dict(
            zip(MEASURES, (self.found / of_facts, self.with_classes / of_facts, self.found / of_rows), strict=True)
        )


def reports(folder: Path = FOLDER) -> list[Report]:
    """The reports of a folder by name."""
    with (folder / "parts.csv").open(encoding="utf-8") as file:
        return [
            Report(r["report"], r["language"], r["part"], folder / f"{r['report']}.html") for r in csv.DictReader(file)
        ]


def facts_of(report: Report) -> list[Fact]:
    """The facts that a report states, aims among them."""
    with report.page.with_suffix(".csv").open(encoding="utf-8") as file:
        return [
            Fact(
                row["metric"], float(row["value"]), row["unit"], int(row["year"]), int(row["page"]),
                len(list(filter(None, _CLASS_ENDS.split(row["classes"])))),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def printed(chosen: Sequence[Report], folder: Path) -> Iterator[tuple[Report, Path]]:
    """Each report as a PDF in a folder."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=["--no-sandbox", "--disable-gpu"])
        for report in chosen:
            page = browser.new_page()
            page.goto(report.page.resolve().as_uri())
            path = folder / f"{report.name}.pdf"
            page.pdf(path=path, prefer_css_page_size=True, print_background=True)
            page.close()
            yield report, path
        browser.close()


def measure(path: Path, facts: Sequence[Fact], know: Knowledge) -> Measured:
    """Read a PDF and pair its rows with facts: first where the number of classes agrees, then without."""
    left, open_facts, with_classes = extract_quantities(read_document(path), know), list(facts), 0
    for strictly in (True, False):
        rest = []
        for fact in open_facts:
            own = next((row for row in left if _is(row, fact, know, strictly=strictly)), None)
            if own is None:
                rest.append(fact)
            else:
                left.remove(own)
                with_classes += strictly
        open_facts = rest
    years = {fact.year for fact in facts}  # as the scorer of labels has it; an aim that nobody asked for is not judged
    wrong = [row for row in left if row.value_kind == "actual" and row.year in years]
    misses = [f"lost {f.metric} {f.year} {f.value:g} {f.unit} p{f.page}" for f in open_facts]
    misses += [f"invented {r.metric} {r.year} {r.value:g} {r.unit} {r.breakdown} | {r.quote[:80]}" for r in wrong]
    found = len(facts) - len(open_facts)
    return Measured(len(facts), found + len(wrong), found, with_classes, tuple(misses))


def _is(row: Quantity, fact: Fact, know: Knowledge, *, strictly: bool) -> bool:
    if row.metric != fact.metric or row.year != fact.year or (strictly and len(row.breakdown) != fact.classes):
        return False
    converted = know.units.convert(fact.value, fact.unit, row.unit, row.metric)
    return any(
        abs(row.value - value) <= _NEAR * max(abs(value), _NEAR)
        for value in (fact.value, converted)
        if value is not None
    )


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="reports whose name has this word")
    parser.add_argument("--misses", action="store_true", help="print what was missed, of reports of `sight`")
    parser.add_argument("--keep", type=Path, help="leave the PDFs here")
    chosen = parser.parse_args()
    know = Knowledge.of(load_methodology())
    parts: dict[str, list[dict[str, float]]] = {}
    print(f"{'report':28}{'part':7}{'facts':>6}{'rows':>6}" + "".join(f"{name:>14}" for name in MEASURES))
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for report, path in printed([one for one in reports() if chosen.only in one.name], folder):
            one = measure(path, facts_of(report), know)
            parts.setdefault(report.part, []).append(one.shares())
            shares = "".join(f"{share:14.3f}" for share in one.shares().values())
            print(f"{report.name:28}{report.part:7}{one.facts:6}{one.rows:6}{shares}")
            if chosen.misses and report.part == "sight":
                print("".join(f"    {miss}\n" for miss in one.misses), end="")
    means = {
        part: {name: round(sum(one[name] for one in each) / len(each), 4) for name in MEASURES} | {"reports": len(each)}
        for part, each in sorted(parts.items())
    }
    print(json.dumps(means))


if __name__ == "__main__":
    main()
