"""Labels of data sheets: which metric and class they name, and which look alike and name neither. All is invented."""

import pytest
from tests.extraction.texts import facts

NAMED = [
    ("Total waste (hazardous and non-hazardous)", "t", "waste_total", {}),
    ("Total Scope 1+2", "tCO2e", "ghg_total", {}),
    ("Employees (FTE)", "number", "employees_total", {}),
    ("Energy use intensity (EUI)", "kWh/m2", "energy_intensity", {}),
    ("Scope 2 (indirect)", "tCO2e", "ghg_scope2", {}),
    ("Scope 2 GHG (LB)", "tCO2e", "ghg_scope2", {"scope2": "location-based"}),
    ("Expatriate employees", "persons", "employees", {"type": "expatriate employees"}),
    ("Sites certified to ISO 45001", "number", "certified_sites", {"standard": "iso 45001"}),
    ("Cardboard packaging", "t", "packaging_material", {"type": "cardboard"}),
    ("Proportion of independent non-executive directors", "%", "independent_directors_share", {}),
    ("Share of employees aged over 50", "%", "employees_share", {"age": "aged over 50"}),
    ("Waste gas compliance rate", "%", "emission_compliance_rate", {"type": "waste gas"}),
    ("Community development expenditure", "RMB million", "community_investment", {}),
    ("医疗废物产生量", "吨", "hazardous_waste", {"type": "医疗废物"}),
    ("董事反贪污培训时数", "小时", "anticorruption_training_hours", {"level": "董事"}),
    ("烟（粉）尘", "吨", "pm_emissions", {}),
    ("新员工比例", "%", "new_hire_rate", {}),
    ("关键管理人员报酬", "万元", "management_remuneration", {}),
    ("固体废弃物回收利用率", "%", "solid_waste_utilization_rate", {}),
    ("資料外洩事件", "宗", "customer_privacy_breaches", {}),
]
OTHERS = [
    ("Coke production", "t"), ("Heat sold", "GJ"), ("Steam sold", "t"), ("Methane recovered", "t"),
    ("Political donations", "RMB million"), ("Injuries to customers", "number"),
    ("Training hours for suppliers", "hours"),
    ("Natural gas sold", "m3"), ("Diesel sales", "L"), ("Water supplied to customers", "m3"), ("NOx permitted", "t"),
    ("Power generation", "MWh"), ("Passenger fatalities", "number"), ("First aid injuries", "number"),
    ("Employee satisfaction survey participation rate", "%"), ("Average training expenditure", "RMB million"),
    ("Energy generated for sale", "GWh"), ("GHG emission allowances", "tCO2e"), ("Hazardous waste sites", "number"),
    ("蒸汽销量", "吨"), ("供应商培训覆盖率", "%"), ("客户满意度调查回收率", "%"),
    ("碳排放配额", "吨二氧化碳当量"), ("其他业务收入", "亿元"),
]  # fmt: skip


def row_of(label: str, unit: str, *above: str) -> str:
    value = "41.5" if unit in {"%", "kWh/m2"} else "41"
    if label.isascii():
        return "\n".join(
            ["Sustainability report 2021", "", "Metric\tUnit\t2021", *above, f"{label}\t{unit}\t{value}", ""]
        )
    return "\n".join(["2021年可持续发展报告", "", "指标\t单位\t2021年", *above, f"{label}\t{unit}\t{value}", ""])


@pytest.mark.parametrize(("label", "unit", "metric", "breakdown"), NAMED)
def test_a_label_names_its_metric_and_class(label: str, unit: str, metric: str, breakdown: dict[str, str]) -> None:
    assert [(r.metric, r.breakdown) for r in facts(row_of(label, unit))] == [(metric, breakdown)]


@pytest.mark.parametrize(("label", "unit"), OTHERS)
def test_a_label_that_looks_alike_names_another_thing(label: str, unit: str) -> None:
    assert facts(row_of(label, unit)) == []


@pytest.mark.parametrize(
    ("above", "label", "metric"),
    [
        ("独立董事占比\t%\t36.4", "男性员工占比", "employees_share"),
        ("危险废物处置率\t%\t98.2", "女性管理者占比", "employees_share"),
        ("供应商本地化比例\t%\t71.3", "30岁以下员工流失率", "turnover_rate"),
    ],
)
def test_a_share_of_staff_is_of_no_row_above_that_counts_others(above: str, label: str, metric: str) -> None:
    assert [r.metric for r in facts(row_of(label, "%", above)) if r.value == 41.5] == [metric]
