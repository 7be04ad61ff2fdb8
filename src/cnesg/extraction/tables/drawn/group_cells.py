"""Groups named left of the labels, in the first of their rows alone: Employees | Fatalities, | Injuries."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit, kind_of
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


def labelled_as_above(row: Row, above: Sequence[Row]) -> Row:
    """A row with the label of the one above where its own is empty: Employees | Persons, below it Percent or a year.

    Args:
        row: the row.
        above: the row above it, if any.
    """
    if row.label or not (row.notes and above):
        return row
    alike = above[0].parents == row.parents and above[0].notes and above[0].notes != row.notes
    told = all(is_unit(note) or kind_of(note) == "year" for note in row.notes)
    return replace(row, label=above[0].label) if alike and told else row
