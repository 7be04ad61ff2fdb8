"""Years of columns that say but that they give shares, and of rows that are years. All is invented."""

from collections.abc import Callable

import pytest

from cnesg.extraction.candidates import Candidate

FactsOf = Callable[..., list[Candidate]]


@pytest.mark.parametrize("share", ["as a %", "%", "% of total", "Percentage"])
def test_a_column_of_shares_is_of_the_year_left_of_it(facts_of: FactsOf, share: str) -> None:
    rows = [["Employees by gender", "2023", share, "2022", share], ["Male", "612", "61.2", "580", "58.0"]]
    rows += [["Female", "388", "38.8", "420", "42.0"]]

    told = [one for one in facts_of(rows) if one.metric == "employees_share"]
    assert [(one.value, one.year, one.breakdown) for one in told] == [
        (61.2, 2023, {"gender": "male"}),
        (58.0, 2022, {"gender": "male"}),
        (38.8, 2023, {"gender": "female"}),
        (42.0, 2022, {"gender": "female"}),
    ]


def test_so_is_a_chinese_one(facts_of: FactsOf) -> None:
    rows = [["员工", "2023年", "占比", "2022年", "占比"], ["男性员工", "612", "61.2%", "580", "58.0%"]]
    rows += [["女性员工", "388", "38.8%", "420", "42.0%"]]

    told = [one for one in facts_of(rows, font="STSong-Light") if one.metric == "employees_share"]
    assert [(one.value, one.year) for one in told] == [(61.2, 2023), (58.0, 2022), (38.8, 2023), (42.0, 2022)]


def test_a_row_that_is_a_year_is_of_it_whatever_span_its_title_tells(facts_of: FactsOf) -> None:
    rows = [["Volunteer hours 2021-2023", "Hours"], ["2021", "1,180"], ["2022", "1,240"], ["2023", "1,310"]]

    told = {(one.value, one.year) for one in facts_of(rows) if one.metric == "volunteer_hours"}
    assert told == {(1180.0, 2021), (1240.0, 2022), (1310.0, 2023)}


@pytest.mark.parametrize("head", ["Donations in 2021-2023 (RMB)", "Donations 2021-2023 (RMB)"])
@pytest.mark.parametrize("first", ["2021", "FY2021", "FY 2021"])
def test_a_row_that_is_a_year_is_of_it_whatever_span_its_column_names(facts_of: FactsOf, head: str, first: str) -> None:
    told = facts_of([["Year", head], [first, "312,000"], ["2022", "340,000"], ["2023", "401,000"]])
    assert [(one.value, one.year, "period" in one.breakdown) for one in told] == [
        (312000, 2021, False),
        (340000, 2022, False),
        (401000, 2023, False),
    ]


def test_so_is_one_in_chinese(facts_of: FactsOf) -> None:
    rows = [["年份", "2021-2023年用水量（吨）"], ["2021年", "3,120"], ["2022年度", "3,400"]]
    told = facts_of(rows, font="STSong-Light")
    assert [(one.value, one.year, "period" in one.breakdown) for one in told] == [
        (3120, 2021, False),
        (3400, 2022, False),
    ]


def test_a_row_that_is_no_year_is_of_the_span_of_its_column(facts_of: FactsOf) -> None:
    told = facts_of([["Site", "Donations 2021-2023 (RMB)"], ["All sites", "312,000"], ["2022 floods", "340,000"]])
    assert [(one.value, one.year, one.breakdown.get("period")) for one in told] == [
        (312000, 2023, "2021-2023"),
        (340000, 2023, "2021-2023"),
    ]
