"""Parts of a count that a bracket right behind it lists: 开展培训20期(食品安全6期;安全生产10期)."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_OPENED = regex(r"\s?\((?:其中|包括|含)?[,，:：]?(?!其他|其它)")
_ITEM = regex(r"(?![^\d()]*(?:均|每|约|超|最[高多少低]))[\u4e00-\u9fffA-Za-z]{2,12}(?:共|约|有|为|:)?\s?$")
_PARTS_BEGIN = ("(", "其中")
_BETWEEN = regex(r"\s?[、,，;；及和]\s?")


def is_bracketed_part(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a number is one of the parts that a bracket lists of the count right before it.

    Args:
        know: the families, which say what topics a metric has.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording of the count.
    """
    text = sentence.text
    opened = text.rfind("(", sentence.start, number.start)
    if opened < 0 or ")" in text[opened : number.start] or not number.kinds & COUNTS or not number.raw_unit:
        return False
    before = [n for n in sentence.numbers if n.start < number.start]
    whole = next((n for n in reversed(before) if n.unit_end <= opened), None)
    read = sentence.read.get(whole.start) if whole is not None else None
    if whole is None or read is None or not related(know, read[0].fit.metric, choice.fit.metric):
        return False
    begun = _OPENED.match(text, whole.unit_end)
    if begun is None or whole.raw_unit != number.raw_unit or number.value >= whole.value:
        return False
    last = before[-1] if before[-1].start > opened else None
    parted = _BETWEEN.match(text, last.unit_end) if last is not None else None
    if last is not None and (parted is None or last.raw_unit != number.raw_unit):
        return False
    begin = parted.end() if parted is not None else begun.end()
    return _ITEM.fullmatch(text, begin, number.start) is not None


def related(know: Knowledge, one: str, other: str) -> bool:
    """Whether two metrics are the same, or one the other on a topic: people trained, and those trained in safety."""
    families = know.lexicon.families
    topics = {name: (families[name].topics or {}).values() for name in (one, other) if name in families}
    return one == other or other in topics.get(one, ()) or one in topics.get(other, ())


def words_of_part(sentence: Sentence, number: Number, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of a sentence that can tell what a number is about: all of it but the parts listed before it.

    Of 培训20期(安全生产10期;管理4期) and 其中安全生产10期、管理|4期 the 4 are none on safety, unless the whole is.

    Args:
        sentence: the sentence of the number.
        number: the number.
        start: where what can tell begins.
        end: where it ends.
    """
    if not number.kinds & COUNTS:
        return [(start, end)]  # what is given to one place is on the topic of what was given to all
    before = [n for n in sentence.numbers if n.start < number.start]
    opened = max(sentence.text.rfind(sign, start, number.start) for sign in _PARTS_BEGIN)
    listed = opened >= 0 and bool(before) and before[-1].start > opened and before[-1].raw_unit == number.raw_unit
    if not listed or ")" in sentence.text[opened : number.start]:
        return [(start, end)]
    return [(start, opened), (before[-1].unit_end, end)]
