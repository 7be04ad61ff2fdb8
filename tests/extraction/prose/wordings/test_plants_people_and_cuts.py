"""Power that plants made, capacity told apart, parts of the staff, shares of hires, amounts cut. All invented."""

from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())
Row = tuple[str, float, str]


def rows(sentence: str, folder: Path) -> set[Row]:
    """Metric, value and classes of what a sentence states."""
    report = folder / "report.txt"
    report.write_text(sentence, encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2024)
    return {(one.metric, one.value, " ".join(one.breakdown.values())) for one in found}


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Wind turbines generated 8.5 GWh of electricity.", ("renewable_energy", 8.5, "wind")),
        ("The solar plant on our roof produced 1,240,000 kWh of power.", ("renewable_energy", 1_240_000, "solar")),
        ("Hydropower supplied 310 GWh of clean electricity to our mills.", ("renewable_energy", 310, "hydropower")),
        ("Our solar farms used 4 GWh of electricity.", ("electricity", 4, "solar")),
        ("The new chillers reduced an electricity consumption of 70,000 kWh a year.", ("energy_saved", 70_000, "")),
        ("LED lamps were fitted, cutting CO2 emissions by 434 metric tons.", ("ghg_reduction", 434, "")),
        ("The new kiln lowered our greenhouse gas emission levels by 8,400 tons.", ("ghg_reduction", 8_400, "")),
        ("The project avoided 35 tonsCO2e.", ("ghg_reduction", 35, "")),
        ("The new lamps reduced 12,000 tons of carbon emissions.", ("ghg_reduction", 12_000, "")),
        ("We helped 1,240 households to improve their incomes.", ("households_assisted", 1_240, "")),
        ("Local suppliers accounted for 78% of procurement spending.", ("local_procurement_share", 78, "")),
        ("1,140 suppliers signed the anti-corruption pledge.", ("supplier_integrity_letters", 1_140, "")),
        ("A total of 4,130 employees took the annual health check.", ("health_checks", 4_130, "")),
        ("A solar system was built at the port. Phase 1 has a capacity of 512 kW.", ("renewable_capacity", 512, "")),
        ("Rooftop solar was fitted at four sites, with a total capacity of 4.4 MW.", ("renewable_capacity", 4.4, "")),
        ("Only 307 workers are employed at our refining business.", ("employees", 307, "refining business")),
        ("Around 1,300 people work at the Westport plant.", ("employees", 1_300, "westport plant")),
        ("We employ 1,240 women.", ("employees", 1_240, "female")),
        ("The 30-50 age group made up 48% of our employees.", ("employees_share", 48, "30-50 age group")),
        ("Local people were 88% of new hires.", ("new_hires_share", 88, "local")),
        ("In 2024 the number of trainees was 3,166, in 120 courses.", ("training_people", 3_166, "")),
        ("We made 690 OHS site inspections and corrected 84 non-conformities.", ("safety_hazards_identified", 84, "")),
    ],
)
def test_a_figure_is_told_by_the_words_around_it(sentence: str, row: Row, tmp_path: Path) -> None:
    assert row in rows(sentence, tmp_path)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "We hired 364 people in 2024, totaling eight percent of our entire workforce.",
            {("new_hires", 364, ""), ("new_hire_rate", 8, "")},
        ),
        (
            "New hires consisted of 65% males and 35% females.",
            {("new_hires_share", 65, "male"), ("new_hires_share", 35, "female")},
        ),
        (
            "Field workers make up the bulk of our workforce, accounting for 6,540 or 81% of our total employees.",
            {("employees", 6_540, "field workers"), ("employees_share", 81, "field workers")},
        ),
        (
            "86.5% of male employees and 91.2% of female employees received training.",
            {("trained_share", 86.5, "male"), ("trained_share", 91.2, "female")},
        ),
        (
            "Most of our recruits came from the 20-40 age group, representing 75% of the new hires.",
            {("new_hires_share", 75, "20-40 age group")},
        ),
    ],
)
def test_figures_of_one_sentence_are_told_apart(sentence: str, told: set[Row], tmp_path: Path) -> None:
    assert rows(sentence, tmp_path) == told


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("We employ a workforce of 80,000 people across 12 countries in Asia-Pacific.", 12),
        ("Graduates joined all our plants, making up about 22% of new hires.", 22),
        ("There were 14 recordable injuries 2 , and 310 days were lost.", 2),
        ("Electricity consumption was 41 GWh, which was 2 GWh, or 5%, higher than the year before.", 2),
        ("The open day drew 4,100 visitors, including 26 schools and 29 suppliers.", 29),
        ("Feeding over 9,000 colleagues a day, our canteens waste less.", 9_000),
        ("We have wind farms in the north. The capacity of our diesel generators is 30 MW.", 30),
        ("We reduced emissions by 12,000 tonnes compared with the year before.", 12_000),
        ("We saved 48 tonnes of paper, equivalent to planting 1,200 trees.", 1_200),
        ("The rate of male employees taking childcare leave was 71.4%.", 71.4),
    ],
)
def test_what_counts_another_thing_states_nothing(sentence: str, value: float, tmp_path: Path) -> None:
    assert value not in {one[1] for one in rows(sentence, tmp_path)}


def test_a_figure_in_brackets_behind_its_year_is_of_that_year(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Average training hours were 48.5 hours, up 2.1 hours compared with 2023(average 46.4 hours).")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2024)
    assert {(one.value, one.year) for one in found} == {(48.5, 2024), (46.4, 2023)}


def test_the_year_in_which_a_plant_was_completed_dates_no_figure(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The wind farm, completed in May 2019, generated 41 GWh of electricity.", encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2024)
    assert [(one.metric, one.year) for one in found] == [("renewable_energy", 2024)]
