"""Which metric of a family a sentence means: by its topic, by what is avoided, by what is held rather than gained."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.bracketed_parts import words_of_part
from cnesg.extraction.prose.leaning.lists import metric_of_last_item
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.sentences.spans import between_marks
from cnesg.extraction.prose.wordings import contradictions
from cnesg.extraction.prose.wordings.giving import (
    counts_outsiders,
    gift_meant,
    helped_of_staff,
    is_of_staff,
    of_pupils_outside,
)
from cnesg.extraction.prose.wordings.newly_added import newly_added
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.wording import Family

_MONEY = frozenset({"money"})
_COURSE = regex(r"(?:培训|讲座|教育|课程|授课)(?:班|活动)?(?:共计?|合计|累计|约|近|达到?|超过|逾)*$")
_COURSES = regex(r"培训|讲座|教育|课程|轮训|研修")
_LIST_ENDS = ",，。;；:：()（）"
_MANY = 3
_ON_AVERAGE = regex(  # "an average of" up to the number or the list that it stands in: an average of 18.2 and| 16.9
    r"(?i)\bon average\b|\baverag(?:ed|ing)\b|\bby an average\b"
    r"|\ban average of (?:[a-z]+ ){0,2}(?:\d[\d.,]*(?: hours?)?,? (?:and )?)*$"
)
_EACH_OF_THEM = regex(  # 31.5 hours of training each
    r"(?i)\s?hours?(?: (?:of|in|on) [a-z ]{3,30}?)? (?:each|apiece|a head|per head|per person|per capita|on average)\b"
)
_OWN_STAFF = "own_staff"
_POVERTY = "poverty"
_SAFETY = "safety"
_KEEPS_OUT = {_OWN_STAFF: "topic_poverty", _SAFETY: "other_courses", "integrity": "unlike_integrity"}
_AS_OF = regex(r"\s?截[至止](?:到|于)?[^,，。;；]{4,16}[,，]")  # for all parts of the sentence
_HEADS = frozenset({"persons"})
_GRANTED = regex(r"(?:专利)?(?:已经?|均|也)?(?:获得?|取得)了?(?:国家)?(?:专利)?(?:授权|批准)")
_EVENT_OF = regex(r"(?:工亡|死亡|亡人|重伤|轻伤)(?:责任)?(?:事故)?(?:共|累计)?$")
_SO_MANY_HURT = regex(r"[亡伤](?:共|约|了)?\d+(?:人|名)")  # 工亡事故|2起,工亡3人: accidents, as the hurt are told too
_WASTE_ITEM = regex(
    r"[,，、;；和及]?\s?(?:(?!产生|排放|生活|一般|回收|利用|减少|无害|外售|建筑)[\u4e00-\u9fffA-Za-z\d()（）-]){1,14}"
)
_CERTIFIED = regex(r"\s?(?:的?(?:人员|员工))?(?:都|均|全部|实现|做到|已)?(?:持证|取证)(?:上岗|作业|操作)?(?!率)")
# 投入900万元|用于助学、环保、养老等公益事业: what is given stands last
_FOR_GIVING = regex(
    r"[^,，。;；\d]{0,6}用于[^,，。;；\d]{0,24}等?(?:社会)?(?:公益|慈善)(?:慈善)?(?:事业|活动|领域|项目)"
)
_OBTAINED = regex(
    r"(?:其中|,)?(?:已经?|现已|均已)(?:获得?|取得)(?!受理|申请)(?![^,，。;；]*(?:受理|申请))"
)  # 其中已取得实用新型2项
_OWN_FUND = regex(
    r"(?<!向)(?<!向该)(?<!向此)基金[\"”]?(?:共|累计|全年|年度)*(?:支出|发放|使用|救助|资助|\s?$)"
)  # not 向基金提供
_CAPACITY = regex(r"装机(?!.*(?:用电|用能|消费|电量|能耗|千瓦时))")  # 装机容量500万千瓦,其中清洁能源占比25.5%
_LIFTED = regex(  # 帮助|1650名建档立卡贫困人口实现脱贫, 11个村|8352人脱贫任务完成
    r"[多余]?\s?(?:名|人)?(?:建档立卡)?的?(?:贫困)?(?:人口|村民|群众|人员)?(?:已经?|均|全部|稳定|顺利|成功|实现|如期)*(?:脱贫|签订了?脱贫[^,，。;；]{0,10}(?:书|协议)|摘[掉除下]?了?贫困户?的?帽|摘帽)"
    r"(?!攻坚|工作|目标|任务(?![^,，。;；]{0,6}完成))"
)
_TAUGHT = regex(  # 54|名新员工参加了拓展训练, 组织33|名新入职大学生开展军训
    r"[多余]?\s?[名位]?(?:新(?:进|入职|招聘?|聘|录用)?(?:的)?(?:应届)?(?:员工|职工|雇员|大学生|毕业生))"
    r"(?:共同|全部|积极|均|都|全程|统一|一起)*(?:参加|参与|接受|完成|开展|进行|学习)了?[^,，。;；]{0,20}(?:培训|训练|拓训|拓展|军训|课程|学习|讲座)"
)
# 招收大学生150人、退伍军人40人, unless the clause goes on to those who are there
_HIRED = regex(
    r"(?:招收|招聘|招录|录用|新聘用?)(?!的)(?:(?!现有|共有|拥有|培养|培训|在职|总数|制度|计划)[^,，。;；])*$"
)
# for whom the money before was: 拨付助学金6万元,|帮助50名员工子女
_FOR_WHOM = regex(r"[,，](?:共计?|累计|用于|用来|主要用于)?(?:帮助|资助|救助|惠及|慰问|帮扶|扶助|补助|奖励)")
# 员工捐款|2万元 stays a gift of theirs, and what goes to others stays theirs, whatever the heading is on
_NO_HEADING = regex(
    r"对外(?:公益|慈善)?捐[赠款资](?:共计?|合计|累计|金额|总额|达|约|近|人民币|了|为)*$|(?:员工|职工|党员|干部)们?(?:个人|自愿|自发|踊跃|共|累计|合计)*(?:捐款|捐资|捐助|捐赠|募捐|募集)(?:善款|共计?|合计|累计|金额|总额|达|约|近|人民币)*$"
)
# who took part in the courses just counted: 举办安全培训144班次,培训|14,521人次
_TOOK_PART = regex(
    r"(?:共|累计|合计|总计|全年)*(?:参加|参与|接受)?(?:培训|受训|参训|参加|人数|人员|员工|职工)+(?:共计?|累计|合计|达到?|约|近|超过|逾)*"
)
_GIVEN_TO = regex(r"(?i)\btraining\b[^.;\d]{0,60}\s(?:to|for|among) (?:over |more than |about |some |nearly )?$")
_LEARNERS = regex(  # 920| technicians in the engineering team, and no hours or topics
    r"(?i)\s(?!(?:hours|days|sessions|courses|topics|subjects|modules|sites|years|months|weeks)\b)"
    r"(?:[a-z-]+ ){0,2}(?:[a-z-]{3,}s|staff|people|personnel|workforce)\b"
)
_STAFF = regex(r"员工|职工|干部|党员|全员|管理人员|骨干|志愿者|新人")
_AVERAGE = regex(r"平均|人均|每人|每名员工")
_NOT_AVOIDED = regex(  # 减至: what an amount came down to; 在减排方面,排放...: what it is told under
    r"(?:\d[\d.]*%)?[,，]?[至到]|(?:工作)?(?:方面|上)|[效率]"
)
_IN_TURN = regex("先后")  # 2016年先后获得专利35项: those of a year, one after the other
_ANY_YEAR = regex(r"(?:19|20)\d\d年|全年|年内|本年|报告期")
_OF_YEAR = regex(r"(?:其中|,)\s?(?:19|20)\d\d\s?年(?!底|末|以来|至今)")


def meant(
    know: Knowledge, choice: Choice, sentence: Sentence, number: Number, marks: Marks, headings: tuple[Found, ...]
) -> Choice:
    """The choice with the metric that the words around it mean.

    Money given is poverty relief where the sentence says so; tonnes "avoided" are no emissions; patents "held to
    date" are no patents granted in the year.

    Args:
        know: vocabulary and wording.
        choice: the wording chosen for the number.
        sentence: the sentence of the number.
        number: the number.
        marks: marked words of the passage.
        headings: what the lexicon found in the headings above.
    """
    if whole := _of_all_shares(know, choice, number):
        return replace(choice, fit=Fit(whole, choice.fit.unit.removesuffix("/share")))
    added = newly_added(know, sentence, number, choice)
    gift = added or gift_meant(choice.fit.metric, sentence, number, marks)
    if done := gift or _done_with(choice.fit.metric, sentence, number):
        given = replace(choice, fit=replace(choice.fit, metric=done))
        aid = done == sentence.roles.aid_to_outsiders.get(choice.fit.metric)
        return _of_relief(know, given, sentence, number, marks, headings) if aid else given
    relatives = know.lexicon.families.get(choice.fit.metric)
    if relatives is None:
        return choice
    if people := _took_part(know, relatives, sentence, number):
        return replace(choice, fit=replace(choice.fit, metric=people))
    if held := (
        _held_so_often(relatives, sentence, number)
        or _events_beside_hurt(choice.fit.metric, sentence, number)
        or _taught(know, choice.fit.metric, sentence, number)
    ):
        return replace(choice, fit=Fit(held, know.unit_of(held)))
    metric = (
        _averaged(relatives, sentence, number)
        or _reduced(relatives, choice, sentence, number, marks)
        or _held(relatives, sentence, number, marks)
        or _on_topic(relatives, choice, sentence, number, marks, headings)
    )
    if metric == sentence.roles.poverty_relief and is_of_staff(sentence, number):
        metric = None
    if (
        metric
        and metric == sentence.roles.courses_for_relief.get(choice.fit.metric)
        and _is_for_staff(sentence, number)
    ):
        metric = None
    return replace(choice, fit=replace(choice.fit, metric=metric)) if metric else choice


def _is_for_staff(sentence: Sentence, number: Number) -> bool:
    """Whether the clause of a course names those of the company: 扶贫干部培训|35人次."""
    start, end = sentence.clauses.span(number.start)
    return _STAFF.search(sentence.text, max(start, sentence.start), min(end, sentence.end)) is not None


def _of_relief(
    know: Knowledge, given: Choice, sentence: Sentence, number: Number, marks: Marks, headings: tuple[Found, ...]
) -> Choice:
    """Money that is not for the staff as poverty relief, where sentence or heading is on that."""
    relatives = know.lexicon.families.get(given.fit.metric)
    topic = _on_topic(relatives, given, sentence, number, marks, headings) if relatives else None
    relief = topic == sentence.roles.poverty_relief
    return replace(given, fit=replace(given.fit, metric=topic)) if topic and relief else given


def _of_all_shares(know: Knowledge, choice: Choice, number: Number) -> str | None:
    """The sum paid on all shares, where the wording is of one and the amount is not: 每10股派0.8元,共计8.5亿元."""
    metric = choice.fit.metric
    if number.kinds != _MONEY or know.identities is None or not know.unit_of(metric).endswith("/share"):
        return None
    if know.identities.can_be(metric, number.value, number.unit):
        return None
    return next((name for name, one in know.lexicon.families.items() if one.per.get("share") == metric), None)


def _done_with(metric: str, sentence: Sentence, number: Number) -> str | None:
    """The metric of what a verb says was done with those counted: 招收技术人员158人, 其中27项获得授权."""
    roles = sentence.roles
    if (granted := roles.granted.get(metric)) and _OBTAINED.match(sentence.own_label(number)):
        return granted
    for told, behind in (
        (roles.certified, _CERTIFIED),
        (roles.granted, _GRANTED),
        (roles.out_of_poverty, _LIFTED),
        (roles.taught_recruits, _TAUGHT),
        (roles.given_away, _FOR_GIVING),
    ):
        if metric in told and behind.match(sentence.text, number.unit_end):
            return told[metric]
    before = sentence.text, sentence.start, number.start
    if metric in roles.outside_staff and counts_outsiders(sentence, number):
        return roles.outside_staff[metric]
    if (capacity := roles.share_of_capacity.get(metric)) and _CAPACITY.search(*before):
        return capacity
    if (hired := roles.hired.get(metric)) and _HIRED.search(*before):
        return None if number.kinds.isdisjoint(_HEADS) else hired
    return helped_of_staff(metric, sentence, number) or _like_the_item_before(metric, sentence, number)


def _events_beside_hurt(metric: str, sentence: Sentence, number: Number) -> str | None:
    """The accidents, where 起 counts them and the sentence tells the hurt or killed as well: 工亡事故2起,工亡3人."""
    accidents = sentence.roles.accidents_of.get(metric)
    if accidents is None or number.raw_unit != "起" or not _EVENT_OF.search(sentence.own_label(number)):
        return None
    return accidents if _SO_MANY_HURT.search(sentence.text, sentence.start, sentence.end) else None


def _like_the_item_before(metric: str, sentence: Sentence, number: Number) -> str | None:
    """The metric of the item before in a list of one kind: 评估供应商418家,其中甲类89家; 处置废油12吨、废活性炭8吨."""
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    if told is None or before is None or before.raw_unit != number.raw_unit:
        return None
    last, roles = told[0].fit.metric, sentence.roles
    if metric in roles.suppliers_counted and last == roles.suppliers_checked:
        return last if sentence.is_part(number) else None
    if metric not in roles.waste_made or last not in roles.hazardous_waste_fates:
        return None
    return last if _WASTE_ITEM.fullmatch(sentence.text, before.unit_end, number.start) else None


def _taught(know: Knowledge, metric: str, sentence: Sentence, number: Number) -> str | None:
    """Those to whom the hours just told were given: 2,205 hours of training to |920 managers."""
    before = sentence.before(number) if "bare" in number.kinds else None
    told = sentence.read.get(before.start) if before is not None else None
    if (
        told is None
        or told[0].fit.metric != metric
        or not _GIVEN_TO.search(sentence.text, sentence.start, number.start)
    ):
        return None
    if not _LEARNERS.match(sentence.text, number.unit_end):
        return None
    named = ((name, one) for name, one in know.lexicon.families.items() if one.hours == metric)
    return next((one.people or name for name, one in named if one.people or name in sentence.roles.learners), None)


def _held_so_often(relatives: Family, sentence: Sentence, number: Number) -> str | None:
    """The courses, where 次 right behind a course counts them and not those who took part: 三级培训达35次."""
    if number.raw_unit != "次" or relatives.sessions is None:
        return None
    return relatives.sessions if _COURSE.search(sentence.own_label(number)) else None


def _took_part(know: Knowledge, relatives: Family, sentence: Sentence, number: Number) -> str | None:
    """Those who took part in courses on a topic, where the courses just counted name it and the number does not."""
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None and relatives.sessions is not None else None
    if told is None or told[0].fit.metric not in _courses_on_topics(know, relatives):
        return None
    courses = know.lexicon.families.get(told[0].fit.metric)
    return courses.people if courses and _TOOK_PART.fullmatch(sentence.own_label(number)) else None


def _courses_on_topics(know: Knowledge, relatives: Family) -> frozenset[str]:
    """The metrics of courses on each topic that a family of those who take part knows."""
    sessions = know.lexicon.families.get(relatives.sessions or "")
    return frozenset(sessions.topics.values()) if sessions else frozenset()


def _averaged(relatives: Family, sentence: Sentence, number: Number) -> str | None:
    """An average for each employee: the clause says so, and hours may be either a sum or an average."""
    if "hours" not in number.kinds and "bare" not in number.kinds:
        return None
    said = (
        _AVERAGE.search(sentence.own_label(number))
        or _ON_AVERAGE.search(sentence.text, sentence.start, number.start)
        or _EACH_OF_THEM.match(sentence.text, number.end)
    )
    return relatives.per.get("employee") if said else None


def _reduced(relatives: Family, choice: Choice, sentence: Sentence, number: Number, marks: Marks) -> str | None:
    """An amount avoided: the word stands before wording and number, and nothing is compared."""
    first = min(choice.hit.start, number.start)
    before = marks.spans("reduce", sentence.start, max(first, number.start))
    before = [s for s in before if not _NOT_AVOIDED.match(sentence.text, s[1])]
    compared = marks.any("compare", sentence.clauses.span(number.start)[0], sentence.clauses.span(number.start)[1])
    listed = not before and relatives.reduced is not None and _goes_on_from(relatives.reduced, choice, sentence)
    return relatives.reduced if (before or listed) and not compared else None


def _goes_on_from(metric: str, choice: Choice, sentence: Sentence) -> bool:
    """Whether a semicolon parts a bare item from a list of one metric: 削减COD52吨;|氨氮8吨."""
    before = sentence.previous
    if before is None or not before.read or ";" not in sentence.text[before.end - 1 : before.end + 1]:
        return False
    told = before.read[max(before.read)][0].fit.metric
    return told == metric and not sentence.text[sentence.start : choice.hit.start].strip(" ")


def _held(relatives: Family, sentence: Sentence, number: Number, marks: Marks) -> str | None:
    """A stock: words such as 累计, 拥有, "to date" stand before the number, and no word of gain between."""
    if relatives.stock is None:
        return None
    spans = marks.spans("stock", sentence.start, number.start)
    if not spans and _AS_OF.match(sentence.text, sentence.stops[0]):
        spans = marks.spans("stock", sentence.stops[0], number.start)
    if not spans:
        return None
    of_a_year = _OF_YEAR.search(sentence.text, spans[-1][1], number.start)  # 拥有专利258项,其中2016年申请52项
    in_turn = _IN_TURN.match(sentence.text, spans[-1][0]) and _ANY_YEAR.search(
        sentence.text, sentence.start, spans[-1][0]
    )
    return None if of_a_year or in_turn or marks.came_in_year(spans[-1][1], number.start) else relatives.stock


def _on_topic(
    relatives: Family,
    choice: Choice,
    sentence: Sentence,
    number: Number,
    marks: Marks,
    headings: tuple[Found, ...],
) -> str | None:
    """The topic that the sentence up to this clause, or else the heading, is on."""
    if not relatives.topics:
        return None
    start = sentence.start
    _, end = sentence.clauses.span(max(number.end - 1, min(choice.hit.end, sentence.end) - 1))
    if number.unit_end < choice.hit.end:  # 举办3次|质量培训和5次安全培训: not what the next counts
        end = min([end, *(n.start for n in sentence.numbers if choice.hit.end <= n.start and n.kinds & number.kinds)])
    others = marks.any("outsiders", start, end) or _is_of_others(choice, sentence, number)
    topics = {t: metric for t, metric in relatives.topics.items() if not (others and t == _OWN_STAFF)}
    spans = words_of_part(sentence, number, start, end)
    for topic, metric in topics.items():
        if any(_speaks_of(marks, f"topic_{topic}", sentence.text, low, high) for low, high in spans):
            return metric
    if _OWN_STAFF in topics and number.kinds == _MONEY and _FOR_WHOM.match(sentence.text, end):
        _, told = sentence.clauses.span(end + 1)
        if _speaks_of(marks, f"topic_{_OWN_STAFF}", sentence.text, end, told):
            return topics[_OWN_STAFF]
    own_fund = _OWN_STAFF in topics and _is_of_own_fund(marks, sentence, number)
    if own_fund or choice.fit.metric == sentence.roles.poverty_relief:  # no heading says another topic
        return topics[_OWN_STAFF] if own_fund else None
    if number.kinds == _MONEY and _NO_HEADING.search(sentence.own_label(number)):
        return None
    kept = {t for t, words in _KEEPS_OUT.items() if t in topics and _speaks_of(marks, words, sentence.text, start, end)}
    below = {t: metric for t, metric in topics.items() if t not in kept}
    listed = metric_of_last_item(sentence, number)
    return listed if listed in topics.values() else _of_headings(below, headings)


def _is_of_others(choice: Choice, sentence: Sentence, number: Number) -> bool:
    """Whether those counted are told to be none of the staff, whatever the heading is on: 资助|300多名贫困学生."""
    return choice.fit.metric in sentence.roles.outside_staff.values() and counts_outsiders(sentence, number)


def _of_headings(topics: dict[str, str], headings: tuple[Found, ...]) -> str | None:
    """The metric of the topic that the innermost heading with one is on; poverty relief is for none of the staff."""
    for above in reversed(headings):
        if _POVERTY not in topics and above.marks.get(f"topic_{_POVERTY}"):
            topics = {topic: metric for topic, metric in topics.items() if topic != _OWN_STAFF}
        for topic, metric in topics.items():
            named = contradictions.told(above, above.marks.get(f"topic_{topic}", ()))
            if named or (topic == _SAFETY and _is_on_safety(above)):
                return metric
    return None


def _is_on_safety(above: Found) -> bool:
    """Whether a heading is on safety at work by words that alone say nothing of it in a sentence: 安全责任."""
    others = (*above.marks.get("topic_data_security", ()), *above.marks.get("other_safety", ()))
    said = above.marks.get("heading_safety", ())
    return any(not any(low < b and a < high for low, high in others) for a, b in said)


def _is_of_own_fund(marks: Marks, sentence: Sentence, number: Number) -> bool:
    """Whether money is a fund's, of which the sentence before says that it helps the company's own staff."""
    before = sentence.previous
    if before is None or before.text != sentence.text or not _OWN_FUND.search(sentence.own_label(number)):
        return False
    start, end = before.start, before.end
    told = "基金" in before.text[start:end] and not marks.any("outsiders", start, end)
    return told and _speaks_of(marks, f"topic_{_OWN_STAFF}", before.text, start, end)


def _speaks_of(marks: Marks, topic: str, text: str, start: int, end: int) -> bool:
    """Whether a word of a topic stands there, other than in a name or in a list on many topics."""
    names = marks.spans("no_topic", start, end)
    if topic == "topic_safety":  # 信息安全|培训 is of data, 食品安全|培训 of products
        others = (*marks.spans("topic_data_security", start, end), *marks.spans("other_safety", start, end))
        names = [*names, *((a, b + 2) for a, b in others)]
    names = [*names, *((a, b) for a, b in marks.spans(topic, start, end) if of_pupils_outside(text, start, end, a, b))]
    return any(
        not any(low <= a and b <= high for low, high in names) and not is_one_course_of_many(text, a, b)
        for a, b in marks.spans(topic, start, end)
    )


def is_one_course_of_many(text: str, start: int, end: int) -> bool:
    """Whether words stand in a list of courses most of which are on other things: 入职培训、安全培训、技能培训等."""
    low, high = between_marks(text, start, end, _LIST_ENDS)
    courses = [item for item in text[low:high].split("、") if _COURSES.search(item)]
    return len(courses) >= _MANY and 2 * sum(text[start:end] in item for item in courses) < len(courses)
