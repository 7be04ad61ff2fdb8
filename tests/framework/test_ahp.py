"""The analytic hierarchy process: published examples, arithmetic by hand, and what must hold for any judgements."""

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cnesg.framework.ahp import deviations, priorities, reciprocal_matrix
from cnesg.framework.judgements import load_judgements

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "ahp.yaml").read_text(encoding="utf-8"))
RANDOM_INDEX = load_judgements().scale.random_index


def upper_half(case: dict[str, Any]) -> dict[tuple[int, int], float]:
    return {
        (row, row + 1 + place): float(Fraction(str(ratio)))
        for row, ratios in enumerate(case["upper"])
        for place, ratio in enumerate(ratios)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_published_examples(case: dict[str, Any]) -> None:
    found = priorities(reciprocal_matrix(len(case["members"]), upper_half(case)), RANDOM_INDEX)
    assert found.weights == pytest.approx(case["weights"], abs=0.0006)  # printed to three decimals
    assert found.consistency_ratio == pytest.approx(case["consistency_ratio"], abs=0.0006)
    if case["eigenvalue"]:
        assert found.eigenvalue == pytest.approx(case["eigenvalue"], abs=0.0006)
        assert found.consistency_index == pytest.approx(case["consistency_index"], abs=0.0006)
    assert (found.consistency_ratio < load_judgements().scale.acceptable_ratio) == case["acceptable"]


def test_three_members_by_hand() -> None:
    """Of three members the weights are the geometric means of the rows, and the eigenvalue has a closed form."""
    a, b, c = 3.0, 5.0, 2.0  # first to second, first to third, second to third
    found = priorities(reciprocal_matrix(3, {(0, 1): a, (0, 2): b, (1, 2): c}), RANDOM_INDEX)
    means = [(a * b) ** (1 / 3), (c / a) ** (1 / 3), (1 / (b * c)) ** (1 / 3)]
    assert found.weights == pytest.approx([mean / sum(means) for mean in means], abs=1e-12)
    skew = (a * c / b) ** (1 / 3)
    assert found.eigenvalue == pytest.approx(1 + skew + 1 / skew, abs=1e-12)
    assert found.consistency_ratio == pytest.approx((found.eigenvalue - 3) / 2 / 0.58, abs=1e-12)


def test_two_members_cannot_contradict_each_other() -> None:
    found = priorities(reciprocal_matrix(2, {(1, 0): 3}), RANDOM_INDEX)
    assert found.weights == pytest.approx([0.25, 0.75])
    assert found.consistency_ratio == 0


@given(st.lists(st.floats(0.2, 5), min_size=2, max_size=10))
def test_judgements_that_agree_give_back_their_weights(scores: list[float]) -> None:
    size, total = len(scores), math.fsum(scores)
    ratios = {(i, j): scores[i] / scores[j] for i in range(size) for j in range(i + 1, size)}
    matrix = reciprocal_matrix(size, ratios)
    found = priorities(matrix, RANDOM_INDEX)
    assert found.weights == pytest.approx([score / total for score in scores], rel=1e-9)
    assert found.eigenvalue == pytest.approx(size)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert all(one.factor == pytest.approx(1) for one in deviations(matrix, found.weights))


STEPS = st.sampled_from([1.0, 1.3, 2.0, 3.0, 5.0, 7.0, 9.0, 1 / 2, 1 / 3, 1 / 5, 1 / 9])


@given(st.integers(2, 8).flatmap(lambda n: st.tuples(st.just(n), st.lists(STEPS, min_size=28, max_size=28))))
def test_any_judgements(drawn: tuple[int, list[float]]) -> None:
    size, values = drawn
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size)]
    matrix = reciprocal_matrix(size, dict(zip(pairs, values, strict=False)))
    found = priorities(matrix, RANDOM_INDEX)
    assert math.fsum(found.weights) == pytest.approx(1)
    assert all(weight > 0 for weight in found.weights)
    assert found.eigenvalue >= size - 1e-9
    for row, weight in zip(matrix, found.weights, strict=True):  # it is an eigenvector
        image = math.fsum(a * w for a, w in zip(row, found.weights, strict=True))
        assert image == pytest.approx(found.eigenvalue * weight, abs=1e-10)
    turned = tuple(tuple(reversed(row)) for row in reversed(matrix))
    assert priorities(turned, RANDOM_INDEX).weights == pytest.approx(found.weights[::-1], abs=1e-12)


def test_the_judgement_that_disagrees_most_comes_first() -> None:
    scores = [4.0, 2.0, 1.0, 1.0]
    ratios = {(i, j): scores[i] / scores[j] for i in range(4) for j in range(i + 1, 4)} | {(1, 3): 1 / 8}
    matrix = reciprocal_matrix(4, ratios)
    worst = deviations(matrix, priorities(matrix, RANDOM_INDEX).weights)[0]
    assert (worst.row, worst.column, worst.given) == (1, 3, 1 / 8)
    assert worst.implied > worst.given


@pytest.mark.parametrize(
    ("size", "judgements"),
    [(3, {(0, 1): 2, (1, 2): 2}), (2, {(0, 1): 2, (1, 0): 2}), (2, {(0, 1): 0}), (2, {(0, 0): 1, (0, 1): 2})],
)
def test_half_a_matrix_is_refused(size: int, judgements: dict[tuple[int, int], float]) -> None:
    with pytest.raises(ValueError, match="judgement"):
        reciprocal_matrix(size, judgements)


def test_more_members_than_the_random_index_knows_are_refused() -> None:
    with pytest.raises(ValueError, match="random index ends at 2"):
        priorities(reciprocal_matrix(3, {(0, 1): 1, (0, 2): 1, (1, 2): 1}), (0, 0))
