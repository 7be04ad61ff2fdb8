"""Whose figures the sentences in a row's other cells tell: the firm or the programme that its first cell names.

企业 | 措施及成效, below it 东岭铜业 | 水重复利用率达96.5%: the head of the first column says what it names.
"""

from collections.abc import Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.corners import FIRMS
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_FIRMS = regex(rf"(?:权属|所属|下属|成员|各|子|分)?(?:{FIRMS}|单位)(?:名称)?")
_PROGRAMMES = regex(r"(?:公益|慈善|帮扶|扶贫|爱心)?(?:项目|活动)(?:名称)?")
_NAME = regex(r"(?!合计|小计|总计|其他|其它|本?公司$|集团$)[\u4e00-\u9fffA-Za-z“”\"·()]{2,16}")
_OF_ALL = regex(r"(?:全|本|整个)(?:公司|集团)|公司(?:全年|共|累计|合计)|集团(?:全年|共|累计|合计)")
_LONGEST_HEAD = 16


def head_of_names(cells: Sequence[str]) -> str:
    """What the first column of a table of sentences names by its head: `entity` or `programme`; empty for no such head.

    Args:
        cells: the cells of the first row.
    """
    heads = [compact(cell.strip())[0] for cell in cells]
    if len(heads) < 2 or any(len(one) > _LONGEST_HEAD or any(map(str.isdigit, one)) for one in heads):
        return ""
    if _FIRMS.fullmatch(heads[0]):
        return "entity"
    return "programme" if _PROGRAMMES.fullmatch(heads[0]) else ""


def named_by_row(know: Knowledge, one: Candidate, name: str, kind: str, cell: str) -> Candidate:
    """A fact of a sentence in a row with what the row begins with.

    Args:
        know: vocabulary and wording.
        one: the fact.
        name: the row's first cell.
        kind: what the column's head says that it names.
        cell: the cell that holds the sentence.
    """
    if not kind or _NAME.fullmatch(name) is None or _OF_ALL.search(cell):
        return one
    if kind == "programme":
        return one.with_breakdown(programme=name) if one.metric in know.lexicon.grammar.narrowing.titled else one
    if one.breakdown.keys() & {"entity", "site", "segment", "region"}:
        return one
    return one.with_breakdown(entity=name)
