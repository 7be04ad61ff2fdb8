"""Which columns of a drawn grid name its rows, and which figures in them are names: <29 years."""

from collections.abc import Sequence

from cnesg.extraction.tables.drawn.filled import FilledCell
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.regions import AGES
from cnesg.framework.regexes import regex
from cnesg.text import fold
from cnesg.text.language import language_of

_POLLUTANTS = regex(
    r"(?i)(?:主要|特征|及|和|、|的|排放)*污染物(?:(?:及|和|、)?(?:主要|特征)污染物)?(?:的?(?:名称|种类))?|pollutants?"
)
_ASIDE = regex(
    r"(?i)(?:营业|办公|注册|联系|机构)?(?:地址|住所)|成员.*|.*性质|.*方式|备注|任职.*|身份.*|(?:股份|权益)?类别|members?|remarks?"
    r"|(?:capacity|nature|class|type)(?:\b.*\b(?:nature|interests?|shares?|capacity))?(?:\s?\(.*\))?"
)  # tell of rows, name none
_NEARLY_ALL = 0.8  # of the rows


def tells_aside(head: str) -> bool:
    """Whether a head says that its column tells of rows that another one names: Remarks, 股东性质, Capacity.

    Args:
        head: the text over a column of texts.
    """
    return _ASIDE.fullmatch(fold(head).strip()) is not None


def label_column(head: Sequence[Sequence[FilledCell]], body: Sequence[Sequence[FilledCell]], first: int) -> int:
    """Which column of text names the rows: the one that repeats itself least, of equals the last.

    One headed as members, kind or manner (股东性质) only tells of rows that another column names; one of pollutants
    names them even where several plants emit the same.
    """
    texts: dict[int, set[str]] = {}
    for row in body:
        for cell in row:
            if cell.cell.right <= first and cell.value is None and not is_unit(cell.text):
                texts.setdefault(cell.cell.left, set()).add(cell.text)
    aside = {c.cell.left for row in head for c in row if tells_aside(c.text)}
    pollutants = {c.cell.left for row in head for c in row if _POLLUTANTS.fullmatch(fold(c.text).strip())}
    if head and not any(c.cell.left == 0 for row in head for c in row) and _names_each(body):
        return 0  # an empty corner: what stands right of the names only tells of them: 名称 | 报酬
    named = texts.keys() & pollutants or texts.keys() - aside or texts.keys()
    label = max(named, key=lambda column: (len(texts[column]), column), default=0)
    return next((column for column in sorted(texts) if _translates(body, column, label)), label)


def _translates(body: Sequence[Sequence[FilledCell]], column: int, label: int) -> bool:
    """Whether a column of labels says the same, row by row, in another language than one left of it: Male | 男."""
    if column >= label:
        return False
    both = [{c.cell.left: c.text for c in row if c.cell.left in {column, label}} for row in body]
    told = [one for one in both if label in one and not is_unit(one[label])]
    beside = [one for one in told if column in one and language_of(one[column]) != language_of(one[label])]
    return len(beside) >= _NEARLY_ALL * len(told) and len({language_of(one[label]) for one in beside}) == 1


def _names_each(body: Sequence[Sequence[FilledCell]]) -> bool:
    """Whether the first column has a text of its own for each row."""
    texts = [c.text for row in body for c in row if c.cell.left == 0 and c.cell.bottom - c.cell.top == 1]
    return len(texts) == len(body) and len(set(texts)) == len(texts) and not any(map(is_unit, texts))


def names_rows(columns: Sequence[int], body: Sequence[Sequence[FilledCell]]) -> bool:
    """Whether the first column names rows of values, some by figures: <29 years, below it 30-49 years."""
    if columns[0] != 0 or len(columns) == 1:
        return False
    valued = [row for row in body if any(c.value is not None and c.cell.left in columns[1:] for c in row)]
    first = [c for row in valued for c in row if c.cell.left == 0]
    texts = sum(c.value is None for c in first)
    return texts > 0 and 2 * texts >= len(first)


def names_row(cell: FilledCell, label: int) -> bool:
    """Whether a figure left of the values is the name of its row: ages, or in the column of labels <29 years."""
    aged = AGES.fullmatch(fold(cell.text).strip()) is not None
    return aged or (cell.cell.left == label and any(map(str.isalpha, cell.text)))
