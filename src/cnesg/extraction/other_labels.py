"""Labels of rows that look like a metric's and are of something else: what is sold, allowed, others', or for each.

`Steam sold`, 碳排放配额, `Training hours for suppliers` and `Customer satisfaction survey response rate` hold the
wording of a metric, and their figures have its unit. What the company uses it does not sell; what it may emit it
did not.
"""

import re
from dataclasses import dataclass

_FUELS = (
    "electricity", "energy_total", "energy_direct", "energy_indirect", "gasoline", "diesel", "oil_products",
    "natural_gas", "coal", "coke", "lpg", "heat_purchased", "steam_purchased",
)  # fmt: skip
_WATER = ("water_total", "water_fresh", "wastewater")
_EMITTED = (
    "ghg_total", "ghg_scope1", "ghg_scope2", "ghg_scope3", "co2_scope1", "methane_scope1", "nox_emissions",
    "so2_emissions", "pm_emissions", "voc_emissions", "cod_emissions", "ammonia_nitrogen_emissions",
)  # fmt: skip
_WASTE = ("waste_total", "hazardous_waste", "non_hazardous_waste", "solid_waste_generated", "waste_recycled")
_HURT = (
    "fatalities", "fatality_rate", "recordable_injuries", "recordable_injury_frequency", "lost_time_injury_rate",
    "lost_days", "lost_days_per_employee",
)  # fmt: skip
_HEADS = ("employees_total", "employees", "employees_share")
_ACCIDENTS = ("safety_accidents", "major_safety_accidents")
_TRAINED = ("training_hours", "training_hours_avg", "training_people", "training_sessions", "trained_share")
_ASKED = ("customer_satisfaction", "employee_satisfaction")
_SPENT = ("training_investment", "rd_spend", "env_investment", "safety_investment", "community_investment")
_OTHER_POLLUTANT = r"总[磷氮铬铅汞镉砷镍铜锌]|石油类|动植物油|氟化物|挥发酚|(?<!颗)悬浮物|硫化[氢物]|氯化氢|一氧化碳"
_OTHERS = r"(?:suppliers|vendors|customers|clients|dealers|distributors|franchisees|farmers|users|the public)"
TOTAL_OF_OTHERS = re.compile(  # Total number of visitors, Total floor area: no staff
    r"total (?:number of )?(?!(?:employ|staff|work|people|person|colleague|head|full|part|perm|temp|(?:fe)?male"
    r"|(?:wo)?m[ae]n|senior|manag|for|of|in|at|as|by|the|group|company)\w*)[a-z]"
)


@dataclass(frozen=True)
class _Rule:
    metrics: tuple[str, ...]
    says: re.Pattern[str]


_RULES = (
    _Rule(_HEADS, re.compile(r"产假|陪产|育儿假|哺乳假")),  # those back from leave
    _Rule(
        _FUELS,
        re.compile(
            r"(?i)\b(?:sold|for sale|sales|exported|reserves|customers)\b"
            r"|^(?:total |annual |net |gross |raw |crude )*(?:electricity|power|energy|heat|steam|natural gas|gas|coal"
            r"|coke|lpg|oil|diesel|gasoline)\s(?:production|generation|generated|produced|output|delivered|supplied"
            r"|distributed|transported)\b"
            r"|销[售量]|外[售供销]|售[电气汽热]|供[电热气汽]量|发电量|上网电量|产量|储量|产能|用户数|运输量|输送量"
            r"|用纸|纸张|岸电[接供]"
        ),
    ),
    _Rule(
        _WATER,
        re.compile(
            r"(?i)\b(?:sold|for sale|sales|capacity|supplied to|delivered to|customers|permitted|quota|rights)\b"
            r"|\bco2e?\b|\bcarbon\b|\b(?:nitrogen|phosphorus|cod(?:cr)?|bod5?|suspended (?:solids|matter)"
            r"|chemical oxygen) in\b"
            r"|售水|供水量|能力|许可|配额"
        ),
    ),
    _Rule(
        _EMITTED,
        re.compile(
            r"(?i)\brefilled\b|\brefrigerants? consumption\b|\bemissions? offsets?\b"
            r"|\bcarbon monoxide\b|\b(?:hydrogen chloride|ammonia) emissions?\b"
            r"|\b(?:quotas?|allowances?|permits?|permitted|limits?|concentrations?|credits?|sinks?|sequestered"
            r"|sequestration|captured|stored|traded)\b|配额|许可|限值|核定|浓度|碳汇|信用|去除|捕集|封存|抵[消销]|(?i:ccer)"
            rf"|{_OTHER_POLLUTANT}"
        ),
    ),
    _Rule(
        _WASTE,
        re.compile(
            r"(?i)\b(?:capacity|waste sites|on behalf of|received from|collected from (?:customers|households))\b|能力"
            r"|[贮储暂库]存(?!处置)"
        ),
    ),
    _Rule(("safety_investment",), re.compile(r"责任险|保险")),  # 安全生产责任险投入: a premium
    _Rule(  # rows below the group 废水
        ("wastewater",),
        re.compile(rf"生化需氧量|(?i:\bBOD5?\b)|{_OTHER_POLLUTANT}"),
    ),
    _Rule(
        _HURT,
        re.compile(
            r"(?i)\b(?:customers?|guests?|passengers?|visitors?|patients?|public|pedestrians?|third[- ]part(?:y|ies)"
            r"|near[- ]miss(?:es)?|first[- ]aid|high[- ]potential|road users|severity(?: rate)?"
            r"|(?:lost[- ]days?|days?[- ]lost) (?:injury )?rate|absen(?:ce|tee(?:ism)?) rate)\b"
            r"|乘客|旅客|顾客|公众|患者|未遂|急救|险兆"
            r"|供应商|客户"
        ),
    ),
    _Rule(
        _HEADS,
        re.compile(
            r"(?i)\b(?:ghg|greenhouse|emissions?|co2e?|hazardous|wastewater)\b"
            r"|\b(?:ownership|shareholders?|shareholding|salary|salaries|wages?|pay gap|retirees|retired employees"
            r"|applicants?|candidates?|surveys?|response rate|satisfaction|engagement"
            r"|(?:customers|users|population) (?:reached|covered|served|supported)|policyholders|subscribers"
            r"|permanent disabilit(?:y|ies)|absen(?:ce|tee(?:ism)?)|overtime|data coverage|return(?:ed|ing)? to work"
            r"|(?:childcare|child care|maternity|paternity|parental|nursing care|family|annual|paid|sick) leave"
            r"|to be retired|within \d+ years|injur(?:y|ies)|fatalit(?:y|ies)|near[- ]miss(?:es)?"
            r"|(?:retention|take-up|uptake|acquisition|utili[sz]ation) rates?|purchases|procurement)\b"
            r"|满意|敬业|调查|离退休|退休职工|退休员工|退休人员|求职|应聘|持股|评定|评聘|评审|晋升|晋级|考取|获评|新增.{0,6}职称"
            r"|(?:休|享受)[^,，]{0,6}假|返岗|复职|留任|严重率|伤害|投入度"
        ),
    ),
    _Rule(  # one gas of those that are summed, or one that no metric is about
        ("air_emissions_total", "waste_gas"),
        re.compile(
            r"(?i)\b(?:carbon monoxide|hydrocarbons?|ammonia|hydrogen (?:chloride|sul(?:ph|f)ide|fluoride)|ozone)\b"
            r"|\((?:co|hc|h2s|nh3)\)"
        ),
    ),
    _Rule(("ghg_intensity",), re.compile(r"(?i)^kg |\brefrigerants? (?:leak|refill|loss)")),
    # Safety inspections at customers' homes
    _Rule(
        ("safety_inspections", "safety_hazards_identified"),
        re.compile(
            r"(?i)\b(?:customers?|clients?|households?|homes|users?|tenants?|residents?)(?:['’]s?)?\b|用户|客户|居民"
        ),
    ),
    # 安全责任事故重伤人数: people, not accidents
    _Rule(
        _ACCIDENTS,
        re.compile(
            r"(?:食品|信息|网络|数据|质量)安全|产品质量|(?:伤|亡|伤亡|死伤)[^事故]{0,3}(?:人数|人次|\(人\)|(?<=伤)员)"
        ),
    ),
    _Rule(
        _TRAINED,
        re.compile(
            rf"(?i)\b(?:for|of|by|to|from|with) (?:our |local )?{_OTHERS}\b|^(?:supplier|customer|dealer|vendor)s?\b"
            r"|^(?:directors?['’]?s?|board) training\b"
            r"|\b(?:volunteer\w*|community service)\b|供应商|经销商|客户培训|投资者|志愿|义工"
        ),
    ),
    _Rule(
        _ASKED,
        re.compile(
            r"(?i)\b(?:response|participation|return|completion) rate\b|respondents|回收率|回复率|参与率|样本"
            r"|推荐值|(?<![a-z])nps(?![a-z])|\bnet promoter\b"
        ),
    ),
    _Rule(
        _SPENT,
        re.compile(
            r"(?i)\bper (?:employee|head|capita|fte|person|full)|\baverage\b|\b(?:savings?|saved|grants?|subsid\w+)\b"
            r"|人均|平均|节省|节约|补贴|补助"
        ),
    ),
    _Rule(("donations_total", "donations_cash"), re.compile(r"(?i)\bpolitical|\blobby|\breceived\b|政治|收到|接受")),
    _Rule(
        ("ghg_reduction_rate", "ghg_reduction"),
        re.compile(r"(?i)颗粒物|[烟粉]尘|二氧化硫|氮氧化物|污染物|废水|\b(?:so2|nox|cod|vocs?|particulates?)\b"),
    ),
    _Rule(
        ("complaints",),
        re.compile(
            r"(?i)\bper (?:million|thousand|\d)|\bwhistle-?blow|\bemployees?\b|\bharass|\bdiscriminat"
            r"|\b(?:human|labou?r) rights\b|\bpending\b|\bconflicts? of interest|\bshareholders?\b"
            r"|\bworkers\b|\bcommunit(?:y|ies)\b|\bvalue chain\b|百万|万人"
        ),
    ),
    _Rule(("concerns_raised",), re.compile(r"(?i)\bcommunit(?:y|ies)\b|\bcustomers?\b|\bresidents\b|\bneighbou?rs\b")),
    _Rule(("tax_paid",), re.compile(r"(?i)\broyalt|\bfines?\b")),
    _Rule(  # what they did or were given, and those who are none any more
        ("suppliers", "suppliers_total", "suppliers_share"),
        re.compile(
            r"(?i)\b(?:train(?:ed|ing)|participat(?:ed|ing)|attend(?:ed|ing)|assurance|covered by|coverage"
            r"|sign(?:ed|ing)|pledges?|disqualified|terminated|suspended|blacklisted|eliminated|rejected"
            r"|removed|delisted|payments?|paid|complaints?|donated)\b"
            r"|^(?:total )?number of (?!.*(?:supplier|vendor|contractor|provider|partner))"
        ),
    ),
    _Rule(("new_hires", "turnover_count"), re.compile(rf"(?i)\bby (?:our )?{_OTHERS}\b")),
    _Rule(  # 300 of our suppliers hold a certificate
        ("suppliers_total",),
        re.compile(
            r"(?i)\b(?:suppliers|vendors) (?:that|which|who|whose|with|having|holding|passing|certified|obtaining)\b"
        ),
    ),
    _Rule(
        ("volunteer_hours",),
        re.compile(
            r"(?i)\b(?:students?|customers?|clients?|pupils?|average)\b|\bper (?:volunteer|participant|person|head)"
        ),
    ),
    _Rule(
        ("volunteers",),
        re.compile(
            r"(?i)\b(?:students?|customers?|clients?|pupils?)\b"
            r"|^(?!.*\b(?:participa|people|persons?|staff|employees|attend|members|times))"
            r".*\b(?:activities|events|projects|programm?e?s|campaigns)\b"
        ),
    ),
    _Rule(
        ("anticorruption_training_hours",),
        re.compile(r"(?i)\baverage\b|\bper (?:director|employee|person|head|capita|staff|participant)"),
    ),
    _Rule(("corruption_cases",), re.compile(r"(?i)\b(?:dismissed|disciplined|punished|terminated)\b")),
    _Rule(("product_pass_rate",), re.compile(r"(?i)\b(?:suppliers?|vendors?|audits?|training|examinations?)\b")),
    _Rule(
        ("board_directors", "board_directors_share"),
        re.compile(
            r"培训|(?i:\btrain(?:ed|ing)\b|\bagainst whom\b|\bdisciplin|\bexpertise\b|\bconflicts? of|\battendance\b)"
        ),
    ),
    _Rule(
        ("total_assets",),
        re.compile(
            r"(?i)\b(?:less|net|current|non-current|fixed|intangible|managed|under management|segment)\b"
            r"|流动|净|无形|管理"
        ),
    ),
    _Rule(
        ("revenue",), re.compile(r"(?i)^other (?:\w+ )?(?:income|revenue|gains)\b|\bdeferred\b|^其[他它]收[入益]|递延")
    ),
    _Rule(  # 张某 董事长 男: what one of them was paid
        ("management_remuneration",),
        re.compile(
            r"^(?!.*(?:[合总共]计|总额|报酬|薪酬|津贴|人员))[\u4e00-\u9fff·]{2,4}\s.*"
            r"(?:董事|监事|经理|总裁|总监|书记|秘书|财务负责人|总工程师|行长|[男女])"
        ),
    ),
    _Rule(
        ("patents_held", "patents_granted", "patents_applied"), re.compile(r"(?i)\bfees?\b|infring|disput|诉讼|纠纷")
    ),
)
# 全国煤矿, 行业平均百万吨死亡率: set beside the company's own
_OF_PEERS = re.compile(
    r"^(?:全国|全行业|国内|全球|世界|行业内?|同行业?|同业|国家)(?:平均|均值|煤矿|同行|水平|先进|标准|重点|规模以上|统计|限值)|(?:行业|全国|同业|国内|世界)(?:平均值?|均值|平均水平|先进水平)$"
)
# 净资产, 分行数目, 货物吞吐量: below a heading that names a metric they are no class of it
_OF_NO_METRIC = re.compile(
    r"^(?:净资产|股东权益|所有者权益|负债|总股本|股本|市值|分行|网点|门店|营业厅|股东)(?:总额|总计|合计|总数|数目|数量|个?数)?(?:\([^()]*\))?$"
    r"|^[\u4e00-\u9fff]{0,8}(?:吞吐量|周转量|回报率|流动性覆盖比?率)(?:\([^()]*\))?$|无水[乙甲]醇"
)
_BY_METRIC = {
    metric: tuple(rule.says for rule in _RULES if metric in rule.metrics) for rule in _RULES for metric in rule.metrics
}


# 住房公积金, 职工福利费: what is paid for staff heads no numbers of them
_PAID = re.compile(r"(?:费用?|[薪酬奖年基][酬资金]|公积金|保险金?|津贴|补贴|工资|成本|支出|金额)(?:\([^()]{1,8}\))?$")


def heads_money(header: str, metric: str) -> bool:
    """Whether a column is of what was paid, and the metric one of people.

    Args:
        header: the text over the column, folded.
        metric: the metric that was found for a value below it.
    """
    return metric in _HEADS and _PAID.search(header) is not None


def names_other(label: str, metric: str) -> bool:
    """Whether a row's label says that its figure is of something else than the metric whose wording it holds.

    Args:
        label: the row's label, folded.
        metric: the metric that was found for it.
    """
    if _OF_PEERS.search(label) or _OF_NO_METRIC.search(label):
        return True
    return any(says.search(label) for says in _BY_METRIC.get(metric, ()))
