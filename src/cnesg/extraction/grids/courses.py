"""Tables of courses whose column of people is headed only 人数: below 员工培训情况 they are those trained."""

from collections.abc import Iterable

from cnesg.framework.regexes import regex

_HEADS = regex(r"(?:员工|职工|雇员|人员)?(?:总?人数|总?人次|数量)\s?(?:\((?:人|名|位|人次)\))?")
_OF_COURSES = regex(r"^(?!.*(?:安全|廉洁|反腐|客户|供应商|经销商|投资者)).{0,20}(?:培训|受训|参训).{0,12}$")
_LENGTHS = regex(r"学时|课时|时长|时数|小时|学习时间|培训")
_TRAINED = "培训人数"


def head_of_trained(header: str, captions: Iterable[str], heads: Iterable[str]) -> str:
    """The header of a column: of those trained where a table on courses counts people beside hours, else as printed.

    Args:
        header: the header over a value.
        captions: the lines above the table, the nearest last.
        heads: the headers of the other columns.

    >>> head_of_trained("人数(人)", ["管理人员培训学时表"], ["平均学时(小时)"])
    '培训人数'
    >>> head_of_trained("人数(人)", ["员工构成"], ["占比"])
    '人数(人)'
    """
    if _HEADS.fullmatch(header) is None or not any(_LENGTHS.search(head) for head in heads):
        return header
    return _TRAINED if any(_OF_COURSES.match(caption) for caption in captions) else header
