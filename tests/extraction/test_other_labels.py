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
        ("净资产", "tax_paid"), ("分行数目(截至12月31日)", "employees"), ("货物吞吐量", "energy_total"),
        ("无水乙醇(吨)", "water_total"), ("颗粒物减排比例", "ghg_reduction_rate"),
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
        ("研发投入占净资产比例", "rd_spend_share"), ("门店员工", "employees"), ("单位吞吐量能耗", "energy_intensity"),
        ("Scope 3 use of sold products", "ghg_scope3"), ("Training hours of sales staff", "training_hours"),
    ],
)  # fmt: skip
def test_words_that_only_say_where_or_whose_forbid_nothing(label: str, metric: str) -> None:
    assert not names_other(label, metric)
