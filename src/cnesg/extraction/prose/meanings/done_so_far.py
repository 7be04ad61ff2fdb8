"""Sums of all years that a profile of the company tells without a year: 先后承担国家级课题|26项, 曾|9次获奖."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_SO_FAR = regex(
    r"(?:(?:先后|陆续|曾(?!任)|曾经|历年)(?:合作|成功|主持|共|\d{1,3}次|多次)*(?:承担|主持|参与|牵头|获|荣获|取得|制定|制修?订|起草|申请|申报)"
    r"|[已己](?:先后|累计|成功)*(?:承担|主持|参与|荣获))"
)
_SO_OFTEN = regex(r"曾(?:经|先后|已|共)*$")  # 科技成果曾|13次获得国家科技奖励
_TIME = regex(r"(?:19|20)\d\d|[一二三四五六七八九十两\d]年|[本当全去今每半]年|年[内度初末底]|报告期|\d月|季度")


def done_so_far(sentence: Sentence, number: Number) -> bool:
    """Whether a sum is of all that was done so far: its sentence says so, and no time is named there or just before.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    low, _ = sentence.whole
    told = _SO_FAR.search(sentence.text, low, number.start) or _SO_OFTEN.search(sentence.text, low, number.start)
    if told is None:
        return False
    before = sentence.previous
    while before is not None and before.start >= low:
        before = before.previous
    timed = before is not None and _TIME.search(before.text, before.start, before.end) is not None
    return not timed and _TIME.search(sentence.text, low, sentence.end) is None
