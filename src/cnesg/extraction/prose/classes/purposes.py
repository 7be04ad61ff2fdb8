"""What money was spent on, told behind it or in the clauses before, and the programme that the last sentence names."""

import re

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence, width

_OVER_ALL = re.compile(r"共|总|累计|合计|全年|年度|每(?!年(?:出资|捐资|捐赠|捐助)$)")
_SPENT_ON = re.compile(
    r"(?:余|多)?(?:人民币|资金|善款|专项资金|的资金)?(?:在[^,，。;；]{2,16}?[内中里上])?(?:,?(?:为|帮助)[^,，。;；\d]{2,16}?(?:建设|修建|援建|新建|安装)|,(?:完成|建成|建设|新建|购置|安装|用于)|用于|用以|用来|对|进行|完成|实施|建设|建成|新建|改造|购置|购买|认购|采购"
    r"|安装|新增|更新|推进|资助|赞助|支持|援建|修建|帮助|独家冠名|冠名|作为|开展)了?([^,，。;；:：(（]{3,60})"
)
_DONE_TO = re.compile(r"进行(?:了)?[\u4e00-\u9fff]{0,8}$|(?:等)?(?:工作|建设)?$")
_SO_MANY_DONE = re.compile(
    r"\d[余多万]?(?:人次|[项个处台套条次人名户家株亩场期])$|\d$"
)  # 投入3,200万元,完成|治理工程12项: what else was done
_SO_MANY = re.compile(r"^\d[\d.,]*[余多]?(?:名|户|个|位|所|家|座|处|条|台|套)")  # 对|4名|大病村民
_HOW_MANY = re.compile(r"\d{1,6}[余多]?[台套个座条部组项处]$")  # 喷淋塔|2座
_LONGEST_PURPOSE = 26.0
_PROGRAMME = re.compile(r"[“\"]([^“”\"]{2,14})[”\"][^,，。;；“”\"]{0,12}(?:活动|行动|工程|计划)")
_AIDED = re.compile(r"帮扶|慰问|救助|送温暖|关爱|帮困|解困|助学")
_GOES_ON = re.compile(r"(?:活动|行动|期间|全年|年内|[,，])*(?:共|累计|发放|慰问|走访|救助|帮扶|资助|送去|投入)")


_ONLY_SPENT = re.compile(
    r"(?:公司|我们|已|先后|共计?|合计|累计|总计|总共)*(?:投入|投资|花费|耗资|耗费|斥资)了?(?:环保|安全|技改|治理|专项)?(?:资金|费用)?"
    r"(?:共计?|合计|累计|约|近|超过|逾|达|人民币)*"
)
_DONE = re.compile(  # 对喷漆废气进行|净化改造,共投入160万元; 新增了|污水收集池,共投入
    r"(?:对|将)([^,，。;；\d]{2,20}?)进行了?(?:进一步|全面|整体|升级|技术|的)*"
    r"(?:改造|治理|处理|净化|建设|升级|扩建|整理|维护|更新|改建|修缮|提升|完善)"
    r"|(?:新增|购置|建设|建造|建成|安装|增设|修建|扩建|新建|改建|加装|更换|采购|引进|实施|完成)[了有]?(?!的)"
    r"([^,，。;；]{3,24})"
)


def purpose_before(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What money was spent on, told in the clauses before one that tells but how much: 更换了除尘滤袋,共投入|38万元.

    Args:
        narrower: words that narrow nothing.
        sentence: the sentence of the number.
        number: a sum of money.
        metric: its metric.
    """
    if metric not in narrower.words.spent_before:
        return ""
    label, named = sentence.own_label(number), ""
    if _ONLY_SPENT.fullmatch(label) is None:
        return ""
    start, _ = sentence.clauses.span(number.start)
    while start > sentence.start and not named:
        low, high = sentence.clauses.span(start - 2)
        if low >= start or any(low <= n.start < high and n.start in sentence.read for n in sentence.numbers):
            break
        done = _DONE.search(sentence.text, low, high)
        named = _HOW_MANY.sub("", _DONE_TO.sub("", done[1] or done[2])) if done else ""
        named = residual(narrower.know, named)
        start = low
    known = 2 < width(named) <= _LONGEST_PURPOSE and named not in narrower.words.own.get(metric, ())
    return named.lower() if known and narrower.narrows(named) else ""


def purpose(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What money was spent on, told right behind it: 投入390万元完成|污水站扩建改造项目; not of a sum over all."""
    if metric not in narrower.words.spent_on or _OVER_ALL.search(sentence.own_label(number)):
        return ""
    found = _SPENT_ON.match(sentence.text, number.unit_end, sentence.end)
    if found is None or _SO_MANY_DONE.search(found[1]):
        return ""
    named = residual(narrower.know, _SO_MANY.sub("", _HOW_MANY.sub("", _DONE_TO.sub("", found[1]))))
    known = 2 < width(named) <= _LONGEST_PURPOSE and named not in narrower.words.own.get(metric, ())
    return named.lower() if known and narrower.narrows(named) else ""


def programme_before(sentence: Sentence, metric: str) -> str:
    """The programme for the staff that the sentence before names, where this one goes on."""
    before = sentence.previous
    if metric not in sentence.roles.aid_to_staff or before is None or before.text != sentence.text:
        return ""
    if _GOES_ON.match(sentence.text, sentence.start) is None or not _AIDED.search(
        before.text, before.start, before.end
    ):
        return ""
    named = _PROGRAMME.search(before.text, before.start, before.end)
    return named[1].lower() if named else ""
