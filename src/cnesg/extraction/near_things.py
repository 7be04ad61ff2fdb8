"""Rules on figures that stand beside a wording and tell of something near it: another's shares, each plant, one day."""

import re

from cnesg.extraction.thing_rules import Rule

_TRAINED = ("training_people", "safety_training_people")
_NATURE = ("water_saved", "energy_saved", "ghg_reduction", "pollutant_reduction", "water_recycled", "electricity")
_FUELS = ("oil_products", "gasoline", "diesel", "electricity", "energy_total", "natural_gas")
_LEVELLED = ("emergency_drills", "safety_inspections", "safety_accidents", "training_sessions", "investor_events")

OF_NEAR_THINGS = (
    # 截至目前公司已持有海川人寿36.36%股份: what the company holds in others
    Rule(
        ("shareholding",),
        before=re.compile(
            r"^(?:截[至止]\S{0,12}?)?(?:目前|报告期末|年末|年底|日)?[,，]?(?:公司|本公司|我公司|集团)?"
            r"(?:已|还|现|共|合计|累计)*(?:持有|拥有|控制)(?!公司|本公司|我公司|集团|上市公司)[\u4e00-\u9fff]{2}"
        ),
        lacking=re.compile(r"控股股东|实际控制人|第[一二三]大股东"),
    ),
    # 与1400多名新入职员工座谈: those who took part
    Rule(
        ("new_hires",),
        before=re.compile(r"(?:[与和同向为给对]|邀请|组织|安排|带领)(?:来自)?(?:近|约|超过|逾|全体)?$"),
        behind=re.compile(
            r"[余多]?\s?名?(?:[\u4e00-\u9fff]{0,4})(?:员工|职工|大学生|毕业生)[^,，。;；]{0,8}"
            r"(?:座谈|沟通|交流|见面|面对面|参观|参加|走进|共进)"
        ),
    ),
    # 解决就业129人: of all who work there, or of others
    Rule(("new_hires",), before=re.compile(r"解决[^,，。;；]{0,10}就业[^,，。;；新]{0,4}$")),
    # 聘请6名院士在内的技术顾问
    Rule(("rd_staff",), behind=re.compile(r"[余多]?\s?名?[^,，。;；]{0,12}(?:顾问|客座)")),
    # 800余人获得高级工程师职称: examined, not trained
    Rule(
        _TRAINED,
        behind=re.compile(
            r"[余多]?\s?名?人?(?:获得?|取得|晋升|评为|通过)[^,，。;；]{0,16}(?:职称|职业资格|技师|等级(?!培训)|晋级)"
        ),
    ),
    # 培训师能力培训,150人参加: whom trainers' courses teach is no list of trainers
    Rule(("internal_trainers",), behind=re.compile(r"[余多]?\s?名?人?次?(?:参加|参与|参训|受训|接受)")),
    # 3120项隐患得到整改
    Rule(
        ("safety_hazards_identified",),
        behind=re.compile(
            r"(?:各类|安全|问题[和及、]?|事故)*(?:隐患|问题)[^,，。;；\d]{0,4}(?:得到|已|均|全部|按期|按时)+[^,，。;；\d]{0,6}整改"
        ),
    ),
    # 已整改一级隐患1651处: of those found
    Rule(("safety_hazards_identified",), before=re.compile(r"已(?:完成)?整改|整改[一二三四A-Da-d][级类]")),
    # 审计7项,查出问题6个
    Rule(("safety_hazards_identified",), earlier=re.compile(r"审计|巡视|内控|纪检|信访"), lacking=re.compile(r"安全")),
    # 三期临床试验, 一期工程: a stage, not an issue
    Rule(
        ("disclosure_documents", "training_sessions", "safety_training_sessions"),
        behind=re.compile(r"(?:临床|试验|工程|项目|建设|改造|扩建|厂房|投产)"),
    ),
    # 百公里油耗5.7升: of the products
    Rule(_FUELS, before=re.compile(r"百公里|每公里|/100\s?km|工况")),
    Rule(_FUELS, behind=re.compile(r"\s?/\s?(?:百公里|100\s?km)")),
    # 755处区域星级100%达标: of no pollutant
    Rule(
        ("emission_compliance_rate",),
        before=re.compile(r"星级|标准化|区域|班组|考试|考核|技能|服务|体能|培训|装备|节约型|安全"),
        unless=re.compile(r"排放|废|污|噪|监测|环保|烟|粉尘|水质|尾气"),
    ),
    # 建立3级值班制度
    Rule(_LEVELLED, behind=re.compile(r"\s?级(?!演练|培训|检查|以上)")),
    # 参会人数达到400人次; 接待信访271批次
    Rule(("investor_events",), behind=re.compile(r"\s?参会(?:人数|人员|人次|者)")),
    Rule(("investor_events", "investor_communications"), said=re.compile(r"信访|治安|门岗|访客登记")),
    # 500余名供应商人员参加
    Rule(("suppliers_total", "suppliers"), behind=re.compile(r"[余多]?\s?名?供应商(?:人员|代表|负责人|员工|学员)")),
    Rule(
        ("training_people", "safety_training_people"),
        behind=re.compile(r"[余多]?\s?名?(?:供应商|经销商|客户|承包商|分包商)(?:人员|代表|员工|学员|负责人|经理)"),
    ),
    # 平均每个工厂年节水5.56万吨; 每天可节约水90吨
    Rule(
        _NATURE,
        before=re.compile(
            r"平均每[个座家台条]|每[个座家](?:工厂|车间|门店|项目|站点)[^,，。;；]{0,8}$|每[天日](?:可|约|能)?[^,，。;；总]{0,8}$"
        ),
    ),
    # 评出技术创新奖77项,专利奖18项: the company's own prizes
    Rule(("science_awards",), earlier=re.compile(r"(?:评选出|评出|评选|表彰|设立)[^。;；获]*$")),
    # 新设课题28项,各方资助总计140万元
    Rule(
        ("donations_total", "donations_cash"),
        before=re.compile(r"资助"),
        earlier=re.compile(r"课题|科研项目|研发项目|产学研"),
        lacking=re.compile(r"捐|公益|慈善|助学|贫困"),
    ),
    # “NGO支教2.0”: the number of a name
    Rule(("donations_goods", "donations_cash", "donations_total"), behind=re.compile(r"(?<=\d)[\"”’』」]")),
    # 降解COD近5万吨: taken out, not discharged
    Rule(
        ("cod_emissions", "ammonia_nitrogen_emissions"),
        before=re.compile(r"(?:降解|去除|脱除|多降解)[^,，。;；]{0,12}$"),
    ),
)
