"""Which part of the company a number is about: classes named in the words around it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from cnesg.extraction.ages import ages_in
from cnesg.extraction.clauses import JOINED
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.several_programmes import is_one_of_several
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.word_patterns import Fillers
from cnesg.framework.wording import ClassPattern, ClassWords

_LEFT_OUT = regex(  # 员工(不含劳务派遣), Global (excluding UK): no class of theirs
    r"(?i)\((?:[^()\d,，、;]{1,12}[,，、;]\s?)?"  # (人, 不含劳务派遣)
    r"(?:不含|不包括|不包含|扣除|剔除|excl(?:uding|udes|\.)?\s|except\s|other than\s|outside\s)[^()]*$"
)
_ALSO_IN = regex(
    r"(?i)\((?:[^()\d,，、;]{1,12}[,，、;]\s?)?"
    r"(?:(?:其中)?(?:含|包括|包含)|incl(?:uding|udes|usive of|\.)?\s|at least for\s"
    r"|e\.?g\.?,?\s|for example,?\s|such as\s)"
    r"[^()\d]*$"
)  # 员工(含派遣员工)640人, category (e.g. senior management): one of those counted, no class
# whose last character belongs to it
_NO_FILLER = (
    *("青年", "少年", "中年", "老年", "棉被", "冬被", "丝被", "绒被", "巾被"),
    *("审计", "会计", "设计", "统计"),
)
_REST_OF_BRACKET = regex(r"[^()\d]*\)")
_LONGEST_OUT = 64  # characters from the bracket on
_AND_BEYOND = regex(r"(?:学历)?[及或]?以[上下]")  # 大专以下 is another class than 大专
_GRADED = {"education", "level", "title"}  # ... and 市级以上 than 市级, 高级工以上 than 高级工
_JOINED = regex(rf"{JOINED.pattern}|\s?/\s?")  # 大专/本科
_LISTED = {"type", "source", "product", "education", "region"}  # dimensions of which two together make one class
_OTHERWISE = regex(r"[,，、;；](?:对?其[他它]|另外?)[^,，。;；、\d]{0,8}$")  # 向学校捐款20万元,其他捐款|5万元
_GIVEN_AFTER = regex(r"(?<=[\u4e00-\u9fff]{2})(?:物资|实物|物品|现金|善款|扶贫|助学|爱心)$")  # 福利院|物资
_FOR_KINDS = ("segment", "source", "part")  # where a kind goes whose dimension is taken
_OF_PEOPLE = {"title", "group", "gender", "function", "level", "ethnicity", "age"}  # dimensions of classes of people
_IN_NAME = regex(  # 技师|学院, 残疾人|联合会: whose name holds the word
    r"(?:[\u4e00-\u9fff]{0,2}?)(?:学院(?!毕业|学生|派)|学校(?!学生|毕业)|联合会|基金会|福利院|福利基金|敬老院|救助站|活动中心|服务中心|联谊会|康复中心|幼儿园|俱乐部|文化宫|之家)"
)
_BOTH_SCOPES = regex(r"范[围畴][一1]\s?[+＋、和及与&]\s?(?:范[围畴])?[二2]|(?i:scope 1, scope 2)")
_OF_WHOM = frozenset({"employment", "gender", "severity", "worker"})  # dimensions
_BOTH_CLASSES = regex(
    r"(?i)\b(?:permanent(?: and | & |/)(?:temporary|fixed[- ]term|non-permanent)"
    r"|full[- ]time(?: and | & |/)part[- ]time|(?:fe)?males?(?: and | & )(?:fe)?males?"
    r"|(?:wo)?men(?: and | & )(?:wo)?men"
    r"|(?:employees|staff|workforce|personnel)(?: and | & |/)(?:[a-z-]+ )?"
    r"(?:(?:sub-?)?contract\w*|third[- ]part(?:ies|y))"
    r"|(?:sub-?)?contractors(?: and | & |/)(?:own |direct |company )?(?:employees|staff|workforce))\b"
    r"|全职[及和与、]兼职|长期[及和与、]短期|[重轻]伤[及和与、][重轻]伤|(?:员工|雇员|职工)[及和与、]承[包揽]商"
)
_POINTS_BACK = regex(r"[该此]|上述|本次|这[一些次个项]")
_AROUND_NAMES = {  # of what is named, by dimension
    "holder": regex(
        r"^(?:本?公司(?:的)?)?(?:第[一二三四五六七八九十]大|(?:直接|间接)?控股|最大|主要)股东(?=[\u4e00-\u9fff]{2})"
    ),
    "committee": regex(
        r"^(?:报?告期[内末]?|[本年]年?度?内|全年|当年|本?公司|本届|董事会)+(?=[\u4e00-\u9fff]{2}.*委员会)"
    ),
    "recipient": regex(r"(?<=会)(?:提供|发起|捐献|主办)[\u4e00-\u9fff]*$|(?<=[\u4e00-\u9fff]{2})(?:发放|送去|送上)$"),
    "programme": regex(r"^(?:[年度]{0,2}[本该]?(?:公司|集团))+(?=[\u4e00-\u9fff]{4})"),
    "entity": regex(r"^[\u4e00-\u9fff]{1,8}?主体(?=[\u4e00-\u9fff]{4})"),
}
_BY_MEANS = regex(r"^[\u4e00-\u9fff]{0,10}?(?:过|利用|运用|借助|动用|启动)(?=[\u4e00-\u9fff]{4})")  # 通|过救助基金
_ANY_FUND = regex(
    r"(?:爱心|慈善|公益|关爱|员工|职工|困难|特困|医疗|大病|重大疾病|互助|救助|帮扶|帮困|内部|专项|保障|[和及、])+(?:基金|互助会)"
)
_NEXT_GIFT = regex(r"[,，;；](?:并|又|还|同时)?(?:积极)?(?:响应|参与|参加|号召|组织)")  # 向灾区捐款,|并响应倡议捐款
_ENDS_OF_GIFTS = ("recipient", "payer")  # dimensions
_OWN_TAKER = regex(  # 员工为灾区捐款2万元,慈善基金捐款|50万元: to another, and not by them
    r"[,，;；、][^,，。;；\d]{1,20}(?:基金会?|总会|十字会|慈善会|协会|工程|小学|中学|学校|福利院|敬老院|灾区)(?:现金|定向)?"
    r"捐[款赠助资](?:共计?|合计|累计|总计|约|达|人民币)*$"
    r"|[,，;；、](?:另|并|还|同时)*(?:资助|救助|奖励)[^,，。;；\d]{0,10}(?:学生|学子|大学生|儿童|困难户|群众|老人)[^。;；]{0,12}$"
)
_OTHER_GIVER = regex(  # 员工为灾区捐款2万元,公司|捐款50万元
    r"[,，;；、](?:其中)?(?:本?公司|集团|本行|我行|企业|我公司)(?:本部|另|又|再|还|也|亦|同时|共|累计)*(?:向[^,，。;；\d]{2,20})?捐[款赠助资]"
)
_OTHER_CAUSE = regex(  # 为“一日捐”活动捐款2万元,为抗洪救灾捐款|4万元
    r"[”\"]?[^,，。;；\d]{0,8}捐[款赠助资](?:[^,，。;；]|(?<=\d),(?=\d)){1,16}元[^,，。;；]{0,6}[,，;；、](?:并|又|还|另|同时)*[为向给][^,，。;；\d]{2,24}捐"
)
_LIST_MARKS = "•·●○◦■□▪▫◆◇◎★☆▲△▶►▸➢➤❖✓✔※" + "".join(
    chr(first + n) for first, count in ((0x2460, 40), (0x2776, 30), (0x3220, 10)) for n in range(count)
)  # ... and ① ⑴ ❶ ➀ ㈠
PUNCTUATION = f" \t,，、;；:：-–—*()（）[]\"'<>《》≥≤.。/|{_LIST_MARKS}"
_FISCAL_YEAR = regex(r"FY ?'?(?:20)?\d\d(?:[/-]\d\d)?")
_AHEAD = 60  # characters behind a number that a pattern may look at


def class_words(
    know: Knowledge, found: Found, text: str, start: int, end: int, metric: str, *, own: bool = False
) -> dict[str, str]:
    """Classes that stand in `text[start:end]`, by dimension; of two of one dimension the last and longest counts.

    Args:
        know: vocabulary and wording.
        found: what the lexicon found in `text`.
        text: the text as printed, with the offsets of `found`.
        start: where to begin.
        end: where to end.
        metric: the metric whose classes are wanted.
        own: only classes that some metrics have and others don't, this one among them.
    """
    classes: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    for begin, stop, one in _standing(know, found, text, start, end, metric):
        if own and not one.metrics:
            continue
        held = spans.get(one.dimension)
        if held and held[0] <= begin and stop <= held[1] and (held[1] - held[0]) > (stop - begin):
            continue
        if "(" in text[max(0, begin - _LONGEST_OUT) : begin] and _names_no_class(text, begin, stop):
            continue
        # 省部级以上奖励27项 go with those of 省部级
        graded = one.dimension in _GRADED and not one.name and metric != know.lexicon.roles.prizes
        more = _AND_BEYOND.match(text, stop, end) if graded else None
        listed = held and one.dimension in _LISTED and not one.name and _JOINED.fullmatch(text, held[1], begin)
        span = (held[0] if held and listed else begin, more.end() if more else stop)  # 粉煤灰、炉渣 are one class
        spans[one.dimension] = span
        classes[one.dimension] = one.name or text[slice(*span)].strip().lower()
    if ages := ages_in(text, start, end):
        classes["age"] = ages[-1][2]
    if "scope" in classes and metric in know.lexicon.roles.gases_each and _BOTH_SCOPES.search(text, start, end):
        del classes["scope"]  # 温室气体排放强度(范围一+范围二) is that of the total
    return classes


def _names_no_class(text: str, begin: int, stop: int) -> bool:
    """Whether brackets around a class say that it was left out or that it is among others."""
    low = max(0, begin - _LONGEST_OUT)
    if _LEFT_OUT.search(text, low, begin):
        return True
    return _ALSO_IN.search(text, low, begin) is not None and _REST_OF_BRACKET.match(text, stop) is not None


def class_spans(
    know: Knowledge, found: Found, text: str, start: int, end: int, metric: str
) -> dict[str, list[tuple[int, int, str]]]:
    """The classes that stand in `text[start:end]`, by dimension: start, end and name of each, in order.

    Args:
        know: vocabulary and wording.
        found: what the lexicon found in `text`.
        text: the text as printed, with the offsets of `found`.
        start: where to begin.
        end: where to end.
        metric: the metric whose classes are wanted.
    """
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for begin, stop, one in _standing(know, found, text, start, end, metric):
        listed, named = spans.setdefault(one.dimension, []), (begin, stop, one.name or text[begin:stop].strip().lower())
        if named not in listed:  # two entries may hold the same word
            listed.append(named)
    if ages := ages_in(text, start, end):
        spans["age"] = ages
    return spans


def _standing(
    know: Knowledge, found: Found, text: str, start: int, end: int, metric: str
) -> Iterator[tuple[int, int, ClassWords]]:
    """The words of `text[start:end]` that name a class of the metric by themselves, in order."""
    environment = know.is_of_environment(metric)
    for begin, stop, index in found.classes:
        one = know.lexicon.classes[index]
        if begin < start or stop > end or not divides(one, metric) or _cuts_of_which(found, begin):
            continue
        if _inside_longer(know, found, begin, stop, one, metric) or _part_of_word(one.never, text, begin, stop):
            continue
        if one.dimension in _OF_PEOPLE and (_IN_NAME.match(text, stop) or (environment and not one.metrics)):
            continue  # general office waste is of no rank
        yield begin, stop, one


def without_both(label: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a label without that of the staff where it names both: Permanent and temporary employees.

    >>> without_both("Full-time and part-time employees", {"employment": "part-time"})
    {}
    """
    if not classes.keys() & _OF_WHOM or _BOTH_CLASSES.search(label) is None:
        return classes
    return {dimension: name for dimension, name in classes.items() if dimension not in _OF_WHOM}


def divides(one: ClassWords, metric: str) -> bool:
    """Whether a class is one that figures of the metric come in."""
    return (not one.metrics or metric in one.metrics) and metric not in one.not_metrics


def _inside_longer(know: Knowledge, found: Found, begin: int, stop: int, one: ClassWords, metric: str) -> bool:
    """Whether a longer class word holds this one: 中高级职称 holds 高级职称.

    A class that only some metrics have yields to longer ones of its metric alone.
    """
    longer = (
        i
        for a, b, i in found.classes
        if a <= begin and stop <= b and b - a > stop - begin and not _cuts_of_which(found, a)
    )
    return any(not one.metrics or divides(know.lexicon.classes[i], metric) for i in longer)


def _cuts_of_which(found: Found, begin: int) -> bool:
    """Whether a class word begins with the end of the words for "of which": 其|中高级职称 in 其中高级职称30人."""
    return any(low < begin < high for low, high in found.marks.get("of_which", ()))


def _part_of_word(words: tuple[str, ...], text: str, begin: int, stop: int) -> bool:
    """Whether the characters `begin` to `stop` are part of one of these words."""
    text = text.lower()
    for word in words:
        at = text.find(word, max(0, stop - len(word)), begin + len(word))
        if 0 <= at <= begin and stop <= at + len(word):
            return True
    return False


def _nearest(
    one: ClassPattern, pattern: re.Pattern[str], text: str, near: tuple[int, int], around: tuple[int, int], at: int
) -> re.Match[str] | None:
    """What a pattern finds last before a number, else first behind it; only what ends at the number where it must."""
    other = one.dimension == "recipient" and _OTHERWISE.search(text, around[0], at)
    span = around if one.sentence and not other else near
    if one.to_number:
        span = around[0], at + _AHEAD
    found = [f for f in pattern.finditer(text, *span) if not one.to_number or f.end() == at]
    before = [f for f in found if f.start() < at]
    return before[-1] if before else next(iter(found), None)


def _is_of_another(text: str, programme: re.Match[str], at: int) -> bool:
    """Whether a programme is one of several or that of the gift before: 为“一日捐”捐款2万元,为救灾捐款|4万元."""
    end = programme.end(1)
    return is_one_of_several(text, *programme.span()) or _OTHER_CAUSE.match(text, end, max(at, end)) is not None


def told_classes(
    know: Knowledge,
    text: str,
    near: tuple[int, int],
    around: tuple[int, int],
    at: int,
    metric: str,
    held: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Classes that the surroundings tell: whom money was given to, which programme, which part of the company.

    Args:
        know: vocabulary and wording; the patterns are the grammar's.
        text: folded text.
        near: the span of number and wording.
        around: the span of the sentence up to the end of the number's clause.
        at: where the number stands.
        metric: the metric whose classes are wanted.
        held: classes found near the number; one from farther away replaces none, a longer name of it does.
    """
    classes: dict[str, str] = {}
    for one, metrics, pattern in know.lexicon.patterns:
        if metric not in metrics or one.dimension in classes:
            continue
        if one.of_number:
            own = pattern.match(text, at, len(text) if one.sentence else around[1])
            classes |= {one.dimension: one.name or own[1].strip().lower()} if own else {}
            continue
        if (chosen := _nearest(one, pattern, text, near, around, at)) is None:
            continue
        name = one.name or chosen[1].strip().lower()
        name = _GIVEN_AFTER.sub("", name) if one.dimension == "recipient" else name
        name = name_alone(one.dimension, name)
        if one.dimension == "recipient" and _POINTS_BACK.match(name):
            continue  # 为该活动捐款: what was named before
        if one.dimension in _ENDS_OF_GIFTS and _is_of_another_gift(text, one.dimension, chosen.end(), at):
            continue
        if one.dimension == "programme" and _is_of_another(text, chosen, at):
            continue
        if one.dimension == "programme" and (means := _BY_MEANS.match(name)):
            name = name[means.end() :]
            if _ANY_FUND.fullmatch(name):
                continue  # 通过救助基金, 利用爱心互助基金: what it was paid with
        shorter = (held or {}).get(one.dimension)
        if one.sentence and shorter and not (near[0] < chosen.end() and shorter in name):
            continue
        classes[one.dimension] = name
    if "programme" in classes and classes["programme"] in classes.get("recipient", ""):
        del classes["programme"]  # 向东湖大学|教育基金|会捐赠
    return classes


def _is_of_another_gift(text: str, dimension: str, told: int, at: int) -> bool:
    """Whether words between who gave or got a gift and a figure say that the figure is another gift's."""
    between = text, told, max(at, told)
    if _OWN_TAKER.search(*between):
        return True
    return (_NEXT_GIFT if dimension == "recipient" else _OTHER_GIVER).search(*between) is not None


def name_alone(dimension: str, name: str) -> str:
    """A name without the words around it that say what it is: 控股股东|华南集团, 报告期内公司|战略委员会, 基金会|发起.

    >>> name_alone("holder", "控股股东华南集团"), name_alone("committee", "报告期内公司战略委员会")
    ('华南集团', '战略委员会')
    """
    around = _AROUND_NAMES.get(dimension)
    return (around.sub("", name) or name) if around is not None else name


def aimed_at(breakdown: Mapping[str, str]) -> dict[str, str]:
    """The classes of a target: a kind that it already has stays beside it, under another name."""
    kind = breakdown.get("type", "target")
    held = {} if kind == "target" else {next(one for one in _FOR_KINDS if one not in breakdown): kind}
    return {**breakdown, **held, "type": "target"}


def residual(know: Knowledge, text: str) -> str:
    """What is left of a label when fillers (其中, 共计, 达到, "of which") and punctuation at its ends are taken away.

    Args:
        know: vocabulary and wording; the fillers are the words marked `filler` and `verb`.
        text: folded text between a clause's beginning and a number, or a table's label.
    """
    return _trimmed(know.lexicon.fillers, text)


@lru_cache(maxsize=4096)
def _trimmed(fillers: Fillers, text: str) -> str:
    """A text without fillers at its ends; a table asks for the same label once a value."""
    text = text.strip(PUNCTUATION)
    while text:
        shorter = fillers.taken_off(text).strip(PUNCTUATION)
        if shorter and text.endswith(_NO_FILLER) and text[:-1].endswith(shorter):
            shorter += text[-1]
        if shorter == text:
            break
        text = shorter
    is_year = text.isdecimal() or _FISCAL_YEAR.fullmatch(text)  # one whose 年 was taken away, or FY23
    return "" if is_year else text
