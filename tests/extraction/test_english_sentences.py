"""English sentences that tell several figures: whose each is, and of which year."""

from pathlib import Path

import pytest

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()
Facts = list[tuple[str, int, float, dict[str, str]]]


def told(folder: Path, sentence: str) -> Facts:
    report = folder / "report.txt"
    report.write_text(sentence + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), METHODOLOGY, year=2022)
    return [(row.metric, row.year, row.value, dict(row.breakdown)) for row in rows]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "By region, 8,200 employees were based in Mainland China, 2,180 in Hong Kong and 2,100 overseas.",
            [
                ("employees", 2022, 8200, {"region": "mainland china"}),
                ("employees", 2022, 2180, {"region": "hong kong"}),
                ("employees", 2022, 2100, {"region": "overseas"}),
            ],
        ),
        (
            "By age group, 3,100 employees were under 30, 7,200 were between 30 and 50 and 2,180 were over 50.",
            [
                ("employees", 2022, 3100, {"age": "under 30"}),
                ("employees", 2022, 7200, {"age": "between 30 and 50"}),
                ("employees", 2022, 2180, {"age": "over 50"}),
            ],
        ),
        (
            "Male employees received 15.2 hours and female employees 14.6 hours of training on average.",
            [
                ("training_hours_avg", 2022, 15.2, {"gender": "male"}),
                ("training_hours_avg", 2022, 14.6, {"gender": "female"}),
            ],
        ),
        (
            "Hazardous waste came to 62 tonnes and non-hazardous waste to 3,600 tonnes, of which 2,900 were recycled.",
            [("hazardous_waste", 2022, 62, {}), ("non_hazardous_waste", 2022, 3600, {})],
        ),
        (
            "Total waste was 12,600 tonnes: 8,200 tonnes recycled and 2,000 tonnes landfilled.",
            [("waste_total", 2022, 12600, {}), ("waste_recycled", 2022, 8200, {})],
        ),
        (
            "Renewable energy made up 18% of our electricity, up from 12% in 2021, with 36 MW of rooftop solar.",
            [
                ("renewable_energy_share", 2022, 18, {"carrier": "electricity"}),
                ("renewable_energy_share", 2021, 12, {"carrier": "electricity"}),
                ("renewable_capacity", 2022, 36, {"source": "solar"}),
            ],
        ),
        (
            "We withdrew 1.2 million m3 of water: 0.8 million m3 from municipal supply and 0.4 million m3 from wells.",
            [("water_total", 2022, 1.2e6, {}), ("water_total", 2022, 0.8e6, {"source": "municipal supply"})],
        ),
        ("Employees contributed 6,400 volunteer hours.", [("volunteer_hours", 2022, 6400, {})]),
        ("We audited 86 of our 312 suppliers on ESG matters.", [("suppliers_assessed", 2022, 86, {})]),
        (  # names said twice, the second time in brackets
            'Emissions of nitrogen oxides ("NOx") and sulphur oxides ("SOx") were 41 kg and 2.6 kg respectively.',
            [("nox_emissions", 2022, 41, {}), ("so2_emissions", 2022, 2.6, {})],
        ),
        (  # a list in brackets, in the order of the one before
            "Scope 1 and Scope 2 emissions were 37 tCO2e and 914 tCO2e respectively (2021: 41 tCO2e and 886 tCO2e).",
            [
                ("ghg_scope1", 2022, 37, {}),
                ("ghg_scope2", 2022, 914, {}),
                ("ghg_scope1", 2021, 41, {}),
                ("ghg_scope2", 2021, 886, {}),
            ],
        ),
        (
            "We made 17 t of hazardous waste and 264 t of non-hazardous waste (2021: 19 t and 251 t).",
            [("hazardous_waste", 2021, 19, {}), ("non_hazardous_waste", 2021, 251, {})],
        ),
        (
            "The turnover rate of male and female staff was 14% and 11% (2021: 16% and 9%) respectively.",
            [
                ("turnover_rate", 2022, 14, {"gender": "male"}),
                ("turnover_rate", 2022, 11, {"gender": "female"}),
                ("turnover_rate", 2021, 16, {"gender": "male"}),
                ("turnover_rate", 2021, 9, {"gender": "female"}),
            ],
        ),
        (  # as many classes before a list as it has numbers
            "Male and female employees accounted for about 57% and 43% of our workforce.",
            [
                ("employees_share", 2022, 57, {"gender": "male"}),
                ("employees_share", 2022, 43, {"gender": "female"}),
            ],
        ),
        (  # an order to oneself is an aim
            "Achieve a 35% reduction in greenhouse gas (GHG) emissions per floor area (intensity) by 2031.",
            [("ghg_reduction_rate", 2031, 35, {"type": "target"})],
        ),
        (
            "Our TRIFR was 3.4 for FY22, an improvement on the FY21 result of 3.9.",
            [("recordable_injury_frequency", 2022, 3.4, {}), ("recordable_injury_frequency", 2021, 3.9, {})],
        ),
        (  # last year's figure of each part of a list
            "We had 1,310 employees, of which 540 were male (2021: 556) and 770 were female (2021: 802).",
            [
                ("employees", 2022, 540, {"gender": "male"}),
                ("employees", 2021, 556, {"gender": "male"}),
                ("employees", 2022, 770, {"gender": "female"}),
                ("employees", 2021, 802, {"gender": "female"}),
            ],
        ),
        (  # classes in turn behind their figures
            "The Group engaged 94, 271 and 18 suppliers located in Hong Kong, the PRC and overseas respectively.",
            [
                ("suppliers", 2022, 94, {"region": "hong kong"}),
                ("suppliers", 2022, 271, {"region": "the prc"}),
                ("suppliers", 2022, 18, {"region": "overseas"}),
            ],
        ),
        (  # hours that injuries are counted over, no rate
            "The hours worked in 2022 that our LTIFR is counted over were 8,640,210.",
            [("hours_worked", 2022, 8640210, {})],
        ),
        (
            "Water use rose to 7,310 m3, compared to the previous year's withdrawal of 6,940 m3.",
            [("water_total", 2022, 7310, {}), ("water_total", 2021, 6940, {})],
        ),
    ],
)
def test_each_figure_is_of_what_the_sentence_says(tmp_path: Path, sentence: str, facts: Facts) -> None:
    found = told(tmp_path, sentence)
    assert [one for one in facts if one not in found] == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        (
            "Hazardous waste came to 62 tonnes and non-hazardous waste to 3,600 tonnes, of which 2,900 were recycled.",
            ("non_hazardous_waste_recovered", 3600),
        ),
        ("Employees contributed 6,400 volunteer hours.", ("volunteers", 6400)),
        (
            "Total waste was 12,600 tonnes: 8,200 tonnes recycled and 2,000 tonnes landfilled.",
            ("waste_recycled", 12600),
        ),
    ],
)
def test_no_figure_is_of_something_else(tmp_path: Path, sentence: str, wrong: tuple[str, float]) -> None:
    assert wrong not in [(metric, value) for metric, _, value, _ in told(tmp_path, sentence)]
