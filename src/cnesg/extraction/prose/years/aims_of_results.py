"""The aim that a result is set against right behind it: 68%, against a target of| 75%; 1.2 (target:| 1.5).

It is measured, classed and worded as the result is; that it is aimed at, its own words say.
"""

import re

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.comparisons import same_unit

_BETWEEN = re.compile(
    r"(?i)(?:\s(?:of|among|on)(?:\s[a-z-]+){1,4}?)?(?:\s(?:in|for|at the end of)\s(?:FY\s?)?(?:19|20)\d\d)?[,;]?\s"
    r"(?:\(|(?:which (?:is|was|remains) |still |well |just |slightly |far ){0,2}"
    r"(?:against|versus|vs\.?|compared (?:with|to)|short of|below|under|above|ahead of|better than|worse than|beating"
    r"|exceeding|surpassing|outperforming|missing|over)\s)"
    r"(?:an?\s|the\s|our\s|its\s|their\s)?"
    r"(?:(?:FY\s?)?(?:19|20)\d\d\s|(?:group|company|corporate|internal|annual|own|full-year|set|stated)\s){0,3}"
    r"(?:target|goal|objective)s?(?:\s(?:was|is|of|for|set at|(?:FY\s?)?(?:19|20)\d\d)){0,3}\s?:?\s?"
    rf"(?:[<>≤≥]\s?|{ABOUT})$"
)
_LONGEST = 90


def of_result(sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the result before a number that is the aim set for it; None where it is none.

    Args:
        sentence: the sentence.
        number: the number, behind words such as "against a target of".
    """
    before = sentence.before(number)
    if before is None or before.start not in sentence.read or number.start - before.unit_end > _LONGEST:
        return None
    if _BETWEEN.fullmatch(sentence.text, before.unit_end, number.start) is None:
        return None
    alike = same_unit(before, number) or not number.raw_unit  # 3.1 litres per litre, against a target of 3.0
    return sentence.read[before.start][0] if alike else None
