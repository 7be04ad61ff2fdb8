"""A row of an English data sheet without what the columns beside its figures hold.

`Total energy (GWh) 812 799 784 302-1 CCE-6` and `Waste generated tonnes - 306-3.a - 41 42 44` have three figures each;
the rest are codes of standards, marks of empty cells and numbers of footnotes.
"""

import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

from cnesg.extraction.figures.note_marks import NUMBERED
from cnesg.framework.regexes import regex

_HYPHEN = r"[-\u2010-\u2013]"
_CODE = regex(  # 305-4, 403-9-a-iii, 2-7,; CCE-4, EM-RM-150a.1; EM-EP | 120a.1
    rf"(?:(?:[123]|\d{{3}}){_HYPHEN}\d{{1,2}}[a-z]?(?:[-\u2010-\u2013.][a-z\d]{{1,4}})*(?:,[a-z\d]{{1,3}})*"
    rf"|[A-Z]{{1,5}}(?:{_HYPHEN}[A-Z]{{2}})?{_HYPHEN}(?:\d{{1,3}}[a-z]?(?:\.\d{{1,2}})?|[A-Z]{{2}})"
    r"|\d{3}[a-d]\.\d{1,2}),?"
)
_HALF = regex(r"[A-Z]\d?,?|GRI|SASB|TCFD|IPIECA|Ipieca")  # C2 behind SOC-5; E | NV-7; GRI | 305-1
_EMPTY = regex(r"(?i)[-–—]{1,3}|n/?a\.?|\*")
_TICK = regex(r"(?i)yes|no|[✓✔√✗✘×•●○xpü]|[-–—]|n/?a\.?")  # P and ü are ticks that lost their font
_FIGURE = regex(r"(?:[-+–<>~]?[$€£]?\d[\d,]*(?:\.\d+)?%?|\([$€£]?\d[\d,]*(?:\.\d+)?%?\))[*†‡^]{0,2}")
_MARKS = regex(r"(?<=[\d%)])[*†‡^]{1,2}$")
_REST = regex(r"[,.]\d[\d,.]*%?\)?[*†‡^]{0,2}")  # 17 | ,720 and 7 | .8%
_BEGUN, _AFTER_POINT = regex(r"[$€£]?\d{1,3}(?:,\d{3})*\."), regex(r"\d{1,3}%?")  # 7. | 3
_DIGIT, _GROUPED = regex(r"\d"), regex(r"\d{1,2},\d{3}")  # 1 | 7,700
_SMALL = regex(r"\d{1,2}")
_TOKEN = regex(r"\S+")
# A figure before another is no mark: Nitrogen oxides (NOx) | 65 72 tonnes
_MARK_BEHIND = regex(r"(?<=[)\]])\s?\d{1,2}(?:,\s?\d{1,2})*(?=\s|$)(?!\s\d)|(?<=[A-Za-z)\]])\s?(?:\(\d{1,2}\))+|[†‡]")
_MARK_BEHIND_TITLE = regex(r"(?P<word>[A-Z]{4,})\s?\d{1,2}(?:,\s?\d{1,2})*$")
_CONTINUED = regex(r"(?i)\s*[(\[]?\b(?:continued|cont(?:’|'|\.)?d)\.?[)\]]?\s*$")
_NUMBERED = regex(rf"(?i)(?:{NUMBERED})")
_FORMULA = regex(r"\b(CO|SF|CH|NF) ([2346](?:-?e(?:q|quivalent)?)?\))")  # (tonnes CO | 2e)
_PARTED_WORD = regex(  # Y | ears, BTU | s
    r"(?<![A-Za-z’'.&-])(?<!\b(?:type|plan|unit) )(?<!\b(?:class|group|block|grade) )([TVWY]) (?=[a-z]{2})"
    r"|(?<=\b[A-Z]{3}) (?=s\))",
)
_PARTICLES = regex(r"\b(PM) (10|2\.5|1)(?=\s)")
_WIDE = regex(r"\s{2,}")
_WIDE_DASH = regex(r"[-–—:]\s{2,}")


def bare_title(text: str) -> str:
    """The name of a group of rows without marks of footnotes and what says that it goes on from the page before."""
    cells = [found[0] for found in _TOKEN.finditer(text)]
    text = _before(text, cells[: _codes_begin(cells, len(cells), (_CODE,), (_CODE,)) or len(cells)])
    text = _CONTINUED.sub("", bare_label(text)).strip()
    found = _MARK_BEHIND_TITLE.search(text)
    return text[: found.end("word")] if found and not _NUMBERED.fullmatch(found["word"]) else text


def is_ticked(text: str, columns: AbstractSet[int]) -> bool:
    """Whether a row says yes or no for each year, and so is one of the table however long its label is.

    Args:
        text: the line.
        columns: how many figures rows may have.
    """
    cells = text.split()
    return any(
        len(cells) > wide > 1
        and all(map(_TICK.fullmatch, cells[-wide:]))
        and not _TICK.fullmatch(cells[-wide - 1])
        and not all(map(_EMPTY.fullmatch, cells[-wide:]))
        for wide in columns
    )


def bare_label(text: str) -> str:
    """A label without marks of footnotes behind its brackets, formulas and words in it put together again."""
    text = _PARTED_WORD.sub(lambda found: found[1] or "", _FORMULA.sub(r"\1\2", _MARK_BEHIND.sub("", text)))
    return _WIDE_DASH.sub(lambda found: found[0].strip() + " ", text).strip()


def bare_row(text: str, columns: AbstractSet[int]) -> str | None:
    """A row as its label, unit and figures; None for a line that has another number of figures at its end.

    Args:
        text: the line.
        columns: how many figures rows may have.
    """
    text = _PARTICLES.sub(r"\1\2", text)
    cells = _whole_figures([found[0] for found in _TOKEN.finditer(text)], columns)
    end = _codes_begin(cells, len(cells), (_CODE, _HALF), (_CODE,))
    first = start = _figures_begin(cells, end)
    while end < len(cells) and end - start > max(columns) and _EMPTY.fullmatch(cells[end - 1]):
        end -= 1  # cells of columns of codes, behind the figures and before them
    while end - start > max(columns) and _EMPTY.fullmatch(cells[start]):
        start += 1
    cut = start > first
    if end - start == max(columns) + 1 and _SMALL.fullmatch(cells[start]) and cells[start - 1].endswith((")", "]")):
        start += 1  # Flared volume (million cubic feet) 13 | 21,200
    elif end - start == max(columns) + 1 and start == first and _SMALL.fullmatch(cells[start]):
        start = first = start + 1  # Under 30 | 9%
    if end - start not in columns or not first:
        return None
    first = _codes_begin(cells, first, (_CODE, _EMPTY), (_CODE, _EMPTY) if cut else (_CODE,)) or first
    label = _before(text, cells[:first])
    while (found := _TOKEN.match(label)) and _CODE.fullmatch(found[0]) and label[found.end() :].strip():
        label = label[found.end() :].strip()
    label = bare_label(label)
    gaps = list(_WIDE.finditer(label))
    if gaps:  # the last sets the unit apart from the label
        label = f"{_WIDE.sub(' ', label[: gaps[-1].start()])}  {label[gaps[-1].end() :]}"
    between = "  " if gaps else " "
    return between.join([label, *(_MARKS.sub("", cell).replace("*", "-") for cell in cells[start:end])])


def _before(text: str, cells: list[str]) -> str:
    """The text up to the end of some cells at its beginning, as printed: with the blanks that parted their digits."""
    at = 0
    for cell in cells:
        if cell in text[at:]:
            at = text.index(cell, at) + len(cell)
            continue
        for sign in cell:
            at = text.index(sign, at) + 1
    return text[:at].strip()


def _whole_figures(cells: list[str], columns: AbstractSet[int]) -> list[str]:
    """The cells, digits that a blank parted put together: 17 | ,720, 7. | 3, and 1 | 7,700 where one is too many."""
    found: list[str] = []
    for cell in cells:
        last = found[-1] if found else ""
        if (_FIGURE.fullmatch(last) and "." not in last and _REST.fullmatch(cell)) or (
            _BEGUN.fullmatch(last) and _AFTER_POINT.fullmatch(cell)
        ):
            found[-1] += cell
        else:
            found.append(cell)
    end = _codes_begin(found, len(found), (_CODE, _HALF), (_CODE,))
    first = _figures_begin(found, end)
    parted = [
        at
        for at, (one, other) in enumerate(pairwise(found[first:end]), start=first)
        if at > first and _DIGIT.fullmatch(one) and _GROUPED.fullmatch(other)
    ]
    if end - first == max(columns) + 1 and len(parted) == 1:
        found[parted[0] : parted[0] + 2] = ["".join(found[parted[0] : parted[0] + 2])]
    return found


def _figures_begin(cells: list[str], end: int) -> int:
    """Where the figures and marks of empty cells begin that end at a cell."""
    at = end
    while at and (_FIGURE.fullmatch(cells[at - 1]) or _EMPTY.fullmatch(cells[at - 1])):
        at -= 1
    return at


def _codes_begin(
    cells: list[str], end: int, may_begin: tuple[re.Pattern[str], ...], told_by: tuple[re.Pattern[str], ...]
) -> int:
    """Where codes of standards and marks of empty cells begin that end at a cell, or `end` itself."""
    at = end
    while at and _is(cells[at - 1], (_CODE, _HALF, _EMPTY)):
        at -= 1
    while at < end and not _is(cells[at], may_begin):
        at += 1
    return at if any(_is(cell, told_by) for cell in cells[at:end]) else end


def _is(cell: str, forms: tuple[re.Pattern[str], ...]) -> bool:
    return any(form.fullmatch(cell) for form in forms)
