"""Codes, numbers, marks, notes, pages and boundaries beside the labels and figures of a table change nothing.

The same rows are read plain and with each of them, as text and drawn on a page: all in the full run, a seeded sample in
the short one. All figures are invented.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.extraction.texts import KNOW, facts

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import read_document

YEAR, SAMPLE = 2024, 24
CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "table_furniture.yaml").read_text(encoding="utf-8")
)
TITLES = {"en": "Sustainability Report 2024", "zh": "2024年可持续发展报告"}
Table = list[list[str]]


class Variant(NamedTuple):
    name: str
    language: str
    table: Table


def with_labels(language: str, before: str, behind: str) -> Table:
    """Units in the brackets of labels, with what stands around each label; N is the row's number."""
    heads, at = CASES[language]["heads"], language == "zh"
    rows = [[heads["label"], *heads["years"]]]
    for number, row in enumerate(CASES["rows"], start=1):
        unit = row["units"][at]
        bracket = f"（{unit}）" if at and unit else f" ({unit})" if unit else ""
        rows.append([before.replace("N", str(number)) + row[language] + bracket + behind, *row["figures"]])
    return rows


def with_columns(language: str) -> Table:
    """Label, unit and figures of each row."""
    heads, at = CASES[language]["heads"], language == "zh"
    rows = [[heads["label"], heads["unit"], *heads["years"]]]
    return rows + [[row[language], row["units"][at], *row["figures"]] for row in CASES["rows"]]


def beside(name: str, language: str, n: int, row: list[str]) -> list[str]:
    """A row of label, unit and figures with a column more, or with its unit last; row 0 is the head."""
    case, heads = CASES[language], CASES[language]["heads"]
    head = heads.get(name.removesuffix(" last"), "")
    if name == "unit last":
        return [row[0], *row[2:], row[1]]
    if name in {"code", "number"}:
        return [head if n == 0 else f"302-{n}" if name == "code" else str(n), *row]
    if name == "note":
        return [row[0], str(n) if n else head, *row[1:]]
    if name == "boundary":
        return [*row[:2], case["whole"] if n else head, *row[2:]]
    cells = {"code last": f"302-{n}", "page": str(30 + n), "assured": "✓", "goals": str(2 + n)}
    return [*row, cells[name] if n else head]


def variants() -> Iterator[Variant]:
    for language in TITLES:
        case = CASES[language]
        for before in case["before"]:
            yield Variant(f"{before}|", language, with_labels(language, before, ""))
        for behind in case["behind"]:
            yield Variant(f"|{behind}", language, with_labels(language, "", behind))
        plain = with_columns(language)
        for mark in case["marks"]:
            marked = [plain[0], *([*row[:2], *(figure + mark for figure in row[2:])] for row in plain[1:])]
            yield Variant(f"figure{mark}", language, marked)
        for name in ("unit last", "code", "code last", "number", "page", "note", "boundary", "assured", "goals"):
            table = [beside(name, language, n, row) for n, row in enumerate(plain)]
            yield Variant(f"column: {name}", language, table)


def read_text(one: Variant) -> list[Quantity]:
    return facts(f"{TITLES[one.language]}\n\n" + "\n".join("\t".join(row) for row in one.table), YEAR)


def read_page(one: Variant, path: Path) -> list[Quantity]:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(1000, 595), invariant=1)
    font = "STSong-Light" if one.language == "zh" else "Helvetica"
    canvas.setFont(font, 9)
    canvas.drawString(50, 560, TITLES[one.language])
    widths = [max(canvas.stringWidth(cell, font, 9) for cell in column) for column in zip(*one.table, strict=True)]
    for down, row in enumerate(one.table):
        x = 50.0
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            if at and text[:1].isdigit():
                canvas.drawRightString(x + width, 500 - 15 * down, text)
            else:
                canvas.drawString(x, 500 - 15 * down, text)
            x += width + 28
    canvas.save()
    return extract_quantities(read_document(path), KNOW, year=YEAR)


def told(rows: list[Quantity]) -> set[tuple[object, ...]]:
    return {
        (q.metric, round(q.value, 6), q.unit, q.year, tuple(sorted(q.breakdown.items())), q.value_kind) for q in rows
    }


def expected(language: str) -> set[tuple[object, ...]]:
    return told(read_text(Variant("plain", language, with_columns(language))))


def test_the_plain_rows_are_read_whole() -> None:
    for language in TITLES:
        found = expected(language)
        wanted = {(row["metric"], year) for row in CASES["rows"] for year in (YEAR, YEAR - 1)}
        assert {(metric, year) for metric, _, _, year, classes, _ in found if not classes} == wanted
        assert len(found) == len(wanted)


def wrong(one: Variant, tmp_path: Path) -> list[str]:
    right = expected(one.language)
    read = {"text": told(read_text(one)), "page": told(read_page(one, tmp_path / "t.pdf"))}
    return [f"{one.name} ({form}): {sorted(found ^ right)}" for form, found in read.items() if found != right]


def test_furniture_changes_nothing(tmp_path: Path) -> None:
    sample = random.Random(7).sample(list(variants()), SAMPLE)
    assert [problem for one in sample for problem in wrong(one, tmp_path)] == []


@pytest.mark.full
def test_no_furniture_changes_anything(tmp_path: Path) -> None:
    assert [problem for one in variants() for problem in wrong(one, tmp_path)] == []
