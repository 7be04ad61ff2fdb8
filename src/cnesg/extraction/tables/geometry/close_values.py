"""Values set so close to their neighbours that they read as one text: `Recycled waste (t) 1,204`, `1,204 Ten sites`.

The column tells them apart: numbers above and below stand on the same edge.
"""

from collections.abc import Mapping, Sequence

from cnesg.extraction.tables.age_heads import is_range
from cnesg.extraction.tables.fragments import is_round_unit
from cnesg.extraction.tables.geometry.cuts import split_at
from cnesg.extraction.tables.geometry.lists import dangles
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line

_ENDS_IN_NUMBER = regex(r"\D\s\(?(?:\d{1,3}(?:,\d{3})+|\d{2,}|\d+(?=\.\d))(?:\.\d+)?%?\)?$")  # Scope 2 is a name
_BEGINS_WITH_NUMBER = regex(r"\(?(?:\d{1,3}(?:,\d{3})+|\d{2,}|\d+(?=\.\d))(?:\.\d+)?%?\)? \D")
_LAST = tuple("0123456789%)")  # what such a text ends with
_FIRST = frozenset("0123456789(")
_ON_EDGE = 0.8  # points
_NEAR_ROWS = 5.5  # of the characters' height
_FEWEST = 2  # numbers on the same edge


def with_values_apart(lines: Sequence[Sequence[Fragment]], page: Mapping[int, Line]) -> list[Sequence[Fragment]]:
    """The lines, each text that ends in a number of a column in two.

    Args:
        lines: the fragments of a page's lines, from left to right.
        page: the lines by number.
    """
    held = {
        id(f): parts
        for line in lines
        for at, f in enumerate(line)
        if _may_hold(f, first=at == 0) and (parts := _parts(f, page))
    }
    if not held:
        return list(lines)
    numbers = [f for line in lines for f in line if f.kind == "number"]
    numbers += [part for parts in held.values() for part in parts if part.kind == "number"]
    return [_apart(line, held, numbers) if any(id(f) in held for f in line) else line for line in lines]


def _may_hold(fragment: Fragment, *, first: bool) -> bool:
    """Whether a text ends in a number, or begins with one behind another cell."""
    text = fragment.folded
    if fragment.kind != "text" or is_range(text):
        return False
    if text.endswith(_LAST):  # as few texts; the search goes through all
        last = text[text.rfind(" ") + 1 :]
        closes = last[-1] == ")" and "(" not in last and text.count("(") == text.count(")")  # (at 31 December 2023)
        return not closes and _ENDS_IN_NUMBER.search(text) is not None
    if first or text[:1] not in _FIRST or _BEGINS_WITH_NUMBER.match(text) is None:
        return False
    return not is_round_unit(text)  # 10,000 tons, row below row in a column of units


def _apart(line: Sequence[Fragment], held: Mapping[int, list[Fragment]], numbers: Sequence[Fragment]) -> list[Fragment]:
    found: list[Fragment] = []
    for fragment in line:
        parts = held.get(id(fragment), [])
        value = next((part for part in parts if part.kind == "number"), None)
        found += parts if value is not None and _in_column(value, numbers) else [fragment]
    return found


def _parts(fragment: Fragment, page: Mapping[int, Line]) -> list[Fragment] | None:
    """A text and the number that is its first or last word."""
    line, end = page[fragment.line], fragment.start + len(fragment.text)
    words = [w for w in line.words if fragment.start <= w.start < end]
    first = fragment.folded[:1] in _FIRST and not fragment.folded.endswith(_LAST)
    if len(words) < 2 or (box := words[1 if first else -1].bbox) is None:
        return None
    parts = split_at(fragment, box[0], line)
    if parts and first:
        return parts if parts[0].kind == "number" else None
    return parts if parts and parts[1].kind == "number" and not dangles(parts[0].folded.strip()) else None


def _in_column(value: Fragment, numbers: Sequence[Fragment]) -> bool:
    """Whether numbers near by, above or below, stand on the edge on which a number ends."""
    near = (f for f in numbers if 0.5 * value.height < abs(f.middle - value.middle) < _NEAR_ROWS * value.height)
    return sum(abs(f.x1 - value.x1) < _ON_EDGE or abs(f.x0 - value.x0) < _ON_EDGE for f in near) >= _FEWEST
