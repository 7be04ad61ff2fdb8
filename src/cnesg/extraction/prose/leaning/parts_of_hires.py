"""Shares in those who were hired, which are no rate of hiring: "graduates joined us, making up 22% of new hires"."""

from dataclasses import replace

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.class_shares import rates_and_compositions
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_REPRESENTING = regex(  # most recruits came from the 20-40 age group, representing| 75% of new hires
    r"(?i), (?:representing|accounting for|making up|constituting|comprising|amounting to)"
    r"\s(?:about |some |nearly |over |approximately |more than )?$"
)
_OF_ALL_THESE = regex(r"(?i)\sof\s(?:(?:all|the|our|its|these|total)\s){0,2}")


def is_part_of_hires(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a per cent is one of those hired, whom a wording right behind it names: 22% of all |new hires.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    part = rates_and_compositions(know.lexicon).get(choice.fit.metric)
    if part != sentence.roles.hired_share or "percent" not in number.kinds or choice.hit.start < number.end:
        return False
    of = _OF_ALL_THESE.match(sentence.text, number.unit_end)
    return of is not None and choice.hit.start <= of.end()


def part_of_hires(
    know: Knowledge, sentence: Sentence, number: Number, choice: Choice, breakdown: dict[str, str]
) -> tuple[Choice, dict[str, str]] | None:
    """The share that a class has among those hired; None where nothing says of whom it is.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        breakdown: the classes found beside it.
    """
    metric = sentence.roles.hired_share
    breakdown = breakdown or represented(know, sentence, number, metric)
    return (replace(choice, fit=replace(choice.fit, metric=metric)), breakdown) if breakdown else None


def represented(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> dict[str, str]:
    """The classes told before a participle that a share stands behind: graduates joined, making up |22% of hires.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        metric: the metric whose classes are wanted.
    """
    if _REPRESENTING.search(sentence.text, sentence.start, number.start) is None:
        return {}
    return class_words(know, sentence.found, sentence.text, sentence.start, number.start, metric)
