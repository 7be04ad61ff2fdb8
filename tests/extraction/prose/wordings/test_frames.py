"""Verbs and their objects in English sentences: which metric a number is of, and which it is not."""

import pytest
from tests.extraction.texts import rows_of


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("We used 300 m3 of water and recycled 200 m3.", [("water_total", 300), ("water_recycled", 200)]),
        ("The fabs reclaimed 15.3 million tonnes of water.", [("water_recycled", 15_300_000)]),
        ("The water tank on the roof holds 5,000 m3 and was used twice.", []),
        ("We bought 640 tonnes of used packaging from customers in 6 countries.", [("packaging_material", 640)]),
        (
            "Hazardous waste came to 740 tonnes. Of this, 310 tonnes were incinerated.",
            [("hazardous_waste", 740), ("hazardous_waste_disposed", 310)],
        ),
        ("Heat recovery avoided 1,150 tonnes of CO2.", [("ghg_reduction", 1150)]),
        ("Energy use was cut by 3.1 GWh through night-time shutdowns.", [("energy_saved", 3.1)]),
        (
            "We drew 38 t of ammonia nitrogen and 9 t of phosphorus into the sewer.",
            [("ammonia_nitrogen_emissions", 38)],
        ),
        ("Our permit allows a discharge of 900,000 tonnes of wastewater a year.", []),
        ("A passenger car emits about 4.6 tonnes of CO2 a year.", []),
        ("Total energy consumption, fuels and power together, was 150,000 MWh.", [("energy_total", 150_000)]),
    ],
)
def test_a_number_is_of_what_was_acted_on(text: str, facts: list[tuple[str, float]]) -> None:
    assert [(row.metric, row.value) for row in rows_of(text)] == facts


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("We needed 13.4 MWh of electricity for each tonne of aluminium.", "MWh/t"),
        ("Our offices used 148 kWh of energy per square metre.", "kWh/m2"),
        ("Each employee was responsible for 1.9 tCO2e on average.", "tCO2e/employee"),
        ("We used 128 m3 of water for every million dollars of sales.", "m3/USD million"),
        ("The plant used 128 m3 of water per day.", None),
    ],
)
def test_words_below_the_line_make_an_intensity(text: str, unit: str | None) -> None:
    assert [row.unit for row in rows_of(text)] == ([unit] if unit else [])
