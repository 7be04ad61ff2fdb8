"""A statement of zero over the years that it is told for, and what brackets right behind it say of other years.

"no work-related fatalities (2021: 1; 2020: nil)": the year before had one, the year before that none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.years.told_in_brackets import is_of_other_year, told_in_brackets
from cnesg.extraction.prose.years.years import recent_years
from cnesg.extraction.prose.zeros.kinds import Zero
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_ALL_TOGETHER = regex(r"(?:最近|过去|(?<![附接就])近)[^,，。;；\d]{1,3}年|近\d{1,2}年")  # not 连续三年, of each
_SINCE = regex(r"(?:成立|建立|上市|投产|投运|开业|运营|运行|建厂|建矿|建站|开通|创立|组建)(?:至今|以来)")


def over_years(
    zero: Zero, know: Knowledge, passage: Passage, found: Found, this_year: int, years: Sequence[int]
) -> Iterator[Candidate]:
    """The facts of a statement of zero, one for each of its years, and those of the years in brackets behind it.

    Args:
        zero: the statement.
        know: vocabulary and wording.
        passage: the passage.
        found: what the lexicon found in it.
        this_year: the document's fiscal year.
        years: the years that the statement is for.
    """
    if is_of_other_year(zero.words):
        return  # 3 injuries (2021: |nil): read with the figure before the bracket
    for year in years:
        by_now = replace(zero, proposed=zero.proposed and year >= this_year)  # earlier ones are decided
        yield by_now.candidate(know, passage, found, year)
    if zero.target or zero.proposed:
        return
    for told in told_in_brackets(passage.text, zero.end):
        if told.year not in years and told.year < max(years):
            fact = zero.candidate(know, passage, found, told.year)
            yield told.instead(fact, passage) if told.value else fact


def span_of_zero(zero: Zero, know: Knowledge, text: str, start: int, year: int) -> dict[str, str]:
    """The years, as a class, over which a Chinese sentence says that nothing happened: 近五年未发生环境事故.

    Harm at work is told year by year, as Hong Kong's guide asks (KPI B2.1: each of the past three years).

    Args:
        zero: the statement.
        know: the roles of metrics.
        text: the passage's text.
        start: where the statement's sentence begins.
        year: the last of the years.
    """
    if zero.target or zero.metric in know.lexicon.roles.harm_at_work:
        return {}
    if _SINCE.search(text, start, zero.start):
        return {"period": "cumulative"}
    recent = _ALL_TOGETHER.search(text, start, zero.start)
    span = recent_years(text, recent.start(), recent.end(), year) if recent else None
    return {"period": span} if span else {}
