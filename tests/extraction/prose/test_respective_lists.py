"""Figures told respectively: of years, or of other things in as many years."""

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.respective_lists import with_respective_lists
from cnesg.text.paragraphs import Paragraph


def put(text: str) -> str:
    return with_respective_lists(Passage.of(Paragraph(text, (), (0,)), ())).text


def test_figures_of_years_stand_by_their_years() -> None:
    told = "In 2022 and 2023, the number of fatalities was 3 and 1 respectively."
    assert put(told) == "In 2023, the number of fatalities was 1 (2022: 3)."


def test_figures_of_as_many_things_are_of_no_years() -> None:
    told = "In 2022 and 2023, men and women were 612 and 388 respectively."
    assert put(told) == told
