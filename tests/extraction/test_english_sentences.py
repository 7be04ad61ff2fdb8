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
                ("renewable_energy_share", 2022, 18, {}),
                ("renewable_energy_share", 2021, 12, {}),
                ("renewable_capacity", 2022, 36, {"source": "solar"}),
            ],
        ),
        (
            "We withdrew 1.2 million m3 of water: 0.8 million m3 from municipal supply and 0.4 million m3 from wells.",
            [("water_total", 2022, 1.2e6, {}), ("water_total", 2022, 0.8e6, {"source": "municipal supply"})],
        ),
        ("Employees contributed 6,400 volunteer hours.", [("volunteer_hours", 2022, 6400, {})]),
        ("We audited 86 of our 312 suppliers on ESG matters.", [("suppliers_assessed", 2022, 86, {})]),
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
