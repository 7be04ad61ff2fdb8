"""Numbers beside a wording that state no fact of its metric: rules, frequencies, articles, amounts for each."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.meanings.other_pollutants import is_of_other_pollutant
from cnesg.extraction.prose.outsiders.exclusions import is_excluded
from cnesg.extraction.prose.outsiders.not_values import is_no_value
from cnesg.extraction.prose.outsiders.other_english_things import is_of_other_english_thing
from cnesg.extraction.prose.outsiders.other_things import is_of_other_thing
from cnesg.extraction.prose.outsiders.others import is_of_others
from cnesg.extraction.prose.outsiders.owners import belongs_to_others
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.former import is_former
from cnesg.framework.metric_roles import MetricRoles
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, PEOPLE

_OPENED, _CLOSED = regex(r"[\"“「]$"), regex(r"[\"”」]")
_EVERY = regex(
    r"(?i)每(?:年|月|季度?|周|天|日|半年|两年|个月|次)[^,。]{0,16}$|(?:every|each|per) (?:year|month|quarter|week)"
)
_MOST_OFTEN = 12  # a count above this is no frequency
_RHYTHM = regex(r"(?<!\d)[一两二三四五半1-5]年$")  # 两年一次
_OCCASIONS_OF = regex(r"(?:活动|检查|演练|次数)(?:共计?|合计|约|近|达到?|超过|逾|累计)*$")
_BY_PEOPLE = regex(
    r"[,，、]?(?:共计?|累计|约|近|超过|逾|有|合计)*\d[\d,]*[余多]?(?:人次|人|名)"
)  # 20多次近500余人次参加的活动
_HOLDS = regex(
    r"\s*(?:\d{4}年\d{1,2}月)?(?:本|我|母)?公司(?:现|直接|间接|合计|共)?(?:持有|持股|占股)(?!(?:本|上市)?公司)"
)
_INVESTED_IN = regex(r"(?:投资入股|入股|参股|收购|增资)[^。;；]{2,20}[,，](?:公司)?(?:持有?股|占股)比例")
_NEAR_CLASS = 40  # characters back
_SHARE_CLASS = regex(
    r"(?:(?:流通|发行|境[内外]上市|总?计)[^,，。;；持]{0,4}[ABH]股|[ABH]股(?:股份|股本|总数|总计|总量|合计|共|发行)|流通股|限售(?:条件)?(?:流通)?股|优先股)"
    r"[^。;；持户名东]*$"
)
_EACH = regex(
    r"每(?:人|户|名|位|生|件|台|家|亩|吨|月)[^,，。;；]{0,12}$"
    r"|每(?:销售|售出|卖出|购买|成交|生产|转发|捐出)\s?[一1]?\s?[台件辆单份套张瓶袋盒条步][^,，。;；]{0,20}$"
)
_FOR_EACH = regex(
    r"(?i)\s?(?:per|a|for each|for every) (?:employee|head|person|capita|colleague|fte|worker|staff member)\b"
)
_EACH_ONE = regex(r"(?i)\s*(?:each|every)\s(?!year|month|quarter)[a-z]")
_ONE_OF = regex(r"(?i)\bper\s$")  # fatalities per 10,000 employees
_EACH_TOO = ("hours", "days/", "%", "score")
_TAKEN = regex(  # 组织480名员工参加, 向196名高管授予: some are chosen, not all counted
    r"(?:组织|选派|安排|选送|派出|派遣|抽调|邀请|推荐|表彰|奖励|评选|评出|授予|资助|帮助|引进|向|对|给|让|使|为|将|把"
    r"|看望|探望|慰问|走访|选拔|提拔|培养|每[个名位台辆座条]?[\u4e00-\u9fff]{1,8}配[备置])"
    r"(?:了|全体|全部|所有|约|近|共计?|其中|\s)*$"
)
_CONCERNED = regex(
    r"(?:惠及|涉及|覆盖|吸引|关怀|慰问|看望|走访)(?:了|全体|全部|所有|一线|在职|困难)*$"
)  # 惠及|员工650人
_DONE_FOR = regex(r"(?:为|给|帮助)(?:约|近)?$")  # 为12名新进员工举办了生日会
_DID = regex(  # 52人|获得技师资格, 30名大学生|得到助学金: what some did in the year is no headcount
    r"(?:[\u4e00-\u9fff]{0,8}?(?:员工|职工|人员|学生|党员|女工|干部|专家))?"
    r"(?:已|均|都|先后|分别|成功|顺利|新|共|全部|直接|积极|自愿)*"
    r"(?:荣?获(?!聘)得?|取得|考取|通过|入选|入围|被(?:评|授|纳入|选|列|提|破|聘)|晋升|晋级|参加|参与|参保|参评|享受|申请|申报|报名|领取|收到|受到|接受|签订|签署"
    r"|完成|加入|转为|转正|集结|评为|评上|当选|进站|退休|离职|脱产|就业补|补贴)"
)
_A_TEAM = regex(
    r"[^,，。;；\d]{0,16}(?:和|及|与|、)[^,，。;；\d]{0,16}(?:组成|构成)的?[^,，。;；]{0,8}(?:团队|小组|队伍|工作组|委员会|专班)"
)
_A_GAIN = regex(r"(?:左右|以上)?的?(?:直接|间接|综合)?经济效益")
_AT_HAND = regex(r"(?:现有|拥有|具有|持有|目前|截[至止]|年末|年底|期末)[^。;；]{0,30}$")
_BY_WHOM = regex(r"被(?:约|近|超过|逾)?$")  # 被587名院士评为: people of anywhere who did something
_A_HEAD = regex(r"人均|户均")
_OF_EACH_UNIT = regex(
    r"^每(?!年|月|季|周|日|天|次|股|(?:10|十|百|100)股|个?员工|名|位)[^,，。;；:：]{1,8}"
)  # 每万载重吨废水排放量
_ALLOWED = regex(  # what may be or could be done is no amount of the year
    r"(?i)\b(?<!within )(?<!below )(?:permits? (?:us |the \w+ )?(?:to|a|of|up)|permits? (?:allows?|limits?|sets?|caps?)"
    r"|allows? (?:us |a |for |up )"
    r"|allowed (?:to|up)|limit(?:s|ed)? (?:of|to|at)|quota|capped at|threshold"
    r"|can (?:treat|handle|process|store|produce|generate|supply|hold)"
    r"|(?:treatment|storage|annual|design|processing|production) capacity|capacity (?:of|to)|enough to)\b"
)
_INTENDED = regex(
    r"(?i)\b(?:would|could|might|intention to|intend to build|committed to (?:build|develop|install)ing)\b"
)
_MONEY = frozenset({"money"})
_OTHERS = regex(  # the subject is a country, an industry, a supplier, or anyone
    r"(?i)\s*(?:(?:on average|according to [^,]{3,40}),?\s)?(?:"
    r"(?:an?|each|the average|one|every)\s(?:typical |average |single |ordinary )?(?:[a-z]+\s)?"
    r"(?:car|household|home|person|tree|family|citizen)\b"
    r"|the world\b|global |(?:worldwide|globally)(?:\s|, (?!we\b|our\b|the (?:group|company|bank)\b))|china\b|india\b"
    r"|(?:europe|africa|asia|latin america|north america) (?:generat|emit|consum|produc|us)(?:ed|es|s|ted|ts)\b"
    r"|the (?:eu|european union|country|united states|us|uk|city|province|government"
    r"|(?:[a-z]+ ){1,3}(?:industry|sector))\b"
    r"|(?:[a-z-]+ ){0,3}(?:industry|sector)\s(?:as a whole |is |was |emits|accounts|uses|consumes|produces)"
    r"|(?:our |the |its |one of our )?(?:[a-z-]+ )?(?:suppliers?|competitors?|peers?)\s"
    r"(?:[a-z]+ed|report|use|emit|plant)\b"
    r"|under the (?:scheme|law|directive|regulation)\b|the (?:law|standard|directive|regulation)\b"
    r"|the scheme\b(?! (?:has |have )?(?:benefit|help|support|reach|serve|assist|provide|offer)))"
)
_EACH_HOUR = regex(r"\s?/\s?(?:h|d|小时|天|日)(?![a-z])")
_MEASURED = frozenset({"mass", "volume", "energy", "co2", "power"})
_COUNTED = COUNTS | {"bare"}
_NOT_USED = regex(r"(?:减少|降低|节约|节省|少)了?$")  # before what is used: 减少了|天然气消耗
_PART_OF = regex(r"(?i)\s(?:out )?of (?:the |our |its |their |all )?(?:[a-z]+'s? )?(?:total )?")
_EACH_DAY = regex(r"(?i)\s(?:of [a-z -]{2,30} )?(?:per|a|each|every) (?:day|hour|minute|second)\b")
_BY_THE_HOUR = regex(
    r"每小时|每天|每日|日均|日处理|每昼夜|[一单]天|(?<![\d\u4e00-\u9fff])日(?=[回节耗用产排取供减]|新增)"
)
_FLOWS = frozenset({"mass", "volume"})
_TOLD_BY = regex(  # a source other than the company
    r"(?:根据|据|按照|按)?[^,，。;；\d]{0,16}(?:协会|统计局|组织|国家[^,，。]{1,6}[局委部]|[^,，。]{2,6}署|国际[^,，。]{2,8}|联合国|世界银行|研究机构|研究院"
    r"|咨询机构|咨询公司)"
    r"[^,，。;；]{0,16}?(?:统计|数据|测算|预测|报告|显示|公布|发布|估计|披露)[^,，。;；]{0,6}[,，]"
)
_PASSED = regex(r"(?:突破|跨越|迈上|迈入|跨入|踏上|站上|冲破)了?$")
_MARK = regex(r"(?:的)?(?:大关|关口)")
_OF_THE_COUNTRY = regex(
    r"(?:(?:19|20)\d\d年(?:度|末|底)?[,，]?|截至[^,，]{4,12}[,，]?)?"
    r"(?:我国|全国|全行业|行业内?平均|同行业|[全我该](?:省|市(?!场|值)|县|自治区)(?!各|分|支|内|范围|系统|网点|机构|员工|职工|[共总]计|累计|开展|举办|组织))(?!首|领先|最|先进|第|唯一|性|知名|优秀|劳|五一)"
)
_OF_THE_WORLD = regex(
    r"(?:(?:19|20)\d\d年(?:度|末|底)?[,，]?)?(?:全球|全世界|世界)(?!各|首|领先|最|第|总部|运营|业务|范围)"
)
_PUT_RIGHT = regex(
    r"[,，、]?(?:其中)?(?:已|已经|现已|目前已)?(?:完成|全部)?(?:整改|治理|消除|销号)(?:完成|完毕|到位|了)?"
)
_AS_MUCH_AS = regex(r"(?:相当于|等同于|等效于|约等于)[^,，。;；\d]{0,12}$")
_LIMIT = regex(  # 排放浓度不得高于|50毫克: what is allowed at most
    r"(?:不得|不应|不应当|不允许|不准)(?:高于|超过|大于|多于|超出|突破)(?:国家标准|标准值|限值)?的?(?:约|人民币)?$"
    r"|不得(?:低于|少于|小于)(?:员工|职工|雇员|人员|全体|董事|公司)[^,，。;；\d]{0,8}$"  # 进用人数不得低于员工总人数|1%
)
_LEAST_ASKED = regex(  # shall employ at least |13 people; must not be less than |1%
    r"(?i)\b(?:shall|must|required to|have to|need to)\b[^.;]{0,80}?"
    r"\b(?:at least|(?:no|not|not be) (?:less|fewer) than|a minimum of|at a minimum)\s?$"
)
_STANDARD = regex(  # 国家标准要求处理率不低于|98%: so says a rule
    r"(?:标准|规范|法规|条例|办法|政策|国家)[^,，。;；:：\d]{0,6}(?:要求|规定|明确)[^,，。;；:：\d]{0,30}"
    r"(?:不得?(?:低于|少于|小于|高于|超过|大于)|(?<!远)[低高]于)$"
)
_OF_SO_MANY = regex(r"每(?:百|千|万|十万|百万|\d+万?)[名人辆台件户个]")  # 每万名客户投诉量
_OWN_COMPANY = regex(r"(?<!上市)公司|集团|我们|我行|本行|全行|本集团|报告期")
_OF_A_PLACE = regex(  # 全县有贫困户1万户: what a village is like is nothing that was done for it
    r"(?:全|该|此|本|[\u4e00-\u9fff])?(?:村|县|乡|镇|旗|屯)[^,，。;；\d帮扶助惠使动为]{0,6}?(?:共|现|总|尚|仍|还)?有(?!效)"
)
_HELPED = regex(r"帮|扶(?!贫)|助|捐|惠|使|带动|解决|慰问|实现|脱贫|受益|公司|集团|我[们行]|本行")
_OTHER_COMPANY = regex(
    r"(?:例如|如|其中)?[,，]?(?:(?:19|20)\d\d年(?:度|末|底)?[,，]?)?(?:[\u4e00-\u9fff]{0,4}某|同行|竞争对手|客户[A-Z甲乙丙])[^,，。;；\d]{0,10}(?:公司|企业|银行|集团|供应商|工厂|厂商)"
)
_SUPPOSED = regex(r"如果|假如|假设|假定|倘若|若(?=全|每|能|都|将|按照?每)")  # 如果全国推广,每年可减排80万吨
_FOR_EACH_UNIT = regex(  # 每回收1吨废纸,可节约用电580度、用水26吨
    r"每[\u4e00-\u9fff]{0,4}\s?[1一]\s?(?:吨|公斤|千克|度|千瓦时|立方米|升|亩|棵|张|件|台|辆|只|个|t|kg|kwh|m3)"
    r"[^。;；]{0,16}(?:可|能|约|相当|等于|节|减|需)",
    re.IGNORECASE,
)
_OR_MORE = regex(r"\s?(?:\([^()]{1,4}\))?(?:及|或)?以上")  # 未发生3人以上|重伤事故: from which size none happened
_WHERE_SO_MANY = regex(r"(?:及)?以上者")  # 员工总人数67人|以上者,应进用身心障碍者
_AT_LEAST_SO_MANY = regex(r"至少[^,，。;；\d]{0,6}$")  # 监事会中至少安排一名职工监事


def is_no_fact(
    know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice, *, moved: bool = False
) -> bool:
    """Whether a number, though a wording near it fits, says nothing about that metric.

    Args:
        know: vocabulary and wording.
        marks: marked words of the passage.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        moved: whether it is known to be the figure of the year before.
    """
    start, _ = sentence.clauses.span(number.start)
    return (
        _is_rule(marks, sentence, number, start)
        or is_no_value(sentence, number, choice)
        or (not moved and is_former(know, sentence, number))
        or _is_supposed(sentence, number)
        or _is_of_each_hour(sentence, number)
        or is_of_other_pollutant(marks, sentence, number, choice)
        or _is_not_used(sentence, number, choice)
        or _is_of_another_noun(sentence, number, choice)
        or _is_of_others(sentence, number)
        or _is_of_place(sentence, number, choice.fit.metric)
        or is_of_others(sentence, number, choice.fit.metric)
        or belongs_to_others(sentence, number, choice)
        or is_of_other_thing(sentence, number, choice)
        or is_excluded(know, sentence, number, choice.fit.metric)
        or is_of_other_english_thing(sentence, number, choice)
        or _is_threshold(sentence, number)
        or _is_of_found(sentence, number, choice)
        or _is_no_count(marks, sentence, number, start)
        or _is_no_person(know, sentence, number, choice, start)
        or _is_of_each(sentence, number, choice.fit.metric, start)
        or _is_of_another(know, sentence, number, choice.fit.metric, start)
        or _is_taken_from(sentence, number, choice, start)
        or _is_of_an_average(know, sentence, number, choice)
    )


def _is_rule(marks: Marks, sentence: Sentence, number: Number, start: int) -> bool:
    """Whether a word of a duty or condition stands right before the number, and is no part of a wording (满意度)."""
    if any(one.search(sentence.text, start, number.start) for one in (_LIMIT, _STANDARD, _LEAST_ASKED)):
        return True
    if "percent" in number.kinds:
        return False
    if not marks.close_before("rule", number.start, start):
        return False
    spans = marks.spans("rule", start, number.start)
    return any(not any(h.start <= a < h.end for h in sentence.hits) for a, b in spans)  # 50岁以上|的 is no rule


def _is_supposed(sentence: Sentence, number: Number) -> bool:
    """Whether a number is what would be, or what one unit of something brings: neither was measured."""
    before = sentence.start, number.start
    return bool(_SUPPOSED.search(sentence.text, *before) or _FOR_EACH_UNIT.search(sentence.text, *before))


def _is_no_count(marks: Marks, sentence: Sentence, number: Number, start: int) -> bool:
    """Frequencies (每月一次), articles (一个), and "not a single one" (没有发生一起) count nothing."""
    if not number.kinds & COUNTS:
        return False
    before = sentence.text[start : number.start]
    article = number.printed == 1 and sentence.text[number.end : number.unit_end].strip() == "个"
    name = _OPENED.search(before) and _CLOSED.match(sentence.text, number.unit_end)  # 女性“五期”保健知识
    if number.spelled and (article or name):
        return True
    of_size = _OR_MORE.match(sentence.text, number.unit_end) and marks.any("none", start, number.start)
    if of_size or (number.printed <= 1 and marks.close_before("none", number.start, start)):
        return True
    if any(span[0] == number.unit_end for span in marks.spans("abstract", number.unit_end, sentence.end)):
        return True
    if _WHERE_SO_MANY.match(sentence.text, number.unit_end) or _AT_LEAST_SO_MANY.search(before):
        return True
    return number.printed <= _MOST_OFTEN and (_RHYTHM.search(before) or _EVERY.search(before)) is not None


def _is_no_person(know: Knowledge, sentence: Sentence, number: Number, choice: Choice, start: int) -> bool:
    """Whether 次 counts occasions, where the wording is of people: 志愿者活动60次, 进行一次健康体检."""
    reading = know.units.whole(know.unit_of(choice.fit.metric))
    if number.raw_unit != "次" or reading is None or not reading.kinds <= PEOPLE:
        return False
    before = sentence.text[start : number.start]
    return (
        number.printed == 1
        or _OCCASIONS_OF.search(before) is not None
        or _BY_PEOPLE.match(sentence.text, number.unit_end) is not None
    )


def _is_of_each(sentence: Sentence, number: Number, metric: str, start: int) -> bool:
    """Whether an amount is one for each: 每户3000元 is no sum, 人均绿化面积40平方米 no area."""
    if number.kinds == _MONEY and (
        _EACH.search(sentence.text[start : number.start]) or _FOR_EACH.match(sentence.text, number.unit_end)
    ):
        return True
    if number.kinds & COUNTS and _AS_MUCH_AS.search(sentence.text[start : number.start]):
        return True  # 相当于种树72万棵
    if number.kinds & COUNTS and _OF_SO_MANY.search(sentence.own_label(number)):
        return True
    return for_each_head(sentence.roles, sentence.own_label(number), metric)


def for_each_head(roles: MetricRoles, label: str, metric: str) -> bool:
    """Whether a label says that its figure is one for each head, and the metric is none of such figures."""
    if _OF_EACH_UNIT.match(label) and metric not in roles.quotients:
        return True
    return _A_HEAD.search(label) is not None and metric not in roles.quotients


def _is_of_another(know: Knowledge, sentence: Sentence, number: Number, metric: str, start: int) -> bool:
    """Whether it is what the company holds in others, or a count of committees."""
    others = _OTHERS.match(sentence.text, sentence.start)
    if others is not None and metric in sentence.roles.of_suppliers and "supplier" in others[0].lower():
        others = None  # Local suppliers accounted for 78% of procurement
    if metric in know.lexicon.acted_on and (
        others
        or (number.kinds & _COUNTED and metric not in know.lexicon.wholes and _is_whole(sentence, number))
        or (number.kinds & _FLOWS and _ALLOWED.search(sentence.text, start, number.start))
        or (number.kinds & _MEASURED and _INTENDED.search(sentence.text, start, number.start))
    ):
        return True
    if metric in know.lexicon.grammar.narrowing.holders:
        in_others = _HOLDS.match(sentence.text, start) or _INVESTED_IN.search(
            sentence.text, sentence.start, number.start
        )
        return in_others is not None or _is_of_class(sentence, number)
    return metric in sentence.roles.meetings and number.raw_unit == "个"  # 四个专门委员会


def _is_of_class(sentence: Sentence, number: Number) -> bool:
    """Whether a share of capital is that of a class of shares, not of a holder: 流通B股13亿股,占总股本40.81%."""
    before = sentence.text[max(sentence.start, number.start - _NEAR_CLASS) : number.start]
    return _SHARE_CLASS.search(before) is not None


def _is_whole(sentence: Sentence, number: Number) -> bool:
    """Whether a count is what the one before it is a part of: 54 of our 61 plants."""
    before = sentence.before(number)
    return before is not None and _PART_OF.fullmatch(sentence.text, before.unit_end, number.start) is not None


def _is_taken_from(sentence: Sentence, number: Number, choice: Choice, start: int) -> bool:
    """Whether the people are the object of what was done with some of them: 组织480名员工参加."""
    if "persons" in number.kinds and _BY_WHOM.search(sentence.text[start : number.start]):
        return True
    if choice.role == "clause" and choice.fit.metric in sentence.roles.staff:
        return _CONCERNED.search(sentence.text, start, choice.hit.start) is not None
    if choice.role != "beside":
        return False
    if choice.fit.metric not in sentence.roles.staff:
        hired = choice.fit.metric in sentence.roles.hired.values()
        return hired and _DONE_FOR.search(sentence.text[start : number.start]) is not None
    if _DID.match(sentence.text, number.unit_end) and not _AT_HAND.search(sentence.text, start, number.start):
        return True
    return _TAKEN.search(sentence.text[start : number.start]) is not None


def _is_of_an_average(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a figure is one for each of many ("each injury led to 14 lost days"), or what others are one of."""
    label = sentence.own_label(number)
    if _ONE_OF.search(label):
        return True
    if "/" in choice.fit.unit:
        return False  # each employee was responsible for 1.9 tCO2e
    return _EACH_ONE.match(label) is not None and not know.unit_of(choice.fit.metric).startswith(_EACH_TOO)


def _is_not_used(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether an amount is what is used or given off no more: 减少了天然气消耗8万立方米."""
    metric, roles = choice.fit.metric, sentence.roles
    if metric in roles.avoided or metric in roles.used_again:
        return False
    if number.kinds.isdisjoint(_MEASURED) or choice.hit.end > number.start:
        return False
    if choice.role in {"heading", "passage"}:
        return False
    return _NOT_USED.search(sentence.text, sentence.start, choice.hit.start) is not None


def _is_of_each_hour(sentence: Sentence, number: Number) -> bool:
    """Whether an amount is one of an hour or a day, a capacity rather than a year's flow: 每小时排水量940m3/h."""
    if number.kinds.isdisjoint(_FLOWS):
        return False
    if _EACH_HOUR.match(sentence.text, number.unit_end) or _EACH_DAY.match(sentence.text, number.unit_end):
        return True
    return _BY_THE_HOUR.search(sentence.own_label(number)) is not None


def _is_threshold(sentence: Sentence, number: Number) -> bool:
    """Whether it is a round sum that was passed, whose figure follows: 首次突破百亿元,达到102.6亿元."""
    if _MARK.match(sentence.text, number.unit_end) and any(
        n.start > number.end and n.kinds & number.kinds for n in sentence.numbers
    ):
        return True
    return number.spelled and _PASSED.search(sentence.text, sentence.start, number.start) is not None


def _is_of_found(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether it counts what was done of those found before: 查出隐患2,356条,已整改|2,341条."""
    if choice.fit.metric != sentence.roles.hazards or not _PUT_RIGHT.fullmatch(sentence.own_label(number)):
        return False
    return any(read[0].fit.metric == choice.fit.metric for read in sentence.read.values())


def _is_of_another_noun(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether what follows says what is counted: 40万元的经济效益, 2名技师和多名技术人员组成的团队, 供应商共计178人."""
    text, metric = sentence.text, choice.fit.metric
    if number.kinds == _MONEY and choice.role != "beside" and _A_GAIN.match(text, number.unit_end):
        return True
    if metric in sentence.roles.suppliers:
        return number.raw_unit in {"人", "人次"}
    staff = metric in sentence.roles.staff or metric in sentence.roles.staff_of_function
    return staff and _A_TEAM.match(text, number.unit_end) is not None


def _is_of_place(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether it counts who lives in a place that is helped: 该县有贫困村68个,贫困户13605户."""
    if metric not in sentence.roles.helped:
        return False
    said = _OF_A_PLACE.search(sentence.text, sentence.start, number.start)
    if said is None or _HELPED.search(sentence.text, sentence.start, number.start):
        return False
    return _HELPED.search(sentence.text, number.unit_end, sentence.clauses.span(number.start)[1]) is None


def _is_of_others(sentence: Sentence, number: Number) -> bool:
    """Whether a body of industry or state tells it, and the company is not named: 据协会统计,吨钢能耗551千克."""
    said = _TOLD_BY.match(sentence.text, sentence.start) or _OF_THE_COUNTRY.match(sentence.text, sentence.start)
    if said is None and number.kinds & _MEASURED:
        said = _OF_THE_WORLD.match(sentence.text, sentence.start)
    if said is None:
        return _OTHER_COMPANY.match(sentence.text, sentence.start) is not None
    return _OWN_COMPANY.search(sentence.text, said.end(), number.start) is None
