"""Rows whose values stand in a list of years, below their label or behind it: - In 2021 5.2 GWh - In 2022 4.8 GWh."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.grids.grid import Cell
from cnesg.extraction.plain_tables.line_cells import Span
from cnesg.extraction.plain_tables.outlined import Outlined
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line

_BULLET = r"[-–—•*]"
_YEAR = regex(
    rf"(?i)(?:^|(?<=[\s:;,]))(?:{_BULLET}\s*)?(?:in\s)?(?:FY\s?)?(?P<year>(?:19|20)\d\d)(?:\s?[:=–—]\s*|\s+)(?=[~<]?\s?[$€£¥]?\s?\d)"
)
_END = regex(rf"\s*[;,|.]?\s*{_BULLET}?\s*$")
_SENTENCE = regex(r"[.;!?]\s|[.;!?]\s*$|\t")
_LETTERS = regex(r"[A-Za-z]{3}")
_FEWEST = 2
_LONGEST_LABEL, _LONGEST_VALUE = 110, 50
_MOST_YEARS = 12


def listed_years(lines: Sequence[Line], reader: LineReader) -> Iterator[tuple[int, Outlined]]:
    """Such rows by the number of the line that lists the years.

    Args:
        lines: the lines of a page.
        reader: what knows units.
    """
    above: Line | None = None
    for line in lines:
        if not line.text.strip():
            continue
        found = _in_line(line, above, reader)
        if found is not None:
            yield line.number, found
        above = line if found is None else None


def _in_line(line: Line, above: Line | None, reader: LineReader) -> Outlined | None:
    text = line.text
    years = [*_YEAR.finditer(text)] if not text.lstrip().startswith("|") else []
    if not _FEWEST <= len(years) <= _MOST_YEARS or not _in_order([int(one["year"]) for one in years]):
        return None
    ends = [one.start() for one in years[1:]] + [len(text)]
    values = [_value(text, one.end(), end) for one, end in zip(years, ends, strict=True)]
    if not all(_is_figure(text[slice(*one)], reader) for one in values):
        return None
    own = Cell(text[: years[0].start()], line, 0, years[0].start())
    label = own if _LETTERS.search(own.text) or above is None else Cell(above.text, above, 0, len(above.text))
    if not _is_label(label.text):
        return None
    rows = (
        (None, *(Cell(one["year"], line, *one.span("year")) for one in years)),
        (_trimmed(label), *(Cell(text[slice(*one)], line, *one) for one in values)),
    )
    return Outlined(replace(line, text=""), rows, replace(line, text=""))


def _in_order(years: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(years)) or all(a > b for a, b in pairwise(years))


def _value(text: str, start: int, end: int) -> Span:
    """A value without what sets it off from the next."""
    printed = _END.sub("", text[start:end])
    return start, start + len(printed.rstrip())


def _is_figure(text: str, reader: LineReader) -> bool:
    """Whether a text is one figure with its unit and nothing else."""
    return 0 < len(text) <= _LONGEST_VALUE and reader.is_value(text)


def _is_label(text: str) -> bool:
    named = text.strip()
    return (
        len(named) <= _LONGEST_LABEL
        and _LETTERS.search(named) is not None
        and _SENTENCE.search(named) is None
        and _YEAR.search(named) is None
    )


def _trimmed(label: Cell) -> Cell:
    """A label without its bullet and the colon or dash behind it."""
    kept = re.sub(rf"\s*[:–—-]?\s*(?:{_BULLET})?\s*$", "", label.text)
    begin = len(kept) - len(kept.lstrip(" -–—•*"))
    return replace(label, text=kept[begin:], start=label.start + begin, end=label.start + len(kept))
