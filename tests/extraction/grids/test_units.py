"""Units of text tables: round numbers in them, what follows `per`, and cells that say only that things are counted."""

import pytest
from tests.extraction.texts import facts

MONEY = [
    ("RMB 100 million", 1e8), ("RMB100 million", 1e8), ("100 million yuan", 1e8), ("RMB in millions", 1e6),
    ("10,000 yuan", 1e4), ("RMB10 thousand", 1e4), ("RMB 10,000 yuan", 1e4), ("RMB 100 millions", 1e8),
]  # fmt: skip
ENERGY = [("'000 kWh", 1e3), ("kWh in '000s", 1e3), ("kWh in thousands", 1e3), ("1,000 kWh", 1e3), ("10,000 kWh", 1e4)]


def told(label: str, unit: str, before: str, now: str) -> list[tuple[str, float, str, int]]:
    text = f"Sustainability report 2021\n\nMetric\tUnit\t2020\t2021\n{label}\t{unit}\t{before}\t{now}\n"
    return [(r.metric, r.value, r.unit, r.year) for r in facts(text)]


@pytest.mark.parametrize(("unit", "scale"), MONEY)
def test_a_round_sum_before_the_values_is_their_unit(unit: str, scale: float) -> None:
    assert told("Training expenditure", unit, "311", "322") == [
        ("training_investment", 311 * scale, "CNY", 2020),
        ("training_investment", 322 * scale, "CNY", 2021),
    ]


@pytest.mark.parametrize(("unit", "scale"), ENERGY)
def test_a_round_amount_before_the_values_is_their_unit(unit: str, scale: float) -> None:
    assert told("Electricity consumption", unit, "3,105", "3,217") == [
        ("electricity", 3105 * scale, "kWh", 2020),
        ("electricity", 3217 * scale, "kWh", 2021),
    ]


@pytest.mark.parametrize("unit", ["10,000 tonnes", "10,000 m3"])
def test_ten_thousands_of_water(unit: str) -> None:
    assert [row[1] for row in told("Total water consumption", unit, "31", "32")] == [310000, 320000]


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("per 200,000 hours", "per 200,000 hours"),
        ("Rate per 200,000 hours", "per 200,000 hours"),
        ("per million hours", "per million hours"),
        ("per 1,000,000 hours worked", "per million hours"),
    ],
)
def test_a_rate_is_given_for_the_hours_that_its_unit_prints(unit: str, named: str) -> None:
    assert told("Total recordable injury rate (TRIR)", unit, "0.51", "0.43") == [
        ("recordable_injury_frequency", 0.51, named, 2020),
        ("recordable_injury_frequency", 0.43, named, 2021),
    ]


@pytest.mark.parametrize("unit", ["No.", "Nos.", "no."])
def test_a_cell_that_says_number_is_no_word_of_the_label(unit: str) -> None:
    assert told("Total employees", unit, "3,105", "3,217") == [
        ("employees_total", 3105, "persons", 2020),
        ("employees_total", 3217, "persons", 2021),
    ]


def test_a_bracket_of_several_words_is_no_unit() -> None:
    text = "2021年社会责任报告\n\n项目\t2020年\t2021年\n每股净资产（元，股）\t6.05\t7.21\n纳税额\t78,900\t105,080\n"
    assert not [r for r in facts(text) if r.metric == "tax_paid" and r.value > 105080]


def test_emission_rates_by_the_hour_are_no_intensity() -> None:
    text = "2021年社会责任报告\n\n颗粒物\t排放速率（kg/h）\n一号厂区\t0.12\n"
    assert facts(text) == []


@pytest.mark.parametrize("unit", ["tonnes (CO2e)", "tCO2(e)", "tonnes CO2e", "(tonnes CO2e)"])
def test_a_gas_in_brackets_is_of_the_unit(unit: str) -> None:
    assert told("Scope 1 emissions", unit, "811", "822") == [
        ("ghg_scope1", 811, "tCO2e", 2020),
        ("ghg_scope1", 822, "tCO2e", 2021),
    ]


@pytest.mark.parametrize("label", ["LTIR, per 200,000 working hours", "LTIR (per 200,000 hours worked)"])
def test_the_hours_of_a_rate_stand_in_its_label(label: str) -> None:
    text = f"Safety\t2020\t2021\n{label}\t0.28\t0.17\nWomen\t13.1%\t13.4%\n"
    assert [(r.metric, r.value, r.unit) for r in facts(text)] == [
        ("lost_time_injury_rate", 0.28, "per 200,000 hours"),
        ("lost_time_injury_rate", 0.17, "per 200,000 hours"),
    ]


def test_a_rate_of_injuries_may_be_a_per_cent() -> None:
    found = facts("安全\t2020年\t2021年\n千人工伤率（%）\t0.28%\t0.17%\n")
    assert [r.unit for r in found] == ["%", "%"]


@pytest.mark.parametrize(("unit", "told"), [("MWh", 13.5), ("'000 kWh", 13500), ("GWh", 13.5)])
def test_a_unit_alone_in_the_corner_is_that_of_all_rows(unit: str, told: float) -> None:
    found = facts(f"Energy 2021\n\n{unit}\t2020\t2021\nElectricity consumption\t12.5\t13.5\n")
    assert [(r.metric, r.value) for r in found if r.year == 2021] == [("electricity", told)]
