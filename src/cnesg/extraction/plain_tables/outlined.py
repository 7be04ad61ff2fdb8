"""Tables that run on within a line: 1.1投入金额万元126.061.2帮助人数人18 2.教育扶贫其中:2.1资助学生人数人.

Nothing sets the cells apart, and the number of the next row may stand right behind a value. The order of the rows'
numbers tells where a row ends: after 1.3 comes 1.4 or 2., so that 126.061.4 is 126.06 and the row 1.4, and a row whose
unit is followed by the next row's number is empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line

_MAY_BE = regex(r"[元人个次户名项吨][)）]?\s?\d")
_HAN = r"[\u4e00-\u9fff“\"《(]"
# 1.2万元 and 3.5个 are no rows called 万元 and 个.
_NO_LABEL = r"(?!\s?(?:[万亿]|元|人(?![均才员口数])|[名户吨年月日%]|个(?!人)|次|项(?!目)))"
_LABELLED = rf"(?={_NO_LABEL}\s?{_HAN})"
_MARK = regex(rf"(?<![\d.,])(?P<major>\d{{1,2}})(?:\.(?P<minor>\d{{1,2}})\s?[.、]?|\s?[.、]){_LABELLED}")
_SECTION = regex(rf"[一二三四五六七八九]、(?={_HAN})")
_UNIT = r"(?:[百千]?万元|亿元|千元|元|人次|户次|[人户名个次项吨])"
_VALUE = r"(?:[约近超逾]\s?)?\d[\d,]*(?:\.\d+)?"
_ROW = regex(
    rf"(?P<label>[^\d,。;:]{{2,40}}?)\s?(?P<unit>(?<![()]){_UNIT})?\s?(?P<value>{_VALUE})?"
    r"(?:\s+\d{1,3}|\s?\([^()\d]{1,20}\))?\s*"  # a page's number, a remark
)
_UNIT_INSIDE = regex(rf"\((?:单位:)?{_UNIT}\)$")
_TITLE = regex(r"(?P<label>[^\d,。;:、]{2,14}?)\s?:?\s?(?:其中\s?:?)?\s*")
_LAST = regex(rf"(?P<label>[^\d,。;:]{{2,40}}?)\s?(?P<unit>{_UNIT})\s?(?P<value>{_VALUE})(?![\d.])")
_SENTENCE_END = regex(r"[。；;！!？?]")
_FEWEST = 2  # rows with a unit
_LONGEST_CAPTION = 60
_MOST_BEGINS = 60  # numbers at which such a table may begin; a line of prose has many
_MOST_ROWS = 150  # of such a table; and how many characters one of them takes, so that no line takes long
_REACH = 400
_MOST_SKIPPED = 3  # titles of which a form leaves out all rows
_Number = tuple[int, int]


@dataclass(frozen=True)
class Outlined:
    """A line in which such a table stands.

    Attributes:
        before: what stands before the table.
        rows: its rows, as the reader of grids takes them.
        after: what stands behind it.
    """

    before: Line
    rows: tuple[GridRow, ...]
    after: Line

    @property
    def around(self) -> tuple[Line, Line]:
        """The line without the table."""
        return self.before, self.after

    @property
    def caption(self) -> str:
        """The last words before the table."""
        return _SENTENCE_END.split(self.before.text.rstrip())[-1][-_LONGEST_CAPTION:].strip()


@dataclass(frozen=True)
class _Item:
    """A numbered row or title; offsets into the folded text."""

    start: int
    label: int
    end: int


def outlined(line: Line) -> Outlined | None:
    """The table that runs on within a line, None where there is none."""
    if "\t" in line.text.strip() or len(_MAY_BE.findall(line.text)) < _FEWEST - 1:
        return None
    text, origin = compact(line.text)
    for begin in islice(_MARK.finditer(text), _MOST_BEGINS):
        items = list(islice(_items(text, begin), _MOST_ROWS))
        made = _Rows(line, text, origin)
        made.take(items)
        if made.valued and made.with_unit >= _FEWEST:
            last = origin[made.end]
            return Outlined(
                replace(line, text=line.text[: origin[begin.start()]]),
                tuple(made.rows),
                replace(line, text=line.text[last:]),
            )
    return None


def _items(text: str, begin: re.Match[str]) -> Iterator[_Item]:
    """The numbered items of a text from one on, in the order of their numbers."""
    mark, start = (int(begin["major"]), int(begin["minor"] or 0)), begin.start()
    label = begin.end()
    while True:
        found = _next(text, label, mark)
        reach = min(len(text), label + _REACH)
        section = _SECTION.search(text, label, found[1] if found else reach)
        if found is None and section is not None and (first := _MARK.search(text, section.end(), reach)):
            found = ((int(first["major"]), int(first["minor"] or 0)), first.start(), first.end())
            found = found if found[0] in {(1, 0), (1, 1)} else None
        end = found[1] if found else reach
        yield _Item(start, label, section.start() if section else end)
        if found is None:
            return
        mark, start, label = found


def _next(text: str, at: int, mark: _Number) -> tuple[_Number, int, int] | None:
    """The number, start and end of the mark that follows one: the next, maybe right behind a value, or a later one."""
    major, minor = mark
    reach = min(len(text), at + _REACH)
    following = [(major, minor + 1), (major + 1, 0)]
    found = []
    for one in following:
        tail = rf"{one[0]}\.{one[1]}\s?[.、]?" if one[1] else rf"{one[0]}\s?[.、]"
        if (hit := re.compile(rf"{tail}{_LABELLED}").search(text, at, reach)) is not None:
            found.append((one, *hit.span()))
    section = _SECTION.search(text, at, reach)
    for hit in _MARK.finditer(text, at, min((start for _, start, _ in found), default=reach)):
        one = (int(hit["major"]), int(hit["minor"] or 0))
        begun_anew = section is not None and section.start() < hit.start() and one in {(1, 0), (1, 1)}
        if begun_anew or (one > mark and one[0] <= major + _MOST_SKIPPED):
            found.append((one, *hit.span()))
            break
    return min(found, key=lambda one: one[1]) if found else None


class _Rows:
    """Rows as they are put together, where the last of them ends, and how many print a unit and a value."""

    def __init__(self, line: Line, text: str, origin: Sequence[int]) -> None:
        self._line, self._text, self._origin = line, text, origin
        self.rows: list[GridRow] = []
        self.end = 0
        self.with_unit = self.valued = 0

    def take(self, items: Sequence[_Item]) -> None:
        """The items, the last of which ends where its value does."""
        for one in items[:-1]:
            self._take(one)
        if items and (last := _LAST.match(self._text, items[-1].label)):
            self._keep(items[-1], last)

    def _take(self, one: _Item) -> None:
        self.end = one.end
        if row := _ROW.fullmatch(self._text, one.label, one.end):
            unit = row["unit"] or _UNIT_INSIDE.search(row["label"])
            if row["value"] or unit:
                if row["value"]:
                    self._keep(one, row)
                else:
                    self.with_unit += 1
                self.end = one.end
                return
        if title := _TITLE.fullmatch(self._text, one.label, one.end):
            self.rows.append((self._cell(one.start, title.end("label"), one.start, one.end),))

    def _keep(self, one: _Item, row: re.Match[str]) -> None:
        self.valued += 1
        self.with_unit += bool(row["unit"] or _UNIT_INSIDE.search(row["label"]))
        self.end = row.end()
        whole = (one.start, row.end("value"))
        label, value = self._cell(one.start, row.end("label"), *whole), self._cell(*row.span("value"), *whole)
        self.rows.append((label, self._cell(*row.span("unit"), *whole) if row["unit"] else None, value))

    def _cell(self, start: int, end: int, first: int, last: int) -> Cell:
        """A cell of the row that stands from `first` to `last`: its line is the row as printed."""
        a, b, c, d = (self._origin[start], self._origin[end - 1] + 1, self._origin[first], self._origin[last - 1] + 1)
        return Cell(self._line.text[a:b], replace(self._line, text=self._line.text[c:d]), a, b)
