"""What stands in brackets, above all figures of an earlier year: "16 (31 December 2022: 18) employees".

Where such a bracket parts a figure from what it counts, the sentence is read without it, as if it had not been put in;
each fact of the figure before it is then stated once more, for the year and with the figure that the bracket gives. A
bracket behind the noun ("120 staff (2022: 118)", "8.9% (10.2% in 2022)") stays where it is: its figure is compared with
the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.figures.year_names import year_ended
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.bare_brackets import brackets_parting
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

BRACKET = regex(r"\([^()]*\)")
# "(as at 31 December 2022:", "(December 31, 2022:", (2022年:, "(FY22:"
_OPENED = (
    r"\([^()\d,，;；:：]{0,24}(?:\d{1,2},? ?(?:[a-z]{3,9},? )?)?"
    r"(?:(?:FY\s?'?)?(?P<year>(?:19|20)\d\d)|FY\s?'?(?P<short>\d\d))(?:/(?:20)?\d\d)?\s?"
    rf"(?:(?:财?年)?(?:度|底|末)?(?:12月31日)?)?(?:\s?[:：]\s?{ABOUT}"
    r"|\s(?:[-–=]\s)?(?=(?:[A-Z]{0,3}[£$€]\s?)?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?!\d))(?:\.\d+)?\s?(?:%|m|bn|million|billion)?\)))"
)
_ASIDE = regex(
    rf"(?i)(?<=[\w%²³])\s?{_OPENED}(?P<figure>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?:(?:[^\d()]|(?<=[mO])[23]){1,16})?\)(?=\s?[a-z\u4e00-\u9fff])"
)
# 620| were male (2022: 640) and 960 were female
_BEHIND_WORDS = regex(
    rf"(?i)(?<![\d.,])(?P<of>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?:\s[a-z-]{{2,16}}){{1,4}}(?P<aside>\s?{_OPENED}"
    r"(?P<figure>\d{1,3}(?:,\d{3})+|\d{1,6})\))"
    r"(?=[,;]?\s(?:(?:and|including|comprising|consisting of|made up of)\s)?\d"
    r"|(?:\s[a-z]{2,12}){1,4}(?:\s\d{1,3}\s[a-z]{5,12})?,\s(?:including|comprising|consisting of|made up of)\s\d)"
)
_LATER_OPENED = regex(  # (2022: 1.1; 2021:| 1.3)
    rf"(?i)\((?:FY\s?)?(?:19|20)\d\d\s?:[^()]{{1,24}}[;,]\s?(?:(?:FY\s?)?(?P<year>(?:19|20)\d\d)|FY(?P<short>\d\d))\s?:\s?{ABOUT}$"
)
_JUST_OPENED = regex(rf"(?i){_OPENED}$")
_NO_COLON = regex(  # 43,700 (1999| 49,600)
    r"(?i)\((?:FY\s?'?)?(?:(?P<year>(?:19|20)\d\d)|FY\s?'?(?P<short>\d\d))\s(?:[-–=]\s)?(?:[£$€]\s?)?$"
)
_LONGEST_OPENED = 48  # characters
_THAN_IN_YEAR = regex(  # 18% lower than in 2022 (|1.1)
    rf"(?i)\b(?:than|from|to|with|against|versus|vs\.?)\s(?:in |for |the )?(?:FY\s?)?(?P<year>(?:19|20)\d\d)"
    rf"\s?\((?:(?:an?|the) )?(?:(?:average|total|mean|figure)(?: of)?:? )?{ABOUT}$"
)
_CLOSED_YEAR = regex(  # 8.9% (10.2%| in 2022), (9,400 in 2022; -12%)
    r"(?i)\s(?:in|for)\s(?:FY\s?)?(?P<year>(?:19|20)\d\d)(?:/\d\d)?(?:\)|[;,]\s?[-+–−]?\s?\d[\d.]*\s?%\))"
)
_OPENED_BARE = regex(rf"\({ABOUT}$")
_NIL = regex(rf"(?i){_OPENED}(?:nil|none|无|零|0)\s?(?:[;,]\s?(?:FY)?\d{{2,4}}\s?:\s?(?:nil|none|无|零|0)\s?)*\)")
_YEARS = regex(
    r"(?i)(?:(?:FY\s?'?)?(?P<year>(?:19|20)\d\d)|FY\s?'?(?P<short>\d\d))(?=(?:/\d\d)?\s?(?:财?年)?(?:度|底|末)?(?:12月31日)?\s?[:：])"
)
_LABELLED = regex(  # (2022: Scope 1| 3,390 and Scope 2 54,014)
    r"(?i)\((?:in |FY\s?)?(?P<year>(?:19|20)\d\d)\s?:\s(?P<label>[a-z][^():;]{1,40}?)"
    rf"(?:\s(?:was|were|of|at))?:?\s{ABOUT}$"
)
_AND_LABEL = regex(rf"(?i)(?:,|;|,? and)\s(?P<label>[a-z][^():;]{{1,40}}?)(?:\s(?:was|were|of|at))?:?\s{ABOUT}$")
_LATIN = regex(r"[A-Za-z] ?$")
_GOES_ON = regex(r"\s[a-z]")
_NEAR_LATIN = 84  # nine safety events were registered (2022: twelve)
_FAR_LATIN = 96  # 8,300 suppliers had a contract with us at the end of 2023 (9,400 in 2022)
_FEWEST_LISTED = 2
_COUNTED = regex(r"\s(?:[a-z-]+\s){0,3}?(?P<last>[a-z]{3,})(?=\sand\s|[,;)])")
_NEAR = 16  # characters between a figure and its comparison in brackets
_FIGURE = regex(r"\d\s?(?P<unit>[^\d()]{0,16})$")
_IN_YEAR = regex(r"(?i)\b(?:in|for|during) (?:FY ?)?(?:19|20)\d\d$")  # 436 days were lost in 2023| (2022: 556)


@dataclass(frozen=True)
class Aside:
    """What a bracket says: the year (None: the one before), the figure as printed, and where it stands."""

    year: int | None
    figure: str
    start: int
    end: int


def without_asides(passage: Passage, units: UnitTable) -> tuple[Passage, dict[int, Aside]]:
    """A passage without brackets that part a figure from what it counts, and what each said by where it stood.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
        units: the unit table: a figure's unit may stand before the bracket.
    """
    text = passage.text
    if "(" not in text:
        return passage, {}
    asides: dict[int, Aside] = {}
    spans: list[tuple[int, int]] = []
    gone = 0
    at_figures = (one for one in _ASIDE.finditer(text) if _stands_at_figure(text, one.start(), units))
    lifted = [(one, one.start(), one.span()) for one in at_figures]
    lifted += [(one, one.end("of"), one.span("aside")) for one in _BEHIND_WORDS.finditer(text)]
    lifted += [(one, one.end("of"), one.span("aside")) for one in brackets_parting(text)]
    for found, at, (start, end) in sorted(lifted, key=lambda one: one[2]):
        first, last = found.span("figure")
        place = passage.origin[first], passage.origin[last - 1] + 1
        asides[at - gone] = Aside(_year(found) if "year" in found.re.groupindex else None, found["figure"], *place)
        spans.append((start, end))
        gone += end - start
    return passage.without(spans), asides


def compared_in_brackets(sentence: Sentence, number: Number) -> tuple[Number, int] | None:
    """The figure that a figure in brackets is compared with, and the year that the brackets name.

    In "16 employees (2021: 15)" and "16 employees (15 in 2021)" 15 is of 2021 and otherwise what 16 is.
    """
    text = sentence.text
    if (listed := _listed_in_brackets(sentence, number)) is not None:
        return listed
    low = max(sentence.start, number.start - _LONGEST_OPENED)
    found = _JUST_OPENED.search(text, low, number.start) or _LATER_OPENED.search(text, low, number.start)
    if found is None and text.startswith(")", number.unit_end):
        found = _NO_COLON.search(text, low, number.start)
    if found is not None:
        latin = _LATIN.search(text, max(0, found.start() - 2), found.start()) is not None
        before = [
            n
            for n in sentence.numbers
            if n.unit_end <= found.start()
            and found.start() - n.unit_end <= (_NEAR_LATIN if latin or _GOES_ON.match(text, n.unit_end) else _NEAR)
        ]
        alike = [n for n in before if n.raw_unit and n.raw_unit == number.raw_unit]
        if (told := _told_before_change(sentence, number, found.start())) is not None:
            before = alike = [told]
        if before and number.raw_unit and before[-1].raw_unit.startswith(number.raw_unit):
            alike = before[-1:]  # 131,000 hours, 21 hours per person (2023:| 19 hours)
        before = alike or [n for n in before if n.start in sentence.read] or before  # 8.7 out of 10 (2022: 8.5)
        return (before[-1], _year(found)) if before else None
    than = _THAN_IN_YEAR.search(text, low, number.start) if text.startswith(")", number.unit_end) else None
    if than is not None:
        before = [n for n in sentence.numbers if n.unit_end < number.start and n.start in sentence.read]
        return (before[-1], int(than["year"])) if before else None
    found = _CLOSED_YEAR.match(text, number.unit_end)
    opened = _OPENED_BARE.search(text, max(sentence.start, number.start - 16), number.start)
    if found is None or opened is None:
        return None
    before = [n for n in sentence.numbers if n.unit_end <= opened.start()]
    before = [n for n in before if n.kinds & number.kinds or (n.raw_unit and n.raw_unit == number.raw_unit)]
    before = [n for n in before if n.start in sentence.read] or before  # ... had a contract in 2023 (9,400 in 2022)
    reach = _FAR_LATIN if before and _GOES_ON.match(text, before[-1].unit_end) else _NEAR
    near = before and opened.start() - before[-1].unit_end <= reach
    return (before[-1], year_ended(text, int(found["year"]), found.end("year"))) if near else None


def _told_before_change(sentence: Sentence, number: Number, opened: int) -> Number | None:
    """The figure before the change that a bracket stands behind: 412 MWh, a decrease of 6.2% (2022:| 439 MWh)."""
    last = next((n for n in reversed(sentence.numbers) if n.unit_end <= opened), None)
    if last is None or last.start in sentence.read or not last.raw_unit.endswith("%"):
        return None
    told = sentence.before(last)
    if told is None or told.start not in sentence.read or sentence.text[last.unit_end : opened].strip():
        return None
    return told if told.raw_unit == number.raw_unit and opened - told.unit_end <= _FAR_LATIN else None


def _listed_in_brackets(sentence: Sentence, number: Number) -> tuple[Number, int] | None:
    """Of a list in brackets the figure as far on in the list before them: 12 t and 3 t (2022: 11 t and |2 t)."""
    text = sentence.text
    opened = text.rfind("(", max(sentence.start, number.start - 2 * _LONGEST_OPENED), number.start)
    if opened < 0 or ")" in text[opened : number.start]:
        return None
    named = _named_in_brackets(sentence, number, opened) or _unlike_in_brackets(sentence, number, opened)
    named = named or _labelled_in_brackets(sentence, number, opened)
    if named is not None:
        return named
    inside = sentence.chain(number)
    if len(inside) < _FEWEST_LISTED or inside[0].start < opened:
        return None
    found = _JUST_OPENED.search(text, opened, inside[0].start)
    before = [n for n in sentence.numbers if n.unit_end <= opened and opened - n.unit_end <= _NEAR_LATIN]
    if found is None or not before:
        return None
    listed = sentence.chain(before[-1])
    if len(listed) != len(inside):  # 12 t of ash and 3 t of slag (2022: 11 t and| 2 t)
        alike = (n for n in sentence.numbers if n.start < opened and n.start in sentence.read)
        listed = [n for n in alike if n.kinds == number.kinds]
    if len(listed) != len(inside):
        return None
    return listed[inside.index(number)], _year(found)


def _unlike_in_brackets(sentence: Sentence, number: Number, opened: int) -> tuple[Number, int] | None:
    """Of a count and a share in brackets what both are before them: 728 people, or 29% (2022: |548, 25%)."""
    closed = sentence.text.find(")", opened)
    inside = [n for n in sentence.numbers if opened < n.start < closed]
    found = _JUST_OPENED.search(sentence.text, opened, inside[0].start) if len(inside) == _FEWEST_LISTED else None
    before = [n for n in sentence.numbers if n.start < opened and n.start in sentence.read][-len(inside) :]
    shares = ["percent" in n.kinds for n in inside]
    if found is None or not any(shares) or shares != ["percent" in n.kinds for n in before] or all(shares):
        return None
    return before[inside.index(number)], _year(found)


def _labelled_in_brackets(sentence: Sentence, number: Number, opened: int) -> tuple[Number, int] | None:
    """Of figures in brackets, each behind a label, those whose labels are said again: (2022: Scope 1 |3,390)."""
    text, closed = sentence.text, sentence.text.find(")", opened)
    inside = [n for n in sentence.numbers if opened < n.start < closed]
    before = [n for n in sentence.numbers if n.start < opened and n.start in sentence.read][-len(inside) :]
    found = _LABELLED.fullmatch(text, opened, inside[0].start) if inside and len(before) == len(inside) else None
    if found is None:
        return None
    labels = [found, *(_AND_LABEL.fullmatch(text, a.unit_end, b.start) for a, b in pairwise(inside))]
    begins = [sentence.start, *(n.unit_end for n in before[:-1])]
    ends = [*(n.start for n in before[1:]), opened]
    for label, begin, end in zip(labels, begins, ends, strict=True):
        if label is None or label["label"].lower() not in text[begin:end].lower():
            return None
    return before[inside.index(number)], int(found["year"])


def years_of_nil(text: str, start: int, end: int) -> list[int]:
    """The years for which brackets in `text[start:end]` state zero in words or figures: "(2022: nil; 2021: nil)"."""
    found = _NIL.search(text, start, end) if "(" in text else None
    return [_year(one) for one in _YEARS.finditer(text, *found.span())] if found else []


def _year(opened: re.Match[str]) -> int:
    name = "year" if opened["year"] else "short"
    return year_ended(opened.string, int(opened["year"] or f"20{opened['short']}"), opened.end(name))


def _stands_at_figure(text: str, at: int, units: UnitTable) -> bool:
    """Whether a figure, or a figure with its unit, ends there."""
    figure = _FIGURE.search(text, max(0, at - 18), at)
    if figure is None or not figure["unit"]:
        return figure is not None and _IN_YEAR.search(text, max(0, at - 18), at) is None
    reading = units.read(text, figure.start("unit"))
    return reading is not None and text[reading.end : at].strip() == ""


def with_asides(
    facts: Iterator[Candidate], number: Number, asides: dict[int, Aside], passage: Passage
) -> Iterator[Candidate]:
    """The facts of a number, and each once more for the year of the bracket behind it, if there was one.

    Args:
        facts: what the number was read as.
        number: the number, in the passage without brackets.
        asides: what the brackets said (`without_asides`).
        passage: that passage.
    """
    aside = next((asides[at] for at in range(number.end, number.unit_end + 1) if at in asides), None)
    for fact in facts:
        yield fact
        if aside is None or not number.printed:
            continue
        year = fact.year - 1 if aside.year is None else aside.year
        if fact.year <= year:
            continue
        figure = float(aside.figure.replace(",", ""))
        place = passage.place_of(aside.start, aside.end)
        yield replace(
            fact,
            value=fact.value / number.printed * figure,
            raw_value=aside.figure,
            year=year,
            place=place,
            order=(place.page or 0, place.line, aside.start),
        )


def _named_in_brackets(sentence: Sentence, number: Number, opened: int) -> tuple[Number, int] | None:
    """Of a list in brackets what its nouns say: 41 injury cases, causing 620 lost days (2022: |38 cases, 590 days)."""
    text, closed = sentence.text, sentence.text.find(")", opened)
    inside = [n for n in sentence.numbers if opened < n.start < closed]
    found = _JUST_OPENED.search(text, opened, inside[0].start) if len(inside) >= _FEWEST_LISTED else None
    before = [n for n in sentence.numbers if n.start < opened and n.start in sentence.read][-len(inside) :]
    if found is None or len(before) != len(inside):
        return None
    ends = [n.start for n in before[1:]] + [opened]
    for one, end, other in zip(before, ends, inside, strict=True):
        noun = _COUNTED.match(text, other.end)
        if noun is None or not re.search(rf"\b{noun['last']}\b", text[one.end : end]):
            return None
    return before[inside.index(number)], _year(found)
