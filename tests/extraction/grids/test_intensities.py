"""Rows of text tables called no more than 密度 or `Intensity`. All texts are invented."""

from tests.extraction.texts import facts


def test_a_bare_intensity_is_of_the_row_above() -> None:
    text = (
        "指标\t单位\t2021年\t2020年\n有害废弃物总量\t吨\t351\t362\n密度\t吨/百万元营收\t0.12\t0.13\n"
        "用水量\t立方米\t8,733\t8,811\n密度\t立方米/人\t15.2\t15.3\n"
    )
    assert {(r.metric, r.value) for r in facts(text) if r.year == 2021} == {
        ("hazardous_waste", 351), ("hazardous_waste_intensity", 0.12),
        ("water_total", 8733), ("water_intensity_per_employee", 15.2),
    }  # fmt: skip


def test_it_may_have_its_unit_in_brackets() -> None:
    text = "Report 2021\n\nMetric\t2021\nTotal GHG emissions (tCO2e)\t351\nIntensity (tCO2e/employee)\t0.12\n"
    assert {(r.metric, r.value) for r in facts(text)} == {("ghg_total", 351), ("ghg_intensity_per_employee", 0.12)}


def test_an_amount_is_no_intensity_whatever_its_row_is_called() -> None:
    assert {r.metric for r in facts("指标\t单位\t2021年\n用水量\t立方米\t8,733\n强度\t立方米\t152\n")} == {
        "water_total"
    }
