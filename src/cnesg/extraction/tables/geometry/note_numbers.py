"""Columns of numbers that refer to notes: they stand below the head `Note`, and are no values."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment

_HEAD = re.compile(r"(?i)(?:foot)?notes?(?: no\.?)?|附注.?|备注|注释?")
_NUMBER = re.compile(r"[(\[]?\d{1,2}[)\]]?(?:\s?[(\[]?[a-z][)\]]?| %)?")  # a unit that stands close
_FARTHEST = 12.0  # of the characters' height: how far the next number below may stand


def with_notes_as_text(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with the numbers below such a head as text.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    heads = [f for line in lines for f in line if f.kind == "text" and _HEAD.fullmatch(f.folded.strip())]
    notes = {id(f) for head in heads for f in _below(head, lines)} if heads else set()
    if not notes:
        return list(lines)
    return [[replace(f, kind="text") if id(f) in notes else f for f in line] for line in lines]


def _below(head: Fragment, lines: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """The small numbers below a head, down to the first that is none of them."""
    below = (f for line in lines for f in line if f.middle > head.middle and f.x0 < head.x1 and head.x0 < f.x1)
    found: list[Fragment] = []
    last = head
    for one in sorted((f for f in below if f.kind in {"number", "year"}), key=lambda f: f.middle):
        if one.middle - last.middle > _FARTHEST * head.height or not _NUMBER.fullmatch(one.folded.strip()):
            break
        found.append(one)
        last = one
    return found
