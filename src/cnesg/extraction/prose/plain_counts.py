"""Counts in plainer words: how near a figure is, and the names that companies have for those who work for them.

`just over 5,100` is `over 5,100`, `close to 5,100` is `nearly 5,100`; `4,512 dedicated team members` are
`4,512 employees`, `42% of our colleagues` are `42% of our employees`. What is told of employees is told of them by
whatever name.
"""

import re
from collections.abc import Iterator

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_FIGURE = r"(?=(?:[A-Z]{0,3}[$£€¥₹]\s?|(?:USD|EUR|GBP|RMB|HKD|CNY|RM|Rs\.?)\s?)?\d)"
_BY_HOW_MUCH = (  # just over 5,100
    r"(?P<degree>"
    r"(?:just|only just|well|slightly|a little|somewhat|marginally|comfortably|considerably|far|significantly)\s)"
    rf"(?=(?:over|more than|above|under|below|less than|fewer than)\s{_FIGURE})"
)
_NEARNESS = {
    "close to": "nearly", "upwards of": "over", "upward of": "over", "north of": "over", "in the region of": "around",
    "in the order of": "around", "of the order of": "around", "in the neighbourhood of": "around", "circa": "about",
    "an estimated": "about", "not far short of": "nearly", "just short of": "nearly", "as many as": "about",
}  # fmt: skip
_NEAR = rf"(?P<near>{'|'.join(_NEARNESS)})(?=\s{_FIGURE})"
_PRAISED = (
    r"dedicated|talented|highly skilled|highly qualified|committed|passionate|loyal|hard-?working|motivated"
    r"|enthusiastic|amazing|incredible|valued|capable"
)
_SAME = (  # who works for a company by whatever name
    r"staff members|members of staff|members of our team|team members|team mates|teammates|co-?workers|work colleagues"
    r"|company employees|personnel"
)
_ALIKE = r"employees|people|persons|individuals|professionals|colleagues|workers|staff|associates|men and women"
_ENDS = r"(?!['’-])(?=\W|$)"
_STAFF = rf"(?<=\d )(?P<praise>(?:(?:{_PRAISED})(?:,| and)? ){{0,3}})(?:(?P<same>{_SAME})|(?P<alike>{_ALIKE})){_ENDS}"
_COMPANY = r"(?:group|company|bank|firm|organi[sz]ation)"
_EMPLOYED = regex(  # with words before a number: employs more than| 4,100 people, our| 4,100 colleagues
    r"(?i)(?:\b(?:employ(?:s|ed|ing)?|home to|(?:employment|jobs|work) (?:to|for)"
    r"|(?:workforce|headcount|(?:our|the) (?:[a-z]+ )?team) (?:(?:grew|rose|increased|expanded|fell|shrank)"
    r" (?:from [\d,.]+ )?to|of|comprise[sd]|comprising|consist(?:s|ed|ing) of)"
    r"|year with|powered by|driven by|payroll of|our|we are"
    rf"|(?:the|our) {_COMPANY}['’]s"
    rf"|(?P<has>(?:the|our) {_COMPANY} ha[sd]|we (?:now |currently )?ha(?:ve|d)))|(?:^|(?<=[.;!?] ))with)"
    r"(?: (?:a total of|an average of))?(?: (?:just|only|well|slightly))?"
    rf"(?: (?:about|around|approximately|over|more than|nearly|almost|some|roughly|under|{'|'.join(_NEARNESS)}))?"
    r" [\d,.]+ $"
)
_IN_ALL = regex(  # a company has many people who do something, or in one department
    r"(?i)\s?(?:[,.;:()]|$)|\s(?:worldwide|globally|across|around|throughout|in total|in all|in \d|as (?:at|of)|at "
    r"|and |based |located |working |employed |spread |on (?:our|its) payroll)"
)
_AT_WORK = regex(  # and behind it: 4,100 people| work for us
    rf"(?i) (?:(?:who )?(?:work(?:ed|ing)?) (?:for|at) (?:us|our|the {_COMPANY})\b"
    rf"|(?:who )?(?:are |were )?(?:directly |currently )?employed by (?:us|our|the {_COMPANY})\b"
    r"|on (?:our|its|the) (?:payroll|books)\b)"
)
_WHOSE = r"(?P<whose>the (?:group|company|bank|corporation|firm|trust|organi[sz]ation)['’]s)(?=\s[a-z])"  # our
_SHARE = (  # 42% of our| colleagues |work in shops
    r"(?:(?<=% of )|(?<=% of our )|(?<=% of the )|(?<=% of all )|(?<=% of its )|(?<=% of all our ))"
    rf"(?P<staff>(?:{_SAME}|staff|colleagues|team members|associates))"
    r"(?=[.,;)]|\s(?:are|were|have|had|work|worked|hold|held|received|completed|took|attended|participated|said|say|feel|felt"
    r"|agreed?|would|based|located|identify|identified|responded|who|joined|belong|voluntarily|left)\b)"
)
_ALONE = (  # we employed 175,000|.
    r"(?<=[a-z] )(?P<alone>employ(?:s|ed)?(?: (?:about|around|approximately|over|more than|nearly|some))?"
    r" \d{1,3}(?:,\d{3})+)(?=\s?(?:\.(?!\d)|;|$)"
    r"|\s(?:worldwide|globally|in total|in all|at (?:the )?year[- ]end|across|in \d+ countries)\b)"
)
_THERE = (  # As at 31 December 2023, there |were| 4,210 employees in the Group
    r"(?<=there )(?P<there>were|are)(?= (?:(?:about|approximately|around|over|more than|nearly|some) )?\d[\d,]*"
    r" (?:full-time |permanent )?(?:employees|staff)(?P<in> (?:in|of|at|within) (?:the|our)"
    rf" {_COMPANY}| in total| worldwide| globally)?\s?[,.;(])"
)
_AT_DATE = regex(
    r"(?i)\b(?:(?:19|20)\d\d|year[- ]end|end of the (?:year|period)|(?:reporting|balance sheet) date)\b[^.;]*$"
)
_A_TOTAL = " a total of"
_COUNT = regex(rf"(?i)\b(?:{_BY_HOW_MUCH}|{_NEAR}|{_WHOSE}|{_ALONE}|{_THERE})|{_STAFF}|{_SHARE}")
_REACH = 60
_EMPLOYEES = _ALIKE.partition("|")[0]  # the plainest name


def with_plain_counts(passage: Passage) -> Passage:
    """A passage with figures as near as plain words have it and staff by their plainest name.

    Args:
        passage: the passage; offsets into the one returned lead to the same places of the page.
    """
    return passage.with_words(_changes(passage.text)) if " " in passage.text else passage


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What to say instead, and where; a sentence still begins with a capital, which tells that it begins."""
    for found in _COUNT.finditer(text):
        if found["degree"]:
            start, end = found.span("degree")
            yield (start, end + 1, text[end].upper()) if found["degree"][0].isupper() else (start, end, "")
        elif found["whose"]:
            yield *found.span("whose"), "our" if found["whose"][0] == "t" else "Our"
        elif found["near"]:
            near = _NEARNESS[found["near"].lower()]
            yield *found.span("near"), near.capitalize() if found["near"][0].isupper() else near
        elif found["alone"]:
            end = found.end("alone")
            yield end - 1, end, f"{text[end - 1]} {_EMPLOYEES}"
        elif found["there"]:
            if found["in"] or _AT_DATE.search(text, max(0, found.start() - _REACH), found.start()):
                yield *found.span("there"), found["there"] + _A_TOTAL
        elif found["staff"]:
            yield *found.span("staff"), _EMPLOYEES
        elif found["same"] or _is_own(text, found):
            yield *found.span(), _EMPLOYEES
        elif found["praise"]:
            yield *found.span("praise"), ""


def _is_own(text: str, found: re.Match[str]) -> bool:
    """Whether words around a count of people say that they work for the company."""
    if found["alike"].lower() == _EMPLOYEES:
        return False
    before = _EMPLOYED.search(text, max(0, found.start() - _REACH), found.start())
    if before is not None and not (before["has"] and _IN_ALL.match(text, found.end()) is None):
        return True
    return _AT_WORK.match(text, found.end()) is not None
