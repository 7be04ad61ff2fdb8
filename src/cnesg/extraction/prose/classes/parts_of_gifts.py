"""What a part of money given went into, where the words before its mark say who got the whole: 其中|饮水工程|30万元."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.classes.inheritance import part_mark
from cnesg.extraction.prose.classes.inner_names import PARTS
from cnesg.extraction.prose.sentences.kinds import kind_told
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_TAKER = "recipient"
_MADE_UP = regex(r"[,，:：(（](?:主要|重点|具体)?(?:包括|包含|涵盖|用于|分别为)")
_BUILT = regex(r"[\u4e00-\u9fff]{2,22}(?:项目|工程|建设|改造|修缮|维修|硬化|绿化)")
_ENDS_BEFORE = regex(r"^(?:其中|主要|重点|具体|包括|包含|涵盖|以及|及|和|与)*|(?:帮扶|投入|资助|支持|扶持|捐赠|援助)$")


def kind_of_part(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str], low: int
) -> dict[str, str]:
    """The classes of a part of money given, with what it went into where they say no more than who got the whole.

    Args:
        narrower: what narrows nothing.
        sentence: the sentence of the number.
        number: a sum of money.
        choice: the wording chosen for it.
        classes: its classes.
        low: where the words begin that are its own.
    """
    if set(classes) != {_TAKER} or choice.fit.metric not in narrower.words.spent_on:
        return classes
    made_up = [m.start() for m in _MADE_UP.finditer(sentence.text, sentence.start, number.start)]
    mark = part_mark(sentence, number)
    at = max([*made_up, *([mark] if mark is not None else [])], default=None)
    if at is None or not any(one < at for one in sentence.read if one >= sentence.start):
        return classes
    whole, own = sentence.text[sentence.start : at].lower(), sentence.text[at : number.start].lower()
    if classes[_TAKER] not in whole or classes[_TAKER] in own:
        return classes
    label = _ENDS_BEFORE.sub("", sentence.own_label(number))
    if PARTS & set(narrower.named_at(label, 0, len(label), choice.fit.metric) or {}):
        return classes  # 其中,|东江分公司捐赠|25万元: whose money it was
    built = label if _BUILT.fullmatch(label) and narrower.narrows(label) else ""
    kind = built or kind_told(narrower, sentence, number, choice, low) or narrower.phrase(label, choice.fit.metric)
    return classes | {"type": kind} if kind else classes
