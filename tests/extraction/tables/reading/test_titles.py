"""Titles that say what is done about something name none of the values below them."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.tables.reading.titles import of_title


@pytest.mark.parametrize(
    "text", ["reducing greenhouse gas emissions", "the commitment to reduce our greenhouse gas emissions", "by gender"]
)
def test_what_is_done_or_how_something_is_parted_names_nothing(text: str) -> None:
    assert not of_title(KNOW.lexicon, text, KNOW.lexicon.find(text)).hits


@pytest.mark.parametrize("text", ["greenhouse gas emissions", "emissions reduced", "waste reduction: hazardous waste"])
def test_what_is_measured_stays(text: str) -> None:
    found = KNOW.lexicon.find(text)
    assert of_title(KNOW.lexicon, text, found) is found


def test_what_is_managed_is_measured_but_not_what_was_saved() -> None:
    text = "saving energy: energy saved and energy consumption"
    found = KNOW.lexicon.find(text)
    kept = {KNOW.lexicon.entries[hit.entry].metric for hit in of_title(KNOW.lexicon, text, found).hits}
    assert "energy_total" in kept
    assert "energy_saved" not in kept
