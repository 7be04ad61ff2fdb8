"""Numbers whose own words say that they count another thing than a wording near them. All texts are invented."""

import pytest
from tests.extraction.test_no_facts import of


@pytest.mark.parametrize(
    "text",
    [
        "公司组织335名职工无偿献血近11万毫升。",
        "公司开展精准扶贫，共收到1742名党员缴纳的特殊党费。",
        "各单位共向外埠单位转移管理人员180人。",
        "公司共完成297名安全管理人员资格证取证、复审工作。",
        "高级研修班共有来自50余家单位共计78人参与培训。",
        "基层义诊8次，5000名职工受益其中，公司保障安全培训。",
        "公司新增在线课程235门，供员工培训使用。",
        "公司注册QC课题达183个，开展科研项目研究。",
        "公司二氧化碳排放配额98961吨。",
        "生产作业场所岗位粉尘合格率97.73%。",
        "工业固体废弃物处置率100%。",
        "每车次减少二氧化碳排放近50%。",
        "公司得到省总工会职工技能培训补助款24384元。",
        "公司旗下包括控股子公司中国大恒(持股比例：72.70%)。",
        "公司召开股东会、董事会、监事会31次。",
        "工会全年为1078位员工办理职工医疗互助，帮扶困难员工。",
        "为方便客户投诉，公司在港区22个醒目位置公示投诉电话。",
        "公司排查安全隐患，覆盖19个单位。",
        "对违规、腐败案件发现一起查处一起。",
        "在接听投资者电话与6中小投资者沟通中，公司坚持热情大方。",
        "产品均已通过“3C”认证，公司有多个认证单位。",
        "公司参与修订行业标准FZ/T 50034-2016。",
        "公司缴纳医疗保险费合计为7,2^6.83万元。",
        "公司直流水和蒸汽消耗同比降低0.7立方、233千克。",
    ],
)
def test_what_counts_another_thing_is_no_fact(text: str) -> None:
    assert {(metric, value) for metric, value in of(text) if value} == set()


def test_what_its_own_words_name_stays() -> None:
    assert of("公司排查安全隐患19个。") == {("safety_hazards_identified", 19)}
    assert of("公司组织职业健康讲座10场。") != {("safety_training_sessions", 0)}
    assert ("hazardous_waste_disposal_rate", 100) in of("危险固体废物处置率100%。")
    assert of("公司召开董事会4次、监事会3次。") == {("board_meetings", 4), ("supervisory_board_meetings", 3)}


def test_visits_of_investors_are_events_and_their_calls_people() -> None:
    assert of("公司接待投资者现场调研21次，接听投资者电话400次。") == {
        ("investor_events", 21),
        ("investor_communications", 400),
    }


def test_what_was_done_with_those_counted_names_the_metric() -> None:
    assert of("公司招收大学生200人、退伍军人64人。") == {("new_hires", 200), ("new_hires", 64)}
    assert ("patents_granted", 27) in of("公司申报专利34项，其中27项获得了授权。")
    assert ("employee_assistance_funds", 74_900) in of("公司拨付助学金7.49万元，帮助87名员工子女。")


def test_a_course_on_improving_is_no_change() -> None:
    assert ("training_people", 1510) in of("公司完成综合业务培训、管理人员能力提升培训合计1510人次。")


def test_what_is_counted_in_names_no_number() -> None:
    assert of("公司对各类扶贫捐赠金额(含物资折款)合计约350万元。") == {("poverty_alleviation_investment", 3_500_000)}


def test_a_sum_up_to_a_date_holds_for_all_parts_of_the_sentence() -> None:
    text = "截止2021年底，甲公司已授权发明专利16项；乙公司已授权发明专利59项。"
    assert of(text) == {("patents_held", 16), ("patents_held", 59)}


def test_an_amount_of_a_thing_stands_before_it() -> None:
    assert ("donations_total", 100_000) in of("公司向贫困地区的居民提供了10万元的公益捐赠。")


@pytest.mark.parametrize(
    "text",
    [
        "公司共开展环保隐患大排查4次，实施环保日常检查60次。",
        "各企业参与安全检查3866人次。",
        "公司全年生产原油6.53万吨、天然气2.02亿立方米。",
        "公司围绕安全管理、行车安全等11项检查内容开展检查。",
        "公司通过互助保障金支付职工住院医疗费用8.13万元。",
        "股派发现金红利6.00元（含税），共派发1242985890.60元。",
        "公司管理收费公路，并持有绕城高速63.8%股份。",
        "脱硝系统吨熟料耗水成本为2.28元/吨。",
    ],
)
def test_what_is_made_received_or_held_elsewhere_is_no_fact(text: str) -> None:
    assert {metric for metric, value in of(text) if value} <= {"dividends_total"}


def test_figures_for_a_share_are_no_profits() -> None:
    text = "公司实现净利润20.6亿元和24.6亿元，基本每股收益分别为0.453元和0.541元。"
    assert all(value > 1000 for metric, value in of(text) if metric == "net_profit")


def test_a_share_of_capacity_is_none_of_energy() -> None:
    assert ("renewable_capacity_share", 38.6) in of("公司装机容量940万千瓦，其中风电、光伏等清洁能源占比已达38.6%。")


def test_figures_of_subsidiaries_are_not_the_company_s() -> None:
    table = "公司名称\t注册地\t注册资本\t总资产（万元）\t净利润（万元）\n甲公司\t长春市\t20,000\t101,636\t262"
    assert of(table) == set()
