"""Ages that cells and labels name, by themselves and beside a gender."""

import pytest

from cnesg.extraction.ages import age_of_cell, ages_in
from cnesg.extraction.breakdowns import without_both
from cnesg.extraction.labels.references import undecorated
from cnesg.extraction.tables.fragments import is_code


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("30-50", "30-50"),
        ("Male, under 30", "under 30"),
        ("50 and over (female)", "50 and over"),
        ("30-50岁女员工", "30-50岁"),
        ("Employees under 30", "under 30"),
        ("Departures, aged 30 to 50", None),  # what is counted stands beside the age
        ("Hiring ratio, aged below 30", None),
        ("Male", None),
    ],
)
def test_the_age_of_a_cell(text: str, age: str | None) -> None:
    assert age_of_cell(text) == age


def test_both_classes_of_the_staff_together_are_none() -> None:
    classes = {"employment": "temporary", "region": "asia"}
    assert without_both("Permanent and temporary employees in Asia", dict(classes)) == {"region": "asia"}
    assert without_both("Temporary employees in Asia", dict(classes)) == classes


def test_the_day_behind_a_label_is_no_part_of_it() -> None:
    assert undecorated("Total personnel at 31 Dec.") == "Total personnel"
    assert undecorated("Open positions at 31 sites") == "Open positions at 31 sites"


def test_a_code_with_its_edition_is_a_code() -> None:
    assert is_code("401-1 (2016)")
    assert is_code("GRI 303-3 (2018)")
    assert not is_code("12,401 (2016)")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("71% of our employees are between 30 and 50 years old", "between 30 and 50 years old"),
        ("71% of our employees are over 50 and 3% are nurses", "over 50"),
    ],
)
def test_the_age_that_a_sentence_names(text: str, age: str) -> None:
    assert [name for _, _, name in ages_in(text, 0, len(text))] == [age]
