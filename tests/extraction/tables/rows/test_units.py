import pytest

from cnesg.extraction.tables.reading.counting_labels import names_share
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.units import load_units

UNITS = TableUnits(load_units())


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("Water use (m3)", "m3", 1),
        ("Water intake (×10³㎥)", "m3", 1000),
        ("Profit (Rs. in crore)", "INR", 1e7),
        ("Payroll (₹ in lakhs)", "INR", 1e5),
        ("Emissions (kilo-tonnes CO2e)", "ktCO2e", 1),
        ("NOx intensity (t/net MWh)", "t/MWh", 1),
        ("Emissions per litre (gCO2e / lpb)", "gCO2e/L", 1),
        ("Energy consumption, MWh", "MWh", 1),
        ("Emissions intensity, tCO2e per '000 USD revenue", "tCO2e/USD thousand", 1),
        ("Energy intensity, GJ per million INR revenue", "GJ/INR million", 1),
        ("GHG emissions (tCO2 e)", "tCO2e", 1),
        ("Emissions (MtCO2e, equity)", "tCO2e", 1e6),
        ("Direct emissions (million tonnes CO2 equivalent) [A]", "tCO2e", 1e6),
        ("Sulphur oxides (thousand tonnes SO2)", "t", 1e3),
        ("Revenue ($M)", "USD", 1e6),
        ("Scope 1 (metric ton-CO2 equivalent)", "tCO2e", 1),
        ("Ore milled (000t)", "t", 1e3),
        ("Energy saved (GWh/y)", "GWh", 1),
        ("Total energy consumption, GWh (as primary energy)", "GWh", 1),
        ("Total energy consumption, GWh (according to GRI)", "GWh", 1),
        ("CO2e per dollar of revenue (tonnes/$thousand)", "t/USD thousand", 1),
        ("Intensity (t/RMB million)", "t/CNY million", 1),
        ("营业收入（万元）", "CNY", 1e4),
        ("单位：元", "CNY", 1),
        ("单位：万元 币种：人民币", "CNY", 1e4),
        ("Unit: tonnes", "t", 1),
        ("Tonnes, 2023", "t", 1),
        ("Energy use (MWh/vehicle)", "MWh/vehicle", 1),
        ("Greenhouse gas emissions in tonnes CO2e", "tCO2e", 1),
        ("Energy consumption in kWh in 000s", "kWh", 1e3),
        ("Emissions intensity (tCO2e/t Cu-eq)", "tCO2e/t", 1),
        ("Energy intensity (MWh/$M)", "MWh/USD million", 1),
        ("GHG emissions intensity (tCO2e/revenue $M)", "tCO2e/USD million", 1),
        ("每10股派息数（元，含税）", "CNY/share", 0.1),
        ("Million hours worked", "", 1e6),
        ("billion taxes paid to governments", "", 1e9),
        ("Revenue (HK$'m)", "HKD", 1e6),
        ("GHG intensity (tCO2e/HK$'m)", "tCO2e/HKD million", 1),
        ("Net sales (in millions, US$)", "USD", 1e6),
        ("Emissions intensity (tCO2e per £m Group revenue)", "tCO2e/GBP million", 1),
        ("Energy intensity (GJ/MT product)", "GJ/t", 1),
        ("Energy intensity (GJ per ₹ crore of turnover)", "GJ/INR crore", 1),
        ("Dividend (S$ cents per share)", "SGD/share", 0.01),
        ("Training hours, thousands", "", 1e3),
        ("Hours worked (m hours)", "", 1e6),
        ("GHG intensity (tonnes CO2e/HK$'000 revenue)", "tCO2e/HKD thousand", 1),
        ("GHG intensity (tCO2e per HK$1 million revenue)", "tCO2e/HKD million", 1),
        ("GHG intensity (tonne of CO2-e/revenue in HK$ million)", "tCO2e/HKD million", 1),
        ("GHG intensity (CO2 equivalent (in tonnes)/RMB'0000)", "tCO2e/CNY 10k", 1),
        ("GHG intensity (tCO2 eq./sq.m.)", "tCO2e/m2", 1),
        ("GHG intensity (tCO2e/total floor area (m2))", "tCO2e/m2", 1),
        ("GHG intensity (tonnes of CO2e/thousand ft²)", "tCO2e/thousand sq ft", 1),
        ("Waste density (tonne/revenue (RMB million))", "t/CNY million", 1),
        ("Energy intensity (kWh'000/staff)", "kWh/employee", 1e3),
        ("Water intensity (m3/'000 pcs)", "m3/thousand unit", 1),
    ],
)
def test_unit_inside_a_text(text: str, unit: str, scale: float) -> None:
    reading = UNITS.inside(text.replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ","))
    assert reading is not None
    assert (reading.unit, reading.scale) == (unit, scale)


@pytest.mark.parametrize(
    "text",
    [
        "Refinery Energy Index [G]",
        "Water use",
        "Male",
        "2023",
        "Scope 1 emissions",
        "员工总数",
        "Number (percentage) of employees",
        "No. (%)",
    ],
)
def test_no_unit_in_a_text(text: str) -> None:
    assert UNITS.inside(text) is None


def test_unit_column_first_then_nearest_text() -> None:
    near = UNITS.first(["kWh"], ["Energy (GJ)"])
    assert near is not None
    assert near.unit == "kWh"
    far = UNITS.first([], ["Electricity", "Energy (GJ)"])
    assert far is not None
    assert far.unit == "GJ"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Turnover rate", True),
        ("女性员工比例", True),
        ("Injury rate per million hours", False),
        ("Lost-time injury and illness rate (LTIR)", False),
        ("Water use", False),
    ],
)
def test_labels_that_mean_per_cent(text: str, share: bool) -> None:
    assert names_share(text) is share


@pytest.mark.parametrize(
    ("cell", "unit", "family"),
    [
        ("tCO2e/FTE", "tCO2e/employee", "employee"),
        ("kg CO2e/boe", "kgCO2e/boe", "other"),
        ("MWh/$M", "MWh/USD million", "money"),
        ("tCO2e/million dollars of revenue", "tCO2e/USD million", "money"),
    ],
)
def test_what_stands_below_the_line_is_money_only_where_it_is_a_currency(cell: str, unit: str, family: str) -> None:
    found = UNITS.of_cell(cell)
    assert found is not None
    assert (found.unit, found.family) == (unit, family)


def test_a_raised_mark_behind_the_unit_of_a_title_is_none_of_it() -> None:
    reading, named = UNITS.around(("Scope 3 emissions by category,", "in tCO₂ equivalent¹"))
    assert reading is not None
    assert (reading.unit, len(named)) == ("tCO2e", 1)
    power, _ = UNITS.around(("Leased area, in km²",))
    assert power is not None
    assert power.unit == "km2"
