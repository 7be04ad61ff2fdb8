"""What looks like a range and says by how much a share changed and what it came to."""

import pytest

from cnesg.extraction.figures.lookalikes import lookalikes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("利用率增加8.6%至96.4%", True),
        ("流失率下降了8.6%至6.4%", True),
        ("流失率为8%至10%", False),
        ("占比较上年增长8%至10%", False),
    ],
)
def test_a_change_and_what_it_came_to_are_no_range(text: str, seen: bool) -> None:
    assert any(lookalikes(text)) is not seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Our Finance Director, 54, joined the company in spring", False),
        ("12% of them are 30 to 50 years old", True),  # the share alone
        ("our plants, 54, are all certified", True),
    ],
)
def test_ages_of_people_are_no_counts(text: str, seen: bool) -> None:
    mask = lookalikes(text)
    left = [text[at] for at in range(len(text)) if text[at].isdigit() and not mask[at]]
    assert bool(left) is seen
    assert "".join(left) in {"", "12", "54"}
