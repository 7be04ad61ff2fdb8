"""How well scores put the fraudulent before the honest."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def area_under_curve(scores: Floats, fraud: Flags) -> float:
    """The probability that a fraudulent row has a higher score than an honest one, ties counting half.

    Args:
        scores: one a row; higher is more suspect.
        fraud: which rows are fraudulent; at least one is and one is not.
    """
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2  # mean rank of those who share a score
    ranks = middle[place]
    guilty = int(fraud.sum())
    honest = len(fraud) - guilty
    return float((ranks[fraud].sum() - guilty * (guilty + 1) / 2) / (guilty * honest))


def precision_at(scores: Floats, fraud: Flags, k: int) -> float:
    """The share of the fraudulent among the k rows with the highest scores.

    Rows that share the score at the border count with the part of them that still has room.
    """
    order = np.sort(scores)[::-1]
    border = order[k - 1]
    above, at = scores > border, scores == border
    room = k - int(above.sum())
    found = fraud[above].sum() + fraud[at].sum() * room / int(at.sum())
    return float(found / k)


def first_test_year(years: npt.NDArray[np.int64], share: float) -> int:
    """The first of the last years that together hold at least a share of the rows; never the very first year.

    Args:
        years: the fiscal year of each row; at least two differ.
        share: 0 to 1.
    """
    known = np.unique(years)[1:]
    fitting = [year for year in known if (years >= year).mean() >= share]
    return int(max(fitting, default=known[0]))
