"""What it costs to take a number for a wording's: characters between them, numbers and clauses in the way."""

import re

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.candidates import Role
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.extraction.prose.wordings.beside import around, beside
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_HAN = regex(r"[\u4e00-\u9fff]")
_A_YEAR = regex(r"(?:19|20)\d\d\s?年(?:度|底|末)?")
_BARE_GAP = 4.0  # characters between a label and a bare number in Chinese
_COST_CLAUSE = 10.0  # the subject is carried over from an earlier clause
_COST_PART = 13.0  # ... to a part of what it counts
_COST_BLOCKED = 6.0  # a number of the same kind stands between
_COST_BARE_WORD = 6.0  # the wording is a bare word
_COST_USED = 8.0  # the wording already has a number of this kind
_OTHER = 8.0  # the number counts something else
_WHERE = regex(r"(?:常|派)?驻(?!守)|位于|来自|分布[于在]|任职于")
_AMONG_THEM = regex(r"(?:其中|当中)[,，]?[^。;；]*$")
_OF_THOSE = regex(r"(?i)\sof (?:them|those|these|which|whom)\b")
_BEGINS_ITEM = regex(r"[、,，;；:：。\s]?$")
_LABEL_ASIDE = regex(r"\s\([A-Za-z][^()\d]{1,40}\)\s?:\s|\s\(per [\d,]+ [a-z -]{4,20}\)(?:\s?:)?\s")


def price(
    know: Knowledge, hit: Hit, number: Number, sentence: Sentence, marks: Marks
) -> tuple[float, Role, bool] | None:
    """What it costs to take a number for a wording's, how the two stand, and whether the wording is carried on.

    Args:
        know: vocabulary and wording.
        hit: the wording.
        number: the number.
        sentence: their sentence.
        marks: the words of the passage that say how numbers are meant.

    Returns:
        None where the wording can't label the number.
    """
    text, clauses = sentence.text, sentence.clauses
    if number.end <= hit.start < number.unit_end and _begins_with_unit(know, hit, number):
        return 0.5, "beside", False
    if hit.start < number.unit_end and number.start < hit.end:
        return around(hit, number, sentence)
    if hit.start >= number.unit_end:
        return beside(know, hit, number, sentence)
    in_series = _in_year_series(know, hit, number, sentence)
    if in_series or _LABEL_ASIDE.fullmatch(text, hit.end, number.start):
        return 2.0 if in_series else 0.6, "clause", False  # Fatalities (employees and contractors): 1
    in_chinese = _HAN.search(text[max(0, number.start - 2) : number.start])
    first = sentence.chain_start(number)
    if "bare" in number.kinds and in_chinese and width(text[hit.end : first.start]) > _BARE_GAP:
        return None
    start = first.start if hit.end <= first.start else number.start
    gap, clauses_between = width(text[hit.end : start]), clauses.between(hit.end - 1, start)
    if number is first and hit.end > sentence.label_start(number):
        clauses_between = 0
    blocking = [n for n in sentence.numbers if hit.end <= n.start < start]
    own = clauses.span(number.start)
    marked = marks.any("of_which", own[0], number.start) or marks.any("respectively", own[0], number.start)
    used = sentence.used.get((hit.start, hit.end))
    if (part := sentence.part_before(number, hit)) is not None:  # however long the list has become
        gap, clauses_between = width(text[part.unit_end : start]), 1
    cost = 0.5 * gap if not clauses_between else _COST_CLAUSE + 0.3 * gap + 2.0 * clauses_between
    if blocking and not marked:
        cost += _COST_BLOCKED if any(n.kinds & number.kinds for n in blocking) else 2.0
    if used is not None and not marked and used[0].kinds & number.kinds:
        behind = (
            bool(number.kinds & COUNTS) and used[0].unit_end <= hit.start
        )  # 3次业绩说明会和|2次路演: the noun of the number before, not of both
        cost += _COST_USED if used[0] is not first or behind else 0.0
    if marked and clauses_between == 1 and not in_chinese:
        cost = min(cost, _COST_PART)  # 318 people in the course of 2023, including |120 women
    bare = hit.label_only and not _is_listed_part(know, hit, number, sentence, marks)
    cost += counts_other(number, sentence, marks) + (_COST_BARE_WORD if bare else 0.0)
    return cost, ("sentence" if clauses_between else "clause"), bool(clauses_between)


def _is_listed_part(know: Knowledge, hit: Hit, number: Number, sentence: Sentence, marks: Marks) -> bool:
    """Whether a bare word is all that an item of a list of parts says: 其中消费税6亿元、|增值税|3亿元; 范围一|4万吨."""
    if hit.end != number.start or not _BEGINS_ITEM.match(sentence.text[max(hit.start - 1, sentence.start) : hit.start]):
        return False
    if know.lexicon.entries[hit.entry].metric in sentence.roles.of_scopes:
        return not sentence.text[hit.start].isascii()
    return hit.start > sentence.start and marks.any("of_which", sentence.start, number.start)


def _begins_with_unit(know: Knowledge, hit: Hit, number: Number) -> bool:
    """Whether a unit is a wording's first word, or all of it: 5 cases of corruption, 9,302 volunteer hours."""
    of_hours = "hours" in number.kinds and not hit.label_only and hit.end == number.unit_end
    return hit.end > number.unit_end or names_average(know, hit) or of_hours


def names_average(know: Knowledge, hit: Hit) -> bool:
    """Whether a unit can name the metric by itself: an average of 18.7 hours per employee."""
    return know.lexicon.entries[hit.entry].metric in know.lexicon.roles.averages


def _in_year_series(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether nothing but years, each with its figure, stands between: 每股贡献值2014年为1.28,2015年为1.18."""
    text, at, kept = sentence.text, hit.end, ""
    for one in [n for n in sentence.numbers if hit.end <= n.start and n.end <= number.start]:
        if not _A_YEAR.search(text[at : one.start]):
            return False
        kept, at = kept + text[at : one.start], one.unit_end
    if not _A_YEAR.search(text[at : number.start]):
        return False
    left = _A_YEAR.sub(" ", kept + text[at : number.start])
    return all(not residual(know, part) for part in re.split(r"[\s,，、;；:：]+", left))


def counts_other(number: Number, sentence: Sentence, marks: Marks) -> float:
    """How much says that a number counts something else: a noun behind a measure word (三个环节, 19个部门).

    A share of what its own sentence counts does so too: 1,204 complaints, 3%| of them.
    """
    if "percent" in number.kinds and _OF_THOSE.match(sentence.text, number.unit_end):
        return _OTHER * any(n.start < number.start and "percent" not in n.kinds for n in sentence.numbers)
    if not number.kinds & COUNTS:
        return 0.0
    behind = sentence.text[number.unit_end : min(sentence.end, number.unit_end + 3)]
    if not _HAN.match(behind) or any(
        span[0] == number.unit_end for span in marks.spans("neutral", number.unit_end, sentence.end)
    ):
        return 0.0
    if any(h.start - number.unit_end <= 4 and h.start >= number.unit_end for h in sentence.hits):
        return 0.0
    where = _WHERE.match(sentence.text, number.unit_end)
    if where is not None and _AMONG_THEM.search(sentence.text, sentence.start, number.start):
        return 0.0  # 其中,1,506名|驻中国内地: where they are says not who they are
    return 14.0 if number.spelled else _OTHER


def told_further(number: Number, sentence: Sentence, options: list[Choice]) -> list[Choice]:
    """The wordings without that of a sum of staff where another goes on behind its noun: 310 |employees left.

    Args:
        number: the number.
        sentence: its sentence.
        options: the wordings that fit it.
    """
    around = [o for o in options if o.hit.start < number.start and number.unit_end < o.hit.end]
    sums = [o for o in around if o.fit.metric in sentence.roles.staff]
    if not sums:
        return options
    end = max(o.hit.end for o in sums)
    further = [
        o
        for o in options
        if number.unit_end <= o.hit.start < end < o.hit.end and o.fit.metric not in sentence.roles.staff
    ]
    return [o for o in options if o not in sums] if further else options
