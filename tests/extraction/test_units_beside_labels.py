"""Where rows of tables print their unit: behind the label, in a column of its own with a number before it. Invented."""

import pytest
from tests.extraction.texts import facts

GLUED = [
    "{l}/{u}",
    "{l} {u}",
    "{l}{u}",
    "{l} - {u}",
    "{l}【{u}】",
    "{l}（单位：{u}）",
    "{l}(单位:{u})",
    "{l}，{u}",
    "{l}：{u}",
]
ENGLISH = ["{l} in {u}", "{l} {u}", "{l} - {u}", "{l}/{u}", "{l}, {u}", "{l} (in {u})", "{l} (unit: {u})"]


@pytest.mark.parametrize("form", GLUED)
def test_a_unit_behind_a_chinese_label(form: str) -> None:
    rows = [("用电量", "万千瓦时", 7931), ("化学需氧量排放量", "吨", 13), ("研发投入", "万元", 45)]
    lines = "".join(f"{form.format(l=label, u=unit)}\t{value}\n" for label, unit, value in rows)
    assert {(r.metric, r.value, r.unit, tuple(r.breakdown)) for r in facts(f"指标\t2021年\n{lines}")} == {
        ("electricity", 79310000, "kWh", ()), ("cod_emissions", 13, "t", ()), ("rd_spend", 450000, "CNY", ()),
    }  # fmt: skip


@pytest.mark.parametrize("form", ENGLISH)
def test_a_unit_behind_an_english_label(form: str) -> None:
    rows = [("Electricity consumption", "MWh", 7931), ("Hazardous waste generated", "tonnes", 13)]
    lines = "".join(f"{form.format(l=label, u=unit)}\t{value}\n" for label, unit, value in rows)
    found = {
        (r.metric, r.value, r.unit, tuple(r.breakdown))
        for r in facts(f"Sustainability report\n\nMetric\t2021\n{lines}")
    }
    assert found == {("electricity", 7931, "MWh", ()), ("hazardous_waste", 13, "t", ())}


@pytest.mark.parametrize(
    "label", ["GHG emissions per tonne", "Complaints answered within 5 days", "安全培训制度", "员工满意度"]
)
def test_words_that_end_a_label_are_no_unit_of_it(label: str) -> None:
    assert not {r.unit for r in facts(f"Report 2021\n\nMetric\t2021\n{label}\t41\n")} & {"t", "days", "kWh"}


@pytest.mark.parametrize(
    ("unit", "factor"), [("'000 kWh", 1e3), ("000s kWh", 1e3), ("10,000 kWh", 1e4), ("1,000 kWh", 1e3), ("in kWh", 1)]
)
def test_a_column_of_units_may_print_a_number_before_them(unit: str, factor: float) -> None:
    rows = facts(f"Report 2021\n\nMetric\tUnit\t2021\t2020\nElectricity consumption\t{unit}\t412\t437\n")
    assert [(r.value, r.year) for r in rows] == [(412 * factor, 2021), (437 * factor, 2020)]


def test_a_number_with_its_unit_before_others_with_theirs_is_a_value() -> None:
    rows = facts("Report 2021\n\nMetric\t2021\t2020\nElectricity consumption\t10,000 kWh\t12,000 kWh\n")
    assert [(r.value, r.year) for r in rows] == [(10000, 2021), (12000, 2020)]


@pytest.mark.parametrize("unit", ["No.", "Nr.", "#", "number", "No. of people"])
def test_a_column_of_units_may_say_no_more_than_that_something_is_counted(unit: str) -> None:
    rows = facts(f"Report 2021\n\nMetric\tUnit\t2021\t2020\nTotal employees\t{unit}\t412\t437\n")
    assert [(r.metric, r.value, r.year) for r in rows] == [
        ("employees_total", 412, 2021),
        ("employees_total", 437, 2020),
    ]


@pytest.mark.parametrize("colon", [":", "："])
def test_a_colon_behind_a_label_leaves_its_row_the_years_above(colon: str) -> None:
    rows = facts(f"指标\t单位\t2021年\t2020年\n废水排放量{colon}\t吨\t412\t437\n")
    assert [(r.value, r.year) for r in rows] == [(412, 2021), (437, 2020)]


@pytest.mark.parametrize("about", [", approx.", ", approximately", " (approx.)", " (rounded)"])
def test_a_unit_before_a_word_that_says_it_is_rounded(about: str) -> None:
    text = f"Environmental data\t2020\t2021\nReleases, tonnes\nTotal water withdrawal, million m3{about}\t169\t145\n"
    assert {(r.metric, r.value, r.unit) for r in facts(text)} == {
        ("water_total", 169e6, "m3"), ("water_total", 145e6, "m3"),
    }  # fmt: skip
