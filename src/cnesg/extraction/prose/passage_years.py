"""The year that a passage's sentences set for those after them."""

import re
from collections.abc import Mapping

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.meanings.plans import leading_plans
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.asides import Aside
from cnesg.extraction.prose.years.years import year_at
from cnesg.framework.regexes import regex

# figures of the same time last year beside this year's set no year for what follows
_AGAINST = regex(r"(?:去年|上年)(?:度)?同期")
# a dividend is of the year it is paid for; nothing else is told of that year
_DIVIDEND = regex(r"(?i)每(?:10|十)股|派发|派息|派现|分红|\bdividend")
_COMPARED_LAST = regex(  # We audited 118 suppliers, up |from 96 in 2022.
    r"(?i),?\s(?:up|down|compared|an? (?:in|de)crease|against|versus|vs\.?|than|from|after|following)\b[^.;:]{0,48}?"
    r"\bin (?:FY\s?)?(?:19|20)\d\d\W*$"
)
_IN_BRACKETS = regex(r"\d[^()\d]{0,40}\((?:in |FY ?)?((?:19|20)\d\d)\s?:")
_LATIN = regex(r"[^\u4e00-\u9fff]{40}")


_TOLD_OF = regex(r"\b(?:in|during|for|throughout) (?:FY ?)?((?:19|20)\d\d)\b(?!\s?[-–/]\s?\d)")
_YEAR = regex(r"\b(?:19|20)\d\d\b")


def only_year(text: str, start: int, end: int) -> int | None:
    """The one year that an English sentence says it tells of, wherever: No fatality was recorded in |2021."""
    years = {int(found[1]) for found in _TOLD_OF.finditer(text, start, end)}
    named = {int(found[0]) for found in _YEAR.finditer(text, start, end)} if years else years
    return years.pop() if len(years) == 1 and named <= years else None


class PassageYears:
    """The year that a passage's sentences have set so far; most hold no number that asks for it."""

    def __init__(
        self, passage: Passage, given: int | None, report: int, ends: tuple[int, int], asides: Mapping[int, Aside]
    ) -> None:
        """What is known before the first sentence.

        Args:
            passage: the passage, without the brackets that part a figure from its noun.
            given: the year that its surroundings set.
            report: the document's fiscal year.
            ends: month and day on which its fiscal years end.
            asides: what those brackets said, by where they stood.
        """
        self._asides = asides
        self._passage, self._report, self._ends = passage, report, ends
        self._now, self._given = given, given is not None
        self._passed: list[Sentence] = []
        self.lead = ""  # of the list of plans that the passage goes on with

    def go_on(self, sentence: Sentence) -> None:
        """Pass a sentence: the year that it names holds for those after it."""
        self._passed.append(sentence)

    def now(self) -> int | None:
        """The year that was given, else the heading's, unless a sentence before named this year or the last."""
        if not self._given:
            self._now, self._given = _heading_year(self._passage, self._report), True
        for one in self._passed:
            against = _AGAINST.search(one.text, one.start, one.end)
            named = self._named(one) if not against else None
            if named is not None and self._report - 1 <= named <= self._report:
                self._now, self.lead = named, ""
            elif (lead := leading_plans(one.text, one.start, one.end, self._report)) is not None:
                self._now, self.lead = lead
        self._passed.clear()
        return self._now

    def of(self, sentence: Sentence) -> int | None:
        """The year that holds for a sentence: not the last where brackets in it compare with that year.

        In 2022 we used 9 MWh. Water came to 1.1 m3 (2022: 1.2 m3).
        """
        now = self.now()
        if now is None or now >= self._report:
            return now
        against = {int(year) for year in _IN_BRACKETS.findall(sentence.text, sentence.start, sentence.end)}
        against |= {one.year for at, one in self._asides.items() if sentence.start <= at <= sentence.end and one.year}
        return None if now in against else now

    def _named(self, one: Sentence) -> int | None:
        """The year that a sentence names last, but for one that it only compares with or tells a dividend of."""
        compared = _COMPARED_LAST.search(one.text, one.start, one.end)
        end = compared.start() if compared is not None else one.end
        named = year_at(one.text, end, self._report, one.start, self._ends)
        if named is not None and named < self._report and one.numbers and _LATIN.match(one.text, one.start):
            # 6,412 people, compared with 6,180 at the end of 2022: only what English begins with holds on
            named = year_at(one.text, min(end, one.numbers[0].start), self._report, one.start, self._ends)
        if named is not None and named < self._report:
            if _DIVIDEND.search(one.text, one.start, one.end):
                return None
            if f"{self._report}年" in one.text[one.start : one.end]:
                return self._report  # 2023年捐赠50万元,2022年捐赠30万元
        return named


def _heading_year(passage: Passage, report: int) -> int | None:
    """The year that the nearest heading with one near the report's names."""
    for heading in reversed(passage.headings):
        found = re.search(r"(?<!\d)((?:19|20)\d\d)\s?年", heading)
        if found and abs(int(found[1]) - report) <= 3:
            return int(found[1])
    return None
