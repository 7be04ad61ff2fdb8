"""What money was spent on, told behind it or in the clauses before, and the programme that the last sentence names."""

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence, width
from cnesg.framework.regexes import regex

_OVER_ALL = regex(r"共|总|累计|合计|全年|(?<!\d)年度|每(?!年(?:出资|捐资|捐赠|捐助)$)")
_TIMES = r"(?:先后|陆续|全部|专门|专项|统一|继续|同时|着力|积极|组织|定向|用来|于|在)"
_BUILT = (
    "完成|建成|建设|新建|修建|扩建|改建|兴建|援建|捐建|搭建|铺设|购置|添置|配备|购买|采购|安装|加装|更换|更新|新增|增设|改造|升级|硬化"
    "|修缮|实施|启动|推进"
)
_SPENT_ON = regex(
    r"(?:余|多)?(?:人民币|(?:的|扶贫|帮扶|专项|专用|公益|建设)*(?:资金|善款|款项?|经费))?(?:在[^,，。;；]{2,16}?[内中里上])?"
    rf"(?:,?(?:用于|分别|先后|用来)?(?P<whom>为|帮助)(?:[^,，。;；\d]|\d{{1,4}}(?=[余多]?[户名个所位人])){{2,20}}?"
    r"(?:建设|修建|援建|新建|安装|购买|购置|配备|添置|修缮|改造|维修|硬化|铺设)(?!项目|工程)"
    r"|,?用于(?:帮助|支持|扶持)[^,，。;；\d]{8,40}?发展(?=[^,，。;；]{4})"
    rf"|,{_TIMES}*(?:(?:20\d\d年)?\d{{1,2}}月(?:份|底|末)?)?(?:{_BUILT}|用于)"
    r"|,?(?=对[^,，。;；]{3,24}进行)对|,?(?=对[^,，。;；]{4,30}(?:改造|治理|升级|扩建|改建|维修|修缮|整治)(?:[,，。;；]|$))对|在[^,，。;；\d]{2,16}?(?:新建|修建|援建|兴建|捐建|建设|建成)"
    rf"|{_TIMES}*(?:{_BUILT}|用于|用以|对|进行|认购|资助|赞助|支持|帮助|独家冠名|冠名|作为|开展|参与|维修|整治|修复|举办|承办)"
    r"|由[^,，。;；\d]{2,20}?(?:主办|举办|承办|发起)的)"
    r"(?!后|以来|至|期间)了?(?:一[所座个条栋批套])?(?P<what>[^,，。;；:：(（]{2,60})"
)
_FOR_OTHERS_TOO = regex(r"[、和及与]\d.*$")  # 为146人购买|医疗保险|、158人购买养老保险
_NO_PURPOSE = regex(r"时间|期间|先后|以来|阶段|年[内间]|情况下|基础上|过程|前提|指导|领导|一系列")  # 在两年时间内|投入
_DONE_TO = regex(
    r"(?:等?)(?:及时|统一|全部)?(?:发放|送到|送至|送往|赠送).*$|进行(?:了)?[\u4e00-\u9fff]{0,8}$|(?:等)?(?:工作|建设)?$"
)
_SO_MANY_DONE = regex(
    r"\d[余多万]?(?:人次|[项个处台套条次人名户家株亩场期])$|\d$"
)  # 投入3,200万元,完成|治理工程12项: what else was done
_OTHER_SUM = regex(r"\d[\d.,]*[百千万亿]*元")  # 用于|产业扶贫180万元: a part of the sum
_SO_MANY = regex(  # 对|4名|大病村民, 对该村|60户|困难家庭
    r"(?:^|(?<=[村县镇乡]))\d[\d.,]*[余多]?(?:名|户|个|位|所|家|座|处|条|台|套)"
)
_SO_OFTEN = regex(r"\d[余多]?[次场期]$")  # 开展扶贫活动12次,捐资16万元: in all of them
_HOW_MANY = regex(
    r"(?:\d{1,6}|[一二三四五六七八九十百]{1,4})[余多]?[台套个座条部组项处]$|\d[\d.,]*万?(?:公里|千米|米|平方米|亩|公顷)$"
)  # 喷淋塔|2座
_MEASURE = "(?:公里|千米|米|平方米|亩|公顷|座|处|台套?|套|个|眼|盏|条|口|间|所|项|组|根|棵|株)"
_MEASURED = regex(rf"{_MEASURE}?[,，]?(?:共|累计|总|合计)?(?:投入|投资|出资|花费|耗资)")
_MEASURES = regex(rf"\d[\d.,]*[余多万]*{_MEASURE}")
_CARRIED_OUT = regex(r"进行了?(?=[\u4e00-\u9fff]{2,8}$)")
_MADE_FOR = regex(  # 日处理能力2万吨的|废水处理项目
    r"^(?:一[套座条])?(?:[日年]?(?:设计)?(?:处理|生产|净化|供水)?(?:能力|规模)|[日年](?:处理|产)量?)(?:约|为|达到?)?\d[^,，。;；的]{1,14}的"
)
_VERB_BEFORE = regex(rf"({_BUILT})了?$")
_SHORTEST_PURPOSE, _LONGEST_PURPOSE = 2.0, 26.0
_PROGRAMME = regex(
    r"[“\"]([^“”\"]{2,14}(?=[”\"][^,，。;；“”\"]{0,12}(?:活动|行动|工程|计划|基金)|基金[”\"])(?:基金(?=[”\"]))?)[”\"]"
)
_HELPED = regex(
    r"(?:定点|对口|结对|驻村|精准)(?:帮扶|扶贫|支援|联系|工作)|帮扶(?:点|村|对象)|扶贫(?:点|村|联系)|派驻?[^,，。;；]{0,12}驻|驻村|驻[^,，。;；]{2,12}村"
)
_VILLAGE = regex(  # 对|青岭县石桥村|进行定点帮扶, 进驻|石桥村
    r"(?:对|在|为|向|驻|赴|到|入|往|[帮扶](?:扶贫?|困)[点村]?|联系|结对|对象|[为是][:：]?)"
    r"((?:(?!贫困|困难|定点|对口|结对|农村|乡村|[三四五六七八九十][个条]?村|[各全多该本几两的了在对为向和与及等])[\u4e00-\u9fff]){2,14}?村)"
    r"(?![民委里内务支级庄企卫小医镇干、和及与]|振兴)"
)
_SO_FAR = regex(r"\s*截[至止]到?[^,，。;；]{0,10}[,，]")
_AIDED = regex(r"帮扶|慰问|救助|送温暖|温暖|关爱|帮困|解困|助学|互助|爱心")
_GOES_ON = regex(
    r"(?:活动|行动|期间|全年|年内|报告期内?|公司|集团|(?:该|本)?基金|(?:19|20)\d\d年度?|[,，])*"
    r"(?:共|合计|累计|发放|拨付|拨出|拨款|支付|支出|补助|帮助|为|给|对|慰问|走访|救助|帮扶|资助|送去|投入|筹集|筹措)"
)

_AT_ONCE = regex(r"(?:同时)?(?:对|为|向|给|慰问|走访|看望)")  # 春节前为职工发放米油;|对36名困难职工进行慰问
_FEAST = regex(r"((?:元旦[、和]?)?春节|两节|中秋节?|国庆节?|重阳节?|端午节?)(?:期间|前夕?|来临|之际)")

_FOR = r"(?:环保|环境保护|安全生产|安全|节能|扶贫|帮扶|专项|技改|治理|公益)?"
_SPENT = (
    rf"(?:完成)?了?{_FOR}的?(?:投入|投资|出资|花费|耗资|耗费|斥资|支出|捐资|捐助|捐款|援助|资助(?=[^,，]{{0,6}}资金))了?{_FOR}(?:(?:项目|工程)?建设)?(?:资金|费用|经费|专款|善款)?(?:金?额)?"
    r"(?:共计?|合计|累计|约|近|超过|逾|达到?|为|人民币)*"
)
_ONLY_SPENT = regex(rf"(?:公司|我们|已|先后|共计?|合计|累计|总计|总共)*{_SPENT}")
_WORK = (
    "改造|建设|治理|工程|项目|设施|升级|更新|修缮|整治|硬化|绿化|淘汰|系统|电站|修复|维修|维护|检测|监测|处理|改建|扩建|装置|设备|用品|车间"
    "|路灯|大棚|广场|厕所|道路|桥|井|棚|基地|体系|平台|站|室|所|中心|道路|水利|饮水|幼儿园|学校|医院|食堂|厂房|管网|活动|培训|宣传|演练"
)
_LEAD = regex(r"^(?:全年|年内|报告期内|其中[:：]?|本?公司|集团|我们|同时|先后)+")
_SPENT_AT = regex(  # 污水站扩建改造|共投入环保资金195万元, 公司为|净化塔|投入
    rf"(?:[为对]|在)(?P<for>[^,，。;；:：\d为在对]{{3,24}}?)(?:等?方面|领域|上|中)?(?:共计?|累计|总计|合计|总共)*{_SPENT}"
    rf"|(?P<of>[^,，。;；:：\d为在对]{{2,22}}?(?:{_WORK}))的?(?:等?方面)?(?:共计?|累计|总计|合计|总共)*{_SPENT}"
    r"|用于(?P<at>[^,，。;；:：\d]{3,24}?)(?:等?方面)?(?:的?(?:投入)?(?:资金|费用|支出|投入|金额))?(?:共计?|合计|约|近|达到?|为)*"
)
_DONE = regex(  # 对喷漆废气进行|净化改造,共投入160万元; 新增了|污水收集池,共投入
    r"(?:对|将)([^,，。;；\d]{2,20}?)进行了?(?:进一步|全面|整体|升级|技术|的)*"
    r"(?:改造|治理|处理|净化|建设|升级|扩建|整理|维护|更新|改建|修缮|提升|完善)"
    r"|(?:新增|购置|建设|建造|建成|安装|增设|修建|扩建|新建|改建|援建|捐建|兴建|加装|更换|采购|引进|实施|完成|启动|推进|开展|资助)[了有]?(?!的)"
    r"([^,，。;；]{3,24})"
)
_NAMED = regex(r"(?:其中[:：]?)?([^,，。;；:：\d]{3,24}(?:项目|工程))")  # |道路硬化项目|,投入资金30万元


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
        done, title = _DONE.search(sentence.text, low, high), _NAMED.fullmatch(sentence.text, low, high)
        named = _HOW_MANY.sub("", _DONE_TO.sub("", done[1] or done[2])) if done else title[1] if title else ""
        start = low
    return _telling(narrower, named, metric)


def purpose_in_label(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What money was spent on, told before the verb of its clause: 公司为|净化塔|投入环保资金38万元.

    Args:
        narrower: words that narrow nothing.
        sentence: the sentence of the number.
        number: a sum of money.
        metric: its metric.
    """
    if metric not in narrower.words.spent_before:
        return ""
    told = _SPENT_AT.fullmatch(_LEAD.sub("", _label_without_measures(sentence, number)))
    named = told["for"] or told["of"] or told["at"] if told else ""
    return _telling(narrower, named, metric)


def _label_without_measures(sentence: Sentence, number: Number) -> str:
    """A number's label, where its clause tells first how much was built with that: 修建道路|3.2公里|投入98万元."""
    label, (start, _) = sentence.own_label(number), sentence.clauses.span(number.start)
    if _MEASURED.match(label) is None or any(start <= read < number.start for read in sentence.read):
        return label
    return _MEASURES.sub("", sentence.text[max(start, sentence.start) : number.start])


def purpose(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """What money was spent on, told right behind it: 投入390万元完成|污水站扩建改造项目; not of a sum over all."""
    if metric not in narrower.words.spent_on or _OVER_ALL.search(sentence.own_label(number)):
        return ""
    found = _SPENT_ON.match(sentence.text, number.unit_end, sentence.end)
    if found is None or _SO_MANY_DONE.search(found["what"]) or _OTHER_SUM.search(found["what"]):
        return ""
    what = _FOR_OTHERS_TOO.sub("", found["what"]) if found["whom"] else found["what"]
    named = _SO_MANY.sub("", _HOW_MANY.sub("", _MADE_FOR.sub("", _done_to(what))))
    verb = _VERB_BEFORE.search(sentence.text, number.unit_end, found.start("what"))
    if verb and width(named) <= _SHORTEST_PURPOSE and (found["whom"] or named != what):
        named = verb[1] + named  # 修建|村道3.6公里, 为石桥中学修缮|校舍
    return _telling(narrower, named, metric)


def _done_to(told: str) -> str:
    """What something was done to, with what was done where that is but a word: 锅炉|进行|低氮改造."""
    named = _DONE_TO.sub("", told)
    told_shortly = width(named) <= _SHORTEST_PURPOSE and _CARRIED_OUT.search(told) is not None
    return _CARRIED_OUT.sub("", told) if told_shortly else named


def _telling(narrower: Narrower, named: str, metric: str) -> str:
    """What money was spent on, without words around it; empty where that says no more than the metric does."""
    named = residual(narrower.know, named)
    words = narrower.words
    if _NO_PURPOSE.search(named) or _SO_OFTEN.search(named):
        return ""
    if named in words.telling.get(metric, ()):
        return named.lower()
    known = _SHORTEST_PURPOSE < width(named) <= _LONGEST_PURPOSE and named not in words.own.get(metric, ())
    return named.lower() if known and narrower.narrows(named) else ""


def programme_before(sentence: Sentence, metric: str) -> str:
    """The programme for the staff that the sentence before names, where this one goes on."""
    before = sentence.previous
    if metric not in sentence.roles.aid_to_staff or before is None or before.text != sentence.text:
        return ""
    told = [classes["programme"] for _, classes in before.read.values() if "programme" in classes]
    if told and _SO_FAR.match(sentence.text, sentence.start):
        return told[-1]  # 关爱计划共资助6名员工。截至年底,我们共资助|92人
    named = None
    if _GOES_ON.match(sentence.text, sentence.start) and _AIDED.search(before.text, before.start, before.end):
        named = _PROGRAMME.search(before.text, before.start, before.end)
    if named is None and before.text[before.end - 1] in ";；" and _AT_ONCE.match(sentence.text, sentence.start):
        named = _FEAST.search(before.text, before.start, before.end)
    return named[1].lower() if named else ""


def village_before(sentence: Sentence, number: Number, metric: str) -> str:
    """The one village that the sentence, or the one before, says is helped, for a sum that it says went into relief.

    公司对青岭县石桥村进行定点帮扶。2023年投入帮扶资金|86.5万元.

    Args:
        sentence: the sentence of the sum.
        number: the sum.
        metric: its metric.
    """
    if metric != sentence.roles.poverty_relief:
        return ""
    if _HELPED.search(sentence.text, sentence.start, number.start) and (
        own := _village_in(sentence, sentence.start, number.start)
    ):
        return own
    before = sentence.previous
    if before is None or before.text != sentence.text or _VILLAGE.search(sentence.text, sentence.start, sentence.end):
        return ""
    return (
        _village_in(before, before.start, before.end) if _HELPED.search(before.text, before.start, before.end) else ""
    )


def _village_in(sentence: Sentence, start: int, end: int) -> str:
    """The one village that words name as one that is helped; empty where they name others too."""
    named = {one[1] for one in _VILLAGE.finditer(sentence.text, start, end)}
    return named.pop() if len(named) == 1 else ""
