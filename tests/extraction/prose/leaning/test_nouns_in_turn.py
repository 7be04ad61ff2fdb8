"""English nouns in turn whose numbers measure different things. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of


def told(text: str) -> set[tuple[str, float]]:
    return {(row.metric, row.value) for row in rows_of(text)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Our SOx emissions and water consumption were 87 tonnes and 6,840 tonnes respectively.",
         {("so2_emissions", 87), ("water_total", 6840)}),
        ("In 2023, the number of trees planted and number of volunteers were 4,520 and 231, respectively.",
         {("trees_planted", 4520), ("volunteers", 231)}),
        ("The number of new hires, number of volunteers and trees planted were 112, 231 and 452 respectively.",
         {("new_hires", 112), ("volunteers", 231), ("trees_planted", 452)}),
    ],
)  # fmt: skip
def test_each_number_is_of_the_noun_in_its_place(text: str, facts: set[tuple[str, float]]) -> None:
    assert told(text) == facts


def test_a_noun_has_its_own_classes_alone() -> None:
    text = "The waste recycling rate and proportion of women on the board were 72% and 36% respectively."
    assert {row.metric: dict(row.breakdown) for row in rows_of(text)}["waste_recycling_rate"] == {}


def test_more_nouns_than_numbers_do_not_go_in_turn() -> None:
    text = "Trees planted and number of volunteers and waste recycling rate were 4,520 and 231 respectively."
    assert ("volunteers", 4520) not in told(text) or ("waste_recycling_rate", 231) not in told(text)
