"""Every head over columns of every place: figures are of their year, and changes, aims and sums are none of it.

Each combination is read as a text table and drawn on a page; all of them in the full run, a seeded sample in the short
one. All figures are invented.
"""

import random
from collections.abc import Iterator
from functools import cache
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

YEAR = 2024
HEADS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "heads_over_columns.yaml").read_text(encoding="utf-8")
)
ROWS = {
    "electricity": ("Electricity consumption (MWh)", "用电量（兆瓦时）"),
    "employees_total": ("Number of employees", "员工总数（人）"),
    "turnover_rate": ("Turnover rate (%)", "员工流失率（%）"),
    "donations_total": ("Donations (HK$'000)", "对外捐赠（万元）"),
    "ghg_scope1": ("Scope 1 emissions (tCO2e)", "范围一温室气体排放量（吨二氧化碳当量）"),
}
TITLES = {"en": "Sustainability Report 2024", "zh": "2024年可持续发展报告"}
NOW, BEFORE = {"en": ("2024", "2023"), "zh": ("2024年", "2023年")}, YEAR - 1
SAMPLE = 30


class Column(NamedTuple):
    """A head and what its figures are: of a year, or `changes`, `aims`, `sums`, `parts`."""

    head: str
    of: int | str


class Combination(NamedTuple):
    language: str
    columns: tuple[Column, ...]


def combinations() -> Iterator[Combination]:
    for language, heads in HEADS.items():
        for now, before in heads["years"]:
            this, last = Column(now, YEAR), Column(before, BEFORE)
            yield Combination(language, (this, last))
            yield Combination(language, (last, this))
        this, last = Column(NOW[language][0], YEAR), Column(NOW[language][1], BEFORE)
        for kind in ("changes", "base", "aims", "sums", "parts"):
            for head in heads[kind]:
                beside = Column(head, 2020 if kind == "base" else kind)
                yield Combination(language, (last, this, beside))
                yield Combination(language, (beside, this, last) if kind in {"base", "aims"} else (this, last, beside))


def figure(metric: str, row: int, column: int, of: int | str) -> str:
    """A figure that no other cell has."""
    if of == "changes":
        return f"{2 + row}.{column}{row}%"
    return f"{11 + 2 * row}.{column + 1}" if metric == "turnover_rate" else str(1000 + 100 * row + 37 * column)


def rows_of(one: Combination) -> list[list[str]]:
    first = "Indicator" if one.language == "en" else "指标"
    rows = [[first, *(column.head for column in one.columns)]]
    for row, (metric, labels) in enumerate(ROWS.items()):
        cells = [figure(metric, row, at, column.of) for at, column in enumerate(one.columns)]
        rows.append([labels[one.language == "zh"], *cells])
    return rows


@cache
def _font(language: str) -> str:
    if language == "zh":
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light" if language == "zh" else "Helvetica"


def read_page(one: Combination, path: Path) -> list[Quantity]:
    canvas = Canvas(str(path), pagesize=(1100, 595), invariant=1)
    canvas.setFont(_font(one.language), 9)
    canvas.drawString(50, 560, TITLES[one.language])
    for down, row in enumerate(rows_of(one)):
        canvas.drawString(50, 500 - 15 * down, row[0])
        for at, text in enumerate(row[1:]):
            canvas.drawRightString(400 + 160 * at, 500 - 15 * down, text)
    canvas.save()
    return extract_quantities(read_document(path), KNOW, year=YEAR)


def read_text(one: Combination) -> list[Quantity]:
    lines = "\n".join("\t".join(row) for row in rows_of(one))
    return facts(f"{TITLES[one.language]}\n\n{lines}", YEAR)


def wrong(one: Combination, read: list[Quantity]) -> list[str]:
    problems = []
    for row, metric in enumerate(ROWS):
        for at, column in enumerate(one.columns):
            printed = figure(metric, row, at, column.of)
            found = [q for q in read if q.raw_value.rstrip("%") == printed.rstrip("%")]
            if not _is_right(found, metric, column.of):
                told = [(q.metric, q.year, q.value_kind, q.breakdown) for q in found]
                problems.append(f"{[c.head for c in one.columns]} {column.head}, {metric}: {told}")
    return problems


def _is_right(found: list[Quantity], metric: str, of: int | str) -> bool:
    """Whether a cell was read as what its head says; of what is no figure of a year nothing must be told as one."""
    if of == "changes":
        return not found
    if of == "aims":
        return all(q.value_kind == "target" for q in found)
    if isinstance(of, str):
        return all(q.breakdown for q in found)
    return [(q.metric, q.year, q.breakdown) for q in found] == [(metric, of, {})]


def test_columns_are_of_their_years(tmp_path: Path) -> None:
    sample = random.Random(7).sample(list(combinations()), SAMPLE)
    assert [
        p for one in sample for p in (*wrong(one, read_text(one)), *wrong(one, read_page(one, tmp_path / "t.pdf")))
    ] == []


@pytest.mark.full
def test_columns_of_all_heads_are_of_their_years(tmp_path: Path) -> None:
    for one in combinations():
        assert wrong(one, read_text(one)) == []
        assert wrong(one, read_page(one, tmp_path / "t.pdf")) == []


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Cumulative since 2020", "2020-2024"),
        ("2022-2024 total", "2022-2024"),
        ("Total", "2023-2024"),
        ("Cumulative", "cumulative"),
    ],
)
def test_a_sum_over_years_has_its_period(head: str, period: str, tmp_path: Path) -> None:
    one = Combination("en", (Column("2023", BEFORE), Column("2024", YEAR), Column(head, "sums")))
    for read in (read_text(one), read_page(one, tmp_path / "t.pdf")):
        summed = [
            q for q in read if q.metric == "donations_total" and q.raw_value == figure("donations_total", 3, 2, "sums")
        ]
        assert [(q.year, q.breakdown) for q in summed] == [(YEAR, {"period": period})]


@pytest.mark.parametrize(
    ("head", "year"), [("2030 target", 2030), ("2025 objective", 2025), ("2030", 2030), ("Target", YEAR)]
)
def test_what_is_aimed_at_is_of_its_year(head: str, year: int, tmp_path: Path) -> None:
    one = Combination("en", (Column("2023", BEFORE), Column("2024", YEAR), Column(head, "aims")))
    for read in (read_text(one), read_page(one, tmp_path / "t.pdf")):
        aimed = [q for q in read if q.value_kind == "target" and q.metric == "electricity"]
        assert [(q.year, q.breakdown) for q in aimed] == [(year, {"type": "target"})]
