"""Rules on Chinese sentences whose figures are of another thing: rules, thresholds, committees, those who took part."""

import re

from cnesg.extraction.thing_rules import Rule

_BOARD = ("board_directors", "independent_directors", "executive_directors", "non_executive_directors")
_HAPPENED = (
    "env_incidents", "env_penalties", "environmental_violations", "safety_accidents", "major_safety_accidents",
    "safety_hazards_identified", "safety_inspections", "emergency_drills", "complaints", "noncompliance_cases",
    "corruption_cases", "fatalities", "recordable_injuries", "training_sessions", "safety_training_sessions",
    "customer_privacy_breaches", "occupational_disease_cases",
)  # fmt: skip
_EMITTED = (
    "ghg_", "co2_", "energy_total", "electricity", "coal", "water_total", "wastewater", "hazardous_waste",
    "nox_emissions", "so2_emissions", "pm_emissions", "cod_emissions",
)  # fmt: skip
_CUT = ("ghg_reduction", "ghg_reduction_rate", "energy_saved", "water_saved", "pollutant_reduction")
_RESULTS = ("net_profit", "total_profit", "revenue", "tax_paid", "payroll_total")
_GIVEN = ("employee_assistance_funds", "donations_cash", "donations_total", "charity_project_spend")
_STAFF = ("employees", "employees_total")

OF_FIGURES = (
    # 安全检查36次,查出各类问题512个: what was found is no inspection
    Rule(
        ("safety_inspections",),
        before=re.compile(r"(?:问题|隐患|缺陷|不符合项|违章|整改项?)(?:共计?|合计|累计|约|达|近)*$"),
    ),
    # 厂务公开工作满意率93%: of the staff
    Rule(
        ("customer_satisfaction",),
        before=re.compile(
            r"职工代表|员工代表|提案|厂务公开|民主评议|民主测评|干部|职代会|(?:员工|职工|会员)(?:群众)?(?:对|的)"
        ),
        unless=re.compile(r"客户|顾客|用户|旅客|乘客|业主"),
    ),
    # 审计委员会由3名董事组成,其中独立董事2名
    Rule(
        _BOARD,
        earlier=re.compile(
            r"委员会(?:成员|委员)?[\s\d次]*(?:现|均|全部|都|目前|主要|各)?(?:由|共有|中有|有|中,?)(?:(?!董事会|公司(?:现有|共有))[^。;；])*$"
        ),
        lacking=re.compile(r"董事会(?:现)?(?:由|共有|有|成员)"),
    ),
    # 不发生较大环保事件等7项考核指标
    Rule(
        _HAPPENED,
        behind=re.compile(
            r"\s?的?(?:重要|主要|重点|关键|核心|考核|控制|约束性|安全|环保|生产|经济|具体|管理|年度|工作|相关|配套|应急|专项)*"
            r"(?:指标|目标|制度|规定|办法|措施|任务|要求|流程|预案(?!的?演[练习])|原则|条款|议题|议案|规程|责任书)"
        ),
    ),
    # 含纳税、实现净利润和利息等各项社会贡献总额126亿元
    Rule(
        _RESULTS,
        earlier=re.compile(
            r"[、和及与][^。;；、]{1,16}等(?:各项|各种|各类|各方面|方面)?的?(?:社会|经济|综合)?(?:贡献|价值|利益)[^,，。;；\d]{0,8}$"
        ),
    ),
    # 年排放量三万吨及以上的企业: whom a rule is for
    Rule(
        _EMITTED,
        behind=re.compile(
            r"\s?(?:\(含\))?(?:标准?煤|二氧化碳当量|二氧化碳)?\s?(?:\(含\))?[及或]?以[上下]的?[^,，。;；]{0,10}(?:企业|单位|项目|机组|用户|锅炉|大户)"
        ),
    ),
    # 与燃油汽车相比,天然气汽车可以减少90%的碳排放: what a technique can do
    Rule(
        _CUT,
        behind=re.compile(r"(?<=[%％])"),
        earlier=re.compile(
            r"(?:与|和|同|跟|较|比|相对于?)(?:传统|普通|常规|一般|同类|市面|燃油|柴油|汽油|燃煤|燃气|白炽|荧光|[^,，。;；\d]{0,8}"
            r"(?:汽车|车辆|动力|锅炉|灯具?|产品|技术|工艺|方式|材料|方法|方案|染料|包装))"
            r"[^,，。;；\d]{0,12}(?:相比|比较|而言|比)?[,，]?[^。;；]{0,30}(?:可|能)(?:以|够)?[^。;；\d]{0,10}(?:减少|降低|节约|节省|节|减)[^。;；]*$"
        ),
    ),
    # 高管认购份额占持股计划总份额2%; 授予限制性股票占总股本1%
    Rule(
        ("shareholding",),
        before=re.compile(
            r"持股计划(?:总)?份额|认购份额|占(?:本次|该)?(?:员工持股计划|激励计划|授予)|限制性股票|股票期权|激励对象"
        ),
    ),
    # 给予1000-2000元的助学金: what a rule grants each
    Rule(_GIVEN, before=re.compile(r"\d元?\s?[-—–~～至]+\s?$")),
    Rule(
        _GIVEN,
        before=re.compile(
            r"^[:：,，、(（]?(?:其中)?[:：]?(?:小学|初中|高中|中专|职高|大专|专科|本科|大学|研究生|硕士|博士)(?:学生|学历|生)?(?:及?以[上下])?(?:每[人名])?$"
        ),
        behind=re.compile(r"(?<![万亿]元)"),
    ),
    # 2600名职工(职工1900人、劳务工700人)参加了捐款: who took part
    Rule(
        _STAFF,
        behind=re.compile(
            r"(?:[^()。;；]{0,24}|[多余]?名?(?:员工|职工)?\s?\([^()。;；]{0,40})\)\s?(?:共同|踊跃|积极|均|都)?"
            r"(?:参加|参与|报名|参赛|捐|投票|受到|获|加入)"
        ),
    ),
    # 为每位学生捐赠一双运动鞋: for each
    Rule(
        ("donations_goods",),
        before=re.compile(r"(?:每(?:一)?(?:人|户|名|位|个|所|家|村|间|班|组|队)|人均)[^,，。;；]{0,16}$"),
    ),
    # 向五所小学赠送文具: to whom, not what
    Rule(("donations_goods",), behind=re.compile(r"(?<=[所家名位户村校])")),
    # 应急演练861次,共34398人参加了演练
    Rule(
        ("safety_training_people", "training_people"),
        earlier=re.compile(
            r"(?:演练|演习|竞赛|比武)[^,，。;；训]{0,12}[,，](?:共|累计|共计|合计|参加|参演|参与|约|近|有|共有|人员|员工|职工)*$"
        ),
        behind=re.compile(r"(?![^,，。;；]{0,10}培训)"),
    ),
    # 帮扶12000个贫困家庭: no projects
    Rule(
        ("poverty_alleviation_projects",),
        behind=re.compile(
            r"[多余]?\s?(?:户)?(?:建档立卡|困难|贫困|低收入|农村)*(?:家庭|农户|户|村(?!级|庄)|人|学生|学校|县|乡镇)"
        ),
    ),
    # 持股计划持有人获得公司派发的现金红利600万元: what some holders get
    Rule(
        ("dividends_total",),
        earlier=re.compile(
            r"持股计划[^。;；]{0,10}(?:持有人|所持|获得|分得)|(?:获得|收到|取得)[^,，。;；]{0,14}(?:派发|分配|分红)"
        ),
    ),
)
