"""Years: of a document, of a header, of a number in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.prose.years.dividend_years import dividend_year
from cnesg.extraction.prose.years.years import (
    listed_years,
    named_span,
    recent_years,
    several_years,
    year_at,
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2020年", 2020),
        ("2021", 2021),
        ("FY20", 2020),
        ("上年度", 2020),
        ("本年", 2021),
        ("2050 target", None),
        ("2020/21", 2021),
        ("FY20/21", 2021),
        ("2019-20年度", 2020),
        ("2020/2021", 2021),
        ("合计", None),
    ],
)
def test_the_year_of_a_header(text: str, year: int | None) -> None:
    assert header_year(text, 2021) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019年用电量", 2019),
        ("公司2010年9月在深圳挂牌上市,拥有员工", None),
        ("较2015年下降,2016年用水", 2016),
        ("自2010年以来,用水", None),
        ("本年用电", 2016),
        ("上年用电", 2015),
        ("(2015年为5吨)用电", None),
        ("In 2016, compared with 2015, water", 2016),
        ("用电", None),
        ("We flew 81% of the seats of 2014, and our use of kerosene rose to", None),
        ("公司召开了2015年度股东大会和", None),  # the meeting's name
        ("公司召开2015年年度业绩说明会", None),
        ("“2014年省科技专项”等项目获批,新获批", None),
        ('"A" 2015年获批', 2015),
    ],
)
def test_the_year_that_words_before_a_number_set(text: str, year: int | None) -> None:
    assert year_at(text, len(text), 2016) == year


def test_lists_spans_and_several_years() -> None:
    text = "2015、2016年用电量分别为"
    assert listed_years(text, 0, len(text), 2016)[0] == [2015, 2016]
    assert listed_years("2015年和平", 0, 8, 2016)[0] == []
    three = "近三年捐赠额分别为"
    assert listed_years(three, 0, len(three), 2016)[0] == [2014, 2015, 2016]
    assert named_span("2014年-2016年累计") == "2014-2016"
    assert named_span("2016-2014") is None
    assert recent_years("最近三年累计", 0, 6, 2016) == "2014-2016"
    assert several_years("in the past three years", 0, 23, 2016) == [2016, 2015, 2014]
    assert several_years("no case (2015: nil)", 0, 19, 2016) == [2016, 2015]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2015年度利润分配方案", 2015),
        ("2016年,公司实施现金分红", 2015),  # paid out in 2016 for the year before
        ("2016年5月20日,公司进行了2015年年度权益分派", 2015),
        ("2016年7月,公司以2015年12月31日总股本为基数,每10股派1元", 2015),
        ("2016年6月,公司根据2015年年度股东大会决议,每10股派1元", 2015),
        ("2016年4月,公司召开2015年股东大会,以现有总股本为基数,每10股派1元", 2015),
        ("2016年6月,公司以总股本1,000股为基数,每10股派1元", 2015),
        ("以2016年6月30日总股本为基数,每10股派1元", None),  # for the half-year
        ("2016年7月9日,公司以2016年7月8日(股权登记日)的股份总数为基数,每10股派1元", 2015),
        ("报告期内,公司以2016年5月8日总股本为基数,每10股派1元", 2015),
        ("2016年,公司拟按每10股派发1元", None),
        ("最终股息", None),
    ],
)
def test_dividends_are_of_the_year_they_are_for(text: str, year: int | None) -> None:
    assert dividend_year(text, 0, len(text)) == year


def test_of_several_dividends_each_is_of_the_year_named_before_it() -> None:
    text = "2014年度分红方案每10股派1元,2015年度分红方案每10股派2元"
    assert [dividend_year(text, 0, len(text), text.index(one)) for one in ("1元", "2元")] == [2014, 2015]


@given(st.text("2016年自较年度报告以来分别和、,.() FY本上", max_size=40))
def test_years_of_any_text_are_plausible(text: str) -> None:
    year = year_at(text, len(text), 2016)
    assert year is None or 1990 <= year <= 2060


def test_a_year_in_which_the_company_was_listed_sets_no_year() -> None:
    text = "公司2002年6月在上交所上市,现有总资产264亿元"
    assert year_at(text, text.index("264"), 2016) == 2016
    text = "自2003年公司上市至今,累计派发现金红利5亿元"
    assert year_at(text, text.index("5亿"), 2016) is None
    assert dividend_year("1997年上市以来,公司连续派发现金股利", 0, 20) is None
    assert dividend_year("2015年7月派发现金股利", 0, 13) == 2014


def test_an_interim_dividend_is_of_its_own_year() -> None:
    text = "实施2016年半年度利润分配方案,派发现金6,422,400元"
    assert dividend_year(text, 0, len(text)) == 2016
