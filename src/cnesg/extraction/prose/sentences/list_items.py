"""Clauses that are items of a list, beside which a clause says what holds for all of it."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_ITEM_NUMBER = regex(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})、")
_BUSINESS = regex(  # what may part a name from its figure: 借记卡|业务, 新竹厂区|员工
    r"(?:业务)?(?:条线|板块|事业部|事业群)?(?:员工|职工|雇员|人员)?(?:人数)?(?:类?投诉)?"
)


def in_list(sentence: Sentence, start: int) -> bool:
    """Whether a clause is a further item of a list, and not what follows the number of an item: 1、|锅炉改造项目."""
    before = sentence.text[sentence.start : start]
    return before.endswith("、") and _ITEM_NUMBER.fullmatch(before) is None


def numbers_item(sentence: Sentence, end: int) -> bool:
    """Whether a sentence up to an offset is but the number of an item of a list: 2|、江南公司:."""
    return _ITEM_NUMBER.fullmatch(sentence.text, sentence.start, end + 1) is not None


def is_item(sentence: Sentence, start: int, end: int, told: dict[str, str], number: Number) -> bool:
    """Whether an earlier clause is an item of a list, beside the number's own: 燃机电厂50亿千瓦时,水电|27亿千瓦时."""
    clause, name = sentence.text[start:end].lower(), next(iter(told.values()))
    behind = start + clause.find(name) + len(name) if name in clause else end
    behind = _BUSINESS.match(sentence.text, behind, end).end()  # type: ignore[union-attr]  # it may be empty
    listed = sentence.text.startswith("、", end)  # 其中借记卡业务8笔、信用卡业务5笔,办结率|100%: of neither
    alone = any(
        behind <= n.start <= behind + 1 and (listed or n.raw_unit == number.raw_unit) and end - n.unit_end <= 1
        for n in sentence.numbers
    )
    return alone and bool(sentence.own_label(number).strip()) and not sentence.begins_parts(number)
