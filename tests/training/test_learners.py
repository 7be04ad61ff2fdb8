"""Learners in their dual form: slopes are those of the losses, and each finds what it promises."""

import numpy as np
import pytest
from training.learners import (
    Loss,
    Numbers,
    least_losses,
    mean_of_learners,
    squared_margins,
    squared_sides,
    unlikelihood,
)

CHANCE = np.random.default_rng(3)
TARGET = np.eye(4, dtype=np.float32)[[0, 1, 2, 3, 0]]
LOSSES = [squared_margins, squared_sides, unlikelihood]


@pytest.mark.parametrize("loss", LOSSES)
def test_slopes_are_how_fast_the_loss_grows(loss: Loss) -> None:
    scores = CHANCE.normal(size=(5, 4)).astype(np.float32)
    lost, slopes = loss(scores, TARGET)

    for answer in range(4):
        step = np.zeros(4, np.float32)
        step[answer] = 1e-2
        grown = (loss(scores + step, TARGET)[0] - loss(scores - step, TARGET)[0]) / 2e-2
        assert slopes[:, answer] == pytest.approx(grown, abs=5e-3)
    assert lost.any()


def test_no_margin_is_lost_where_the_right_answer_leads_by_one() -> None:
    lost, slopes = squared_margins(TARGET * np.float32(1.5), TARGET)

    assert not lost.any()
    assert not slopes.any()


def alike(points: Numbers) -> Numbers:
    likeness: Numbers = np.exp(-((points[:, None] - points[None, :]) ** 2).sum(axis=2)) + 1
    return likeness


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_found_is_least(loss: Loss) -> None:
    kernel, right = alike(CHANCE.normal(size=(12, 2))), np.eye(3, dtype=np.bool_)[np.arange(12) % 3]

    def total(dual: Numbers) -> float:
        scores = kernel @ dual
        lost = loss(scores.astype(np.float32), right.astype(np.float32))[0]
        return float(2 * lost.sum() + (dual * scores).sum() / 2)

    (found,) = least_losses(kernel, right, np.ones(12), ((loss, 2.0),))

    around = [total(found + CHANCE.normal(scale=0.05, size=found.shape)) for _ in range(20)]
    assert total(found) < min(around)


def test_the_mean_tells_apart_what_no_straight_line_does_and_is_the_same_each_time() -> None:
    points = np.repeat(np.array([[0.0, 0], [0, 2], [2, 0], [2, 2]]), 5, axis=0) + CHANCE.normal(scale=0.1, size=(20, 2))
    wanted = np.where(np.eye(2)[np.repeat([0, 1, 1, 0], 5)] > 0, 1.0, -1.0)

    found = mean_of_learners(alike(points), wanted, np.ones(20), 1.0)

    assert ((alike(points) @ found > 0) == (wanted > 0)).all()
    assert np.array_equal(found, mean_of_learners(alike(points), wanted, np.ones(20), 1.0))
