"""Programmes that a sum is over together: 开展“敬老”“助学”等项目,全年累计捐款|8万元 is of neither alone."""

from cnesg.framework.regexes import regex

_GIVEN_BY_ALL = regex(
    r"等[\u4e00-\u9fff]{0,4}(?:项目|活动|行动|计划)[,，](?:公司)?(?:全年|本年|年度|年内|报告期内)?"
    r"(?:累计|共计?|合计|总计)(?:对外)?捐[款赠资助]"
)
_NEXT_ITEM = regex(r"、|[\"”][\"“]")
_REACH = 24


def is_one_of_several(text: str, start: int, end: int) -> bool:
    """Whether the name of a programme stands in a list of them, of all of which it is told what was given.

    Args:
        text: folded text.
        start: where the words of the name begin.
        end: where they end.
    """
    given = _GIVEN_BY_ALL.search(text, start, end + 2 * _REACH)
    if given is None or any(mark in text[start : given.start()] for mark in ",，。;；"):
        return False
    return _NEXT_ITEM.search(text, max(0, start - _REACH), given.start()) is not None
