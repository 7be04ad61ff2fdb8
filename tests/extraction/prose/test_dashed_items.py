"""Items of a list in a legend, one behind the other: a count is of the name before it."""

import pytest

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.dashed_items import with_items_ended
from cnesg.text.paragraphs import Paragraph


def put(text: str) -> str:
    return with_items_ended(Passage.of(Paragraph(text, (), (0,)), ())).text


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        (
            "Male directors - 8 (72.73%) Female directors - 3 (27.27%)",
            "Male directors - 8 (72.73%);Female directors - 3 (27.27%)",
        ),
        (
            "Permanent staff: 1,200 (80%) Temporary (fixed-term) staff: 200 (13.3%) Interns: 100 (6.7%)",
            "Permanent staff: 1,200 (80%);Temporary (fixed-term) staff: 200 (13.3%);Interns: 100 (6.7%)",
        ),
    ],
)
def test_an_item_ends_where_the_next_begins(text: str, ended: str) -> None:
    assert put(text) == ended


@pytest.mark.parametrize(
    "text",
    [
        "Male directors - 8 (72.73%) and female directors - 3 (27.27%)",
        "We have 8 (72.73%) Male directors and 3 (27.27%) Female directors",
        "Male directors - 8 (72.73%)",
        "",
    ],
)
def test_other_lists_stay(text: str) -> None:
    assert put(text) == text
