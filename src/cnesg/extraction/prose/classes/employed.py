"""Staff by how they are employed: those at their posts beside agency workers, all of whom make up the whole."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

KIND = r"(?:在岗|在册|在职|正式|合同制|签约|自有)(?:员工|职工|人员|从业人员)"
_LABEL = regex(rf"({KIND})(?:总?人?数)?(?:共计?|合计|约|为|有|达到?)*$")
_OTHERS = r"(?:劳务|派遣|返聘|外包|外聘|外协|临时|季节|非全日制|非在岗|不在岗|其[他它]|内退|退养|离岗|实习|借调)"
# behind it others are counted, and then all: 在岗职工4,641人|,劳务派遣409人,合计5,050人
_AND_ALL = regex(
    rf"[^。;；\d]{{0,14}}{_OTHERS}[^。;；]{{0,60}}?(?:合计|共计|总计|总数|总人数|总量)[^,，。;；\d]{{0,10}}\d"
)
_AMONG = regex(rf"(?:上述|该|其中|全部|公司|[,，:：])*({KIND})(?:当?中|里)[,，:：]?")
_EMPLOYMENT = "employment"


def kind_of_employed(sentence: Sentence, number: Number) -> dict[str, str]:
    """The kind of staff that a number counts, where others and then all are counted behind it; else empty.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    kind = _LABEL.search(sentence.own_label(number))
    all_told = kind and _AND_ALL.match(sentence.text, number.unit_end, sentence.end)
    return {_EMPLOYMENT: kind[1]} if kind and all_told else {}


def of_those_employed(sentence: Sentence, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes with the kind of staff of whom a sentence begins to tell: 在岗职工中,|女员工1,240人.

    That kind was counted as a part in the sentence before; semicolons part no sentence here.

    Args:
        sentence: the sentence of the number.
        metric: its metric.
        classes: its classes.
    """
    if metric not in sentence.roles.staff or _EMPLOYMENT in classes:
        return classes
    at, before = sentence, sentence.previous
    while before is not None and before.text == sentence.text:
        among = _AMONG.match(at.text, at.start)
        if among:
            counted = any(among[1] in told.values() for _, told in before.read.values())
            return classes | {_EMPLOYMENT: among[1]} if counted else classes
        if at.text[at.start - 1] not in ";；":
            break
        at, before = before, before.previous
    return classes
