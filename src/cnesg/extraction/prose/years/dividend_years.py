"""The fiscal year that a dividend is for: mostly the one before it is paid."""

from collections.abc import Collection

from cnesg.framework.regexes import regex

_DIVIDEND_FOR = regex(
    r"((?:19|20)\d\d)\s?年(?:度|年度|半年度|中期)?\s?(?:的|公司)?\s?"
    r"(?:利润(?:及资本公积金?)?分配|权\s?益分配|股利分配|归属|合并|净利润|权益分派|分红|现金分红|现金红利|股利|权益分配|红利|股息|每(?:10|十)股(?=分红|派))(?!回报规划|规划)"
    r"|(?i:dividends?)[^.]{0,40}(?i:for (?:the )?(?:financial |fiscal )?(?:year )?(?:ended [^.]{0,16})?)((?:19|20)\d\d)"
)
_DIVIDEND_PAID = regex(
    r"(?<!截至)(?<!截止)((?:19|20)\d\d)年(?![度底末至]|半年|中期|上半年|前三季)(?:(?!上市|成立|以来|拟|预案)[^。;]){0,16}"
    r"(?:实施|发放|派发|分配|支付)"
)
_TO_ALL = regex(r"((?:19|20)\d\d)年(度?)[,，]?(?:本?公司)?[,，]?(?:以[^,，。;；]{0,24}[,，])?向全体股东每(?:10|十)股")
_PROPOSED_FOR = regex(r"((?:19|20)\d\d)年度?[,，]?(?:本?公司)?拟")  # 2014年,每10股派...;2015年,每10股派...;2016年,拟
# The shares at the end of a year, or the meeting about that year, on which a dividend is based
_DIVIDEND_BASE = regex(
    r"以(?:截[至止]到?)?(?:公司)?((?:19|20)\d\d)\s?年(?:\s?12\s?月\s?31\s?日|年?末|年?底)[^。;]{0,10}?股(?:本|份)"
    r"|((?:19|20)\d\d)\s?年(?:度|年度)?股东(?:周年)?大会"
)
_DIVIDEND_MONTH = regex(r"((?:19|20)\d\d)年[3-8]月(?:\d{1,2}日)?,?(?:本?公司)?(?:以|向|按)(?!((?:19|20)\d\d)年[3-9]月)")
_ON_DAY = regex(  # 以2016年5月8日(股权登记日)总股本为基数: paid in that year
    r"以(?:截[至止]到?)?((?:19|20)\d\d)年(?!6月30日)[3-8]月\d{1,2}日(?![^。;]{0,80}?(?:中期|半年))[^。;]{0,16}?股(?:本|份)"
)
_PAID_WITHIN = regex(r"(?:年内|报告期内?|本年度?|今年)[^。;；拟预]{0,12}实施[^。;；拟预]{0,24}?(?:分配|分红|派)")
_OF_DIVIDENDS = ((_DIVIDEND_FOR, 0), (_DIVIDEND_BASE, 0), (_DIVIDEND_PAID, 1), (_DIVIDEND_MONTH, 1), (_ON_DAY, 1))


def years_paid_for(text: str, before: Collection[int]) -> set[int]:
    """The years that sentences such as 2021年度,公司向全体股东每10股派 are for, and each that follows one of them.

    Args:
        text: folded text.
        before: the years of those before it.
    """
    years = set(before)
    for found in _TO_ALL.finditer(text):
        if found[2] or int(found[1]) - 1 in years:
            years.add(int(found[1]))
    return years


def dividend_year(
    text: str, start: int, end: int, at: int | None = None, year: int | None = None, run: Collection[int] = ()
) -> int | None:
    """The fiscal year that a dividend is for, where the sentence says so: 2015年度利润分配, "final dividend for 2021".

    One paid out in a year without more words is for the year before, and so is one on the shares at that year's end.

    Args:
        text: folded text.
        start: where the sentence begins.
        end: where it ends.
        at: offset of the number, of several years the nearest before it counts; the end without it.
        year: the document's fiscal year; of years listed before what is proposed for it, each is the one paid for.
        run: years that sentences of the same words are for (`years_paid_for`); the next one's is the year after.
    """
    in_list = year is not None and any(int(one[1]) == year for one in _PROPOSED_FOR.finditer(text))
    for pattern, back in _OF_DIVIDENDS:
        found = list(pattern.finditer(text, start, end))
        if found:
            named = [one for one in found if one.start() < (end if at is None else at)][-1:] or found[:1]
            told = int(next(filter(None, named[0].groups())))
            follows = told - 1 in run and _TO_ALL.match(text, named[0].start()) is not None
            return told - (0 if in_list or follows else back)
    return year - 1 if year is not None and _PAID_WITHIN.search(text, start, end) else None
