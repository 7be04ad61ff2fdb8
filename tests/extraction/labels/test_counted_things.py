"""Labels that count things or events, and labels of people or of parts of a company."""

import pytest

from cnesg.extraction.labels.counted_things import counts_no_people, is_governed


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Open positions filled internally (%)", True),
        ("Number of nationalities", True),
        ("Number of strikes exceeding one day", True),
        ("Sites with human rights assessment (%)", True),
        ("Applications received", True),
        ("Number of apprentices", False),
        ("Number of women in management", False),
        ("Managers whose positions are filled internally", False),
        ("Research and development", False),
        ("Northern Europe", False),
        ("of which executives", False),
        ("员工人数", False),
    ],
)
def test_a_label_that_counts_things_names_nobody(label: str, expected: bool) -> None:
    assert counts_no_people(label) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Jobs created by ", True),
        ("Average score of ", True),
        ("Exits following warnings to ", True),
        ("Total number of ", False),
        ("Percentage of ", False),
        ("of which ", False),
        ("", False),
    ],
)
def test_what_stands_behind_a_preposition_is_not_what_is_counted(before: str, expected: bool) -> None:
    assert is_governed(before) is expected
