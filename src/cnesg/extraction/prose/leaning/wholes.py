"""Which whole a number is a part of, and which list it goes on: 员工3,218名,男性2,105名, "780 were male, 488 female".

Where a number's own words name but a class, what it counts was said before: of the number before it in its list, of the
total that the list adds up to, or of a list that a semicolon or a full stop parts from it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from cnesg.extraction.breakdowns import class_words, residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.adding_up import adds_up_to, bare_part, summed_part
from cnesg.extraction.prose.leaning.bracketed_parts import related
from cnesg.extraction.prose.leaning.lists import names_next_part
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, UNITS_OF_PEOPLE

_FEWEST_PARTS, _MOST_PARTS = 2, 8  # of a total
_LISTED = COUNTS | {"money", "bare"}
_MONEY, _ITEMS = frozenset({"money"}), {"items"}
_PARTS = regex(r"\s?(?:其中|当中|其中包括)")
_OF_AGE = regex(r"\s?(?:周?岁|[-~—至到]\s?\d+\s?周?岁)")  # 41至50岁
_AROUND = " ,，、及和与占为达约的"
_ONLY_AGE = regex(r"\d\d(?:周?岁)?(?:[-~—至到]\d\d)?(?:周?岁)?(?:\(含\))?(?:及?以[上下])?(?:员工)?")
_DIVIDES_BY = regex(
    r"按(?:照)?(?:学历|文化程度|教育程度|受教育程度|年龄|性别|职称|岗位|职能|专业|工种|层级|职级|地区|用工形式)[\u4e00-\u9fff]{0,6}分|按(?:学历|年龄|性别|专业)"
)
_STANDING = regex(r"在[岗册编]|正式|合同")  # names of all employees that beside a total name a part
_GOES_ON = (";", "；")
_LONGEST, _CARRIED, _THING = 16, 20.0, 7.0  # characters of a part's name; what a carried wording costs; of a thing's
# Between two parts: "780 (were male and) 488 were female", "13.8% (for women;) 16.2% for men"; 1,860名|为男性,1,340名
_NEXT_PART = regex(
    r"(?i)\s(?:(?:were|are|was|is)\s)?(?:(?:for|in|at|from|among|based in|located in)\s)?[a-z0-9 '-]{2,60}?"
    r"(?:,?\s(?:and|while)\s|[,;]\s)(?:and\s)?(?:by\s[a-z ]{3,24},\s)?(?:those\s)?"
    r"|\s?(?:为|是|属于?|位于|来自)[\u4e00-\u9fff]{1,8}(?:[,，;；、及和与]|以及|而)\s?(?:另有?|其余|余下)?(?:约|的)?"
)
# 0.38 for employees| and for contractors |0.55
_FOR_ANOTHER = regex(
    r"(?i)[^.;\d]{0,24}?(?:,? and|,? while|,? but|[,;])\s(?:for|among|in|at)\s[a-z '-]{2,40}?"
    r"(?:\s(?:was|were|is|are|at|it was|they were))?\s"
)
# how much of all of it: 独立董事3人,占董事会成员的|三分之一, 购买绿电2亿度,占全部用电量的|35%
_PART_OF = regex(r"[^\u4e00-\u9fff]*(?:人数)?(?:约|共|均|已)?(?:占|超过|超|达到?|为)[^\d]*(?:总|全|成员|人数)")
_LIST_ONLY = regex(r"[^,;:，；：。\d]*、[^,;:，；：。\d]*")  # no number and no clause but a list's items between
_ENDS = regex(r"[余多]?\s*(?:[,，。;；、()\t]|参加|参与|$)")  # nothing follows that could be what is counted


def of_whole(know: Knowledge, sentence: Sentence, number: Number, options: list[Choice]) -> list[Choice]:
    """Of the wordings that fit a number those of the whole that it is a part of; all where nothing says it is a part.

    新入职员工中,大学生占比为72%; 30岁以下流失率15%,30-50岁6.8%; 员工3,218人,其中研发人员628人.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        options: the wordings that fit it.
    """
    options = _divided(know, sentence, number, options) or options
    whole = [o for o in options if o.fit.metric in sentence.roles.shares and sentence.text[o.hit.end - 1] == "中"]
    return whole or _like_the_part_before(sentence, number, options) or options


def goes_on(
    know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number, options: list[Choice]
) -> Choice | None:
    """The wording of the list that a number goes on with; None where its own clause names what it counts.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        earlier: the sentences before it in the passage.
        number: the number.
        options: the wordings that fit it.
    """
    if not all(option.carried for option in options):
        return None
    anew = _divided_anew(know, sentence, earlier, number)
    if anew is not None:
        return anew
    part = _next_part(know, sentence, earlier, number) or _for_another(know, sentence, number)
    part = part or bare_part(know, sentence, earlier, number) or summed_part(know, sentence, earlier, number)
    if part is not None or options:
        return part
    return (
        _part_of_total(know, sentence, number)
        or _part_of_sum(sentence, earlier, number)
        or _listed_on(know, sentence, earlier, number)
    )


def is_carried_on(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the list or the whole says that an earlier clause's subject is this number's, too.

    Args:
        know: the families, which say what topics a metric has.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording of an earlier clause.
    """
    return (
        _is_next_of_parts(know, sentence, number, choice)
        or _sums_list(sentence, number, choice)
        or _is_part_of_all(sentence, number, choice)
    )


def lists_things(know: Knowledge, sentence: Sentence, number: Number, choice: Choice, own: str) -> bool:
    """Whether another thing is counted after the thing before it: 捐赠衣物2000件,书籍200套.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording of an earlier clause.
        own: what the number's label says.
    """
    words = know.lexicon.grammar.narrowing
    at = sentence.numbers.index(number)
    if not at or choice.fit.metric not in words.counted or width(own) > _THING or not number.kinds >= _ITEMS:
        return False
    last = sentence.numbers[at - 1]
    read = sentence.read.get(last.start)
    if read is None or read[0].fit.metric != choice.fit.metric:
        return False
    near = last.kinds >= _ITEMS and sentence.clauses.between(last.unit_end - 1, number.start) <= 1
    return near and not any(verb in own for verb in words.breaks)


def share_of_last(know: Knowledge, sentence: Sentence, number: Number) -> tuple[str, dict[str, str]] | None:
    """The share that the persons or things just counted have in a whole: 独立董事3人,占董事会成员的三分之一.

    Args:
        know: vocabulary.
        sentence: the sentence of the number, with what was read of it.
        number: the number.

    Returns:
        The metric of the share and the classes of what was counted.
    """
    before = [n for n in sentence.numbers if n.unit_end <= number.start and n.start in sentence.read]
    if "percent" not in number.kinds or not before or not _PART_OF.match(sentence.own_label(number)):
        return None
    if sentence.clauses.between(before[-1].unit_end - 1, number.start) > 1:
        return None
    choice, classes = sentence.read[before[-1].start]
    relatives = know.lexicon.families.get(choice.fit.metric)
    return (relatives.share, classes) if relatives and relatives.share else None


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


def _part_of_sum(sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of a total that a number and others past semicolons add up to: 79项,其中A16项;B41项;C等共22项."""
    low, _ = sentence.stops
    if low == sentence.start or not number.kinds & COUNTS:
        return None
    for told in (one for one in reversed(earlier) if low <= one.start):
        for total in (n for n in told.numbers if n.start in told.read):
            if adds_up_to(sentence, number, total):
                choice, _ = told.read[total.start]
                sentence.used.setdefault((choice.hit.start, choice.hit.end), (total, {}))
                return replace(choice, cost=_CARRIED, role="passage", carried=True)
    return None


def like_its_total(
    know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number, choice: Choice
) -> Choice:
    """A choice of giving with the metric of the total on a topic that the number adds up to with others.

    Of 扶贫捐赠50万元,包括:...捐助10万元;...慰问金33万元;向学校捐赠7万元 the 7 are of poverty relief, too.

    Args:
        know: the families, which say what topics giving has.
        sentence: the sentence of the number.
        earlier: the sentences before it in the passage.
        number: the number.
        choice: the wording chosen for it.
    """
    low, _ = sentence.stops
    for told in (one for one in reversed(earlier) if low <= one.start and number.kinds == _MONEY):
        for total in (n for n in told.numbers if n.start in told.read):
            metric = told.read[total.start][0].fit.metric
            on_topic = metric != choice.fit.metric and _may_be_on(know, choice.fit.metric, metric)
            if on_topic and adds_up_to(sentence, number, total):
                return replace(choice, fit=replace(choice.fit, metric=metric))
    return choice


def _may_be_on(know: Knowledge, metric: str, topic: str) -> bool:
    """Whether giving of one metric may be on the topic of another."""
    families = know.lexicon.families
    of_topic = {name for name, one in families.items() if one.topics and topic in one.topics.values()}
    return metric in of_topic | {families[name].unclassed for name in of_topic}


def _divided(know: Knowledge, sentence: Sentence, number: Number, options: list[Choice]) -> list[Choice]:
    """After "of which" the number before sets the metric, where the own words are a class of it."""
    if not sentence.is_part(number):
        return []
    carried = [o for o in options if o.carried and (o.hit.start, o.hit.end) in sentence.used]
    own = [o for o in options if not o.carried]
    if carried and not own:
        before = [sentence.read[n.start][0] for n in sentence.numbers if n.start in sentence.read]
        return [o for o in carried if before and before[-1].carried and o.hit == before[-1].hit]
    if not carried or not own:
        return []
    nearest = max(carried, key=lambda o: sentence.used[o.hit.start, o.hit.end][0].start)
    if sentence.marked("of_which", sentence.start, nearest.hit.start) and not sentence.marked(
        "of_which", nearest.hit.end, number.start
    ):  # it is a part itself, beside this one: 其中研发人员628人,销售人员1,036人
        wholes = [o for o in carried if o.fit.metric == nearest.fit.metric and o.hit.end <= _first_part(sentence)]
        if not wholes or sentence.used[wholes[-1].hit.start, wholes[-1].hit.end][0].value < number.value:
            return []
        nearest = wholes[-1]  # of the same whole: 科研人员85名,包括2位院士,|4位高级技师
    start, end = sentence.clauses.span(number.start)
    behind = all(o.hit.start >= number.unit_end for o in own)  # 包括2位院士
    named = class_words(
        know, sentence.found, sentence.text, start, end if behind else number.unit_end, nearest.fit.metric
    )
    total, classes = sentence.used[nearest.hit.start, nearest.hit.end]
    relatives = know.lexicon.families.get(nearest.fit.metric)
    of_all = relatives is not None and relatives.classed and all(o.fit.metric == nearest.fit.metric for o in own)
    if of_all and any(_STANDING.match(sentence.text, o.hit.start) for o in own):
        return [nearest] if number.value < total.value else []  # 员工4,641人,其中在岗职工4,500人: a part of all
    apart = {nearest.fit.metric, *(sentence.roles.staff_of_function if "function" in classes else ())}  # 技术人员860人
    return [nearest] if named and all(o.fit.metric not in apart for o in own) else []


def _first_part(sentence: Sentence) -> int:
    """Where the parts of a sentence's whole begin: at its first "of which"."""
    marks = sentence.found.marks.get("of_which", ())
    return min((a for a, _ in marks if sentence.start <= a < sentence.end), default=sentence.start)


def _like_the_part_before(sentence: Sentence, number: Number, options: list[Choice]) -> list[Choice]:
    """The wording of the part before, where all that names a number is a class."""
    before = sentence.before(number)
    read = sentence.read.get(before.start) if before else None
    if read is None or before is None or not read[1] or before.kinds != number.kinds or "percent" not in number.kinds:
        return []
    label = sentence.own_label(number)
    begin, label = number.start - len(label), label.strip(_AROUND)
    only = sentence.named_class(begin, number.start) >= len(label) > 0 or _ONLY_AGE.fullmatch(label)
    own = [o for o in options if not o.carried and o.fit.metric != read[0].fit.metric]
    return [o for o in options if o.carried and o.hit == read[0].hit] if only and own else []


def _next_part(know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of the part before, for a number that a class follows: "780 were male and 488 were female"."""
    at = sentence.numbers.index(number)
    held = sentence if at else earlier[-1] if earlier else None
    before = held.numbers[at - 1] if held is not None and held.numbers else None
    read = held.read.get(before.start) if held is not None and before is not None else None
    people = before is not None and "persons" in before.kinds and "bare" in number.kinds and number.is_whole
    if before is None or read is None or not (people or number.kinds == before.kinds or _is_rate_too(before, number)):
        return None
    of_people = "bare" in number.kinds and know.unit_of(read[0].fit.metric) in UNITS_OF_PEOPLE
    of_people = of_people and sentence.people_behind(number, sentence.end)  # 1,240 managers and| 430 foremen
    if not (read[1] or of_people) or not _NEXT_PART.fullmatch(sentence.text, before.unit_end, number.start):
        return None
    low, high = number.unit_end, sentence.clauses.span(number.unit_end)[1]
    named = of_people or class_words(know, sentence.found, sentence.text, low, high, read[0].fit.metric)
    return replace(read[0], role="sentence", carried=True) if named else None


def _for_another(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a rate for a bare number of another class: 0.38 for employees and for contractors |0.55."""
    before = sentence.before(number)
    read = sentence.read.get(before.start) if before else None
    of_one = read is not None and read[0].fit.metric in sentence.roles.quotients
    if before is None or read is None or not of_one or "bare" not in number.kinds:
        return None
    if not _FOR_ANOTHER.fullmatch(sentence.text, before.unit_end, number.start):
        return None
    if not class_words(know, sentence.found, sentence.text, before.unit_end, number.start, read[0].fit.metric):
        return None
    return replace(read[0], role="sentence", carried=True)


def _is_rate_too(before: Number, number: Number) -> bool:
    """Whether a bare number may be a rate as the one before it: 4.1 per million hours for employees and| 5.3."""
    return "bare" in number.kinds and not number.spelled and bool(before.kinds & {"rate", "intensity"})


def _divided_anew(know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of the total that a clause divides once more: 员工179人,其中研发94人。|按学历分,本科103人."""
    divides = [*_DIVIDES_BY.finditer(sentence.text, sentence.start, number.start)]
    if not divides or not number.kinds & COUNTS:
        return None
    passed = [(one, n) for one in (*earlier, sentence) for n in one.numbers if n.start in one.read]
    for told, total in reversed([(one, n) for one, n in passed if n.start < divides[-1].start()]):
        choice, classes = told.read[total.start]
        families = know.lexicon.families
        if total.raw_unit == number.raw_unit and not classes and choice.fit.metric in families:
            if not families[choice.fit.metric].classed or total.value < number.value:
                return None
            sentence.used.setdefault((choice.hit.start, choice.hit.end), (total, {}))
            return replace(choice, cost=_CARRIED, role="passage", carried=True)
    return None


def _part_of_total(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the total before a number whose label is a class: 在职员工3,218名,男性2,105名、女性1,113名."""
    label = sentence.own_label(number) or sentence.before_bracket(number)
    own = residual(know, label)
    summed = added_up(sentence, number) if len(own) > 1 and number.kinds & COUNTS else None
    if summed is not None:
        return replace(sentence.read[summed.start][0], cost=_CARRIED, role="sentence", carried=True)
    read = reversed(sentence.read_before(number))
    total = next((n for n in read if n.raw_unit == number.raw_unit and n.raw_unit), None)
    if total is None or not number.kinds & COUNTS:
        return None
    choice = sentence.read[total.start][0]
    metric, families = choice.fit.metric, know.lexicon.families
    if metric not in families or not (families[metric].classed or needs_class(know, metric)):
        return None
    if not own or 2 * sentence.named_class(number.start - len(label), number.start) < len(own):
        return None
    return replace(choice, cost=_CARRIED, role="sentence", carried=True)


def _listed_on(know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of a list that goes on behind a full stop or a semicolon.

    Behind a full stop "of which" begins the parts of the number before (共培训2,000人次。其中管理人员300人次,...),
    behind a semicolon a class that divides as the one before (31至40岁有3,504人;41至50岁有2,072人).
    """
    if not earlier or not number.kinds & _LISTED:
        return None
    here = [n for n in sentence.numbers if n.start < number.start and not _OF_AGE.match(sentence.text, n.end)]
    begin, last = max([sentence.label_start(number), *(n.unit_end for n in here)]), earlier[-1]
    if sentence.is_part(number) and _PARTS.match(sentence.text[sentence.start : number.start]):
        told = sentence if here and here[-1].start in sentence.read else last if not here else None
        long_enough = 0.0
    elif sentence.text[last.end - 1 : last.end] in _GOES_ON and not here:
        told, long_enough = last, 0.0 if names_next_part(know, sentence, begin, number) else 0.5
    else:
        return None
    read = [n for n in told.numbers if n.start in told.read and n.raw_unit == number.raw_unit] if told else []
    left = residual(know, sentence.text[begin : number.start])
    named = len(left) if _ONLY_AGE.fullmatch(left) else sentence.named_class(begin, number.start)
    if told is None or not read or not left or len(left) > _LONGEST or named < long_enough * len(left):
        return None
    choice, classes = told.read[read[-1].start]
    if not told.used.get((choice.hit.start, choice.hit.end)) or (long_enough and not classes):
        return None
    sentence.used.setdefault((choice.hit.start, choice.hit.end), told.used[choice.hit.start, choice.hit.end])
    by_name = long_enough == 0.0 and told is last
    return replace(choice, cost=_CARRIED, role="passage", carried=True, sure=by_name)


def _is_next_of_parts(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the number stands in a list of parts: "of which A 3, B 5", the number before being such a part."""
    at = sentence.numbers.index(number)
    if not at or not sentence.marked("of_which", sentence.start, number.start):
        return False
    before = [n for n in sentence.numbers[:at] if n.kinds & number.kinds]
    read = sentence.read.get(before[-1].start) if before else None
    return read is not None and related(know, read[0].fit.metric, choice.fit.metric)


def _sums_list(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the number sums a list that the wording is an item of: 举办培训班、专家讲座30余期."""
    if choice.role != "sentence" or choice.hit.end > number.start:
        return False
    listed = _LIST_ONLY.fullmatch(sentence.text, choice.hit.end, number.start)
    return listed is not None and _ENDS.match(sentence.text, number.unit_end) is not None


def _is_part_of_all(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a per cent says how much of all of it the amount right before is, that the wording was read of."""
    if "percent" not in number.kinds or not _PART_OF.match(sentence.own_label(number)):
        return False
    before = sentence.before(number)
    read = sentence.read.get(before.start) if before else None
    return before is not None and read is not None and read[0].hit == choice.hit and "money" not in before.kinds
