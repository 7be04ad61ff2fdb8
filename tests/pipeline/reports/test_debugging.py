"""Pictures of what was found: the boxes stand where the words stand."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cnesg.cli.app import _run
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import traced_quantities
from cnesg.extraction.tracing import PageTracer, Trace
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.model.records import BoundingBox
from cnesg.pipeline.reports import debug_pictures
from cnesg.pipeline.reports.debug_pictures import _COLOURS, PagePicture, Rendered, chinese_font
from cnesg.text import Page, read_document

WIDTH, HEIGHT = 595.0, 400.0
TABLE = {
    "Energy": (60, 300),
    "Unit": (230, 300),
    "2022": (330, 300),
    "2023": (430, 300),
    "Electricity consumption": (60, 280),
    "MWh": (230, 280),
    "1,200": (330, 280),
    "1,250": (430, 280),
    "Natural gas consumption": (60, 264),
    "m3": (230, 264),
    "86,000": (330, 264),
    "91,000": (430, 264),
}


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A page of a table, a blank page, a page of prose."""
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 10)
    for text, (x, y) in TABLE.items():
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 300, "In 2023, our total water consumption was 5,400 tonnes.")
    canvas.showPage()
    canvas.save()
    return path


def traces(path: Path) -> dict[tuple[str, str], tuple[Quantity, Trace, Page]]:
    document = read_document(path)
    methodology = load_methodology()
    pages = {page.number: page for page in document.pages()}
    found = {}
    for quantity, candidate in traced_quantities(document, methodology, year=2023):
        page = pages[quantity.page]
        tracer = PageTracer(page, Knowledge.of(methodology).units)
        found[quantity.metric, quantity.raw_value] = (quantity, tracer.trace(quantity, candidate), page)
    return found


def words_in(page: Page, boxes: tuple[BoundingBox, ...]) -> str:
    """The words whose middle lies in boxes."""
    words = [word for line in page.lines for word in line.words if word.bbox]
    inside = [
        word.text
        for word in words
        for x0, y0, x1, y1 in boxes
        if word.bbox and x0 <= (word.bbox[0] + word.bbox[2]) / 2 <= x1 and y0 <= (word.bbox[1] + word.bbox[3]) / 2 <= y1
    ]
    return " ".join(inside)


@pytest.mark.parametrize(
    ("metric", "number", "label", "unit", "year"),
    [
        ("electricity", "1,250", "Electricity consumption", "MWh", "2023"),
        ("electricity", "1,200", "Electricity consumption", "MWh", "2022"),
        ("natural_gas", "86,000", "Natural gas consumption", "m3", "2022"),
        ("water_total", "5,400", "water consumption", "tonnes.", "2023,"),
    ],
)
def test_label_unit_and_year_are_found_where_they_stand(
    pdf: Path, metric: str, number: str, label: str, unit: str, year: str
) -> None:
    quantity, trace, page = traces(pdf)[metric, number]
    assert quantity.bbox is not None
    assert words_in(page, (quantity.bbox,)) == number
    assert label in words_in(page, trace.label)
    assert words_in(page, trace.unit) == unit
    assert words_in(page, trace.year) == year


def test_a_picture_has_the_boxes_in_four_colours(pdf: Path) -> None:
    quantity, trace, _ = traces(pdf)["electricity", "1,250"]
    blank = Rendered(Image.new("RGB", (int(WIDTH * 2), int(HEIGHT * 2)), (255, 255, 255)), 2.0)
    picture = Image.open(io.BytesIO(PagePicture(blank, "x").drawn([(quantity, trace)])))
    head = picture.height - int(HEIGHT * 2)
    assert quantity.bbox is not None
    boxes = {"number": quantity.bbox, "label": trace.label[0], "unit": trace.unit[0], "year": trace.year[0]}
    for kind, (x0, y0, x1, y1) in boxes.items():
        left, middle = int(x0 * 2) - 1, int(y0 + y1)
        assert picture.getpixel((left, head + middle)) == _COLOURS[kind], kind
        inside = picture.getpixel((int(x0 + x1), head + middle))
        assert inside != (255, 255, 255), kind
        assert picture.getpixel((left - 8, head + middle)) == (255, 255, 255), kind


def test_many_quantities_all_have_a_line_in_the_list(pdf: Path) -> None:
    quantity, trace, _ = traces(pdf)["electricity", "1,250"]
    blank = Rendered(Image.new("RGB", (400, 300), (255, 255, 255)), 1.0)

    def drawn(count: int) -> Image.Image:
        return Image.open(io.BytesIO(PagePicture(blank, "x").drawn([(quantity, trace)] * count)))

    list_width = drawn(1).width - blank.image.width

    def lines(count: int) -> int:
        """How many blue squares the lists beside the page have, from top to bottom."""
        picture = drawn(count)
        rows = 0
        for left in range(blank.image.width + 40, picture.width, list_width):
            column = [picture.getpixel((left + 4, y)) == _COLOURS["label"] for y in range(40, picture.height)]
            rows += sum(after and not before for before, after in zip([False, *column], column, strict=False))
        return rows

    assert [lines(count) for count in (1, 7, 60)] == [1, 7, 60]


def test_the_list_is_as_wide_as_its_longest_line_and_has_an_end(pdf: Path) -> None:
    quantity, trace, _ = traces(pdf)["electricity", "1,250"]
    blank = Rendered(Image.new("RGB", (400, 300), (255, 255, 255)), 1.0)

    def width(site: str) -> int:
        row = replace(quantity, breakdown={"site": site}), trace
        return Image.open(io.BytesIO(PagePicture(blank, "x").drawn([row]))).width

    assert (
        width("the northern works") < width("the northern works and the two old mills by the river") < width("x" * 900)
    )
    assert width("x" * 900) == width("x" * 9000)


@pytest.mark.heavy
def test_the_command_draws_pages_with_facts_alone(pdf: Path, tmp_path: Path) -> None:
    debug = tmp_path / "debug"
    (debug / "other").mkdir(parents=True)
    assert _run(["extract", str(pdf), "--year", "2023", "--out", str(tmp_path / "x.jsonl"), "--debug", str(debug)]) == 0
    (folder,) = debug.glob("report-*")
    assert sorted(path.name for path in folder.iterdir()) == ["page-0001.png", "page-0003.png"]
    with Image.open(folder / "page-0001.png") as picture:
        assert picture.width > WIDTH
    assert (debug / "other").is_dir()


def test_a_text_file_is_marked(report: Path, tmp_path: Path) -> None:
    report.write_text("Energy <&>\n\nIn 2023, our total electricity consumption was 1,250,000 kWh.\n", encoding="utf-8")
    command = ["extract", str(report), "--year", "2023", "--only", "quantities", "--out", str(tmp_path / "x.jsonl")]
    assert _run([*command, "--debug", str(tmp_path / "debug")]) == 0
    (file,) = (tmp_path / "debug").glob("*/text.html")
    page = file.read_text(encoding="utf-8")
    assert '<mark class="number">1,250,000</mark> <mark class="unit">kWh</mark>' in page
    assert '<mark class="label">' in page
    assert 'In <mark class="year">2023</mark>' in page
    assert "Energy &lt;&amp;&gt;" in page
    assert '<div class="fact">electricity = 1,250,000 kWh (2023)' in page


def test_debug_changes_no_fact(pdf: Path, tmp_path: Path) -> None:
    plain, drawn = tmp_path / "plain.jsonl", tmp_path / "drawn.jsonl"
    assert _run(["extract", str(pdf), "--year", "2023", "--out", str(plain)]) == 0
    assert _run(["extract", str(pdf), "--year", "2023", "--out", str(drawn), "--debug", str(tmp_path / "d")]) == 0
    assert plain.read_bytes() == drawn.read_bytes()


def test_a_number_without_a_place_has_no_trace(pdf: Path) -> None:
    document = read_document(pdf)
    methodology = load_methodology()
    quantity, candidate = traced_quantities(document, methodology, year=2023)[0]
    page = next(document.pages())
    tracer = PageTracer(page, Knowledge.of(methodology).units)
    assert tracer.trace(replace(quantity, bbox=None), candidate) == Trace()


def test_without_a_font_chinese_names_are_left_out_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debug_pictures, "chinese_font", lambda: None)
    page = PagePicture(Rendered(Image.new("RGB", (10, 10)), 1.0), "report.pdf")
    assert page._drawable("[region: 香港] 0.90")[0] == "[region: (no font)] 0.90"


def test_with_a_font_chinese_names_are_drawn_as_they_are() -> None:
    font = chinese_font()
    assert font is not None  # the extra `pdf` brings one
    page = PagePicture(Rendered(Image.new("RGB", (10, 10)), 1.0), "report.pdf")
    assert page._drawable("[region: 香港]") == ("[region: 香港]", font)
