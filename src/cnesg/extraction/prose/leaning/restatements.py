"""What was just stated, said again in another unit: "64% of the electricity, or 182 GWh", "four, which equals 44%"."""

import re
from dataclasses import replace
from functools import lru_cache

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.standard_coal import as_coal
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_A_YEAR = r"(?:19|20)\d\d"
_BY = regex(r"(?i)\b(?:by|than)\b")
_THAT = regex(
    r"(?i)(?:\band|\bwhile|\bwhereas|,)\s(?:that|those|the (?:corresponding )?(?:rate|figure|share|proportion|average))"
    r"\s(?:for|of|among|in|at)\s[^.;,\d]{2,48}$"
)
_REACH = 72  # characters back
_COST = 0.2
_MAKES_UP = regex(  # 技能人才88人,占|34%
    r"[,，(]?\s?(?:约|共)?占(?:比例?)?(?:总人数|总数|员工总数|职工总数|全体员工)?的?(?:为|达到?)?(?:约|近|超过)?\s?"
)
_COUNTED = COUNTS | {"bare"}
_OTHERS_IN = regex(r"(?i)\s(?:if |when )?(?:including|incl\.|counting) (?P<whom>[a-z][a-z' -]{2,40}?)\s?\)")
_OPENED = regex(rf"\({ABOUT}$")
_UNITS_OF_COUNTS = {"persons", "person-times", "count", "cases"}


def with_others_in(sentence: Sentence, number: Number) -> str:
    """Who is counted in where brackets say how many there are with them: 412 employees (430| including interns).

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    last = sentence.before(number)
    if last is None or not number.kinds <= _COUNTED or last.value >= number.value:
        return ""
    if _OPENED.search(sentence.text, last.end, number.start) is None:
        return ""
    found = _OTHERS_IN.match(sentence.text, number.end)
    return found["whom"].lower() if found else ""


def said_again(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The share of the amount or count just read, or the amount of the share just read; None where it is neither.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = sentence.before(number)
    if last is None or last.start not in sentence.read:
        return None
    if with_others_in(sentence, number):
        return Choice(_COST, sentence.read[last.start][0].hit, sentence.read[last.start][0].fit, "clause")
    if ("percent" in last.kinds) == ("percent" in number.kinds):
        return as_coal(sentence, number)
    between = _again(know.lexicon).fullmatch(sentence.text, last.unit_end, number.start)
    if between is None or _BY.search(between["what"]):
        return None
    choice = sentence.read[last.start][0]
    if "percent" in last.kinds:
        how = None if between["sign"] else _whole(know, choice.fit.metric, number)
    else:
        how = _share(know, choice.fit.metric, last, sign=bool(between["sign"]))
    return Choice(_COST, choice.hit, how, "clause") if how else None


def makes_up(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The share that the people or things just counted are, of which nothing else is named: 技能人才88人,占|34%.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = sentence.before(number)
    if last is None or last.start not in sentence.read or "percent" not in number.kinds or "percent" in last.kinds:
        return None
    if not _MAKES_UP.fullmatch(sentence.text, last.unit_end, number.start):
        return None
    choice, classes = sentence.read[last.start]
    how = _share(know, choice.fit.metric, last, sign=False) if classes else None
    return replace(choice, cost=_COST, fit=how, role="sentence", carried=True) if how else None


def of_that(sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the figure before, where a pronoun stands for it: "19% for men and that for women was| 17%".

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    if _THAT.search(sentence.text, max(sentence.start, number.start - _REACH), number.start) is None:
        return None
    read = [n for n in sentence.numbers if n.unit_end <= number.start and n.start in sentence.read]
    if not read or read[-1].kinds != number.kinds:
        return None
    choice = sentence.read[read[-1].start][0]
    return Choice(_COST, choice.hit, choice.fit, "clause")


def _share(know: Knowledge, metric: str, last: Number, *, sign: bool) -> Fit | None:
    """The share that an amount or a count is; a sign alone ("four (44%)") says a count again, but no amount."""
    relatives = know.lexicon.families.get(metric)
    counted = bool(last.kinds & _COUNTED)
    if relatives is None or (sign and not counted) or (counted and know.unit_of(metric) not in _UNITS_OF_COUNTS):
        return None
    share = relatives.share or (relatives.composition if counted else None)
    return Fit(share, "%") if share else None


def _whole(know: Knowledge, metric: str, number: Number) -> Fit | None:
    """What a share is one of, where the number is in its unit."""
    whole = next((name for name, one in know.lexicon.families.items() if one.share == metric), None)
    reading = know.units.whole(know.unit_of(whole)) if whole else None
    if whole is None or reading is None or not number.unit:
        return None
    fits = reading.kinds & number.kinds or know.units.convert(1.0, number.unit, know.unit_of(whole), whole)
    return Fit(whole, number.unit) if fits else None


@lru_cache(maxsize=8)
def _again(lexicon: Lexicon) -> re.Pattern[str]:
    """What may stand between a figure and the same said again: words of the grammar's `said_again`, or a sign."""
    words = sorted(lexicon.grammar.said_again.all(), key=len, reverse=True)
    either = "|".join(rf"\b{re.escape(w)}" if w.isascii() else re.escape(w) for w in words) or "(?!)"
    return re.compile(
        rf"(?i)(?P<what>(?:[^.;\d]|(?<!\d){_A_YEAR}(?!\d)){{0,80}}?)[,，(]?\s?(?:(?P<sign>[(=])|(?:{either})[,:]?(?![a-z]))\s?{ABOUT}"
    )
