"""How a number in a sentence is meant: as a value of the year, a target, a sum over years, a change, a rule."""

import re
from dataclasses import dataclass, field

from cnesg.extraction.breakdowns import class_words, residual, told_classes
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.marks import Marks
from cnesg.extraction.numbers import Number
from cnesg.extraction.ranking import Choice, Sentence, width
from cnesg.extraction.years import named_span, recent_years, year_at
from cnesg.framework.lexicon import COUNTS, Found

_TARGET_YEAR = re.compile(
    r"(?i)(?:by|到|至|before|in)\s*(20\d\d)|(20\d\d)\s*年(?:底|末)?(?:前|,?\s*(?:实现|达到|力争))"
)
_EVERY = re.compile(
    r"(?i)每(?:年|月|季度?|周|天|日|半年|两年|个月|次)[^,。]{0,16}$|(?:every|each|per) (?:year|month|quarter|week)"
)
_MOST_OFTEN = 12  # a count above this is no frequency
_BEHIND = 8  # characters behind a number in which a class counts: 97份临时公告
_NEXT_CLAUSE = re.compile(r"[,，、;；:：。()]")
_LONGEST_NAME = 24  # characters of a clause that only names a class
_RESPECTIVELY = re.compile(r"分别|各自|(?i:respectively)")
_LIST = re.compile(r"[、,]|和|及|与|(?i:\band\b)")
_ASIDE = re.compile(r"\([^()]*\)")
_LONGEST_CLASS = 18.0


@dataclass(frozen=True, slots=True)
class Meaning:
    """The kind of value, the classes this implies, and the year it sets."""

    value_kind: str = "actual"
    classes: dict[str, str] = field(default_factory=dict)
    year: int | None = None


def meaning_of(
    know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice, year: int
) -> Meaning | None:
    """What kind of value a number is, None where it is no fact (a change, a duty, a figure about others)."""
    start, end = sentence.clauses.span(number.start)
    hit = choice.hit
    inside = choice.role not in {"heading", "passage"}
    from_hit = hit.end if inside and start <= hit.end <= number.start else start
    if _is_change(know, marks, sentence, number, choice, (start, end), from_hit):
        return None
    if (
        marks.any("rule", start, end)
        and "percent" not in number.kinds
        and marks.close_before("rule", number.start, start)
    ):
        return None
    if number.kinds & COUNTS and _is_no_count(marks, sentence, number, start):
        return None
    if choice.carried and not _carries(know, marks, sentence, number, choice):
        return None
    if marks.any("other_entity", max(sentence.start, start - 12), number.start) and not inside:
        return None
    return _kind(marks, sentence, number, (start, end), year)


def _is_no_count(marks: Marks, sentence: Sentence, number: Number, start: int) -> bool:
    """Frequencies (每月一次), articles (一个), and "not a single one" (没有发生一起) count nothing."""
    before = sentence.text[start : number.start]
    if number.spelled and number.printed == 1 and sentence.text[number.end : number.unit_end].strip() == "个":
        return True
    if number.printed <= 1 and marks.close_before("none", number.start, start):
        return True
    return number.printed <= _MOST_OFTEN and _EVERY.search(before) is not None


def _carries(know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the subject of an earlier clause can be carried on to this number's clause.

    It can where the clause says "of which" or names a known class, or no label of its own: a label that nobody knows
    names another thing.
    """
    start, _ = sentence.clauses.span(number.start)
    if marks.any("of_which", max(sentence.start, start - 6), number.start):
        return True
    if _goes_on(marks, sentence, number, choice):
        return True
    previous = [n.unit_end for n in sentence.numbers if n.end <= number.start and n.end > start]
    begin = previous[-1] if previous else start
    own = residual(know, sentence.text[begin : number.start])
    if not own or marks.any("respectively", begin, number.start):
        return True
    named = class_words(know, sentence.found, sentence.text, begin, number.unit_end + 6, choice.fit.metric)
    return bool(set(named) - {"severity"})  # 重大 stands before anything


def _goes_on(marks: Marks, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the number stands in a list of parts: "of which A 3, B 5", the number before being such a part."""
    at = sentence.numbers.index(number)
    if not at or not marks.any("of_which", sentence.start, number.start):
        return False
    before = [n for n in sentence.numbers[:at] if n.kinds & number.kinds]
    taken = sentence.used.get((choice.hit.start, choice.hit.end))
    return bool(before) and taken is not None and taken[0] is before[-1]


def _named_before(know: Knowledge, found: Found, sentence: Sentence, low: int, choice: Choice) -> dict[str, str]:
    """A class that makes up the clause before: "30岁以下,员工流失率为0.48%"."""
    if low <= sentence.start:
        return {}
    begin, end = sentence.clauses.span(low - 1)
    if end - begin > _LONGEST_NAME or any(begin <= n.start < end for n in sentence.numbers):
        return {}
    return class_words(know, found, sentence.text, begin, end, choice.fit.metric)


def _in_turn(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of a number in "A、B、C分别缴纳1、2、3": as many names before as numbers after."""
    respectively = [m for m in _RESPECTIVELY.finditer(sentence.text, sentence.start, number.start)]
    if not respectively:
        return {}
    at = respectively[-1].start()
    inside = [n for n in sentence.numbers if n.start >= at]
    first = sentence.chain_start(number)
    chain = [n for n in inside if sentence.chain_start(n) is first]
    names = [residual(know, _ASIDE.sub("", part)) for part in _LIST.split(sentence.text[sentence.start : at])]
    names = [name for name in names if name][-len(chain) :]
    if len(chain) < 2 or len(names) != len(chain) or any(width(n) > _LONGEST_CLASS for n in names):
        return {}
    if choice.hit.start < at and sentence.text[choice.hit.start : choice.hit.end] in "".join(names):
        return {}
    return {"type": names[chain.index(number)].lower()}


def _is_change(
    know: Knowledge,
    marks: Marks,
    sentence: Sentence,
    number: Number,
    choice: Choice,
    clause: tuple[int, int],
    from_hit: int,
) -> bool:
    start, end = clause
    if "points" in number.kinds:
        return True
    about_change = choice.fit.metric.endswith(("_reduction", "_reduction_rate", "_saved"))
    if about_change:
        return False
    own = (choice.hit.start, choice.hit.end)
    spans = [s for s in marks.spans("change", from_hit, number.start) if not (own[0] <= s[0] and s[1] <= own[1])]
    if spans:
        return True
    if "percent" in number.kinds or "bare" in number.kinds:
        return marks.close_after("change", number.unit_end, end)
    return False


def _kind(marks: Marks, sentence: Sentence, number: Number, clause: tuple[int, int], year: int) -> Meaning:
    start, end = clause
    classes: dict[str, str] = {}
    kind, when = "actual", None
    lead = sentence.text[max(sentence.start, start - 20) : number.start]
    future = _TARGET_YEAR.search(lead)
    if future and int(future[1] or future[2]) > year:
        kind, when = "target", int(future[1] or future[2])
        classes["type"] = "target"
    elif marks.any("target", start, number.start) or marks.any(
        "target", number.unit_end, min(end, number.unit_end + 6)
    ):
        kind = "target"
        classes["type"] = "target"
    if marks.any("proposed", max(sentence.start, start - 30), number.start):
        classes["status"] = "proposed"
    elif marks.any("planned", start, number.start):
        classes["status"] = "planned"
    span = recent_years(sentence.text, start, number.start, year) or named_span(sentence.text[start : number.start])
    if span:
        classes["period"] = span
    elif marks.any("since", max(sentence.start, start - 20), number.start):
        classes["period"], when = "cumulative", year
    elif marks.any("cumulative", start, number.start):
        if year_at(sentence.text, number.start, year, sentence.start) is None:
            classes["period"] = "cumulative"
    return Meaning(kind, classes, when)


def breakdown_of(
    know: Knowledge, found: Found, sentence: Sentence, number: Number, choice: Choice, meaning: Meaning
) -> dict[str, str]:
    """The classes of a number: implied by wording, named around it, or taken over from the number it adds to."""
    entry = know.lexicon.entries[choice.hit.entry]
    start, end = sentence.clauses.span(number.start)
    hit = choice.hit
    near_hit = choice.role in {"beside", "clause"}
    low = min(start, sentence.clauses.span(hit.start)[0]) if near_hit else start
    high = max(number.unit_end, hit.end) if near_hit else number.unit_end
    previous = [n for n in sentence.numbers if n.end <= number.start and n.end > low]
    if previous:
        low = max(low, previous[-1].unit_end)
    classes = dict(entry.breakdown)
    behind = class_words(know, found, sentence.text, number.unit_end, number.unit_end + _BEHIND, choice.fit.metric)
    if (
        behind
        and number.kinds & COUNTS
        and not _NEXT_CLAUSE.search(sentence.text[number.unit_end : number.unit_end + 3])
    ):
        low = number.unit_end
        high = max(high, number.unit_end + _BEHIND)
    classes |= class_words(know, found, sentence.text, low, high, choice.fit.metric)
    if not classes and near_hit:
        classes |= _named_before(know, found, sentence, low, choice)
    if near_hit:
        classes |= told_classes(know, sentence.text, low, max(high, number.unit_end), choice.fit.metric)
    classes |= _in_turn(know, sentence, number, choice)
    taken = sentence.used.get((hit.start, hit.end))
    own = residual(know, sentence.text[max(start, previous[-1].unit_end if previous else start) : number.start])
    if not classes and "percent" in number.kinds and needs_class(know, choice.fit.metric):
        return dict(sentence.last_classes) | meaning.classes  # "2,124 full-time employees, 99.8% of all employees"
    if choice.carried and not classes:
        if taken and (not own or "percent" in number.kinds) and "percent" in number.kinds:
            classes |= {k: v for k, v in taken[1].items() if k not in {"period", "status"}}
        elif own and width(own) <= _LONGEST_CLASS and taken:
            classes["type"] = own.lower()
    return classes | meaning.classes
