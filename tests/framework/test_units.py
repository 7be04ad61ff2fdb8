"""Units: what is read from text, and that conversion is exact and reversible."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import MethodologyError
from cnesg.framework.units import UnitTable, load_units, parse_units, unit_names

UNITS = load_units()


@pytest.mark.parametrize(
    ("text", "scale", "unit", "kind"),
    [
        ("万吨", 1e4, "t", "mass"),
        ("千克", 1, "kg", "mass"),
        ("亿千瓦时", 1e8, "kWh", "energy"),
        ("万度", 1e4, "kWh", "energy"),
        ("吨标准煤", 1, "tce", "energy"),
        ("吨二氧化碳当量", 1, "tCO2e", "co2"),
        ("MtCO2e", 1e6, "tCO2e", "co2"),
        ("t CO2-eq", 1, "tCO2e", "co2"),
        ("Mm3", 1e6, "m3", "volume"),
        ("hm³", 1e6, "m3", "volume"),
        ("US$m", 1e6, "USD", "money"),
        ("€m", 1e6, "EUR", "money"),
        ("tonnes CO2e", 1, "tCO2e", "co2"),
        ("thousands of kWh", 1e3, "kWh", "energy"),
        ("MWh/employee", 1, "MWh/employee", "intensity"),
        ("吨标煤/万元", 1, "tce/CNY 10k", "intensity"),
        ("tCO2e per million RMB", 1, "tCO2e/CNY million", "intensity"),
        ("tCO2e/£m", 1, "tCO2e/GBP million", "intensity"),
        ("g/kWh", 1, "g/kWh", "intensity"),
        ("吨/百万港元收益", 1, "t/HKD million", "intensity"),
        ("吨二氧化碳当量/每百万美元的营业额", 1, "tCO2e/USD million", "intensity"),
        ("吨/百万人民币营业收入", 1, "t/CNY million", "intensity"),
        ("千瓦时/平方米楼面面积", 1, "kWh/m2", "intensity"),
        ("吨/全职雇员", 1, "t/employee", "intensity"),
        ("万元", 1e4, "CNY", "money"),
        ("人民币万元", 1e4, "CNY", "money"),
        ("RMB million", 1e6, "CNY", "money"),
        ("US$ million", 1e6, "USD", "money"),
        ("元/10股", 0.1, "CNY/share", "per_share"),
        ("人次", 1, "person-times", "person_times"),
        ("人", 1, "persons", "persons"),
        ("斤", 0.0005, "t", "mass"),
    ],
)
def test_a_unit_cell_is_read_with_its_scale(text: str, scale: float, unit: str, kind: str) -> None:
    reading = UNITS.whole(text)
    assert reading is not None
    assert (reading.scale, reading.unit) == (scale, unit)
    assert kind in reading.kinds


@pytest.mark.parametrize("text", ["员工总数", "hello", "2021", "", "tonic", "metres per thing"])
def test_what_is_no_unit_is_not_read_as_one(text: str) -> None:
    assert UNITS.whole(text) is None


def test_case_decides_between_million_tonnes_and_metric_tons() -> None:
    big, small = UNITS.whole("Mt"), UNITS.whole("mt")
    assert big is not None
    assert small is not None
    assert (big.scale, small.scale) == (1e6, 1.0)


@pytest.mark.parametrize(
    ("value", "unit", "to", "metric", "expected"),
    [
        (3.6, "GJ", "kWh", "", 1000.0),
        (1.0, "MWh", "kWh", "", 1000.0),
        (0.1229, "tce", "kWh", "", 1000.0),  # 0.1229 t = 122.9 kgce; 122.9 / 0.1229 kgce/kWh = 1,000 kWh
        (2.0, "t/employee", "kg/employee", "", 2000.0),
        (5.0, "tCO2e/CNY 10k", "tCO2e/CNY million", "", 500.0),  # a million is a hundred times 10k
        (7.0, "m3", "t", "water_total", 7.0),
        (15.0, "mu", "ha", "", 1.0),
    ],
)
def test_conversion(value: float, unit: str, to: str, metric: str, expected: float) -> None:
    converted = UNITS.convert(value, unit, to, metric)
    assert converted is not None
    assert math.isclose(converted, expected, rel_tol=1e-12)


@pytest.mark.parametrize(
    ("unit", "to", "metric"), [("m3", "t", "natural_gas"), ("t", "kWh", ""), ("t", "t/employee", "")]
)
def test_what_does_not_convert_gives_none(unit: str, to: str, metric: str) -> None:
    assert UNITS.convert(1.0, unit, to, metric) is None


_NAMES = sorted(unit_names(UNITS))


@given(st.sampled_from(_NAMES), st.sampled_from(_NAMES), st.floats(0.001, 1e12))
def test_conversion_there_and_back_gives_the_value(one: str, other: str, value: float) -> None:
    there = UNITS.convert(value, one, other)
    if there is None:
        assert UNITS.convert(value, other, one) is None
        return
    back = UNITS.convert(there, other, one)
    assert back is not None
    assert math.isclose(back, value, rel_tol=1e-9)


@given(st.sampled_from(["吨", "MWh", "万元", "kg", "人次", "%"]), st.text("，。 abc增长", max_size=8))
def test_a_reading_stays_inside_the_text(token: str, tail: str) -> None:
    reading = UNITS.read(token + tail, 0)
    if reading is not None:
        assert 0 <= reading.start < reading.end <= len(token + tail)


def test_every_problem_of_a_broken_file_is_reported() -> None:
    table, problems = parse_units("units.yaml", "basis: published\nreference: x\nscales: [{factor: -1}]\nunits: []\n")
    assert table is None
    fields = {p.values["field"] for p in problems}
    assert {"scales.0.factor", "after_currency", "denominators", "same_by_weight"} <= fields


def test_the_shipped_table_is_loaded_once() -> None:
    assert load_units() is load_units()
    assert isinstance(load_units(), UnitTable)
    assert issubclass(MethodologyError, Exception)


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("tonnes (thousands)", "t", 1e3),
        ("tonnes, thousands", "t", 1e3),
        ("kWh '000", "kWh", 1e3),
        ("m³ (in thousands)", "m3", 1e3),
        ("RMB'million", "CNY", 1e6),
        ("RMB, million", "CNY", 1e6),
        ("RMB (in thousands)", "CNY", 1e3),
        ("MWhr", "MWh", 1.0),
        ("hrs.", "hours", 1.0),
        ("m. tons", "t", 1.0),
    ],
)
def test_the_scale_may_stand_behind_a_unit_and_a_stop_at_its_end(text: str, unit: str, scale: float) -> None:
    reading = UNITS.whole(text)
    assert reading is not None
    assert (reading.unit, reading.scale) == (unit, scale)


@pytest.mark.parametrize(
    "text", ["thousand million", "million thousand", "RMB million thousand", "'000 million", "mn."]
)
def test_scales_behind_scales_are_turned_once(text: str) -> None:
    reading = UNITS.whole(text)
    assert reading is None or reading.scale


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("kgCO2e/million EGP", "kgCO2e/EGP million"),
        ("tCO2e/THB million", "tCO2e/THB million"),
        ("GJ/新台币亿元", "GJ/TWD 100m"),
        ("GJ/新台币佰万元", "GJ/TWD million"),
        ("m3/港币百万元", "m3/HKD million"),
    ],
)
def test_denominators_of_money_keep_their_currency_and_scale(printed: str, unit: str) -> None:
    reading = UNITS.whole(printed)
    assert reading is not None
    assert (reading.unit, reading.family) == (unit, "money")
