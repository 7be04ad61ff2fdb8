"""Shares that a class has in a whole of people: "61% of new hires were women", "women made up 31% of new hires"."""

from dataclasses import replace
from functools import lru_cache

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.predicates import subject_class
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_OF_WHOLE = regex(r"(?i)\s?of (?:[a-z'-]+ ){1,8}?(were|are|was|is|identified as|identify as)\s")
_MAKES_UP = regex(
    r"(?:其中,?)?([^,，。;；、\d占率]{1,10})?(?:所占比例|所占比重|占比|比例|占)(?:约|近|达到?|为|超过|超)*"
)
_IN_ALL = regex(r"占[^,，。;；\d]{2,10}(?:总数|总人数|人数)的?(?:比例|比重)?(?:为|约|近|达|超过)*")
# 参会职工代表68人,其中女职工占|37%: of people who are no part of the staff as it is counted
_NOT_AS_STAFF = regex(r"代表|党员|团员|会员|委员|志愿者|讲师|[培内]训师|评委|获奖|优秀员工|先进个人|劳模|学员")
_OF_ALL_STAFF = regex(r"(?:公司|集团|全体|全部|在[职岗册]|总)(?:员工|职工|人数)|(?:员工|职工)总")
_BESIDE_COUNT = 6  # characters
_PEOPLE_UNITS = {"persons", "person-times"}
_NO_WHOLE = {"status", "period", "entity", "segment", "gender", "type"}  # dimensions that tell no class of employees


def is_of_unknown_whole(
    know: Knowledge, sentence: Sentence, number: Number, choice: Choice, breakdown: dict[str, str]
) -> bool:
    """Whether a share is one of a whole that nobody knows: "31% of new hires and 39% of|promotions" are women.

    So is one of people just counted who are no staff, 内训师队伍共有142名,其中本科以上学历占|89%.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        breakdown: the classes found beside it.
    """
    if choice.fit.metric in sentence.roles.staff and _is_of_people_apart(sentence, number):
        return True
    of_another = _whose(sentence, number) and choice.hit.start < number.start
    return bool(of_another) and choice.fit.metric in _taking(know.lexicon) and not set(breakdown) - _NO_WHOLE


def _is_of_people_apart(sentence: Sentence, number: Number) -> bool:
    """Whether the people just counted are delegates, trainers or others beside the staff, and only shares follow."""
    if "percent" not in number.kinds or _OF_ALL_STAFF.search(sentence.own_label(number)):
        return False
    before = [one for one in sentence.numbers if sentence.start <= one.start < number.start]
    counted = next((one for one in reversed(before) if "percent" not in one.kinds), None)
    if counted is None or counted.kinds.isdisjoint(COUNTS) or counted.unit not in _PEOPLE_UNITS:
        return False
    begin, _ = sentence.clauses.span(counted.start)
    named = sentence.text[max(begin, sentence.start) : counted.unit_end + _BESIDE_COUNT]
    return _NOT_AS_STAFF.search(named) is not None


def share_in_whole(
    know: Knowledge, sentence: Sentence, number: Number, choice: Choice, breakdown: dict[str, str]
) -> tuple[Choice, dict[str, str]] | None:
    """The choice and the classes of such a share; None where a sentence tells none.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        breakdown: the classes found beside it.
    """
    if "percent" not in number.kinds:
        return None
    metric = choice.fit.metric
    rates = rates_and_compositions(know.lexicon)
    if metric in rates and (named := _told_behind(know, sentence, number, metric)):
        return replace(choice, fit=replace(choice.fit, metric=rates[metric])), named
    if metric in rates and _of_class_counted(know, sentence, number, metric):
        return replace(choice, fit=replace(choice.fit, metric=rates[metric])), breakdown
    gender = _of_those_counted(sentence, number, breakdown)
    whose = gender or _whose(sentence, number)
    if not whose or not (gender or metric in _taking(know.lexicon)):
        return None
    if choice.hit.start < number.start and not gender:  # 31% of hires and|33% of executives: of another whole
        share = next((one.share for one in know.lexicon.families.values() if one.classed and one.share), None)
        return (replace(choice, fit=Fit(share, "%")), {"gender": whose} | breakdown) if share else None
    metric = metric if gender else rates.get(metric, metric)
    return replace(choice, fit=replace(choice.fit, metric=metric)), {"gender": whose} | breakdown


def _of_those_counted(sentence: Sentence, number: Number, breakdown: dict[str, str]) -> str:
    """The gender of those just counted, for their share in a rank: 女性管理者26人,占管理人员总数的|29%."""
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None and before.kinds & COUNTS else None
    if told is None or "gender" in breakdown or not breakdown or not _IN_ALL.fullmatch(sentence.own_label(number)):
        return ""
    return told[1].get("gender", "")


def _of_class_counted(know: Knowledge, sentence: Sentence, number: Number, rate: str) -> bool:
    """Whether a share says what part of all the class just counted is: 其中应届毕业生195人,占比|65%."""
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    if told is None or (makes_up := _MAKES_UP.fullmatch(sentence.own_label(number))) is None:
        return False
    counted, classes = told
    relatives = know.lexicon.families.get(counted.fit.metric)
    among = counted.fit.metric == rates_and_compositions(know.lexicon)[rate]  # 其中女性占比38%,少数民族占|5%
    return among or (relatives is not None and relatives.share == rate and bool(classes or makes_up[1]))


@lru_cache(maxsize=4)
def rates_and_compositions(lexicon: Lexicon) -> dict[str, str]:
    """For each rate the metric of the shares that classes have among those counted: of hiring, among the hired."""
    return {
        one.share: one.composition
        for one in lexicon.families.values()
        if one.share and one.composition and one.share != one.composition
    }


@lru_cache(maxsize=4)
def _taking(lexicon: Lexicon) -> frozenset[str]:
    """Those rates and shares."""
    rates = rates_and_compositions(lexicon)
    return frozenset({*rates, *rates.values()})


def _whose(sentence: Sentence, number: Number) -> str:
    if "percent" not in number.kinds:
        return ""
    return subject_class(sentence.text, sentence.start, number.start, number.unit_end)


def _told_behind(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> dict[str, str]:
    """The classes of a share and of its whole, where a verb stands between: 61% of new hires in the US|were women."""
    verb = _OF_WHOLE.match(sentence.text, number.unit_end)
    if verb is None:
        return {}
    end = sentence.clauses.span(verb.end() - 1)[1]
    named = class_words(know, sentence.found, sentence.text, verb.start(1), end, metric)
    whole = class_words(know, sentence.found, sentence.text, number.unit_end, verb.start(1), metric)
    return whole | named if named else {}
