"""Make the PDF reports of the fictional companies, their index, and the known truth of what they print.

    python demo/make_reports.py [--check] [NAME...]

Each report is a typst source in demo/reports. Its figures come from the market (`cnesg.demo`), so that report and
tables can't disagree; each printed figure leaves a mark from which the truth is collected, in the format of our gold
labels. The fonts are Noto Sans and Noto Serif CJK (Debian: fonts-noto-cjk, fonts-noto-core). With the same fonts and
versions the PDFs come out byte for byte the same.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import opencc
import pypdfium2 as pdfium
import typst
import yaml

from cnesg.demo.companies import PRINTED, Company, fictional_companies
from cnesg.demo.market import YEARS, true_figures
from cnesg.demo.telling import fault_of, published_on

HERE = Path(__file__).parent
SOURCES = HERE / "reports"
TRUTH = HERE / "truth"
PACKAGED = HERE.parent / "src" / "cnesg" / "demo" / "reports"
FONTS = [Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/truetype/noto")]


def figures_known(company: Company, report_year: int) -> dict[str, dict[str, Any]]:
    """What the company believes in the report's year: true figures, save those that it restates only later."""
    sheets = true_figures(company)
    known = {}
    for year in YEARS:
        if year > report_year:
            continue
        for fact in sheets[year]:
            fault = fault_of(company, fact, year, sheets)
            value = fault.told if fault and (fault.kind != "restated" or year == report_year) else fact.value
            classes = ";".join(f"{name}={part}" for name, part in json.loads(fact.breakdown).items())
            known[f"{fact.metric}|{classes}|{year}"] = {"value": value, "unit": fact.unit}
    return known


def report_input(company: Company, entry: dict[str, Any]) -> dict[str, Any]:
    """All that a typst source gets to know."""
    published = published_on(company, entry["year"], "esg")
    chinese = entry["language"] == "zh"
    name = company.name.zh if chinese else company.name.en
    short = company.short_name if chinese else name
    if entry.get("traditional"):
        name, short = (opencc.OpenCC("s2hk").convert(text) for text in (name, short))
    return {
        "year": entry["year"],
        "language": entry["language"],
        "name": name,
        "short": short,
        "code": company.code,
        "made": {"year": published.year, "month": published.month, "day": published.day},
        "facts": figures_known(company, entry["year"]),
    }


def compile_report(source: Path, given: dict[str, Any]) -> tuple[bytes, list[dict[str, Any]]]:
    """The PDF and the marks of its figures."""
    shared: dict[str, Any] = {
        "root": str(SOURCES),
        "font_paths": [str(folder) for folder in FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"report": json.dumps(given, ensure_ascii=False)},
    }
    pdf = typst.compile(str(source), format="pdf", **shared)
    marks = json.loads(typst.query(str(source), "<fact>", field="value", **shared))
    if not marks:
        raise SystemExit(f"{source.name}: prints no figure")
    return pdf, marks


def quote_of(page: pdfium.PdfTextPage, raw: str, x: float, y: float) -> str | None:
    """The line of the text layer that prints `raw` nearest to a point, or None where the page does not print it.

    Words that are broken over two lines are quoted as they are.
    """
    squeezed = re.sub(r"\s", "", raw)
    finder = page.search(raw, match_case=True)
    places = []
    while found := finder.get_next():
        left, bottom, _, top = page.get_charbox(found[0])
        places.append((abs(left - x) + 2 * abs(bottom - y), bottom, top))
    if not places:
        return raw if squeezed in re.sub(r"\s", "", page.get_text_range()) else None
    _, bottom, top = min(places)
    line = " ".join(page.get_text_bounded(bottom=bottom + 1, top=top - 1).split())
    return line if squeezed in re.sub(r"\s", "", line) else raw


def truth_rows(pdf: bytes, marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row a fact in gold format: the first place, further ones in `also`."""
    document = pdfium.PdfDocument(pdf)
    pages = [page.get_textpage() for page in document]
    heights = [page.get_height() for page in document]
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for mark in marks:
        raw = mark["raw"]
        number = Decimal(raw.replace(",", "")) * mark["scale"] if mark["value"] is None else Decimal(0)
        place = mark["page"]
        quote = quote_of(pages[place - 1], raw, mark["x"], heights[place - 1] - mark["y"])
        if quote is None:
            raise SystemExit(f"page {place}: {raw!r} of {mark['metric']} is not in the text layer")
        row = {
            "key": mark["metric"],
            "breakdown": mark["breakdown"],
            "value": float(number),
            "unit": mark["plain"] or mark["unit"] or "cases",
            "raw_value": raw,
            "raw_unit": mark["unit"],
            "year": mark["year"],
            "page": place,
            "quote": quote[:160],
        }
        # A figure rounded in prose and exact in a table is one fact; the exact one is asked for.
        key = (row["key"], json.dumps(row["breakdown"], sort_keys=True), row["year"])
        held = rows.get(key)
        if held is None:
            rows[key] = row
            continue
        if len(re.sub(r"\D", "", raw)) > len(re.sub(r"\D", "", held["raw_value"])):
            held, row = row, held
            rows[key] = {**held, "also": row.get("also", [])}
        if row["page"] != held["page"] and row["page"] not in rows[key].get("also", []):
            rows[key]["also"] = sorted({*rows[key].get("also", []), row["page"]})
    for row in rows.values():
        if not row.get("also"):
            row.pop("also", None)
        yield row


def write_index(entries: list[dict[str, Any]], companies: dict[str, Company]) -> None:
    """The index of the packaged reports, in the order of reports.yaml."""
    index = []
    for entry in entries:
        path = PACKAGED / f"{entry['file']}.pdf"
        if not path.is_file():
            continue
        content = path.read_bytes()
        index.append(
            {
                "file": path.name,
                "company_id": entry["company"],
                "fiscal_year": entry["year"],
                "published": published_on(companies[entry["company"]], entry["year"], "esg").isoformat(),
                "language": entry["language"],
                "kind": "esg",
                "pages": len(pdfium.PdfDocument(content)),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    (PACKAGED / "index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Make the reports named, or all of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("names", nargs="*", help="reports to make (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a report would come out otherwise")
    given = parser.parse_args()
    entries = yaml.safe_load((HERE / "reports.yaml").read_text(encoding="utf-8"))
    companies = {company.company_id: company for company in fictional_companies(PRINTED)}
    PACKAGED.mkdir(exist_ok=True)
    changed = []
    for entry in entries:
        if given.names and entry["file"] not in given.names:
            continue
        source = SOURCES / f"{entry['file']}.typ"
        pdf, marks = compile_report(source, report_input(companies[entry["company"]], entry))
        rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in truth_rows(pdf, marks))
        made = {
            PACKAGED / f"{entry['file']}.pdf": pdf,
            TRUTH / entry["file"] / "quantities.jsonl": rows.encode(),
        }
        changed += [path.name for path, content in made.items() if not path.is_file() or path.read_bytes() != content]
        if not given.check:
            for path, content in made.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        print(f"{entry['file']}: {len(pdf) // 1024} kB, {rows.count(chr(10))} facts")
    if given.check:
        raise SystemExit(f"not as committed: {', '.join(changed)}" if changed else 0)
    write_index(entries, companies)


if __name__ == "__main__":
    main()
