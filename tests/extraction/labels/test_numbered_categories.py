"""The categories of Scope 3: a label prints number and name in many ways, and not the scope as a part of them."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.labels.numbered_categories import (
    category_alone,
    has_number_behind,
    is_number_of_category,
    without_scope,
)

CATEGORIES = [
    ("Scope 3 Category 11: use of sold products", "category 11: use of sold products"),
    ("Scope 3 - Category 11 - use of sold products", "category 11 - use of sold products"),
    ("Scope 3 (Category 11: use of sold products)", "category 11: use of sold products"),
    ("Cat. 11 Use of sold products", "cat. 11 use of sold products"),
    ("11. Use of sold products", "11. use of sold products"),
    ("Scope 3 emissions - business travel (category 6)", "business travel (category 6)"),
    ("Scope 3 GHG emissions: Category 6 Business travel", "category 6 business travel"),
    ("Scope 3 business travel", "business travel"),
]


@pytest.mark.parametrize(("label", "category"), CATEGORIES)
def test_a_category_is_number_and_name_as_printed(label: str, category: str) -> None:
    text = f"Sustainability report 2021\n\nMetric\tUnit\t2020\t2021\n{label}\ttCO2e\t1,172\t1,161\n"
    assert [(r.metric, r.value, dict(r.breakdown)) for r in facts(text) if r.year == 2021] == [
        ("ghg_scope3", 1161, {"category": category})
    ]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Scope 3 Category 11", True),
        ("Category 4", True),
        ("cat. 4", True),
        ("Category 4 flights", False),
        ("4", False),
    ],
)
def test_a_number_alone_is_no_part_of_a_label(text: str, alone: bool) -> None:
    assert is_number_of_category(text) is alone


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("GHG emissions (CO2e) - business travel", "business travel"),
        ("Total carbon emissions: business travel", "business travel"),
        ("Scope 3 - Business travel greenhouse gas emissions", "Business travel"),
        ("Carbon emissions", "Carbon emissions"),
        ("Greenhouse gas emissions", "Greenhouse gas emissions"),
    ],
)
def test_the_gases_that_all_categories_are_of_are_no_part_of_one(label: str, category: str) -> None:
    assert without_scope(label) == category


@pytest.mark.parametrize(
    ("label", "category"),
    [("Scope 3 Category 1", "category 1"), ("Category 4", "category 4"), ("Scope 3 Category 4 flights", ""), ("4", "")],
)
def test_the_number_that_is_all_of_a_label(label: str, category: str) -> None:
    assert category_alone(label) == category


def test_a_number_behind_its_name_is_no_class_of_it() -> None:
    assert has_number_behind("business travel (category 6)")
    assert not has_number_behind("business travel (by air)")
