"""PDFs made on the spot: each test draws exactly what it is about."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Any], None]
MakePdf = Callable[..., Path]


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Make a PDF of one page for each drawing function; the canvas has its origin bottom left, as PDF has."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def make(*draws: Draw, name: str = "report.pdf", size: tuple[float, float] = (400, 300), **options: Any) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=size, invariant=1, **options)
        for draw in draws:
            canvas.setFont("Helvetica", 10)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return make
