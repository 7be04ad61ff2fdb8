"""Text that a page shows as a picture: scans, pictures beside text, and text layers that are no text."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.text.conftest import MakePdf

from cnesg.text import Page, read_document, recognition
from cnesg.text.garbage import is_garbage
from cnesg.text.unread import unread_problems

REPORTS = Path(__file__).parents[2] / "src" / "cnesg" / "demo" / "reports"
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
Scan = Callable[..., Path]


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """A copy of some pages of a PDF as pictures, as a scanner would make it."""

    def copy(source: Path, *pages: int) -> Path:
        path = tmp_path / "scan.pdf"
        document = pypdfium2.PdfDocument(source)
        canvas = Canvas(str(path), invariant=1)
        for number in pages:
            width, height = document[number].get_size()
            canvas.setPageSize((width, height))
            picture = document[number].render(scale=150 / 72).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, width, height)
            canvas.showPage()
        canvas.save()
        return path

    return copy


def numbers(page: Page) -> list[str]:
    return [number for line in page.lines for number in NUMBER.findall(line.text)]


@pytest.mark.heavy
@pytest.mark.parametrize(("name", "page"), [("jize-liquor-2024", 3), ("yunyuan-microelectronics-2024", 3)])
def test_a_scan_gives_the_numbers_of_the_print_at_their_places(scan: Scan, name: str, page: int) -> None:
    printed = list(read_document(REPORTS / f"{name}.pdf").pages())[page]
    (scanned,) = read_document(scan(REPORTS / f"{name}.pdf", page)).pages()
    assert all(line.recognised for line in scanned.lines)
    expected, found = numbers(printed), numbers(scanned)
    assert len(expected) > 10
    missing = [number for number in expected if number not in found]
    assert len(missing) <= 0.05 * len(expected), missing
    boxes = {word.text: word.bbox for line in scanned.lines for word in line.words}
    printed_words = [word for line in printed.lines for word in line.words]
    texts = [word.text for word in printed_words]
    words = [w for w in printed_words if NUMBER.fullmatch(w.text) and texts.count(w.text) == 1 and w.text in boxes]
    assert words
    for word in words:
        found_box = boxes[word.text]
        assert word.bbox
        assert found_box
        assert abs(word.bbox[1] - found_box[1]) < 3
        assert abs(word.bbox[0] - found_box[0]) < 12  # within a run; its ends are exact


ROWS = (("Fatalities", "persons", "0", "1"), ("Cars, goods", "t", "1,204", "87"), ("名称一", "吨", "45.2", "7"))


@pytest.mark.heavy
def test_rows_of_a_scan_stand_apart_and_their_cells_line_up_as_in_print(make_pdf: MakePdf, scan: Scan) -> None:
    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(ROWS):
            for x, cell in zip((50, 160, 260, 340), row, strict=True):
                canvas.setFont("Helvetica" if cell.isascii() else "STSong-Light", 12)
                canvas.drawString(x, 250 - 20 * number, cell)

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = make_pdf(draw)
    (scanned,) = read_document(scan(path, 0)).pages()
    words = {word.text: word.bbox for line in scanned.lines for word in line.words if word.bbox}
    for left, texts in ((260, ("0", "1,204", "45.2")), (340, ("1", "87", "7"))):
        assert all(abs(words[text][0] - left) < 2.5 for text in texts), words
    for above, below in (("persons", "1,204"), ("0", "t"), ("1,204", "吨"), ("goods", "45.2")):
        assert words[above][3] < words[below][1], words
    assert all(9 < bottom - top < 17 for _, top, _, bottom in words.values()), words


@pytest.mark.heavy
def test_a_picture_beside_text_is_read_and_the_text_is_not_read_twice(make_pdf: MakePdf, scan: Scan) -> None:
    inner = make_pdf(lambda c: c.drawString(60, 150, "Electricity used 4,812 MWh"), name="inner.pdf")
    picture = pypdfium2.PdfDocument(inner)[0].render(scale=3).to_pil()

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, 400, 180)
        canvas.drawString(50, 250, "Water used 731 tonnes in the year of the report")

    (page,) = read_document(make_pdf(draw)).pages()
    assert [(line.recognised, "731" in line.text, "4,812" in line.text) for line in page.lines] == [
        (False, True, False),
        (True, False, True),
    ]
    assert [line.number for line in page.lines] == [1, 2]
    (without,) = read_document(make_pdf(draw), recognise=False).pages()
    assert not any(line.recognised for line in without.lines)


@pytest.mark.heavy
def test_a_text_layer_that_is_no_text_gives_way_to_the_picture(make_pdf: MakePdf) -> None:
    inner = make_pdf(lambda c: c.drawString(60, 150, "Electricity used 4,812 MWh"), name="inner.pdf")
    picture = pypdfium2.PdfDocument(inner)[0].render(scale=3).to_pil()

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, 400, 300)
        text = canvas.beginText(20, 200)
        text.setTextRenderMode(3)
        for _ in range(5):
            text.textLine("xkcd brtz wvlk ptzn qrst mnbv lkjh")
        canvas.drawText(text)

    document = read_document(make_pdf(draw))
    (page,) = document.pages()
    assert [line.text for line in page.lines] == ["Electricity used 4,812 MWh"]
    assert document.unread == {}


def test_what_can_not_be_read_is_told(make_pdf: MakePdf) -> None:
    path = make_pdf(
        lambda c: c.drawString(50, 200, "Water used 731 tonnes in the year of the report"),
        lambda c: c.circle(200, 150, 80, fill=1),
        lambda _: None,
    )
    document = read_document(path, recognise=False)
    assert document.unread == {}
    list(document.pages())
    assert document.unread == {2: "picture"}


@pytest.mark.parametrize(
    ("words", "garbage"),
    [
        (["\ue001\ue002\ue003"] * 20, True),
        (["公司", "温室气体", "排放量", "1,234.5", "吨"] * 5, False),
        (["xkcd", "brtz", "wvlk", "ptzn"] * 8, True),
        (["GRI", "SASB", "TCFD", "kWh", "MWh"] * 8, False),
        (["Emissions", "fell", "during", "2024"] * 8, False),
        (["\ue001\ue002"], False),
        (["Ѷ\u0501ի", "ҽԖज़", "Ϧљ҇୯", "ύ\u0e6e҇", "Μ\u038bѤ", "ԃϖДΒ", "\u0897၌ҁ", "ԃൔᆛ", "֟ǺԄ", "ࢂࢎᄬ"] * 2, True),
        (["English", "Ελληνικά", "Русский", "हिन्दी", "العربية", "ไทย", "together", *["words"] * 60], False),
        (["Выбросы", "парниковых", "газов", "снизились", "на", "пять", "процентов", "в", "году"], False),
    ],
)
def test_garbage_is_told_from_text(words: list[str], garbage: bool) -> None:
    assert is_garbage(words) is garbage


@pytest.mark.heavy
def test_each_recognised_page_is_told_once(scan: Scan) -> None:
    told: list[None] = []
    document = read_document(scan(REPORTS / "jize-liquor-2024.pdf", 3, 4), on_recognised=lambda: told.append(None))
    for _ in range(2):
        list(document.pages())
    assert len(told) == 2


def tables(canvas: Canvas, name: str) -> None:
    """A page whose only picture says what `name` says."""
    canvas.drawImage(ImageReader(printed(name)), 0, 0, 400, 300)


def printed(text: str) -> Image.Image:
    picture = Image.new("RGB", (1600, 1200), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(60)
    draw.text((200, 200), text, fill="black", font=font)
    draw.text((200, 900), "Water used 731 tonnes", fill="black", font=font)
    return picture


@pytest.mark.heavy
def test_a_picture_that_is_too_much_as_a_whole_is_read_in_tiles(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_pdf(lambda c: tables(c, "Electricity 4,812 MWh"))
    (whole,) = read_document(path).pages()
    rows = recognition._rows

    def short_of_memory(picture: Any, scale: float) -> Any:
        if picture.size > 3 * 700_000:
            message = "std::bad_alloc"
            raise RuntimeError(message)
        return rows(picture, scale)

    monkeypatch.setattr(recognition, "_rows", short_of_memory)
    document = read_document(path)
    (page,) = document.pages()
    assert [line.text.lower() for line in page.lines] == [line.text.lower() for line in whole.lines] != []
    for line, as_whole in zip(page.lines, whole.lines, strict=True):
        assert line.bbox == pytest.approx(as_whole.bbox, abs=2)
    assert document.unread == {}


@pytest.mark.heavy
def test_a_page_whose_picture_can_not_be_recognised_is_named_and_the_others_are_read(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside(canvas: Canvas) -> None:
        tables(canvas, "Electricity 4,812 MWh")
        canvas.drawString(50, 20, "Water used 731 tonnes in the year of the report")

    path = make_pdf(lambda c: c.drawString(50, 200, "Staff: 480 people in 2023"), lambda c: tables(c, "x"), beside)

    def broken(*_: Any) -> Any:
        message = "std::bad_alloc"
        raise RuntimeError(message)

    monkeypatch.setattr(recognition, "_rows", broken)
    document = read_document(path)
    texts = [[line.text for line in page.lines] for page in document.pages()]
    assert texts == [["Staff: 480 people in 2023"], [], ["Water used 731 tonnes in the year of the report"]]
    assert document.unread == {2: "unrecognised", 3: "pictures"}


def test_a_garbled_page_beside_good_ones_is_left_out_and_named_without_the_ocr_extra(make_pdf: MakePdf) -> None:
    def garbled(canvas: Canvas) -> None:
        for row in range(8):
            canvas.drawString(20, 250 - 20 * row, "xkcd brtz wvlk ptzn qrst mnbv lkjh 4,812 kWh")

    good = "In 2023 our water consumption was 45,000 tonnes."
    path = make_pdf(lambda c: c.drawString(50, 200, good), garbled, lambda c: c.drawString(50, 200, good))
    document = read_document(path, recognise=False)
    assert [[line.text for line in page.lines] for page in document.pages()] == [[good], [], [good]]
    assert document.unread == {2: "garbled"}
    (problem,) = unread_problems(path, document.unread)
    assert "page 2 " in problem.text("en")
    assert "cnesg[ocr]" in problem.text("en")


def test_a_damaged_page_beside_good_ones_is_left_out_and_named(make_pdf: MakePdf) -> None:
    good = "In 2023 our water consumption was 45,000 tonnes."
    path = make_pdf(*[lambda c: c.drawString(50, 200, good)] * 3)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 3
    pages = list(re.finditer(rb"\d+ 0 obj\s<<\s/Contents", data := path.read_bytes()))
    assert len(pages) == 3
    place = pages[1].start()
    path.write_bytes(data[:place] + data[place:].replace(b"/Type /Page", b"/Type /Cage", 1))
    document = read_document(path, recognise=False)
    assert [[line.text for line in page.lines] for page in document.pages()] == [[good], [], [good]]
    assert document.unread == {2: "damaged"}


def test_pages_that_are_left_out_are_not_opened(make_pdf: MakePdf) -> None:
    good = "In 2023 our water consumption was 45,000 tonnes."
    path = make_pdf(*[lambda c: c.drawString(50, 200, good)] * 3)
    seen: list[int] = []
    document = read_document(path, left_out={2: "death"}, on_stage=lambda number, _: seen.append(number))
    assert [len(page.lines) for page in document.pages()] == [1, 0, 1]
    assert set(seen) == {0, 1, 3}
    assert document.unread == {2: "death"}
