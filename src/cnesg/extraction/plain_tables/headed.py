"""Tables in a text file whose head and rows have as many cells as each other, apart by no more than blanks.

年度 分红额（元） 分红比例, and below it 2022年 250,000,000.00 41.67%: rows of years, whose metrics are the heads; or
rows of names below heads each of which says what the figures below it are (污染物 排放量（吨） 达标率). Over the names
there may be no head, and lines that say by what they part the whole may stand between them (按性别划分).
"""

from collections.abc import Iterator, Sequence

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.named import names_metric
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.tables.rows.skipped import names_part_of_year
from cnesg.framework.regexes import regex
from cnesg.text import Line

_CELL = regex(r"\S+(?:\s?[（(][^（）()\s]*[）)])?(?:(?<=\d)\s?年度?(?=\s))?")
_YEAR = regex(r"(?:19|20)\d\d\s?年?[度末底]?")
_YEAR_HEAD = regex(r"(?:[\u4e00-\u9fff]{0,4}年[度份]?|时间|报告期|指标|项目|类别)")
_NAME_HEAD = regex(
    r"[\u4e00-\u9fff]{0,6}(?:学历|学位|职称|年龄|岗位|专业|职级|性别|层级|指标|项目|类别|类型|名称|种类|污染物|品种|公司|单位|企业|基地|工厂|地区|区域|部门)"
)
_SAYS_WHAT = regex(
    r"(?:总?人数|数量|占比|比例|比重|百分比|金额|次数|人次|学时|率|[^（(]{2,12}[（(][^（）()\d]{1,10}[）)])$"
)
_SENTENCE = regex(r"[。；;！!？?：:]|[，,、](?!\d{3})")
_FIGURE = regex(r"\d|^[-—–/]+$")
_PARTS = regex(
    r"(?:按|依).{1,12}|(?:雇员|员工|职工)?(?:性别|年龄(?:组别|结构|段)?|职级|级别|类别|类型|层级|地区|地域|区域|学历|雇佣(?:类型|形式))(?:划分)?"
)
_LONGEST_HEAD = 30
_FEWEST, _FEWEST_CELLS = 2, 3


def headed_rows(lines: Sequence[Line], know: Knowledge, reader: LineReader) -> dict[int, GridRow]:
    """Heads and rows by the number of their line.

    Args:
        lines: the lines of a page.
        know: the vocabulary.
        reader: what takes lines apart.
    """
    rows: dict[int, GridRow] = {}
    printed = [line for line in lines if line.text.strip()]
    for at, line in enumerate(printed):
        head = _cells(line)
        if _heads_values(head, know):
            head = (None, *head)
        elif not _heads(head, know):
            continue
        if line.number in rows:
            continue
        below = list(_below(printed[at + 1 :], head, reader))
        while below and len(below[-1]) == 1:
            below.pop()
        full = sum(len(row) > 1 for row in below)
        if full >= (1 if _named(head, know) > 1 and below and _YEAR.match(_first(below[0])) else _FEWEST):
            rows |= {row[-1].line.number: row for row in (head, *below) if row[-1] is not None}
    return rows


def _cells(line: Line) -> GridRow:
    if "\t" in line.text:
        return ()
    return tuple(Cell(found[0], line, *found.span()) for found in _CELL.finditer(line.text))


def _first(row: GridRow) -> str:
    return row[0].clean if row and row[0] is not None else ""


def _texts(row: GridRow) -> list[str]:
    return [cell.clean for cell in row if cell is not None]


def _heads(row: GridRow, know: Knowledge) -> bool:
    """Whether a line may be the head: words alone, of which some name a metric or all say what is below them."""
    words = _texts(row)
    if len(words) < _FEWEST_CELLS - 1 or any(len(one) > _LONGEST_HEAD or _SENTENCE.search(one) for one in words):
        return False
    if any(_FIGURE.search(one) for one in words) and not all(_SAYS_WHAT.search(one) for one in words[1:]):
        return False
    if _YEAR_HEAD.fullmatch(words[0]):
        return _named(row, know) > 0
    return (
        len(words) >= _FEWEST_CELLS
        and _NAME_HEAD.fullmatch(words[0]) is not None
        and all(_SAYS_WHAT.search(one) or names_metric(one, know) for one in words[1:])
    )


def _heads_values(row: GridRow, know: Knowledge) -> bool:
    """Whether each word of a line may be a head and says what is below it, one by a metric's name: 雇员人数 流失率.

    Or all of them name parts of the year, whose figures are no year's: 第一季度（1-3月份） 第二季度（4-6月份）.
    """
    words = _texts(row)
    if len(words) < _FEWEST or any(len(one) > _LONGEST_HEAD or _SENTENCE.search(one) for one in words):
        return False
    if all(map(names_part_of_year, words)):
        return True
    if _NAME_HEAD.fullmatch(words[0]) or _YEAR_HEAD.fullmatch(words[0]) or any(map(_FIGURE.search, words)):
        return False
    named = [names_metric(one, know) for one in words]
    return any(named) and all(name or _SAYS_WHAT.search(one) for name, one in zip(named, words, strict=True))


def _named(row: GridRow, know: Knowledge) -> int:
    """How many of the heads behind the first name a metric."""
    return sum(names_metric(one, know) for one in _texts(row)[1:])


def _below(lines: Sequence[Line], head: GridRow, reader: LineReader) -> Iterator[GridRow]:
    """The rows right below a head: a year, or a name, and a figure below each of the other heads.

    Where names stand in the rows a line may say by what they part the whole, by itself or before a name.
    """
    of_years = head[0] is not None and _YEAR_HEAD.fullmatch(_first(head)) is not None
    named = not of_years or _NAME_HEAD.fullmatch(_first(head)) is not None
    of_parts = all(map(names_part_of_year, _texts(head)))
    for line in lines:
        row = _cells(line)
        words = _texts(row)
        parted = named and bool(words) and _PARTS.fullmatch(words[0]) is not None
        if len(row) == 1 and (parted or (of_parts and not _FIGURE.search(words[0]))):  # or the begin of a label
            yield row
            continue
        if parted and len(row) == len(head) + 1:
            row, words = row[1:], words[1:]
        if len(row) != len(head):
            return
        year = _YEAR.fullmatch(words[0]) is not None
        values = [reader.is_value(one) for one in words[1:]]
        name = not _FIGURE.search(words[0]) or bool(age_of_cell(words[0]))
        if not (year and all(_FIGURE.search(one) for one in words[1:]) and any(values)) and not (
            named and len(row) >= _FEWEST_CELLS and all(values) and name
        ):
            return
        yield row
