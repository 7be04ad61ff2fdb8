"""What one decision does to a day: scores and products with it and without it, from the same position of the store."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from cnesg.errors import InputError
from cnesg.framework import TOTAL
from cnesg.model import INPUTS, SCORES, TABLES
from cnesg.pipeline.delivery.basis import MonthBasis
from cnesg.pipeline.delivery.building import BUILDERS
from cnesg.pipeline.runs.basis import profile_of
from cnesg.pipeline.runs.running import Computed, compute
from cnesg.pipeline.workspace import Workspace
from cnesg.products.changes import CHANGES, changes
from cnesg.products.schema import ProductTable, product_schema
from cnesg.store.supposed import SupposedStore
from cnesg.verification import Decision
from cnesg.verification.chains import root_of

SHOWN = 0.005
"""Scores are shown with two decimals; what differs by less is the same."""
_EVIDENCE = ("observations", "review")
"""Columns of INPUTS that name rows: a decision is a row of its own, whatever it says."""
_SUPPOSED = "supposed"


def rows_without(decisions: Sequence[Decision], taken: Collection[str]) -> frozenset[str]:
    """The rows to hide so that a value stands as if decisions on it had not been taken.

    Args:
        decisions: all on one value that the log holds, in the order in which they were taken; at least one.
        taken: ids of those to do without.

    Returns:
        Every row of the value but the one that stands then.
    """
    about = {one.decision_id: one.observation_id for one in decisions}
    root = root_of(decisions[0].decision_id, about)
    rows = [root, *(one.decision_id for one in decisions)]
    stands = [one for one in rows if one not in taken][-1]
    return frozenset(rows) - {stands}


@dataclass(frozen=True)
class DayWithAndWithout:
    """A scored day computed twice from one position of the store.

    Attributes:
        workspace: where the facts are.
        run: the row of RUNS whose day, profile and fiscal year are scored.
        position: of the store; what is stored meanwhile is not seen.
        hidden: rows to pass over in the computation without the decision.
    """

    workspace: Workspace
    run: Mapping[str, Any]
    position: int
    hidden: frozenset[str]

    @cached_property
    def after(self) -> Computed:
        """With the decision."""
        return self._computed(frozenset())

    @cached_property
    def before(self) -> Computed:
        """Without it."""
        return self._computed(self.hidden)

    @property
    def differs(self) -> bool:
        """Whether any score or any value that was scored differs."""
        pairs = [(self.before.tables[name], self.after.tables[name]) for name in (SCORES.name, INPUTS.name)]
        return any(
            not one.drop(_EVIDENCE, strict=False).equals(other.drop(_EVIDENCE, strict=False)) for one, other in pairs
        )

    def scores(self, first: str) -> list[dict[str, Any]]:
        """Scores that differ as they are shown, or that only one of the two has.

        Args:
            first: the company whose scores come first; of the others, those first whose totals moved most.
        """
        keys = ["company_id", "code", "kind"]
        was, now = (one.tables[SCORES.name].select(*keys, "score") for one in (self.before, self.after))
        both = was.rename({"score": "before"}).join(now.rename({"score": "after"}), on=keys, how="full", coalesce=True)
        moved = (pl.col("before") - pl.col("after")).abs() >= SHOWN
        gone = pl.col("before").is_null() != pl.col("after").is_null()
        found = both.filter((moved | gone).fill_null(value=False)).sort(keys).to_dicts()
        totals = {
            one["company_id"]: points(one) for one in found if (one["code"], one["kind"]) == ("TOTAL", "synthetic")
        }
        return sorted(found, key=lambda one: (one["company_id"] != first, -totals.get(one["company_id"], 0.0)))

    def product_changes(self, month: MonthBasis, product: str) -> "ProductChanges":
        """What the decision changes in a product.

        Args:
            month: the month of the delivery; its own run does not count.
            product: its name.

        Raises:
            InputError: the product can't be built with the decision.
        """
        after = self._product(month, product, self.after, frozenset())
        try:
            before: dict[str, pl.DataFrame] | None = self._product(month, product, self.before, self.hidden)
        except InputError:  # without the decision there would be no such delivery
            before = None
        return ProductChanges(product, before, after)

    def _computed(self, hidden: frozenset[str]) -> Computed:
        opened = self._supposed(hidden)
        chosen = profile_of(self.workspace, self.run)
        return compute(opened, chosen, self.run["as_of"], self.position, self.run["fiscal_year"])

    def _product(
        self, month: MonthBasis, product: str, computed: Computed, hidden: frozenset[str]
    ) -> dict[str, pl.DataFrame]:
        given = {
            "run_id": pl.lit(_SUPPOSED),
            "recorded_at": pl.lit(self.run["as_of"]),
            "position": pl.lit(self.position),
        }
        rows = {name: TABLES[name].conform(frame.with_columns(**given)) for name, frame in computed.tables.items()}
        opened = self._supposed(hidden, {_SUPPOSED: rows})
        run = dict(self.run) | {"run_id": _SUPPOSED, "store_position": self.position}
        built = BUILDERS[product](replace(month, workspace=opened, run=run, position=self.position))
        return {table.name: table.conform(built.tables[table.name]) for table in product_schema(product).tables}

    def _supposed(
        self, hidden: frozenset[str], runs: Mapping[str, Mapping[str, pl.DataFrame]] | None = None
    ) -> Workspace:
        store = SupposedStore(self.workspace.store, hidden, runs)
        return Workspace(self.workspace.folder, store, self.workspace.methodology)


@dataclass(frozen=True)
class ProductChanges:
    """A product's tables without a decision and with it, by name; `before` is None where there would be none."""

    product: str
    before: Mapping[str, pl.DataFrame] | None
    after: Mapping[str, pl.DataFrame]

    @property
    def any(self) -> bool:
        """Whether a row or a cell differs."""
        before = self.before
        return before is None or any(not frame.equals(before[name]) for name, frame in self.after.items())

    @property
    def log(self) -> pl.DataFrame:
        """The change log of the product's main table, over all its columns."""
        return self.since(None if self.before is None else self.before[self._main.name])

    def since(self, rows: pl.DataFrame | None) -> pl.DataFrame:
        """The change log from other rows of the main table to those with the decision."""
        return changes(self._main, rows, self.after[self._main.name])

    def others(self, rows: pl.DataFrame | None) -> int:
        """How many changes from other rows of the main table are not the decision's."""
        same = [name for name in CHANGES if name not in {"before", "after"}]
        return self.since(rows).join(self.log, on=same, how="anti", nulls_equal=True).height

    @property
    def counts(self) -> dict[str, int]:
        """How many rows it added and removed, and how many cells it changed."""
        return {what: self.log.filter(pl.col("change") == what).height for what in ("added", "removed", "changed")}

    @property
    def _main(self) -> ProductTable:
        """The main table, of which every column is compared."""
        table = product_schema(self.product).tables[0]
        columns = [one.model_copy(update={"tracked": one.name not in table.key}) for one in table.columns]
        return table.model_copy(update={"columns": tuple(columns)})


def points(score: Mapping[str, Any]) -> float:
    """By how much a score moved; of one that came or went, the score itself."""
    before, after = (float(score[end] or 0.0) for end in ("before", "after"))
    return abs(after - before)


def is_total(score: Mapping[str, Any]) -> bool:
    """Whether it is the synthetic total of a company."""
    return (score["code"], score["kind"]) == (TOTAL, "synthetic")
