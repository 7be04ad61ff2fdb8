"""Numbers whose own words say that they count another thing than the wording found for them: blood donors, quotas."""

import re
from collections.abc import Iterator

from cnesg.extraction.near_things import OF_NEAR_THINGS
from cnesg.extraction.numbers import Number
from cnesg.extraction.other_acts import OF_OTHER_ACTS
from cnesg.extraction.other_figures import OF_FIGURES
from cnesg.extraction.outsiders import OF_OUTSIDERS
from cnesg.extraction.sentence import Choice, Sentence
from cnesg.extraction.thing_rules import Rule, is_one_of

_STAFF = ("employees", "employees_total")
_TRAINED = ("safety_training_people", "training_people")
_PEOPLE = (
    *_STAFF, *_TRAINED, "employees_assisted", "beneficiaries", "households_assisted", "health_checks", "new_hires",
    "poverty_alleviated_people",
)  # fmt: skip


_OF_PEOPLE = (
    # 210名员工参加无偿献血: givers of blood
    Rule(_PEOPLE, around=re.compile(r"献血(?!补贴)")),
    # 收到900名党员捐出的款项: beneficiaries are outside the company
    Rule(
        ("beneficiaries",),
        behind=re.compile(r"[多余]?\s?(?:优秀|青年|骨干|在职|公司|一线)?(?:党员|干部|员工|职工|志愿者|团员|青工)"),
    ),
    # 各厂向外地转移人员120人: moved, not all of a kind
    Rule(_STAFF, before=re.compile(r"转移|调配|分流|转岗|划转|调入|调出|调剂|借调|轮岗")),
    # 安排150名安全员取证、复审; 培养技师40人
    Rule(_STAFF, behind=re.compile(r"[^,，。;；\d]{0,28}(?:取证|复审|换证|复训|年审)")),
    Rule(_STAFF, before=re.compile(r"培养(?!对象)[^,，。;；为成]{0,8}$")),
    # 来自20余家企业共计60人参加: from other firms
    Rule(
        ("training_people",),
        around=re.compile(r"来自[^,，。;；]{0,12}(?:\d+[多余]?\s?(?:家(?:单位|企业|公司|机构)|个国家)|社会各界)"),
    ),
    # 义诊5次,3000名员工受益; 取得安全员证的人员200人; 12人获得居住证
    Rule(("safety_training_",), behind=re.compile(r"[多余]?\s?名?(?:员工|职工)?受益")),
    Rule(_TRAINED, before=re.compile(r"(?:取得|持有|获得|拥有)[^,，。;；]{2,24}证(?!复|培)")),
    Rule(
        _TRAINED,
        behind=re.compile(
            r"[多余]?\s?名?人?(?:获得|取得|领取)(?![^,，。;；]*培训)[^,，。;；]{0,8}(?:居住证|证书|补贴|津贴|奖)"
        ),
    ),
    # 轻伤事故6起伤7人: accidents, whose injured follow
    Rule(
        ("recordable_injuries", "fatalities"),
        before=re.compile(r"事故[^,，。;；\d]{0,8}$"),  # and not 死亡2人,受伤3人
        behind=re.compile(r"[,，、]?\s?(?:造成|致|共)?(?:受)?[伤亡死]亡?\s?\d+\s?[人名]"),
    ),
    # 高速公路发生交通事故,车上57人,死亡35人: whom an insurer or a carrier tells of
    Rule(
        ("recordable_injuries", "fatalities"),
        earlier=re.compile(r"车上|车主|出险|旅客|乘客|游客|被保险人|客户[^,，。;；]{0,10}(?:发生|遭遇)"),
        lacking=re.compile(r"员工|职工"),
    ),
    # 为800名员工办理医疗互助
    Rule(
        ("employees_assisted",),
        behind=re.compile(
            r"[多余]?\s?名?(?:在职)?(?:女)?(?:员工|职工|会员)?(?:办理|参加|投保|购买|续保)[^,，。;；]{0,14}"
            r"(?:互助|保险|保障计划)"
        ),
    ),
)
_OF_COURSES = (
    # 组织健康讲座20余场: of health in general, unless of what work does to it
    Rule(
        ("safety_training_",),
        before=re.compile(r"健康(?:知识|科普|养生)?讲座|心理(?:健康)?讲座|养生"),
        unless=re.compile(r"职业|安全"),
    ),
    # 新增在线课程120门: made, not held
    Rule(
        ("training_sessions",),
        before=re.compile(r"(?:在线|网络|线上|微|电子化?|视频|数字)课程?|(?:开发|新增|录制|上线|更新|制作|研发)"),
        behind=re.compile(r"(?<=门)"),
    ),
    # 围绕9项检查内容; 安全教育受教育员工6000人, 演练800人参加: of the staff
    Rule(
        ("safety_inspections",),
        behind=re.compile(r"(?:安全)?检查(?:内容|项目|要点|标准|制度)|(?:内容|项目|措施|制度)"),
    ),
    Rule(("beneficiaries",), before=re.compile(r"受教育(?:员工|职工|人)")),
    Rule(("beneficiaries",), earlier=re.compile(r"演练[^,，。;；]{0,10}[,，][^,，。;；]{0,6}$")),
    # 岗位竞赛4次
    Rule(
        ("training_sessions", "safety_training_sessions"),
        before=re.compile(r"(?:竞赛|比赛|比武|大赛)(?:共计?|约|近|达|合计)*$"),
    ),
    # 注册QC课题90个
    Rule(("rd_projects",), said=re.compile(r"(?i)QC(?:课题|小组|成果|活动)|质量管理小组|合理化建议")),
)
_OF_THE_ENVIRONMENT = (
    # 二氧化碳排放配额50000吨
    Rule(
        ("ghg_total", "ghg_scope1", "ghg_scope2", "ghg_scope3", "co2_scope1"),
        before=re.compile(r"配额[^,，。;；实]{0,6}$"),
    ),
    # 岗位粉尘合格率: of places of work, not of products
    Rule(
        ("product_pass_rate",),
        before=re.compile(r"粉尘|噪[声音]|危害因素|作业场所|作业环境|岗位(?:环境|检测)|工作场所"),
    ),
    # 工业固体废弃物处置率100%
    Rule(
        ("hazardous_waste_disposal_rate",),
        before=re.compile(r"固体?废|生活垃圾|建筑垃圾"),
        unless=re.compile(r"危险|危废|有害|医疗|危固"),
    ),
    # 全年生产原油3万吨、天然气1亿立方米: made or sold, not used
    Rule(
        ("natural_gas", "coal", "coke", "oil_products", "diesel", "gasoline", "lpg", "steam_purchased"),
        earlier=re.compile(r"(?:生产|开采|供应|销售|输送)(?:(?!用|耗|燃)[^,，。;；])*$"),
    ),
    # 每车次减少二氧化碳排放近30%
    Rule(
        ("ghg_reduction", "ghg_reduction_rate", "energy_saved", "water_saved"),
        earlier=re.compile(r"每(?:车次|辆车|台车|辆次|架次|航班|百公里)"),
    ),
    # 环保隐患大排查3次: of the environment, unless of safety, too
    Rule(("safety_inspections",), before=re.compile(r"环保|环境(?!健康)|水质|卫生"), unless=re.compile(r"安全|安环")),
)
_OF_MONEY_AND_BODIES = (
    # 公司投入500万元,组织全员健康体检
    Rule(
        ("safety_investment",),
        behind=re.compile(r"[,，]?(?:用于|集中)?(?:组织|安排|为)[^。;；、]{0,20}(?:体检|休养|疗养|旅游|春游)(?!、)"),
        unless=re.compile(r"安全|职业|劳动保护|劳保"),
    ),
    # 得到市工会补助款30000元: received, not given
    Rule(
        ("employee_assistance_funds", "training_investment"),
        before=re.compile(
            r"(?:得到|获得|收到|申领)了?[^,，。;；]{0,16}(?:培训|稳岗|就业|见习)[^,，。;；]{0,4}(?:补助|补贴|奖励)"
        ),
    ),
    # 控股子公司甲公司(持股比例:60%): held in others
    Rule(
        ("shareholding",),
        earlier=re.compile(
            r"(?:控股|参股|全资)(?:子公司|公司|企业)(?!合计|共计|持有|及其)|子公司(?:主要)?有|旗下|对外投资"
        ),
        unless=re.compile(r"控股股东|实际控制人|持有(?:本|我)?公司|合计持有|持有[\d,，]"),
    ),
    # 并持有某高速公路55%股份: the company is the holder
    Rule(("shareholding",), before=re.compile(r"^(?:并|还|另|同时)持有(?!公司|本公司)")),
    # 股派发现金红利4元: the 10 of "each 10 shares" stands on the page before; 共派发9亿元 of dividends are no goods
    Rule(("dividend_per_share",), before=re.compile(r"^股派")),
    Rule(("donations_goods",), said=re.compile(r"红利|股利|派息|分红")),
    # 支付员工住院费用5万元
    Rule(("payroll_total",), before=re.compile(r"医疗|住院|慰问|救助|抚恤"), unless=re.compile(r"工资|薪|社保|公积金")),
    # 扣税后每10股派0.7元: what some holders are paid out of it
    Rule(("dividend_per_share", "dividends_total"), earlier=re.compile(r"扣税后|税后每")),
    # 股东会、董事会、监事会20次: of several bodies
    Rule(
        ("board_meetings", "supervisory_board_meetings", "shareholder_meetings"),
        earlier=re.compile(
            r"(?<!次)(?:股东(?:大)?会|董事会)[^,，。;；\d次]{0,14}[、及和与]\s?(?:董事会|监事会)(?:各类|各项)?(?:会议)?"
            r"(?:共计?|合计|总计|累计|召开|了)*$"
        ),
        unless=re.compile(r"分别|各(?!类|项)|均"),
    ),
)
_RULES = (
    *_OF_PEOPLE, *_OF_COURSES, *_OF_THE_ENVIRONMENT, *_OF_MONEY_AND_BODIES,
    *OF_OUTSIDERS, *OF_FIGURES, *OF_NEAR_THINGS, *OF_OTHER_ACTS,
)  # fmt: skip
# 15个醒目位置, 覆盖12个单位: places and parts of the company are none of these
_PLACES = re.compile(
    r"[多余]?\s?个?(?:醒目|主要|重点|下属|基层|二级|生产|不同)?"
    r"(?:单位|部门|场所|点位|位置|国家|城市|省(?!级)|地区|车间|乡镇|岗位|区域|厂区|矿区)(?!工|人员|级)"
)
_NOT_PLACES = (
    "complaints", "safety_", "training_", "emergency_drills", "suppliers", "concerns_raised", "anticorruption_",
    "corruption_", "noncompliance_", "env_incidents", "environmental_violations", "recordable_injuries",
)  # fmt: skip
_A_PIECE = frozenset({"", "个"})
# 发现一起查处一起: as many as there are
_AS_MANY = re.compile(
    r"[一1]\s?(起|件|例|个|项|次|宗)[,，、]?(?:就|即|必须|坚决|严肃|及时|依法)*"
    r"(?:查处|惩处|处理|处置|处罚|整改|纠正|打击|查办|解决|治理|消除|问责|通报|曝光)[一1]\s?\1"
)
_BARE = frozenset({"bare"})
_READS_ON = re.compile(r"(?:[与和的对向在]|(?<![惠普涉波触])及)$")
_HAN_NEXT = re.compile(r"(?!余|多|以上|左右|其中|以下)[\u4e00-\u9fff]")
_OF_THE_COMPANY = frozenset({"revenue", "net_profit", "total_profit", "total_assets", "tax_paid", "payroll_total"})
_MONEY = frozenset({"CNY", "HKD", "USD"})
_LEAST = 100.0  # no company earns or pays less in a year; figures for each share are
_PERSONS = frozenset({"人次", "人", "名", "余人次", "多人次"})
_OCCASIONS = ("_inspections", "_drills", "_sessions", "_meetings")
_TIMES = frozenset({"次", "批", "批次", "场", "场次"})
_VISITS = re.compile(r"(?:调研|路演|参观|策略会|交流会|说明会)(?:活动)?(?:共计|合计|共|累计|约|近|超过|达到?)*$")


def is_of_other_thing(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether words right around a number say what it counts, and that is not what the metric counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    metric = choice.fit.metric
    if number.raw_unit in _PERSONS and metric.endswith(_OCCASIONS):
        return True  # 检查300次,参与2000人次
    if _counts_places(metric, sentence, number) or _is_lost(sentence, number) or _is_as_many(sentence, number):
        return True
    if metric in _OF_THE_COMPANY and number.unit in _MONEY and abs(number.value) < _LEAST:
        return True  # 净利润分别为10亿元和12亿元,每股收益0.3元
    rules = [rule for rule in _RULES if is_one_of(metric, rule.metrics)]
    label = sentence.own_label(number) if rules else ""
    return any(rule.denies(sentence, number, label) for rule in rules)


def counts_occasions(metric: str, sentence: Sentence, number: Number) -> bool:
    """Whether 次, 批 or 场 right behind what investors came for counts visits, and the metric counts people."""
    if metric != "investor_communications" or number.raw_unit not in _TIMES:
        return False
    return _VISITS.search(sentence.own_label(number)) is not None


def _counts_places(metric: str, sentence: Sentence, number: Number) -> bool:
    if number.raw_unit not in _A_PIECE or not is_one_of(metric, _NOT_PLACES):
        return False
    return _PLACES.match(sentence.text, number.unit_end) is not None


def _is_as_many(sentence: Sentence, number: Number) -> bool:
    """Whether a "one" is part of a saying: 发现一起查处一起."""
    return number.printed == 1 and any(_AS_MANY.match(sentence.text, at) for at in _ones(sentence, number))


def _ones(sentence: Sentence, number: Number) -> Iterator[int]:
    """Where the saying may begin: at the number, or at a "one" before it."""
    yield number.start
    yield from (n.start for n in sentence.numbers if n.unit_end <= number.start and n.printed == 1)


def _is_lost(sentence: Sentence, number: Number) -> bool:
    """Whether a number stands between two words that read on without it, the number of a page: 电话与|6|中小投资者."""
    if number.kinds != _BARE or number.raw_unit or number.spelled or not number.printed.is_integer():
        return False
    before = sentence.text[max(sentence.start, number.start - 2) : number.start]
    return _READS_ON.search(before) is not None and _HAN_NEXT.match(sentence.text, number.end) is not None
