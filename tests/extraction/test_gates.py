"""What a label says that its figure is one per of. All is invented."""

import pytest

from cnesg.extraction.gates import PER


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
