"""What was saved or kept from being let out, and where a bullet begins anew. All texts are invented."""

import pytest
from tests.extraction.texts import facts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In our operations, 1.89 million GJ of energy was conserved.", [("energy_saved", 1.89e6)]),
        ("That means 434 tonnes of CO2 were not emitted.", [("ghg_reduction", 434)]),
        ("That is equal to some 434 metric tons of CO2 not emitted.", []),
        ("Since then it has run on green power and so kept 30,000 tonnes of greenhouse gases out of the air.", []),
    ],
)
def test_no_use_and_no_emission(text: str, found: list[tuple[str, float]]) -> None:
    assert [(row.metric, row.value) for row in facts(text)] == found


def test_a_share_of_other_things_behind_a_bullet() -> None:
    text = (
        "93% reduction in our operational emissions since 2019, as of 31 December 2021 (Scope 1 and 2 market-based"
        " emissions). - 80% of our company cars are electric vehicles, as of 31 December 2021."
    )
    assert 80 not in {row.value for row in facts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Our accident frequency rate was 0.08 (accidents times 100,000, divided by hours worked).",
        "Our LTIFR was 0.08. LTIFR = lost time injuries x 1,000,000 / hours worked.",
        "百万工时伤害率为0.08。其中:百万工时伤害率=损失工时事故数 X 1,000,000/总工时。",
    ],
)
def test_what_a_formula_multiplies_by_is_no_figure(text: str) -> None:
    assert {row.value for row in facts(text)} <= {0.08}


def test_classes_of_work_are_counted() -> None:
    text = "There were 28,286 blue-collar workers and 1,309 apprentices at the end of the year."
    assert [(row.value, row.breakdown) for row in facts(text)] == [
        (28286, {"level": "blue-collar workers"}),
        (1309, {"employment": "apprentices"}),
    ]
