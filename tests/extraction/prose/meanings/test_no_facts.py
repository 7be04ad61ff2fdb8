"""Numbers that stand beside a metric's wording and state no fact about it. All texts are invented."""

import pytest
from tests.extraction.texts import facts


def of(text: str) -> set[tuple[str, float]]:
    return {(row.metric, row.value) for row in facts(text) if row.value_kind == "actual"}


@pytest.mark.parametrize(
    "text",
    [
        "公司在投资者与公司之间建立了一条畅通的沟通平台。",
        "公司对所有投资者一视同仁，认真答复每个问题。",
        "员工培训有两个目的，明年围绕培训等5个方面开展工作。",
        "公司开展党员“三个一”廉政教育活动。",
        "公司组织员工参加专业培训、境外研修等四位一体的培训体系。",
    ],
)
def test_articles_slogans_and_abstract_nouns_count_nothing(text: str) -> None:
    assert of(text) == set()


def test_the_number_of_a_meeting_is_no_number_of_meetings() -> None:
    assert of("2021年4月4日召开的五届二十三次董事会审议通过了年度报告。") == set()
    assert of("本报告经公司第八届十次董事会审议批准。") == set()
    assert of("公司第八届董事会全年召开10次董事会会议。") == {("board_meetings", 10)}


def test_a_rhythm_is_no_count() -> None:
    assert of("公司推行两年一次的健康体检制度。") == set()
    assert of("公司组织300名员工参加健康体检。") == {("health_checks", 300)}


def test_occasions_are_no_people() -> None:
    assert of("公司全年组织志愿者活动60次。") == set()
    assert of("公司全年组织志愿者60人次。") == {("volunteers", 60)}


def test_committees_are_no_meetings() -> None:
    assert ("board_committee_meetings", 4) not in of("公司下设战略委员会、提名委员会、审计委员会四个专项委员会。")


def test_what_was_to_be_kept_below_is_a_target() -> None:
    assert ("nox_emissions", 2100) not in of("氮氧化物排放量低于2100吨，实际1736吨。")


def test_tonnes_of_another_thing_are_no_electricity() -> None:
    assert of("公司每年用电石渣约270万吨。") == set()
    assert of("公司全年用电量为270吨标准煤。") == {("electricity", 270)}


def test_holdings_in_other_companies_are_no_shareholding() -> None:
    assert of("公司持有江南机械51%股权。") == set()
    assert of("江南集团持有公司46.2%的股份。") == {("shareholding", 46.2)}


def test_the_promise_of_the_articles_is_no_payout() -> None:
    text = "最近三年以现金方式累计分配的利润应不少于最近三年实现的年均可分配利润的30%。"
    assert of(text) == set()


def test_an_amount_for_each_is_no_sum() -> None:
    assert of("公司为困难员工每户发放慰问金3000元。") == set()
    assert of("公司为困难员工发放慰问金30000元。") == {("employee_assistance_funds", 30000)}


def test_the_sum_of_several_metrics_is_none_of_them() -> None:
    rows = of("公司实现净利润1亿元，支付利息2亿元，对外捐赠61万元，缴纳税收3亿元，合计6.2亿元。")
    assert {value for _, value in rows} <= {1e8, 2e8, 610000, 3e8}
    assert ("donations_total", 610000) in rows


def test_the_sum_paid_on_all_shares_is_no_dividend_of_one() -> None:
    rows = of("公司向全体股东每10股派发现金红利0.8元（含税），共计84,948.86万元。")
    assert rows == {("dividend_per_share", 0.08), ("dividends_total", 849488600)}


def test_people_who_were_promoted_are_no_class_of_employees() -> None:
    assert of("公司员工晋升高级工程师7人。") == set()
    assert of("公司员工中有高级工程师7人。") == {("employees", 7)}


def test_a_rate_below_a_table_of_employees_is_no_share_of_them() -> None:
    rows = of("2021年员工情况\n指标\t2021年\n员工总数（人）\t100\n健康率（%）\t87.65\n女员工占比（%）\t40\n")
    assert ("employees_share", 87.65) not in rows
    assert ("employees_share", 40) in rows


def test_values_beyond_the_possible_are_left_out() -> None:
    rows = of("公告\t日期\n股东大会决议公告\t20211019\n")
    assert all(value < 20_000_000 for _, value in rows)
    assert of("公司召开董事会会议600次。") == set()
    assert of("公司召开董事会会议60次。") == {("board_meetings", 60)}


def test_a_list_of_changes_holds_no_shares() -> None:
    text = "公司净利润、分红比例和收入与2020年度相比分别增长7.12%、38.53%和26.25%。"
    assert not {value for metric, value in of(text) if metric == "dividend_payout_ratio"}
    assert of("公司现金分红比例为38.53%。") == {("dividend_payout_ratio", 38.53)}


def test_a_figure_for_each_head_is_no_total() -> None:
    assert of("公司人均绿化面积约40平方米。") == set()
    assert of("公司新增绿化面积约40平方米。") == {("greening_area", 40)}


def test_holders_of_some_size_and_votes_cast_are_no_shareholding() -> None:
    assert of("公司无其他持股5%以上的股东。") == set()
    assert of("参会股东代表股份占公司股份总数的35.7%。") == set()


def test_a_row_label_says_that_a_dividend_is_of_ten_shares() -> None:
    assert of("指标\t2021年\n每10股派息数（元）\t1.50\n") == {("dividend_per_share", 0.15)}


def test_a_row_of_averages_below_employees_is_no_number_of_them() -> None:
    rows = of("员工情况\n指标\t2021年\n员工总数（人）\t110\n人均年薪(税前，元）\t105835\n人均培训时间（小时）\t30\n")
    assert rows == {("employees_total", 110), ("training_hours_avg", 30)}


def test_a_secretary_of_the_board_is_no_director() -> None:
    assert of("公司设副总经理2名，董事会秘书1名。") == set()


@pytest.mark.parametrize(
    "text",
    [
        "公司开展员工培训，与6家培训机构签订协议。",
        "公司现场整改问题，形成安全隐患清单10份。",
        "公司依托投资者热线，设置1部专线电话。",
        "公司完成36座变电站隐患排查工作。",
        "公司举办3类员工培训。",
    ],
)
def test_a_measure_word_of_another_thing_counts_no_metric(text: str) -> None:
    assert of(text) == set()


def test_suppliers_are_counted_by_firms() -> None:
    assert of("公司共有供应商36家。") == {("suppliers_total", 36)}


def test_wording_in_the_title_of_a_document_labels_nothing_outside() -> None:
    assert of("公司修订《安全检查管理制度》《安全生产费用制度》等共计28项。") == set()
    assert of("公司未发现重大事项，制定了《重大安全事故责任制度》。") == set()


def test_a_stake_in_another_company_is_no_share_of_ours() -> None:
    assert of("公司收购海上风电项目80%股权。") == set()
    assert of("公司清洁能源装机占比80%。") == {("renewable_capacity_share", 80)}


def test_several_tens_are_no_number() -> None:
    assert of("公司向灾区捐款数十万元。") == set()
    assert of("公司向灾区捐款三十万元。") == {("donations_cash", 300_000)}


def test_what_was_before_a_measure_is_no_figure_of_the_year() -> None:
    text = "单位产品综合能耗由改造前的0.31吨标准煤/吨下降到0.27吨标准煤/吨。"
    assert of(text) == {("energy_intensity_per_production", 0.27)}


def test_a_list_of_changes_of_any_unit() -> None:
    assert of("原煤、焦炭消耗量分别降低160吨、82吨。") == set()


def test_an_enumeration_with_a_blank_in_its_brackets() -> None:
    assert of("公司加强信息披露管理 (1 )信息披露管理工作。") == set()


def test_lines_of_the_statements_are_no_totals() -> None:
    text = "流动资产合计\t13,097,055,285.38\n资产总计\t60,097,055,285.38\n税金及附加\t137,907,238.53"
    assert of(text) == {("total_assets", 60_097_055_285.38)}


@pytest.mark.parametrize(
    "text",
    [
        "公司总资产从上市之初的6.73亿元起步。",
        "公司营业收入从9000万元跨入新的台阶。",
        "公司组织480名一线员工进行技能比武。",
        "公司向196名高管和骨干员工授予限制性股票。",
        "公司每销售1台产品为公益事业捐出1元钱。",
        "公司编有《常见安全隐患300项》。",
        "公司在9个分厂建立了16个现场培训工作站。",
        "公司治理二次污染。",
        "该泵每小时排水量940立方米。",
        "公司制作投资者教育产品938个。",
        "公司安全生产委员会下设六个专门委员会。",
        "职工代表大会推选监事会主席，监事会设主席一人。",
        "公司全年煤炭运量4319万吨。",
        "本次考试合格率83.1%，特种设备检验合格率100%。",
        "公司累计向股东分配利润总额56亿元。",
        "全体学员参加结业测试，合格率达90%。",
        "公司商标连续4次获得著名商标称号。",
        "公司募集善款资助21名高中女生。",
        "公司2,630名职工参加无偿献血。",
    ],
)
def test_what_is_of_another_thing_time_or_group_is_no_fact(text: str) -> None:
    assert {(metric, value) for metric, value in of(text) if value} == set()


def test_a_zero_behind_its_noun_says_nothing_of_the_next() -> None:
    assert ("recordable_injuries", 0) not in of("全年死亡事故为零、轻伤事故率低于2%。")


def test_the_label_of_the_next_figure_is_not_this_one_s() -> None:
    assert ("total_assets", 14_505_000_000) not in of("2016年利税总额145.05亿元 资产总额621.74亿元")


def test_a_rate_of_another_name_is_not_carried_on() -> None:
    assert ("env_facility_operation_rate", 98.23) not in of("所属电厂脱硫系统投运率均达到100%，脱硫效率98.23%。")


def test_what_a_project_is_expected_to_save_is_a_target() -> None:
    text = "该项目预计年发电量可达70多万千瓦时，每年节约标准煤252吨。"
    assert of(text) == set()
    assert [row.value for row in facts(text) if row.metric == "energy_saved"] == [252]


def test_a_zero_of_breaches_names_their_kind() -> None:
    text = "公司未发生内幕交易。公司全年没有违规行为。"
    zeros = [row.breakdown for row in facts(text) if row.metric == "noncompliance_cases"]
    assert len(zeros) == 1
    assert zeros[0]


def test_a_gift_of_long_ago_is_of_its_year() -> None:
    assert [row.year for row in facts("早在1979年公司就向东关中学捐款5万元。") if row.value == 50_000] == [1979]


def test_planned_spending_is_a_forecast() -> None:
    rows = [row for row in facts("公司计划投资1998万元用于环保设备升级改造。") if row.metric == "env_investment"]
    assert [(row.value_kind, row.breakdown["status"]) for row in rows] == [("forecast", "planned")]


def test_money_for_a_charity_is_no_help_for_employees() -> None:
    text = "公司慰问困难党员，并参加红十字会“博爱一日捐”活动，累计捐款25810元。"
    assert ("employee_assistance_funds", 25810) not in of(text)


def test_what_would_be_and_what_one_unit_brings_is_no_figure() -> None:
    assert of("如果全市推广该工艺，每年可减少二氧化碳排放9万吨。") == set()
    assert of("每生产1吨再生纸，可节约用电600度。") == set()
    assert of("公司通过废纸回收节约用电600度。") == {("energy_saved", 600)}


def test_the_least_number_of_people_is_a_rule() -> None:
    assert of("董事会成员中应至少包括1名独立董事。") == set()


def test_a_campaign_named_after_none_states_no_zero() -> None:
    assert of("各车间开展零事故班组竞赛。") == set()
    assert of("公司全年实现零事故。") == {("safety_accidents", 0)}


def test_what_brackets_part_from_its_label_is_not_the_last_subject_s() -> None:
    text = "公司总资产48.9亿元，股东权益（归属于母公司）31.9亿元。"
    assert of(text) == {("total_assets", 48.9e8)}


def test_those_by_whom_something_was_done_are_not_counted_as_own() -> None:
    assert of("该产品被587名中科院院士评为全国科技进展新闻。") == set()


def test_fees_that_are_saved_are_no_investment() -> None:
    assert not any(metric == "env_investment" for metric, _ in of("改造后每年可减少排污费20万元。"))


def test_what_follows_on_a_dividend_is_of_its_year() -> None:
    text = (
        "2021年度公司向全体股东每10股派发现金红利2元。其中：现金红利186,291,005元，占归属于公司股东的净利润的42.65%。"
    )
    assert {(row.metric, row.year) for row in facts(text)} == {
        ("dividend_per_share", 2021), ("dividends_total", 2021), ("dividend_payout_ratio", 2021),
    }  # fmt: skip


def test_what_is_used_no_more_is_not_used() -> None:
    assert of("两家工厂完成改造，减少了天然气消耗38.2万立方米。") == set()
    assert of("两家工厂全年天然气消耗38.2万立方米。") == {("natural_gas", 382000)}


def test_profit_that_could_be_paid_out_is_no_dividend() -> None:
    assert of("2021年母公司可供股东现金分配的利润为46,210万元。") == set()


def test_a_share_of_sales_goes_on_from_research() -> None:
    assert ("rd_spend_share", 6.3) in of("研发投入再创新高，占工业销售收入6.3%。")


@pytest.mark.parametrize(
    "text",
    [
        "COD排放量不得高于201吨。",
        "按照规定，VOCs排放量不应超过44吨。",
        "该标准要求一般固体废物综合利用率不低于98%。",
        "2021年，全市营业收入达24亿元。",
        "2021年，全县用水总量为24,160立方米。",
        "2021年，全球二氧化碳排放量为3,200吨。",
        "2021年，同行某企业用水总量为24,160立方米。",
        "公司举办心理健康讲座，惠及员工650人。",
    ],
)
def test_limits_places_and_people_concerned_are_no_figures_of_the_company(text: str) -> None:
    assert of(text) == set()


def test_a_companys_own_figures_in_a_place_and_under_a_limit_stay() -> None:
    assert of("2021年，全省系统员工总数为3,200人。") == {("employees_total", 3200)}
    assert of("2021年，公司COD排放量为201吨，远低于国家标准。") == {("cod_emissions", 201)}
