"""Pages to draw on: text in either script, rules and fills, all from the top left."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.extraction.synthetic.content import Fact, Figure

Side = Literal["left", "right", "center"]
WIDTH, HEIGHT = 595.0, 842.0
_FONTS = {"zh": "STSong-Light", "zht": "MSung-Light"}


@dataclass
class Paper:
    """A PDF under construction, and the facts printed in it by page."""

    path: Path
    language: str
    family: str = "Helvetica"
    facts: list[tuple[int, Fact]] = field(default_factory=list)
    canvas: Any = None
    page: int = 1
    width: float = WIDTH
    height: float = HEIGHT

    def __post_init__(self) -> None:
        """Open the file."""
        for font in _FONTS.values():
            pdfmetrics.registerFont(UnicodeCIDFont(font))
        self.canvas = Canvas(str(self.path), pagesize=(self.width, self.height), invariant=1)

    def font(self, text: str, *, bold: bool = False) -> str:
        """The font for a text: its script decides."""
        if self.language != "en" and any(ord(c) > 0x2E80 for c in text):
            return _FONTS[self.language]
        return self.family + ("-Bold" if bold else "")

    def length(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is."""
        return float(pdfmetrics.stringWidth(text, self.font(text, bold=bold), size))

    def text(self, x: float, y: float, text: str, size: float = 9, *, side: Side = "left", bold: bool = False) -> None:
        """Draw a text with its base line at `y` from the top."""
        self.canvas.setFont(self.font(text, bold=bold), size)
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString}
        draw.get(side, self.canvas.drawCentredString)(x, self.height - y, text)

    def figure(
        self, x: float, y: float, figure: Figure, size: float = 9, *, side: Side = "left", bold: bool = False
    ) -> None:
        """Draw a number and note its fact."""
        self.text(x, y, figure.text, size, side=side, bold=bold)
        self.note(figure)

    def note(self, figure: Figure) -> None:
        """Note the fact of a number that is drawn on this page."""
        if figure.fact is not None:
            self.facts.append((self.page, figure.fact))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.9) -> None:
        """Fill a box with a light grey."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def wrapped(self, x: float, y: float, text: str, width: float, size: float = 9) -> float:
        """Draw a paragraph; the base line below its last."""
        for line in self.lines(text, width, size):
            self.text(x, y, line, size)
            y += 1.35 * size
        return y

    def lines(self, text: str, width: float, size: float) -> list[str]:
        """A text broken to lines of a width; Chinese breaks anywhere."""
        units = text.split(" ") if self.language == "en" else list(text)
        joint = " " if self.language == "en" else ""
        lines = [""]
        for unit in units:
            longer = lines[-1] + joint + unit if lines[-1] else unit
            if lines[-1] and self.length(longer, size) > width:
                lines.append(unit)
            else:
                lines[-1] = longer
        return lines

    def next_page(self) -> None:
        """End this page and begin another."""
        self.canvas.showPage()
        self.page += 1

    def close(self) -> None:
        """Write the file."""
        self.canvas.showPage()
        self.canvas.save()
