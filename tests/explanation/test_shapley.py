"""Shapley values of any game: exact, without residual, whatever the order."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.explanation.shapley import Coalition, shapley_values

CAUSES = ("own", "peers", "weights", "method", "estimates", "verification")
deterministic = settings(derandomize=True, deadline=None, max_examples=60)


@st.composite
def games(draw: st.DrawFn) -> dict[Coalition, dict[str, float]]:
    """An amount or two for every coalition of up to six causes."""
    players = CAUSES[: draw(st.integers(0, len(CAUSES)))]
    amount = st.floats(-100, 100, allow_nan=False)
    coalitions = [frozenset(c) for size in range(len(players) + 1) for c in combinations(players, size)]
    return {one: draw(st.dictionaries(st.sampled_from(["", "E0102-01"]), amount)) for one in coalitions}


def players(game: dict[Coalition, dict[str, float]]) -> Coalition:
    return max(game, key=len)


@pytest.mark.heavy
@given(games())
@deterministic
def test_the_values_add_up_to_the_change(game: dict[Coalition, dict[str, float]]) -> None:
    everybody = players(game)
    found = shapley_values(everybody, game.__getitem__)
    for name in ("", "E0102-01"):
        change = game[everybody].get(name, 0.0) - game[frozenset()].get(name, 0.0)
        assert sum(amounts.get(name, 0.0) for amounts in found.values()) == pytest.approx(change, abs=1e-9)


@pytest.mark.heavy
@given(games(), st.randoms(use_true_random=False))
@deterministic
def test_the_order_of_causes_does_not_matter_to_the_bit(
    game: dict[Coalition, dict[str, float]], random: object
) -> None:
    ordered = sorted(players(game))
    shuffled = list(ordered)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert shapley_values(shuffled, game.__getitem__) == shapley_values(ordered, game.__getitem__)


@pytest.mark.heavy
@given(games())
@deterministic
def test_back_again_is_the_negative(game: dict[Coalition, dict[str, float]]) -> None:
    everybody = players(game)
    there = shapley_values(everybody, game.__getitem__)
    back = shapley_values(everybody, lambda coalition: game[everybody - coalition])
    for cause, amounts in there.items():
        for name, amount in amounts.items():
            assert back[cause].get(name, 0.0) == pytest.approx(-amount, abs=1e-9)


@pytest.mark.heavy
@given(games())
@deterministic
def test_what_never_changes_anything_gets_exactly_nothing(game: dict[Coalition, dict[str, float]]) -> None:
    idle = "zzz"
    found = shapley_values({*players(game), idle}, lambda coalition: game[coalition - {idle}])
    assert set(found[idle].values()) <= {0.0}
    alone = shapley_values(players(game), game.__getitem__)
    for cause, amounts in alone.items():
        assert found[cause] == pytest.approx(amounts, abs=1e-9)


def test_causes_that_do_not_meddle_get_what_they_bring() -> None:
    brings = {"own": 3.0, "peers": -5.0, "method": 0.25}
    found = shapley_values(brings, lambda coalition: {"": sum(brings[cause] for cause in coalition)})
    assert {cause: amounts[""] for cause, amounts in found.items()} == pytest.approx(brings, abs=1e-12)


def test_what_two_bring_only_together_is_shared_equally() -> None:
    found = shapley_values(["own", "peers"], lambda coalition: {"": 10.0 if len(coalition) == 2 else 0.0})
    assert found == {"own": {"": 5.0}, "peers": {"": 5.0}}
