"""Labels and numbers on alternating lines. All texts are invented."""

import pytest
from tests.extraction.prose.meanings.test_no_facts import of
from tests.extraction.prose.sentences.test_narrowing import classes
from tests.extraction.texts import KNOW, facts

from cnesg.extraction.pairs import pair_runs
from cnesg.text import Line


def test_a_run_that_begins_with_a_label_has_its_labels_first() -> None:
    text = "2021年\n\n员工总数\n9,321人\n员工培训总投入\n3.2亿元\n女性员工占比\n34.5%\n"
    assert of(text) == {("employees_total", 9321), ("training_investment", 3.2e8), ("employees_share", 34.5)}


def test_a_run_that_begins_with_a_number_has_its_labels_behind() -> None:
    text = "9,321人\n员工总数\n3.2亿元\n员工培训总投入\n1,450人次\n员工培训总人次\n"
    assert of(text) == {("employees_total", 9321), ("training_investment", 3.2e8), ("training_people", 1450)}


def test_units_tell_the_order_where_the_ends_do_not() -> None:
    behind = "数说责任\n415次\n组织反腐培训\n20,340人\n员工总数\n2.6亿元\n公益捐赠总额\n"
    assert of(behind) == {
        ("anticorruption_training_sessions", 415), ("employees_total", 20340), ("donations_total", 2.6e8),
    }  # fmt: skip
    before = "资产总额\n52.6亿元\n员工总数\n2,340人\n环保投入\n430万元\n展望未来\n"
    assert of(before) == {("total_assets", 52.6e8), ("employees_total", 2340), ("env_investment", 4.3e6)}


def test_a_word_that_asks_for_a_number_tells_the_order() -> None:
    text = "累计受助学生达\n3万人\n公司公益捐赠总额达\n430万元\n总结与展望\n"
    assert ("donations_total", 4.3e6) in of(text)
    assert ("beneficiaries", 30000) in of(text)


def test_units_in_all_labels_but_the_first_make_that_a_title() -> None:
    text = (
        "能耗指标\n76190\n总耗电量（万度)\n14101\n总能耗折标准煤（吨)\n586\n柴油消耗量（吨）\n134578\n矿石处理量（吨)\n"
    )
    assert of(text) == {("electricity", 761900000.0), ("energy_total", 14101), ("diesel", 586)}


def test_a_unit_may_stand_on_its_own_line() -> None:
    text = "公益捐赠总额\n168\n万元\n员工人均培训时间\n7.9\n小时\n"
    assert of(text) == {("donations_total", 1.68e6), ("training_hours_avg", 7.9)}


def test_small_numbers_without_a_unit_may_be_pages() -> None:
    assert of("化学品灾害应急演练\n72\n员工培训\n73\n") == set()


@pytest.mark.parametrize(
    "text",
    [
        "员工人数\n2019\n2020\n2021\n培训人次\n120\n130\n140\n",  # a table in pieces
        "研发人员 生产人员 销售人员\n5%\n■硕士 ■本科 ■大专\n4%\n",  # a chart's legends
        "女性员工占比24%\n24%\n残疾员工26人\n26人\n",  # sentences beside their numbers
        "员工总数\n9,321人\n公司坚持以人为本。\n培训人次\n1,450人次\n",
    ],
)
def test_what_only_looks_like_a_run_is_none(text: str) -> None:
    lines = [Line(line, number, None) for number, line in enumerate(text.split("\n"), start=1)]
    assert list(pair_runs(lines, KNOW.units)) == []


def test_a_label_that_is_a_class_takes_the_metric_from_the_title_of_the_run() -> None:
    found = classes("职业技能培训\n共培训\n管理人员\n365人次\n专业技术人员\n743人次\n")
    assert {(name, value) for name, value in found if name == "training_people"} == {
        ("training_people", 365.0), ("training_people", 743.0),
    }  # fmt: skip
    assert all(found.values())


def test_a_number_is_not_read_again_with_the_label_of_the_next() -> None:
    found = of("9,321人\n参加公司反腐培训\n12件\n法律诉讼\n9,450万元\n环保投入总额\n")
    assert ("env_investment", 9.45e7) in found
    assert {metric for metric, value in found if value == 9321} <= {"anticorruption_training_people"}


def test_the_year_of_one_dividend_is_not_that_of_all_since_the_listing() -> None:
    rows = facts(
        "截至2021年12月31日，公司累计发放现金股利14,702万元，其中2021年6月，公司以总股本为基数，派发股利2,163万元。"
    )
    assert {row.year for row in rows if row.value == 147_020_000} == {2021}


def test_water_held_back_in_a_flood_is_not_used() -> None:
    assert of("梯级枢纽拦蓄洪水\n122亿立方米\n枢纽为下游补水\n278亿立方米\n") == set()
    assert of("全年用水量\n122万立方米\n员工总数\n2,781人\n") == {("water_total", 1.22e6), ("employees_total", 2781)}


def test_a_unit_that_makes_its_number_unreadable_is_left_alone() -> None:
    assert of("纳税总额\n6300.0\t■\n亿元\n员工总数\n展望未来\n") == set()
