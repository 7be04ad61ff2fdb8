"""What estimates of one company take from all others, kept so that some companies can be computed anew by themselves.

Most of what inputs are made of is a company's own. What is not are the ends of intervals (how far a derivation or last
year's value lies from the truth elsewhere), ratios that stand in for denominators, and averages. `MarketWide` collects
what these rest on. Given the collection of an earlier computation, it adds the companies that are computed anew to the
others as they were, and names the companies whose figures rest on a measure that came out otherwise.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field

import polars as pl


class EntangledError(Exception):
    """What is computed anew changes what other companies rest on.

    Attributes:
        companies: those whose figures must be computed anew too; None where it can't be told which.
    """

    def __init__(self, companies: pl.Series | None = None) -> None:
        super().__init__("the market as a whole changes")
        self.companies = companies


@dataclass(frozen=True)
class Collected:
    """What a computation of a whole market leaves for the next one: rows by company, measures, numbers of passes."""

    rows: dict[Hashable, pl.DataFrame] = field(default_factory=dict)
    measures: dict[Hashable, pl.DataFrame] = field(default_factory=dict)
    passes: dict[Hashable, int] = field(default_factory=dict)


class MarketWide:
    """Rows of all companies, some of them computed now and the others as they were.

    Attributes:
        collected: what the next computation can start from.
    """

    def __init__(self, before: Collected | None = None, computed: pl.Series | None = None) -> None:
        """Starts a computation.

        Args:
            before: what an earlier computation collected, by the same rules; None where all companies are computed.
            computed: ids of the companies that are computed now, if not all.
        """
        self._before = before
        self._computed = pl.Series([], dtype=pl.String) if computed is None else computed
        self.collected = Collected()
        self._affected: list[pl.Series] = []

    def mine(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Of rows by `company_id` those of the companies that are computed now."""
        return rows if self._before is None else rows.filter(self._is_computed())

    def gathered(self, key: Hashable, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of the companies that are computed now, and of all others as they were.

        Args:
            key: what the rows are; each is asked for once in a computation.
            rows: of the companies that are computed now, with a column `company_id`.

        Raises:
            EntangledError: the earlier computation had no such rows.
        """
        if self._before is not None:
            if key not in self._before.rows:
                raise EntangledError
            others = self._before.rows[key].filter(~self._is_computed())
            rows = pl.concat([others.select(rows.columns), rows], how="vertical_relaxed")
        self.collected.rows[key] = rows
        return rows

    def measured(self, key: Hashable, measure: pl.DataFrame, dependants: pl.DataFrame) -> None:
        """Note which companies' figures rest on a measure of the market.

        Args:
            key: what is measured.
            measure: what came out.
            dependants: of the companies that are computed now, `company_id` and the columns of `measure` that say on
                which of its rows their figures rest.
        """
        self.collected.measures[key] = measure
        everybody = self.gathered(("dependants", key), dependants)
        if self._before is not None:
            old = self._before.measures[key]
            if {*old.rows()} == {*measure.rows()}:
                return  # most often, and quicker to see than by two joins
            every = measure.columns
            other = [
                one.join(two, on=every, how="anti", nulls_equal=True) for one, two in ((old, measure), (measure, old))
            ]
            by = [name for name in dependants.columns if name in every]
            self._affected.append(everybody.join(pl.concat(other), on=by, how="semi")["company_id"])

    def passes(self, key: Hashable, done: int) -> bool:
        """Whether something that is done over and over has been done as often as before."""
        self.collected.passes[key] = done
        return self._before is None or done >= self._before.passes.get(key, 0)

    def settle(self) -> None:
        """Make sure that nobody else's figures rest on what has changed.

        Raises:
            EntangledError: they do; it names those companies and the ones that were computed.
        """
        if self._before is None:
            return
        affected = pl.concat([self._computed, *self._affected]).unique().sort()
        if affected.len() > self._computed.n_unique():
            raise EntangledError(affected)

    def _is_computed(self) -> pl.Expr:
        return pl.col("company_id").is_in(self._computed.implode())
