"""Forms of an authority: questions above tables whose columns only count those for whom something is true."""

from tests.extraction.test_quantities import found
from tests.extraction.texts import facts

TRAINING = """Business responsibility report 2023-24

8. Details of training given to employees and workers:

| Category | FY 2023-24 (Current FY) | FY 2023-24 | FY 2023-24 | FY 2023-24 | FY 2023-24 |
|---|---|---|---|---|---|
| | Total (A) | Health and safety | Health and safety | On skill upgradation | On skill upgradation |
| | Total (A) | No. (B) | % (B/A) | No. (C) | % (C/A) |
| Employees | Employees | Employees | Employees | Employees | Employees |
| Male | 4,120 | 3,090 | 75% | 2,060 | 50% |
| Workers | Workers | Workers | Workers | Workers | Workers |
| Male | 812 | 609 | 75% | 203 | 25% |
"""
REVIEWS = """Business responsibility report 2023-24

9. Details of performance and career development reviews of employees and workers:

| Category | FY 2023-24 | FY 2023-24 | FY 2023-24 |
|---|---|---|---|
| | Total (A) | No. (B) | % (B/A) |
| | Employees | Employees | Employees |
| Female | 1,240 | 1,116 | 90.00 |

13. Number of complaints on the following made by employees and workers:

| | FY 2023-24 | FY 2023-24 |
|---|---|---|
| | Filed during the year | Pending resolution at the end of year |
| Working conditions | 31 | 4 |

22. Turnover rate for permanent employees and workers
(Disclose trends for the past 3 years)

| | FY 2023-24 (Turnover rate in current FY) | FY 2023-24 (Turnover rate in current FY) |
|---|---|---|
| | Male | Total |
| Permanent Employees | 14.20% | 13.10% |
"""
ENERGY = """Business responsibility report 2023-24

1. Details of total energy consumption (in Giga Joules) and energy intensity, in the following format:

| Parameter | FY 2023-24 |
|---|---|
| From renewable sources | |
| Total electricity consumption (A) | 8,120 |
| Total fuel consumption (B) | - |
| Total energy consumption (A + B) | 8,120 |
| From non-renewable sources | |
| Total electricity consumption (D) | 4,030 |
| Total energy consumed (A + B + D) | 12,150 |
| Energy intensity per rupee of turnover (Total energy consumed (GJ)/Revenue from operations (Rs. crore)) | 6.31 |
"""
SAFETY = """Business responsibility report 2023-24

| Safety incident | Category | FY 2023-24 | FY 2022-23 |
|---|---|---|---|
| Lost Time Injury Frequency Rate (LTIFR) | Employees | 0.14 | 0.21 |
| (per one million-person hours worked) | Workers | 0.37 | 0.42 |
"""


def _told(text: str) -> set[tuple[object, object, object]]:
    return {(metric, value, classes) for metric, value, _, _, classes in found(facts(text, 2024))}


def test_the_questions_of_a_form_say_what_its_columns_count() -> None:
    skills = ("topic", "skill upgradation")
    male, workers = ("gender", "male"), ("worker", "workers")
    assert _told(TRAINING) >= {
        ("safety_training_people", 3090, (male,)),
        ("safety_training_coverage", 75, (male,)),
        ("training_people", 2060, (male, skills)),
        ("trained_share", 50, (male, skills)),
        ("safety_training_people", 609, (male, workers)),
        ("training_people", 203, (male, skills, workers)),
    }
    assert not any(metric == "employees_share" for metric, _, _ in _told(TRAINING))


def test_what_no_metric_is_about_is_left_out() -> None:
    assert _told(REVIEWS) == {
        ("employees", 1240, (("gender", "female"),)),
        ("performance_review_share", 90, (("gender", "female"),)),
        ("turnover_rate", 14.2, (("employment", "permanent"), ("gender", "male"))),
        ("turnover_rate", 13.1, (("employment", "permanent"),)),
    }


def test_energy_of_a_source_and_for_a_rupee() -> None:
    told = {(metric, value, unit, classes) for metric, value, unit, _, classes in found(facts(ENERGY, 2024))}
    assert told == {
        ("electricity", 8120, "GJ", (("source", "renewable sources"),)),
        ("renewable_energy", 8120, "GJ", ()),
        ("electricity", 4030, "GJ", (("source", "non-renewable sources"),)),
        ("energy_total", 12150, "GJ", ()),
        ("energy_intensity_per_revenue", 6.31, "GJ/INR crore", ()),
    }


def test_a_label_that_goes_on_beside_the_next_class() -> None:
    assert _told(SAFETY) == {
        ("lost_time_injury_rate", value, (("worker", who),))
        for who, values in (("employees", (0.14, 0.21)), ("workers", (0.37, 0.42)))
        for value in values
    }
