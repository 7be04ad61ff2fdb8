"""Years counted from the republic's founding, as in Taiwan: 113年 is 2024."""

import pytest

from cnesg.extraction.figures.year_names import year_of_republic


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("113年受训人数为", 2024),
        ("民国112年度用电量为", 2023),
        ("公司于111年度捐赠", 2022),
        ("112年用水100吨,113年用水", 2024),
        ("公司成立113年,员工", None),
        ("113年历史的公司", None),
        ("98年受训人数为", None),
        ("105年受训人数为", None),  # long before the report's year
        ("共计113吨", None),
        ("", None),
    ],
)
def test_a_year_of_the_republic(text: str, year: int | None) -> None:
    assert year_of_republic(text, 0, len(text), 2024) == year
