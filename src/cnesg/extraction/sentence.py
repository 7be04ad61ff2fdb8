"""A sentence under reading: its clauses, numbers and wordings, and what was read of it so far."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from cnesg.extraction.candidates import Role
from cnesg.extraction.clauses import Clauses
from cnesg.extraction.gates import Fit
from cnesg.extraction.numbers import BARE, Number
from cnesg.framework.lexicon import Found, Hit

LIST_LINK = re.compile(r"^[\s,、/]*(?:by 20\d\d,?\s*)?(?:和|及|与|以及|and|or|/)?\s*(?:by\s)?$")
_TEN_SHARES = re.compile(r"每\s?(?:十|\d+)?\s?股")
_NOTHING = re.compile(r"\s?(?:约|近|超过|人民币|RMB)?\s?-?$")
_AGAINST = re.compile(
    r"[,，]?\s?(?:比|较|高于|低于|优于)(?P<year>(?:19|20)\d\d)年?(?:度|底|末)?(?:同期)?的\s?(?:约|近)?$"
)
_LAST_YEAR = re.compile(
    r"[,，]?\s?(?:比|较|与|而)?(?:上一?年|去年)(?:度|底|末)?(?:同期|同口径)?的?\s?(?:为|是)?(?:约|近)?(?:人民币)?$"
)
_THAN = re.compile(  # "9.3%, compared with 14.1% in 2020"
    r"(?i)(?:compared (?:with|to)|versus|vs\.?|against|(?:up|down|an increase|a decrease) from|(?:from|than) the"
    r"|after|following)\s"
    r"(?:(?:a total of|about|around|approximately|nearly|some|just|the|only) )?$"
)
_DOWN_FROM = re.compile(
    r"(?i)[,(]?\s?(?:which is |a (?:fall|drop|decline|rise|decrease|increase|reduction) "
    r"|(?:up|down|improved|improving|falling|rising|increasing"
    r"|decreasing|lower|higher|reduced|cut|declining|dropping|growing) )(?:in 20\d\d )?from (?:the )?"
    r"(?:about |around |approximately |nearly |some )?$"
)
_FROM = re.compile(r"(?i),?\s(?:in (?:19|20)\d\d,? )?from (?:about |around |approximately |nearly |some )?")
_FROM_AFTER = re.compile(
    r"(?i)\b(?:rose|risen|grew|grown|fell|fallen|increased|decreased|dropped|declined|improved|reduced|climbed|cut"
    r"|lowered|down|up|went|gone"
    r"|shrank|shrunk|doubled|halved|slipped|edged (?:up|down)|came down|raised|expanded|widened"
    r"|jumped|brought)(?: (?:up|down|back))?"
    r"(?: by [^,.;]{2,16}| slightly| sharply| further| again)? to (?:\w+ ){0,2}$"
)
_AND_THEN = re.compile(
    r"(?i)(?:[^,;.\d]{0,60} in (?:19|20)\d\d| this year)?,? (?:and|while)"
    r"(?: (?:it was|they were|it had been|some|about|around))? $"
)
_IN_YEAR = re.compile(
    r"(?i)\sin (?P<year>(?:19|20)\d\d)\b"
    r"|\s(?:(?:a|one) year (?:earlier|ago|before)|(?:in )?the year before|in the previous year|last year)\b"
)
_OF_THAT_YEAR = re.compile(
    r"(?i)\s?(?:[a-z]{2,12}\s){0,2}"
    r"(?:(?:in|for) (?:(?:FY\s?)?(?P<year>(?:19|20)\d\d)|the (?:previous|prior) year|last year)"
    r"|(?:a|one) year (?:earlier|ago|before)|the (?:year before|previous year|prior year))\b"
)
_ENDS = re.compile(r"\s?(?:[.;,)]|$)")  # "164 injuries, against 181."
_OF_ONE_FIRST = re.compile(
    r"(?i)\s*(?:per|for (?:each|every|one)|to (?:make|produce|build|grow|move|refine) (?:an?|one))\s"
)
_GOES = re.compile(r"\s?(?:相比)?(?:有所|同比|大幅)?(?:增|减|下降|上升|提高|降低|提升)")  # the change follows
_WAS_THEN = re.compile(
    r"^[,，]\s?(?:而)?(?:上一?年|去年)(?:度|底|末)?(?:同期)?(?:为|是)"
)  # -2.3亿元|,上年同期为|1.1亿元
_SAYS_FROM = re.compile(r"[由从]|[Ff]rom\b")
_LATIN = re.compile(r"[A-Za-z] ?$")
_FULL_STOPS = "。!?\t"
_LIST_REACH = 160  # characters


@dataclass(frozen=True, slots=True)
class Choice:
    """A wording for a number; `apart` is how far the word stands that the wording needs near it."""

    cost: float
    hit: Hit
    fit: Fit
    role: Role
    carried: bool = False
    apart: int = 0


@dataclass
class Sentence:
    """A sentence with what was found in it; offsets are the passage's.

    `scope` is the part of the company that it is about unless it names one; `things` are nouns that name a metric
    beside one of its acts, none of them within a longer one or within a number's unit.
    """

    text: str
    start: int
    end: int
    clauses: Clauses
    numbers: list[Number]
    hits: list[Hit]
    found: Found
    scope: dict[str, str] = field(default_factory=dict)
    things: list[Hit] = field(default_factory=list)
    read: dict[int, tuple[Choice, dict[str, str]]] = field(default_factory=dict)
    last_classes: dict[str, str] = field(default_factory=dict)
    used: dict[tuple[int, int], tuple[Number, dict[str, str]]] = field(default_factory=dict)

    @cached_property
    def says_from(self) -> bool:
        """Whether any word says what a figure was before; most sentences have none."""
        return _SAYS_FROM.search(self.text, self.start, self.end) is not None

    @cached_property
    def whole(self) -> tuple[int, int]:
        """Start and end of the sentence with what semicolons part from it: a list speaks of one thing."""
        low = max(self.text.rfind(sign, 0, self.start) for sign in _FULL_STOPS) + 1
        ends = [at for sign in _FULL_STOPS if (at := self.text.find(sign, max(self.start, self.end - 1))) >= 0]
        return min(max(low, self.start - _LIST_REACH), self.start), max(self.end, min([*ends, self.end + _LIST_REACH]))

    def take(self, hit: Hit, number: Number, breakdown: dict[str, str]) -> None:
        """Note that a number was read as this wording's."""
        self.used[hit.start, hit.end] = (number, breakdown)
        self.last_classes = {k: v for k, v in breakdown.items() if k not in {"period", "status"}}

    def own_label(self, number: Number) -> str:
        """The words of the number's clause before it, after any number before; before a colon if one stands there."""
        start = self.label_start(number)
        ends = [n.unit_end for n in self.numbers if start < n.end <= number.start]
        return self.text[max([start, *ends]) : number.start]

    def label_start(self, number: Number) -> int:
        """Where the number's clause begins; in "利润总额:5亿元" the colon parts nothing."""
        start, _ = self.clauses.span(number.start)
        if start - 1 > self.start and self.text[start - 1] in ":：" and _NOTHING.match(self.text[start : number.start]):
            start, _ = self.clauses.span(start - 2)
            start = start if self.text[start - 1 : start] not in "(（" else self.clauses.span(number.start)[0]
        return start

    def ratio_label(self, number: Number) -> str:
        """The words before a number that may say it is for one of something, with the 10 of 每10股."""
        label = self.own_label(number)
        first = _OF_ONE_FIRST.match(self.text, self.start, number.start)
        if first is not None and not any(first.end() < n.start < number.start for n in self.numbers):
            return self.text[self.start : number.start]  # Per tonne of copper, 2,910 kWh were required
        begin = number.start - len(label)
        shares = _TEN_SHARES.search(self.text, max(self.start, begin - 5), number.start)
        return self.text[shares.start() : number.start] if shares else label

    def is_part(self, start: int, number: Number) -> bool:
        """Whether "of which" or 其中 stands in the clause before a number: classes named there are its own."""
        return any(start <= a and b <= number.start for a, b in self.found.marks.get("of_which", ()))

    def chain(self, number: Number) -> list[Number]:
        """The numbers that stand in one list with this one."""
        first = self.chain_start(number)
        return [n for n in self.numbers if self.chain_start(n) is first]

    def chain_start(self, number: Number) -> Number:
        """The first of the numbers that stand in a list with this one: 5吨、6吨和7吨."""
        at = self.numbers.index(number)
        while at and LIST_LINK.match(self.text[self.numbers[at - 1].unit_end : self.numbers[at].start]):
            if self.numbers[at - 1].kinds != self.numbers[at].kinds:
                break
            at -= 1
        return self.numbers[at]


def uncovered(options: list[Choice]) -> list[Choice]:
    """Options without those whose wording lies in a longer one."""
    return [c for c in options if not any(o.hit.weight > c.hit.weight and _covers(o.hit, c.hit) for o in options)]


def _covers(longer: Hit, hit: Hit) -> bool:
    """Whether a longer wording holds this one, or all but its end: 第一大股东持股比例 and 持股比例为."""
    if longer.start > hit.start:
        return False
    in_parts = any(one.weight < one.end - one.start for one in (longer, hit))  # the gap may hold other numbers' wording
    return hit.end <= longer.end or (not in_parts and 2 * (hit.end - longer.end) <= hit.end - hit.start)


def width(text: str) -> float:
    """Length in Chinese characters; Latin letters count as 0.4."""
    latin = sum(char.isascii() for char in text)
    return len(text) - 0.6 * latin


def compared(sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure that a figure in brackets is compared with, and the year that the brackets name.

    In "16 (2021: 15) employees" 15 is of 2021 and otherwise what 16 is; so is it in 93%,比2015年的91%提高2%, and in
    12.6亿元,比上年同期13.2亿元下降4.4% of the year before this one, and in "9.3%, compared with 14.1% in 2020" of 2020.
    """
    return _against(sentence, number) or _last_year(sentence, number, this_year) or _than(sentence, number, this_year)


def _against(sentence: Sentence, number: Number) -> tuple[Number, int] | None:
    found = _AGAINST.search(sentence.text, max(sentence.start, number.start - 20), number.start)
    if found is None:
        return None
    before = [n for n in sentence.numbers if n.unit_end == found.start() and _measures_alike(n, number)]
    return (before[-1], int(found["year"])) if before else None


def _measures_alike(one: Number, other: Number) -> bool:
    """Whether two figures may be of one thing: of one kind, or the second in tonnes of what the first is in tonnes."""
    return bool(one.kinds & other.kinds) or bool(other.raw_unit and one.raw_unit.startswith(other.raw_unit))


def _than(sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    text, low = sentence.text, max(sentence.start, number.start - 40)
    if not _LATIN.search(text, max(low, number.start - 2), number.start):
        return None
    when = _OF_THAT_YEAR.match(text, number.unit_end)
    year = int(when["year"]) if when is not None and when["year"] else this_year - 1
    earlier = [n for n in sentence.numbers if n.unit_end < number.start and _alike(n, number)]
    last = earlier[-1] if earlier else None
    in_year = _IN_YEAR.match(text, number.unit_end)
    if last is not None and in_year is not None and _AND_THEN.fullmatch(text, last.unit_end, number.start):
        told = int(in_year["year"]) if in_year["year"] else this_year - 1
        return (last, told) if told < this_year else None
    if last is not None and _DOWN_FROM.search(text, low, number.start):
        return last, year
    comes_from = last is not None and _FROM.fullmatch(text, last.unit_end, number.start)
    if last is not None and comes_from and (when or _FROM_AFTER.search(text, last.start - 24, last.start)):
        return last, year
    if not _THAN.search(text, low, number.start) or (when is None and not _ENDS.match(text, number.unit_end)):
        return None
    before = [n for n in earlier if number.kinds in (n.kinds, BARE)]
    return (before[-1], year) if before else None


def _alike(shown: Number, number: Number) -> bool:
    """Whether a number may be of another year what an earlier one is: of its kind, or with its unit above the line."""
    if number.kinds in (shown.kinds, BARE):
        return True
    above = number.raw_unit.lower().rstrip("s")
    return "intensity" in shown.kinds and len(above) > 0 and shown.raw_unit.lower().startswith(above)


def _last_year(sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    found = _LAST_YEAR.search(sentence.text, max(sentence.start, number.start - 16), number.start)
    told = found is not None and (_GOES.match(sentence.text, number.unit_end) or _WAS_THEN.search(found.group()))
    if found is None or not told:
        return None
    before = [n for n in sentence.numbers if n.unit_end == found.start() and _measures_alike(n, number)]
    return (before[-1], this_year - 1) if before else None
