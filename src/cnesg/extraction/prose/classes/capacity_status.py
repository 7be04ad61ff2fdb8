"""What became of the plants whose capacity a sentence tells: won, being built, on the grid (a class `status`)."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence

_BEHIND = re.compile(  # 奈曼1万千瓦|、武威2万千瓦光伏电站等均已投产; not 光伏发电并网|项目, 投产|容量
    r"(?:均|全部|全面|成功|顺利|陆续)*((?:已经?)?(?:并网发电|并网投运|并网投产|并网|投产发电|建成投产|投产|投运|开工建设|开工|建成"
    r"|获得?核准|获批|备案))(?=运[行营]|使用|[^\u4e00-\u9fff]|$)"
)
_BEFORE = re.compile(  # 中标|巴新拉姆二期18万千瓦; not 参股|的东江公司援建5千瓦
    r"((?:成功)?(?:中标|获得?核准|核准|备案|开工建设|开工|在建|拟建|筹建|参股|收购))(?!公司|企业)的?(?=[^\s,，;；。:：]{0,20}$)(?!.*(?:公司|企业))"
)
_PARTED = re.compile(r"[;；。，,:：]")


def status_of_capacity(sentence: Sentence, number: Number) -> dict[str, str]:
    """What became of the plants, as the words before the figure or behind its list tell it.

    Words behind are asked first: of 收购的徐州正辉1.8万千瓦均已投产 the plant is running.

    Args:
        sentence: the sentence of the number.
        number: a capacity.
    """
    text = sentence.text
    parted = _PARTED.search(text, number.unit_end, sentence.end)
    behind = _BEHIND.search(text[number.unit_end : parted.start() if parted else sentence.end])
    told = behind or _status_before(sentence, number)
    return {"status": told[1]} if told else {}


def without_status(sentence: Sentence, number: Number, classes: dict[str, str]) -> dict[str, str]:
    """The classes, the project's name without what became of it: 中标|巴新拉姆二期."""
    told = _status_before(sentence, number) if "project" in classes else None
    return classes | {"project": classes["project"].removeprefix(told[0])} if told else classes


def _status_before(sentence: Sentence, number: Number) -> re.Match[str] | None:
    start = max((n.unit_end for n in sentence.numbers if n.end <= number.start), default=sentence.start)
    return _BEFORE.search(sentence.text[max(start, sentence.start) : number.start])
