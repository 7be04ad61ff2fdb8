"""Invented reports for the gap tests: the same content in both languages, and documents that answer nothing."""

from cnesg.framework import load_methodology
from cnesg.gap import Gap, gap_finder
from cnesg.gap.engine import Report
from cnesg.text.plain import text_page
from cnesg.text.sentences import sentences

ENGLISH = """Sustainability report 2023 of an invented maker of lamps

A. Environment
We comply with the Environmental Protection Law and run an environmental management system certified to ISO 14001.
In 2023 we installed activated carbon filters at the paint shop to cut VOC emissions.
Hazardous waste is stored separately and handed to a licensed contractor for disposal.
Under our energy policy we replaced 1,200 lamps by LED lights and saved 90 MWh of electricity.
Rainwater is collected and used for cleaning the yard.
Our products are sold loose, so the use of packaging material is not considered material.

B. People
We sign labour contracts with all employees under the Labour Contract Law and pay social insurance.
Under our work safety rules every new employee attends fire drills, and all workers receive a yearly medical check.
There were no work-related fatalities in the year.
In 2023 each employee received training through our mentor programme.
We do not employ child labour; the human resources department checks identity documents before hiring.

C. Partners and society
Suppliers are selected by on-site audits and scored each year.
The finished goods pass a quality inspection before delivery under our ISO 9001 system.
All managers sign an anti-corruption code of conduct, and a whistleblowing hotline is open to staff.
We donated CNY 300,000 to a village school and 60 volunteers taught there.
"""

CHINESE = """某虚构灯具企业2023年可持续发展报告

一、环境
公司遵守《环境保护法》，建立了环境管理体系并通过ISO14001认证。
2023年，公司在喷漆车间安装活性炭过滤装置，减少挥发性有机物排放。
危险废物单独贮存，并交由有资质的单位处置。
公司按照能源管理制度更换1200盏LED灯，节约用电9万千瓦时。
公司建有雨水收集池，雨水用于厂区清洁。
本公司产品散装出售，包装材料的使用对公司不重大。

二、员工
公司依据《劳动合同法》与全体员工签订劳动合同，缴纳社会保险。
按照安全生产制度，新员工均参加消防演练，全体工人每年体检一次。
报告期内，公司无因工死亡。
2023年，公司通过导师制对每位员工开展培训。
公司不使用童工，人力资源部在招聘时核查身份证。

三、伙伴与社会
公司通过现场审核选择供应商，并逐年评价打分。
产品出厂前须按照ISO9001质量管理体系进行出厂检验。
全体管理人员签署反腐败行为准则，并向员工开放举报热线。
公司向某村小学捐款30万元，60名志愿者前往支教。
"""

GERMAN = "Der Bericht der Gesellschaft\n" + 12 * (
    "Die Gesellschaft hat in dem Jahr die Emissionen von Kohlendioxid mit neuen Anlagen und den Mitteln gesenkt.\n"
)

FINANCIAL = """Annual results
""" + "\n".join(
    f"Revenue of segment {n} rose by {n}.2% to RMB {n}00 million, and the gross margin of the segment was {n + 20}%."
    for n in range(1, 30)
)

JAPANESE = "報告書\n" + 6 * (
    "当社は労働安全衛生委員会を設置し、毎月会議を開催しています。\n腐敗防止方針を定め、全従業員に研修を実施しました。\n"
)

CHINESE_FINANCIAL = "年度报告摘要\n" + "\n".join(
    f"第{n}分部实现营业收入{n}亿元，同比增长{n}%，毛利率为{n + 20}%，应收账款周转天数降至{n + 50}天。"
    for n in range(1, 30)
)

OTHER_INDEX = "GRI 内容索引\n" + "\n".join(
    f"{code}\t{title}\t第{page}页"
    for page, (code, title) in enumerate(
        [
            ("2-7", "员工"),
            ("205-2", "反腐败政策和程序的传达及培训"),
            ("302-1", "组织内部的能源消耗量"),
            ("303-3", "取水"),
            ("305-1", "直接温室气体排放"),
            ("306-3", "产生的废弃物"),
            ("403-1", "职业健康安全管理体系"),
            ("404-1", "每名员工每年接受培训的平均小时数"),
            ("413-1", "有当地社区参与的运营点"),
        ],
        start=10,
    )
)

INDEX = "Content index\n" + "\n".join(
    f"{code}\tDescription of the item\tpage {number}"
    for number, code in enumerate(
        [
            "A1.1",
            "A1.2",
            "A1.3",
            "A1.4",
            "A1.5",
            "A1.6",
            "A2.1",
            "A2.2",
            "A2.3",
            "A2.4",
            "B1.1",
            "B1.2",
            "B2.1",
            "B2.2",
        ],
        start=4,
    )
)


def gap_of(text: str, standard: str = "hkex-app27") -> Gap:
    """A text against a standard; figures are left to the tests of extraction."""
    report = Report("0" * 64, "invented.txt", list(sentences(text_page(text))), [], (), None)
    return gap_finder(load_methodology(), standard).find(report)
