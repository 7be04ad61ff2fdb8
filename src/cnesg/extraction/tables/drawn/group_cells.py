"""Groups named in a column left of the labels, in the first of their rows alone: Employees | Fatalities, | Injuries."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Row


class GroupCells:
    """Gives the group of a row to those below it whose field left of the label is empty."""

    def __init__(self) -> None:
        self._held: tuple[str, ...] = ()

    def of(self, row: Row, opened: Sequence[str], *, labelled: bool) -> Row:
        """The row with its group.

        Args:
            row: the row, with the groups that its own fields name.
            opened: the groups that rows without values opened above.
            labelled: the row has a text in the column of labels; without one it is a sum over groups.
        """
        own = row.parents[len(opened) :]
        if own or not labelled:
            self._held = own
            return row
        return replace(row, parents=(*row.parents, *self._held))

    def end(self) -> None:
        """A row without values opens a group, which ends the one before."""
        self._held = ()
