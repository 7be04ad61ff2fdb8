"""What rows of tables are readied for: categories of Scope 3 told by number, counts below shares. All is invented."""

from collections.abc import Callable

from cnesg.extraction.candidates import Candidate

FactsOf = Callable[..., list[Candidate]]


def test_categories_told_by_number_below_scope_3_are_emissions_of_it(facts_of: FactsOf) -> None:
    rows = [["GHG emissions", "Unit", "2023"], ["Scope3 Total", "tCO2e", "34,310"]]
    rows += [["Category1", "tCO2e", "4,120"], ["Category2", "tCO2e", "30,190"]]
    told = facts_of(rows)
    assert [(one.metric, one.value, bool(one.breakdown)) for one in told] == [
        ("ghg_scope3", 34310, False),
        ("ghg_scope3", 4120, True),
        ("ghg_scope3", 30190, True),
    ]


def test_counts_below_a_share_of_women_are_women_and_no_per_cents(facts_of: FactsOf) -> None:
    rows = [["Headcount", "2022", "2023"], ["% of women", "42", "43"]]
    rows += [["  Managers", "312", "340"], ["  Other employees", "16,001", "16,180"]]
    told = [one for one in facts_of(rows) if one.year == 2023]
    assert [(one.metric, one.value, one.unit, one.breakdown) for one in told] == [
        ("employees_share", 43, "%", {"gender": "female"}),
        ("employees", 340, "persons", {"gender": "female", "level": "managers"}),
        ("employees", 16180, "persons", {"gender": "female", "level": "other employees"}),
    ]


def test_shares_below_a_share_of_women_stay_shares(facts_of: FactsOf) -> None:
    rows = [["Headcount", "2022", "2023"], ["% of women", "42", "43"]]
    rows += [["  Managers", "31", "34"], ["  Other employees", "44", "45"]]
    told = [one for one in facts_of(rows) if one.year == 2023]
    assert {(one.metric, one.unit) for one in told} == {("employees_share", "%")}
