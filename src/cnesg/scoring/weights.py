"""The weight of each part for each company: the methodology's own, shifted by what matters in the industry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from cnesg.scoring.matrix import Flags, Floats
from cnesg.scoring.plan import Node


@dataclass(frozen=True)
class PartWeights:
    """The weight of one part for all companies.

    Attributes:
        weight: the part's own, or where the industry's ratings of the parts differ what they make of it; the parts of
            the score together weigh what they weigh without ratings.
        rating: the industry's rating of the issue, NaN where it has none; None where no company has one.
    """

    weight: Floats
    rating: Floats | None = None


class IndustryWeights:
    """Weights of parts under the ratings of each company's industry. Why so: `docs/decisions/industry-weights.md`."""

    def __init__(self, ratings: pl.DataFrame | None, ids: pl.Series, factors: Sequence[float]) -> None:
        """Places the ratings by company.

        Args:
            ratings: `company_id`, `code` of a Level I or Level II indicator and `rating`; None leaves all weights as
                they are.
            ids: the companies, in the order of the results.
            factors: what is kept of a weight for rating 0, and what it is multiplied by for ratings 1, 2 ...
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

    def of(self, node: Node, present: Sequence[Flags]) -> list[PartWeights]:
        """The weights of a score's parts, in their order.

        Args:
            node: the score.
            present: of each part, for which companies there is one; what is missing shifts nothing.
        """
        weights = np.broadcast_to(self.matrix(node, np.array(present)), (len(node.parts), self._size))
        return [
            PartWeights(weight, self._ratings.get(part.name)) for part, weight in zip(node.parts, weights, strict=True)
        ]

    def matrix(self, node: Node, present: Flags) -> Floats:
        """The same weights by parts and companies, or by parts alone (one column) where no company has a rating."""
        plain = np.array([part.weight for part in node.parts], dtype=np.float64)[:, np.newaxis]
        if not any(part.name in self._ratings for part in node.parts):
            return plain
        nobody = np.full(self._size, np.nan)
        ratings = np.array([self._ratings.get(part.name, nobody) for part in node.parts])
        counted = present & ~np.isnan(ratings)
        steps = np.where(counted, ratings, 0).astype(np.int64)
        own = np.where(counted, plain, 0.0)
        kept = np.where(steps == 0, own * self._factors[0], 0.0)
        raised = np.where(steps > 0, own * self._factors[steps], 0.0)
        whole = _sum(raised)
        # Companies whose ratings do not differ keep their weights to the last bit.
        lowest = np.where(counted, ratings, np.inf).min(axis=0)
        highest = np.where(counted, ratings, -np.inf).max(axis=0)
        shifts = counted & (highest > lowest) & (whole > 0)
        scale = (_sum(own) - _sum(kept)) / np.where(whole > 0, whole, 1.0)
        return np.where(shifts, np.where(steps > 0, raised * scale, kept), plain)


def _sum(rows: Floats) -> Floats:
    """By companies, part by part in order, so that the same weights give the same bits."""
    total = np.zeros(rows.shape[1])
    for row in rows:
        total += row
    return total
