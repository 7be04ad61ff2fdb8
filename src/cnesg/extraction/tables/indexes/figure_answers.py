"""Rows of an index of disclosures that are answered in figures: a table, with what was asked as labels.

`(1) Total water withdrawn, (2) total water consumed | IF-EU-140a.1 | Thousand cubic meters | (1) 812,400; (2) 61,730`
has two values, each in the unit of the index. Only where items are asked for by such numbers is it an index at all;
other tables with codes beside their rows are read as tables. An index with nothing but pages answers nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.tables.fragments import fragment_of, is_unit
from cnesg.extraction.tables.indexes.answers import paired
from cnesg.extraction.tables.indexes.rows import IndexRows, in_order, index_pages, index_rows
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.framework.regexes import regex
from cnesg.text import Line, Page, Word, fold

_FIGURE = r"(?:[~<>≈≤≥]|approx\.|about)?\s?(?:US|HK)?[$€£₹]?\d[\d,]*(?:\.\d+)?\s?%?"
_MARK = r"(?<![\w+])(?<!\band\s)(?<![&,]\s)\(?(?:\d|[a-e]|i{1,3}|iv|v)\)\s?"  # not market-based), Scopes 1 and 2)
_STARTS_WITH_FIGURE = regex(rf"(?:{_MARK})?{_FIGURE}(?=$|[\s;,/(])")
_IN_FIGURES = regex(rf"(?<![\w.,])(?:{_FIGURE})(?![\w.])")
_MARKED = regex(_MARK)
_LETTERS = regex(r"[A-Za-z]{3,}")
_ENUMERATED = regex(r"(?<![^\s])([1-9])\.(?=\s)")  # 1. Total energy consumed, 2. percentage renewable
_OF_EACH = regex(r"(?i)percentage of each\b")  # share of what was asked for before
_BRACKETED_SHARE = regex(r"\(\d[\d.]*\s?%\)")
_PAGE_NUMBERS = regex(r"\d{1,3}(?:\s?[-–,;]\s?\d{1,3})*")
_MEASURES_IN = regex(
    r"(?i)numbers?(?: of .{1,20})?|rates?|n/?a|quantitative|reporting currency|percentages?(?: \(%\))?"
)
_UNIT_PARTS = regex(r"[,;/]\s|\n")
_PERCENT = regex(r"(?i)percentages?(?: \(%\))?|%")
_SHARE = regex(r"(?i)\bpercent(?:age)?\b")
_UNIT_HEAD = regex(r"(?i)\bunits?(?: of measure(?:ment)?)?$")  # (Unit of | Measure)
_LEAST = 0.5  # of the rows
_LEAST_ANSWERED = 0.2  # in figures; others may be answered in words
_MOST_WORDS = 4  # beside a figure and its unit: more are a sentence
_LONGEST_LABEL = 200


@dataclass(frozen=True)
class _Roles:
    """The columns of an index by what they hold: numbers of columns."""

    question: int
    unit: int | None
    answers: tuple[int, ...]


def figure_answers(page: Page) -> list[Table]:
    """The tables that the figures of indexes of disclosures on a page make.

    Args:
        page: a page of a PDF; a text file has no geometry and gives none.
    """
    return [table for part in index_pages(page) for table in _answered_on(part)]


def _answered_on(page: Page) -> list[Table]:
    index = index_rows(page)
    roles = index and _roles(index)
    if index is None or not roles:
        return []
    lines = {line.number: line for line in page.lines}
    rows = [row for cells in index.cells for row in _rows_of(index, cells, roles, lines)]
    if not rows:
        return []
    columns = [_column(index, number) for number in roles.answers]
    captions = tuple(f.text for f in index.heads if f.kind == "year") if len(columns) == 1 else ()
    return [
        Table(
            page=page.number or 0,
            bbox=around([f.bbox for column in index.columns for f in column]),
            columns=tuple(columns),
            rows=tuple(rows),
            captions=captions,
        )
    ]


def _roles(index: IndexRows) -> _Roles | None:
    """What the columns hold; None where no column of figures stands right of one of questions."""
    texts = [[_text(cells[n]) for cells in index.cells] for n in range(len(index.columns))]
    coded = {n for n, column in enumerate(index.columns) if any(id(f) in index.codes for f in column)}
    units = [
        n
        for n, column in enumerate(texts)
        if n not in coded and (_most(column, _is_unit_cell) or _UNIT_HEAD.search(" ".join(_column(index, n).headers)))
    ]
    asking = [n for n in range(len(texts)) if n not in coded and n not in units and not _most(texts[n], _has_figures)]
    if not asking:
        return None
    question = max(asking, key=lambda n: sum(map(len, texts[n])))
    others = {question, *coded, *units}
    right = range(question + 1, len(texts))
    answers = tuple(n for n in right if n not in others and _most(texts[n], _has_figures, _LEAST_ANSWERED))
    if not answers or all(_PAGE_NUMBERS.fullmatch(text) for n in answers for text in texts[n] if text):
        return None
    if not any(len(_MARKED.findall(_ENUMERATED.sub(r"\1)", text))) > 1 for text in texts[question]):
        return None  # a table of figures with codes of standards
    return _Roles(question, next(iter(units), None), answers)


def _most(texts: Sequence[str], fits: Callable[[str], bool], least: float = _LEAST) -> bool:
    """Whether so many of the cells with text, at least two, are of a kind."""
    filled = [text for text in texts if text]
    return sum(map(fits, filled)) >= max(2, least * len(filled))


def _has_figures(text: str) -> bool:
    return _STARTS_WITH_FIGURE.match(text) is not None


def _is_unit_cell(text: str) -> bool:
    return is_unit(text) or all(_MEASURES_IN.fullmatch(p.strip()) or is_unit(p) for p in _UNIT_PARTS.split(text))


def _text(cell: Sequence[Fragment]) -> str:
    return fold(" ".join(f.text for f in in_order(cell))).strip()


def _column(index: IndexRows, number: int) -> Column:
    """A column of answers with its heads."""
    held = index.columns[number]
    x0, x1 = min(f.x0 for f in held), max(f.x1 for f in held)
    heads = sorted((f for f in index.heads if f.x1 > x0 and f.x0 < x1), key=lambda f: f.middle)
    return Column(x0, x1, tuple(f.text for f in heads))


def _rows_of(
    index: IndexRows, cells: Sequence[Sequence[Fragment]], roles: _Roles, lines: Mapping[int, Line]
) -> list[Row]:
    """The rows of one item: one for each part of its question that a figure answers."""
    question = fold(index.asked([cells[roles.question]]))
    found: dict[str, list[Fragment | None]] = {}
    for place, number in enumerate(roles.answers):
        for label, value in _values(question, cells[number], lines):
            found.setdefault(label, [None] * len(roles.answers))[place] = value
    units = [f.text for f in in_order(cells[roles.unit])] if roles.unit is not None else []
    unit = " ".join(units) if _is_unit_cell(fold(" ".join(units))) else "\n".join(units)
    rows = []
    for label, values in found.items():
        shown = [value for value in values if value is not None]
        if not label or len(label) > _LONGEST_LABEL:
            continue
        rows.append(
            Row(
                label=label,
                parents=(),
                notes=_unit_of(label, unit, shown),
                cells=tuple(values),
                bbox=around([value.bbox for value in shown]),
                line=shown[0].line,
            )
        )
    return rows


def _unit_of(label: str, unit: str, values: Sequence[Fragment]) -> tuple[str, ...]:
    """The unit of a row's values: none where they print one, of several the first that is no share."""
    if any("%" in value.folded for value in values):
        return ()
    parts = [part.strip() for part in _UNIT_PARTS.split(unit) if part.strip()]
    if _SHARE.match(label):
        return tuple(part for part in parts if _PERCENT.fullmatch(part))[:1]
    return tuple(part for part in parts if not _PERCENT.fullmatch(part))[:1]


def _values(question: str, cell: Sequence[Fragment], lines: Mapping[int, Line]) -> list[tuple[str, Fragment]]:
    """The parts of a question, each with the figure that answers it."""
    placed = [(word, lines[f.line]) for f in in_order(cell) for word in _words(lines[f.line], f)]
    said, starts = "", []
    for word, _ in placed:
        said += " " if said else ""
        starts.append(len(said))
        said += fold(word.text)
    question, said = (_ENUMERATED.sub(r"\1)", text) for text in (question, said))
    found: list[tuple[str, Fragment]] = []
    for asked, start, end in _parts(question, said, cell):
        figures = list(_IN_FIGURES.finditer(said, start, end))
        if len(figures) == 2 and _BRACKETED_SHARE.match(said, figures[1].start() - 1):
            figures.pop()  # 18,400 (61%)
        if len(figures) != 1 or len(_LETTERS.findall(said, start, end)) > _MOST_WORDS:
            continue
        low, high = figures[0].span()
        within = [n for n, at in enumerate(starts) if at < high and at + len(placed[n][0].text) > low]
        line = placed[within[0]][1]
        last = within[-1] + 1
        while last < len(placed) and starts[last] < end and placed[last][1] is line and is_unit(placed[last][0].text):
            last += 1
        value = fragment_of(line, [word for word, own in placed[within[0] : last] if own is line])
        text = value.text.rstrip(" ;,")
        label = asked.strip(" ,;:.")
        if found and _OF_EACH.match(label):
            label = f"{label}: {found[-1][0]}"
        found.append((label, replace(value, text=text, folded=fold(text), kind="number")))
    return found


def _words(line: Line, fragment: Fragment) -> list[Word]:
    """The words of a line that a fragment holds."""
    end = fragment.start + len(fragment.text)
    return [word for word in line.words if fragment.start <= word.start < end]


def _parts(question: str, said: str, cell: Sequence[Fragment]) -> list[tuple[str, int, int]]:
    """The parts of a question with the offsets of their answers; unnumbered answers are taken line by line."""
    asked = paired(question, said)
    marks = list(_MARKED.finditer(question))
    if len(marks) < 2 or _MARKED.match(said):
        return asked
    ends = [*(mark.start() for mark in marks[1:]), len(question)]
    whats = [question[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    answers = [fold(f.text).strip() for f in in_order(cell)]
    if len(answers) != len(whats):
        return [(whats[0], 0, len(said))] if len(answers) == 1 else []
    found, at = [], 0
    for what, answer in zip(whats, answers, strict=True):
        found.append((what, at, at + len(answer)))
        at += len(answer) + 1
    return found
