"""Of which kind it is that did not happen, and which statements of zero are of another thing, or of no decision."""

from dataclasses import dataclass, replace

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.clauses import Clauses
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.gates import classed
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.framework.lexicon import Found
from cnesg.framework.metric_roles import MetricRoles
from cnesg.framework.regexes import regex

_NO_FARTHER = regex(
    r"[。;；!！]|(?<![A-Za-z])(?:but|(?:change|increase|decrease|reduction|rise|fall|drop|decline|improvement|growth"
    r"|deterioration|difference|uptick|spike)s? (?:in|of|to|for|from))(?![A-Za-z])"
)
_OF_ANOTHER_NOUN = regex(  # did not have a| system for complaints, but a| case of fraud
    r"(?<!\bcase)(?<!\bincident)(?<!\binstance)(?<!\breport)(?<!\boccurrence)(?<!\bbreach)(?<!\ballegation)(?<!\bclaim)"
    r"(?<!\bviolation)(?<!\bfine)(?<!\bpenalty)(?<!\bsanction)(?<!\bkind)(?<!\btype)(?<!\bform)(?<!\bcomplaint)"
    r"\s(?:in|of|on|for|to|between|against|with|about|from|over)\s"
)
_ANY_ACCIDENT = regex(r"(?:安全|生产)*(?:责任|伤亡|人身伤亡)?事故")  # it says no more than that it was one
# 未发生|因机场责任原因造成的航空运输|安全事故
_CAUSED = regex(r"((?:因|由于)[^,，。;；、]{2,14}?(?:造成|导致|引起|引发|所致))的?[\u4e00-\u9fff]")
# ... or what it would harm: 未发生|危及电网稳定|的事故
_HARMING = regex(r"(?:危及|威胁|影响)[^,，。;；、]{2,14}?(?=的?(?:事故|事件))")
# ... or the work in which nothing happened, told before: |海上作业|未发生安全事故, |招投标|工作未发生违规行为
_IN_WORK = regex(
    r"(?:(?<=[,，。;；:：年内月])|(?<=公司)|(?<=集团)|(?<=全年)|(?<=在)|(?<![\s\S]))"
    r"(?!在|公司|集团|全年|年度|各|本|我|日常|生产|安全|经营|主要|相关|上述|所有)"
    r"(?P<work>[\u4e00-\u9fff]{2,6}?(?:作业|施工|运输|飞行|航行|检修)|[\u4e00-\u9fff]{0,4}?(?:招投标|招标|采购)(?:采购)?)"
    r"(?:工作|过程|环节|活动|期间|[中时])*(?:均|全年|始终|一直)*$"
)
_GRAVE = regex(  # ... or whom it hurt: 未发生|造成人员死亡|的安全责任事故
    r"(?:造成|导致|致使?|引起)(?:了|人员|人身|员工|职工|人)*(?:死亡|重伤|轻伤|伤亡|伤害)"
    r"(?:[和及或与](?:重大|严重)?(?:经济|财产)损失)?(?=的)"
)
# what did not happen is the kind of it: 不存在|拖欠供应商货款|的情形, 未因违反|劳动保障|方面的法律法规受到处罚
_WHAT = regex(
    r"(?:未曾|从未|没有|不存在|未|无)(?:发生|出现|存在|发现|有|过|任何|一起|实行|因)*"
    r"(?:违反(?P<law>[^,，。;；]{2,24}?)(?:方面|领域)?的?(?:有关|相关)?法[律规]"
    r"|(?P<what>[^,，。;；]{2,24}?)(?:等)?(?:的)?(?:情形|情况|行为|事件|现象|事项|案件))"
)
# 全年未发生|火灾、爆炸、中毒|等事故: all that it lists, known or not, where no item is of another metric
_LISTED = regex(
    r"(?:(?:未曾|从未|没有|未|无)(?:发生|出现|有|过|任何|一起|一例|生产|安全)*|杜绝了)(?:特别重大|重特大|重大|较大|一般)?(?:及?以上)?(?:的)?"
    r"(?P<list>(?:[^,，。;；、\d和与及或无未没]{1,8}、)+[^,，。;；、\d和与及或无未没]{1,10}?(?:(?:以及|[和与及])[^,，。;；、\d和与及或无未没]{1,8}?)?)(?:(?:等)(?:各类|安全|生产|责任|重大)*(?:事故|事件)|(?P<last>事故))"
)
_OF_OTHER_METRICS = regex(r"[死伤亡病疫]|污染|环[境保]|[泄失]密|泄露|质量|投诉|舆情|廉|违|诉讼|信息|网络|数据")
_RULES_BROKEN = regex(r"违反了?《([^《》]{4,30})》")  # 不存在违反《|上市公司内部控制指引|》的情形
# ... and of an item of a list of several: 不存在拖欠货款或|侵犯客户权益|的情形, 损害公司和股东利益 being one
_NEXT_WRONG = r"[、或]|(?:以及|[和与及])(?=其他|[侵违偷泄贿虚]|损害|拖欠|逾期|内幕|不正当|占用|商业)"
_WHAT_OF_ITEM = regex(
    r"(?:(?:未曾|从未|没有|不存在|未|无)(?:发生|出现|存在|发现|有|过|任何|一起|实行|因)*)?(?:其[他它])?"
    rf"(?P<what>(?:(?!{_NEXT_WRONG})[^,，。;；]){{2,24}}?)(?:等)?的?(?=情形|情况|行为|事件|现象|事项|案件|{_NEXT_WRONG}|$)"
)
_TRIMMED = regex(r"^(?:有关|上述|该等?|因)+|(?:之|等)$|而?(?:受到|导致|引起|引发)[^,，。;；]*$")
_ANY_BREACH = regex(  # it says no more than that law was broken, or that somebody was punished
    r"(?:重大|严重|其他|各类|各种|任何|相关|违反|法律|法规|国家|有关|违法|违规|违纪|不合规|行政|监管|处罚|受到|被|诉讼|仲裁|合规"
    r"|中国|证监会|证监局|交易所|部门|机构|主管|政府|谴责|批评|通报|公开|惩戒|措施|[、和及与或的等])*"
)
# by what it is caused: 因废水排放超标引起的|责任事故 is one of the environment
_POLLUTES = regex(
    r"(?:因|由于)[^,，。;；]{0,24}?(?:污水|废水|废气|烟尘|粉尘|排放|污染|环保)[^,，。;；、]{0,12}?(?:造成|导致|引起|引发|所致)"
)
_OF_OTHERS = regex(
    r"(?:供应商|供货商|承包商|分包商)[^,，。;；]{0,4}(?:存在|使用|发生)"
)  # 未发现供应商存在使用|强迫劳动
# what is proposed first: 2022年度拟不派发现金红利; of which rules say when there is none (亏损时可以不进行现金分红),
# and which a part of the year may be without
_NOT_YET = regex(r"可以?$|尚$|半年|中期|季度|子公司|interim")
_RULE = regex(r"[如若]|时[,，]|情[况形]下|条件|规定|原则|章程|政策|应当")
_DECISION = regex(r"拟|预案|决定|决议|董事会|(?:19|20)\d\d年度?")
_REASONS = regex(r"[^,，。;；]{0,4}(?:原因|情[况形]|条件|的[,，]|说明)")
_NEAR = 24  # characters before a negation
_SHARED = {"severity", "worker", "gender", "controls"}  # classes that the first thing of a list has for all of it
_OWN = {"severity", "type"}
_HURT = regex("[亡伤]")  # 未发生工亡事故、|火灾事故: of the first alone


_BEFORE = regex(r"(?i)\b(employee|contractor)\s(?:fatalit|death|injur|lost)")
_AMONG = regex(r"(?i)\s(?:among|amongst|of|to)\s(?:our |the |its |own )*(employee|contractor)s(?! (?:and|or|nor)\b)")


def parted(negation: str, between: str) -> bool:
    """Whether what stands between a negation and a wording keeps them apart: no| increase in injuries.

    Args:
        negation: the words that say that there is none.
        between: the text from there to the wording.
    """
    if _NO_FARTHER.search(between):
        return True
    return negation.endswith((" a", " an")) and _OF_ANOTHER_NOUN.search(between) is not None


@dataclass(frozen=True, slots=True)
class Zero:
    """A statement of zero: the wording of the metric and the words that make it zero.

    `item` is where its own words begin: behind the negation, or behind the item before in a list; `alone` where the
    same negation says it of nothing else, `apart` where no other statement is of the same item; `kind` is the one of a
    list that shares its noun.
    """

    entry: int
    metric: str
    start: int
    end: int
    words: str
    target: bool
    item: int
    proposed: bool = False
    alone: bool = True
    apart: bool = True
    kind: str = ""

    def candidate(self, know: Knowledge, passage: Passage, found: Found, year: int) -> Candidate:
        """The fact that the statement makes."""
        classes = class_words(know, found, passage.text, self.start, self.end, self.metric)
        own = class_words(know, found, passage.text, self.item, self.end, self.metric)
        classes = {k: v for k, v in classes.items() if k in _SHARED and (k in own or not _HURT.search(v))}
        classes |= {k: v for k, v in own.items() if k in _OWN}
        if self.metric in know.lexicon.roles.accidents and (grave := _GRAVE.search(passage.text, self.item, self.end)):
            classes["severity"] = grave.group()
        if "type" not in classes and (kind := self._kind(know, passage.text)):
            classes = {k: v for k, v in classes.items() if v not in kind} | {"type": kind}
        if kinds := self.kind or self._accidents_listed(know, passage.text):
            classes = classes | {"type": kinds}
        classes = dict(know.lexicon.entries[self.entry].breakdown) | classes
        if self.metric in know.lexicon.roles.harm_at_work and (whose := _whose(passage.text, self.item, self.end)):
            classes["worker"] = whose
        if self.metric == know.lexicon.roles.severe_accidents:
            classes.pop("severity", None)  # the metric's name says it
        elif "severity" in classes and _ANY_ACCIDENT.fullmatch(classes.get("type", "")):
            del classes["type"]  # 一般及以上|安全生产责任事故
        if self.target:
            classes["type"] = "target"
        elif self.proposed:
            classes = {"status": "proposed"}
        metric, classes = classed(know, self.metric, classes)
        if metric in know.lexicon.roles.accidents and set(classes) >= _OWN and not classes["type"].isascii():
            # of one kind that a grade and a thing name together: 较大及以上|火灾事故
            classes = {k: v for k, v in classes.items() if k not in _OWN} | {
                "type": classes["severity"] + classes["type"]
            }
        place = passage.place(self.start, self.end)
        unit = know.lexicon.entries[self.entry].unit or know.unit_of(metric)
        return Candidate(
            metric, 0.0, unit, self.words, "", None, classes, year,
            "target" if self.target else "actual", "zero", "text", place,
            (place.page or 0, place.line, passage.origin[self.start]),
        )  # fmt: skip

    def _accidents_listed(self, know: Knowledge, text: str) -> str:
        """The kinds of accident that a negation lists before the noun that they share; empty where it lists none."""
        found = _LISTED.match(text, self.start) if self.metric in know.lexicon.roles.accidents else None
        if found is None or _OF_OTHER_METRICS.search(found["list"]):
            return ""
        return found["list"] + (found["last"] or "")

    def _kind(self, know: Knowledge, text: str) -> str:
        """What the words between the negation and the thing say of it: by what cause it is, or of which kind."""
        span = text[self.item : self.end]
        if self.metric != know.lexicon.roles.env_incident and (cause := _CAUSED.search(span)):
            return cause[1]
        if self.metric in know.lexicon.roles.accidents and (harmed := _HARMING.search(span)):
            return harmed.group()
        breach = self.metric == know.lexicon.roles.breaches
        if breach or self.metric in know.lexicon.roles.accidents:
            what = self._broken(text) if breach else ""
            work = None if what else _IN_WORK.search(text, max(0, self.start - _NEAR), self.start)
            if work or breach:
                return work["work"] if work else what
        telling = know.lexicon.grammar.narrowing.telling.get(self.metric, ())
        return next((word for word in telling if word in span), "")

    def _broken(self, text: str) -> str:
        """Which rules were not broken, or what wrong was not done; empty where the words say no more than that."""
        rules = _RULES_BROKEN.search(text, self.start, self.end + _NEAR)
        if rules and rules.start() <= self.end:
            return rules[1]
        what = self._what(text)
        return "" if _ANY_BREACH.fullmatch(what) else what

    def _what(self, text: str) -> str:
        """What did not happen, in the words of the report: all that the negation is of, or the item of a list."""
        if not self.alone:
            by_whom = "被" in text[self.start : self.end]  # 没有被交易所质疑或谴责: what was done to it, no kind
            what = _WHAT_OF_ITEM.match(text, self.item) if self.apart and not by_whom else None
            return _TRIMMED.sub("", what["what"]) if what else ""
        what = _WHAT.match(text, self.start)
        return _TRIMMED.sub("", what["law"] or what["what"]) if what else ""


def _whose(text: str, start: int, end: int) -> str:
    """Whose accidents did not happen: no employee fatalities, no fatalities |among our employees; empty for all."""
    found = _BEFORE.search(text, start, end) or _AMONG.match(text, end)
    return f"{found[1].lower()}s" if found else ""


def of_its_own(roles: MetricRoles, zero: Zero, marks: Marks, text: str, clauses: Clauses) -> Zero | None:
    """The statement as what it is of: of the environment by its cause, proposed, or None where nothing was decided.

    Args:
        roles: which metrics are of breaches, of accidents and of what is decided.
        zero: the statement.
        marks: the text's marked words.
        text: folded text.
        clauses: the clauses of the sentence.
    """
    if (polluting := roles.polluting.get(zero.metric)) and _POLLUTES.search(text, zero.item, zero.end):
        return replace(zero, metric=polluting)
    if zero.metric == roles.breaches and _OF_OTHERS.search(text, zero.start, zero.end):
        return None
    if zero.metric not in roles.dividends:
        return zero
    if _is_no_decision(text, clauses, zero):
        return None
    return replace(zero, proposed=marks.any("proposed", clauses.start, zero.end))


def _is_no_decision(text: str, clauses: Clauses, zero: Zero) -> bool:
    """Whether words around what was not paid out say when it may be so, or that it is of a part of the year."""
    before = clauses.start, zero.start
    if _NOT_YET.search(text, *before) or _NOT_YET.search(text, zero.start, zero.end) or _REASONS.match(text, zero.end):
        return True
    return _RULE.search(text, *before) is not None and _DECISION.search(text, *before) is None
