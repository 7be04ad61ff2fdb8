"""Sums over one of the state's five-year plans: “十二五”期间累计投入公益资金|253万元 is of 2011 to 2015."""

from cnesg.framework.regexes import regex

_PLAN = regex(r"[\"“]?十([一二三四])五[\"”]?(?:规划|计划)?(?:期间|时期|五年间?|以来)")
_FIRST = {"一": 2006, "二": 2011, "三": 2016, "四": 2021}
_YEARS = 5
_NO_SUM = regex(
    r"[将拟要]|计划|规划|目标|力争|争取|预计|年均|每年|平均|末|(?:19|20)\d\d|今年|本年|报告期|去年|全年|较|比"
)


def span_of_plan(text: str, start: int, at: int, year: int) -> str | None:
    """The years of a plan that the words before a number name, as far as they are over; None where they name none.

    >>> span_of_plan("“十二五”期间累计投入公益资金253万元", 0, 15, 2016)
    '2011-2015'

    Args:
        text: folded text.
        start: where the sentence begins.
        at: where the number stands.
        year: the document's fiscal year; a plan that only begins then is one of aims.
    """
    if "五" not in text[start:at]:
        return None
    named = list(_PLAN.finditer(text, start, at))
    found = named[-1] if named else None
    if found is None or _NO_SUM.search(text, found.end(), at):
        return None
    first = _FIRST[found[1]]
    last = min(first + _YEARS - 1, year)
    return f"{first}-{last}" if first < last else None
