"""Pages with tables, drawn on the spot."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import Page, read_document

SHEETS = Path(__file__).resolve().parents[2] / "cases" / "extraction"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
Draw = Callable[[Any], None]
MakePages = Callable[..., list[Page]]


@pytest.fixture
def make_pages(tmp_path: Path) -> MakePages:
    """Pages of 600 x 800 points, one for each drawing function; the canvas has its origin bottom left."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def make(*draws: Draw) -> list[Page]:
        path = tmp_path / "tables.pdf"
        canvas = Canvas(str(path), pagesize=(600, 800), invariant=1)
        for draw in draws:
            canvas.setFont("Helvetica", 9)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return list(read_document(path).pages())

    return make


@pytest.fixture
def rows_at() -> Callable[..., None]:
    """Draw rows of cells: texts left-aligned, numbers and years right-aligned, each at its x."""

    def draw(canvas: Any, rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, pitch: float = 15) -> None:
        for number, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                if text and (text[0].isdigit() or text[0] in "(-–"):
                    canvas.drawRightString(x + 50, top - pitch * number, text)
                elif text:
                    canvas.drawString(x, top - pitch * number, text)

    return draw


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped vocabulary and wording."""
    return Knowledge.of(load_methodology())


@pytest.fixture(scope="module")  # a driver that stays open keeps other tests of a session from starting theirs
def chromium() -> Iterator[Browser]:
    """The browser that prints sheets; tests without one are skipped."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium / 需要 Chromium")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def printed(chromium: Browser, tmp_path: Path) -> Callable[[str], Path]:
    """A sheet of `tests/cases/extraction`, written as HTML, as the PDF that Chromium prints of it."""

    def sheet(name: str) -> Path:
        page, path = chromium.new_page(), tmp_path / "sheet.pdf"
        page.set_content((SHEETS / f"{name}.html").read_text(encoding="utf-8"))
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        page.close()
        return path

    return sheet


@pytest.fixture
def facts_not_read(printed: Callable[[str], Path], knowledge: Knowledge) -> Callable[[str, dict[str, Any]], list[Any]]:
    """What is stated of a sheet, `[metric, value, unit, year, classes]` each, and is not among the rows read of it."""

    def unread(name: str, sheet: dict[str, Any]) -> list[Any]:
        rows = extract_quantities(read_document(printed(name)), knowledge, year=sheet["year"])
        read = [[row.metric, row.value, row.unit, row.year, dict(row.breakdown)] for row in rows]
        stated = [[metric, pytest.approx(value), *rest] for metric, value, *rest in sheet["facts"]]
        return [fact for fact in stated if fact not in read]

    return unread
