"""The weight of each part for each company: the methodology's own, shifted by what matters in the industry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from cnesg.scoring.matrix import Floats
from cnesg.scoring.plan import Node


@dataclass(frozen=True)
class PartWeights:
    """The weight of one part for all companies.

    Attributes:
        weight: the part's own, or where the industry rates it that times the factor of the rating, scaled so that the
            parts of the score together weigh what they weigh without ratings.
        rating: the industry's rating of the issue, NaN where it has none; None where no company has one.
    """

    weight: Floats
    rating: Floats | None = None


class IndustryWeights:
    """Weights of parts under the ratings of each company's industry. Why so: `docs/decisions/industry-weights.md`."""

    def __init__(self, ratings: pl.DataFrame | None, ids: pl.Series, factors: Sequence[float]) -> None:
        """Places the ratings by company.

        Args:
            ratings: `company_id`, `code` of a Level I indicator and `rating`; None leaves all weights as they are.
            ids: the companies, in the order of the results.
            factors: of a weight, for ratings 0, 1, 2 ...
        """
        self._size = len(ids)
        self._factors = np.array(factors, dtype=np.float64)
        rows = pl.DataFrame({"company_id": ids})
        self._ratings: Mapping[str, Floats] = {
            str(key[0]): rows.join(of_code, on="company_id", how="left", maintain_order="left")["rating"]
            .cast(pl.Float64)
            .fill_null(np.nan)
            .to_numpy()
            for key, of_code in (() if ratings is None else ratings.group_by("code"))
        }

    def of(self, node: Node) -> list[PartWeights]:
        """The weights of a score's parts, in their order."""
        plain = [np.full(self._size, part.weight) for part in node.parts]
        if not any(part.name in self._ratings for part in node.parts):
            return [PartWeights(weight) for weight in plain]
        ratings = [self._ratings.get(part.name) for part in node.parts]
        shifted = [self._shifted(weight, rating) for weight, rating in zip(plain, ratings, strict=True)]
        scale = _sum(plain, self._size) / _sum(shifted, self._size)
        # Companies without any rating keep their weights to the last bit.
        rated = np.any([~np.isnan(rating) for rating in ratings if rating is not None], axis=0)
        weights = (np.where(rated, new * scale, old) for old, new in zip(plain, shifted, strict=True))
        return [PartWeights(weight, rating) for weight, rating in zip(weights, ratings, strict=True)]

    def _shifted(self, weight: Floats, rating: Floats | None) -> Floats:
        if rating is None:
            return weight
        step = np.nan_to_num(rating).astype(np.int64)
        return np.where(np.isnan(rating), weight, weight * self._factors[step])


def _sum(columns: Sequence[Floats], size: int) -> Floats:
    """Column by column in order, so that the same weights give the same bits."""
    total = np.zeros(size)
    for column in columns:
        total += column
    return np.where(total > 0, total, 1.0)
