"""Hours of training by class that are those of each employee. All texts are invented."""

from tests.extraction.texts import facts

PARTS = "Training hours by gender\t\nGender\tHours\nMale\t18.4\nFemale\t21.7\n"


def told(text: str) -> set[tuple[str, float]]:
    return {(row.metric, row.value) for row in facts(text) if row.metric.startswith("training_hours")}


def test_hours_of_classes_that_are_too_few_for_the_whole_are_of_each() -> None:
    whole = "Our people attended 48,200 hours of training in 2021.\n\n"
    assert told(whole + PARTS) == {
        ("training_hours", 48200.0),
        ("training_hours_avg", 18.4),
        ("training_hours_avg", 21.7),
    }


def test_without_the_whole_they_stay_as_they_are_called() -> None:
    assert told(PARTS) == {("training_hours", 18.4), ("training_hours", 21.7)}


def test_hours_that_make_up_the_whole_are_all_hours() -> None:
    whole = "Our people attended 40.1 hours of training in 2021.\n\n"
    assert ("training_hours", 18.4) in told(whole + PARTS)
