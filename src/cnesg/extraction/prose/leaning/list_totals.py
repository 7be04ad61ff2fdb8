"""What ends a list of parts: the total of what was listed, and the grades of one prize."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_TOTAL = regex(  # 定期报告4份、临时公告66份,合计|70份
    r"[,，;；、(]?\s?(?:以及|及|和)?(?:以上|其他[^,，。;；\d]{0,6}|两者|两项|三者|三项)?等?(?:全年|共)?(?:合计|共计|总计|总共|一共)"
    r"(?:发布|披露|完成|举办|开展|组织|培训)?(?:约|为|达到?|近)*\s?"
)
_ROUNDED = 0.998  # of a total: as little may it fall short of its rounded parts
_FEWEST = 2
_GRADE = r"(?:特等|一等|二等|三等|优秀|金|银|铜)奖"
_ONLY_GRADE = regex(rf"[、,，;；和及与\s]*({_GRADE})(?:共|各|计|合计)*\s?")
_GRADES = regex(rf"(?P<first>{_GRADE})(?P<more>(?:(?:以及|[、和及与]){_GRADE})+)各(?:获得?)?\s?$")
_AT_END = regex(rf"{_GRADE}$")
_AND_SUCH = regex(  # kinds that are examples, and what all are
    r"等((?:各类|各种|各项|相关|其他)*(?:信息)?(?:披露)?(?:材料|文件|资料|信息|文档))(?:共计?|合计|累计|总计|约|达)*\s?$"
)


def as_listed(sentence: Sentence, number: Number, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a number as the list tells it that it stands in.

    Args:
        sentence: the sentence with what was read of it.
        number: the number.
        metric: its metric.
        classes: the classes found for it.
    """
    classes = grade_in_list(sentence, number, metric) | classes
    return without_examples(sentence, number, metric, classes)


def without_examples(sentence: Sentence, number: Number, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes of documents without kinds that are but examples of all: 定期报告、临时公告等披露材料|52份.

    Args:
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
        classes: the classes found for it.
    """
    if metric != sentence.roles.documents or "type" not in classes:
        return classes
    general = _AND_SUCH.search(sentence.own_label(number))
    if general is None or classes["type"] in general[0]:
        return classes
    other = {"type": general[1]} if general[1].startswith("其他") else {}
    return {k: v for k, v in classes.items() if k != "type"} | other


def without_parts(sentence: Sentence, number: Number, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a total behind a list without those that tell its parts apart: 公告66份,合计|70份 are no 公告.

    Args:
        sentence: the sentence with what was read of it.
        number: the number that may be the total.
        metric: its metric.
        classes: the classes found for it.
    """
    last = sentence.before(number)
    if not classes or last is None or not _TOTAL.fullmatch(sentence.text, last.unit_end, number.start):
        return classes
    before = [n for n in sentence.numbers if n.end <= number.start and n.start in sentence.read]
    parts = [n for n in before if sentence.read[n.start][0].fit.metric == metric]
    whole = sum(n.value for n in parts)
    if len(parts) < _FEWEST or number.value < _ROUNDED * whole:
        return classes
    if sentence.text.startswith("(", last.unit_end) and last.raw_unit != number.raw_unit and number.value > whole:
        return classes  # 定期报告4次,临时公告51次(共计|108篇): in another unit what the last was
    told = [sentence.read[n.start][1] for n in parts]
    return {k: v for k, v in classes.items() if len({one.get(k) for one in told}) == 1}


def grade_in_list(sentence: Sentence, number: Number, metric: str) -> dict[str, str]:
    """The prize of a number beside which only its grade stands: 省科技进步一等奖2项、|三等奖1项; empty for others.

    Args:
        sentence: the sentence with what was read of it.
        number: the number.
        metric: its metric.
    """
    own = _ONLY_GRADE.fullmatch(sentence.own_label(number)) if metric == sentence.roles.prizes else None
    last = sentence.before(number)
    if own is None or last is None or last.start not in sentence.read:
        return {}
    level = sentence.read[last.start][1].get("level", "")
    return {"level": _AT_END.sub(own[1], level)} if _AT_END.search(level) else {}


def several_grades(sentence: Sentence, number: Number, metric: str) -> re.Match[str] | None:
    """The grades of one prize that are all said to be so many: 省科技进步(二等奖和三等奖)各1项; None without several.

    Args:
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
    """
    return _GRADES.search(sentence.text, sentence.start, number.start) if metric == sentence.roles.prizes else None


def each_grade(text: str, name: str) -> list[str]:
    """The prizes of one name and several grades; none where the name tells no grade.

    >>> each_grade("二等奖和三等奖各", "省科技进步二等奖")
    ['省科技进步二等奖', '省科技进步三等奖']
    """
    return [_AT_END.sub(grade, name) for grade in re.findall(_GRADE, text)] if _AT_END.search(name) else []
