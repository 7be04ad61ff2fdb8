"""A report of two hundred pages as companies print them: prose, tables, a drawn chart and a photograph on each page."""

import io
import random

from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAGES = 200
_WORDS = ("energy", "water", "waste", "emissions", "suppliers", "training", "safety", "board", "audit", "target")


def long_report(pages: int = PAGES) -> bytes:
    """The file, the same each time."""
    draw, buffer = random.Random(7), io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    photographs = [ImageReader(_photograph(seed)) for seed in range(4)]
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 9)
        for line in range(22):
            canvas.drawString(50, 800 - 12 * line, " ".join(draw.choices(_WORDS, k=13)))
        for row in range(14):
            canvas.drawString(50, 510 - 14 * row, f"Indicator {page}.{row} (t)")
            for column in range(4):
                canvas.drawRightString(270 + 80 * column, 510 - 14 * row, f"{draw.randrange(10**6):,}")
            canvas.line(50, 507 - 14 * row, 530, 507 - 14 * row)
        for bar in range(24):
            canvas.setFillColor(colors.Color(0.2, 0.3 + bar / 60, 0.6))
            canvas.rect(50 + 10 * bar, 60, 8, draw.randrange(20, 220), fill=1, stroke=0)
        canvas.setFillColor(colors.black)
        canvas.drawImage(photographs[page % len(photographs)], 310, 60, 230, 230)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _photograph(seed: int) -> io.BytesIO:
    """Soft noise of 1,200 by 1,200 pixels: as hard to pack as a photograph."""
    noise = Image.frombytes("RGB", (300, 300), random.Random(seed).randbytes(300 * 300 * 3))
    buffer = io.BytesIO()
    noise.resize((1200, 1200), Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=85)
    buffer.seek(0)
    return buffer
