"""A statement of zero over the years that it is told for, and what brackets right behind it say of other years.

"no work-related fatalities (2021: 1; 2020: nil)": the year before had one, the year before that none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.years.told_in_brackets import is_of_other_year, told_in_brackets
from cnesg.extraction.prose.zeros.kinds import Zero
from cnesg.framework.lexicon import Found


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
