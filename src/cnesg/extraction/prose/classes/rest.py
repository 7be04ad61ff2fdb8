"""The rest of a list as a class of its own: 本科55%、大专23%、|其他|22%."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_REST = regex(
    r"\s?[,，、;；]?\s?(?:以及|及|和|与)?((?:其他|其它|其余)(?:学历|年龄|岗位|人员|员工|职工|地区|类)?)(?:员工|职工|人员)?(?:数|人数)?(?:占比|占|比例|为|有|共|约)*\s?[:：]?"
)
_WORDS = ("其他", "其它", "其余")
_PARTED_BY = frozenset({"education", "age", "function", "level", "title", "region", "employment"})  # dimensions


def of_the_rest(sentence: Sentence, number: Number, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a number whose label is but 其他, which has not the class of the item before.

    Args:
        sentence: the sentence with what was read of it.
        number: the number.
        metric: what it measures; the item before must measure the same.
        classes: the classes found for it.
    """
    label = sentence.own_label(number)
    if not any(word in label for word in _WORDS) or (rest := _REST.fullmatch(label)) is None:
        return classes
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    if told is None or told[0].fit.metric != metric:
        return classes
    parted = [one for one in told[1] if one in _PARTED_BY]
    return {**told[1], parted[0]: rest[1]} if len(parted) == 1 else classes
