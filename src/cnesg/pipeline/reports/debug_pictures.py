"""Pictures of PDF pages with boxes around numbers, labels, units and years, and a list of what they were taken for."""

import io
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from cnesg.extraction.tracing import Trace
from cnesg.model import Quantity
from cnesg.model.records import BoundingBox
from cnesg.pipeline.typesetting import font_file

_DPI = 130
_LONGEST = 2600  # pixels; posters and wide sheets are drawn smaller
_POINTS = 72
_HEAD = 40
_ROW = 19
_BESIDE_TEXT = 85  # pixels of a line of the list that its number, squares and margins take
_LIST_WIDTH = (320, 1100)  # of a column of the list: as wide as its longest line, between these
_SIZE = 14
_COLOURS = {"number": (204, 0, 0), "label": (0, 84, 196), "unit": (0, 128, 56), "year": (168, 70, 200)}
_PAPER = (255, 255, 255)
_INK = (30, 30, 30)
_FILL = 46  # of 255
_CHINESE_FONTS = (  # what systems bring along: Linux, macOS, Windows; looked for by name in the system's font folders
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "NotoSerifCJK-Regular.ttc",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "uming.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "Arial Unicode.ttf",
    "msyh.ttc",
    "simsun.ttc",
    "simhei.ttf",
)
_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Rendered:
    """A page as a picture, and how many pixels a point has."""

    image: Image.Image
    scale: float


def rendered_pages(path: Path, numbers: Iterable[int]) -> Iterator[tuple[int, Rendered]]:
    """The pages with these 1-based numbers, one in memory at a time."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in numbers:
            with closing(document[number - 1]) as page:
                scale = min(_DPI / _POINTS, _LONGEST / max(*page.get_size(), 1.0))
                with closing(page.render(scale=scale)) as bitmap:
                    yield number, Rendered(bitmap.to_pil().convert("RGB"), scale)


class PagePicture:
    """A page under the pen: the page on the left, the list of its quantities on the right, the legend above."""

    def __init__(self, page: Rendered, title: str) -> None:
        self._page = page
        self._title = title
        self._font = ImageFont.load_default(_SIZE)
        self._small = ImageFont.load_default(_SIZE - 3)

    def drawn(self, rows: Sequence[tuple[Quantity, Trace]]) -> bytes:
        """The PNG file.

        Args:
            rows: the page's quantities, each with the boxes around it.
        """
        rows = sorted(rows, key=lambda row: row[0].bbox or (0.0, 0.0, 0.0, 0.0))
        rows = sorted(rows, key=lambda row: round((row[0].bbox or (0.0, 0.0))[1] / 4))
        page = self._boxed(rows)
        in_column = max(1, (max(page.height, 20 * _ROW) - _ROW) // _ROW)
        columns = -(-len(rows) // in_column)
        told = [self._drawable(_told(quantity)) for quantity, _ in rows]
        list_width = self._list_width(told)
        width, height = page.width + columns * list_width, _HEAD + max(page.height, 20 * _ROW)
        sheet = Image.new("RGB", (width, height), _PAPER)
        sheet.paste(page, (0, _HEAD))
        pen = ImageDraw.Draw(sheet)
        self._legend(pen, len(rows))
        for index, ((_, trace), (text, font)) in enumerate(zip(rows, told, strict=True)):
            at = page.width + 10 + index // in_column * list_width, _HEAD + 4 + index % in_column * _ROW
            self._entry(pen, at, index + 1, trace)
            pen.text((at[0] + 68, at[1]), _cut(text, font, list_width - _BESIDE_TEXT), _INK, font)
        buffer = io.BytesIO()
        sheet.save(buffer, "PNG")
        return buffer.getvalue()

    def _boxed(self, rows: Sequence[tuple[Quantity, Trace]]) -> Image.Image:
        """The page with all boxes, shared ones once, and each number's place in the list beside it."""
        layer = Image.new("RGBA", self._page.image.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(layer)
        for kind in ("label", "unit", "year"):
            for box in dict.fromkeys(box for _, trace in rows for box in getattr(trace, kind)):
                self._rectangle(pen, box, kind)
        for index, (quantity, _) in enumerate(rows):
            if quantity.bbox is not None:
                self._rectangle(pen, quantity.bbox, "number")
                self._tag(pen, quantity.bbox, str(index + 1))
        return Image.alpha_composite(self._page.image.convert("RGBA"), layer).convert("RGB")

    def _rectangle(self, pen: ImageDraw.ImageDraw, box: BoundingBox, kind: str) -> None:
        x0, y0, x1, y1 = (value * self._page.scale for value in box)
        colour = _COLOURS[kind]
        pen.rectangle((x0 - 1, y0 - 1, max(x1, x0) + 1, max(y1, y0) + 1), (*colour, _FILL), (*colour, 255), 2)

    def _tag(self, pen: ImageDraw.ImageDraw, box: BoundingBox, text: str) -> None:
        """The number's place in the list, small, at the upper right corner of its box."""
        x, y = box[2] * self._page.scale + 2, box[1] * self._page.scale - 5
        pen.rectangle((x, y, x + 3 + pen.textlength(text, self._small), y + _SIZE - 1), (*_COLOURS["number"], 255))
        pen.text((x + 2, y - 1), text, (255, 255, 255, 255), self._small)

    def _legend(self, pen: ImageDraw.ImageDraw, count: int) -> None:
        x = 10.0
        for kind, colour in _COLOURS.items():
            pen.rectangle((x, 12, x + 18, 28), colour)
            pen.text((x + 24, 11), kind, _INK, self._font)
            x += 40 + pen.textlength(kind, self._font)
        title, font = self._drawable(f"{self._title}: {count} quantities")
        pen.text((x + 20, 11), title, _INK, font)

    def _entry(self, pen: ImageDraw.ImageDraw, at: tuple[int, int], number: int, trace: Trace) -> None:
        """What stands before a line of the list: squares show which of label, unit and year were found on the page."""
        x, y = at
        pen.text((x, y), f"{number:>3}", _COLOURS["number"], self._font)
        for offset, kind in enumerate(("label", "unit", "year")):
            box = (x + 30 + offset * 11, y + 4, x + 38 + offset * 11, y + 12)
            if getattr(trace, kind):
                pen.rectangle(box, _COLOURS[kind])
            else:
                pen.rectangle(box, None, _COLOURS[kind])

    def _list_width(self, told: Iterable[tuple[str, _Font]]) -> int:
        """How wide a column of the list is, so that no line of usual length is cut."""
        least, most = _LIST_WIDTH
        longest = max((font.getlength(text) for text, font in told), default=0.0)
        return max(least, min(most, math.ceil(longest) + _BESIDE_TEXT))

    def _drawable(self, text: str) -> tuple[str, _Font]:
        """A text with a font that has its characters; without one, what it lacks is left out and marked."""
        if text.isascii():
            return text, self._font
        font = chinese_font()
        return (text, font) if font is not None else (_printable(text), self._font)


def _cut(text: str, font: _Font, width: int) -> str:
    """A text, cut with an ellipsis where it is longer than so many pixels."""
    if font.getlength(text) <= width:
        return text
    fitting = bisect_right(range(1, len(text) + 1), float(width), key=lambda size: font.getlength(text[:size] + "..."))
    return text[:fitting] + "..."


def _told(quantity: Quantity) -> str:
    """A quantity in one line: metric, value, unit, year, classes, how sure, how many warnings."""
    classes = ", ".join(f"{key}: {value}" for key, value in quantity.breakdown.items())
    kind = "" if quantity.value_kind == "actual" else f" {quantity.value_kind}"
    parts = [
        f"{quantity.metric} = {quantity.value:,.15g} {quantity.unit} ({quantity.year}{kind})",
        f"[{classes}]" if classes else "",
        f"{quantity.confidence:.2f}",
        "!" * len(quantity.warnings),
    ]
    return " ".join(part for part in parts if part)


@cache
def chinese_font() -> _Font | None:
    """The Chinese font of the extra `pdf`, else one of the system's; None where it has none of those known by name."""
    own = font_file()
    for name in [str(own), *_CHINESE_FONTS] if own else _CHINESE_FONTS:
        try:
            return ImageFont.truetype(name, _SIZE - 1)
        except OSError:
            continue
    return None


def _printable(text: str) -> str:
    """Text that the built-in font can draw: what it lacks is left out, with a word on why."""
    return re.sub(r"[^\x00-\x7f]+", "(no font)", text)
