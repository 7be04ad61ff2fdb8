"""Which types are confused, and which rows are left out when they are learnt once more."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from cnesg.sentiment.training.confused import SecondStage, contradicted, family_of, unseen_scores

SETTINGS = SecondStage(confused=4)


def wanted(*places: Sequence[int], labels: int = 4) -> NDArray[np.bool_]:
    return np.array([[label in own for label in range(labels)] for own in places])


def family(
    told: Sequence[Sequence[int]],
    answers: Sequence[int],
    group: Sequence[int] | None = None,
    *,
    labels: int = 4,
    settings: SecondStage = SETTINGS,
) -> list[int]:
    places = np.arange(len(told)) if group is None else np.array(group)
    found: list[int] = family_of(wanted(*told, labels=labels), np.array(answers), places, settings).tolist()
    return found


def test_a_family_is_linked_by_way_of_others_and_chance_is_none() -> None:
    # 0 is answered for 1 and 1 for 2, four times each; 3 for 0 only three times
    told = [[0]] * 10 + [[1]] * 10 + [[2]] * 10 + [[3]] * 10
    answers = [3] * 3 + [0] * 7 + [0] * 4 + [1] * 6 + [1] * 4 + [2] * 6 + [3] * 10

    assert family(told, answers) == [0, 1, 2]
    assert family(told, answers, settings=SecondStage(confused=5)) == []


def test_near_duplicates_are_confused_once() -> None:
    told = [[0]] * 10 + [[1]] * 10
    answers = [1] * 4 + [0] * 6 + [1] * 10

    assert family(told, answers, labels=2) == [0, 1]
    assert family(told, answers, [0, 0, *range(2, 20)], labels=2) == []


def test_a_type_taken_for_two_joins_the_one_it_is_taken_for_most() -> None:
    # 0 and 1 are taken for each other, and so are 2 and 3; of 3 as many as confused are taken for 0
    told = [[0]] * 20 + [[1]] * 20 + [[2]] * 20 + [[3]] * 20
    answers = [1] * 8 + [0] * 12 + [1] * 20 + [3] * 5 + [2] * 15 + [0] * 4 + [3] * 16

    assert family(told, answers) == [0, 1]


def test_a_few_errors_between_frequent_types_make_no_family() -> None:
    told = [[0]] * 100 + [[1]] * 100

    assert family(told, [0] * 96 + [1] * 4 + [1] * 100, labels=2) == []


def test_an_answer_that_the_row_has_too_confuses_nothing() -> None:
    assert family([[0, 1]] * 20, [1] * 20, labels=2) == []


def test_the_most_contradicted_rows_are_left_out_but_not_most_of_a_type() -> None:
    told = wanted(*[[0]] * 17, *[[1]] * 3, labels=2)
    scores = np.where(told, 1.0, 0.0)
    scores[[3, 17, 18]] = [[0.2, 0.8], [1.0, 0.0], [0.9, 0.1]]

    found = contradicted(scores, told, SecondStage(left_out=0.15))

    # rows 17 and 18 are of a type with three rows, of which one may go
    assert np.flatnonzero(found).tolist() == [3, 17]
    assert not contradicted(scores, told, SecondStage(left_out=0)).any()


def test_scores_in_closed_form_are_those_of_a_fit_without_the_group() -> None:
    draw = np.random.default_rng(0)
    rows, told = draw.normal(size=(9, 4)), wanted(*[[place % 3] for place in range(9)], labels=3)
    weights, group = np.ones(9, np.float32), np.array([0, 0, 1, 1, 2, 2, 2, 3, 3])
    gram, mean = rows @ rows.T, told.mean(axis=0)

    out = group == 2
    others = gram[np.ix_(~out, ~out)] + 3 * np.eye(6)
    plain = gram[np.ix_(out, ~out)] @ np.linalg.solve(others, told[~out] - mean) + mean

    assert unseen_scores(gram, told, weights, group, 3.0)[out] == pytest.approx(plain)
