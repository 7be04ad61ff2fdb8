"""People who are not the company's, and money that others give, earn or count. All texts are invented."""

import pytest
from tests.extraction.prose.meanings.test_no_facts import of
from tests.extraction.texts import rows_of


@pytest.mark.parametrize(
    "text",
    [
        "公司全年累计开展经销商服务培训14次，授课120课时，参训人数达166人次。",
        "公司为当地农户进行种植技能培训，培训达70人次。",
        "宣传月里，公司举办了超过400场面向客户的理财培训或讲座。",
        "公司提供技术培训100多场次，提升了合作伙伴的专业水平。",
        "公司组织员工培训，共计3500人参加了法规知识测试。",
        "公司开展校园招聘，组织了10场共420人的笔试、20场共390人的面试。",
        "公司为应届毕业生举办训练营，78名新员工统一着装。",
        "公司向某村派驻帮扶工作队2人。",
        "某县有贫困村110个，建档立卡的贫困人口47089人。",
        "扶贫项目争取政府帮扶资金437.9万元。",
        "光伏扶贫项目得到政府补贴30万元。",
        "中层管理者培训班整体满意率为100%。",
        "产品检验员考试合格率92.6%。",
        "园区纳税企业总税收达到40.33亿元。",
        "公司增加了中药材种植面积3000亩，绿化厂区。",
        "更换灯具后每天节电约900度。",
        "董事会会议期间，公司召开15次总经理办公会议。",
        "在工厂设置职业健康公告宣传栏151个。",
        "公司9家工厂开展了清洁生产审核，全部通过认证。",
        "项目建成后带动就业2500余人。",
        "最近三年公司净增员工人数372人。",
        "违规防范：提供法律咨询75起，处理来信4起。",
        "自来水供应量4.35亿立方米。",
        "矸石电厂累计发电15.6亿千瓦时。",
    ],
)
def test_what_outsiders_do_or_get_is_no_fact(text: str) -> None:
    assert of(text) == set()


def test_what_the_company_does_with_its_own_people_stays() -> None:
    assert ("training_sessions", 14) in of("公司全年为客户经理开展培训14次。")
    assert ("beneficiaries", 98) in of("公司帮扶建档立卡贫困人口98人。")
    assert ("energy_saved", 900) in of("更换灯具后每年节电900度。")
    assert ("beneficiaries", 300) in of("公司带动贫困村300名村民就业。")
    assert ("employees_total", 372) in of("年末公司员工人数372人。")


def test_parts_of_the_contribution_for_each_share_are_not_the_contribution() -> None:
    text = "注：每股社会贡献值=每股收益（0.86元/股）+每股增值额（2.55元/股）。"
    assert all(metric != "social_contribution_per_share" for metric, _ in of(text))
    text = "公司实现每股收益0.86元，每股社会贡献值为3.41元。"
    assert [value for metric, value in of(text) if metric == "social_contribution_per_share"] == [3.41]


def test_money_for_employees_in_need_is_no_poverty_relief() -> None:
    assert of("公司全年帮扶慰问35名困难职工，合计扶贫帮困8万元。") == {
        ("employees_assisted", 35),
        ("employee_assistance_funds", 80_000),
    }
    assert ("poverty_alleviation_investment", 80_000) in of("公司向贫困村捐款，累计扶贫帮困8万元。")


def test_who_was_lifted_out_of_poverty_is_more_than_helped() -> None:
    assert ("poverty_alleviated_people", 2132) in of("公司帮助2132名建档立卡贫困人口实现脱贫。")
    assert ("poverty_alleviated_people", 8352) in of("公司帮扶的11个贫困村、8352人脱贫任务圆满完成。")


def test_a_drive_without_accidents_says_not_that_there_were_none() -> None:
    assert of("公司开展了文明驾驶、百日安全无事故、消防演练等活动，员工更加重视安全。") == set()
    assert of("公司全年未发生安全事故。") == {("safety_accidents", 0)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The turnover rate of the retail industry was 44% in 2024.", ("turnover_rate", 44)),
        ("業界平均員工流失率為42%。", ("turnover_rate", 42)),
        (
            "The emission factor of electricity fell from 0.68 to 0.65 kgCO2e/kWh.",
            ("ghg_intensity_per_production", 0.65),
        ),
    ],
)
def test_figures_of_an_industry_or_a_grid_are_not_the_companys(text: str, fact: tuple[str, float]) -> None:
    assert fact not in of(text)


def test_what_goes_to_others_stays_a_gift_below_a_heading_on_employees() -> None:
    facts = {
        (row.metric, row.value)
        for row in rows_of("员工关爱\n\n公司全年对外捐赠860万元。公司慰问困难职工，发放慰问金5万元。")
    }
    assert ("donations_total", 8_600_000) in facts
    assert ("employee_assistance_funds", 8_600_000) not in facts


def test_reclaimed_water_told_beside_fresh_water_is_recycled() -> None:
    facts = of("公司全年新水消耗2,216.8万立方米，回用处理后的中水540.2万立方米。")
    assert {("water_fresh", 22_168_000), ("water_recycled", 5_402_000)} <= facts
