"""A row of a table as a report shows it, and the documents that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tests.extraction.synthetic.paper import Paper

LEFT, RIGHT, TOP, PITCH = 45.0, 560.0, 80.0, 19.0
LONE_WIDTH = "\u3000"  # a page's single glyph of a font that is not embedded has no width, and pdfium leaves it out


@dataclass(frozen=True)
class Shown:
    """A row with the heads over its cells, the lines above the table, or the sentence that tells the same.

    Attributes:
        heads: what stands over each cell; the first is over the label.
        cells: the row.
        heading: the row above, which names a group, if any.
        above: lines above the table.
        sentence: what stands there instead of a table.
        factor: as how many of the plain row's unit the figure now counts.
        renamed: a class may have another name now.
    """

    heads: tuple[str, ...]
    cells: tuple[str, ...]
    heading: str = ""
    above: tuple[str, ...] = ()
    sentence: str = ""
    factor: float = 1.0
    renamed: bool = False

    def lines(self) -> list[str]:
        """The lines of a text file."""
        if self.sentence:
            return [self.sentence]
        rows = [self.heads, *([(self.heading,)] if self.heading else []), self.cells]
        return [*self.above, *("\t".join(row) for row in rows)]


def draw(path: Path, title: str, pages: Sequence[Shown], language: str) -> None:
    """A PDF with a table of one row on each page."""
    paper = Paper(path, language)
    paper.text(LEFT, 30, title, 8)
    paper.text(LEFT, 780, "0", 7)
    for one in pages:
        paper.next_page()
        if one.sentence:
            paper.wrapped(LEFT, TOP, one.sentence, RIGHT - LEFT)
        else:
            _table(paper, one)
    paper.close()


def _table(paper: Paper, one: Shown) -> None:
    y = TOP
    for line in one.above:
        paper.text(LEFT, y - 22, line, 9)
    columns = len(one.heads)
    wide = max(range(columns), key=lambda i: paper.length(one.cells[i], 9))
    own = [max(70.0, paper.length(one.heads[i], 9) + 14, paper.length(one.cells[i], 9) + 14) for i in range(columns)]
    own[wide] += max(0.0, RIGHT - LEFT - sum(own)) * 0.6
    edges = [LEFT, *(LEFT + width for width in accumulate(own))]
    for row in (one.heads, *([(one.heading,)] if one.heading else []), one.cells):
        for i, cell in enumerate(row):
            lone = LONE_WIDTH * (len(cell) == 1 and ord(cell) > 0x2E80)
            paper.text(edges[i] + 4, y + 13, cell + lone)
        paper.line(LEFT, y + PITCH, edges[-1], y + PITCH)
        y += PITCH
