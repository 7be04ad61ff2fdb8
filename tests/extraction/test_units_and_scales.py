"""Every metric in every unit at every place where a table may print one: never another amount, unit or metric.

A unit stands in a column, behind the label, in the corner, in heads, rows of units, captions or beside the name of a
group. All combinations are read in the full run as text, a seeded sample in the short one; and a sample as pages.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.extraction.texts import KNOW, facts

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import read_document

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "units_and_scales.yaml").read_text(encoding="utf-8")
)
SAMPLE, PAGES = 300, 40
_PLACE = re.compile(r"(?<![A-Za-z])[LUAB](?![A-Za-z\d])")  # what stands for label, unit and figures: L (U)
Combination = tuple[str, str, str, str]
Read = Callable[[Sequence[str]], list[Quantity]]


def combinations() -> Iterator[Combination]:
    """Each language, metric, unit and place."""
    for language, places in CASES["places"].items():
        for metric, units in CASES["units"][language].items():
            for unit in units:
                for place in places:
                    yield language, metric, unit, place


def table(one: Combination) -> list[str]:
    language, metric, unit, place = one
    named = CASES["metrics"][metric]
    told = dict(zip("LUAB", (named[language], unit, *named["figures"]), strict=True))
    return [_PLACE.sub(lambda found: told[found[0]], line) for line in CASES["places"][language][place]]


def as_text(lines: Sequence[str]) -> list[Quantity]:
    return facts("\n".join([title_of(lines), "", *(line.replace("|", "\t") for line in lines)]))


def title_of(lines: Sequence[str]) -> str:
    language = "zh" if any(not cell.isascii() for line in lines for cell in line.split("|")) else "en"
    return str(CASES["titles"][language])


@pytest.fixture
def as_page(tmp_path: Path) -> Read:
    """Reads the same lines from a page on which each column begins at an edge of its own."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def read(lines: Sequence[str]) -> list[Quantity]:
        rows = [line.split("|") for line in lines]
        wide = max(map(len, rows))
        held = [[row[at] for row in rows if 1 < len(row) > at] for at in range(wide)]
        widths = [max(pdfmetrics.stringWidth(text, "STSong-Light", 9) for text in column) for column in held]
        canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(842, 595), invariant=1)
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(50, 560, title_of(lines))
        for number, row in enumerate(rows):
            for at, text in enumerate(row):
                left = 50 + sum(widths[:at]) + 25 * at
                right = left + widths[at]
                if text[:1].isdigit():
                    canvas.drawRightString(right, 500 - 15 * number, text)
                else:
                    canvas.drawString(left, 500 - 15 * number, text)
        canvas.save()
        return extract_quantities(read_document(tmp_path / "page.pdf"), KNOW, year=2021)

    return read


def wrong(one: Combination, read: Read) -> list[str]:
    """What is told otherwise than by the combination, and what is not told at all."""
    language, metric, unit, _ = one
    factor, plain = CASES["units"][language][metric][unit]
    lines = table(one)
    years = dict(zip(CASES["metrics"][metric]["figures"], (2020, 2021), strict=True))
    asked = {printed for printed in years if any(printed in line.split("|") for line in lines)}
    found = [row for row in read(lines) if row.raw_value != "77"]
    told = {(row.metric, round(row.value, 6), row.unit, row.year) for row in found}
    right = {(metric, round(float(p.replace(",", "")) * factor, 6), plain, years[p]) for p in asked}
    return [] if told == right else [f"{one}: {sorted(map(str, told))}"]


@pytest.mark.heavy
def test_units_are_read_wherever_they_stand() -> None:
    sample = random.Random(11).sample(list(combinations()), SAMPLE)
    assert [problem for one in sample for problem in wrong(one, as_text)] == []


@pytest.mark.heavy
def test_units_are_read_wherever_they_stand_on_pages(as_page: Read) -> None:
    read = [one for one in combinations() if one[-1] not in CASES["only_in_text"]]
    sample = random.Random(12).sample(read, PAGES)
    assert [problem for one in sample for problem in wrong(one, as_page)] == []


@pytest.mark.full
def test_units_of_all_combinations_are_read() -> None:
    assert [problem for one in combinations() for problem in wrong(one, as_text)] == []


@pytest.mark.parametrize("case", CASES["examples"], ids=lambda case: case["lines"][0])
def test_tables_with_units_in_groups_and_columns(case: dict[str, Any]) -> None:
    told = sorted((row.metric, row.value, row.unit) for row in as_text(case["lines"]) if row.year == 2021)
    assert told == sorted(map(tuple, case["facts"]))
