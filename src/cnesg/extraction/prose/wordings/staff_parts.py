"""Parts of the staff: behind words that say of whom they are (在册员工中,女性1,200人), and by what they do.

A list that divides those who came, left or were taught goes on with names of classes, which by themselves are parts of
the staff: 流失率:男性6%、女性5%;30岁以下12%.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit, fit, needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.extraction.prose.wordings.beside import DIVIDED
from cnesg.framework.regexes import regex

_AMONG = regex(
    r"(?:^|(?<=[,，;；。:：]))(?:目前|截[至止][^,，。;；]{2,14}[,，]?)?(?:(?!新|参|受|培|训|离|退|流|困难|患|获|获奖|接受|满意)[^,，。;；\d]){0,8}?"
    r"(?:员工|职工|雇员|从业人员|在岗人员|员工队伍)(?:总数|总人数)?(?:当)?中[,，:：]?"
)
_A_GROUP = regex(
    r"(?:员工|职工|人员|党员|干部|人才|籍|学历|职称|族|性)(?:人数|占比|占|比例|比重|约|为|有|共|达|分别)*$"
)
_BY_WORK = regex(
    r"(?:人员|[党团会]员|军人|士兵|季节工|农民工|临时工|技术工人|临时员工|短期员工|长期员工|劳务用工|当地员工|残障员工|安全员|飞行员"
    r"|工程师|专家|操[纵作]员|业务员|调度员|质检员|养护员|驾驶员|快递员|理货员|承包工|派遣工|劳务工|培训生|学徒工?)$"
)
_AT_LEAST = regex(r"^(?:以上|左右)?的?")  # 620名|以上的|售后人员
_NOUN_ENDS = regex(r"\s?(?:$|[^\u4e00-\u9fff\s]|[和及与等])")  # 技术人员|参加了培训 are not all of them
_HAS = regex(r"^.*(?:拥有|现有|共有|设有|配有|配备|持有|使用|聘用|有)")
_DONE_WITH = regex(  # 复训|特种作业人员120人
    r"训|的|发展|吸收|转正|后备|选拔|取证|持证|招|引进|慰问|组织|[选委外]派|派出|聘请|奖|表彰|参加|接待|邀请|投入|出动|检查|离退休|退休|处[罚分]|晋升|伤|亡"
)
_AROUND = " ,，、及和与占为达约的共有"
_TITLE_ENDS = regex(r"(?:按[^,，。;；:：\d]{1,10})?[:：]")  # 员工流失率|: before its classes
_NEXT_CLASS = regex(r"\s?[、,，和及与][^,，。;；:：占有共总比]{1,16}")
_ONLY_AGE = regex(r"\d\d(?:周?岁)?(?:[-~—至到]\d\d)?(?:周?岁)?(?:及?以[上下])?(?:的?(?:员工|职工|雇员))?")
_OF_THE_STAFF = regex(r"占|比例|现有|共有|总数|总人数|拥有|在职|在岗|其中")
_STAFF_NOUN = regex(r"的?(?:员工|职工|雇员|人员)$")
_OF_COMPANY = regex(r"^(?:其中|目前|现|共|有|本|全|我|公司|集团|企业|及|和|与|[\s、,，:：])+")
_JOINED_BEFORE = regex(r"(?<=[\u4e00-\u9fff])(?<![人名位])[、和与及]$")  # 表彰先进工作者、|一线员工32人
_CLASS_ALONE = regex(
    r"(?P<name>[^\d,，。;；:：、]{2,12}?)(?P<noun>的?(?:员工|职工|雇员))(?:总?人数|数量?|总数)?(?:达到?|共计?|合计|[:：为有约近是共占])*\s?"
)
_SEMICOLONS = (";", "；")
_LONGEST = 16.0
_MAKES_UP = regex(r"(?:的?(?:数量|人数|总数))?(?:大?约|已)?占(?!比)")  # 信息技术员工|占公司员工总数的6%
_STAFF = regex(r"(?:人员|员工|职工|人才|工人|队伍)$")


def part_of_staff(know: Knowledge, sentence: Sentence, number: Number, options: list[Choice]) -> Choice | None:
    """The wording of the staff that a number counts a part of; None where its own words name another metric.

    Args:
        know: the vocabulary.
        sentence: the sentence of the number.
        number: the number.
        options: the wordings that fit it.
    """
    percent, roles = "percent" in number.kinds, know.lexicon.roles
    if not (percent or "persons" in number.kinds) or "中" not in sentence.text[sentence.start : number.start]:
        return None
    among = list(_AMONG.finditer(sentence.text, sentence.start, number.start))
    if not among or any(option.fit.metric not in roles.staff and not option.carried for option in options):
        return None
    begin = max(among[-1].end(), number.start - len(sentence.own_label(number)))
    own = sentence.text[begin : number.start].strip(_AROUND)
    if not own or width(own) > _LONGEST:
        return None
    if not _A_GROUP.search(own) and 2 * sentence.named_class(begin, number.start) < len(own):
        return None
    entries = know.lexicon.entries
    said = [h for h in sentence.hits if h.end <= among[-1].end() and entries[h.entry].metric in roles.staff]
    named = [h for h in sentence.hits if begin <= h.start and h.end <= number.start and not h.label_only]
    if not said or any(entries[h.entry].metric not in roles.staff for h in named):
        return None
    metric = roles.staff_share if percent else roles.staff_of_class
    return Choice(1.0, said[-1], Fit(metric, know.unit_of(metric)), "clause")


def class_in_list(
    know: Knowledge, sentence: Sentence, earlier: Sequence[Sentence], number: Number, options: list[Choice]
) -> Choice | None:
    """The metric of a list of classes for a number whose own words are but a class: 流失率:男性6%、女性5%;|30岁以下12%.

    Args:
        know: the vocabulary.
        sentence: the sentence of the number, with what was read of it.
        earlier: the sentences before it in the passage.
        number: the number.
        options: the wordings that fit it.
    """
    roles = know.lexicon.roles
    said = [option for option in options if not option.carried]
    own = [option for option in said if not DIVIDED.match(sentence.text, option.hit.start)]
    divided = bool(said) or DIVIDED.search(sentence.text, sentence.start, number.start) is not None
    if not number.kinds & {"percent", "persons"} or not divided or any(o.fit.metric not in roles.staff for o in own):
        return None
    label = DIVIDED.sub("", sentence.own_label(number)).strip(" :：、,，")
    if not label or width(label) > _LONGEST or _OF_THE_STAFF.search(label):
        return None
    begin, name = number.start - len(label), _STAFF_NOUN.sub("", label)
    covered = any(begin <= o.hit.start and 2 * (o.hit.end - o.hit.start) >= len(label) for o in own)
    if not covered and not _ONLY_AGE.fullmatch(label) and 2 * sentence.named_class(begin, number.start) < len(name):
        return None
    return _titled(know, sentence, number) or _listed_before(sentence, earlier, number)


def class_alone(know: Knowledge, sentence: Sentence, number: Number, options: list[Choice]) -> Choice | None:
    """The metric of a number all whose words are a class of the staff and a noun for it: 公司基层员工|500人.

    Args:
        know: the vocabulary.
        sentence: the sentence of the number.
        number: the number.
        options: the wordings that fit it.
    """
    if "persons" not in number.kinds or any(not option.carried for option in options):
        return None
    begin = number.start - len(sentence.own_label(number))
    label = _OF_COMPANY.sub("", sentence.text[begin : number.start])
    found = _CLASS_ALONE.fullmatch(label)
    if found is None:
        return None
    first = number.start - len(label)
    if _JOINED_BEFORE.search(sentence.text, sentence.start, first):
        return None
    last = first + found.end("name")
    whole = any(a <= first and last <= b <= last + len(found["noun"]) for a, b, _ in sentence.found.classes)
    nouns = [h for h in sentence.hits if first < h.end <= number.start]
    said = [h for h in nouns if know.lexicon.entries[h.entry].metric in know.lexicon.roles.staff]
    if not whole or not said or len(said) < len(nouns):
        return None
    metric = know.lexicon.roles.staff_of_class
    return Choice(1.0, said[-1], Fit(metric, know.unit_of(metric)), "clause")


def _titled(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording before the colon that a list of classes stands behind, where it is of people and no staff."""
    if sentence.before(number) is not None:
        return None
    roles = know.lexicon.roles
    for hit in sentence.hits:
        if hit.end > number.start or _TITLE_ENDS.match(sentence.text, hit.end) is None:
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and how.metric in roles.people - roles.staff:
            return Choice(1.0, hit, how, "clause")
    return None


def _listed_before(sentence: Sentence, earlier: Sequence[Sentence], number: Number) -> Choice | None:
    """The wording of the class before a number, in its clause's list or in the list that a semicolon ended."""
    before = sentence.before(number)
    if before is not None:
        told = sentence
        if _NEXT_CLASS.fullmatch(sentence.text, before.unit_end, number.start) is None:
            return None
    elif earlier and sentence.text[earlier[-1].end - 1 : earlier[-1].end] in _SEMICOLONS:
        told = earlier[-1]
    else:
        return None
    read = [
        n for n in told.numbers if n.start in told.read and n.start < number.start and n.raw_unit == number.raw_unit
    ]
    if not read:
        return None
    choice, classes = told.read[read[-1].start]
    alike = [n.value for n in read if told.read[n.start][0].fit.metric == choice.fit.metric]
    if choice.fit.metric not in sentence.roles.people - sentence.roles.staff or not classes:
        return None
    if "persons" in number.kinds and before is None and number.value > sum(alike):
        return None
    sentence.used.setdefault((choice.hit.start, choice.hit.end), (read[-1], classes))
    return replace(choice, role="passage", carried=True, sure=True)


def by_their_work(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class that the noun beside a number of people is, where no list of classes has it: 仓储作业人员|1,510人.

    Args:
        know: fillers.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    begin = number.start - len(sentence.own_label(number))
    if "persons" not in number.kinds or not needs_class(know, choice.fit.metric):
        return {}
    if _DONE_WITH.search(sentence.text, begin, number.start):
        return {}
    if number.unit_end <= choice.hit.start:
        return _named_behind(know, sentence, number, choice)
    if not begin <= choice.hit.start < choice.hit.end <= number.start:
        return {}
    name = _HAS.sub("", residual(know, sentence.text[begin : choice.hit.end]))
    wording = sentence.text[choice.hit.start : choice.hit.end]
    if sentence.text.startswith("其中", choice.hit.start - 1):
        wording = wording.removeprefix("中")  # 其|中党员
    name = wording if wording.endswith(name) else name  # |服务人员
    told = not residual(know, sentence.text[choice.hit.end : number.start])
    return {"function": name} if told and _BY_WORK.search(name) and width(name) <= _LONGEST else {}


def _named_behind(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The same where the noun follows its number: 公司拥有620名以上的|售后人员."""
    noun = sentence.text[number.unit_end : choice.hit.end]
    name = residual(know, _AT_LEAST.sub("", noun)) or noun
    alone = _BY_WORK.search(noun) and _NOUN_ENDS.match(sentence.text, choice.hit.end, sentence.end)
    return {"function": name} if alone and 2 < width(name) <= _LONGEST else {}


def by_their_share(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class that a share of the staff is of, where no list of classes has it: 信息技术员工|占员工总数的6%.

    Args:
        know: fillers.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if "percent" not in number.kinds or choice.fit.metric != know.lexicon.roles.staff_share:
        return {}
    begin = number.start - len(sentence.own_label(number))
    said = _MAKES_UP.search(sentence.text, begin, number.start)
    if said is None or _DONE_WITH.search(sentence.text, begin, said.start()):
        return {}
    name = _HAS.sub("", residual(know, sentence.text[begin : said.start()]))
    return {"function": name} if _STAFF.search(name) and 2 < width(name) <= _LONGEST else {}
