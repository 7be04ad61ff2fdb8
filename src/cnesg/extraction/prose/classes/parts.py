"""Which part of the company a number of a sentence is about."""

from cnesg.extraction.breakdowns import class_words, residual, told_classes
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.classes.capacities import of_plant
from cnesg.extraction.prose.classes.carried import carried_class
from cnesg.extraction.prose.classes.counted_people import beside_programme, counted_group, people_of_item
from cnesg.extraction.prose.classes.courses import aim_told, event_attended, topic_held
from cnesg.extraction.prose.classes.enumerations import of_whole_lists
from cnesg.extraction.prose.classes.inheritance import as_aimed_at, like_the_last, of_the_last, with_total
from cnesg.extraction.prose.classes.inner_names import PARTS, without_inner
from cnesg.extraction.prose.classes.listed_behind import listed_behind
from cnesg.extraction.prose.classes.parts_of_gifts import kind_of_part
from cnesg.extraction.prose.classes.planted import kind_planted
from cnesg.extraction.prose.classes.plants import plant_of_output
from cnesg.extraction.prose.classes.purposes import (
    programme_before,
    purpose,
    purpose_before,
    purpose_in_label,
    village_before,
)
from cnesg.extraction.prose.classes.rest import of_the_rest
from cnesg.extraction.prose.classes.reused import kind_that_arose
from cnesg.extraction.prose.classes.run_in_titles import titled
from cnesg.extraction.prose.classes.savings import means_of_saving, project_of_savings
from cnesg.extraction.prose.classes.subsidiaries import subsidiary_that_met
from cnesg.extraction.prose.classes.told_in_sentence import told_in_sentence
from cnesg.extraction.prose.classes.turns import class_in_turn, class_of_item
from cnesg.extraction.prose.leaning.list_totals import as_listed, without_parts
from cnesg.extraction.prose.leaning.shares import part_leaning
from cnesg.extraction.prose.leaning.standard_coal import classes_as_coal
from cnesg.extraction.prose.meanings.meaning import Meaning
from cnesg.extraction.prose.sentences.kinds import kind_told
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.predicates import begins_own, past_share, whose_share
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.extraction.prose.sentences.spans import past_quotes
from cnesg.extraction.prose.wordings.directors_and_staff import whom_counted
from cnesg.extraction.prose.wordings.things_given import classes_of_gift
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS
from cnesg.text.language import is_latin

_BEHIND = 8  # characters behind a number in which a class counts: 97份临时公告
_BEHIND_LATIN = 36
_NEXT_CLAUSE = regex(r"[,，、;；:：。()|]")
_ITEMS_OF_ZERO = regex(r"(?:事故|事件|死亡|伤亡|重伤|轻伤)(?:以及|[、和及与])(?=[^、和及与\d]{2,14}[为是])")
_PEOPLE_ARE = regex(
    r"\s(?:employees|people|staff|colleagues|workers)\s(?:are|were|is|was|worked|work)\s"
    r"(?:based |located |employed |working )?"
)
_OF_SOURCE = regex(  # 0.8 million m3| from municipal supply, 0.8 million m3| came from it, 80 MW| of wind
    r" (?:of|(?:(?:(?:was|were|is|are|being) )?(?:came|comes|coming|come|drawn|taken|bought|purchased|supplied|sourced"
    r"|withdrawn|abstracted|pumped|obtained) )?(?:from|by)) "
)
_IN_REGION = regex(r" (?:in|from|at|for|came from|arose in) (?:the |our |its )?(?![^,.;]{2,24}(?:dollars|\$))")
_OF_IT = regex(r"(?i)\sof (?:it|this|that|these|them)\s(?:was |were |is |are |being )?")  # 9,800 tonnes| of it plastic
_NEXT_ITEM_ZH = regex(r"(?:以及|及|和|与)[^\d,，;；。的]{1,12}\d")  # 本科生120人|和硕士30人
_NOUN_BEFORE_ZH = regex(r"[^\d、,，;；。:：()（）的]{2,12}(?:以及|及|和|与)(?:约|近|超过)?")
_COUNTED_BEFORE = frozenset({"persons", "occasions"})
_NOUN_BEFORE = regex(r"\s[a-z][a-z' -]*(?:,|,? and|,? while|,? plus)\s(?:(?:about|over|some|around) )?")
_NEXT_ITEM = regex(r"\s(?:and|while|whereas)\s")
_LONGEST_NAME = 24  # characters of a clause that only names a class
_CHANGED_TO = regex(  # 占比提升2个百分点至|27%, rose by 2 percentage points to| 27%
    r"(?i)\s?(?:,? ?to (?:reach |stand at |about |around |some )?|,?(?:升|降|增)?(?:至|到|达到?|为)(?:了|约)?)"
)
_WHOSE = regex(r"(?i)\b(?:the\s)?[a-z&.-]+(?:['’]s|s['’])\s")  # the Group's |Scope 1 and Scope 2 emissions
_LONGEST_CLASS = 18.0
_ITEM = regex(r"[^、,，;；。:：()（）和及]*$")  # of a list, up to its number
_IN_PLACE = regex(r"(?i)^(?:in|across|within|for|among|at)\s(?:the\s|our\s)?")  # In the UK, 2,300 apprentices joined us
_IN_ITS_NAME = {"region", "group", "title", "function", "level"}  # dimensions
_OF_PEOPLE = {"persons", "person-times", "%"}  # units
_VILLAGE = regex(r"[村乡镇县]$")  # of people who were helped, no part of the company
_ITS_STAFF = regex(r"(?:各|机关|职能)*(?:部门|处室|科室)|机关|系统")  # of a unit
_MADE_UP = regex(r"(?:主要|重点)?(?:包括|包含|涵盖|分为)|(?:主要|重点)(?:开展|组织|举办|进行|实施|有|为|是)了?")


def breakdown_of(
    narrower: Narrower, found: Found, sentence: Sentence, number: Number, choice: Choice, meaning: Meaning
) -> dict[str, str]:
    """The classes of a number: implied by wording, named around it, or taken over from the number it adds to."""
    know, metric = narrower.know, choice.fit.metric
    if (told := _all_told(know, sentence, number, choice)) is not None:
        return told | meaning.classes
    start = sentence.clauses.span(number.start)[0]
    near_hit = choice.role in {"beside", "clause"}
    low = min(start, sentence.clauses.span(choice.hit.start)[0]) if near_hit else start
    in_wording = range(choice.hit.start, choice.hit.end)  # 一次 in 一次合格率
    outside = [n for n in sentence.numbers if n.start not in in_wording or _is_item_before(sentence, n, number)]
    previous = [n for n in outside if low < n.end <= number.start]
    if previous and _CHANGED_TO.fullmatch(sentence.text, previous[-1].unit_end, number.start):
        previous.pop()  # by how much it changed
    low = max(low, previous[-1].unit_end) if previous else low
    if previous and (
        begins_own(sentence.text, previous[-1].unit_end, number.start)
        or _each_names_behind(sentence, previous[-1], number, choice)
    ):
        low = number.start
    own_item = _own_item(sentence, number)
    classes, low = _named_near(know, found, sentence, number, choice, max(own_item, low))
    in_turn = whom_counted(sentence, number, choice) or class_in_turn(know, sentence, number, choice)
    if in_turn:
        classes = dict(know.lexicon.entries[choice.hit.entry].breakdown) | in_turn
    if choice.hit.label_only and choice.hit.start < number.start and not classes:
        classes |= _modifier(know, sentence, number, choice)
    if "percent" in number.kinds and "gender" not in classes:
        classes |= whose_share(sentence.text, sentence.start, number.start, number.unit_end)
    if not classes and "percent" in number.kinds and needs_class(know, metric):
        alien = _follows_things(know, sentence, number, metric)
        # 2,124 full-time employees, which is 99.8% of all of them
        last = ({} if alien else of_the_last(sentence, number)) | part_leaning(know, sentence, number, metric)
        return of_the_rest(sentence, number, metric, last) | meaning.classes
    if not classes and choice.carried:
        classes = carried_class(
            know, sentence, number, choice, max(start, previous[-1].unit_end if previous else start)
        )
    classes = _of_own_item(narrower, sentence, number, choice, classes, low)
    classes = _with_group(
        narrower, sentence, number, choice, kind_of_part(narrower, sentence, number, choice, classes, low)
    )
    subject = {} if in_turn else _subject(narrower, sentence, number, choice)
    classes = _without_segment(classes, subject) or _kind(narrower, sentence, number, choice, low, subject)
    classes |= _kind_of_unit(narrower, sentence, number, choice, classes, low)
    classes = of_plant(narrower, sentence, number, choice, classes, subject)
    classes = _with_subject(sentence, number, choice, classes, subject)
    classes = _as_aimed_or_given(narrower, sentence, number, choice, classes)
    classes = classes if in_turn or own_item else of_whole_lists(narrower, sentence, number, choice, classes)
    classes = of_the_rest(sentence, number, metric, told_in_sentence(know, sentence, number, metric, classes))
    classes = with_total(know, sentence, number, choice, as_listed(sentence, number, metric, classes))
    classes = beside_programme(sentence, number, metric, without_parts(sentence, number, metric, classes))
    return _each_once(without_inner(listed_behind(sentence, number, choice, classes))) | meaning.classes


def _all_told(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str] | None:
    """The classes that a list's item or the energy said once more has by itself, None where the words around tell."""
    if choice.item is not None:
        return class_of_item(know, sentence, choice, choice.item)
    return classes_as_coal(sentence, number) or None


def _each_once(classes: dict[str, str]) -> dict[str, str]:
    """The classes without those in the words of another: 技能人才 is a function, and no level besides."""
    return {k: v for k, v in classes.items() if next(one for one, name in classes.items() if name == v) == k}


def _subject(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The part of the company that a number is about: the plant whose name holds the wording, or what was named."""
    told = plant_of_output(narrower, sentence, number, choice)
    told = told or subsidiary_that_met(narrower, sentence, number, choice)
    return told or narrower.subject(sentence, number, choice)


def _with_subject(
    sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str], subject: dict[str, str]
) -> dict[str, str]:
    """The classes with the part that a number is about, whose whole name stands for what it ends in: 连州|分公司.

    An item whose wording stands before others has it if the item before does: 东河公司发明专利59项,实用新型|7项.
    """
    classes = {k: v for k, v in classes.items() if k != "entity" or not subject.get(k, "").endswith(v)}
    before = sentence.before(number) if choice.carried and subject else None
    listed = before is not None and subject.items() <= sentence.read.get(before.start, (choice, {}))[1].items()
    helped = set(classes) == {"site"} and _VILLAGE.search(classes["site"])  # the village alone: by one of the parts
    if (PARTS & set(classes) and not helped) or (choice.carried and "type" in classes and not listed):
        return classes
    return {k: v for k, v in subject.items() if v not in classes.values()} | classes


def _is_item_before(sentence: Sentence, one: Number, number: Number) -> bool:
    """Whether a number inside the wording of another is an item of its own: 招收大学生50人、退役军人|9人."""
    return one.start in sentence.read and "percent" not in number.kinds


def _own_item(sentence: Sentence, number: Number) -> int:
    """Where the last of several things begins of which none happened, else 0: 重大安全事故和|火灾事故为0."""
    items = list(_ITEMS_OF_ZERO.finditer(sentence.text, sentence.start, number.start)) if number.value == 0 else []
    return items[-1].end() if items else 0


def _each_names_behind(sentence: Sentence, before: Number, number: Number, choice: Choice) -> bool:
    """Whether both a number and the one before have what they are of behind them: 8 million in VAT and|3 in duties."""
    read = sentence.read.get(before.start)
    between = sentence.text[before.unit_end : number.start]
    if "bare" in number.kinds & before.kinds and _NOUN_BEFORE.fullmatch(between):
        return True  # 9 directors and|3,200 employees
    if not _COUNTED_BEFORE.isdisjoint(number.kinds & before.kinds) and _NOUN_BEFORE_ZH.fullmatch(between):
        return True  # 9名董事及|3,200名员工, 1次年度股东大会和|3次股东大会
    if read is None or choice.hit.start < number.unit_end:
        return False
    return before.unit_end <= read[0].hit.start and read[0].hit.end <= number.start and is_latin(between)


def _with_group(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]
) -> dict[str, str]:
    """The classes with the group that the number counts, in place of words of its name: 乡村教师, not 教师."""
    group = counted_group(narrower, sentence, number, choice.fit.metric)
    told = not group or classes.get("group") == group.lower()
    return classes if told else {k: v for k, v in classes.items() if v not in group} | {"group": group.lower()}


def _of_own_item(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str], low: int
) -> dict[str, str]:
    """The kind of the first item of what a way of teaching is made up of: 内部培训主要开展|新人适应性|培训12场."""
    way = classes.get("mode", "\n") if len(classes) == 1 else "\n"
    at = sentence.text.find(way, low, number.start)
    made_up = _MADE_UP.match(sentence.text, at + len(way), number.start) if at >= 0 else None
    kind = kind_told(narrower, sentence, number, choice, made_up.end()) if made_up else ""
    return {"type": kind} if kind else classes


def _kind(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, low: int, subject: dict[str, str]
) -> dict[str, str]:
    """The kind or purpose of a number beside which no class is named, the nearest that is told."""
    metric = choice.fit.metric
    if plant := kind_planted(sentence, number, metric):
        return {"type": plant}
    if event := event_attended(narrower, sentence, number, metric):
        return {"type": event}
    people = people_of_item(narrower, sentence, number, choice)
    kind = kind_told(narrower, sentence, number, choice, low) if people is None else people
    if kind and not _within(kind, subject):
        return {"type": kind}
    for told in (purpose, purpose_in_label, purpose_before):
        if spent_on := told(narrower, sentence, number, metric):
            return {"purpose": spent_on}
    return like_the_last(narrower.know, sentence, number, choice) or _told_apart(narrower, sentence, number, choice)


def _kind_of_unit(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str], low: int
) -> dict[str, str]:
    """The kind named behind the unit whose it is, where the unit is all that is named: 总部各部门|专题|培训19场."""
    unit = classes.get("entity", "") if set(classes) == {"entity"} else ""
    at = sentence.text.find(unit, low, number.start) if unit else -1
    if at < 0 or choice.hit.start <= at:
        return {}
    behind = _ITS_STAFF.match(sentence.text, at + len(unit))
    kind = kind_told(narrower, sentence, number, choice, behind.end() if behind else at + len(unit))
    return {"type": kind} if kind and not _within(kind, classes) else {}


def _told_apart(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The kind that the words behind a number, the clause before or a title tell, where nothing nearer does."""
    metric = choice.fit.metric
    for told in (topic_held, aim_told):
        if kind := told(narrower, sentence, number, metric):
            return {"type": kind}
    if programme := programme_before(sentence, metric):
        return {"programme": programme}
    if village := village_before(sentence, number, metric):
        return {"site": village}
    return (
        kind_that_arose(narrower.know, sentence, number, choice)
        or means_of_saving(narrower, sentence, number, choice)
        or titled(narrower, sentence, metric)
    )


def _as_aimed_or_given(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]
) -> dict[str, str]:
    """The classes of what an aim came to are those of the aim, of things given those of what was given."""
    classes = project_of_savings(narrower, sentence, number, choice, classes)
    aimed = as_aimed_at(sentence, number, choice)
    return classes_of_gift(narrower, sentence, number, choice, classes) if aimed is None else aimed


def _without_segment(classes: dict[str, str], subject: dict[str, str]) -> dict[str, str]:
    """The classes without the segment's name, where that is the subject: 医疗板块|收入."""
    said = "segment" in subject and _within(classes.get("type", " "), subject)
    return {k: v for k, v in classes.items() if k != "type"} if said else classes


def _follows_things(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether what was read last counts no people, whose class no share of people has: 发明专利183项,人才占比35%."""
    before = [start for start in sentence.read if start < number.start]
    if not before or metric not in sentence.roles.staff:
        return False
    return know.unit_of(sentence.read[max(before)][0].fit.metric) not in _OF_PEOPLE


def _named_near(
    know: Knowledge, found: Found, sentence: Sentence, number: Number, choice: Choice, low: int
) -> tuple[dict[str, str], int]:
    """Classes that wording and words around it name, and where the words begin that may name another."""
    hit, text, metric = choice.hit, sentence.text, choice.fit.metric
    near_hit = choice.role in {"beside", "clause"}
    # 企业所得税、营业税等税金合计: a sum of what it lists
    if hit.start < number.start and text.startswith("等", hit.start):
        low = max(low, hit.start)
    # 骨干培训、技师培训等一级培训|78期: of what all of the list are
    summed = text.rfind("等", low, number.start) + 1
    if summed and width(text[summed : number.start]) <= _LONGEST_CLASS / 2:
        low = summed if class_words(know, found, text, summed, number.start, metric) else low
    told = know.lexicon.entries[hit.entry].told and "money" in number.kinds  # gave 5 million to the China Foundation
    high = max(number.unit_end, hit.end) if near_hit and not told else number.unit_end
    if "percent" in number.kinds and any(number.unit_end <= n.start < hit.end for n in sentence.numbers):
        high = number.unit_end  # 37% |of our managers and 33% of our executives are women
    if number.unit_end <= hit.start and (nexts := [n.start for n in sentence.numbers if hit.start < n.start < hit.end]):
        high = min(high, nexts[0])  # one |employee and three contractors died
    classes = know.lexicon.entries[hit.entry].implies(text[hit.start : hit.end])
    if told and hit.start >= number.unit_end and (inside := class_words(know, found, text, hit.start, hit.end, metric)):
        return classes | inside, number.unit_end  # 8 million |in value-added tax
    if any(number.unit_end <= n.start < hit.start and n.raw_unit == number.raw_unit for n in sentence.numbers):
        classes |= class_words(know, found, text, hit.start, hit.end, metric)  # 北岭1万千瓦、南岭2万千瓦光伏电站
        high = number.unit_end
    begin, reach = sentence.clauses.span(number.start)[0], _behind(sentence, number)
    begun = {start for start, end, _ in found.classes if end <= reach and text[start].isascii()}
    reach = max([reach, *(end for start, end, _ in found.classes if start in begun)])  # women in senior| leadership
    behind = class_words(know, found, text, number.unit_end, reach, metric)
    of_fate = ("fate" in behind and sentence.begins_parts(number)) or (
        "source" in behind and _OF_SOURCE.match(text, number.unit_end) is not None
    )
    of_fate = of_fate or _OF_IT.match(text, number.unit_end) is not None
    of_fate = of_fate or ("region" in behind and _IN_REGION.match(text, number.unit_end) is not None)
    of_fate = of_fate or ("status" in behind and "power" in number.kinds)  # 860 MW| under construction
    if behind and (of_fate or number.kinds & (COUNTS | {"percent", "bare", "hours"})):  # 其中1.1万吨回收利用
        low, high = number.unit_end, max(high, reach)
    classes |= class_words(know, found, text, low, high, metric)
    if near_hit:
        above = _named_before(know, found, sentence, low if not classes else begin, choice)
        classes = above | classes if not classes or set(above) == {"region"} else classes
    near = (low, max(high, number.unit_end)) if near_hit else (sentence.clauses.span(number.start)[0], number.unit_end)
    end = sentence.clauses.span(number.unit_end - 1)[1]
    around = sentence.start, sentence.clauses.span(past_quotes(text, sentence.start, end))[1]
    named = told_classes(know, text, near, around, number.start, metric, classes)
    whom = named.get("recipient", "")  # 香港慈善机构 is in no region of the company's
    return {k: v for k, v in classes.items() if k not in _IN_ITS_NAME or v not in whom} | named, low


def _within(kind: str, subject: dict[str, str]) -> bool:
    """Whether a phrase is the subject's name, maybe with words around it: 滨江园区办公楼, 子公司江南热电环保."""
    return any(kind in name or kind.startswith(name) or name in kind for name in subject.values())


def _modifier(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """What stands before a bare word that labels a part: 其中总部员工105人."""
    label = sentence.own_label(number)
    text = residual(know, _WHOSE.sub(" ", sentence.text[number.start - len(label) : choice.hit.start]))
    return {"type": text.lower()} if text and width(text) <= _LONGEST_CLASS else {}


def _behind(sentence: Sentence, number: Number) -> int:
    """Where words end that may name the class of the number before them: 97份临时公告, "56% were male"."""
    text = sentence.text
    if (past := past_share(text, number.unit_end)) > number.unit_end:
        return min(
            [
                past + _BEHIND_LATIN,
                sentence.clauses.span(past)[1],
                *(n.start for n in sentence.numbers if n.start >= past),
            ]
        )
    if _NEXT_CLAUSE.search(text[number.unit_end : number.unit_end + 2]) or _NEXT_ITEM_ZH.match(text, number.unit_end):
        return number.unit_end
    reach = _BEHIND_LATIN if is_latin(text[number.unit_end : number.unit_end + 6]) else _BEHIND
    if (are := _PEOPLE_ARE.match(text, number.unit_end)) is not None:
        reach += are.end() - number.unit_end  # 8,200 |employees were based in| Mainland China
    later = [_item_begins(text, number.unit_end, n.start) for n in sentence.numbers if n.start >= number.unit_end][:1]
    later += [a for a, _ in sentence.found.marks.get("of_which", ()) if a >= number.unit_end]  # 74次其中定期报告4次
    _, end = sentence.clauses.span(number.unit_end)
    return min([number.unit_end + reach, end, *later])


def _item_begins(text: str, start: int, end: int) -> int:
    """Where the words before a number begin to be its own: "61% of our staff |and Europe for 24%"."""
    found = list(_NEXT_ITEM.finditer(text, start, end))
    return found[-1].start() if found else end


def _named_before(know: Knowledge, found: Found, sentence: Sentence, low: int, choice: Choice) -> dict[str, str]:
    """A class that makes up the clause before: "30岁以下,员工流失率为0.48%"."""
    if low <= sentence.start:
        return {}
    begin, end = sentence.clauses.span(low - 2)  # before the mark that parts the clauses
    if end - begin > _LONGEST_NAME or any(begin <= n.start < end for n in sentence.numbers):
        return {}
    if sentence.text[begin - 1 : begin] == "、":  # the last of a list names no class: 组织内、外部培训
        return {}
    named = class_words(know, found, sentence.text, begin, end, choice.fit.metric)
    ages = "age" in named
    length = max((b - a for a, b, _ in found.classes if begin <= a and b <= end), default=0)
    clause = _IN_PLACE.sub("", sentence.text[begin:end].strip())
    return named if ages or 2 * length >= len(clause) else {}
