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
