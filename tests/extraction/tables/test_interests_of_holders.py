"""Tables of the interests that holders disclose: names and capacities that wrap, shares of all that is issued."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]
Row = tuple[Sequence[str], ...]
ENGLISH: tuple[Row, ...] = (
    (
        ("Name of", "shareholder"),
        ("Capacity / Nature", "of interest"),
        ("Number of", "shares"),
        ("% of total issued", "share capital"),
    ),
    (("Golden Lake", "Holdings Limited"), ("Beneficial owner",), ("412,000,000",), ("34.33",)),
    (("Chan Wai Keung",), ("Interest of controlled", "corporation"), ("412,000,000",), ("31.20",)),
    (("Northern Star",), ("Investment manager",), ("72,640,000",), ("6.05",)),
)
CHINESE: tuple[Row, ...] = (
    (("股东姓名",), ("身份",), ("股份数目（股）",), ("占全部已发行股份百", "分比（%）")),
    (("东海控股集团（2）",), ("实益拥有人及受", "控法团权益"), ("412,000,000",), ("34.33",)),
    (("国华人寿保险股份", "有限公司"), ("实益拥有人",), ("74,000,000",), ("6.17",)),
    (("李伟明",), ("受控法团权益",), ("72,640,000",), ("6.05",)),
)
XS = (40, 170, 300, 400, 520)


def draw(canvas: Any, rows: Sequence[Row], font: str) -> None:
    canvas.setFont(font, 9)
    canvas.setLineWidth(0.5)
    for number, row in enumerate(rows):
        top = 700 - 34 * number
        for x0, x1 in pairwise(XS):
            canvas.line(x0, top - 34, x1, top - 34)
            if not number:
                canvas.line(x0, top, x1, top)
        for at, lines in enumerate(row):
            for line, text in enumerate(lines):
                y = top - 20 + 5.5 * (len(lines) - 1) - 11 * line
                (canvas.drawRightString if number and at > 1 else canvas.drawString)(
                    XS[at + 1] - 8 if number and at > 1 else XS[at] + 4, y, text
                )


def holders(pages: list[Page], knowledge: Knowledge) -> list[tuple[str, float]]:
    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(pages))
    found = extract_quantities(document, knowledge, year=2023)
    return [(row.breakdown["holder"], row.value) for row in found if row.metric == "shareholding"]


def test_each_holder_has_its_share(make_pages: MakePages, knowledge: Knowledge) -> None:
    pages = make_pages(lambda canvas: draw(canvas, ENGLISH, "Helvetica"))
    assert holders(pages, knowledge) == [
        ("golden lake holdings limited", 34.33),
        ("chan wai keung", 31.2),
        ("northern star", 6.05),
    ]


def test_heads_in_chinese_break_within_words_and_holders_have_marks(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    pages = make_pages(lambda canvas: draw(canvas, CHINESE, "STSong-Light"))
    assert holders(pages, knowledge) == [
        ("东海控股集团", 34.33),
        ("国华人寿保险股份有限公司", 6.17),
        ("李伟明", 6.05),
    ]
