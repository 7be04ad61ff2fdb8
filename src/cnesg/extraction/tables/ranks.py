"""Ranks of employees that share a word with the board: `Director` between `Vice president` and `Manager`."""

import re
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.model import Table
from cnesg.framework.lexicon import Found

_DIRECTORS = re.compile(r"(?i)\bdirectors?\b")
_RANK_BELOW = re.compile(  # nobody on a board is called so
    r"(?i)\b(?:[se]?vps?|vice[ -]presidents?|managers?|managerial|associates?|analysts?|professionals?|juniors?|"
    r"supervisory|(?:non-?|first[ -]line |middle )manage(?:ment|rs?)|(?:general|other|junior|frontline) (?:staff|employees)|"
    r"entry[ -]level|individual contributors?|officers? and below)\b"
)
_BOARD = re.compile(r"(?i)\bboards?\b|\bindependent\b|\bnon-?\s?executive\b|\bcommittees?\b|董事会|獨立|独立")


def directors_are_staff(table: Table) -> bool:
    """Whether a table of ranks holds directors as one of them: other rows or columns are ranks, none is of the board."""
    names = {row.label for row in table.rows} | {text for column in table.columns for text in column.headers}
    names |= {parent for row in table.rows for parent in row.parents}
    if not any(_DIRECTORS.search(name) for name in names):
        return False
    ranks = any(_RANK_BELOW.search(name) and not _DIRECTORS.search(name) for name in names)
    return ranks and not any(_BOARD.search(text) for text in (*names, *table.captions))


def as_rank(know: Knowledge, context: Context) -> Context:
    """A label or header without the wordings of the board that the name of a rank holds."""
    if not _DIRECTORS.search(context.text):
        return context
    bare = (context.bare[0], _unboarded(know, context.bare[1])) if context.bare is not None else None
    return replace(context, found=_unboarded(know, context.found), bare=bare)


def _unboarded(know: Knowledge, found: Found) -> Found:
    classes, entries = know.lexicon.classes, know.lexicon.entries
    ranks = [(a, b, classes[i].metrics) for a, b, i in found.classes if classes[i].dimension == "level"]

    def is_rank(start: int, end: int, metric: str) -> bool:
        return any(a < end and start < b and metric not in metrics for a, b, metrics in ranks)

    kept = [hit for hit in found.hits if not is_rank(hit.start, hit.end, entries[hit.entry].metric)]
    return replace(found, hits=kept) if len(kept) < len(found.hits) else found
