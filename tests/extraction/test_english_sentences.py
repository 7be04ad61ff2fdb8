"""How English sentences of reports give figures: lists, pronouns, brackets, zeros. All texts are invented."""

import pytest
from tests.extraction.test_told_sentences import rows_of


def of(text: str) -> set[tuple[str, float, int, tuple[str, ...]]]:
    return {(row.metric, row.value, row.year, tuple(sorted(row.breakdown.values()))) for row in rows_of(text)}


def test_a_predicate_is_of_all_shares_of_its_list() -> None:
    told = of("44% of our employees, 36% of our managers and 31% of our executive committee are women.")
    assert {(value, "female" in classes) for _, value, _, classes in told} == {(44, True), (36, True), (31, True)}


def test_a_pronoun_stands_for_the_figure_before() -> None:
    assert of("The turnover rate for male employees was 18.1% and that for female employees was 15.4%.") == {
        ("turnover_rate", 18.1, 2023, ("male",)),
        ("turnover_rate", 15.4, 2023, ("female",)),
    }


def test_brackets_may_hold_several_years() -> None:
    assert {(v, y) for _, v, y, _ in of("The LTIR was 0.7 (2022: 1.2; 2021: 1.4).")} == {
        (0.7, 2023),
        (1.2, 2022),
        (1.4, 2021),
    }
    zeros = of("The Group did not record any work-related fatality (2022: nil; 2021: nil).")
    assert {y for metric, _, y, _ in zeros if metric == "fatalities"} == {2023, 2022, 2021}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Total training hours reached 51,300, or 16.4 hours per employee on average.", ("training_hours_avg", 16.4)),
        ("Scope 1 and 2 (market-based) emissions came in at 613,000 tonnes CO2e.", ("ghg_total", 613_000)),
        ("Total Scope 1 and Scope 2 GHG emissions: 58,100 tCO2e.", ("ghg_total", 58_100)),
        ("The Group did not generate any hazardous waste during the year.", ("hazardous_waste", 0)),
        (
            "We did not violate any laws or regulations relating to environmental protection.",
            ("environmental_violations", 0),
        ),
        ("A dividend of US$0.35 per share has been declared.", ("dividend_per_share", 0.35)),
        ("Our mills used 1.3m tonnes of coal.", ("coal", 1.3e6)),
        ("Women represented 41% of our Board and 34% of the Executive Committee.", ("employees_share", 34)),
        ("1,860 colleagues took part in 110 volunteering events.", ("volunteers", 1860)),
    ],
)
def test_figures_are_found_where_sentences_give_them(text: str, fact: tuple[str, float]) -> None:
    assert fact in {(metric, value) for metric, value, _, _ in of(text)}
