"""Numbers beside a wording that are no values. All texts are invented."""

import pytest
from tests.extraction.texts import facts


def told(text: str) -> list[tuple[str, float, int]]:
    return [(row.metric, round(row.value, 2), row.year) for row in facts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "资产总额(亿元) 400 350 300 250 200 150 100 50 0。",
        "公司提名委员会由3名董事组成。",
        "监事会下设监督委员会和提名委员会等两个专门委员会。",
        "在部门内部进行了二次培训分享。",
        "把旧物收入的一部分捐赠给基金会。",
        "共87万名选手参与,累计捐出步数129亿步。",
        "民主评议占考核总分的30%,新员工权重占20%。",
        "In our leadership programme, 43% of participants were women.",
        "Scores from colleagues who identify as male and female were 79% and 77% respectively.",
        "We cover 98% of permanent employees with private medical insurance.",
        "More than 38,000 colleagues have created a profile on the platform.",
        "工伤率是按每200,000工作小时的工伤宗数计算。",
        "注：误工率=(工伤损失天数/总工时)*200,000。",
        "脱硫后二氧化硫排放在31mg/Nm3左右。",
        "No emolument was paid to any of the directors and the five individuals with the highest emoluments.",
        "Other assumptions include 8 work hours per day.",
    ],
)
def test_no_value(text: str) -> None:
    assert told(text) == []


def test_shares_of_the_staff_are_read() -> None:
    assert told("Women made up 43% of our workforce.") == [("employees_share", 43.0, 2021)]


def test_what_is_to_be_reached_by_a_later_year_is_a_target() -> None:
    (row,) = facts("We are on track to reach 100% renewable energy by 2025.")
    assert (row.value_kind, row.year) == ("target", 2025)


def test_boards_beside_committees_are_read() -> None:
    text = "公司董事会下设战略、审计、提名委员会等三个专门委员会,董事会由9名董事组成。"
    assert told(text) == [("board_committees", 3, 2021), ("board_directors", 9, 2021)]


def test_a_share_in_words_is_read_also_where_it_is_a_bound() -> None:
    for text in ("独立董事占董事会成员的三分之一。", "独立董事超过董事会成员人数的三分之一。"):
        assert told(text) == [("independent_directors_share", 33.33, 2021)]


def test_a_section_number_is_no_count() -> None:
    assert told("其中9.1 扶贫项目个数(个)2") == [("poverty_alleviation_projects", 2, 2021)]


def test_the_year_of_a_report_that_was_approved_is_that_of_the_report_alone() -> None:
    text = "公司召开了2次股东大会,审议了2020年年度报告等21项议案。公司召开董事会会议7次。"
    assert told(text) == [("shareholder_meetings", 2, 2021), ("board_meetings", 7, 2021)]


def test_the_year_of_a_plan_of_dividends_holds_for_the_dividend() -> None:
    assert told("公司审议通过2020年度利润分配方案,每10股派发现金红利3元。") == [("dividend_per_share", 0.3, 2020)]


def test_a_table_of_what_is_held_in_others_has_no_shareholders() -> None:
    head = "名称\t注册地\t业务性质\t持股比例(%)\n"
    assert told(f"{head}城东热电公司\t杭州\t发电\t51.00\n") == []
    assert told("股东名称\t持股比例(%)\n城东投资公司\t51.00\n") == [("shareholding", 51.0, 2021)]


def test_a_row_of_ratios_heads_nothing() -> None:
    text = "社会绩效指标\t2020年\t2021年\n女性管理者比例(女:男)\t1:4\t1:5\n员工培训总投入(万元)\t434.7\t706.1\n"
    rows = [(row.metric, row.value, row.year, row.breakdown) for row in facts(text)]
    assert rows == [("training_investment", 4347000.0, 2020, {}), ("training_investment", 7061000.0, 2021, {})]
