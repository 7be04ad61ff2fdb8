"""Numbers whose own words say that they count another thing than a wording near them. All texts are invented."""

import pytest
from tests.extraction.prose.meanings.test_no_facts import of


@pytest.mark.parametrize(
    "text",
    [
        "公司有210名员工参加了无偿献血，共5万毫升。",
        "公司开展扶贫，共收到900名党员捐出的款项。",
        "各厂全年向外地转移管理人员120人。",
        "公司安排了150名安全管理人员取证、复审。",
        "本期培训班有来自20余家企业共计60人参加培训。",
        "义诊5次，3000名员工受益，公司保障安全培训。",
        "公司新增在线课程120门，供员工培训。",
        "公司注册QC课题90个，支持科研项目。",
        "公司二氧化碳排放配额50000吨。",
        "作业场所岗位粉尘合格率95.5%。",
        "工业固体废弃物处置率100%。",
        "每车次减少二氧化碳排放近30%。",
        "公司得到市工会员工培训补助款30000元。",
        "公司有控股子公司甲公司(持股比例：60%)。",
        "公司召开股东会、董事会、监事会20次。",
        "工会为800名员工办理医疗互助，帮扶困难员工。",
        "为方便客户投诉，公司在厂区15个醒目位置公布投诉电话。",
        "公司排查安全隐患，覆盖12个单位。",
        "对腐败案件，公司发现一起查处一起。",
        "在与4中小投资者沟通、接听投资者电话时，公司耐心解答。",
        "产品均已通过“3C”认证，公司有多个认证单位。",
        "公司参与修订行业标准XX/T 12345-2016。",
        "公司缴纳医疗保险费共5,3^8.12万元。",
        "公司用水和蒸汽消耗同比降低0.5立方、120千克。",
    ],
)
def test_what_counts_another_thing_is_no_fact(text: str) -> None:
    assert {(metric, value) for metric, value in of(text) if value} == set()


def test_what_its_own_words_name_stays() -> None:
    assert of("公司排查安全隐患12个。") == {("safety_hazards_identified", 12)}
    assert of("公司组织职业健康讲座10场。") != {("safety_training_sessions", 0)}
    assert ("hazardous_waste_disposal_rate", 100) in of("危险固体废物处置率100%。")
    assert of("公司召开董事会4次、监事会3次。") == {("board_meetings", 4), ("supervisory_board_meetings", 3)}


def test_visits_of_investors_are_events_and_their_calls_people() -> None:
    assert of("公司接待投资者现场调研15次，接听投资者电话300次。") == {
        ("investor_events", 15),
        ("investor_communications", 300),
    }


def test_what_was_done_with_those_counted_names_the_metric() -> None:
    assert of("公司招收大学生150人、退伍军人40人。") == {("new_hires", 150), ("new_hires", 40)}
    assert ("patents_granted", 18) in of("公司申报专利25项，其中18项获得了授权。")
    assert ("employee_assistance_funds", 60_000) in of("公司拨付助学金6万元，帮助50名员工子女。")


def test_a_course_on_improving_is_no_change() -> None:
    assert ("training_people", 1200) in of("公司完成业务培训、管理人员能力提升培训共1200人次。")


def test_what_is_counted_in_names_no_number() -> None:
    assert of("公司扶贫捐赠金额(含物资折款)合计约200万元。") == {("poverty_alleviation_investment", 2_000_000)}


def test_a_sum_up_to_a_date_holds_for_all_parts_of_the_sentence() -> None:
    text = "截止2021年底，甲公司已授权发明专利12项；乙公司已授权发明专利30项。"
    assert of(text) == {("patents_held", 12), ("patents_held", 30)}


def test_an_amount_of_a_thing_stands_before_it() -> None:
    assert ("donations_total", 100_000) in of("公司向山区的居民提供了10万元的公益捐赠。")


@pytest.mark.parametrize(
    "text",
    [
        "公司开展环保隐患大排查3次，环保日常检查40次。",
        "各厂参与安全检查2000人次。",
        "公司全年生产原油3万吨、天然气1亿立方米。",
        "公司围绕用电安全等9项检查内容开展检查。",
        "公司通过互助金支付员工住院医疗费用5万元。",
        "股派发现金红利4.00元（含税），共派发900000000.50元。",
        "公司管理收费公路，并持有某高速公路55%股份。",
        "脱硝系统的用水成本为3.5元/吨。",
    ],
)
def test_what_is_made_received_or_held_elsewhere_is_no_fact(text: str) -> None:
    assert {metric for metric, value in of(text) if value} <= {"dividends_total"}


def test_figures_for_a_share_are_no_profits() -> None:
    text = "公司实现净利润10.5亿元和12.5亿元，基本每股收益分别为0.3元和0.4元。"
    assert all(value > 1000 for metric, value in of(text) if metric == "net_profit")


def test_a_share_of_capacity_is_none_of_energy() -> None:
    assert ("renewable_capacity_share", 25.5) in of("公司装机容量500万千瓦，其中风电、光伏等清洁能源占比达25.5%。")


def test_figures_of_subsidiaries_are_not_the_company_s() -> None:
    table = "公司名称\t注册地\t注册资本\t总资产（万元）\t净利润（万元）\n甲公司\t某市\t10,000\t50,000\t120"
    assert of(table) == set()


def test_the_dead_and_the_injured_of_accidents_are_both_counted() -> None:
    text = "公司全年发生道路交通事故6起，死亡2人，受伤3人。"
    assert {("fatalities", 2), ("recordable_injuries", 3), ("safety_accidents", 6)} == of(text)
    assert of("高速公路发生交通事故，车上57人，死亡35人，其中19人受伤。") == set()
    assert ("recordable_injuries", 6) not in of("公司全年发生轻伤事故6起伤7人。")


def test_cash_beside_goods_is_cash() -> None:
    assert of("公司向南坡小学捐赠图书1200册、现金5万元。") == {("donations_goods", 1200), ("donations_cash", 50_000)}
