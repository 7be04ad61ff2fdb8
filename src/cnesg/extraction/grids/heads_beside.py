"""What heads and labels take from beside: 雇员人数 | 占总数百分比, 中水回用量 | 回用率; 16,503万吨 | 减排二氧化碳."""

from collections.abc import Callable

from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import GridRow, GridState, texts
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bare_rates import with_noun_before
from cnesg.extraction.labels.counted_heads import names_composed, says_share_alone
from cnesg.extraction.tables.reading.counting_labels import names_share
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_OF_ROW = regex(r"(?:综合|排放)?(?:达标|合格|排放达标|达标排放)率(?:\([%％]\))?")
_OF_WHICH = regex(r"其中\s?[:：]?\s?(?P<part>[\u4e00-\u9fffA-Za-z]{2,10})(?:\s?\([^()]*\))?")
_BESIDE_COUNTS = 2  # the first column that may stand beside one of counts: labels stand in the first


def head_beside(know: Knowledge, find: Callable[[str], Found], state: GridState, column: int, label: str) -> str:
    """The head that a column takes from those before it; empty where its own says all.

    Args:
        know: vocabulary and wording.
        find: finds wording in a text.
        state: the heads of the table.
        column: the column.
        label: the row's label, of which a rate may be: 废水 | 达标率.
    """
    own = state.header(column)
    if column and len(own) == 1 and _OF_ROW.fullmatch(own[0].clean):
        joint = f"{label}{own[0].clean}"
        return joint if any(hit.start < len(label) < hit.end for hit in find(joint).hits) else ""
    if column < _BESIDE_COUNTS or len(own) != 1:
        return ""
    before = [state.header(at) for at in range(column - 1, 0, -1)]
    if part_of_column(own[0].clean, find):
        return before[0][-1].clean if before[0] else ""  # 总用电量(万度) | 其中:冷链
    if rate := with_noun_before(own[0].clean, (cells[-1].clean for cells in before if cells), find):
        return rate
    if len(before[0]) != 1 or not says_share_alone(own[0].clean):
        return ""
    head = before[0][0].clean
    return head if not names_share(head) and names_composed(know.lexicon, head, find(head)) else ""


def part_of_column(header: str, find: Callable[[str], Found]) -> str:
    """The part that a head names of what the column before it measures: 其中:冷链; empty where it names a metric.

    Args:
        header: the head.
        find: finds wording in a text.
    """
    part = _OF_WHICH.fullmatch(header)
    named = find(header) if part is not None else None
    return part["part"] if part is not None and named is not None and not (named.hits or named.classes) else ""


def label_behind(know: Knowledge, find: Callable[[str], Found], row: GridRow, column: int, value: Number) -> str:
    """The text right of a value with a unit that begins its row, and so is its label: 16,503万吨 | 减排二氧化碳.

    Args:
        know: the vocabulary with its units.
        find: finds wording in a text.
        row: the row.
        column: the value's column.
        value: the value.
    """
    cells = [cell for cell in row[column + 1 :] if cell is not None and cell.clean]
    if not value.unit or not cells or any(texts(row[:column])) or read_cell(cells[0].clean, know.units):
        return ""
    text = cells[0].clean
    return text if any(2 * h.weight >= len(text) for h in find(text).hits) else ""
