"""Classes over the columns of tables: ages in words and signs, names with their years. All is invented."""

from collections.abc import Callable

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

AGES = [
    ["Under 30", "30-50", "Over 50"],
    ["<30", "30-50", ">50"],
    ["Below 30 years old", "30 to 50 years old", "Above 50 years old"],
    ["30岁以下", "30-50岁", "50岁以上"],
]
VALUES = (125, 224, 81)
Found = set[tuple[float, int, str | None]]


def told(rows: list[list[str]]) -> Found:
    text = "Sustainability report 2021\n\n" + "\n".join("\t".join(row) for row in rows)
    return {(r.value, r.year, next(iter(r.breakdown.values()), None)) for r in facts(text, year=2021)}


@pytest.mark.parametrize("ages", AGES)
def test_ages_head_columns(ages: list[str]) -> None:
    found = told([["2021", *ages], ["New hires", *map(str, VALUES)]])
    assert found == {(value, 2021, age.lower()) for value, age in zip(VALUES, ages, strict=True)}


@pytest.mark.parametrize("ages", AGES)
def test_ages_stand_over_years(ages: list[str]) -> None:
    over = [cell for age in ages for cell in (age, "")]
    years = ["2020", "2021"] * len(ages)
    found = told([["", *over], ["", *years], ["New hires", *(str(v + at) for v in VALUES for at in (0, 1))]])
    assert found == {
        (value + at, 2020 + at, age.lower()) for value, age in zip(VALUES, ages, strict=True) for at in (0, 1)
    }


@pytest.mark.parametrize("names", [["Under 30", "Over 50"], ["Retail", "Property"], ["Hong Kong", "Overseas"]])
def test_names_stand_with_their_years(names: list[str]) -> None:
    heads = [f"{name} {year}" for year in (2020, 2021) for name in names]
    found = told([["", *heads], ["Number of employees", "125", "224", "132", "231"]])
    first, second = (name.lower() for name in names)
    assert found == {(125, 2020, first), (224, 2020, second), (132, 2021, first), (231, 2021, second)}


def test_years_alone_name_no_part() -> None:
    found = told([["", "2020", "2021 restated"], ["Number of employees", "125", "224"]])
    assert found == {(125, 2020, None), (224, 2021, None)}


def test_signed_ages_head_the_columns_of_a_pdf(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    rows = [["2023", "<30", "30-50", ">50"], ["Number of employees", *map(str, VALUES)], ["New hires", "25", "24", "8"]]
    (page,) = make_pages(lambda canvas: rows_at(canvas, rows, [50, 250, 340, 430], 720))
    staff = [one for one in TableReader(knowledge, 2023).read(page) if one.metric == "employees"]
    assert [(one.value, one.breakdown) for one in staff] == [
        (125, {"age": "<30"}), (224, {"age": "30-50"}), (81, {"age": ">50"}),
    ]  # fmt: skip
