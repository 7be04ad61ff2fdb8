"""How a number in a sentence is meant: as a value of the year, a target, a sum over years, a change, a rule."""

from dataclasses import dataclass, field

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.adding_up import adds_up_to
from cnesg.extraction.prose.leaning.bracketed_parts import is_bracketed_part
from cnesg.extraction.prose.leaning.restatements import said_again
from cnesg.extraction.prose.leaning.shares import leans
from cnesg.extraction.prose.leaning.wholes import added_up, is_carried_on, lists_things
from cnesg.extraction.prose.meanings.aim_years import year_aimed_at
from cnesg.extraction.prose.meanings.no_facts import is_no_fact
from cnesg.extraction.prose.meanings.periods import period_of
from cnesg.extraction.prose.meanings.phrasal_verbs import is_of_verb
from cnesg.extraction.prose.meanings.plans import is_planned, is_proposed
from cnesg.extraction.prose.meanings.unnamed import own_name
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import LIST_LINK, Choice, Sentence
from cnesg.extraction.prose.wordings.governed import is_governed
from cnesg.extraction.prose.wordings.subjects import names_nothing, speaks_of_it
from cnesg.extraction.prose.years.asides import BRACKET
from cnesg.extraction.prose.years.come_to import came_to
from cnesg.extraction.prose.years.comparisons import comparing
from cnesg.extraction.prose.years.left_behind import year_left_behind
from cnesg.extraction.prose.years.years import is_each_year
from cnesg.extraction.prose.years.years_behind import year_to_come
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_OF_SALES = regex(r"占[^,，。;；]{0,14}收入")  # 研发投入再增,占工业销售收入|5%
# the label of another rate than the subject's: 投运率100%,脱硫效率98%
_OWN_RATE = regex(
    r"(?<![占比概覆盖参])率(?:均|已|也|约|近|为|是|达|到|至|在|保持|提高|提升|降|下降|高于|不?低于|超过|只有|仅)*\s?$"
)
_THE_REST = {"其他", "其它", "其余", "其他人员", "其余人员", "其他员工"}
_THAN_BEFORE = regex(
    r"(?:较|比|同比|与)(?:上年度?|上一年度?|去年|20\d\d年)?(?:同期)?(?:相比)?[,，]?(?:持续|再|又)?(?:减少|下降|降低|增加|提高|增长|上升)"
)
_MORE_THAN_THEN = regex(
    r"(?:与|和|同)(?:[^,，。;；]|(?<=\d),(?=\d)){2,24}相比[,，]?(?:净|共|合计|公司)?(?:新增|净增|增员|多)[^,，。;；\d]{0,8}$"
)
_QUOTED = regex(r"[\"“《][^\"”》]*$")  # in a name: "双提升"班长集训营
# a change that a course or plan is about: 管理人员能力|提升|培训
_NAME_OF = regex(r"(?:专项|专题|系列)?(?:培训|训练|研修|轮训|进修|课程|班|计划|工程|讲座)")
_BY = regex(r"(?i)\bby\s(?:(?:about|around|nearly|approximately|over|more than|another)\s)?$")
_KEPT_BELOW = regex(r"(?:低于|小于|不超过|不高于|控制在|<|≤)[^,，。;；]{0,4}$")
_KEPT_AT_LEAST = regex(
    r"(?:确保|保证|力保)[^,，。;；\d]{2,14}(?:维持|保持|稳定|控制|处于)?在[^,，。;；\d]{0,3}$"
)  # 确保满意度维持在|90%以上
_ABOVE = regex(r"\s?(?:及?以[上内下]|左右)")
_AND_WAS = regex(r"[^,，。;；]{0,6}[,，(]?\s?实际")
_OF_AIM = regex(  # 完成了0.06吨标煤/万元|的节能降耗目标
    r"的(?:年度|全年|考核|节能|降耗|减排|能耗|节水|用水|控制|计划|工作|预期|既定|任务|[、和及])*(?:目标|指标)"
)
_EXPECTED = regex(
    r"预计|预期|预估|有望|届时|年(?:均)?(?:发电|上网电)量?可达|设计年|(?:建成|投产|达产|竣工)(?:投产|投运|运营|使用)?后"
    r"|(?:启动|开工|动工|签约|奠基)[,，][^,，。;；]{0,8}将"  # 项目正式启动,将整合光伏和储能,每年减排二氧化碳850吨
)
_AIMED = regex(
    r"(?:公司|集团|我们)?(?:力争|争取|计划|预计|规划)?(?:在|于|到|至)[^,，。;；]{0,4}(?:十[四五六]五|20[2-5]\d年|未来)[^,，。;；]{0,4}(?:末|底|前|期间|时)$"
    r"|(?:公司|集团|我们)?(?:计划|力争|争取|规划|拟)(?:在|于)?(?:未来|今后)[^,，。;；]{0,4}[内中]?$"
    r"|(?:公司|我们)?(?:力争|争取)"
)
_NAMED_YEAR = regex(r"20\d\d")
_STRIVES = regex(r"(?:公司|集团|我们)?(?:力争|争取|计划|预计|规划)")
# what makes it no aim: got, 争取|到; what a share is taken of, 每年将|收入的5%投入研发
_GOT = regex(
    r"(?<=[按照]计划完成)(?<![将要]按计划完成)|(?<=[按照][年原][度定]计划完成)|(?<=争取)[到得了]|(?<=每年将)[^,，。;；\d]{0,12}(?:收入|利润|营业额|销售额|产值|总额)的?[^,，。;；\d]{0,3}\d"
)
_SET_AS_AIM = regex(r"(?:制[定订]|确定|提出|设定|下达|既定|拟定|年初)的[^。;；]{0,90}?(?:目标|预算|指标|计划)")
_SET_BEFORE = regex(r"(?![^:：]*(?:完成|达成|实现|达到))[^:：]*目标值?[:：]\s?(?:约|近)?$")  # 设定了用水量目标:|3,200吨
_REACH_OF_AIM = 60  # characters back
_TO_WHAT = 32  # ... for what a figure came to: to an average of approximately
# the least that a company promises to pay out: 每年以现金方式分配的利润应不低于当年实现的可分配利润的20%
_AT_LEAST = regex(r"不少于|不低于|不得低于|不得少于|不小于")
_PLAN = regex(r"未来[三3]年[(（]((?:20)\d\d)\s?年?\s?[-~—–至到]{1,2}\s?(20\d\d)")
_PAST = regex(r"实际|截至|截止|累计|已|全年|年内|报告期")
_NOUN_BEHIND = regex(
    r"(?i)\s(?:ghg |greenhouse gas |carbon )?(?:emissions|footprint|consumption|withdrawal|waste|rate)"
    r"\s[^\d.;,()]{2,40}"
)
_SUM = regex(r"^(?:以上)?(?:合计|共计|总计|总和)(?:约|为|达|人民币)*$")
_TO_NEW = regex(
    r"(?i),?\s(?:to|and (?:now )?(?:stood|stand) at)\s[^.;\d]{0,12}\d"
    r"(?!(?:[^.;]|\.\d)*\b(?:relative|against|compared|base|baseline|versus|since|than)\b)"
)  # fell by 6% to 412,000
_UP_BY = regex(r"(?i)\b(?:up|down)(?: by)?(?: about| some| nearly| over)? $")  # up 3% and| 4% from 2022
_WITH_SUCH = regex(  # 14.2%| compared with 16.8% in 2022: figures of one thing in two years
    rf"(?i)\s(?:as )?(?:compared|against|versus|vs\.?)(?: (?:with|to))? {ABOUT}(?!(?:19|20)\d\d\b)\d"
)
_SINCE = regex(  # fell by 16% from 2021 to 2022, by 3% compared with last year
    r"(?i)(?: (?:lower|less|down|reduction|decrease|below|in|of|on|our|emissions|intensity|average)){0,4},? "
    r"(?:(?:when )?compared (?:with|to)|from|than|on|versus|vs\.?|against|relative to|over)(?: that of| those of| in"
    r"| for)?"
    r" (?:the )?(?:(?:FY ?)?(?P<year>20\d\d)(?: to (?P<to>20\d\d))?|previous|last|prior|preceding|year before)\b"
    r"|(?i: (?:lower )?(?:year[- ]on[- ]year|year[- ]over[- ]year|yoy|during the year)\b)"
)
_SINCE_HAN = regex(r"(?:较|比|与)(?:(?P<year>20\d\d)年(?!.{0,8}基[准线年])|去年|上年|上一?个?(?:年度|财年)|前一年)")
_CUT = {"下降", "降低", "减少", "减排"}
_IN_A_YEAR = regex(r"20\d\d年(?!.*(?:同比|上年|去年))")
_TOO = regex(r"[,，、][^\d,，、;；。]{0,12}(?:减少|下降|降低|减|增加|上升)(?:了|约)?")
_BASE = regex(r"(?i)[^.;,\d]{0,40}(?:20\d\d )?[^.;,\d]{0,20}\b(?:base ?line|base year)")


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
    start, _ = sentence.clauses.span(number.start)
    inside = choice.role not in {"heading", "passage"}
    from_hit = choice.hit.end if inside and start <= choice.hit.end <= number.start else start
    moved = year_left_behind(know, sentence, number, year) is not None
    if not moved and _is_change(know, marks, sentence, number, choice, from_hit):
        return None
    no_fact = is_no_fact(know, marks, sentence, number, choice, moved=moved)
    if no_fact or _is_of_one_year(sentence, number, choice, year):
        return None
    if (
        choice.carried
        and not (moved or came_to(know, sentence, number, year))
        and not _carries(know, marks, sentence, number, choice)
    ):
        return None
    if not inside and marks.any("other_entity", max(sentence.start, start - 12), number.start):
        return None
    each = is_each_year(sentence.text, sentence.start, number.start, year)
    return Meaning(year=year) if each else _kind(know, marks, sentence, number, choice, year)


def _carries(know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the subject of an earlier clause can be carried on to this number's clause.

    It can where the clause says "of which" or names a known class, or no label of its own: a label that nobody knows
    names another thing.
    """
    start, _ = sentence.clauses.span(number.start)
    of_own_rate = "percent" in number.kinds and _OWN_RATE.search(sentence.own_label(number))
    if of_own_rate or _of_several(marks, sentence, number):
        return False
    if (
        choice.sure
        or marks.any("of_which", max(sentence.start, start - 6), number.start)
        or is_carried_on(know, sentence, number, choice)
        or is_bracketed_part(know, sentence, number, choice)
        or is_governed(know, sentence, number, choice)
        or leans(sentence, number)
        or said_again(know, sentence, number) is not None
        or _of_brackets(sentence, number, choice)
    ):
        return True
    label = sentence.own_label(number) or sentence.before_bracket(number, choice.hit.end)
    if _SUM.match(label) and _sums_up(sentence, number):
        return False
    begin = sentence.text.rfind(label, 0, number.start)
    own = own_name(know, sentence, number, label)
    leaves = choice.role == "sentence" and not choice.fit.weak and names_nothing(label)
    leaves = leaves or (choice.role == "passage" and speaks_of_it(label))
    if not own or leaves or marks.any("respectively", begin, number.start):
        return True
    adds_up = choice.role == "sentence" and number.kinds & COUNTS and len(own) > 1 and added_up(sentence, number)
    if choice.role == "passage" and (whole := sentence.used.get((choice.hit.start, choice.hit.end))):
        adds_up = number if len(own) > 1 and adds_up_to(sentence, number, whole[0]) else None
    cut_again = own.lstrip("较比") in _CUT and _is_next_cut(sentence, number, choice, label)
    leaves = cut_again or _of_subject(know, label, own, choice)
    if adds_up or leaves or lists_things(know, sentence, number, choice, own):
        return True
    named = class_words(know, sentence.found, sentence.text, begin, number.unit_end + 6, choice.fit.metric)
    return bool(set(named) - {"severity"}) or (
        own in _THE_REST and bool(sentence.last_classes)
    )  # 重大 stands before anything


def _is_next_cut(sentence: Sentence, number: Number, choice: Choice, label: str) -> bool:
    """Whether emissions are cut by so much in another year than before: 较2020年下降16%,目标到2030年下降|40%."""
    before = sentence.before(number)
    told = sentence.read.get(before.start) if before is not None else None
    cut = sentence.roles.gases_cut
    return told is not None and told[0].fit.metric == choice.fit.metric == cut and bool(_IN_A_YEAR.search(label))


def _of_brackets(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether only brackets part a wording from its noun: "Scope 1 and 2 (market-based) emissions were"."""
    aside = (
        BRACKET.match(sentence.text, choice.hit.end + 1)
        if sentence.text[choice.hit.end : choice.hit.end + 1] == " "
        else None
    )
    return aside is not None and _NOUN_BEHIND.fullmatch(sentence.text, aside.end(), number.start) is not None


def _of_several(marks: Marks, sentence: Sentence, number: Number) -> bool:
    """Whether a list of numbers is one each of the several metrics before: 废气3吨及废水7吨,密度分别为0.1吨及0.3吨."""
    numbers, text = sentence.numbers, sentence.text
    first = last = numbers.index(number)
    while first and LIST_LINK.match(text[numbers[first - 1].unit_end : numbers[first].start]):
        first -= 1
    while last + 1 < len(numbers) and LIST_LINK.match(text[numbers[last].unit_end : numbers[last + 1].start]):
        last += 1
    begin, _ = sentence.clauses.span(numbers[first].start)
    if first == last or not marks.any("respectively", begin, numbers[first].start):
        return False
    before = {sentence.read[n.start][0].fit.metric for n in numbers[:first] if n.start in sentence.read}
    return len(before) > 1


def _sums_up(sentence: Sentence, number: Number) -> bool:
    """Whether numbers of the same kind and of several metrics stand before: their sum is none of them."""
    before = {
        sentence.read[n.start][0].fit.metric
        for n in sentence.numbers
        if n.start < number.start and n.start in sentence.read and n.kinds & number.kinds
    }
    return len(before) > 1


def _of_subject(know: Knowledge, label: str, own: str, choice: Choice) -> bool:
    """Whether a label leaves it to the subject what it is of: 覆盖率达到100%."""
    metric = choice.fit.metric
    if metric == know.lexicon.roles.research_share and _OF_SALES.search(label):
        return True
    return any(own in word and word in label and metric in of for word, of in know.lexicon.grammar.of_subject.items())


def _is_change(
    know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice, from_hit: int
) -> bool:
    """Whether a number is a difference or a rate of change: such a word stands between wording and number.

    "Fell by 5 % to 45,000" and 降至45,000 end at the value itself.
    """
    of = comparing(know.lexicon)
    if of.reached.search(sentence.text[max(from_hit, number.start - _TO_WHAT) : number.start]):
        return False
    more = "persons" in number.kinds and _MORE_THAN_THEN.search(sentence.text, sentence.start, number.start)
    if more or "points" in number.kinds or _in_list_of_changes(know, marks, sentence, number):
        return True
    start, end = sentence.clauses.span(number.start)
    about_change = choice.fit.metric in sentence.roles.less_than_before
    if about_change or of.difference.match(sentence.text, number.unit_end):
        than_before = _THAN_BEFORE.search(sentence.text, from_hit, number.start) is not None
        than_before = than_before or _changes_too(sentence, number)  # SO2减排量较上年度减少1,500吨,COD减少|80吨
        return not about_change or (than_before and choice.fit.metric not in sentence.roles.rates)
    own = (choice.hit.start, choice.hit.end)
    spans = [s for s in marks.spans("change", from_hit, number.start) if not (own[0] <= s[0] and s[1] <= own[1])]
    spans = [s for s in spans if not _QUOTED.search(sentence.text[max(start, s[0] - 6) : s[0]])]
    spans = [s for s in spans if not _NAME_OF.match(sentence.text, s[1]) and not is_of_verb(sentence.text, s)]
    if spans or _changes_by(marks, sentence, number, from_hit):
        return True
    with_such = _WITH_SUCH.match(sentence.text, number.unit_end)
    if not with_such and ("percent" in number.kinds or "bare" in number.kinds):
        return marks.close_after("change", number.unit_end, end)
    return False


def _is_of_one_year(sentence: Sentence, number: Number, choice: Choice, year: int) -> bool:
    """Whether emissions fell by so much within a year, which is a change and no reduction against a base year."""
    if choice.fit.metric != sentence.roles.gases_cut or _BASE.match(sentence.text, number.unit_end):
        return False
    before = _SINCE_HAN.search(sentence.text, sentence.start, number.start)
    if before is not None:
        return before["year"] is None or int(before["year"]) == year - 1
    since = _SINCE.match(sentence.text, number.unit_end)
    if since is None:
        return _TO_NEW.match(sentence.text, number.unit_end) is not None
    return since["year"] is None or int(since["year"]) in {year - 1, int(since["to"] or 0) - 1}


def _in_list_of_changes(know: Knowledge, marks: Marks, sentence: Sentence, number: Number) -> bool:
    """Whether the number ends a list that begins as one of changes: 分别增长7.1%、38.5%, 分别降低16千克、3千克."""
    first = _listed_first(sentence, number)
    reached = comparing(know.lexicon).reached
    if first is not number and _UP_BY.search(sentence.text, max(sentence.start, first.start - _TO_WHAT), first.start):
        return True
    if first is number or reached.search(sentence.text[max(sentence.start, first.start - _TO_WHAT) : first.start]):
        return False
    return marks.close_before("change", first.start, sentence.clauses.span(first.start)[0])


def _changes_too(sentence: Sentence, number: Number) -> bool:
    """Whether a figure is told like the change right before it: COD较2022年减少62吨,氨氮减少|3吨."""
    at = sentence.numbers.index(number)
    last = sentence.numbers[at - 1] if at else None
    if last is None or last.start in sentence.read or last.raw_unit != number.raw_unit:
        return False
    if _TOO.fullmatch(sentence.text, last.unit_end, number.start) is None:
        return False
    return _THAN_BEFORE.search(sentence.text, sentence.clauses.span(last.start)[0], last.start) is not None


def _listed_first(sentence: Sentence, number: Number) -> Number:
    """The first number of a list in whatever units: 分别降低0.7立方、233千克."""
    numbers, at = sentence.numbers, sentence.numbers.index(number)
    while at and LIST_LINK.match(sentence.text[numbers[at - 1].unit_end : numbers[at].start]):
        at -= 1
    return numbers[at]


def _changes_by(marks: Marks, sentence: Sentence, number: Number, from_hit: int) -> bool:
    """Whether the verb stands before the wording: "cut Scope 2 emissions by 4,800 tonnes"."""
    start, _ = sentence.clauses.span(number.start)
    return bool(_BY.search(sentence.text[start : number.start])) and marks.any("change", start, from_hit)


def _kind(know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice, year: int) -> Meaning:
    text, (start, end) = sentence.text, sentence.clauses.span(number.start)
    classes: dict[str, str] = {}
    kind, when = "actual", None
    aimed = _is_aimed_at(marks, text, sentence.start, number.start)
    future = year_aimed_at(sentence, number, choice, year, aimed=aimed)
    to_come = year_to_come(text, sentence.start, number.start, number.unit_end, year)
    then = future or to_come or year
    if then > year:
        kind, when = "target", then
        classes["type"] = "target"
    elif (
        _is_aimed_at(marks, text, start, number.start)
        or _SET_BEFORE.match(text, sentence.label_start(number), number.start)
        or _expected(sentence, number, choice)
        or _aimed_before(sentence, start, year)
        or _set_as_aim(sentence, number)
        or marks.any("target", number.unit_end, min(end, number.unit_end + 6))
        or _OF_AIM.match(text, number.unit_end)
        or (_KEPT_AT_LEAST.search(text, start, number.start) and _ABOVE.match(text, number.unit_end))
        or (_KEPT_BELOW.search(text, start, number.start) and _AND_WAS.match(text, number.unit_end))
    ):
        kind = "target"
        classes["type"] = "target"
    elif choice.fit.metric == sentence.roles.payout_ratio and _AT_LEAST.search(text, start, number.start):
        plan = _PLAN.search(text, sentence.start, number.start)
        kind, when = "target", int(plan[2]) if plan else year
        classes["type"] = "target"
    if choice.fit.metric in sentence.roles.dividends and is_proposed(marks, sentence, number):
        classes, kind = {"status": "proposed"}, "actual" if when is None else kind  # 预案...,预计派发14.2亿元: no aim
    elif kind == "actual" and is_planned(marks, sentence, number, start, choice.fit.metric):
        classes["status"], kind = "planned", "forecast"
    period, set_year = period_of(know, marks, sentence, number, choice, year)
    if period:
        classes["period"] = period
    return Meaning(kind, classes, set_year or when)


def _is_aimed_at(marks: Marks, text: str, start: int, end: int) -> bool:
    """Whether a word of aiming stands there; what one has fought for and got (争取|到), or did as planned, is none."""
    return any(not _GOT.match(text, at) for _, at in marks.spans("target", start, end))


def _aimed_before(sentence: Sentence, start: int, year: int) -> bool:
    """Whether the clause before only says by when something is aimed at: 力争到“十四五”末,研发投入强度达到5%以上.

    至2023年末, said of a year that is over, is when something was counted.
    """
    if start - 2 < sentence.start:
        return False
    begin, end = sentence.clauses.span(start - 2)
    told = any(begin <= n.start < end for n in sentence.numbers)
    aimed = None if told else _AIMED.match(sentence.text, begin, end)
    named = _NAMED_YEAR.search(aimed[0]) if aimed is not None else None
    over = named is not None and int(named[0]) <= year
    return aimed is not None and not (over and _STRIVES.match(aimed[0]) is None)


def _set_as_aim(sentence: Sentence, number: Number) -> bool:
    """Whether a number is one of those that were set as aims: 年初制定的营业收入31亿元、净利润2.9亿元的目标."""
    found = _SET_AS_AIM.search(sentence.text, max(sentence.start, number.start - _REACH_OF_AIM), sentence.end)
    return found is not None and found.start() < number.start and number.unit_end <= found.end()


def _expected(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether the sentence so far tells what a project will bring: 预计年发电70万千瓦时,每年节约标准煤252吨."""
    if choice.fit.metric not in sentence.roles.yields:
        return False
    said = sentence.text[sentence.start : number.start]
    expected = list(_EXPECTED.finditer(said))
    return bool(expected) and _PAST.search(said, expected[-1].end()) is None
