from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.demo.draws import Draws

NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3)


@settings(derandomize=True)
@given(NAMES)
def test_a_draw_depends_on_seed_and_name_only(name: list[str]) -> None:
    assert Draws("a").uniform(*name) == Draws("a").uniform(*name)
    assert Draws("a").uniform(*name) != Draws("b").uniform(*name)


@settings(derandomize=True)
@given(NAMES)
def test_uniform_draws_lie_strictly_between_0_and_1(name: list[str]) -> None:
    assert 0 < Draws("x").uniform(*name) < 1


def test_draws_are_spread_as_named() -> None:
    draws = Draws("spread")
    uniform = [draws.uniform("u", i) for i in range(4000)]
    normal = [draws.normal("n", i) for i in range(4000)]
    counts = [draws.count(2.5, "c", i) for i in range(4000)]
    assert abs(sum(uniform) / 4000 - 0.5) < 0.02
    assert abs(sum(normal) / 4000) < 0.06
    assert abs(sum(n * n for n in normal) / 4000 - 1) < 0.1
    assert abs(sum(counts) / 4000 - 2.5) < 0.1


def test_a_known_draw_stays_what_it_is() -> None:
    # Reports are printed from these numbers: if this changes, the PDFs no longer agree with the market.
    assert Draws("printed").uniform("jize-liquor", "growth", 2022) == 0.8455407459127606


def test_choice_gives_each_thing_its_share() -> None:
    draws = Draws("choice")
    picked = [draws.choice(("a", "b", "c", "d"), i) for i in range(4000)]
    assert all(850 < picked.count(thing) < 1150 for thing in "abcd")


def test_a_mean_of_nothing_counts_nothing() -> None:
    assert {Draws("zero").count(0.0, i) for i in range(50)} == {0}
