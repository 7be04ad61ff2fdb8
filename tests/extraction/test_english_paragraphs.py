"""English paragraphs of several sentences: what each tells does not depend on those around it. All is made up."""

from pathlib import Path

import pytest

from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()
Facts = list[tuple[str, int, float, dict[str, str]]]
WOMEN, MEN = {"gender": "female"}, {"gender": "male"}


def told(folder: Path, paragraph: str) -> Facts:
    report = folder / "report.txt"
    report.write_text(f"Alderline Holdings\nSustainability Report 2023\n\n{paragraph}\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), METHODOLOGY, year=2023)
    return sorted((row.metric, row.year, row.value, dict(row.breakdown)) for row in rows)


@pytest.mark.parametrize(
    ("paragraph", "facts"),
    [
        (  # who a share is of stands before a verb, wherever in the paragraph the sentence begins
            "We are proud of our team. Women held 29% of management positions.",
            [("employees_share", 2023, 29, {"level": "management positions", **WOMEN})],
        ),
        (
            "We sold a plant. Men occupied 71% of management positions.",
            [("employees_share", 2023, 71, {"level": "management positions", **MEN})],
        ),
        (  # the Board of the next sentence does not name those counted here
            "We employed 14,860 people, of whom 5,230 (35%) were women. We thank our Board.",
            [
                ("employees", 2023, 5230, WOMEN),
                ("employees_share", 2023, 35, WOMEN),
                ("employees_total", 2023, 14860, {}),
            ],
        ),
        (
            "Women held 29% of management positions and four of the eleven seats on our Board.",
            [
                ("board_directors", 2023, 11, {}),
                ("employees_share", 2023, 29, {"level": "management positions", **WOMEN}),
                ("female_directors", 2023, 4, {}),
            ],
        ),
        (  # a sentence begins though its figure is told to be near, or stands in another currency's sign
            "77.7 percent of the Board were female in 2022. Just over 6,152 trees were planted during the year.",
            [("female_directors_share", 2022, 77.7, {}), ("trees_planted", 2023, 6152, {})],
        ),
        (
            "Our employees completed 9,174 hours of training. Close to 53,086 staff work for the Company.",
            [("employees_total", 2023, 53086, {}), ("training_hours", 2023, 9174, {})],
        ),
        (
            "We achieved a recycling rate of 81.2 per cent in 2022. $45,584 was donated to charities.",
            [("donations_total", 2023, 45584, {}), ("waste_recycling_rate", 2022, 81.2, {})],
        ),
        (
            "Water use was down 4.2% from 2022. 63.1% of the waste we generated was recycled.",
            [("waste_recycling_rate", 2023, 63.1, {})],
        ),
        (
            "We recycle paper. With a total of 23,300 men and women, we are a major employer.",
            [("employees_total", 2023, 23300, {})],
        ),
        (  # what is said of so many of the staff is of its own, unless it names a course
            "98% of employees completed Code of Conduct training. 62% of our workforce is covered by agreements.",
            [("trained_share", 2023, 98, {"topic": "code of conduct"})],
        ),
        (
            "Employees received 26.4 hours of training on average. 91% of employees took part in our survey.",
            [("training_hours_avg", 2023, 26.4, {})],
        ),
        (  # parts that a comma joins
            "GHG emissions were 9,820 tonnes of CO2e, comprising Scope 1 emissions of 610 tonnes.",
            [("ghg_scope1", 2023, 610, {}), ("ghg_total", 2023, 9820, {})],
        ),
        (
            "GHG emissions amounted to 9,820 tonnes CO2e, with Scope 1 emissions of 610 tonnes.",
            [("ghg_scope1", 2023, 610, {}), ("ghg_total", 2023, 9820, {})],
        ),
        (  # of what a share was recycled the nearest word says
            "We recycled 1.1 million m3 of water. We generated 48,200 tonnes of waste, 93% of which was recycled.",
            [
                ("waste_recycling_rate", 2023, 93, {}),
                ("waste_total", 2023, 48200, {}),
                ("water_recycled", 2023, 1100000, {}),
            ],
        ),
        (
            "We generated 900 tonnes of waste. We used 6.4 million m3 of water, of which 41% was recycled.",
            [
                ("waste_total", 2023, 900, {}),
                ("water_recycling_rate", 2023, 41, {}),
                ("water_total", 2023, 6400000, {}),
            ],
        ),
        (  # what has a count of its own is not none
            "There were no significant spills and two minor breaches of environmental permits.",
            [("environmental_violations", 2023, 2, {}), ("oil_spills", 2023, 0, {})],
        ),
        (
            "Our global team grew from 8,900 to 9,450 people.",
            [("employees_total", 2022, 8900, {}), ("employees_total", 2023, 9450, {})],
        ),
        (
            "Of our people 640 are employed in research.",
            [("rd_staff", 2023, 640, {})],
        ),
    ],
)
def test_each_sentence_is_read_as_alone(tmp_path: Path, paragraph: str, facts: Facts) -> None:
    assert told(tmp_path, paragraph) == facts
