"""Worked examples: the arithmetic that is shown is the engine's."""

import re

import pytest
from docs.book.blocks import Inline, Link, Text
from docs.book.content import Content
from docs.book.examples import example_peers, worked_example


def words(step: Inline) -> str:
    """English only."""
    return "".join(span.text if isinstance(span, Text) else span.en for span in step if not isinstance(span, Link))


def test_the_sources_own_indicator_by_hand(content: Content) -> None:
    # Peers by revenue 2100 3400 5200 7600 9800 13400 18900 26500: ranks 2.75, 4.5 and 6.25 give the quartiles
    # 3400 + 0.75 x 1800 = 4750, (7600 + 9800) / 2 = 8700, 13400 + 0.25 x 5500 = 14775. 5200 is above the first and
    # below the second, lower is better: 3 points, 75. One of two items: 50. 0.2 x 50 + 0.8 x 75 = 70.
    steps = [words(step) for step in worked_example(content.methodology.level2["E0102"], content.methodology)]
    assert "1 of 2 points = 100 × 1 / 2 = 50" in steps[0]
    assert "quartiles 4,750 / 8,700 / 14,775; lower is better: 3 of 4 points = 75" in steps[1]
    assert steps[-1].endswith("20 % × 50 + 80 % × 75 = 70")


def test_every_indicator_has_one_and_its_last_line_is_a_score(content: Content) -> None:
    for code, level2 in content.methodology.level2.items():
        steps = worked_example(level2, content.methodology)
        last = words(steps[-1])
        assert 0 <= float(last.rpartition("= ")[2]) <= 100, code
        assert not any(isinstance(span, Link) for step in steps for span in step)


def test_shown_sums_come_out(content: Content) -> None:
    """Each `a % × b + c % × d = e` that is printed is true to the printed digit."""
    sums = 0
    for code, level2 in content.methodology.level2.items():
        for step in worked_example(level2, content.methodology):
            terms = re.findall(r"([\d.]+) % × ([\d.]+)", words(step))
            if terms:
                shown = float(words(step).rpartition("= ")[2])
                assert sum(float(share) / 100 * score for share, score in ((s, float(x)) for s, x in terms)) == (
                    pytest.approx(shown, abs=0.11)
                ), code
                sums += 1
    assert sums >= len(content.methodology.level2) // 2


def test_peers_are_enough_and_ascend(content: Content) -> None:
    for unit, values in example_peers().items():
        assert len(values) >= content.methodology.rules.least_peers.value, unit
        assert list(values) == sorted(set(values)), unit
