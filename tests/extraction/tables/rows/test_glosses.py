"""Labels in both languages."""

import pytest

from cnesg.extraction.figures.lookalikes import lookalikes
from cnesg.extraction.tables.fragments import is_unit, kind_of
from cnesg.extraction.tables.rows.glosses import ages_alone, class_alone, plain


@pytest.mark.parametrize(
    ("label", "chinese"),
    [
        ("普通员工 Junior staff", "普通员工"),
        ("Total employees 员工总数", "员工总数"),
        ("用电量 Electricity (kWh)", "用电量(kWh)"),
        ("营业收入（亿元）Revenue (RMB 100 million)", "营业收入（亿元）"),
        ("30岁以下 Under 30", "30岁以下"),
        ("温室气体排放 Scope 1", "温室气体排放 Scope 1"),  # the number is told in English alone
        ("挥发性有机物 VOCs", "挥发性有机物 VOCs"),
        ("ISO14001认证", "ISO14001认证"),
    ],
)
def test_the_chinese_of_a_label(label: str, chinese: str) -> None:
    assert plain(label) == chinese


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("小时 Hours", True),
        ("吨二氧化碳当量 tCO2e", True),
        ("万千瓦时 10,000 kWh", True),
        ("RMB million 人民币百万元", True),
        ("员工 Employees", False),
        ("营业收入 Revenue", False),
    ],
)
def test_units_in_both_languages(text: str, unit: bool) -> None:
    assert is_unit(text) is unit
    assert kind_of(text) == "text"


def test_the_round_number_of_a_unit_in_english_is_no_quantity() -> None:
    text = "用电量万千瓦时 10,000 kWh"
    assert any(lookalikes(text)[text.index("10,000") :])
    assert not any(lookalikes("用电量 10,000 kWh"))


def test_ages_in_words_are_ages_in_digits() -> None:
    told = [ages_alone(text) for text in ("Below 30三十岁以下", "30-49 三十至四十九岁", "50 or above 五十岁或以上")]
    assert told == ["30岁以下", "30至49岁", "50岁或以上"]


def test_the_chinese_of_a_class() -> None:
    assert [class_alone(text) for text in ("Officer 主任级", "主任级", "Officer")] == ["主任级", "", ""]
