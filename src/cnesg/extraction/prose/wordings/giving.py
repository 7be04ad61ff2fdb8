"""Which metric of giving money is of: told by whom it went to, out of which fund it came, who else gave."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.sentences.spans import between_marks
from cnesg.framework.regexes import regex

_TO_WHOM = regex(  # 向山城小学、山城医院捐赠共计|36万元, 向其捐赠|860万元: to those named, no sum of all
    r"向(?!社会|各|全|广大|公益|慈善|对外)(?:(?!等?(?:社会)?(?:公益|慈善)(?:事业|机构|组织|领域))[\u4e00-\u9fff、()\"“”]){1,50}?"
    r"(?:累计)?(?:捐赠|捐款|捐助)(?:共计|合计|总计|累计|共|约|近|超过|逾|人民币|现金)*$"
)
_TO_SOCIETY = regex(  # 向社会捐助达|35万元, 向社会各类公益事业捐款, 为公益事业捐款
    r"(?:向社会(?:各界|各类|各项)?(?:慈善|公益)*(?:事业|组织|机构)?"
    r"|(?:[向为给对]|用于|投向|投入)(?:各类|各项)?(?:社会)?(?:公益|慈善){1,2}(?:事业|领域|方面)的?)"
    r"(?:无偿|累计|共计?|直接|实际|对外)*捐[助赠款资]"
    r"(?:了|达|共计?|合计|总计|累计|约|近|超过|逾|人民币|现金|款项|资金|总?额|金额|支出|为)*$"
)
_TO_CAUSES = regex(  # 向慈善总会及当地小学等公益事业共计捐款|55万元
    r"向[^,，。;；]{4,40}等(?:社会)?(?:公益|慈善)(?:公益|慈善)?(?:事业|机构|组织|领域)(?:共计?|合计|累计|总计)*捐[款赠助资](?:了|共计?|合计|累计|总计|达|约|近|超过|逾)*$"
)
_FROM_OWN_FUND = regex(  # “阳光助学基金”发放助学金|18万元
    r"[\"“][^\"“”]{2,12}基金[\"”](?!会)(?![^。;；]*(?:捐|向[^。;；]*慈善))[^。;；]{0,40}(?:发放|支出|使用)[^,，。;；捐]{0,10}$"
)
_THEY = (
    r"(?:学[生子]|儿童|少年|老人|孤儿|残疾人|患者|病人|村民|灾民|灾区|小学|中学|学校|大学|学院|[乡村]"
    r"|敬老院|福利院|孤儿院|医院|队|合作社)"
)
_GAVE_THERE = regex(  # 资助山村小学修水窖,累计捐款|8000元; 用于孤残儿童的救治,已累计捐赠|80万元
    r"(?:资助|援助|救助|救治|将|向|与|用于)(?!社会|各|全|广大|公益|慈善|对外)(?:(?!等)[\u4e00-\u9fff、()]){2,40}?"
    rf"{_THEY}[^。;；]{{0,40}}[,，](?:公司)?(?:已|共|直接)*(?:累计捐[款赠助](?:[\u4e00-\u9fff]{{0,4}}总额)?|捐款累计)"
    r"(?:共计?|人民币|约|近|超过|逾|达)*$"
)
_FOR_THEM = regex(  # 捐资共100万元|资助残障儿童的成长; 捐赠50万元,改善贫困学生的生活条件
    rf"[多余]?(?:人民币)?[,，]?(?:用于|用来|以)?(?:资助|改善|帮助|救助|救治|援助|扶助|奖励)[^,，。;；]{{0,10}}?{_THEY}"
)
_FOR_A_NAMED_THING = regex(  # 合计出资75万元|赞助市第三届马拉松赛
    r"[多余]?(?:人民币)?[,，]?(?:用于|用来)?(?:赞助|资助|冠名|援建|捐建)(?!公益|慈善|社会|各|多)[^,，。;；、]{2,24}?"
    r"(?:赛(?!事业)|运动会|马拉松|艺术节|文化节|晚会|(?<!慈善)协会|小学|中学|大学|医院|敬老院|福利院|图书馆|体育馆|博物馆)"
)
_GIVEN_OVER = regex(  # 其中150万港元|捐予东江公益金
    r"[多余]?(?:人民币)?(?:现金)?捐(?:[赠助款献])?[予给与至往](?!各|多[家间个]|不同|有关|其他|社会|本地|当地|慈善|公益(?!金))[\u4e00-\u9fff]{2}"
)
_PAID_OUT = regex(
    r"(?:助学|奖学|慰问|救[助济]|补[助贴]|敬老|养老)[金款](?:共计?|合计|总计|累计|人民币|达到?|约|近|超过|逾)*$"
)
_OF_ALL = regex(r"全年|年度|对外|公益|社会|各[类项]|慈善")
_OUTSIDERS = r"(?:(?<!大)学生|大学生|学子|儿童|孤儿|老人|村民|居民|农户|贫困户|残疾人|群众)"
_OUTSIDERS_BEHIND = regex(  # 5名|上大学的困难学生家庭
    rf"(?![、和及与])[多余]?\s?名?[^,，。;；\d职员工]{{0,14}}{_OUTSIDERS}(?![职员])"
)
_OUTSIDERS_BEFORE = regex(  # 慰问困难员工60人、敬老院老人|12人
    rf"\d[^、,，。;；\d]{{0,3}}[、,，和及与][^、,，。;；\d职员工]{{0,10}}{_OUTSIDERS}(?:共计?|约|近)?$"
)
_GIVEN_THINGS = regex(  # 捐助了价值|8万元的电脑, 物资捐赠|6万元
    r"(?:捐|赠|送|助|帮扶|支援|提供|发放|购买|购置|调运)[^,，。;；款钱金]{0,12}(?:价值|市值|货值|折价|总值)(?:人民币|共计|合计|约|近|达|超过|逾)*$|(?:物资|实物|物品|设备|药品|器材)(?:类)?(?:捐赠|捐助|捐献)(?:共计?|合计|约|近|达|金额|价值)*$"
)
_THINGS = (  # that are given for what they are worth
    r"(?:物资|物品|用品|药品|药物|疫苗|试剂|图书|书籍|教材|文具|书包|设备|器材|器械|仪器|电脑|家电|家具|桌椅|课桌|校服|服装|衣物|棉被|被褥"
    r"|食品|食材|大米|粮油|粮食|牛奶|蔬菜|水果|口罩|防护服|防护衣|消毒液|帐篷|饲料|化肥|农资|种子|种苗|树苗|水泥|钢材|建材|材料|车辆|产品)"
)
_WORTH_OF_THINGS = regex(  # 向学校捐赠|12万元教学设备, 捐赠|80余万元的药品
    rf"[余多]?(?:人民币)?的?(?:(?![用购买建款资金支助修项服])[\u4e00-\u9fff]){{0,6}}?{_THINGS}(?=[,，。;；、()]|$|等|[和及与并])"
)
_THEIR_WORTH = regex(  # 捐赠笔记本电脑10台,共计捐赠金额|49800元: of what was just counted
    r"[,，]?(?:共计?|合计|总计)(?:捐赠|捐助)?(?:物资|物品)?(?:金额|价值|总值|总额|货值|费用|花费)(?:共计?|合计|达|约|为|人民币|近|逾|超过)*"
)
_GIVEN_AWAY = regex(r"(?:捐赠|捐助|捐献|捐出|捐资)(?:了|共计?|合计|累计|现金|人民币|约|近|逾|超过)*$")
_GAVE = regex(r"(?:捐[赠助献出]|赠送|送去|送上)[^,，。;；、款钱]{0,12}$")
_OTHER_GIFTS = regex(  # 员工捐款5万元,其他慈善捐款|3万元
    r"(?:员工|职工)[^。;；]{0,30}捐[^。;；]{0,16}\d[^。;；]{0,8}[,，、]其[他它](?:慈善|公益|社会)?捐[款赠](?:共计?|约|近)*$"
)
_ALL_FOR_THEM = regex(  # 为上述三所小学共捐资捐物合计|36万元
    rf"为[^,，。;；\d等]{{0,20}}{_THEY}(?:已|共|累计|合计)*捐(?:资捐物|款捐物|[赠款助资])(?:共计?|合计|累计|总计|人民币|约|近|达|超过|逾)*$"
)
_TO_NAMED = (_TO_WHOM, _ALL_FOR_THEM, _GAVE_THERE, _OTHER_GIFTS)
_TO_ALL = (_TO_SOCIETY, _TO_CAUSES)
_TO_A_NAME = regex(r"(?: \([^()\d]{1,60}\))? to (?:the |St\.? )?[A-Z][a-z]+")  # to| Harvest Kitchen: to nobody else
_ANY_CHARITY = (
    r"(?:local|various|national|regional|registered|community|worthy|good|other|selected|different|numerous|many|several"
    r"|charitable|non-?profit|not-for-profit|social|civic|our|the|its)"
)
_CHARITIES = (
    r"(?:charit(?:y|ies)(?: (?:organi[sz]ations|partners|groups|work|causes))?|causes|organi[sz]ations|groups"
    r"|non-?profits|communities|ngos|foundations)"
)
_ANYBODY = rf"(?:(?:{_ANY_CHARITY} )*{_CHARITIES})"
_TO_ANYBODY = regex(  # $915,000| to local charities and non-profit organizations; $5m to support our communities
    rf"(?i)(?: (?:was|were|has been|have been) (?:donated|given|contributed))?"
    rf"(?: in (?:cash|donations|grants|charitable giving|support))?"
    rf" (?:to|(?:to|in) (?:help(?:ing)?|support(?:ing)?|strengthen(?:ing)?)(?: of)?)"
    rf" (?:(?:over|more than|about|around|some|nearly) )?(?:[\d,]+ )?{_ANYBODY}"
    rf"(?:,? (?:and|or) (?:[\d,]+ )?{_ANYBODY})?"
    r"(?=[.,;:)]|$| (?:in|and in-kind|across|around|throughout|during|through|over) |last year| this year|and )"
)
_DONATED = regex(  # in 2023 we donated about| $4.5 million; the company and its foundation donated| $6 million
    r"(?:\b(?i:we|group|company|bank|corporation)(?i: and its (?:subsidiaries|foundation))?"
    r"|(?<![.;] )(?<!^)\b(?!Employees|Staff|Colleagues|Customers|Members|Foundation)[A-Z][A-Za-z&-]+)"
    r"(?: together)?(?: (?:has|have))?(?: together)? donated"
    r"(?: (?:a total of|about|over|more than|around|approximately|nearly|some))? (?:a total of )?$"
)
_IN_THINGS = regex(  # $3 million| was given in products
    r"(?i) (?:(?:was|were|came|is|consisted) )?(?:given |donated |made up )?(?:(?:in|as|in the form of|of) "
    r"(?:our |its |own )?(?:products?|goods|equipment|food|medicines)(?: donations?)?|in[- ]kind)(?=[.,;)]|$| and\b)"
)
_THAT_WE_GAVE = regex(  # Of the $7 million| that we donated,
    r"(?i) (?:that )?(?:we|the (?:company|group)) (?:have )?donated,"
)
_RECEIVER = regex(  # whom or what for, in any words
    r"(?i)\b(?:to|towards?|for|with|through|via|after|following|among|between|at|help(?:s|ing|ed)?|support(?:s|ing|ed)?)\b"
)
_PART_OF_GIVING = regex(r"(?i)\b(?:including|of which|among (?:it|which|them)|of (?:it|this))\s[^.;:\d]{0,16}$")
_FOR_A_NAME = regex(  # including HK$12 million| for the Youth Skills Scheme
    r"\s(?:was |were |went |going |given |donated )?(?:for|to|towards|in support of) (?:the |our |its )?[A-Z][a-z]+"
)
_IN_TOTAL = regex(r"(?i)\b(?:total|totall?ing|aggregate|altogether)\b")
_STAFF = regex(r"员工|职工|工会|会员|劳模|退休|困难党员|遗属|子女|子弟")
_PUPILS = regex(r"学子|学生|新生")
_CAUSES = regex(r"[多余]?[,，]?(?:主要)?用于([^。;；\d]{6,50})")  # 投入300万元,|用于精准扶贫、捐资助学和救灾
_ALL_SORTS = regex(r"[多余]?[,，]?(?:主要)?用于[^。;；]{0,24}(?:募捐|捐资|捐赠)")  # 投入7万元,|用于公益募捐、助学等活动
_LIST_OF = regex(r"[、和及与,，]")
_MANY_CAUSES = 3
_POVERTY = regex(r"扶贫|脱贫")
_SPENT_ON = regex(  # 捐赠14万元,|用于江口村产业扶贫
    r"[余多]?(?:人民币)?[,，]?(?:并|全部|主要|专项|定向|专门)*(?:用于|用来|用作|用以|支持|助力|开展)([^,，。;；:：]{2,50})"
)
_OTHER_CAUSE = regex(
    r"教育|学校|助学|[救赈抗]灾|抗震|公益|慈善|[养敬]老|环保|助残|残疾|医疗|文化|体育|福利|救助|社区|慰问"
)
_RELIEF_BODY = regex(r"扶贫(?:基金|办|协会|济困日|开发协会|日)")  # names, which make no cause
_ALL_GIFTS = regex(r"对外(?:公益|慈善)?捐")
_STAFF_IN_NEED = regex(  # 对发生临时困难的6名职工拨付|3万元帮扶资金
    r"(?:困难|患病|重病|大病|受灾|突发)[^,，。;；]{0,10}(?:员工|职工)[^,，。;；]{0,10}$"
)
_STAFF_GAVE = regex(  # 干部职工为贫困户捐款|6万元: their money is no relief by the company
    r"(?<![及和与、向为给对市省县])(?:全体|广大|各级|干部|党员|公司|集团|本行|企业|单位)*(?<!困难)(?<!特困)(?<!患病)(?<!受灾)(?:员工|职工|党员)"
    r"(?!的?(?:家|子女|困难)|[\u4e00-\u9fff]{0,6}(?:基金|协会))[^,，。;；]{0,40}?"
    r"(?:[,，][^。;；\d]{0,30}?)?(?:捐(?:[款资助赠献出物]|[款资][捐赠]物)|[筹募](?:集|得|到)了?(?:爱心|慈善)?(?:善款|捐款|爱心款|款项|资金)"
    r"|(?:缴|交|上交)纳?了?的?[\"“]?(?:特殊|爱心|大额|专项|扶贫)[\"”]?党费[\"”]?)"
    r"(?:共计?|合计|总计|累计|总额|金额|人民币|达|约|近|逾|超过)*$"
)
_FOR_STAFF = regex(  # 发放帮扶资金|36万元,惠及职工210人
    r"[多余]?(?:人民币)?[,，](?:共计?|累计|直接)*(?:惠及|帮助|救助|慰问|帮扶|补助|受益|受助)(?:困难|特困|患病|大病)?(?:员工|职工)"
)
_BENEFITED = regex(
    r"(?:共计?|累计|直接|合计|总)*(?:受益|惠及|受惠|受助)(?:人数|人员|面)?(?:共计?|达到?|约|近|超过|逾)*"
)
_FOR_THOSE_HELPED = regex(  # 慰问困难党员、孤寡老人147户次,慰问金额|10万元: for those just counted
    r"[,，]?(?:共|合计|累计|分别|发放|送去|送上|使用|支出|支付|拨付|投入|给予|其)*(?:慰问|帮扶|救助|补助|帮困|解困|资助|补贴|援助)"
    r"(?:总|资)?(?:金|款|物资|经费|费用?|品)?(?:总?金?额)?(?:共计?|合计|累计|人民币|约|近|超过|逾|达到?|为|了)*"
)
_VILLAGE = regex(r"扶贫|脱贫|村|贫困户|建档|驻")
_GIFT = regex("捐[款赠资助]")  # 开展“敬老”“金秋助学”等项目,全年|捐款8万元
_ALSO_FOR_PUPILS = "金秋助学"  # a programme for children of the staff, or for pupils outside


def gift_meant(metric: str, sentence: Sentence, number: Number, marks: Marks) -> str | None:
    """The metric of giving that the words before a number mean; None where they mean no other.

    Args:
        metric: the metric of the wording chosen for the number.
        sentence: the sentence of the number.
        number: the number.
        marks: marked words of the passage.
    """
    relief = sentence.roles.given_for_relief.get(metric)
    if relief and _for_relief(sentence, number):
        return relief
    given = _sum_meant(metric, sentence, number, marks)
    things = sentence.roles.in_kind.get(given or metric)
    return things if things and _in_kind(sentence, number) else given


def _in_kind(sentence: Sentence, number: Number) -> bool:
    """Whether money given is what things given are worth."""
    label = sentence.own_label(number)
    if _GIVEN_THINGS.search(label):
        return True
    before = sentence.before(number) if _THEIR_WORTH.fullmatch(label) else None
    told = sentence.read.get(before.start) if before is not None else None
    if told is not None and told[0].fit.metric == sentence.roles.things_given:
        return True
    if _IN_THINGS.match(sentence.text, number.unit_end, sentence.end):
        return True
    behind = _WORTH_OF_THINGS.match(sentence.text, number.unit_end, sentence.end)
    return behind is not None and _GAVE.search(label) is not None


def _sum_meant(metric: str, sentence: Sentence, number: Number, marks: Marks) -> str | None:
    """The metric of money that the words before a number mean; None where they mean no other."""
    roles = sentence.roles
    all_sorts = metric in roles.out_of_fund.values() and _ALL_SORTS.match(sentence.text, number.unit_end, sentence.end)
    if all_sorts or metric == roles.poverty_relief:
        return roles.all_giving if all_sorts else _of_mixed_relief(metric, sentence, number)
    given = roles.aid_to_outsiders.get(metric)
    if not (given and _to_outsiders(sentence, number, marks)):
        given = _of_staff_helped(metric, sentence, number)
    if given:
        return given
    before = sentence.text, sentence.start, number.start
    named = roles.gift_to_named.get(metric)
    if named and _goes_to_a_name(sentence, number):
        return named
    if named and (any(words.search(*before) for words in _TO_NAMED) or is_to_some(sentence, number)):
        return named
    of_all = roles.gift_to_all.get(metric)
    if of_all and (any(words.search(*before) for words in _TO_ALL) or _names_nobody(sentence, number)):
        return of_all
    paid = roles.out_of_fund.get(metric)
    return paid if paid and _FROM_OWN_FUND.search(*before) else None


def _goes_to_a_name(sentence: Sentence, number: Number) -> bool:
    """Whether money goes to somebody by name, or a part of what was given is for something that has a name."""
    before, behind = (sentence.text, sentence.start, number.start), (sentence.text, number.unit_end)
    if _GIVEN_OVER.match(*behind) or (_TO_A_NAME.match(*behind) and not _IN_TOTAL.search(*before)):
        return True
    return _FOR_A_NAME.match(*behind) is not None and _PART_OF_GIVING.search(*before) is not None


def _for_relief(sentence: Sentence, number: Number) -> bool:
    """Whether what follows money given says that poverty relief, and nothing besides, is what it is for."""
    cause = _SPENT_ON.match(sentence.text, number.unit_end, sentence.end)
    if cause is None or not _POVERTY.search(_RELIEF_BODY.sub("", cause[1])):
        return False
    if any(_OTHER_CAUSE.search(item) and not _POVERTY.search(item) for item in _LIST_OF.split(cause[1])):
        return False
    label = sentence.own_label(number)
    return not _ALL_GIFTS.search(label) and not is_of_staff(sentence, number)


def _names_nobody(sentence: Sentence, number: Number) -> bool:
    """Whether an English sentence tells what the company gave, and no name to whom nor what for: the sum of all."""
    if " " in sentence.text[number.unit_end : number.unit_end + 1] and _TO_ANYBODY.match(
        sentence.text, number.unit_end
    ):
        return True
    if _THAT_WE_GAVE.match(sentence.text, number.unit_end):
        return True
    if not _DONATED.search(sentence.text, sentence.start, number.start):
        return False
    return _RECEIVER.search(sentence.text, sentence.start, sentence.end) is None


def is_to_some(sentence: Sentence, number: Number) -> bool:
    """Whether money given goes to people whom the words around it tell, though called a sum: 共发放助学金2万元."""
    label = sentence.own_label(number)
    if _PAID_OUT.search(label):
        return True
    behind = sentence.text, number.unit_end, sentence.end
    if _FOR_A_NAMED_THING.match(*behind):
        return True
    return bool(_FOR_THEM.match(*behind)) and not _OF_ALL.search(label)


def _of_mixed_relief(metric: str, sentence: Sentence, number: Number) -> str | None:
    """The metric of money in which poverty relief is one cause of many, or which is for staff or from them."""
    causes = _CAUSES.match(sentence.text, number.unit_end, sentence.end)
    items = _LIST_OF.split(causes[1]) if causes else []
    if len(items) >= _MANY_CAUSES and sum(bool(_POVERTY.search(item)) for item in items) == 1:
        return sentence.roles.all_giving
    if is_of_staff(sentence, number):
        return sentence.roles.gift_to_named.get(sentence.roles.all_giving)
    in_need = _STAFF_IN_NEED.search(sentence.text, sentence.start, number.start)
    in_need = in_need or _FOR_STAFF.match(sentence.text, number.unit_end)
    of_staff = in_need and not _VILLAGE.search(sentence.text, *_whole(sentence))
    return sentence.roles.relief_of_staff.get(metric) if of_staff else None


def _of_staff_helped(metric: str, sentence: Sentence, number: Number) -> str | None:
    """The metric of aid to staff, where money is told right behind those of the staff whom it helped: 慰问金额8万元."""
    aid = next((one for one, other in sentence.roles.aid_to_outsiders.items() if other == metric), None)
    before = sentence.before(number) if aid is not None else None
    told = sentence.read.get(before.start) if before is not None else None
    if told is None or told[0].fit.metric not in sentence.roles.outside_staff:
        return None
    return aid if _FOR_THOSE_HELPED.fullmatch(sentence.own_label(number)) else None


def helped_of_staff(metric: str, sentence: Sentence, number: Number) -> str | None:
    """The metric of staff helped, where the money told just before went to them: 发放帮扶慰问金8万元,受益|96人."""
    before = sentence.before(number) if metric in sentence.roles.outside_staff.values() else None
    told = sentence.read.get(before.start) if before is not None else None
    if told is None or told[0].fit.metric not in sentence.roles.relief_of_staff.values():
        return None
    helped = next(one for one, other in sentence.roles.outside_staff.items() if other == metric)
    return helped if _BENEFITED.fullmatch(sentence.own_label(number)) else None


def counts_outsiders(sentence: Sentence, number: Number) -> bool:
    """Whether the people counted are told, behind the number or right before it, to be none of the staff."""
    if _OUTSIDERS_BEHIND.match(sentence.text, number.unit_end):
        return True
    return _OUTSIDERS_BEFORE.search(sentence.text, sentence.start, number.start) is not None


def is_of_staff(sentence: Sentence, number: Number) -> bool:
    """Whether employees themselves gave the money: 公司员工向村民送去慰问,捐款总计6万元."""
    return _STAFF_GAVE.search(sentence.text, sentence.start, number.start) is not None


def _whole(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


def _to_outsiders(sentence: Sentence, number: Number, marks: Marks) -> bool:
    """Whether a sentence tells of money for people outside and of none of the staff: 走访敬老院,送上慰问金|8.6万元.

    A clause that says to whom it was given tells it alone: 补助困难员工5万元,向灾区捐赠|80万元; so does what semicolons
    part: 建立困难员工档案;向学生发放助学金|60万元.
    """
    start, end = sentence.clauses.span(number.start)
    if _GIVEN_AWAY.search(sentence.own_label(number)) and not _STAFF.search(sentence.text, start, end):
        return True  # 董事长代表公司捐赠|6万元助学金
    to_whom = _TO_WHOM.search(sentence.text, start, number.start)
    if to_whom and _STAFF.search(to_whom.group()) is None:
        return True
    low, high = between_marks(sentence.text, number.start, number.unit_end, ";；")
    low, high = max(low, sentence.start), min(high, sentence.end)
    return marks.any("outsiders", low, min(end, high)) and not _STAFF.search(sentence.text, low, high)


def of_pupils_outside(text: str, start: int, end: int, at: int, stop: int) -> bool:
    """Whether `text[at:stop]` is a programme for staff's children where pupils or gifts are told of, and no staff."""
    if text[at:stop] != _ALSO_FOR_PUPILS or not (_PUPILS.search(text, start, end) or _GIFT.search(text, stop, end)):
        return False
    return _STAFF.search(text, start, end) is None
