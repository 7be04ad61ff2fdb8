"""Labels that say of one of what their figure is, where the unit does not."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.figures.ratios import product_below
from cnesg.extraction.gates import Fit
from cnesg.extraction.tables.reading.ones_over import over_what


def over(metric: str, unit: str, label: str) -> tuple[str, str] | None:
    """The metric and the unit of a label whose last wording names a metric."""
    hit = next(hit for hit in KNOW.find(label).hits if KNOW.lexicon.entries[hit.entry].metric == metric)
    how = over_what(KNOW, Fit(metric, unit), label, hit)
    return (how.metric, how.unit) if how is not None else None


@pytest.mark.parametrize(
    ("metric", "unit", "label", "told"),
    [
        ("so2_emissions", "kg", "吨钢二氧化硫排放量", ("pollutant_intensity", "kg/t")),
        ("nox_emissions", "kg", "吨产品氮氧化物排放量", ("pollutant_intensity", "kg/t")),
        ("so2_emissions", "kg", "二氧化硫排放量", ("so2_emissions", "kg")),
        ("so2_emissions", "kg", "炼钢工序二氧化硫排放量", ("so2_emissions", "kg")),
        ("training_hours", "hours", "Training hours per FTE", ("training_hours_avg", "hours/employee")),
        ("training_hours", "hours", "Training hours", ("training_hours", "hours")),
    ],
)
def test_what_a_label_says_its_figure_is_one_of(
    metric: str, unit: str, label: str, told: tuple[str, str] | None
) -> None:
    assert over(metric, unit, label) == told


@pytest.mark.parametrize(
    ("words", "below"),
    [("吨钢", "t"), ("单位产品", "unit"), ("单位产品的", "unit"), ("炼钢", ""), ("吨钢和焦炭", ""), ("", "")],
)
def test_a_product_stands_right_before_what_is_told_of_it(words: str, below: str) -> None:
    assert product_below(words) == below
