"""PDFs that are damaged at random, with a seed, and PDFs made to do harm. All of them are made here."""

import io
import random
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import typst
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_INTEGER = re.compile(rb"(?<![\d.])\d{1,6}(?![\d.])")
_ODD_NUMBERS = b"0 -1 2147483647 -2147483648 4294967296 99999999999999999999 1e308 0.0000001".split()
_KEYS = b"/Font /MediaBox /Kids /Count /Length /Filter /Type /Parent /Resources /Root".split()
_TYPST = """
#set document(title: "Report 2023", date: none)
#set page(width: 400pt, height: 300pt)
= Sustainability report 2023
In 2023, our total electricity consumption was 1,250,000 kWh.
#table(columns: 3, [Metric], [2022], [2023], [Employees], [470], [480], [Water (t)], [5,100], [5,400])
#pagebreak()
#rotate(90deg)[Scope 1 emissions were 1,200 tCO2e in 2023.]
#outline()
"""


@cache
def bases() -> tuple[bytes, ...]:
    """Sound reports in different builds: plain, compressed and encrypted streams, Chinese fonts, forms, pictures."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return (
        _drawn(compressed=0),
        _drawn(compressed=1),
        _drawn(compressed=1, encrypt=StandardEncryption("", "owner", strength=128)),
        typst.compile(_TYPST.encode(), format="pdf"),
    )


def _drawn(*, compressed: int, encrypt: object = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=compressed, encrypt=encrypt)
    for page in range(3):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 780, "Sustainability report 2023")
        canvas.drawString(60, 760, "In 2023, our total electricity consumption was 1,250,000 kWh.")
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(60, 740, "2023年，公司用电量为1,250,000千瓦时，员工总数480人。")
        canvas.setFont("Helvetica", 9)
        for row in range(12):
            for column, text in enumerate((f"Emissions of kind {row} (t)", f"{row * 17}", f"{row * 19 + page}")):
                canvas.drawString(60 + 150 * column, 700 - 14 * row, text)
            canvas.line(60, 697 - 14 * row, 500, 697 - 14 * row)
        canvas.setFillColor(colors.lightgrey)
        canvas.rect(60, 300, 100, 60, fill=1)
        canvas.beginForm(f"form{page}")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 250, "480 employees in total in 2023.")
        canvas.endForm()
        canvas.doForm(f"form{page}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def attacked(seed: int) -> bytes:
    """A file as an attacker would send it: a sixth made to do harm, the others damaged copies of reports."""
    draw = random.Random(seed)
    if draw.random() < 1 / 6:
        return draw.choice([*HARMFUL.values(), *_UNUSUAL])()
    return mutated(seed, [*bases(), *_of_the_demo()])


@cache
def _of_the_demo() -> tuple[bytes, ...]:
    reports = files("cnesg.demo") / "reports"
    return tuple(one.read_bytes() for one in sorted(reports.iterdir(), key=str) if one.name.endswith(".pdf"))


def mutated(seed: int, reports: Sequence[bytes] = ()) -> bytes:
    """A damaged report: one to three kinds of damage, drawn with the seed."""
    draw = random.Random(seed)
    data = draw.choice(reports or bases())
    for _ in range(draw.choice((1, 1, 2, 3))):
        data = draw.choice(_DAMAGES)(data, draw)
    # Most files that lack their end are refused before the reader sees them: give them one now and then.
    return data + b"\n%%EOF\n" if draw.random() < 0.6 else data


def _flipped(data: bytes, draw: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(draw.choice((1, 4, 20, 200))):
        damaged[draw.randrange(len(damaged))] = draw.randrange(256)
    return bytes(damaged)


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(8, len(data))]


def _gap(data: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.randrange(1, 2000) :]


def _repeated(data: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 2000)]
    return data[:start] + piece * draw.choice((2, 50)) + data[start:]


def _noise(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + draw.randbytes(draw.choice((1, 16, 4096))) + data[at:]


def _swapped(data: bytes, draw: random.Random) -> bytes:
    """Two objects change their content."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    one, other = sorted(draw.sample(found, 2), key=lambda match: match.start())
    return (
        data[: one.start(2)] + other.group(2) + data[one.end(2) : other.start(2)] + one.group(2) + data[other.end(2) :]
    )


def _number(data: bytes, draw: random.Random) -> bytes:
    """A count, length, offset or measure is something absurd."""
    found = list(_INTEGER.finditer(data))
    for match in sorted(draw.sample(found, min(len(found), draw.choice((1, 3, 10)))), key=lambda m: -m.start()):
        data = data[: match.start()] + draw.choice(_ODD_NUMBERS) + data[match.end() :]
    return data


def _reference(data: bytes, draw: random.Random) -> bytes:
    """References point elsewhere: pages hold themselves, fonts are pages, lengths are dictionaries."""
    found = list(re.finditer(rb"(\d+) 0 R", data))
    for match in sorted(draw.sample(found, min(len(found), draw.choice((1, 3)))), key=lambda m: -m.start()):
        data = data[: match.start()] + b"%d 0 R" % draw.randrange(1, 30) + data[match.end() :]
    return data


def _key(data: bytes, draw: random.Random) -> bytes:
    """A key is another one, or gone."""
    return data.replace(draw.choice(_KEYS), draw.choice([b"/Nothing", *_KEYS]), draw.choice((1, -1)))


def _xref(data: bytes, draw: random.Random) -> bytes:
    """The table of places is shifted, missing, or goes round in a circle."""
    start = data.rfind(b"startxref")
    match draw.randrange(3):
        case 0:
            return data[:start] + b"startxref\n%d\n%%%%EOF\n" % draw.randrange(len(data))
        case 1:
            return data.replace(b"xref", b"xrxx")
        case _:
            place = re.search(rb"startxref\s+(\d+)", data[start:])
            return data.replace(b"trailer\n<<", b"trailer\n<< /Prev " + (place.group(1) if place else b"0"))


def _box(data: bytes, draw: random.Random) -> bytes:
    """Pages are giant, without area, or turned inside out."""
    box = draw.choice((b"[0 0 1e9 1e9]", b"[0 0 0 0]", b"[0 0 200000 1]", b"[600 800 0 0]", b"[0 0 1e-9 1e-9]"))
    return re.sub(rb"/(MediaBox|CropBox)\s*\[[^\]]*\]", b"/MediaBox " + box, data, count=draw.choice((0, 1)))


def _picture(data: bytes, draw: random.Random) -> bytes:
    """Pictures say that they are of an absurd size."""
    size = draw.choice((b"0", b"1", b"-5", b"100000", b"2147483647"))
    return re.sub(rb"/(Width|Height) \d+", rb"/\1 " + size, data)


def _unmapped(data: bytes, draw: random.Random) -> bytes:
    """Fonts are gone, or without their map to characters, their widths or their programs."""
    key = draw.choice(
        (b"/ToUnicode", b"/FontDescriptor", b"/FontFile2", b"/FontFile3", b"/Encoding", b"/DescendantFonts", b"/W ")
    )
    return data.replace(key, b"/X" + key[2:])


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped, _cut, _gap, _repeated, _noise, _swapped, _number, _number, _reference, _reference, _key, _xref,
    _box, _picture, _unmapped,
)  # fmt: skip


def built(objects: Mapping[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects with a right table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, table)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = b"BT /F1 10 Tf 60 200 Td (In 2023, our total electricity consumption was 1,250,000 kWh.) Tj ET"


_FONTS = b"/Font << /F1 5 0 R >>"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << " + _FONTS + b" /XObject << /X %d 0 R >> >>"


def _page(more: bytes = b"", box: bytes = b"[0 0 400 300]", fonts: bytes = _FONTS) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents 4 0 R /Resources << %b %b >> >>"
    return page % (box, fonts, more)


def _one_page(content: bytes = stream(_TEXT), page: bytes = _page(), **more: bytes) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}
    objects |= {3: page, 4: content, 5: _FONT} | {int(name[1:]): value for name, value in more.items()}
    return built(objects)


def bomb() -> bytes:
    """A page of two gigabytes of blanks."""
    return _one_page(stream(twice_packed(), b"/Filter [/FlateDecode /FlateDecode]"))


def twice_packed() -> bytes:
    """Two gigabytes of blanks in a few kilobytes: packed twice."""
    packer = zlib.compressobj(9, zlib.DEFLATED)
    head = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)  # stands by itself: may be repeated
    return zlib.compress(head + block * 2047 + packer.flush(), 9)


def laughs() -> bytes:
    """Forms within forms, each drawing the next one ten times."""
    depth = 12
    forms = {f"o{6 + n}": stream(b"/X Do " * 10 if n < depth else _TEXT, _FORM % (7 + n)) for n in range(depth + 1)}
    return _one_page(stream(_TEXT + b" /X Do"), _page(more=b"/XObject << /X 6 0 R >>"), **forms)


def self_drawing_form() -> bytes:
    """A form that draws itself."""
    form = stream(b"/X Do " + _TEXT, _FORM % 6)
    return _one_page(stream(_TEXT + b" /X Do"), _page(more=b"/XObject << /X 6 0 R >>"), o6=form)


def cyclic_tree() -> bytes:
    """A page tree whose branch is its own root."""
    return built(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>",
            3: _page(),
            4: stream(_TEXT),
            5: _FONT,
        }
    )


def deep_tree() -> bytes:
    """A page tree of ten thousand levels."""
    levels = 10_000
    objects = {1: b"<< /Type /Catalog /Pages 10 0 R >>", 3: _page(), 4: stream(_TEXT), 5: _FONT}
    for level in range(levels):
        below = 11 + level if level < levels - 1 else 3
        objects[10 + level] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % below
    return built(objects)


def claimed_pages() -> bytes:
    """A page tree that says it has two thousand million pages."""
    return _one_page().replace(b"/Count 1 ", b"/Count 2000000000 ")


def shared_page(count: int) -> bytes:
    """The same page over and over."""
    return built(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b"3 0 R " * count, count),
            3: _page(),
            4: stream(_TEXT),
            5: _FONT,
        }
    )


def absurd_box(box: bytes) -> bytes:
    """A page of an absurd size."""
    return _one_page(page=_page(box=box))


def no_fonts() -> bytes:
    """Text in a font that is not there."""
    return _one_page(page=_page(fonts=b""))


def huge_picture() -> bytes:
    """A picture that says it is a hundred thousand pixels wide and high."""
    picture = stream(
        zlib.compress(b"\0" * 1000),
        b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Filter /FlateDecode",
    )
    content = stream(_TEXT + b" q 400 0 0 300 0 0 cm /X Do Q")
    return _one_page(content, _page(more=b"/XObject << /X 6 0 R >>"), o6=picture)


def endless_text() -> bytes:
    """Two million words on one page."""
    words = b"BT /F1 1 Tf 1 1 Td " + b"(480 kWh) Tj 1 0 Td " * 2_000_000 + b"ET"
    return _one_page(stream(zlib.compress(words, 9), b"/Filter /FlateDecode"))


def many_lines() -> bytes:
    """A million lines drawn on one page."""
    lines = b"".join(b"%d %d m %d %d l S " % (n % 400, n % 300, n % 399, n % 299) for n in range(1000)) * 1000
    return _one_page(stream(zlib.compress(lines + _TEXT, 9), b"/Filter /FlateDecode"))


HARMFUL: Mapping[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "laughs": laughs,
    "self-drawing-form": self_drawing_form,
    "cyclic-tree": cyclic_tree,
    "deep-tree": deep_tree,
    "claimed-pages": claimed_pages,
    "huge-box": lambda: absurd_box(b"[0 0 1e9 1e9]"),
    "empty-box": lambda: absurd_box(b"[0 0 0 0]"),
    "backward-box": lambda: absurd_box(b"[400 300 0 0]"),
    "far-box": lambda: absurd_box(b"[-2147483648 -2147483648 2147483647 2147483647]"),
    "no-fonts": no_fonts,
    "huge-picture": huge_picture,
    "endless-text": endless_text,
    "many-lines": many_lines,
}


def with_bad_pages() -> bytes:
    """Five pages: on the second a stream of two gigabytes, on the fourth forms within forms; the others are sound."""
    pages = {1: 3, 2: 20, 3: 3, 4: 21, 5: 3}
    depth = 12
    forms = {6 + n: stream(b"/X Do " * 10 if n < depth else _TEXT, _FORM % (7 + n)) for n in range(depth + 1)}
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%b] /Count 5 >>" % b" ".join(b"%d 0 R" % one for one in pages.values()),
        3: _page(),
        4: stream(_TEXT),
        5: _FONT,
        20: _page().replace(b"/Contents 4 0 R", b"/Contents 22 0 R"),
        21: _page(more=b"/XObject << /X 6 0 R >>").replace(b"/Contents 4 0 R", b"/Contents 23 0 R"),
        22: stream(twice_packed(), b"/Filter [/FlateDecode /FlateDecode]"),
        23: stream(_TEXT + b" /X Do"),
    }
    return built(objects | forms)


def empty_pages() -> bytes:
    """Five thousand pages with nothing on them."""
    count = 5_000
    return built(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b"3 0 R " * count, count),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] >>",
        }
    )


def locked() -> bytes:
    """A report that needs a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return _drawn(compressed=1, encrypt=StandardEncryption("user", "owner", strength=128))


def half_sound() -> bytes:
    """A sound page, and one with a picture of a hundred thousand pixels a side."""
    return huge_picture().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 3 0 R] /Count 2")


_UNUSUAL = (empty_pages, locked, half_sound, with_bad_pages)
