"""The aim that a result is set against right behind it: 68%, against a target of| 75%; 1.2 (target:| 1.5).

It is measured, classed and worded as the result is; that it is aimed at, its own words say.
"""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.comparisons import same_unit
from cnesg.framework.regexes import regex

_BETWEEN = regex(
    r"(?i)(?:\s(?:of|among|on)(?:\s[a-z-]+){1,4}?)?(?:\s(?:in|for|at the end of)\s(?:FY\s?)?(?:19|20)\d\d)?[,;]?\s"
    r"(?:\(|(?:which (?:is|was|remains) |still |well |just |slightly |far ){0,2}"
    r"(?:against|versus|vs\.?|compared (?:with|to)|short of|below|under|above|ahead of|better than|worse than|beating"
    r"|exceeding|surpassing|outperforming|missing|over)\s)"
    r"(?:an?\s|the\s|our\s|its\s|their\s)?"
    r"(?:(?:FY\s?)?(?:19|20)\d\d\s|(?:group|company|corporate|internal|annual|own|full-year|set|stated)\s){0,3}"
    r"(?:target|goal|objective)s?(?:\s(?:was|is|of|for|set at|(?:FY\s?)?(?:19|20)\d\d)){0,3}\s?:?\s?"
    rf"(?:[<>≤≥]\s?|{ABOUT})$"
)
_LONGEST = 110
_ASIDES = regex(  # what it was before, and what it is one of: 1.28| (2022: 1.31)|, against; 0.42| per million hours|
    r"(?i)\s?\([^()]*\)(?=,? (?:against|versus|compared|short|below|above|ahead))"
    r"|,?\s(?:up |down )?from [\d.,]+(?:\s?%)?(?: (?:in|for) (?:FY\s?)?(?:19|20)\d\d| last year| a year earlier)?"
    r"|\s(?:since|compared (?:with|to)|relative to|on|from)(?: an?| our)? (?:19|20)\d\d"
    r"(?: (?:levels?|base(?:line)?(?: year)?))?"
    r"|\s?per (?:[\d,.]+ )?(?:million |thousand )?(?:[a-z-]+ ){0,2}hours(?: worked)?"
)
_TYPE, _TARGET = "type", "target"


def of_result(sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the result before a number that is the aim set for it; None where it is none.

    Args:
        sentence: the sentence.
        number: the number, behind words such as "against a target of".
    """
    result = result_before(sentence, number)
    return sentence.read[result.start][0] if result is not None else None


def result_before(sentence: Sentence, number: Number) -> Number | None:
    """The result that a number is the aim for; the arguments are those of `of_result`."""
    read = [n for n in sentence.numbers if n.unit_end <= number.start and n.start in sentence.read]
    if not read or number.start - read[-1].unit_end > _LONGEST:
        return None
    between = _ASIDES.sub("", sentence.text[read[-1].unit_end : number.start])
    if _BETWEEN.fullmatch(between) is None:
        return None
    alike = same_unit(read[-1], number) or not number.raw_unit  # 3.1 litres per litre, against a target of 3.0
    return read[-1] if alike else None


def classed_as_result(sentence: Sentence, number: Number, breakdown: dict[str, str]) -> dict[str, str]:
    """The classes of an aim: those of its result, and that it is one; as they are of any other number.

    Args:
        sentence: the sentence.
        number: the number.
        breakdown: the classes that its own words give.
    """
    result = result_before(sentence, number) if breakdown.get(_TYPE) == _TARGET else None
    return sentence.read[result.start][1] | {_TYPE: _TARGET} if result is not None else breakdown
