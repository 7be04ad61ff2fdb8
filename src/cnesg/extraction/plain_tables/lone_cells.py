"""Rows of English data sheets whose cells each stand on a line of their own, codes of standards behind the figures.

Below a head of three years, the lines `Scope 1 emissions`, `tCO2e`, `91,095`, `79,916`, `97,059`, `305-1`, `2.3.1` are
a row of three figures and two codes; a row needs neither unit nor codes where it has a figure for each year.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.plain_tables.sheet_heads import heads_joined, sheet_head
from cnesg.framework.regexes import regex
from cnesg.text import Line

_FIGURE = regex(r"(?i)[-+–<>~(]?\s?[$€£]?\d[\d,]*(?:\.\d+)?\s?%?\)?[*†‡]?|[-–—]{1,3}|n/?a\.?")
_CODE_WORD = r"\d{1,3}-\d{1,2}(?:-?[a-z](?:-[ivx]+)?)?|\d{1,2}(?:\.\d{1,2}){1,3}|[A-Z]{2}-[A-Z]{2}-\d{3}[a-z]\.\d"
_CODES = regex(rf"(?:GRI\s)?(?:{_CODE_WORD})(?:\s?[,;/&]?\s?(?:{_CODE_WORD}))*|[✓✔√]")
_LETTERS = regex(r"[A-Za-z]{2}")
_SENTENCE = regex(r"[;!?]|(?<!\d)(?<!\b[Nn]o)(?<!\b[Aa]vg)\.\s|\.$")  # 6. Business travel is none
_LONGEST, _LONGEST_UNIT = 130, 40
_FEWEST_YEARS, _FEWEST = 2, 3


def lone_cells_joined(
    lines: Sequence[Line], year: int, is_unit: Callable[[str], bool]
) -> Iterator[tuple[Line, set[int]]]:
    """The lines, a head or row whose cells stand on lines of their own as one, with the numbers of its other lines.

    Args:
        lines: the printed lines of a page.
        year: the document's fiscal year.
        is_unit: tells whether a text is a unit.
    """
    joint = list(heads_joined(lines, year))
    rows: dict[int, tuple[int, Line, set[int]]] = {}
    wide = 0
    for at, (line, before) in enumerate(joint):
        if (head := sheet_head(line, year)) is not None:
            wide = max(head[1]) if before else 0
        elif wide >= _FEWEST_YEARS and (found := _row(joint, at, wide, is_unit)):
            rows[at] = found
    at = 0
    while at < len(joint):
        if at in rows and len(rows) >= _FEWEST:
            at, line, before = rows[at]
            yield line, before
        else:
            yield joint[at]
            at += 1


def _row(
    lines: Sequence[tuple[Line, set[int]]], at: int, wide: int, is_unit: Callable[[str], bool]
) -> tuple[int, Line, set[int]] | None:
    """The row whose label is a line: where the next begins, the row as one line, and the numbers of its other lines."""
    texts = [line.text.strip() for line, _ in lines[at : at + wide + 5]]
    if not _is_label(texts[0]) or (is_unit(texts[0]) and not any(map(is_unit, texts[1:2]))):
        return None  # Rate | % has a label
    unit = texts[1] if len(texts) > 1 and len(texts[1]) <= _LONGEST_UNIT and is_unit(texts[1]) else ""
    first = 2 if unit else 1
    end = first
    while end < len(texts) and _FIGURE.fullmatch(texts[end]):
        end += 1
    last = end
    while last < len(texts) and _CODES.fullmatch(texts[last]):
        last += 1
    if end - first != wide:
        return None
    text = "  ".join([one for one in (texts[0], unit) if one] + texts[first:end])
    numbers = {line.number for line, _ in lines[at : at + last]}
    line = lines[at + end - 1][0]
    return at + last, replace(line, text=text), numbers - {line.number}


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST and _LETTERS.search(text) is not None and _SENTENCE.search(text) is None
