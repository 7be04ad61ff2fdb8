"""Text tables whose rows are single persons, customers or suppliers, and what a balance sheet owes to the staff."""

from itertools import takewhile

from cnesg.extraction.grids.grid import Grid, GridRow, GridState, texts
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.listings import is_balance_sheet, is_owed, is_sum, is_total, names_single

_LISTED = frozenset({"客户", "供应商"})


class GridListing:
    """Which rows of a grid state nothing of the company as a whole."""

    def __init__(self, grid: Grid) -> None:
        self._lines = {cell.line.number for row in grid.rows for cell in texts(row)}
        self._balance = is_balance_sheet(first.clean for row in grid.rows if (first := next(texts(row), None)))

    def leaves_out(self, row: GridRow, label: str, state: GridState) -> bool:
        """Whether a row is about one of those that it lists; the sum of all is the company's.

        Args:
            row: a row with values.
            label: its label.
            state: the headers over it, maybe those of the table before.
        """
        if self._balance and is_owed(label):
            return True
        state.summed = False
        heads = [cell for cells in state.headers.values() for cell in cells]
        listed = any(cell.clean == "序号" for cell in heads)  # beside it 客户 heads names, elsewhere it may head counts
        single = (c for c in heads if names_single(c.clean) or (listed and c.clean in _LISTED))
        head = next(single, None)
        if head is None or len(row) < len(state.headers):
            return False
        if is_total(label):
            state.summed = True
            return False
        return not is_sum(label) and (head.line.number in self._lines or len(row) > max(state.headers))


def sums_others(know: Knowledge, state: GridState, metric: str) -> bool:
    """Whether a row that is but a sum has another thing than the metric among the rows above it: 火电, 风电, 合计.

    Args:
        know: the vocabulary, with what labels keep out.
        state: the rows so far.
        metric: the metric of the sum.
    """
    if metric not in know.lexicon.roles.renewable_power:
        return False
    parts = takewhile(lambda one: one.has_values and not is_total(one.text), reversed(state.labels))
    return any(know.exclusions.keeps_out_label(one.text, metric) for one in parts)
