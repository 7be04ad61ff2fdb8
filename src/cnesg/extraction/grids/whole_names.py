"""Cells that are the name of a metric and its unit, and nothing else: SO2(吨), Electricity."""

from collections.abc import Callable

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.framework.lexicon import Found, Hit


def hits_of_whole(text: str, find: Callable[[str], Found]) -> list[Hit]:
    """The wordings that are all of a cell but its unit in brackets.

    Args:
        text: the cell.
        find: finds wording in a text.
    """
    bare = BRACKETS.sub("", text).strip()
    return [hit for hit in find(text).hits if hit.end - hit.start == len(bare) and text.startswith(bare)]


def names_pollutant(know: Knowledge, text: str, find: Callable[[str], Found]) -> bool:
    """Whether a cell names a pollutant and prints its unit, so that it is a label and no unit: SO2(吨), but not tSO2.

    Args:
        know: which metrics are of pollutants.
        text: the cell.
        find: finds wording in a text.
    """
    entries = know.lexicon.entries
    hits = hits_of_whole(text, find) if text.endswith(")") else []
    return any(entries[hit.entry].metric in know.lexicon.roles.pollutants for hit in hits)
