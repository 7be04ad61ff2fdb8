"""The analytic hierarchy process: weights from pairwise judgements, and how far the judgements agree with each other.

Source: T. L. Saaty, The Analytic Hierarchy Process (1980). Pure arithmetic; the scale and the random index are data
(`methodology/judgements/scale.yaml`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

Matrix = tuple[tuple[float, ...], ...]

_CLOSE = 1e-15  # weights that move less in one step have settled
_MOST_STEPS = 10_000


@dataclass(frozen=True)
class Priorities:
    """What a matrix of judgements says.

    Attributes:
        weights: the principal eigenvector, scaled to sum to 1.
        eigenvalue: the principal eigenvalue; the number of members where judgements agree fully, otherwise more.
        consistency_index: (eigenvalue - n) / (n - 1).
        consistency_ratio: the index as a share of that of random judgements; 0 for one or two members.
    """

    weights: tuple[float, ...]
    eigenvalue: float
    consistency_index: float
    consistency_ratio: float


@dataclass(frozen=True)
class Deviation:
    """A judgement beside what all judgements together imply for the same two members.

    Attributes:
        row: place of the first member.
        column: place of the second.
        given: how many times as important the first was judged.
        implied: the ratio of their weights.
    """

    row: int
    column: int
    given: float
    implied: float

    @property
    def factor(self) -> float:
        """By how much the two differ, 1 where they agree."""
        return max(self.given / self.implied, self.implied / self.given)


def reciprocal_matrix(size: int, judgements: Mapping[tuple[int, int], float]) -> Matrix:
    """The full matrix from judgements of one half.

    Args:
        size: number of members.
        judgements: for (row, column), how many times as important the row's member is; each pair in one order.

    Returns:
        1 on the diagonal, the judgements, and their reciprocals opposite.

    Raises:
        ValueError: a pair is missing, given twice or not above 0 (the loaders of judgements say so in words).
    """
    rows = [[1.0 if row == column else 0.0 for column in range(size)] for row in range(size)]
    for (row, column), ratio in judgements.items():
        if row == column or rows[row][column] or ratio <= 0:
            raise ValueError(f"judgement {row}, {column}: one positive ratio for each pair is expected")
        rows[row][column], rows[column][row] = float(ratio), 1.0 / ratio
    if not all(all(row) for row in rows):
        raise ValueError("a judgement for every pair is expected")
    return tuple(tuple(row) for row in rows)


def priorities(matrix: Matrix, random_index: Sequence[float]) -> Priorities:
    """Weights and consistency of a positive reciprocal matrix, by power iteration.

    Args:
        matrix: how many times as important the row's member is as the column's.
        random_index: mean consistency index of random matrices of 1, 2, 3 ... members.

    Raises:
        ValueError: more members than the random index knows.
    """
    size = len(matrix)
    if size > len(random_index):
        raise ValueError(f"{size} members, but the random index ends at {len(random_index)}")
    weights = [1.0 / size] * size
    eigenvalue = float(size)
    for _ in range(_MOST_STEPS):
        image = [fsum(ratio * weight for ratio, weight in zip(row, weights, strict=True)) for row in matrix]
        eigenvalue = fsum(image)  # the weights sum to 1
        before, weights = weights, [value / eigenvalue for value in image]
        if max(abs(new - old) for new, old in zip(weights, before, strict=True)) < _CLOSE:
            break
    index = max(0.0, (eigenvalue - size) / (size - 1)) if size > 1 else 0.0
    chance = random_index[size - 1]
    return Priorities(tuple(weights), eigenvalue, index, index / chance if chance else 0.0)


def deviations(matrix: Matrix, weights: Sequence[float]) -> tuple[Deviation, ...]:
    """Each judgement of the upper half beside the ratio of the weights, the one that disagrees most first.

    Where judgements are too inconsistent, these are the ones to think over.
    """
    size = len(matrix)
    found = [
        Deviation(row, column, matrix[row][column], weights[row] / weights[column])
        for row in range(size)
        for column in range(row + 1, size)
    ]
    return tuple(sorted(found, key=lambda one: -one.factor))
