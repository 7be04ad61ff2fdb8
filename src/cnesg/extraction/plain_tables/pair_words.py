"""What a label says with the figure that stands beside it, as a row of a table or else as words."""

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage, compact
from cnesg.extraction.gates import needs_class
from cnesg.extraction.grids.grid import Cell, Grid
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.prose.reader import ProseReader
from cnesg.text.paragraphs import Paragraph

_NEAR = frozenset({"beside", "clause"})  # where the wording stood of a fact that words tell by themselves


class PairWords:
    """Holds what reads tables and sentences."""

    def __init__(self, grids: GridReader, prose: ProseReader) -> None:
        self._grids = grids
        self._prose = prose

    def told(self, label: Cell, figure: Cell, title: str = "") -> list[Candidate]:
        """The facts of a label and its figure.

        Args:
            label: the label.
            figure: the figure.
            title: the title above them that gives the unit of figures that have none.
        """
        rows = [
            one
            for one in self._grids.read(Grid(((label, figure),), (title,) if title else ()))
            if one.breakdown or not needs_class(self._prose.know, one.metric)
        ]
        if rows or title:
            return rows
        paragraph = Paragraph(compact(label.text)[0] + figure.text.strip(), (label.line,), (0,))
        return [one for one in self._prose.read(Passage.of(paragraph, ())) if one.role in _NEAR]
