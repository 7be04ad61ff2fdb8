"""Plants whose capacity a sentence tells: their names, and what became of them (won, being built, on the grid)."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_BEHIND = regex(  # 北岭1万千瓦|、南岭2万千瓦光伏电站等均已投产; not 光伏发电并网|项目, 投产|容量
    r"(?:均|全部|全面|成功|顺利|陆续)*((?:已经?)?(?:并网发电|并网投运|并网投产|并网|投产发电|建成投产|投产|投运|开工建设|开工|建成"
    r"|获得?核准|获批|备案))(?=运[行营]|使用|[^\u4e00-\u9fff]|$)"
)
_BEFORE = regex(  # 中标|北岭二期18万千瓦; not 参股|的东江公司援建5千瓦
    r"((?:成功)?(?:中标|获得?核准|核准|备案|开工建设|开工|在建|拟建|筹建|参股|收购))(?!公司|企业)的?(?=[^\s,，;；。:：]{0,20}$)(?!.*(?:公司|企业))"
)
_PARTED = regex(r"[;；。，,:：]")
_ITEM = regex(r"[^、,，;；。:：()（）和及]*$")  # of a list, up to its number
_NAMED = {"entity", "site", "segment", "project"}  # dimensions that name a part of the company


def of_plant(
    narrower: Narrower,
    sentence: Sentence,
    number: Number,
    choice: Choice,
    classes: dict[str, str],
    subject: dict[str, str],
) -> dict[str, str]:
    """The classes of a capacity with the plant's name (`project`) and what became of it (`status`); others as they are.

    Args:
        narrower: the patterns of names and the company's own.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        classes: its classes so far.
        subject: the part of the company that it is about.
    """
    if choice.fit.metric not in narrower.sited:
        return classes
    if not _NAMED & (set(classes) | set(subject)):
        named = _project(narrower, sentence, number, choice)
        classes = classes | {k: v for k, v in named.items() if v not in classes.values()}
    told = {} if "status" in classes else _status(sentence, number)
    return told | _without_status(sentence, number, classes) if told else classes


def _project(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The project whose name stands before a number and what it is behind it: 北岭一期|2万千瓦光伏电站."""
    ends = [n.unit_end for n in sentence.numbers if n.raw_unit == number.raw_unit and n.end <= number.start]
    name = _ITEM.search(sentence.text, max([sentence.start, *ends]), number.start)
    project = narrower.phrase(name[0], choice.fit.metric) if name and choice.role == "beside" else ""
    return {"project": project} if project else {}


def _status(sentence: Sentence, number: Number) -> dict[str, str]:
    """What became of the plants, as the words before the figure or behind its list tell it.

    Words behind are asked first: of 收购的北岭1.8万千瓦均已投产 the plant is running.
    """
    text = sentence.text
    parted = _PARTED.search(text, number.unit_end, sentence.end)
    behind = _BEHIND.search(text[number.unit_end : parted.start() if parted else sentence.end])
    told = behind or _status_before(sentence, number)
    return {"status": told[1]} if told else {}


def _without_status(sentence: Sentence, number: Number, classes: dict[str, str]) -> dict[str, str]:
    """The classes, the project's name without what became of it: 中标|北岭二期."""
    told = _status_before(sentence, number) if "project" in classes else None
    return classes | {"project": classes["project"].removeprefix(told[0])} if told else classes


def _status_before(sentence: Sentence, number: Number) -> re.Match[str] | None:
    return _BEFORE.search(sentence.text[sentence.behind_last(number) : number.start])
