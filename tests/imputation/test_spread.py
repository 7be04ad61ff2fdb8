"""Intervals of estimates: how wide the errors of the same method were where the truth is known."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.imputation.test_filling import fact, filled, small
from tests.small_methodology import YEAR, level2, methodology, quantity, relative, rules

from cnesg.framework.definitions.rules import AverageSizes
from cnesg.imputation.spread import changes, ends, measured, values_needed

# At 80 % nine values say how wide an interval must be: 2 / (1 - 0.8) - 1.
NINE = [f"K{number}" for number in range(9)]
SPIRITS = dict.fromkeys(["A", *NINE], "340500")


def test_how_many_values_a_level_needs() -> None:
    assert [values_needed(level) for level in (0.5, 0.8, 0.9, 0.95)] == [3, 9, 19, 39]


@pytest.mark.parametrize("count", [19, 20, 39, 57, 200])
def test_the_ends_hold_one_more_value_as_often_as_they_say(count: int) -> None:
    random = np.random.default_rng(7)
    drawn = random.standard_cauchy((4000, count))  # no distribution is too wild
    table = pl.DataFrame({"draw": np.repeat(np.arange(4000), count), "value": drawn.ravel()})
    low, high = ends("value", 0.9)
    found = table.group_by("draw").agg(low.alias("low"), high.alias("high")).sort("draw")
    more = pl.Series(random.standard_cauchy(4000))
    assert 0.88 < more.is_between(found["low"], found["high"]).mean() < 0.94  # type: ignore[operator]


def test_too_few_pairs_measure_nothing() -> None:
    pairs = pl.DataFrame({"kind": 0, "estimate": [10.0] * 8, "truth": [12.0] * 8})
    of_eight = measured(pairs.select("kind", *changes(pl.col("estimate"), pl.col("truth"))), ["kind"], 0.8)
    assert of_eight.is_empty()


def both_years(*now: float) -> list[dict[str, Any]]:
    """Nine companies that had 100 last year, and what they have now."""
    told = zip(NINE, now, strict=True)
    return [
        row
        for name, value in told
        for row in (fact(name, "ghg_total", 100.0, YEAR - 1), fact(name, "ghg_total", value))
    ]


def test_a_carried_value_is_as_unsure_as_others_changed() -> None:
    changed = both_years(60, 90, 95, 100, 100, 105, 110, 120, 150)
    row = filled([*changed, fact("A", "ghg_total", 50.0, YEAR - 1)], SPIRITS)["A", "E0401-01"]
    assert (row["value"], row["low"], row["high"]) == (50.0, pytest.approx(30.0), pytest.approx(75.0))  # -40 %, +50 %


def test_it_is_never_surer_than_the_rules_say() -> None:
    row = filled([*both_years(*[100.0] * 9), fact("A", "ghg_total", 50.0, YEAR - 1)], SPIRITS)["A", "E0401-01"]
    assert (row["low"], row["high"]) == (45.0, 55.0)  # 10 % a year


def test_two_years_are_never_surer_than_one() -> None:
    changed = both_years(60, 90, 95, 100, 100, 105, 110, 120, 150)
    before = [
        fact(name, "ghg_total", row["canonical_value"], YEAR - 2) for name, row in zip(NINE, changed[1::2], strict=True)
    ]
    row = filled([*changed, *before, fact("A", "ghg_total", 50.0, YEAR - 2)], SPIRITS)["A", "E0401-01"]
    assert (row["value"], row["low"], row["high"]) == (50.0, pytest.approx(30.0), pytest.approx(75.0))


def test_a_carried_zero_may_have_become_something() -> None:
    told = [fact(name, "ghg_total", 0.0, YEAR - 1) for name in [*NINE, "A"]]
    now = [fact(name, "ghg_total", float(number)) for number, name in enumerate(NINE)]
    row = filled([*told, *now], SPIRITS)["A", "E0401-01"]
    assert (row["value"], row["low"], row["high"]) == (0.0, 0.0, 8.0)


def test_a_calculation_is_as_unsure_as_it_missed_what_companies_state() -> None:
    rows = [fact(name, "electricity", 1e6) for name in [*NINE, "A"]]
    rows += [fact(name, "ghg_scope1", 0.0) for name in [*NINE, "A"]]
    # Calculated are 600 t for everybody; companies state 300 to 1,200.
    rows += [fact(name, "ghg_scope2", 300.0 if name == "K0" else 1200.0 if name == "K1" else 600.0) for name in NINE]
    row = filled(rows, SPIRITS)["A", "E0401-01"]
    assert (row["value"], row["low"], row["high"]) == (pytest.approx(600), pytest.approx(300), pytest.approx(1200))


def test_the_interval_of_an_average_comes_from_the_finest_group_that_can_say() -> None:
    near = {"P": "110101", "Q": "110101", "R": "110101", "A": "110101"}
    far = dict.fromkeys(NINE, "110200")
    facts = [fact(name, "ghg_total", value) for name, value in zip("PQR", (10.0, 20.0, 60.0), strict=True)]
    facts += [fact(name, "ghg_total", 100.0 + number) for number, name in enumerate(NINE)]
    row = filled(facts, near | far)["A", "E0401-01"]
    assert (row["value"], row["group"]) == (20.0, "110101")  # three make an average
    assert (row["low"], row["high"]) == (10.0, 108.0)  # twelve say how wide: the first and the last at 80 %


def test_the_range_of_a_small_market_is_stretched() -> None:
    facts = [fact(name, "ghg_total", value) for name, value in zip("PQR", (10.0, 20.0, 60.0), strict=True)]
    row = filled(facts, dict.fromkeys("APQR", "110101"), using=small(average_stretch=1.5))["A", "E0401-01"]
    assert (row["low"], row["high"]) == (5.0, 80.0)  # 20 - 1.5 x 10, 20 + 1.5 x 40


def test_amounts_are_averaged_by_size() -> None:
    sized = AverageSizes(
        scales=({"size": "employees_total", "data_points": ("S0103-01",)},), basis="assumed", reference="tests"
    )
    using = methodology(
        [level2("S0103", [quantity("S0103-01", "accidents", "lower")], [relative("S0103-01")])],
        rules=rules().model_copy(update={"average_sizes": sized}),
    )
    heads = {"P": 1000.0, "Q": 2000.0, "R": 10_000.0, "A": 500.0}
    rows = [fact(name, "employees_total", value) for name, value in heads.items()]
    rows += [fact(name, "accidents", value) for name, value in zip("PQR", (1.0, 4.0, 30.0), strict=True)]
    found = filled(rows, dict.fromkeys("ABPQR", "110101"), using=using)
    by_size = found["A", "S0103-01"]
    assert by_size["value"] == pytest.approx(1.0)  # the median of 1, 2 and 3 in 1,000, times 500
    assert (by_size["low"], by_size["high"]) == (pytest.approx(0.5), pytest.approx(1.5))
    assert by_size["method"] == "median(n=3) per employees_total"
    assert by_size["sources"] == ["S0103-01", "employees_total"]
    # Whose headcount nobody knows gets the plain median.
    assert (found["B", "S0103-01"]["value"], found["B", "S0103-01"]["method"]) == (4.0, "median(n=3)")
