"""Labels that hold a metric's wording and are of something else. All is invented."""

import pytest

from cnesg.extraction.other_labels import names_other


@pytest.mark.parametrize(
    ("label", "metric"),
    [
        ("Steam sold", "steam_purchased"), ("Coal reserves", "coal"), ("Total electricity generated", "electricity"),
        ("发电量", "electricity"), ("碳排放配额", "ghg_total"), ("COD limit", "cod_emissions"),
        ("Near misses and injuries", "recordable_injuries"), ("离退休员工人数", "employees_total"),
        ("Training hours with suppliers", "training_hours"), ("Survey response rate", "customer_satisfaction"),
        ("Training spend per FTE", "training_investment"), ("Political donations", "donations_total"),
        ("Total assets less current liabilities", "total_assets"),
    ],
)  # fmt: skip
def test_a_label_names_another_thing(label: str, metric: str) -> None:
    assert names_other(label, metric)


@pytest.mark.parametrize(
    ("label", "metric"),
    [
        ("Diesel for power generation", "diesel"), ("Natural gas used in production", "natural_gas"),
        ("Energy consumption in production", "energy_total"), ("Sales employees", "employees"),
        ("Customer service employees", "employees"), ("Waste generated", "waste_total"),
        ("Scope 3 use of sold products", "ghg_scope3"), ("Training hours of sales staff", "training_hours"),
    ],
)  # fmt: skip
def test_words_that_only_say_where_or_whose_forbid_nothing(label: str, metric: str) -> None:
    assert not names_other(label, metric)
