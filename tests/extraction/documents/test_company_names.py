"""Whose report it is, and which other companies it names."""

import pytest

from cnesg.extraction.documents.company_names import CompanyNames

LINES = (
    "北江恒丰纸业股份有限公司2021年社会责任报告",
    "北江恒丰纸业股份有限公司(以下简称“公司”或“恒丰纸业”)成立于1998年。",
    "其全资子公司南岭松脂化工有限公司(简称“松脂化工”)于当年投产,南岭松脂化工有限公司位于南岭县。",
)


@pytest.mark.parametrize("name", ["恒丰纸业", "北江恒丰纸业股份有限公司", "北江纸业", "本公司", "集团", "恒丰集团"])
def test_the_companys_own_names(name: str) -> None:
    assert CompanyNames.told_in(LINES).mean(name)


@pytest.mark.parametrize("name", ["松脂化工", "南岭松脂化工有限公司", "城东电厂"])
def test_other_names_are_not_its_own(name: str) -> None:
    assert not CompanyNames.told_in(LINES).mean(name)


def test_a_short_name_told_for_another_company_is_known() -> None:
    names = CompanyNames.told_in(LINES)
    assert names.other("松脂化工")
    assert names.begins("松脂化工全年用电量320万千瓦时") == "松脂化工"
    assert not names.other("绿色生产")


def test_the_company_that_is_called_the_company_is_the_reporting_one() -> None:
    lines = ["南岭化工有限公司"] * 9 + ["北江恒丰纸业股份有限公司(以下简称“本公司”)"]
    assert CompanyNames.told_in(lines).full == "北江恒丰纸业股份有限公司"


def test_a_report_that_names_no_company_has_no_names() -> None:
    names = CompanyNames.told_in(["2021年社会责任报告"])
    assert names == CompanyNames()
    assert names.mean("公司")
    assert not names.mean("城东电厂")


def test_short_names_in_a_list_of_terms_with_colons_are_known() -> None:
    names = CompanyNames.told_in(
        (
            "1、东江公用、公司、我们:北海东江公用事业股份有限公司",
            "2、东江燃气:北海东江燃气有限公司",
            "3、青山科技:青山智能科技股份有限公司",
            "编制单位:南岭印务有限公司",
            "青山智能科技股份有限公司成立于1998年。青山智能科技股份有限公司拥有专利。青山智能科技股份有限公司获奖。",
        )
    )
    assert names.full == "北海东江公用事业股份有限公司"
    assert {"东江燃气", "青山科技"} <= names.others_short
    assert not names.other("编制单位")


def test_a_business_is_no_name_of_a_part() -> None:
    lines = (*LINES, "污水处理公司运营三座工厂。", "污水处理公司的污水处理业务增长,污水处理量上升。")
    assert "污水处理" not in CompanyNames.told_in(lines).parts


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("公司下属南岭职业技术学院(以下简称“南岭职院”)有学生3,000人。", "南岭职院"),
        ("其所属企业城东热力电厂(简称:“城东热电”)于当年投产。", "城东热电"),
        ("南岭县人民医院(下文简称“南岭医院”)获捐赠20万元。", "南岭医院"),
        ("青山公益基金会(以下简称为“青山公益”)成立于2016年。", "青山公益"),
        ("我们与青山林业大学(以下简称“林大”)合作。", "林大"),
    ],
)
def test_short_names_of_organisations_are_others(line: str, short: str) -> None:
    names = CompanyNames.told_in((*LINES, line))
    assert names.other(short)
    assert not names.mean(short)
    assert names.begins(f"{short}全年用电量320万千瓦时") == short
    assert names.full == "北江恒丰纸业股份有限公司"


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("北江恒丰分公司(以下简称“本公司”)成立。", "本公司"),  # it calls itself so
        ("南岭环境管理体系(以下简称“体系”)运行良好。", "体系"),  # no organisation
        ("南岭职业技术学院(“南岭职院”)有学生3,000人。", "南岭职院"),  # nobody says that this is short for it
    ],
)
def test_the_company_itself_and_what_is_no_organisation_told_short_are_no_others(line: str, short: str) -> None:
    assert not CompanyNames.told_in((*LINES, line)).other(short)


def test_a_company_that_is_an_organisation_itself_is_no_other() -> None:
    lines = ("南岭市政设计院有限公司2021年社会责任报告。", "南岭市政设计院(以下简称“岭院”)成立于1998年。")
    assert CompanyNames.told_in(lines).others_short == frozenset()


def test_a_short_name_of_an_organisation_is_not_the_companys_own() -> None:
    lines = ("南岭职业技术学院(以下简称“职院”)有学生。", "北江恒丰纸业股份有限公司(以下简称“公司”或“职院”)")
    assert CompanyNames.told_in(lines).short == {"公司"}


def test_nobody_reports_where_only_parts_are_named() -> None:
    names = CompanyNames.told_in(("下属子公司南岭环保有限公司(以下简称“南岭环保”)投产。", "我们用水5吨。"))
    assert names.full == ""
    assert names.others == {"南岭环保有限公司"}
    assert names.others_short == {"南岭环保"}
    assert not names.mean("南岭环保有限公司")
    assert names.mean("本公司")


def test_a_part_that_is_named_elsewhere_too_may_report() -> None:
    lines = ("下属子公司南岭环保有限公司投产。", "南岭环保有限公司社会责任报告")
    assert CompanyNames.told_in(lines).full == "南岭环保有限公司"


SUBSIDIARIES = (
    "江澜微电子股份有限公司",
    "武汉江澜通过审核;成都江澜建成污水站。",
    "武汉江澜开展培训。",
    "成都江澜、上海江澜获奖。",
)


def test_a_city_before_the_groups_own_name_is_a_subsidiary() -> None:
    assert CompanyNames.told_in(SUBSIDIARIES).parts == {"武汉江澜", "成都江澜", "上海江澜"}


def test_a_city_before_the_name_of_the_company_itself_is_none() -> None:
    opening = ("武汉江澜微电子股份有限公司", *SUBSIDIARIES[1:])
    assert "武汉江澜" not in CompanyNames.told_in(opening).parts
