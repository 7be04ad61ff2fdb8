"""Shares of a class of the staff that those just counted make up: 执业药师60名,占|门店员工|的28% has both classes."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_MAKES_UP = regex(
    r"[,，(]?(?:约|共)?占(?:公司|集团|全部|全体)?[\u4e00-\u9fff]{3,14}?的?(?:比例|比重)?(?:约|近|为|达到?)*"
)
_RANK = "level"  # dimension in which the whole's name stands for both: 女性管理者占管理人员的28%
_WHOLE = "part"  # dimension of the whole's class where both have the same


def of_named_whole(sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a share with those of the people just counted, where its label names but their whole.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the share.
        choice: the wording chosen for it.
        classes: the classes of the whole.
    """
    if not classes or choice.fit.metric != sentence.roles.staff_share:
        return classes
    last = sentence.before(number)
    if last is None or "persons" not in last.kinds or last.start not in sentence.read:
        return classes
    if _MAKES_UP.fullmatch(sentence.text, last.unit_end, number.start) is None:
        return classes
    counted = sentence.read[last.start][1]
    if counted and classes.items() <= counted.items():
        return counted  # 女性管理人员36名,占管理人员的|28%
    if not counted or not set(classes.values()).isdisjoint(counted.values()):
        return classes
    return counted | {_WHOLE if name in counted and name != _RANK else name: value for name, value in classes.items()}
