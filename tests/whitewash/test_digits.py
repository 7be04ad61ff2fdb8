"""First digits."""

import math
from statistics import mean

import numpy as np
import polars as pl
import pytest
from tests.whitewash.simulated import DEFINITION

from cnesg.framework.whitewash import DigitTest
from cnesg.whitewash import digit_tests

TEST: DigitTest = DEFINITION.digits
LAW = [math.log10(1 + 1 / digit) for digit in range(1, 10)]


def amounts(values: list[float], company: str = "C1", years: int = 1) -> pl.DataFrame:
    """Each value once a year, on a line of its own."""
    lines = [f"line {number // years}" for number in range(len(values))]
    return pl.DataFrame({"company_id": [company] * len(values), "line": lines, "value": values})


def lawful(count: int, seed: int) -> list[float]:
    """Amounts over seven powers of ten, spread evenly in their logarithm."""
    return list(10 ** np.random.default_rng(seed).uniform(2, 9, count))


def test_by_hand() -> None:
    """200 amounts: 100 begin with 1, 100 with 9.

    Chi-square 200 * ((0.5 - 0.30103)^2 / 0.30103 + (0.5 - 0.0457575)^2 / 0.0457575 + the other seven shares, 0.653213)
    = 200 * (0.131512 + 4.509344 + 0.653213) = 1058.814; deviation (0.19897 + 0.45424 + 0.65321) / 9 = 0.14516.
    """
    values = [float(f"1{n:03d}") for n in range(100)] + [float(f"9{n:03d}") for n in range(100)]
    row = digit_tests(amounts(values), TEST).row(0, named=True)
    assert row["amounts"] == row["lines"] == 200
    assert row["chi_square"] == pytest.approx(1058.814, abs=0.001)
    assert row["deviation"] == pytest.approx(0.14516, abs=1e-5)
    assert (row["conformity"], row["raised"]) == ("none", True)


def test_the_years_of_a_line_count_as_one() -> None:
    """The same digits three times over: the shares stay, and so does the statistic."""
    values = lawful(150, 3)
    once = digit_tests(amounts(values), TEST).row(0, named=True)
    thrice = digit_tests(amounts([v for v in values for _ in range(3)], years=3), TEST).row(0, named=True)
    assert (thrice["amounts"], thrice["lines"]) == (450, 150)
    assert thrice["chi_square"] == pytest.approx(once["chi_square"])


@pytest.mark.parametrize("value", [0.3, -45.0, 1e22, 3e-7, 123456789.5, 2e15, 1.0, 9.999999999])
def test_the_first_digit_of_any_number(value: float) -> None:
    first = int(f"{abs(value):.17e}".replace("2.99999999999999989", "3.0")[0])
    others = [float(digit) for digit in range(1, 10) for _ in range(20)]
    counted = digit_tests(amounts([*others, value]), TEST).row(0, named=True)
    wanted = [21 if digit == first else 20 for digit in range(1, 10)]
    deviation = mean(abs(count / 181 - law) for count, law in zip(wanted, LAW, strict=True))
    assert counted["deviation"] == pytest.approx(deviation)


def test_too_few_amounts_are_not_judged_and_zeros_are_none() -> None:
    least = int(TEST.least.value)
    values = lawful(least - 1, 1)
    row = digit_tests(amounts([*values, 0.0, 0.0]), TEST).row(0, named=True)
    assert row["amounts"] == least - 1
    assert [row[name] for name in ("chi_square", "deviation", "conformity", "raised")] == [None] * 4
    assert digit_tests(amounts([*values, 5.0]), TEST)["raised"].is_not_null().all()


def test_lawful_amounts_are_seldom_raised_and_invented_ones_often() -> None:
    """Of 400 lawful companies about one in a hundred is beyond the limit; people who invent like 5 to 9 too much."""
    chance = np.random.default_rng(11)
    lawful_ones = pl.concat([amounts(lawful(200, seed), f"L{seed}") for seed in range(400)])
    invented = pl.concat([amounts(list(chance.uniform(1e5, 9.99e5, 200)), f"I{number}") for number in range(50)])
    assert digit_tests(lawful_ones, TEST)["raised"].mean() <= 0.025  # type: ignore[operator]
    assert digit_tests(invented, TEST)["raised"].mean() >= 0.95  # type: ignore[operator]


def test_conformity_follows_the_published_limits() -> None:
    """On 20,000 lawful amounts the shares lie within 0.006 of the law on average."""
    assert digit_tests(amounts(lawful(20_000, 2)), TEST)["conformity"].to_list() == ["close"]
    assert TEST.conformity.limits == (0.006, 0.012, 0.015)


def test_scaling_moves_first_digits() -> None:
    values = [float(f"1{n:03d}") for n in range(150)]
    one, five = (digit_tests(amounts([v * factor for v in values]), TEST) for factor in (1, 5))
    assert one["deviation"][0] != five["deviation"][0]
