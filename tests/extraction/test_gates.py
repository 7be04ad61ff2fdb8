"""What a label says that its figure is one per of, and the unit that a number has by its wording. All is invented."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.gates import PER, fit


def entry_of(metric: str, *kinds: str) -> int:
    """The first wording of a metric that may be told in these kinds of units."""
    entries = KNOW.lexicon.entries
    return next(n for n, one in enumerate(entries) if one.metric == metric and set(kinds) <= set(one.kinds))


@pytest.mark.parametrize(
    "label",
    [
        "Total emissions per GHG Protocol",
        "Waste per GRI 306",
        "Scope 1 emissions per the EPA",
        "Emissions per ISO 14064",
    ],
)
def test_a_framework_is_nothing_that_a_figure_is_one_per_of(label: str) -> None:
    assert PER.search(label) is None


@pytest.mark.parametrize(
    ("label", "each"),
    [("Training hours per FTE", "FTE"), ("Emissions per second lot", "second lot"), ("Emissions per site", "site")],
)
def test_a_thing_is(label: str, each: str) -> None:
    found = PER.search(label)
    assert found is not None
    assert found[1] == each


def test_a_satisfaction_without_a_sign_is_a_score_and_with_one_a_share() -> None:
    entry = entry_of("customer_satisfaction", "percent", "score")
    bare = fit(KNOW, entry, frozenset({"bare"}), "", None, whole=False)
    share = fit(KNOW, entry, frozenset({"percent"}), "%", None)
    assert bare is not None
    assert bare.unit == "score"
    assert share is not None
    assert share.unit == "%"


def test_a_share_of_women_without_a_sign_is_no_score() -> None:
    found = fit(KNOW, entry_of("employees_share", "percent"), frozenset({"bare"}), "", None)
    assert found is None or found.unit == "%"


@pytest.mark.parametrize(
    ("label", "unit"),
    [("total training hours per year", "hours"), ("training hours per year", None), ("hours of training", None)],
)
def test_only_a_total_per_year_is_the_sum_of_the_year(label: str, unit: str | None) -> None:
    reading = KNOW.units.whole("hours/year")
    assert reading is not None
    found = fit(KNOW, entry_of("training_hours", "hours"), reading.kinds, reading.unit, reading.family, label)
    assert (found.unit if found is not None else None) == unit
