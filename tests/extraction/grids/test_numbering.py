"""Forms that an authority prescribes: rows numbered under the titles of their parts, sums without units."""

from tests.extraction.test_quantities import found
from tests.extraction.texts import facts

from cnesg.extraction.grids.grid import GridState
from cnesg.extraction.grids.numbering import take_title, title_above
from cnesg.extraction.labels.numbered import is_under

SPENT, PROJECTS, LIFTED = "poverty_alleviation_investment", "poverty_alleviation_projects", "poverty_alleviated_people"
FORM = """2021年精准扶贫工作情况统计表
单位：万元
指标\t数量及开展情况
一、总体情况
其中：1.资金\t326
2.物资折款\t18
二、分项投入
1.产业发展脱贫
其中：1.1产业扶贫项目类型\t√农林产业扶贫 □旅游扶贫
1.2产业扶贫项目个数（个）\t4
4.教育脱贫
其中：4.1资助贫困学生投入金额\t35
4.2资助贫困学生人数（人）\t120
5.健康扶贫\t26
6.生态保护扶贫
其中：6.1项目名称\t√建立生态保护补偿方式
6.2投入金额\t8
9.其他项目
其中：9.1.项目个数（个）\t2
9.2.投入金额\t7
9.3.帮助建档立卡贫困人口脱贫数（人）\t66
三、所获奖项（内容、级别）\t无"""


def test_rows_of_a_form_are_of_the_title_that_their_number_names() -> None:
    assert found(facts(FORM)) == {
        (SPENT, 3_260_000, "CNY", 2021, (("type", "资金"),)),
        (SPENT, 180_000, "CNY", 2021, (("type", "物资折款"),)),
        (PROJECTS, 4, "count", 2021, (("programme", "产业扶贫"),)),
        (SPENT, 350_000, "CNY", 2021, (("programme", "资助贫困学生"),)),
        ("beneficiaries", 120, "persons", 2021, (("group", "贫困学生"),)),
        (SPENT, 260_000, "CNY", 2021, (("programme", "健康扶贫"),)),
        (SPENT, 80_000, "CNY", 2021, (("programme", "生态保护扶贫"),)),
        (PROJECTS, 2, "count", 2021, (("programme", "其他项目"),)),
        (SPENT, 70_000, "CNY", 2021, (("programme", "其他项目"),)),
        (LIFTED, 66, "persons", 2021, (("programme", "其他项目"),)),
    }


def test_the_same_form_with_tabs_behind_its_titles() -> None:
    tabbed = "\n".join(
        line if "\t" in line or "单位" in line or "表" in line else f"{line}\t" for line in FORM.split("\n")
    )
    assert found(facts(tabbed)) == found(facts(FORM))


def test_numbers_in_two_steps() -> None:
    state = GridState()
    for line in ("9.其他项目", "2021年9月", "10.5亿元", "8.社会扶贫和其他帮扶工作的总体安排情况"):
        take_title(line, state)
    assert state.numbered == {"9": "9.其他项目"}
    assert title_above("其中:9. 2投入金额", state) == "9.其他项目"
    assert not title_above("8.2定点扶贫工作投入金额", state)
    assert not title_above("投入金额", state)
    assert [is_under(label) for label in ("1.1产业扶贫项目类型", "1.资金", "1.5%")] == [True, False, False]
