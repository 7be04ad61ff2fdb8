"""Commas for the blanks between items of a list; every other blank stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.text.run_on_lists import in_cells, lists_on, parted


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("男员工820人 女员工315人", "男员工820人,女员工315人"),
        ("■本科812人 ■大专1,290人", "■本科812人,■大专1,290人"),
        ("员工构成:生产人员 65% 销售人员 12% 其他 23%", "员工构成:生产人员 65%,销售人员 12%,其他 23%"),
        ("31-40岁 2,715人  41-50岁 915人", "31-40岁 2,715人, 41-50岁 915人"),
        ("213人 管理人员 7366人 研发人员", "213人 管理人员,7366人 研发人员"),
        ("100% 合同签订率 99% 社保覆盖率。", "100% 合同签订率,99% 社保覆盖率。"),
        ("820人 30岁以下 915人 31-40岁", "820人 30岁以下,915人 31-40岁"),
        ("Staff: Male 65% Female 35%", "Staff: Male 65%;Female 35%"),
        ("Energy use 12,560 MWh Water use 35,200 m3", "Energy use 12,560 MWh;Water use 35,200 m3"),
        ("Scope 1 12,100 tCO2e Scope 2 20,400 tCO2e", "Scope 1 12,100 tCO2e;Scope 2 20,400 tCO2e"),
        ("收入：31亿元人民币 利润：2.5亿元人民币".replace("：", ":"), "收入:31亿元人民币,利润:2.5亿元人民币"),
        ("整改隐患320余起 巡查车辆26台", "整改隐患320余起,巡查车辆26台"),
        ("研发人员7366人 (45%) 营销人员3061人 (19%)", "研发人员7366人 (45%),营销人员3061人 (19%)"),
    ],
)
def test_items_are_set_apart(text: str, marked: str) -> None:
    assert parted(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "员工构成 213人 管理人员 7366人 研发人员",
        "公司共有员工820人 并在年内招聘",
        "2023年 2022年",
        "Total 820 persons and 315 women",
        "In 2023 we hired 35 Engineers and 12 others",
        "Male 65% Female 35% of those who answered.",
        "Report 2022 Report 2023",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert parted(text) == text


@given(st.text(alphabet="男女员工本科岁人%名 \t,。1203(), ■", max_size=60))
def test_nothing_but_blanks_becomes_a_comma(text: str) -> None:
    marked = parted(text)
    assert len(marked) == len(text)
    assert all(new == old or (old in " \t" and new in ", ") for old, new in zip(text, marked, strict=True))


def test_lines_that_are_items() -> None:
    assert lists_on("硕士及以上1820人", "本科9315人")
    assert not lists_on("公司共有员工", "本科9315人")


def test_cells_that_are_items() -> None:
    assert in_cells("男员工84%\t\t女员工16%")
    assert parted("男员工84%\t\t女员工16%") == "男员工84%, 女员工16%"
    assert not in_cells("男员工84%\t16%")
    assert not in_cells("培训人次\t3,200人次")
