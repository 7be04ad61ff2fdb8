"""Long lines on terminals: nothing lost, nothing beyond the edge, what follows stands under the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cnesg.cli.paragraphs import fitted

WORDS = st.lists(st.text(alphabet="abc排放", min_size=1, max_size=12), min_size=1, max_size=20)


@given(st.sampled_from(["", "  ", "    +1.25  ", "  -10.00  ", " " * 11]), WORDS, st.integers(40, 90))
def test_nothing_is_lost_and_nothing_stands_beyond_the_edge(lead: str, words: list[str], width: int) -> None:
    lines = fitted(lead + " ".join(words), width)
    assert all(cell_len(line) <= width for line in lines)
    assert lines[0].startswith(lead)
    assert all(line.startswith(" " * len(lead)) for line in lines[1:])
    assert "".join("".join(lines).split()) == "".join((lead + "".join(words)).split())


@pytest.mark.parametrize("line", ["", "short", "  +1.00  own data", " " * 60 + "no room"])
def test_what_fits_or_has_no_room_stays_as_it_is(line: str) -> None:
    assert fitted(line, 80) == [line]
