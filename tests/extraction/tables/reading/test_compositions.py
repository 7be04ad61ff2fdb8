"""Shares by class that add up to a hundred: what a whole consists of, and no rates. All is invented."""

from collections.abc import Callable

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.compositions import as_compositions

FactsOf = Callable[..., list[Candidate]]
HEAD = ["Age", "Male", "Female"]


@pytest.mark.parametrize("heads", [["Age", "Male", "Female"], ["Gender", "Under 30", "30 and over"]])
def test_shares_of_two_dimensions_add_up_in_each_row(facts_of: FactsOf, heads: list[str]) -> None:
    labels = ["Under 30", "30-50", "Over 50"] if heads[0] == "Age" else ["Male", "Female"]
    values = [["61.2%", "38.8%"], ["55.4%", "44.6%"], ["70.1%", "29.9%"]]
    rows = [["New hires"], heads, *([label, *pair] for label, pair in zip(labels, values, strict=False))]

    told = facts_of(rows)
    assert {one.metric for one in told} == {"new_hires_share"}
    assert {tuple(sorted(one.breakdown)) for one in told} == {("age", "gender")}
    assert len(told) == 2 * len(labels)


def test_shares_of_two_dimensions_add_up_in_each_column(facts_of: FactsOf) -> None:
    rows = [["New hires"], HEAD, ["Under 30", "61.2%", "41.5%"], ["30-50", "28.7%", "37.3%"]]
    rows += [["Over 50", "10.1%", "21.2%"]]

    assert {one.metric for one in facts_of(rows)} == {"new_hires_share"}


def test_rates_of_two_dimensions_that_add_up_to_nothing_stay_rates(facts_of: FactsOf) -> None:
    rows = [["New hires"], HEAD, ["Under 30", "61.2%", "31.8%"], ["30-50", "55.4%", "40.6%"]]
    rows += [["Over 50", "70.1%", "20.9%"]]

    assert {one.metric for one in facts_of(rows)} == {"new_hire_rate"}


def test_shares_of_those_who_left_are_no_rates(facts_of: FactsOf) -> None:
    shares = [["Employee turnover", "Unit", "2022", "2023"], ["Male", "%", "61.2", "58.0"]]
    rates = [["Employee turnover", "Unit", "2022", "2023"], ["Male", "%", "6.2", "5.8"], ["Female", "%", "4.1", "3.9"]]

    assert facts_of([*shares, ["Female", "%", "38.8", "42.0"]]) == []
    assert {one.metric for one in facts_of(rates)} == {"turnover_rate"}


def test_shares_of_those_who_left_by_age_and_gender_are_no_rates(facts_of: FactsOf) -> None:
    rows = [["Employee turnover"], HEAD, ["Under 30", "61%", "39%"], ["30-50", "55%", "45%"], ["Over 50", "70%", "30%"]]

    assert facts_of(rows) == []


def test_a_class_that_all_shares_have_parts_nothing(facts_of: FactsOf, knowledge: Knowledge) -> None:
    rows = [["New hires"], HEAD, ["Under 30", "61.2%", "38.8%"], ["30-50", "55.4%", "44.6%"]]
    rates = [one.of_class("new_hire_rate", {**one.breakdown, "worker": "employees"}) for one in facts_of(rows)]
    of_one = [
        one.of_class("new_hire_rate", {"gender": g, "level": "managers"}) for one, g in zip(rates, "mf", strict=False)
    ]
    apart = [one.of_class("new_hire_rate", {**one.breakdown, "worker": str(n)}) for n, one in enumerate(rates)]

    assert {one.metric for one in as_compositions(knowledge, rates)} == {"new_hires_share"}
    assert {one.metric for one in as_compositions(knowledge, of_one)} == {"new_hires_share"}
    assert {one.metric for one in as_compositions(knowledge, apart)} == {"new_hire_rate"}


def test_shares_as_counts_of_their_classes_have_them_are_parts_though_a_class_is_left_out(facts_of: FactsOf) -> None:
    """3 % of those hired told no gender; a rate of hiring is as the counts are by chance alone."""
    counts = [["New hires", "Number", "%"], ["Male", "340", "34.0%"], ["Female", "630", "63.0%"]]
    rates = [["New hires", "Number", "%"], ["Male", "340", "41.0%"], ["Female", "630", "52.0%"]]

    assert {one.metric for one in facts_of(counts)} == {"new_hires", "new_hires_share"}
    assert {one.metric for one in facts_of(rates)} == {"new_hires", "new_hire_rate"}
