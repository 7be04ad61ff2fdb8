"""Wording behind a number that names what it counts, though words or a comma part them. All texts are invented."""

import pytest
from tests.extraction.texts import facts


def told(text: str) -> set[tuple[str, float]]:
    return {(row.metric, row.value) for row in facts(text)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("工会为23名因病致困职工发放了17.6万元的病困补助金。", ("employee_assistance_funds", 176000)),
        ("公司员工自发筹集18,640元爱心捐款。", ("donations_cash", 18640)),
        ("西岭风电场工程项目全年投入483万元用于水土保持。", ("env_investment", 4830000)),
        ("公司自筹资金527万元，用于锅炉脱硫改造。", ("env_investment", 5270000)),
        ("项目组在北山开发区仓库顶上安装12MW大型地面光伏电站。", ("renewable_capacity", 12)),
        ("码头公司对港区外围道路7万平方米绿化面积进行养护。", ("greening_area", 70000)),
        ("公司全年参加23项国家、行业技术标准的编制。", ("standards_published", 23)),
        ("公司全年完成47场次2,318人次的技能培训。", ("training_sessions", 47)),
        ("重点岗位人员共186人，参加了反腐倡廉培训。", ("anticorruption_training_people", 186)),
        ("公司报送的7项研究成果荣获全国机械工业协会科技进步奖。", ("science_awards", 7)),
    ],
)
def test_what_is_counted_may_stand_apart(text: str, fact: tuple[str, float]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "公司发行债券8亿元，用于污染治理。",  # the sum is another thing first
        "基金会需筹集300万元善款。",  # nothing was given yet
        "骨干共186人，参加反腐倡廉培训52人次。",  # the wording has its own number
    ],
)
def test_what_has_a_thing_of_its_own_is_not_taken(text: str) -> None:
    assert not told(text) & {
        ("env_investment", 800000000),
        ("donations_cash", 3000000),
        ("anticorruption_training_people", 186),
    }


def test_a_share_of_other_things_takes_nothing_from_the_sentence_before() -> None:
    spent = "We spent EUR 212 million on research and development, or 4.6% of sales. "
    assert ("rd_spend_share", 97) not in told(spent + "97% of our 1,340 key suppliers have signed the Supplier Code.")
    assert ("iso14001_sites_share", 83) in told("Sites are audited under ISO 14001. 83% of our sites are certified.")


@pytest.mark.parametrize("told", ["We have 14,310 employees", "The company employs 14,310 people"])
@pytest.mark.parametrize("sign", [":", " –"])
def test_a_count_before_its_parts(told: str, sign: str) -> None:
    text = f"{told}{sign} 9,290 men and 5,020 women."
    assert {(r.metric, r.value, r.breakdown.get("gender")) for r in facts(text)} == {
        ("employees_total", 14310, None), ("employees", 9290, "male"), ("employees", 5020, "female"),
    }  # fmt: skip
