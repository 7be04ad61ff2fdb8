"""Scopes joined to the amount before them. All texts are invented."""

import pytest
from tests.extraction.texts import facts


def told(text: str) -> set[tuple[str, float]]:
    return {(row.metric, row.value) for row in facts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Total emissions were 32,415 tonnes of CO2e, with 2,108 tonnes from Scope 1 and 30,307 tonnes from Scope 2.",
        "GHG emissions totalled 32,415 tCO2e, of which 2,108 tCO2e were Scope 1 and 30,307 tCO2e were Scope 2.",
        "Of emissions of 32,415 tCO2e in total, 2,108 tCO2e arose from our Scope 1 and 30,307 tCO2e from Scope 2.",
    ],
)
def test_the_scope_behind_an_amount_names_it(text: str) -> None:
    rows = told(text)
    assert {("ghg_scope1", 2108), ("ghg_scope2", 30307)} <= rows
    assert ("ghg_scope1", 30307) not in rows


def test_an_amount_of_several_scopes_is_of_none() -> None:
    rows = told("In 2022 emissions of 4,300 tCO2e in Scope 1 and 2 were reported.")
    assert not {metric for metric, _ in rows} & {"ghg_scope1", "ghg_scope2"}
