"""The year by when something is aimed at: by 30% by 2030, to 68% by FY27, 到2030年下降45%."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.years import DONE_SINCE
from cnesg.framework.regexes import regex

_YEAR = r"(?:(?:FY ?)?(20\d\d)|FY ?['’]?(\d\d)(?![\d/]))"
_TARGET_YEAR = regex(
    rf"(?i)(?:by|到|至|before|in|计划|预计)\s*{_YEAR}|(20\d\d)\s*年(?:底|末)?(?:前|,?\s*(?:实现|达到|力争))"
)
# the year behind a target: "by 15% by 2025", "by 15% between 2020 and 2025", "by 15% over the five years to 2025"
_BY_THEN = regex(
    r"(?i)(?:\s[a-z-]+){0,5}?,?\s(?:by|before|(?:between|from) 20\d\d (?:and|to)|(?:years|decade|period) to)\s"
    rf"(?:(?:the )?(?:(?:fiscal |financial )?year )?(?:end(?:ed|ing)?(?: of)?[^,.;]{{0,14}}\s)?)?{_YEAR}"
)
_CUT_BY_THEN = regex(  # 46% absolute reduction in| Scope 1 and 2 emissions per £m of revenue by 2030
    rf"(?i)(?:\s(?!(?:while|but|to|we|and(?!\s(?:\d|scope)))\b)[\w&./£$€-]+){{6,12}}?,?\s(?:by|before)\s{_YEAR}"
)
_CUTS_BY_THEN = regex(  # a 52% cut in Scope 1 and| a 40% cut in Scope 3 by FY30: the only year by when is of both
    r"(?i)(?:(?!\b(?:we|aim|target|goal|while|but|which|commit|plan|pledge|ambition)\w*)[^.;]|\.\d){0,200}?"
    rf"\b(?:by|before)\s(?:the end of\s)?{_YEAR}"
)
_SETS_AIM = regex(  # Reduce |emissions per guest night by 40% by 2030
    r"(?i)\W{0,3}(?:to )?(?:achieve|attain|reach|reduce|cut|lower|decrease|halve|increase|raise|improve|source)\s"
)
_OTHER_HALF = regex(r"/(?:20)?(\d\d)(?!\d)")
_WILL_BY_THEN = regex(rf"(?i)\bby {_YEAR}\b[^.;]*\bwill\b")
_ANY_YEAR = regex(r"20\d\d")


def sets_aim(sentence: Sentence) -> bool:
    """Whether a sentence begins with what is to be done: Reduce emissions by 40% by 2030."""
    return _SETS_AIM.match(sentence.text, sentence.start) is not None


def year_aimed_at(sentence: Sentence, number: Number, choice: Choice, year: int, *, aimed: bool) -> int | None:
    """The year by when a number is said to be reached; None where no words say so.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        year: the document's fiscal year.
        aimed: whether a word of aiming stands before the number.
    """
    text, (start, end) = sentence.text, sentence.clauses.span(number.start)
    sets = sets_aim(sentence)
    cut = choice.fit.metric == sentence.roles.gases_cut
    found = (
        _BY_THEN.match(text, number.unit_end)
        or ((aimed or sets) and _BY_THEN.search(text, number.unit_end, sentence.end if sets else end))
        or _told_before(text[max(sentence.start, start - 20) : number.start], year)
        or (cut and _CUT_BY_THEN.match(text, number.unit_end))
        or (cut and _CUTS_BY_THEN.match(text, number.unit_end, sentence.end))
        or _WILL_BY_THEN.search(text, sentence.start, number.start)
    )
    return _year_of(found) if found else None


def _year_of(aim: re.Match[str]) -> int:
    """The year by when something is aimed at; of a fiscal year the one that it ends in: by 2026/27."""
    group = aim.lastindex or 1
    half = _OTHER_HALF.match(aim.string, aim.end(group))
    year = int(aim[group]) if len(aim[group]) > 2 else 2000 + int(aim[group])
    return year + 1 if half is not None and int(half[1]) == (year + 1) % 100 else year


def _told_before(lead: str, year: int) -> re.Match[str] | None:
    """The year by when the words before a number aim at something, unless they then tell what was done."""
    every = list(_TARGET_YEAR.finditer(lead))  # 2050年实现碳中和,到|2030年下降45%: the last is the number's own
    behind = lead[every[-1].end() :] if every else f"{year}年"
    other = f"{year}年" in behind or any(int(one) > year for one in _ANY_YEAR.findall(behind))
    return None if other or DONE_SINCE.search(behind) else every[-1]
