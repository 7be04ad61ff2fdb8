"""Numbers that count nothing for their metric by what they are: visitors of inspections, sayings, numbers of pages."""

from collections.abc import Iterator

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

# 发现一起查处一起: as many as there are
_AS_MANY = regex(
    r"[一1]\s?(起|件|例|个|项|次|宗)[,，、]?(?:就|即|必须|坚决|严肃|及时|依法)*"
    r"(?:查处|惩处|处理|处置|处罚|整改|纠正|打击|查办|解决|治理|消除|问责|通报|曝光)[一1]\s?\1"
)
_BARE = frozenset({"bare"})
_READS_ON = regex(r"(?:[与和的对向在]|(?<![惠普涉波触])及)$")
_HAN_NEXT = regex(r"(?!余|多|以上|左右|其中|以下)[\u4e00-\u9fff]")
_MONEY = frozenset({"CNY", "HKD", "USD"})
_LEAST = 100.0  # no company earns or pays less in a year; figures for each share are
_PERSONS = frozenset({"人次", "人", "名", "余人次", "多人次"})
_TIMES = frozenset({"次", "批", "批次", "场", "场次"})
_EVENTS = regex(r"[^,，。;；\d]{0,8}(?:活动|行动|仪式|讲座)")  # 对贫困群体进行了15次|资助活动
_VISITS = regex(r"(?:调研|路演|参观|策略会|交流会|说明会)(?:活动)?(?:共计|合计|共|累计|约|近|超过|达到?)*$")
_STAKE = regex(r"\s?的?(?:股权|股份|权益(?!性))")


def is_of_other_thing(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a number, by its unit, its size or where it stands, is none of what the metric counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    metric = choice.fit.metric
    if number.raw_unit in _PERSONS and metric in sentence.roles.occasions:
        return True  # 检查300次,参与2000人次
    if number.raw_unit in _TIMES and metric in sentence.roles.helped and _EVENTS.match(sentence.text, number.unit_end):
        return True
    if metric in sentence.roles.accounts and number.unit in _MONEY and abs(number.value) < _LEAST:
        return True  # 净利润分别为10亿元和12亿元,每股收益0.3元
    return _is_lost(sentence, number) or _is_as_many(sentence, number)


def counts_occasions(metric: str, sentence: Sentence, number: Number) -> bool:
    """Whether 次, 批 or 场 right behind what investors came for counts visits, and the metric counts people."""
    if metric != sentence.roles.visitors or number.raw_unit not in _TIMES:
        return False
    return _VISITS.search(sentence.own_label(number)) is not None


def _is_as_many(sentence: Sentence, number: Number) -> bool:
    """Whether a "one" is part of a saying: 发现一起查处一起."""
    return number.printed == 1 and any(_AS_MANY.match(sentence.text, at) for at in _ones(sentence, number))


def _ones(sentence: Sentence, number: Number) -> Iterator[int]:
    """Where the saying may begin: at the number, or at a "one" before it."""
    yield number.start
    yield from (n.start for n in sentence.numbers if n.unit_end <= number.start and n.printed == 1)


def _is_lost(sentence: Sentence, number: Number) -> bool:
    """Whether a number stands between two words that read on without it, the number of a page: 电话与|6|中小投资者."""
    if number.kinds != _BARE or number.raw_unit or number.spelled or not number.printed.is_integer():
        return False
    before = sentence.text[max(sentence.start, number.start - 2) : number.start]
    return _READS_ON.search(before) is not None and _HAN_NEXT.match(sentence.text, number.end) is not None


def is_stake(number: Number, sentence: Sentence) -> bool:
    """Whether a per cent is of a stake in another company: 收购其80%|股权."""
    return "percent" in number.kinds and _STAKE.match(sentence.text, number.unit_end) is not None
