"""Figures set between a figure and what is said of it, in English mostly: the whole of a share, or the same once more.

"94% of our 12,410 employees took part" is read as "94% of our employees took part", and "31% of our employees, or
3,840 people, work part-time" as "31% of our employees work part-time". What was left out is read as a passage of its
own: "our 12,410 employees", "3,840 people work part-time".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_BEGINS = r"(?:^|(?<=[.;!?] ))"
_COUNT = r"(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?)(?: (?:million|thousand|billion))?"
_PER_CENT = r"\d+(?:\.\d+)?\s?(?:%|per ?cent\b)"
_ALL_OF = (
    r"(?:(?:the|our) (?:group|company|bank|firm)['’]s|the|our|its|their|these|those|all|all (?:of )?(?:the|our|its))"
)
_ABOUT = r"(?:total |roughly |about |some |approximately |around |nearly |more than |over |almost )"
_NO_THINGS = (
    r"(?:per ?cent|days?|hours|months|years|minutes|weeks|points|largest|biggest|most|key|top|countries|million|billion"
    r"|goals|targets|sdgs|indicators)"
)
_WHOLE = regex(  # 79% of the |22,600 tonnes of| waste we generated
    rf"(?i)(?:{_PER_CENT}|\b(?:half|thirds?|quarters?|fifths?))(?: \([^()]{{1,16}}\))? of (?P<whole>{_ALL_OF} "
    rf"{_ABOUT}*(?P<count>[$€£]?{_COUNT} (?:(?!(?:of|in|on|to)\b)[a-z0-9³²]{{1,7}} (?:co2e? |tons? )?of )?)"
    rf"(?!{_NO_THINGS}\b)[a-z-]+)"
)
_OF_ALL = regex(  # Of our |12,410 |employees, 94% took part
    rf"(?i){_BEGINS}(?:out )?of (?P<whole>{_ALL_OF} (?:total )?(?P<count>{_COUNT} )(?:employees|people|staff"
    r"|colleagues|workers|associates|team members)), "
    rf"(?:{_COUNT}|{_PER_CENT}) (?:of them )?(?:have |had |were |was )?(?:took|taken|complet|attend|receiv|participat"
    r"|trained|join|respond|answer|sign|used|underwent|benefit|volunteer)"
)
_VERBS = (
    r"(?:was|were|is|are|has|have|had|came|come|took|take|work|works|live|said|held|hold|left|went|did|do|who|in|at"
    r"|by|for|within)"
)
_REST = regex(  # the 22,600 tonnes of waste| we generated
    rf"(?i)(?: (?!(?:{_VERBS}|whose|received|completed|attended|reported|joined|and|or|as|with|to|from|on|which"
    r"|that)\b)"
    r"[a-z-]+){0,2}?(?: (?:that |which )?(?:we|they) [a-z]{3,}| in total)?"
    rf"(?=[,.;:()]|$| (?:{_VERBS}|[a-z]+ed)\b)"
)
_PEOPLE = r"(?:people|employees|colleagues|staff|workers|persons|women|men|individuals|team members|associates)"
_ONES = rf"(?:{_ALL_OF} |all )?(?:[a-z-]+ ){{0,3}}?[a-z-]+"
_OPENS = rf"{_BEGINS}(?:(?:in|at|by|as of|during) [^,.;]{{3,40}}, )?(?:some |about |around |nearly )?"
_COUNTED = rf"(?:,? \(?or | \()(?:some |about |around )?{_COUNT} {_PEOPLE}[,)]"
_SHARE = rf", (?:or |i\.e\. )?{_PER_CENT}(?: of {_ONES})?,"
_AGAIN = regex(  # 31% of our employees|, or 3,840 people,| work part-time; 86 of our 112 sites|, or 77%,| are certified
    rf"(?i){_OPENS}(?:(?P<share>{_PER_CENT} of {_ONES})(?P<count>{_COUNTED})"
    rf"|(?P<number>{_COUNT} (?:of {_ALL_OF} (?:{_COUNT} )?)?{_ONES})(?P<part>{_SHARE})) (?=[a-z])"
)
_OF_WHICH = regex(  # of which 734 tonnes| (12.5%)| were recycled
    rf"(?i)\bof which,? (?:about |approximately |around |nearly |over )?(?P<amount>{_COUNT} [a-z³²]{{1,8}})"
    rf"(?P<share> \({_PER_CENT}\))(?= (?:was|were|is|are|has been|have been)\b)"
)
_BOARD = regex(  # The Board|, made up of eleven directors including four women,| met nine times
    r"(?i)\b(?:the|our|its) board(?: of directors)?(?P<aside>,? "
    r"(?:which (?:is|was|has|had|comprises) |with (?:its )?|now )?"
    r"(?:made up of |composed of |consisting of |comprising |numbering |of )?"
    r"(?:[a-z]{3,9}|\d{1,2}) (?:directors|members)\b[^.;]{0,60}?,?) (?=(?:met|convened|gathered|sat)\b)"
)
_LEAD = regex(r"(?i)(?:in|at|by|during|for|as (?:at|of)) [^,.;]{2,32}, ")
_JOINT = regex(r"(?i),? \(?(?:or |i\.e\. )?(?=(?:some |about |around )?\d)")
_DIRECTORS = regex(r"\b(?:directors|members)\b")
_LEARNERS = regex(  # 2,106名员工|(87.1%)|曾接受培训
    r"\d[\d,]*[余多]?[名位人](?P<who>[\u4e00-\u9fff]{0,4}(?:员工|雇员|职工|同事))"
    r"(?P<share>\((?:即|约|占)?(?:(?:集团|公司)?(?:总|全体)?(?:员工|雇员|职工)(?:总数|总人数|人数)?的?)?约?"
    r"(?P<rate>\d+(?:\.\d+)?%)\))(?=(?:曾|已|均|共|于?年内|于?本年度)*(?:接受|参加|参与|完成|出席))"
)
_MAY = regex(r" of (?:the|our|its|their|these|those|all|which) |, (?:or )?\d|\(or ")


@dataclass(frozen=True)
class Apart:
    """What was left out of a passage: words of it that say it, and where in the paragraph its figure stands.

    Without a place all its figures count.
    """

    passage: Passage
    place: int | None

    def own(self, told: Iterable[Candidate]) -> Iterator[Candidate]:
        """Of what is read of the words the fact that the figure states."""
        return (one for one in told if self.place in {None, one.order[-1]})


def without_said_apart(passage: Passage) -> tuple[Passage, list[Apart]]:
    """A passage without figures that part a figure from what is said of it, and each of those with its own words.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if not text.isascii() and any("\u4e00" <= one <= "\u9fff" for one in text[:40]):
        return _of_learners(passage) if "%)" in text else (passage, [])
    boards = list(_BOARD.finditer(text)) if _DIRECTORS.search(text) else []
    if not boards and _MAY.search(text) is None:
        return passage, []
    spans: list[tuple[int, int]] = []
    apart: list[Apart] = []
    for found in boards:
        spans.append(found.span("aside"))
        apart.append(Apart(passage.without([(0, found.start()), (found.end("aside"), len(text))]), None))
    for found in (*_WHOLE.finditer(text), *_OF_ALL.finditer(text)):
        spans.append(found.span("count"))
        rest = _REST.match(text, found.end("whole"))
        if rest is not None:
            apart.append(_alone(passage, found.start("whole"), rest.end(), found.start("count")))
    for found in _AGAIN.finditer(text):
        first, second = ("share", "count") if found["share"] else ("number", "part")
        start, end = found.span(second)
        if any(a < end and start < b for a, b in spans):
            continue
        joint = _JOINT.match(text, start)
        if joint is None:
            continue
        spans.append((start, end))
        said = passage.without([(found.start(first), joint.end()), (end - 1, end)])
        apart.append(Apart(said, passage.origin[_digit(text, joint.end())]))
    for found in _OF_WHICH.finditer(text):
        start, end = found.span("share")
        spans.append((start, end))
        said = passage.without([(found.start("amount"), start + 2), (end - 1, end)])
        apart.append(Apart(said, passage.origin[start + 2]))
    return (passage.without(sorted(spans)), apart) if spans else (passage, [])


def _of_learners(passage: Passage) -> tuple[Passage, list[Apart]]:
    """A Chinese passage without the shares in brackets between people and what they took part in; those told apart."""
    found = list(_LEARNERS.finditer(passage.text))
    apart = [
        Apart(
            passage.without([(0, one.start("who")), (one.end("who"), one.start("rate")), (one.end("rate"), one.end())]),
            passage.origin[one.start("rate")],
        )
        for one in found
    ]
    return (passage.without([one.span("share") for one in found]), apart) if found else (passage, [])


def _alone(passage: Passage, start: int, end: int, count: int) -> Apart:
    """The words of a whole by themselves, with those that the sentence begins with: In 2021, |the 400 new hires."""
    text = passage.text
    begin = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    lead = _LEAD.match(text, begin, start)
    said = passage.without([(0, begin), (lead.end() if lead else begin, start), (end, len(text))])
    return Apart(said, passage.origin[_digit(text, count)])


def _digit(text: str, start: int) -> int:
    """Where the first digit at or behind an offset stands."""
    return next(at for at in range(start, len(text)) if text[at].isdigit())
