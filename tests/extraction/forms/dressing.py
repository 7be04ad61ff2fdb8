"""A label's row as a report prints it: as a table in a text file, as tables on a page of a PDF, as a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from tests.extraction.forms.plain import Plain
from tests.extraction.synthetic.paper import Paper

from cnesg.text import Document, Line, Page

YEAR = 2022
BEFORE = YEAR - 1
Language = Literal["en", "zh"]
TITLES = {"en": f"ESG Report {YEAR}", "zh": f"{YEAR}年环境、社会及治理报告"}
NAMES = {"en": ("Indicator", "Unit"), "zh": ("指标", "单位")}
HEADS = {"en": (str(YEAR), str(BEFORE)), "zh": (f"{YEAR}年", f"{BEFORE}年")}


@dataclass(frozen=True)
class Dressed:
    """A row as printed, with the heads over it.

    Attributes:
        heads: the heads of its columns; the first is the label's.
        cells: its cells.
        above: lines above the table.
        factor: how much larger the values are than those of the plain row.
        years: which of the plain row's years are printed.
        others: figures that it prints beside them, which may be read as what they are.
        sentence: told in a sentence instead.
    """

    heads: tuple[str, ...]
    cells: tuple[str, ...]
    above: tuple[str, ...] = ()
    factor: float = 1.0
    years: tuple[int, ...] = (YEAR, BEFORE)
    others: tuple[str, ...] = ()
    sentence: str = ""


class Form(NamedTuple):
    """A form that labels or tables may have; `dress` gives nothing for those that can't have it."""

    name: str
    dress: Callable[[Plain], Dressed | None]


def plainly(one: Plain, language: Language = "en") -> Dressed:
    """The plain row: label, unit, the figures of two years."""
    return Dressed((*NAMES[language], *HEADS[language]), (one.label, one.unit, *one.figures))


def relabelled(change: Callable[[str], str | None]) -> Callable[[Plain], Dressed | None]:
    """A form of the label alone."""

    def dress(one: Plain) -> Dressed | None:
        label = change(one.label)
        return None if label is None or label == one.label else plainly(replace(one, label=label), language_of(one))

    return dress


def language_of(one: Plain) -> Language:
    return "en" if one.label.isascii() or not any("\u4e00" <= c <= "\u9fff" for c in one.label) else "zh"


def text_document(dressed: Dressed, language: Language) -> Document:
    """A text file with nothing but a title and the table."""
    table = [*dressed.above, "\t".join(dressed.heads), "\t".join(dressed.cells)]
    lines = [TITLES[language], "", *([dressed.sentence] if dressed.sentence else table)]
    page = Page(None, 0.0, 0.0, tuple(Line(line, number, None) for number, line in enumerate(lines, start=1)))
    return Document("0" * 64, "report.txt", "text/plain", language, 1, lambda: iter([page]))


def draw_page(rows: Sequence[Dressed], path: Path, language: Language) -> None:
    """A page with one table of rows that have their heads in common."""
    paper = Paper(path, language)
    paper.text(50, 50, TITLES[language], 14, bold=True)
    y = 80.0
    for line in rows[0].above:
        paper.text(50, y, line, 8)
        y += 16
    widths = [1.0] * len(rows[0].heads)
    for row in (rows[0].heads, *(row.cells for row in rows)):
        widths = [max(width, paper.length(cell, 7)) for width, cell in zip(widths, row, strict=True)]
    gap = max(6.0, min(30.0, (495 - sum(widths)) / len(widths)))
    edges = [50 + sum(widths[:column]) + gap * column for column in range(len(widths))]
    for number, row in enumerate((rows[0].heads, *(row.cells for row in rows))):
        for x, cell in zip(edges, row, strict=True):
            paper.text(x, y, cell, 7, bold=not number)
        y += 22
    paper.close()


def drawable(dressed: Dressed) -> bool:
    """Whether the fonts that every reader of PDF has hold all characters of an English row."""
    text = "".join((*dressed.heads, *dressed.cells, *dressed.above))
    return any("\u4e00" <= c <= "\u9fff" for c in text) or text.isascii() or _is_western(text)


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
