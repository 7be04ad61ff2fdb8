"""Counts with their shares right behind them, set without a blank: 6(86%) is two values, as 6 (86%) is."""

from dataclasses import replace

from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_GLUED = regex(r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,7})(?P<share>[(（]\s?\d{1,3}(?:\.\d{1,2})?\s?[%％]\s?[)）])")
_BRACKETS = ")）"


def with_shares_cut(line: list[Fragment]) -> list[Fragment]:
    """The fragments of a line, those of a count and its share in two.

    Args:
        line: its fragments from left to right.
    """
    if not any(f.text[-1:] in _BRACKETS and f.kind == "text" and _GLUED.fullmatch(f.text) for f in line):
        return line
    return [part for fragment in line for part in _cut(fragment)]


def _cut(whole: Fragment) -> list[Fragment]:
    found = _GLUED.fullmatch(whole.text) if whole.kind == "text" else None
    if found is None:
        return [whole]
    x0, top, x1, bottom = whole.bbox
    each = (x1 - x0) / len(whole.text)
    return [
        replace(
            whole,
            text=found[part],
            folded=whole.folded[slice(*found.span(part))],
            bbox=(x0 + each * found.start(part), top, x0 + each * found.end(part), bottom),
            start=whole.start + found.start(part),
            kind="number",
        )
        for part in ("count", "share")
    ]
