"""A label that leaves its noun to what was said before: 产生危险废物1,024吨,处置率100% is the rate of that waste."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.gates import fit, needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.marks import Marks
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit, Lexicon, matching_form
from cnesg.framework.wording import COUNTS

_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}")
_MAY_MEASURE = re.compile(r"[率量额数比]")
_NEAR = 8  # characters between a label's end and its number
_MEASURED = re.compile(r"[率量额数比]$")
_MEASURE = re.compile(r"总?[数量额]")
_SHORTEST = 2  # characters of the noun
_REACH = 60  # characters back
_COST = 6.0
_CARRIED = 20.0
_FEWEST_PARTS, _MOST_PARTS = 2, 8  # of a total
_LISTED = COUNTS | {"money", "bare"}
_PARTS = re.compile(r"\s?(?:其中|当中|其中包括)")
_OF_AGE = re.compile(r"\s?(?:周?岁|[-~—至到]\s?\d+\s?周?岁)")  # 41至50岁
_OF_DATE = re.compile(r"^(?:本?年|期|季)(?:末|底|初)(?:的)?")  # 年末|余额
_VERB_ALONE = re.compile(
    r"(?:其中|公司|本公司|集团)?(?:全年|年度|报告期内?|年内|本年度?|当年|(?:19|20)\d\d年度?)?(?:公司|集团)?(?:共计?|累计|合计|总计|实际|约)*"
    r"(?P<verb>[\u4e00-\u9fff]{2,3}?)(?:总?量|了)?(?:共计?|合计|总计|约|为|达到?|近|超过?|逾|降至|增至|减至|升至)*"
)
_AROUND = " ,，、及和与占为达约的"
_ONLY_AGE = re.compile(r"\d\d(?:周?岁)?(?:[-~—至到]\d\d)?(?:周?岁)?(?:\(含\))?(?:及?以[上下])?(?:员工)?")
_GOES_ON = (";", "；")
_LONGEST = 16  # characters of a part's name
_ENDS = 2  # characters by which wordings are looked up


def of_subject(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording that a number's own label makes with a noun said before it, None where it makes none.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: a number that no wording in its own clause fits.
    """
    if "bare" in number.kinds or not _MAY_MEASURE.search(sentence.text, max(0, number.start - _NEAR), number.start):
        return None
    own = matching_form(_OF_DATE.sub("", residual(know, sentence.own_label(number))))
    if not _LABEL.fullmatch(own):
        return None
    start = sentence.text.rfind(own, sentence.start, number.start)
    if not (_MEASURED.search(own) or _MEASURE.match(sentence.text, start + len(own))):
        return None
    low = max(sentence.whole[0], number.start - _REACH)
    before = matching_form(sentence.text[low : max(low, start)]) if start >= 0 else ""
    best: tuple[int, int, Hit, Choice] | None = None
    for noun, entry in _with_end(know.lexicon, own):
        at = before.rfind(noun)
        if at < 0:
            continue
        how = fit(know, entry, number.kinds, number.unit, number.family)
        if how is None or how.weak or how.metric != know.lexicon.entries[entry].metric:
            continue
        hit = Hit(entry, start, start + len(own), False, len(noun) + len(own))
        choice = Choice(_COST, hit, how, "clause")
        if best is None or (at + len(noun), len(noun)) > best[:2]:
            best = (at + len(noun), len(noun), hit, choice)
    return best[3] if best else None


def of_verb(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the thing named before, where a number has but a verb: 车间废水经处理后达标,全年共排放|15.6万吨.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        number: a number that no wording fits.
    """
    label = sentence.own_label(number)
    said = _VERB_ALONE.fullmatch(label)
    if said is None:
        return None
    for hit in sorted(sentence.hits, key=lambda h: (-h.end, h.start, h.entry)):
        verbs = know.lexicon.governing.get(know.lexicon.entries[hit.entry].metric)
        if hit.end > number.start - len(label) or verbs is None or not verbs.search(said["verb"]):
            continue
        near = not know.lexicon.entries[hit.entry].near.all() or hit.entry in sentence.found.near
        how = fit(know, hit.entry, number.kinds, number.unit, number.family, label) if near else None
        if how is not None and not how.weak:
            return Choice(_CARRIED, hit, how, "sentence")
    return None


def part_of_total(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the total before a number whose label is a class: 在职员工3,218名,男性2,105名、女性1,113名.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence with what was read of it.
        number: a number that no wording fits.
    """
    own = residual(know, sentence.own_label(number))
    summed = added_up(sentence, number) if len(own) > 1 and number.kinds & COUNTS else None
    if summed is not None:
        return replace(sentence.read[summed.start][0], cost=_CARRIED, role="sentence", carried=True)
    before = [n for n in sentence.numbers if n.start < number.start and n.start in sentence.read]
    total = next((n for n in reversed(before) if n.raw_unit == number.raw_unit and n.raw_unit), None)
    if total is None or not number.kinds & COUNTS:
        return None
    choice = sentence.read[total.start][0]
    metric = choice.fit.metric
    families = know.lexicon.families
    if metric not in families or not (families[metric].classed or needs_class(know, metric)):
        return None
    begin = number.start - len(sentence.own_label(number))
    named = max((b - a for a, b, _ in sentence.found.classes if begin <= a and b <= number.start), default=0)
    if not own or 2 * named < len(own):
        return None
    return replace(choice, cost=_CARRIED, role="sentence", carried=True)


def is_class(span: tuple[int, int], sentence: Sentence) -> bool:
    """Whether a span of the sentence is (part of) the name of a class."""
    return any(a <= span[0] and span[1] <= b for a, b, _ in sentence.found.classes)


def of_parts(options: list[Choice], number: Number, sentence: Sentence) -> list[Choice]:
    """The wordings of a whole that parts are told of: 新入职员工中,大学生占比为72%, 30岁以下流失率15%,30-50岁6.8%.

    Args:
        options: the wordings that fit the number.
        number: the number.
        sentence: its sentence, with what was read of it.

    Returns:
        Those of them that are the whole's; none where nothing says that the number is of a part.
    """
    whole = [o for o in options if o.fit.metric.endswith("_share") and sentence.text[o.hit.end - 1] == "中"]
    return whole or _like_the_part_before(options, number, sentence)


def is_part(sentence: Sentence, number: Number, marks: Marks) -> bool:
    """Whether "of which" stands before a number, or before a list of numbers of its kind that it goes on."""
    at = sentence.numbers.index(number)
    while True:
        one = sentence.numbers[at]
        start, _ = sentence.clauses.span(one.start)
        last = sentence.numbers[at - 1] if at else None
        if marks.any("of_which", min(start, last.unit_end) if last else start, one.start):
            return True
        if last is None or last.kinds != number.kinds or last.start not in sentence.read:
            return False
        if sentence.clauses.between(last.unit_end - 1, one.start) > 1:
            return False
        at -= 1


def listed_on(
    know: Knowledge, sentence: Sentence, earlier: list[Sentence], number: Number, marks: Marks
) -> Choice | None:
    """The wording of a list that goes on behind a full stop or a semicolon.

    Behind a full stop "of which" begins the parts of the number before (共培训2,000人次。其中管理人员300人次,...),
    behind a semicolon a class that divides as the one before (31至40岁有3,504人;41至50岁有2,072人).

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number.
        earlier: those before it in the passage.
        number: a number that no wording of its sentence fits.
        marks: the text's marked words.
    """
    if not earlier or not number.kinds & _LISTED:
        return None
    here = [n for n in sentence.numbers if n.start < number.start and not _OF_AGE.match(sentence.text, n.end)]
    begin = max([sentence.label_start(number), *(n.unit_end for n in here)])
    last = earlier[-1]
    if is_part(sentence, number, marks) and _PARTS.match(sentence.text[sentence.start : number.start]):
        told = sentence if here and here[-1].start in sentence.read else last if not here else None
        long_enough = 0.0
    elif sentence.text[last.end - 1 : last.end] in _GOES_ON and not here:
        told, long_enough = last, 0.5
    else:
        return None
    read = [n for n in told.numbers if n.start in told.read and n.raw_unit == number.raw_unit] if told else []
    left = residual(know, sentence.text[begin : number.start])
    named = max((b - a for a, b, _ in sentence.found.classes if begin <= a and b <= number.start), default=0)
    if told is None or not read or not left or len(left) > _LONGEST or named < long_enough * len(left):
        return None
    choice, classes = told.read[read[-1].start]
    if not told.used.get((choice.hit.start, choice.hit.end)) or (long_enough and not classes):
        return None
    sentence.used.setdefault((choice.hit.start, choice.hit.end), told.used[choice.hit.start, choice.hit.end])
    return replace(choice, cost=_CARRIED, role="passage", carried=True)


def _like_the_part_before(options: list[Choice], number: Number, sentence: Sentence) -> list[Choice]:
    """The wording of the part before, where all that names a number is a class."""
    before = [n for n in sentence.numbers if n.unit_end <= number.start][-1:]
    read = sentence.read.get(before[0].start) if before else None
    if read is None or not read[1] or before[0].kinds != number.kinds or "percent" not in number.kinds:
        return []
    label = sentence.own_label(number).strip(_AROUND)
    begin = number.start - len(sentence.own_label(number))
    classes = [sentence.text[a:b] for a, b, _ in sentence.found.classes if begin <= a and b <= number.start]
    only = label in classes or _ONLY_AGE.fullmatch(label)
    own = [o for o in options if not o.carried and o.fit.metric != read[0].fit.metric]
    return [o for o in options if o.carried and o.hit == read[0].hit] if only and own else []


def added_up(sentence: Sentence, number: Number) -> Number | None:
    """The total that a number and those beside it add up to: 内训师215位,三星25名、二星91名、一星99名.

    Args:
        sentence: the sentence with what was read of it.
        number: a number that may be a part.
    """
    numbers = [n for n in sentence.numbers if n.kinds == number.kinds]
    at = numbers.index(number) if number in numbers else 0
    for first in range(max(0, at - _MOST_PARTS), at):
        total = numbers[first]
        if total.start not in sentence.read or total.value < 2 * _FEWEST_PARTS:
            continue
        sums = list(accumulate(n.value for n in numbers[first + 1 : first + 1 + _MOST_PARTS]))
        count = next((n for n, value in enumerate(sums, start=1) if abs(value - total.value) < 1e-6 * value), 0)
        if count >= _FEWEST_PARTS and first + count >= at:
            return total
    return None


def _with_end(lexicon: Lexicon, end: str) -> list[tuple[str, int]]:
    """The nouns that with this end are wording of a metric, and the entries."""
    return [
        (phrase[: -len(end)], entry) for phrase, entry in _by_end(lexicon).get(end[-_ENDS:], ()) if _ends(phrase, end)
    ]


def _ends(phrase: str, end: str) -> bool:
    return phrase.endswith(end) and len(phrase) >= len(end) + _SHORTEST


@lru_cache(maxsize=8)
def _by_end(lexicon: Lexicon) -> dict[str, list[tuple[str, int]]]:
    """Chinese wording of one part, with its entry, by its last characters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for number, entry in enumerate(lexicon.entries):
        if entry.near.all():
            continue
        for phrase in entry.zh:
            form = matching_form(phrase)
            if len(form) > _SHORTEST + _ENDS - 1 and ".." not in form:
                found.setdefault(form[-_ENDS:], []).append((form, number))
    return found
