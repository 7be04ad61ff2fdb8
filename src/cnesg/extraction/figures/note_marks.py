"""Marks of footnotes that lost their place above the line: Paper recycled26 (tonnes), Scope 115, 49%1 of the power."""

from cnesg.framework.regexes import regex

# The digit first, what stands before it after: so only digits are looked at closely.
_MAY_BE_GLUED = regex(
    r"\d(?:(?<=[a-z]{3}\d)|(?<=[Ss]cope \d)\d|%\d|(?<=[*※†‡]\d)|(?<=[\[注]\d)\d?[\])]|(?<=[a-z] \d)\d?\s[,.;])"
)
# Words that are told apart by a number behind them, or that have one as their own
NUMBERED = (
    r"scopes?|phases?|class(?:es)?|types?|tiers?|levels?|grades?|category|stages?|zones?|areas?|blocks?|buildings?|units?"
    r"|parts?|covid|pages?|notes?|annex|figures?|tables?|chart|chapters?|sections?|appendix|articles?|items?|cases?|plants?"
    r"|plans?|sites?|teams?|groups?|euro|models?|over|under|above|below|than|from|about|aged?|within|least|nearly|around"
    r"|only|with|most|between|until|since|year|years|met(?:re|er)s?|square|cubic|version|step|line|lines|round|gate"
    r"|number|goal|goals|target|targets|principle|kpis?|question|top|vitamin|omega|interval|industry|web|standards?"
)
_GLUED = regex(
    rf"(?<![A-Za-z\d./@_-])(?!(?i:{NUMBERED})\d)[A-Z]?[a-z]{{3,}}(?P<mark>\d{{1,2}})(?=[\s),;:(\]]|[.,]?$)"
    rf"|(?<![A-Za-z\d./@_-])(?!(?i:{NUMBERED})\s\d)[a-z]{{4,}}(?P<apart>\s\d{{1,2}})"  # injuries 3 , and
    r"(?=\s[,.;](?:\s[a-z]|$))"
    r"|\b[Ss]cope [123](?P<scope>(?!(?<=1)23?\b|(?<=1)3\b|(?<=2)3\b)\d{1,2})(?=[\s),;:(]|$)"
    r"|(?<=\d%)(?P<share>\d{1,2})(?=\s[a-z])"
    r"|(?:(?<=[A-Za-z)\]\u4e00-\u9fff])|(?<=[Ss]cope[123])|(?<=[Ss]cope [123]))"
    r"(?P<sign>[*※†‡]{1,2}\d{1,2}(?:, ?[*※†‡]\d{1,2})*)(?=[\s),;:(\]]|$)"  # Scope 2*3, 用水量※1
    r"|(?<=[\u4e00-\u9fff)%\"”])(?P<bracketed>\s?(?:\[(?:注\s?)?\d{1,2}\]|\(注\d{1,2}\)))"  # 用水量[1]为, 用水量(注1)
)


def glued_marks(text: str) -> list[tuple[int, int]]:
    """The spans of digits that refer to footnotes and are no part of the word before them.

    Args:
        text: folded text.
    """
    if not _MAY_BE_GLUED.search(text):
        return []
    return [found.span(found.lastgroup or 0) for found in _GLUED.finditer(text)]
