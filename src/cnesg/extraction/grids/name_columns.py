"""Columns of names beside the figures of lists of giving and help, each a class: 受赠单位 | 用途 | 金额(万元).

Most tables have one column of names, and what it is called says little (项目, 类别). Lists of gifts, of projects for
villages or of those helped have several, whose heads say of which dimension each name is; one that stands for the rows
below it as well is printed once.
"""

from collections.abc import Callable, Collection, Mapping

from cnesg.extraction.figures.cell_marks import NOT_GIVEN
from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import Cell, GridRow, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_TELLING = frozenset(
    {"recipient", "payer", "purpose", "item", "group", "entity"}
)  # dimensions that a head says by itself
_TOLD_BEHIND = frozenset({"recipient", "payer", "purpose"})  # of gifts, in columns behind the figures
_LONGEST = 40  # characters of a name
_DATE = regex(r"(?:20)?\d\d\s?[年./-].*|\d{1,2}\s?月.*|[\d.、]+")
_ASIDE = regex(r"\s?\([^()]*\)$")  # 县(区)
_SUM = regex(r"总(?:金?额|数|值)(?:\([^()]*\))?")
_FEWEST = 2


class NameColumns:
    """Reads the names beside the figures of a row, with those printed above for several rows."""

    def __init__(self, know: Knowledge, totals: Callable[[str], bool]) -> None:
        self._know, self._totals = know, totals
        self._dimensions = {
            head: name for name, heads in know.lexicon.grammar.narrowing.heads.items() for head in heads
        }
        self._above: dict[int, str] = {}  # names that hold for the rows below until another stands in their column

    def end(self) -> None:
        """A header or a title: no name above it holds below."""
        self._above = {}

    def of(self, row: GridRow, values: Collection[int], state: GridState) -> dict[str, str]:
        """The names beside the values of a row, by dimension; none in a row of sums.

        Args:
            row: its cells.
            values: the columns of its values.
            state: the heads over it.
        """
        found: dict[int, tuple[str, str]] = {}
        begun = begun_values = False
        for column, cell in enumerate(row):
            if column in values:
                begun = begun_values = True
                continue
            dimension = self._dimension(state, column)
            if cell is None or not cell.clean:
                name = "" if begun else self._above.get(column, "")
            else:
                begun, name = True, self._name(cell)
                self._above = {at: one for at, one in self._above.items() if at < column}
            if cell is not None and self._sums(cell.clean):
                self._above = {}
                return {}
            if dimension and name and not (begun_values and dimension not in _TOLD_BEHIND):
                found[column] = dimension, name
                self._above[column] = name
        return _each_its_own(found)

    def _sums(self, text: str) -> bool:
        """Whether a cell says that its row is of all: 合计, 总金额, 全系统."""
        generic = self._know.lexicon.generic.match(text) is not None
        return self._totals(text) or generic or _SUM.fullmatch(text) is not None

    def _dimension(self, state: GridState, column: int) -> str:
        """What the names of a column are, empty where its head says nothing of that."""
        head = "".join(cell.clean for cell in state.header(column)).replace(" ", "")
        return self._dimensions.get(head, "") or self._dimensions.get(_ASIDE.sub("", head), "")

    def _name(self, cell: Cell) -> str:
        text = cell.clean
        if len(text) > _LONGEST or NOT_GIVEN.match(text) or _DATE.fullmatch(text):
            return ""
        if self._know.units.whole(text) is not None or read_cell(text, self._know.units) is not None:
            return ""
        return text.lower()


def _each_its_own(found: Mapping[int, tuple[str, str]]) -> dict[str, str]:
    """The names by dimension, the first of those that share one; no name twice."""
    names: dict[str, str] = {}
    for dimension, name in found.values():
        if name not in names.values():
            names.setdefault(dimension, name)
    return names


def with_names(
    know: Knowledge, metric: str, label: str, names: Mapping[str, str], breakdown: dict[str, str]
) -> dict[str, str]:
    """The classes of a figure of giving or help, with the names of its row in place of what its label told.

    Args:
        know: vocabulary and wording.
        metric: what is measured.
        label: the row's label, all its cells together.
        names: what the columns of names say.
        breakdown: the classes so far.
    """
    enough = len(names) >= _FEWEST or not _TELLING.isdisjoint(names)
    if not enough or metric not in know.lexicon.grammar.narrowing.headed:
        return breakdown
    kept = {name: told for name, told in breakdown.items() if told not in label.lower() and name not in names}
    return {**kept, **names}
