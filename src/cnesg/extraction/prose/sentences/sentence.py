"""A sentence under reading: its clauses, numbers and wordings, and what was read of it so far."""

from dataclasses import dataclass, field
from functools import cached_property

from cnesg.extraction.candidates import Role
from cnesg.extraction.clauses import Clauses, counts_before
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.ratios import LEADS_SHARES, OF_SHARES
from cnesg.extraction.gates import Fit
from cnesg.extraction.prose.sentences.spans import between_marks
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.metric_roles import NO_ROLES, MetricRoles
from cnesg.framework.regexes import regex

LIST_LINK = regex(r"^[\s,、/]*(?:by 20\d\d,?\s*)?(?:和|及|与|以及|and|or|/)?\s*(?:by\s)?$")
_NOTHING = regex(r"\s?(?:约|近|超过|人民币|RMB)?\s?-?$")
_OF_ONE_FIRST = regex(
    r"(?i)\s*(?:per|for (?:each|every|one)|to (?:make|produce|build|grow|move|refine) (?:an?|one)"
    r"|(?:making|producing|manufacturing|brewing|building|smelting|refining|growing) one)\s"
)
_LED = regex(LEADS_SHARES)  # 每10股派息: 2022年为1.4元,|2023年为1.5元
_OF_A_YEAR = regex(r"^[\s,，;；.]*(?:19|20)\d\d\s?年?度?(?:[为是]|派)?\s?$")
_OVER_MONEY = regex(  # energy per RMB10,000 of output value was| 0.12
    r"(?i)\bper (?:RMB|CNY|HKD|HK\$|USD|US\$|NT\$|TWD|S\$|SGD|RM|MYR|EUR|[$€£])? ?\d[\d,]*"
    r"(?: ?(?:million|billion|thousand))?(?: ?(?:yuan|dollars|RMB))?(?: [^,.;\d]{0,60})?$"
)
_EACH_IN_BRACKET = regex(  # 用水密度|(以每吨产品计算)为7.4立方米
    r"\([以按]?(?:人均|每)(?![年月日次])[^()\d]{1,16}\)(?:[^\W\d]{0,3}[为是达至约:])?\s?$"
)
_FROM_FIGURE = regex(r"\bfrom [\d.,]+\s?[A-Za-z]{0,8}\d? to $")  # per car it rose from 2.1 MWh to| 2.2 MWh
_SAYS_FROM = regex(r"[由从]|[Ff]rom\b")
_FULL_STOPS = "。!?\t"
_LIST_REACH = 160  # characters
_NOUN_REACH = 40  # characters from a number to the people that it counts
_MOST_HITS = 150  # that are weighed for a number: a flattened table has a thousand


@dataclass(frozen=True, slots=True)
class Choice:
    """A wording for a number.

    `apart` is how far the word stands that the wording needs near it; `sure` says that arithmetic or the form of a list
    lets the number go on with a wording of earlier words, whatever its own are. `item` is where the item of a list
    stands that names the number, and with it all its classes.
    """

    cost: float
    hit: Hit
    fit: Fit
    role: Role
    carried: bool = False
    apart: int = 0
    sure: bool = False
    item: tuple[int, int] | None = None


@dataclass
class Sentence:
    """A sentence with what was found in it; offsets are the passage's.

    `previous` is the sentence before it in its passage, `headings` stand above that; `scope` is the part of the company
    that it is about unless it names one, None until it is asked for (`Narrower.scope`); `things` are nouns that name a
    metric beside one of its acts, none of them within a longer one or within a number's unit; `listed` are the numbers
    of the whole passage; `roles` says which metrics rules are for; `dated` is the year of
    each number that was read, by its start.
    """

    text: str
    start: int
    end: int
    clauses: Clauses
    numbers: list[Number]
    hits: list[Hit]
    found: Found
    previous: "Sentence | None" = None
    headings: tuple[str, ...] = ()
    scope: dict[str, str] | None = None
    things: list[Hit] = field(default_factory=list)
    listed: list[Number] = field(default_factory=list)
    roles: MetricRoles = NO_ROLES
    read: dict[int, tuple[Choice, dict[str, str]]] = field(default_factory=dict)
    dated: dict[int, int] = field(default_factory=dict)
    last_classes: dict[str, str] = field(default_factory=dict)
    used: dict[tuple[int, int], tuple[Number, dict[str, str]]] = field(default_factory=dict)
    _label_starts: dict[int, int] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def says_from(self) -> bool:
        """Whether any word says what a figure was before; most sentences have none."""
        return _SAYS_FROM.search(self.text, self.start, self.end) is not None

    @cached_property
    def stops(self) -> tuple[int, int]:
        """Start and end of all that stands between two full stops: the sentence with what semicolons part from it."""
        return between_marks(self.text, self.start, max(self.start, self.end - 1), _FULL_STOPS)

    @cached_property
    def whole(self) -> tuple[int, int]:
        """The same, as far as a list speaks of one thing."""
        low, high = self.stops
        return min(max(low, self.start - _LIST_REACH), self.start), max(self.end, min(high, self.end + _LIST_REACH))

    def hits_near(self, number: Number) -> list[Hit]:
        """The wordings of the sentence, in the order found; of a great many those nearest to a number."""
        if len(self.hits) <= _MOST_HITS:
            return self.hits
        far = sorted(max(hit.start - number.end, number.start - hit.end) for hit in self.hits)[_MOST_HITS]
        return [hit for hit in self.hits if max(hit.start - number.end, number.start - hit.end) < far]

    def people_behind(self, number: Number, until: int) -> bool:
        """Whether an English noun for people, which may have adjectives, stands right behind a number."""
        until = min(until, number.end + _NOUN_REACH)
        return any(number.end < a and b <= until for a, b in self.found.marks.get("<people>", ()))

    def take(self, hit: Hit, number: Number, breakdown: dict[str, str]) -> None:
        """Note that a number was read as this wording's."""
        self.used[hit.start, hit.end] = (number, breakdown)
        self.last_classes = {k: v for k, v in breakdown.items() if k not in {"period", "status"}}

    def own_label(self, number: Number) -> str:
        """The words of the number's clause before it, after any number before; before a colon if one stands there."""
        start = self.label_start(number)
        ends = [n.unit_end for n in self.numbers if start < n.end <= number.start]
        return self.text[max([start, *ends]) : number.start]

    def before_bracket(self, number: Number, after: int = 0) -> str:
        """The label of a number right behind brackets, empty where it begins before `after`: 其他项目(调研等)4项."""
        opened = self.text.rfind("(", self.start, number.start)
        if opened <= self.start or self.text[number.start - 1] != ")":
            return ""
        start, _ = self.clauses.span(opened - 1)
        begin = max([start, *(n.unit_end for n in self.numbers if start < n.end <= opened)])
        return self.text[begin:opened] if after <= begin else ""

    def label_start(self, number: Number) -> int:
        """Where the number's clause begins; in "利润总额:5亿元" the colon parts nothing."""
        if number.start not in self._label_starts:
            self._label_starts[number.start] = self._label_start(number)
        return self._label_starts[number.start]

    def _label_start(self, number: Number) -> int:
        start, _ = self.clauses.span(number.start)
        if start - 1 > self.start and self.text[start - 1] in ":：" and _NOTHING.match(self.text[start : number.start]):
            label, _ = self.clauses.span(start - 2)
            if counts_before(self.text, label, start - 1):
                return start
            return start if self.text[max(label - 1, 0) : label] in {"(", "（"} else label
        return start

    def ratio_label(self, number: Number) -> str:
        """The words before a number that may say it is for one of something, with the 10 of 每10股."""
        label = self.own_label(number)
        first = _OF_ONE_FIRST.match(self.text, self.start, number.start)
        moved = first is not None and _FROM_FIGURE.search(self.text, first.end(), number.start)
        between = [n for n in self.numbers if first is not None and first.end() < n.start < number.start]
        if first is not None and len(between) <= bool(moved):
            return self.text[self.start : number.start]  # Per tonne of copper, 2,910 kWh were required
        begin = number.start - len(label)
        if ")" in self.text[begin - 1 : number.start]:
            each = _EACH_IN_BRACKET.search(self.text, self.start, number.start)
            return self.text[each.start() : number.start] if each else label
        shares = OF_SHARES.search(self.text, max(self.start, begin - 5), number.start)
        if shares is None and begin > self.start and self.text[begin - 1].isalnum():
            shares = _OVER_MONEY.search(self.text, max(self.start, begin - 28), number.start)
        if shares is None and _OF_A_YEAR.search(label) and (led := _LED.search(self.text, self.start, begin + 1)):
            return led[0] + label.strip(" ,，;；.")
        return self.text[shares.start() : number.start] if shares else label

    def before(self, number: Number) -> Number | None:
        """The number right before another one."""
        return next((n for n in reversed(self.numbers) if n.unit_end <= number.start), None)

    def read_before(self, number: Number) -> list[Number]:
        """The numbers before another one of which something was read."""
        return [n for n in self.numbers if n.start < number.start and n.start in self.read]

    def behind_last(self, number: Number) -> int:
        """Where the words between the number before and another one begin; of the first the sentence does."""
        last = self.before(number)
        return last.unit_end if last is not None else self.start

    def marked(self, purpose: str, start: int, end: int) -> bool:
        """Whether a word of a purpose ("of_which") lies in `start` to `end`."""
        return any(start <= a and b <= end for a, b in self.found.marks.get(purpose, ()))

    def named_class(self, start: int, end: int) -> int:
        """How many characters of `start` to `end` the longest name of a class there has; 0 without one."""
        return max((b - a for a, b, _ in self.found.classes if start <= a and b <= end), default=0)

    def begins_parts(self, number: Number) -> bool:
        """Whether "of which" stands in the clause before a number: classes named there are its own."""
        return self.marked("of_which", self.clauses.span(number.start)[0], number.start)

    def is_part(self, number: Number) -> bool:
        """Whether "of which" stands before a number, or before a list of numbers of its kind that it goes on."""
        at = self.numbers.index(number)
        while "of_which" in self.found.marks:
            one, last = self.numbers[at], self.numbers[at - 1] if at else None
            start, _ = self.clauses.span(one.start)
            if self.marked("of_which", min(start, last.unit_end) if last else start, one.start):
                return True
            if last is None or last.kinds != number.kinds or last.start not in self.read:
                return False
            if self.clauses.between(last.unit_end - 1, one.start) > 1:
                return False
            at -= 1
        return False

    def part_before(self, number: Number, hit: Hit) -> Number | None:
        """The part right before a number that was read of the same wording, where both are parts of one whole."""
        before = self.before(number)
        read = self.read.get(before.start) if before is not None else None
        if before is None or read is None or read[0].hit != hit or before.kinds != number.kinds:
            return None
        near = self.clauses.between(before.unit_end - 1, number.start) <= 1
        return before if near and self.is_part(before) and self.is_part(number) else None

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


def uncovered(options: list[Choice], text: str) -> list[Choice]:
    """Options without those whose wording lies in a longer one, or goes on from an English one of another metric.

    Args:
        options: the wordings that may be a number's.
        text: the text that they stand in.
    """
    return [
        c
        for c in options
        if not any((o.hit.weight > c.hit.weight and _covers(o.hit, c.hit)) or _names(o, c, text) for o in options)
    ]


def _names(named: Choice, told: Choice, text: str) -> bool:
    """Whether a wording goes on with a verb behind the name of another metric: direct GHG |emissions| fell to."""
    name, hit = named.hit, told.hit
    if named.fit.metric == told.fit.metric:
        return False
    if name.end + 1 == hit.start and text[name.end - 1 : hit.start] == ") ":
        return not named.hit.label_only  # other indirect (Scope 3) |emissions fell to
    if not name.start < hit.start < name.end < hit.end:
        return False
    whole = all(one.weight >= one.end - one.start for one in (name, hit))
    one_word = text[hit.start].isascii() and text[hit.start - 1 : name.end].count(" ") == 1
    return whole and one_word and not text.startswith(" and ", name.end)


def _covers(longer: Hit, hit: Hit) -> bool:
    """Whether a longer wording holds this one, or all but its end: 第一大股东持股比例 and 持股比例为."""
    if longer.start > hit.start:
        return False
    in_parts = any(one.weight < one.end - one.start for one in (longer, hit))  # the gap may hold other numbers' wording
    return hit.end <= longer.end or (not in_parts and 2 * (hit.end - longer.end) <= hit.end - hit.start)


def width(text: str) -> float:
    """Length in Chinese characters; Latin letters count as 0.4."""
    latin = len(text.encode("ascii", "ignore"))  # as many bytes as characters
    return len(text) - 0.6 * latin
