"""Years of columns that say but that they give shares. All is invented."""

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
