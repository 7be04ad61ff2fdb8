"""Figures that another came to: fell from 14 to| 9. They are measured, classed and worded as the one they came from."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.aims_of_results import of_result, result_before
from cnesg.extraction.prose.years.comparisons import moved_from, same_unit
from cnesg.framework.regexes import regex

_A_YEAR = r"(?:19|20)\d\d"
_NAMED = regex(rf"[至到为]\s?({_A_YEAR})\s?年?(?:度|底|末)?的?\s?{ABOUT}$")


def came_to(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> Choice | None:
    """The wording of the figure that this one came from, or is the aim for; None where none such was read."""
    if (result := of_result(sentence, number)) is not None:
        return result
    if not sentence.says_from:
        return None
    before = sentence.before(number)
    if before is None or before.start not in sentence.read or moved_from(know, sentence, before, this_year) is None:
        return None
    choice = sentence.read[before.start][0]
    return choice if choice.role in {"clause", "sentence"} and same_unit(before, number) else None


def classes_come_to(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> dict[str, str]:
    """The classes of the figure that this one came from: serious injuries fell from 14 to| 9."""
    if came_to(know, sentence, number, this_year) is None:
        return {}
    before = result_before(sentence, number) or sentence.before(number)
    return dict(sentence.read[before.start][1]) if before is not None else {}


def measured_like(sentence: Sentence, number: Number) -> Number:
    """A number with the kinds of the one it came from: 万元产值综合能耗由2022年的0.35吨标煤降至|0.33吨标煤."""
    last = result_before(sentence, number) or sentence.before(number)
    if last is None or last.kinds == number.kinds:
        return number
    return replace(number, unit=last.unit, kinds=last.kinds, family=last.family)


def year_come_to(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> int | None:
    """The year of a figure that another came to: the fiscal year unless the words right before it name one."""
    if of_result(sentence, number) is not None or came_to(know, sentence, number, this_year) is None:
        return None
    named = _NAMED.search(sentence.text, max(sentence.start, number.start - 10), number.start)
    return int(named[1]) if named else this_year
