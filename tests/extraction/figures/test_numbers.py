"""Numbers in text and in cells: value, unit, qualifier; and what is none."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.extraction.figures.fractions import han_number
from cnesg.extraction.figures.numbers import Number, find_numbers, may_count, read_cell
from cnesg.framework.units import load_units
from cnesg.text import fold

UNITS = load_units()


def numbers(text: str) -> list[tuple[float, str]]:
    return [(n.value, n.unit) for n in find_numbers(fold(text), UNITS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("缴纳税费70,980 万元", [(709_800_000, "CNY")]),  # 70,980 x 10,000
        ("投入7, 000多万元", [(70_000_000, "CNY")]),
        ("投入两千余万元", [(20_000_000, "CNY")]),
        ("近三万名员工", [(30_000, "persons")]),
        ("由七名董事组成", [(7, "persons")]),
        ("培训１．２万人次", [(12_000, "person-times")]),
        ("14. 38 亿千瓦时", [(1_438_000_000, "kWh")]),
        ("3亿2,600万元", [(326_000_000, "CNY")]),
        ("1万3,500亿元", [(1_350_000_000_000, "CNY")]),
        ("新台币1兆零856亿元", [(1_085_600_000_000, "TWD")]),
        ("1亿元和2000万元", [(100_000_000, "CNY"), (20_000_000, "CNY")]),
        ("3,319 (RMB'000)", [(3_319_000, "CNY")]),
        ("312, 718 and 238 people", [(312, ""), (718, ""), (238, "persons")]),
        ("節約標煤約50萬噸標準煤", [(500_000, "tce")]),
        ("占董事会人数的七分之三", [(300 / 7, "%")]),
        ("百分之五", [(5, "%")]),
        ("donated 20 million RMB", [(20_000_000, "CNY")]),
        ("donated RMB 21 million", [(21_000_000, "CNY")]),
        ("US$3.2m", [(3_200_000, "USD")]),
        ("€88 m spent", [(88_000_000, "EUR")]),
        ("HK$ 1,200", [(1_200, "HKD")]),
        ("emitted 2.79 tCO2e", [(2.79, "tCO2e")]),
        ("used 1,838 MWh of electricity", [(1_838, "MWh")]),
        ("has 9 directors", [(9, "")]),
        ("three independent directors", [(3, "")]),
        ("In 2021 we employed 2,129 people", [(2_129, "persons")]),
        ("every 0.86 MWh/employee", [(0.86, "MWh/employee")]),
    ],
)
def test_a_quantity_is_read_with_scale_and_unit(text: str, expected: list[tuple[float, str]]) -> None:
    found = numbers(text)
    assert [unit for _, unit in found] == [unit for _, unit in expected]
    assert all(math.isclose(a, b) for (a, _), (b, _) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "2016年12月31日", "December 31, 2021", "on 5 July 2022", "ISO14001", "GB/T 32042-2015", "第八届", "前五名客户",
        "Scope 1", "see page 12", "section 3.1", "35岁以下", "aged 30 to 40", "2014-2016年", "FY22", "24小时", "PM2.5",
        "电话: 0755-82080000", "no digits here", "(1)",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quantity_is_left_out(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("约50万吨", "about"), ("超过3,000人", "over"), ("100余次", "over"), ("3万元左右", "about"),
        ("不足5吨", "under"),
        ("about 3,000 hours", "about"), ("more than 20 people", "over"), ("nearly 195 people", "about"),
        ("50 people", None),
    ],
)  # fmt: skip
def test_the_qualifier_says_about_over_or_under(text: str, qualifier: str | None) -> None:
    (number,) = find_numbers(text, UNITS)
    assert number.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234", 1234, ""), ("99.8%", 99.8, "%"), ("3, 339", 3339, ""), ("(25)%", -25, "%"), ("1.06 ", 1.06, ""),
        ("约 1.2亿元", 120_000_000, "CNY"), ("1,234(1)", 1234, ""), ("零", 0, ""), ("Nil", 0, ""), ("-8.6", -8.6, ""),
        ("1087人", 1087, "persons"), ("RMB 30 million", 30_000_000, "CNY"),
        ("2.4每百万工时", 2.4, "per million hours"), ("0.31 per 200,000 hours", 0.31, "per 200,000 hours"),
    ],
)  # fmt: skip
def test_a_cell_that_is_one_number(text: str, value: float, unit: str) -> None:
    number = read_cell(text, UNITS)
    assert number is not None
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["员工 1087 人", "-", "", "n/a", "Not applicable", "2.1-2.4", "A1.1", "3 of 9", "1.2.3"]
)
def test_a_cell_that_is_no_single_number(text: str) -> None:
    assert read_cell(text, UNITS) is None


def test_text_without_digits_and_numerals_is_passed_over() -> None:
    assert not may_count("Our people, often in the lead, stone by stone")
    assert all(map(may_count, ("Nine of them", "三成以上", "the upper half", "since 2020", "百万")))


@given(st.integers(1, 9999))
def test_chinese_numerals_have_their_value(value: int) -> None:
    assert han_number(_spell(value)) == value


def _spell(value: int) -> str:
    text = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            text += "零一二三四五六七八九"[digit] + name
    return text


@given(st.integers(1, 10**9), st.sampled_from(["吨", "万元", "人次", "kWh", "MWh", "%"]))
def test_a_printed_integer_comes_back(value: int, unit: str) -> None:
    (number,) = find_numbers(f"共计{value:,}{unit}。", UNITS)
    assert number.printed == value


@given(st.text("0123456789,.()% 年月日万亿元吨人次名约不—-abRMB$", max_size=60))
def test_numbers_of_any_text_lie_in_order_without_overlap(text: str) -> None:
    found: list[Number] = find_numbers(text, UNITS)
    assert all(0 <= n.start < n.end <= n.unit_end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"), [("5.30M", 5_300_000), ("1,204.5K", 1_204_500), ("0.8 B", 800_000_000), ("<0.8B", 800_000_000)]
)
def test_a_letter_behind_a_bare_figure_of_a_cell_scales_it(text: str, value: float) -> None:
    number = read_cell(text, UNITS)
    assert number is not None
    assert math.isclose(number.value, value)
    assert (number.unit, number.family) == ("", None)


@pytest.mark.parametrize(("text", "unit"), [("5.30 MWh", "MWh"), ("5.30 kWh", "kWh"), ("5.30 kg", "kg")])
def test_letters_that_begin_a_unit_scale_nothing(text: str, unit: str) -> None:
    number = read_cell(text, UNITS)
    assert number is not None
    assert (number.value, number.unit) == (5.3, unit)


@pytest.mark.parametrize("cell", ["5.30M*", "5.30M+", "5.30M(1)", "5.30 M"])
def test_a_letter_of_scale_may_have_a_mark_behind_it(cell: str) -> None:
    number = read_cell(cell, UNITS)
    assert number is not None
    assert number.value == 5_300_000
