"""Classes that a number takes over from a number before it: parts from their total, takers from their course."""

import itertools

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.classes.employed import of_those_employed
from cnesg.extraction.prose.classes.last_group import of_last_group
from cnesg.extraction.prose.leaning.shares import leans, topic_count
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.english_spans import is_of_one_year
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_SHARE_OF_THEM = regex(r"[,，]?(?:约|共)?占")
_OF_ALL = regex(
    r"(?i)\s(?:of (?:all\b|(?:the|our) (?:total|entire|whole|overall|global)\b|(?:the|our) workforce\b)|overall\b"
    r"|in total\b)"
)
_SUMS = regex(r"共计?|合计|总计|总|全年")
_OF_THEM = regex(r"(?i)\s?of (?:whom|which|them|these|those)\b")
_CAME_TO = regex(r"(?:全年|年度|年内)?实际(?:完成|完成值|值|消耗|排放|排放量|达到?|为|是|仅|约)*")
_YEAR = regex(r"(?:19|20)\d\d年")
_FEWEST = 2  # counts that are told in turn
_IN_TURN = regex(r"分别|依次")
_NOT_TAKEN = {"status"}
_PURPOSE = "purpose"  # of money; those whom it helped are of none
_THING = "item"  # what was given is no class of a sum of money given beside it
_WAY = "mode"  # in which courses are held
_SPENT = {"money", "hours"}
_WHO_WAS_TAUGHT = {"function", "level", "topic", "type"}
_OF_YEAR = regex(r"[,，;；、\s]*(?:公司)?(?:全年|全年度)")
_NOUN = 2  # characters of the noun that a kind ends in: 发明|专利
_THINGS = {"物品", "物资", "爱心物资", "各类物资", "各类物品"}  # say nothing of what was given: the part says it
_OF_PRIZE = regex(r"(?:等|优秀|金|银|铜)奖$")  # 省部级奖励12项,其中|国家科技进步二等奖1项: a prize of its own
_OF_CHECK = regex(r"检查$|督查$|巡查$")
_ONE_OF_EACH = {
    "education",
    "mode",
    "source",
    "pollutant",
}  # 中水9,000吨,其中雨水|4,000吨: what the part is, the whole is not
_OWN_DIMENSION = "part"  # of a part's class where its total has one of the same dimension


def with_total(
    know: Knowledge, sentence: Sentence, number: Number, choice: Choice, own: dict[str, str]
) -> dict[str, str]:
    """The classes of a part, with those of the total that "of which" or a bracket divides.

    In "46 courses for miners, of which 30 for electricians" the 30 are for miners too.

    Args:
        know: vocabulary; the grammar's `related` metrics divide one another.
        sentence: the sentence with what was read of it.
        number: the number.
        choice: the wording chosen for it.
        own: the classes found for it.
    """
    if (in_turn := _takers_in_turn(know, sentence, number, choice)) is not None:
        return own | in_turn
    own = of_last_group(sentence, number, choice.fit.metric, of_those_employed(sentence, choice.fit.metric, own))
    total = _total_before(sentence, number)
    if total is None:
        return own
    whole, classes = total
    if not _go_together(know, whole.fit.metric, choice.fit.metric):
        return own
    result = {k: v for k, v in classes.items() if k not in _NOT_TAKEN}
    at = part_mark(sentence, number) or sentence.start
    if "period" in result and _has_own_year(sentence, at, number):  # 累计投入346亿元,其中2016年投入26亿元
        del result["period"]
    for dimension, name in own.items():
        held = result.get(dimension)
        if held == name:
            continue
        apart = _OF_PRIZE.search(name) or (held and (dimension in _ONE_OF_EACH or _are_checks(held, name)))
        if held in _THINGS or apart:
            result[dimension] = name
            continue
        short = name[len(held) :] if held and name.startswith(held) else name
        result[_OWN_DIMENSION if held else dimension] = short
    return result


def _has_own_year(sentence: Sentence, at: int, number: Number) -> bool:
    """Whether a part is of a year that is named before it or, in English, behind it in its clause."""
    _, end = sentence.clauses.span(number.start)
    named = _YEAR.search(sentence.text, at, number.start) is not None
    return named or is_of_one_year(sentence.text, number.start, end)


def _are_checks(whole: str, part: str) -> bool:
    """Whether a whole and its part each are named as checks of a kind: 安全大检查3次,其中专项大检查|1次."""
    return all(_OF_CHECK.search(name) for name in (whole, part))


def like_the_last(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The classes of the number before, for one that only says how many took part in it, or what it cost.

    Args:
        know: vocabulary; the grammar's `related` metrics.
        sentence: the sentence with what was read of it.
        number: a number without classes of its own.
        choice: the wording chosen for it.
    """
    before = sentence.read_before(number)
    if not before:
        return {}
    sums = _SUMS.search(sentence.own_label(number))
    at = part_mark(sentence, number)
    if sums and at is not None:
        before = [n for n in before if n.start < at] or before
    if not sums and at is not None and (whole := _counted_in_all(sentence, number, choice, at)):
        before = [whole]
    last, classes = sentence.read[before[-1].start]
    of_parts = sums and any(sentence.read[n.start][1] != classes for n in before)
    if of_parts or ((sums or at is None) and _told_apart(sentence, before)):
        return {}  # the sum over different parts: 夜查20次,专项检查8次,共发现隐患320项
    if last.fit.metric == choice.fit.metric or not _go_together(know, last.fit.metric, choice.fit.metric):
        return {}
    own = needs_class(know, choice.fit.metric) and not choice.carried and choice.hit.end <= number.start
    if own or classes.get("type") == "target":
        return {}  # 其中女性员工400名,党员|120名: it names a class of its own
    if sentence.begins_parts(before[-1]) and _names_all(sentence.own_label(number), classes.get("type", "")):
        return {}
    left = _NOT_TAKEN | {_THING} | (frozenset() if "money" in number.kinds else {_PURPOSE})
    if number.kinds & _SPENT and _names_all(sentence.own_label(number), classes.get(_WAY, "")):
        left = left | {_WAY}  # 线下培训120场,参训8,400人次,培训投入|350万元: it paid for courses of all kinds
    if number.kinds & _SPENT and _OF_YEAR.match(sentence.own_label(number)):
        left = left | _WHO_WAS_TAUGHT  # 班组长培训班6期,全年培训投入|156万元
    if "money" in number.kinds & before[-1].kinds:
        left = left | {_PURPOSE, "type"}  # 环保设施投资862万元,绿化投入|46万元: what each sum was spent on
    if "period" in classes and _YEAR.search(sentence.own_label(number)):
        left = left | {"period"}  # 累计资助学生1,260名,2023年发放助学金|36万元
    return {k: v for k, v in classes.items() if k not in left}


def _counted_in_all(sentence: Sentence, number: Number, choice: Choice, at: int) -> Number | None:
    """The whole before its part, for a number of its own clause whose metric has no whole before: it is of all.

    检查177次,其中专项检查51次,排查隐患|2400项; but 检查80次,查出隐患90项,其中夜查12次,查出隐患|30项.
    """
    start, _ = sentence.clauses.span(number.start)
    if sentence.text[at] == "(" or not at < start <= choice.hit.start:
        return None
    wholes = [n for n in sentence.numbers if n.start < at and n.start in sentence.read]
    parted = any(at < n.start < start and n.start in sentence.read for n in sentence.numbers)
    told = {sentence.read[n.start][0].fit.metric for n in wholes}
    return wholes[-1] if wholes and parted and choice.fit.metric not in told else None


def as_aimed_at(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str] | None:
    """The classes of what was aimed at, for what it came to, None for others: 电耗低于3度/吨,实际|2.8度/吨.

    Args:
        sentence: the sentence with what was read of it.
        number: the number.
        choice: the wording chosen for it.
    """
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    if told is None or told[0].fit.metric != choice.fit.metric or told[1].get("type") != "target":
        return None
    if _CAME_TO.fullmatch(sentence.own_label(number)) is None:
        return None
    return {k: v for k, v in told[1].items() if v != "target" and k not in _NOT_TAKEN}


def _takers_in_turn(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str] | None:
    """The classes of the course that a count is of: 内训9次、外训3次,参训分别为90人和|30人.

    None where no list of as many courses of different classes goes before.
    """
    chain = sentence.chain(number)
    if len(chain) < _FEWEST or _IN_TURN.search(sentence.own_label(chain[0])) is None:
        return None
    before = [n for n in sentence.numbers if n.start < chain[0].start and n.start in sentence.read][-len(chain) :]
    told = [sentence.read[n.start] for n in before]
    kinds = {tuple(sorted(classes.items())) for _, classes in told}
    if len(kinds) != len(chain) or len({one.fit.metric for one, _ in told}) != 1:
        return None
    whose, classes = told[chain.index(number)]
    related = whose.fit.metric != choice.fit.metric and _go_together(know, whose.fit.metric, choice.fit.metric)
    return {k: v for k, v in classes.items() if k not in _NOT_TAKEN | {_THING}} if related else None


def _told_apart(sentence: Sentence, before: list[Number]) -> bool:
    """Whether the last numbers right behind one another are of one metric and differ in their classes."""
    told = [sentence.read[n.start] for n in before]
    metric = told[-1][0].fit.metric
    run = list(itertools.takewhile(lambda one: one[0].fit.metric == metric, reversed(told)))
    return any(classes != run[0][1] for _, classes in run)


def _names_all(label: str, kind: str) -> bool:
    """Whether a label names the things of which the last were a kind: 其中发明专利12件,累计拥有|专利345件."""
    noun = kind[-_NOUN:]
    return len(kind) > _NOUN and noun in label and kind not in label


def _go_together(know: Knowledge, one: str, other: str) -> bool:
    if one == other:
        return True
    family = know.lexicon.families.get(one)
    if family is not None and other in {family.classed, family.people, family.stock}:
        return True
    return any(one in group and other in group for group in know.lexicon.grammar.narrowing.related)


def part_mark(sentence: Sentence, number: Number) -> int | None:
    """Where the words stand that make the numbers behind them parts: "of which", or a bracket behind a number."""
    told = sentence.found.marks.get("of_which", ())
    marks = [a for a, b in told if sentence.start <= a and b <= number.start and not _closed(sentence, a, number)]
    opened = sentence.text.rfind("(", sentence.start, number.start)
    inside = opened >= 0 and ")" not in sentence.text[opened : number.start]
    if inside and any(n.unit_end == opened for n in sentence.numbers):
        marks.append(opened)
    return max(marks) if marks else None


def _closed(sentence: Sentence, at: int, number: Number) -> bool:
    """Whether a place lies in a bracket that ends before a number: 毕业生58人(其中硕士1人),社会招工|95人."""
    opened = sentence.text.rfind("(", sentence.start, at)
    return opened >= 0 and sentence.text.find(")", opened, at) < 0 <= sentence.text.find(")", at, number.start)


def _total_before(sentence: Sentence, number: Number) -> tuple[Choice, dict[str, str]] | None:
    at = part_mark(sentence, number)
    if at is None:
        whole = topic_count(sentence, number)
        return sentence.read[whole.start] if whole is not None else None
    before = [n for n in sentence.numbers if n.start < at and n.start in sentence.read]
    before = [n for n in before if not _closed(sentence, n.start, number)] or before  # 180项(含子公司40项),其中|25项
    if _OF_THEM.match(sentence.text, number.unit_end):  # 46% of whom were women and| 31% of whom were under 30
        before = [n for n in before if "percent" not in n.kinds]
    if sentence.text[at] != "(":  # 61%| of whom are in Asia and 24% in Europe
        before = [n for n in before if sentence.text[n.unit_end : at].strip()]
    if not before or _begins_another_list(sentence, at, before[-1]):
        return None
    return sentence.read[before[-1].start]


def _begins_another_list(sentence: Sentence, at: int, before: Number) -> bool:
    """Whether numbers told in turn follow others told in turn: 男、女分别为13及15小时,高层、中层|分别为22及18小时."""
    chain = sentence.chain(before)
    in_turn = len(chain) >= _FEWEST and _IN_TURN.search(sentence.own_label(chain[0])) is not None
    return in_turn and _IN_TURN.match(sentence.text, at) is not None


def of_the_last(sentence: Sentence, number: Number) -> dict[str, str]:
    """The classes that a share takes from the first count: no rank in 29% of technical roles, 34% |of all roles.

    Args:
        sentence: the sentence, with what was read of its numbers so far.
        number: the share.
    """
    before = [n for n in sentence.read_before(number) if n.kinds & (COUNTS | {"bare"})]
    if before and leans(sentence, number):  # 46% of whom are women and 31%| of whom are under 30
        return dict(sentence.read[before[-1].start][1])
    last = {} if _is_of_uncounted(sentence, number) else sentence.last_classes
    of_all = _OF_ALL.match(sentence.text, number.unit_end) is not None
    return {k: v for k, v in last.items() if k == "gender" or not of_all}


def _is_of_uncounted(sentence: Sentence, number: Number) -> bool:
    """Whether a share is that of people just counted of whom nothing was read: 本科占56%,党员120名,占员工的|23%."""
    at = sentence.numbers.index(number)
    last = sentence.numbers[at - 1] if at else None
    if last is None or last.start in sentence.read or "persons" not in last.kinds:
        return False
    return _SHARE_OF_THEM.match(sentence.text, last.unit_end, number.start) is not None
