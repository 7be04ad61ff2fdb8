"""Numbers of a sentence: what they are, and what stands beside them; never their values."""

import pytest

from cnesg.disclosure.number_contexts import number_runs, number_signs
from cnesg.disclosure.wording import comparable

UNITS = {
    "2022年公司召开会议": ["Y"],
    "2022年6月15日公司召开会议": ["D"],
    "通过iso9001认证": ["S"],
    "通过gb/t29639认证": ["S"],
    "依据第12条": ["L"],
    "印发环办〔2021〕9号文件": ["Y", "L"],
    "7.1.1多元平等": ["B"],
    "覆盖率达99.5%": ["P%"],
    "下降3个百分点": ["P个百分点"],
    "捐赠1,200万元": ["W万元"],
    "节电350万千瓦时": ["Q万千瓦时"],
    "排放3.2万吨二氧化碳": ["Q万吨"],
    "培训1200余人次": ["C余人次"],
    "服务5家客户": ["C家"],
    "连续3个月": ["T个月"],
    "惠及3亿农民": ["M亿"],
    "共167971": ["G"],
    "提高8": ["N"],
    "没有数字": [],
}


@pytest.mark.parametrize("sentence", UNITS)
def test_each_number_is_told_by_its_kind_and_unit(sentence: str) -> None:
    signs = list(number_signs(comparable(sentence, "zh")))

    assert [sign.removeprefix("unit ") for sign in signs if sign.startswith("unit ")] == UNITS[sentence]


def test_what_stands_beside_a_number_is_told_by_side_and_closeness() -> None:
    signs = list(number_signs("全年累计投入500万元用于环保"))

    assert {
        "before 投入",
        "before 累计投入",
        "after 用于",
        "before W 投入",
        "after W 用于",
        "left 累计",
        "right 环保",
    } <= set(signs)
    assert "after 投入" not in signs


def test_other_values_of_the_same_kind_are_alike() -> None:
    one, two = (
        list(number_signs(f"共培训{number}人次，投入{money}万元")) for number, money in (("87", "1.5"), ("1,204", "30"))
    )

    assert one == two


def test_runs_of_many_sentences_are_those_of_each() -> None:
    together = number_runs(["培训20人", "", "2022年"])

    assert together.number == 3
    assert [int((together.owners == place).sum()) for place in range(3)] == [
        len(list(number_signs(text))) for text in ("培训20人", "", "2022年")
    ]
