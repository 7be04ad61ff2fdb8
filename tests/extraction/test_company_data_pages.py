"""Pages of ESG data as companies of many countries print them, in several layouts. All figures are invented."""

import pytest
from tests.extraction.test_web_tables import facts

Told = list[tuple[str, dict[str, str], float, str, int]]


def _told(text: str) -> Told:
    return [(row.metric, row.breakdown, row.value, row.unit, row.year) for row in facts(text)]


def _values(text: str) -> list[tuple[str, float, int]]:
    return [(row.metric, row.value, row.year) for row in facts(text)]


@pytest.mark.parametrize("title", ["Energy", "Power and fuels", "ENERGY USE"])
def test_heads_that_a_title_parts_from_their_rows_hold(title: str) -> None:
    text = (
        f"| Indicator | Unit | 2022 | 2023 |\n{title}\n| Electricity | MWh | 612 | 590 |\n| Diesel | L | 310 | 280 |\n"
    )
    assert _values(text) == [
        ("electricity", 612, 2022),
        ("electricity", 590, 2023),
        ("diesel", 310, 2022),
        ("diesel", 280, 2023),
    ]


def test_titles_between_rows_of_strokes_are_groups() -> None:
    text = (
        "| Item | Unit | 2022 | 2023 |\nFactory waste\n| Amount of waste | t | 412 | 398 |\n"
        "| Recycling amount | t | 250 | 261 |\n"
        "Factory water intake\n| Tap water | thousand m3 | 52 | 57 |\n| Groundwater | thousand m3 | 310 | 305 |\n"
        "Factory wastewater\n| Sewerage | thousand m3 | 41 | 43 |\nPeople\n| Employees | persons | 812 | 840 |\n"
    )
    told = [(metric, classes, value) for metric, classes, value, _, year in _told(text) if year == 2023]
    assert told == [
        ("waste_total", {}, 398),
        ("waste_recycled", {}, 261),
        ("water_total", {"source": "tap water"}, 57_000),
        ("water_total", {"source": "groundwater"}, 305_000),
        ("wastewater", {"type": "sewerage"}, 43_000),
        ("employees_total", {}, 840),
    ]


@pytest.mark.parametrize(
    ("row", "metric", "unit"),
    [
        ("Lost Time Injury Rate (LTIR) Cases per 200,000 hours", "lost_time_injury_rate", "per 200,000 hours"),
        ("LTIFR injuries per 1,000,000 hours", "lost_time_injury_rate", "per million hours"),
        ("LTIFR No. per 1,000,000 man-hours", "lost_time_injury_rate", "per million hours"),
        ("TRIFR incidents/million hours", "recordable_injury_frequency", "per million hours"),
        ("TRIR /200,000 hours", "recordable_injury_frequency", "per 200,000 hours"),
        ("TRIR (cases/200,000 h)", "recordable_injury_frequency", "per 200,000 hours"),
        ("LTIFR (LTI per million manhours)", "lost_time_injury_rate", "per million hours"),
        (
            "Lost time injury frequency rate (accidents per million working hours)",
            "lost_time_injury_rate",
            "per million hours",
        ),
        ("Recordable injuries per 200,000 hours worked", "recordable_injury_frequency", "per 200,000 hours"),
        ("Lost Time Rate", "lost_time_injury_rate", "per 200,000 hours"),
    ],
)
def test_rates_by_hours_name_no_events(row: str, metric: str, unit: str) -> None:
    assert _told(f"Indicator Unit 2022 2023\n{row} 0.41 0.37\n") == [
        (metric, {}, 0.41, unit, 2022),
        (metric, {}, 0.37, unit, 2023),
    ]


@pytest.mark.parametrize(
    ("whole", "each", "metric", "unit"),
    [
        ("Energy used | TJ | 712", "per ton of output | GJ/ton | 1.96", "energy_intensity_per_production", "GJ/t"),
        ("VOC emissions | kiloton | 1.66", "per ton of production | kg/ton | 1.96", "pollutant_intensity", "kg/t"),
        ("Fresh water | million m3 | 9.51", "per ton | m3/t | 1.96", "water_intensity_per_production", "m3/t"),
        ("Total waste | t | 812", "- per employee | kg/employee | 1.96", "waste_intensity", "kg/employee"),
        ("Water consumption | m3 | 812", "Per employee | m3 | 1.96", "water_intensity_per_employee", "m3/employee"),
        ("Training hours | hours | 8,120", "per employee | hours | 1.96", "training_hours_avg", "hours"),
        ("Total GHG emissions | tCO2e | 812", "per square metre | kgCO2e/m2 | 1.96", "ghg_intensity", "kgCO2e/m2"),
    ],
)  # fmt: skip
def test_rows_that_only_say_for_each_are_of_the_row_above(whole: str, each: str, metric: str, unit: str) -> None:
    rows = "\n".join(row.replace(" | ", "\t") for row in ("Indicator | Unit | 2023", whole, each))
    assert _told(f"{rows}\n")[-1] == (metric, _told(f"{rows}\n")[-1][1], 1.96, unit, 2023)


CELLS = "Indicator|Unit|2022|2023|Water used|1,000 m3|52|57|Electricity|1000 kWh|31.5|29.5|Scope 2|t-CO2|41|37|"


@pytest.mark.parametrize(
    "text",
    [
        CELLS.replace("|", "\n"),
        "Indicator    Unit    2022    2023\nWater used   1,000 m3   52   57\nElectricity   1000 kWh   31.5   29.5\n",
        "Indicator Unit 2022 2023\nWater consumption 1,000 m3 52 57\nElectricity 1000 kWh 31.5 29.5\n",
    ],
)
def test_a_round_number_of_units_before_bare_figures_is_their_unit(text: str) -> None:
    assert _values(text)[:4] == [
        ("water_total", 52_000, 2022),
        ("water_total", 57_000, 2023),
        ("electricity", 31_500, 2022),
        ("electricity", 29_500, 2023),
    ]


def test_a_round_number_before_a_figure_with_a_unit_is_a_value() -> None:
    text = "Indicator\n2022\n2023\nWater consumption\n1,000 m3\n980 m3\nWastewater\n712 m3\n704 m3\n"
    assert ("water_total", 1000, 2022) in _values(text)


def test_a_numbered_category_ends_no_table() -> None:
    text = (
        "Indicator\nUnit\n2022\n2023\nScope 2 (indirect)\nt-CO2\n412\n398\n"
        "Scope 3 (1. Purchased goods and services)*2\nt-CO2\n88\n79\nElectricity\nMWh\n588\n541\n"
    )
    assert ("ghg_scope3", {"category": "1. purchased goods and services"}, 79, "tCO2e", 2023) in _told(text)
    assert ("electricity", 541, 2023) in _values(text)


def test_classes_below_staff_that_they_add_up_to_are_of_those() -> None:
    head = "Indicator\tUnit\t2023\nNumber of employees\tPeople\t840\n-Male\tPeople\t610\n-Female\tPeople\t230\n"
    managers = "Number of managers\tPeople\t96\n-Male\tPeople\t81\n-Female\tPeople\t15\n"
    assert [classes for _, classes, *_ in _told(head + managers)[-3:]] == [
        {"level": "managers"},
        {"gender": "male", "level": "managers"},
        {"gender": "female", "level": "managers"},
    ]


def test_classes_that_add_up_to_no_row_above_are_of_all() -> None:
    text = (
        "Indicator\tUnit\t2023\nMale employees\tpersons\t70\nFemale employees\tpersons\t50\nUnder 30\tpersons\t40\n"
        "30-50\tpersons\t60\nOver 50\tpersons\t20\n"
    )
    assert [classes.keys() for _, classes, *_ in _told(text)[2:]] == [{"age"}] * 3


def test_titles_part_own_people_from_contractors() -> None:
    text = (
        "Indicator\tUnit\t2023\nEmployees\t\t\nTotal work hours\thours\t1,287,915\nLTIR\tper 200,000 hours\t0.2\n"
        "Contractors\t\t\nTotal work hours\thours\t812,300\nLTIR\tper 200,000 hours\t0.4\n"
    )
    assert [classes for _, classes, *_ in _told(text)] == [{"worker": "employees"}] * 2 + [
        {"worker": "contractors"}
    ] * 2


def test_employees_alone_are_no_class_of_workers() -> None:
    text = "Indicator\tUnit\t2023\nEmployees\t\t\nTotal work hours\thours\t1,287,915\nOccupational diseases\tcases\t2\n"
    assert [classes for _, classes, *_ in _told(text)] == [{}, {}]


def test_what_a_title_names_loosely_is_of_the_whole_that_it_makes_up() -> None:
    text = (
        "GHG emissions\nIndicator\tUnit\t2023\nScope 3 emissions\ttCO2e\t1,000\nBusiness travel\ttCO2e\t200\n"
        "Corporate events\ttCO2e\t500\nHired halls\ttCO2e\t300\n"
    )
    assert [(metric, classes) for metric, classes, *_ in _told(text)[1:]] == [
        ("ghg_scope3", {"category": "business travel"}),
        ("ghg_scope3", {"category": "corporate events"}),
        ("ghg_scope3", {"category": "hired halls"}),
    ]


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("Safety management indicators", "Number of risk dialogues\tcount\t6"),
        ("People and process safety", "Walks by the management\tcount\t6"),
        ("Environmental education and training", "Ratio of certifications acquired at sites\t%\t44.4"),
    ],
)
def test_a_topic_among_titles_ends_those_above(title: str, row: str) -> None:
    text = f"Indicator\tUnit\t2023\nWork injuries\t\t\nFatalities\tpersons\t1\n{title}\t\t\n{row}\n"
    assert [metric for metric, *_ in _told(text)] == ["fatalities"]


@pytest.mark.parametrize(
    ("label", "classes"),
    [
        ("Facilities", {"type": "facilities", "gender": "female"}),
        ("Under 30", {"age": "under 30", "gender": "female"}),
        ("Senior management", {"level": "senior management", "gender": "female"}),
    ],
)
def test_whose_share_it_is_the_cell_of_the_unit_says(label: str, classes: dict[str, str]) -> None:
    text = f"Indicator\tUnit\t2023\nDiversity by function\t\t\n{label}\t% women\t45\n"
    assert _told(text) == [("employees_share", classes, 45, "%", 2023)]


@pytest.mark.parametrize(
    ("label", "metric"),
    [
        ("Total water consumption (total water withdrawal - total water discharges)\tm3", "water_total"),
        ("Water used (withdrawal – discharge)\tm3", "water_total"),
        ("Employee turnover rate (leavers / average headcount)\t%", "turnover_rate"),
        ("Recycling rate (recycled waste ÷ total waste)\t%", "waste_recycling_rate"),
    ],
)
def test_brackets_that_say_how_a_figure_is_worked_out_name_nothing(label: str, metric: str) -> None:
    assert [(one, classes) for one, classes, *_ in _told(f"Indicator\tUnit\t2023\n{label}\t41\n")] == [(metric, {})]


@pytest.mark.parametrize(
    ("label", "unit", "metric"),
    [
        ("No. of fatal injuries", "No.", "fatalities"),
        ("Lost Time Index (LTI)", "per 200,000 hours", "lost_time_injury_rate"),
        ("Violation of environment-related laws and regulations*", "Times", "environmental_violations"),
        ("Accident/pollution that causes environmental issues", "Times", "env_incidents"),
        ("Vapor", "GJ", "steam_purchased"),
        ("Hot water", "GJ", "heat_purchased"),
        ("Gasoline / Light oil", "kl", "oil_products"),
        ("Number of Workplaces with ISO 45001 Certification", "Sites", "certified_sites"),
        ("Percentage of renewable energy-driven electricity", "%", "renewable_energy_share"),
        ("Mid-career hiring ratio", "%", "new_hires_share"),
        ("Total of Scope 1, 2 & 3 emissions per FTE", "tCO2-e", "ghg_intensity_per_employee"),
        ("Work hours in millions", "", "hours_worked"),
    ],
)
def test_wording_of_data_pages(label: str, unit: str, metric: str) -> None:
    assert [one for one, *_ in _told(f"Indicator Unit 2022 2023\n{label} {unit} 6 7\n".replace("  ", " "))] == [
        metric
    ] * 2


@pytest.mark.parametrize(
    "label",
    [
        "Severity Rate\t‰",
        "Organizational health score (OHI)\tnumber",
        "Executive vacancies filled internally\t%",
        "Management audits plus reassurance audits\tnumber",
        "Sites with independent audits\t%",
    ],
)
def test_other_things_below_a_title_of_people_are_no_staff(label: str) -> None:
    assert _told(f"Indicator\tUnit\t2023\nEmployees\t\t\n{label}\t41\n") == []


def test_a_unit_may_stand_behind_the_bare_figures_of_a_row() -> None:
    text = (
        "Indicator 2022 2023 Unit\nTotal recordable incident rate 0.31 0.19 Cases per 200,000 hours\n"
        "Lost Time Injury Cases (LTI) 3 2 Cases\nElectricity purchased 612 590 MWh\n"
    )
    assert [(row[0], row[2], row[3], row[4]) for row in _told(text)] == [
        ("recordable_injury_frequency", 0.31, "per 200,000 hours", 2022),
        ("recordable_injury_frequency", 0.19, "per 200,000 hours", 2023),
        ("recordable_injuries", 3, "cases", 2022),
        ("recordable_injuries", 2, "cases", 2023),
        ("electricity", 612, "MWh", 2022),
        ("electricity", 590, "MWh", 2023),
    ]


def test_a_round_number_of_units_behind_figures_is_no_figure() -> None:
    text = "FY2022 FY2023 Unit\nWater intake\nTap water 52 55 1,000 m3\nGroundwater 19,840 20,410 1,000 m3\n"
    assert [(row[0], row[2], row[4]) for row in _told(text)] == [
        ("water_total", 52_000, 2022),
        ("water_total", 55_000, 2023),
        ("water_total", 19_840_000, 2022),
        ("water_total", 20_410_000, 2023),
    ]


def test_the_number_of_a_scope_with_a_mark_is_no_figure() -> None:
    text = "GHG emissions 2022 2023 Unit\nScope 1** 41,250 40,118 tCO2e\nScope 2** 82,310 79,004 tCO2e\n"
    assert _values(text) == [
        ("ghg_scope1", 41_250, 2022),
        ("ghg_scope1", 40_118, 2023),
        ("ghg_scope2", 82_310, 2022),
        ("ghg_scope2", 79_004, 2023),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Reducing carbon dioxide emission | tonnes | 2,140 | 2,310", [("ghg_reduction", {}, 2310, "tCO2e", 2023)]),
        ("Reduced GHG emissions | tCO2e | 640 | 712", [("ghg_reduction", {}, 712, "tCO2e", 2023)]),
        (
            "Nitrogen oxide emissions reduced | tonnes | 31 | 36",
            [("pollutant_reduction", {"pollutant": "nitrogen oxide"}, 36, "t", 2023)],
        ),
        ("NOx emissions | tonnes | 31 | 36", [("nox_emissions", {}, 36, "t", 2023)]),
        ("Social value as a % of turnover | % | 31 | 38", []),
        ("Non-recyclable waste collected | tonnes | 41 | 38", []),
        ("Re-greening of slopes | hectares | 1.4 | 1.9", [("land_reclaimed", {}, 1.9, "ha", 2023)]),
    ],
)
def test_what_was_cut_and_shares_of_revenue_are_told_apart(row: str, told: Told) -> None:
    text = f"| Item | Unit | 2022 | 2023 |\n| Volunteer hours | hours | 512 | 540 |\n| {row} |\n"
    assert [one for one in _told(text) if one[4] == 2023 and one[0] != "volunteer_hours"] == told
