"""Tables of online reports whose cells each stand on a line of their own, with the change beside the years.

Below the lines `2024`, `2023`, `Change in %` the lines `Staff costs (in EUR million)`, `876`, `846`, `3.6` are a row:
the figure behind those of the years is none of a year.
"""

import re
from collections.abc import Iterator, Sequence

from cnesg.extraction.cell_runs.tokens import Tokens, is_sentence
from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line

_CHANGE = regex(
    r"(?i)(?:(?:absolute |relative )?(?:change|changes|variation|deviation|difference)s?|yoy|y-o-y|[Δ∆]|\+/[-–−])"
    r"(?:\s?(?:20\d\d/(?:20)?\d\d|to previous year|year[- ]on[- ]year))?(?:\s?\(?(?:in )?(?:%|per ?cent|pp)\)?)?"
)
_MARKS = ("hange", "ariation", "eviation", "ifference", "YoY", "YOY", "yoy", "-o-y", "Δ", "∆", "+/")
_IN_PER_CENT = regex(r"(?i)\(?in (?:%|per ?cent|pp)\)?|%")
_CHANGED = regex(r"(?i)[-+−–<>]?\s?\d[\d,.]*\s?(?:%|pp|p\.p\.|x)?|[-–—]{1,2}|n\.?\s?[am]\.?|>\s?\d+|\(\d[\d,.]*\s?%?\)")
_FIGURE = regex(r"[-+−–(]?\s?[$€£]?\d[\d,]*(?:\.\d+)?\s?%?\)?|[-–—]{1,2}")
_MARK = regex(r"(?<=[a-z)])\s?\d{1,2}\)(?:\s?,?\s?\d{1,2}\))*$")
_NOTE = regex(r"\(?\d{1,2}\)")
_FEWEST_YEARS, _MOST_YEARS, _FEWEST_ROWS = 2, 5, 2
_LONGEST, _MOST_BETWEEN = 90, 3


def with_changes_beside(lines: Sequence[Line], tokens: Tokens, year: int) -> Iterator[Found]:
    """A table for each head of years and a change, one below another.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
        year: the document's fiscal year.
    """
    texts = [line.text.strip() for line in lines]
    whole = "\n".join(texts)
    if not any(mark in whole for mark in _MARKS):
        return
    at = 0
    while at < len(lines):
        years = _years(lines, at, tokens)
        end = at + len(years)
        if not _FEWEST_YEARS <= len(years) <= _MOST_YEARS or end >= len(lines) or not _CHANGE.fullmatch(texts[end]):
            at += max(len(years), 1)
            continue
        begin, end = at, end + 1
        if end < len(lines) and _IN_PER_CENT.fullmatch(texts[end]):
            end += 1
        rows, at = _rows(lines, texts, end, len(years))
        if len(rows) >= _FEWEST_ROWS and max(int(one.text[-4:]) for one in years) == year:
            head: GridRow = (None, *years)
            above = tuple(one for one in texts[max(0, begin - 1) : begin] if len(one) <= _LONGEST)
            yield Found(Grid((head, *rows), above), frozenset(one.number for one in lines[begin:at]))


def _years(lines: Sequence[Line], at: int, tokens: Tokens) -> list[Cell]:
    """The lines from one on that are a year each."""
    found: list[Cell] = []
    for line in lines[at:]:
        told = tokens.of(line)
        if len(told) != 1 or told[0].kind != "year" or not told[0].text[-4:].isdecimal():
            break
        found.append(told[0].cell)
    return found


def _rows(lines: Sequence[Line], texts: Sequence[str], at: int, count: int) -> tuple[list[GridRow], int]:
    """Labels each with a figure for each year and a change below it, and the line behind the last of them."""
    rows: list[GridRow] = []
    end = at
    while at < len(lines):
        figures = texts[at + 1 : at + 1 + count]
        change = texts[at + 1 + count : at + 2 + count]
        full = len(figures) == count and all(map(_FIGURE.fullmatch, figures)) and bool(change)
        label = _MARK.sub("", texts[at])
        if full and _CHANGED.fullmatch(change[0]) and _is_label(label):
            cells = [Cell(texts[n], lines[n], 0, len(lines[n].text)) for n in range(at + 1, at + 1 + count)]
            rows.append((Cell(label, lines[at], 0, len(lines[at].text)), *cells))
            at = end = at + 2 + count
        elif at - end < _MOST_BETWEEN and (_NOTE.fullmatch(texts[at]) or not _FIGURE.fullmatch(texts[at])):
            at += 1  # a footnote, the name of a group
        else:
            break
    return rows, end


def _is_label(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and not is_sentence(text) and re.search(r"[A-Za-z]{2}", text) is not None
