"""Rules on people who are not the company's and on money that others give, earn or count."""

import re

from cnesg.extraction.thing_rules import Rule

# who is no employee; 客户经理, 投资者关系 and 供应商管理 are the company's own work
_OUTSIDERS = (
    r"(?:经销商|代理商|加盟商?|供应商(?!管理|关系|审核|开发|评)|合作伙伴|合作方"
    r"|客户(?!经理|服务|关系|投诉|管理|满意|信息|身份|隐私|营销|端|部)|用户(?!体验|服务)|投资者(?!关系|保护|适当)"
    r"|农民(?!工)|农户|农村(?!信用)|村民|牧民|养殖户|种植户|群众(?!路线|工作)|贫困(?!职工|员工)|居民|残疾人|月嫂|农村妇女"
    r"|(?:乡村|中小学|小学|山区)[^,，。;；]{0,6}教师|商户|店主|社会公众|社区)"
)
_COURSE = r"(?:培训|讲座|授课|课程|培养计划|大讲堂|集训)"
_COURSES = ("training_sessions", "training_people", "training_hours", "training_investment")
_HELPED = ("beneficiaries", "households_assisted", "poverty_alleviated_people")
_GIFTS = (
    "poverty_alleviation_investment", "donations_cash", "donations_goods", "donations_total", "community_investment",
    "charity_project_spend", "employee_assistance_funds",
)  # fmt: skip
_HELP = re.compile(
    r"帮|扶(?!贫办|贫户|贫对象)|助|捐|惠|受益|慰问|带动|解决|脱贫|致富|救|关爱|结对|联系|投入|覆盖|改善|安置|走访|识别"
)

OF_OUTSIDERS = (
    # 开展经销商培训14次; 为农户举办技术讲座20场; 400场面向客户的培训: none of employees
    Rule(
        _COURSES,
        earlier=re.compile(
            rf"{_OUTSIDERS}[^,，。;；员职干]{{0,16}}{_COURSE}[^。;；员职干]{{0,30}}$"
            rf"|{_COURSE}[^,，。;；员职干]{{0,6}}{_OUTSIDERS}[^,，。;；员职干]{{0,8}}$"
        ),
    ),
    Rule(_COURSES, behind=re.compile(rf"[多余]?\s?(?:次|场|期)?(?:面向|针对|对|为){_OUTSIDERS}的")),
    # 培训5000多名,提升合作伙伴的专业技能
    Rule(_COURSES, behind=re.compile(rf"[^。;；员职]{{0,12}}(?:提升|提高|增强)了?{_OUTSIDERS}")),
    # 3500人参加了法规知识测试
    Rule(
        ("training_people", "safety_training_people"),
        behind=re.compile(
            r"[多余]?\s?[名人]?(?:次)?(?:员工|职工|党员|干部)?参加了?[^,，。;；训]{0,14}(?:测试|考试|竞赛|比赛)"
        ),
    ),
    # 10场共420人的笔试: applicants are no hires, whose health is not the staff's
    Rule(
        ("new_hires", "health_checks", "employees", "employees_total"),
        behind=re.compile(r"[多余]?\s?[名人]?次?的?(?:参加了?|进行了?|通过)?(?:笔试|面试|初试|复试|应聘|报名|竞聘)"),
    ),
    Rule(("health_checks",), said=re.compile(r"笔试|面试")),
    # 2900位新员工接受了培训
    Rule(
        ("new_hires",),
        behind=re.compile(
            r"[多余]?\s?[名位]?(?:新(?:入职|进)?员工|新人|学员)[^,，。;；聘录招]{0,4}(?:接受|参加|统一|完成|走进|参观|通过)"
        ),
    ),
    # 27名大学生的签约录用, 40名学生来公司实习: those who are hired or visit
    Rule(
        ("beneficiaries",),
        behind=re.compile(r"[^,，。;；\d助]{0,8}(?:签约|录用|入职|应聘|来访|参观|到访)"),
    ),
    # 派驻工作队员2人, 志愿者120人: those who help
    Rule(
        _HELPED,
        before=re.compile(
            r"(?:派驻|选派|派出|抽调|工作队|驻村干部|帮扶干部|第一书记|志愿者|帮扶责任人)[^,，。;；惠助帮]{0,8}$"
        ),
    ),
    # 该村有建档立卡贫困户30户、98人: whom nobody is said to help
    Rule(
        _HELPED,
        before=re.compile(
            r"(?:贫困|低保|低收入|建档立卡)[^,，。;；\d]{0,8}(?:人口|户|人员|家庭|群众)(?:数|共计?|共有|合计|总计|达到?|为|有)*$"
            r"|^[、,，(]?(?:共计?)?$"
        ),
        said=re.compile(r"[村县市镇乡旗][^。;；]*(?:贫困|低保|低收入|建档立卡)|占全"),
        lacking=_HELP,
    ),
    # 争取政府资金214万元, 引入社会资金46万元, 政府补贴44万元: others' money
    Rule(
        _GIFTS,
        before=re.compile(
            r"(?:协调|争取|引进|引入|撬动|申请|获取|获得)了?(?:[^,，。;；投捐]{0,14}(?:政府|社会|财政|国家|上级|专项|项目|各类|政策))"
            r"[^,，。;；投捐]{0,10}(?:资金|补助|补贴|奖补|投资)[^,，。;；投捐]{0,4}$"
            r"|(?:政府|财政|上级|国家)[^,，。;；向给捐]{0,6}(?:补贴|补助|出资|拨款|配套资金|奖补)[^,，。;；捐]{0,4}$"
        ),
    ),
    # 每股收益0.74元: one part of what is made for each share
    Rule(
        ("social_contribution_per_share",),
        earlier=re.compile(r"(?:每股(?:基本)?|基本每股)(?:收益|盈利|净利润?)[^,，。;；献\d]{0,5}$"),
    ),
    # 每股社会贡献值=每股收益(0.74元)+每股增值额(2.55元)
    Rule(
        ("social_contribution_per_share",),
        earlier=re.compile(r"[=＝][^。;；]*[+＋][^。;；]*增值额?[^,，。;；献\d]{0,5}$"),
    ),
    # 课程满意率100%: of those taught
    Rule(
        ("customer_satisfaction",),
        before=re.compile(r"培训(?:班|组织|课程|服务|整体|内容|效果|师|讲师)|课程|学员|(?:员工|职工)(?:对|满意)|食堂"),
        unless=re.compile(r"客户|顾客|用户"),
    ),
    # 考试合格率92%; 帐卡物相符合格率99%: of no product
    Rule(("product_pass_rate",), before=re.compile(r"考试|考核|[帐账][卡实物]|体检|培训|油漆|作业点|职业危害")),
    # 园区纳税企业总税40亿元
    Rule(
        ("tax_paid",),
        before=re.compile(r"园区[^,，。;；]{0,4}(?:企业|税)|全[区县市]|商户|入驻|客户[^,，。;；]{0,6}个人所得税"),
    ),
    # 中药材种植面积2100亩: of crops
    Rule(
        ("greening_area", "land_reclaimed"),
        before=re.compile(r"(?:药材|农业|农作物|粮食|水稻|果树|茶叶?|经济林|产业|基地)[^,，。;；绿]{0,6}(?:种植|栽培)"),
    ),
    # 带动就业1700余人, unless of the poor or the village: work is no help
    Rule(
        ("beneficiaries",),
        before=re.compile(
            r"(?:带动|拉动|促进|创造|增加|提供|解决|吸纳)[^,，。;；贫困村农牧残]{0,10}(?:就业|岗位)[^,，。;；贫困村农牧残]{0,8}$"
        ),
        unless=re.compile(r"贫困|村|农|牧|残|脱贫|建档|低收入"),
    ),
    # 最近三年净增员工372人
    Rule(("employees_total", "employees"), before=re.compile(r"净(?:增|减)")),
    # 法律咨询61起, 处理来信4起: service, no breaches
    Rule(("noncompliance_cases",), before=re.compile(r"咨询|来信|代书|法律援助|法律服务|法律文书|调解|维权|打假")),
    # 自来水供应量8亿立方米, 累计发电15亿千瓦时: supplied or made
    Rule(("water_total", "water_fresh"), before=re.compile(r"供应量|供水量|售水|水厂")),
    Rule(
        ("electricity",), before=re.compile(r"(?:累计|年|共|总|完成)?发电(?:量|总量)?(?:为|达到?|约|近|超过|累计|共)*$")
    ),
    # 每天节电900度: a day's
    Rule(
        ("energy_saved", "water_saved", "ghg_reduction", "water_recycled"),
        before=re.compile(r"每(?:天|日|小时|班|台|吨|次|个?工作日)[^,，。;；年]{0,10}$|日均[^,，。;；年]{0,8}$"),
    ),
    # 召开11次总经理办公会议: of no board
    Rule(
        ("board_meetings", "board_committee_meetings", "supervisory_board_meetings", "shareholder_meetings"),
        behind=re.compile(
            r"[^,，。;；\d董监股]{0,6}(?:总经理|总裁|行长)?(?:办公|党委|党政|联席|职工代表|职代|经营|工作例)[^,，。;；\d董监股]{0,4}会"
        ),
    ),
    Rule(
        ("board_meetings", "board_committee_meetings", "supervisory_board_meetings", "shareholder_meetings"),
        before=re.compile(
            r"(?:办公会|党委会|党政联席会|职代会|职工代表大会|年报工作会|沟通会|见面会|工作例会)(?:议)?(?:共计?|合计|召开|了)*$"
        ),
    ),
    # 公告宣传栏140个; 汽车新产品公告2600个: no publications of the company on itself
    Rule(("disclosure_documents",), behind=re.compile(r"(?<=[场家人名])|[^,，。;；\d]{0,3}(?:宣传栏|公告栏)")),
    Rule(("disclosure_documents",), before=re.compile(r"宣传栏|公告栏|公告牌|产品公告|车型公告")),
    # 9家单位开展清洁生产审核; a review
    Rule(("certified_sites",), behind=re.compile(r"[^,，。;；\d]{0,10}(?:开展|实施|完成)[^,，。;；]{0,6}清洁生产")),
)
