"""Lists of names with their counts, said without what parts the two."""

import pytest

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.named_counts import with_counts_behind_names
from cnesg.text.paragraphs import Paragraph


def put(text: str) -> str:
    return with_counts_behind_names(Passage.of(Paragraph(text, (), (0,)), ())).text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "Our 900 staff work in India with 400 employees (44.4%), Japan with 300 (33.3%) and Peru with 200 (22.2%).",
            "Our 900 staff work in India 400 (44.4%), Japan 300 (33.3%) and Peru 200 (22.2%).",
        ),
        (
            "We have 900 suppliers: India (400), Hong Kong (300) and the Republic of Peru (200).",
            "We have 900 suppliers: India 400, Hong Kong 300 and the Republic of Peru 200.",
        ),
        (
            "We have 1,900 staff: India (1,400 employees), Japan (300 employees) and Peru (200 employees).",
            "We have 1,900 staff: India 1,400, Japan 300 and Peru 200.",
        ),
    ],
)
def test_counts_that_add_up_stand_right_behind_their_names(text: str, plain: str) -> None:
    assert put(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "We have 901 suppliers: India (400), Japan (300) and Peru (200).",  # not the sum
        "We have 700 suppliers: India (400) and Japan (300).",  # two may be anything
        "India (400), Japan (300) and Peru (200) make 900.",  # the sum stands behind
        "Of 900 staff in India (400) we hired many, in Japan (300) few, in Peru (200) none.",  # other words between
        "Our 900 staff work with pride.",
        "",
    ],
)
def test_other_lists_stay(text: str) -> None:
    assert put(text) == text
