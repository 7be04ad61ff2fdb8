"""The months of a workspace as quality control sees them: tables of a run, read when a rule asks for them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from cnesg.companies import universe
from cnesg.framework.profiles import find_profile, run_label
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.as_of.facts import with_source_kind
from cnesg.pipeline.checking.terminal import quality
from cnesg.pipeline.quality.checks import Checks
from cnesg.pipeline.workspace import Workspace
from cnesg.quality.month import CHECKING, ENTERED, SOURCE, TABLE_NAMES, Month, empty_table
from cnesg.store.selection import standing
from cnesg.verification import Ledger

_SAID = ("value", "text", "fiscal_year")
"""What a confirmation leaves as it was."""


def monthly_runs(workspace: Workspace, profile: str) -> dict[str, dict[str, Any]]:
    """By month (YYYY-MM), in order, the row of its last run with a profile."""
    chosen = run_label(find_profile(workspace.methodology, profile), workspace.methodology)
    runs = workspace.store.read("runs", where=pl.col("profile") == chosen).sort("as_of", "position")
    return {f"{row['as_of'].astimezone(SHANGHAI):%Y-%m}": row for row in runs.iter_rows(named=True)}


class MonthsOfWorkspace:
    """Makes months, each once.

    Args:
        workspace: where the runs are.
        profile: whose runs count.
        deliveries: of any months, in the columns of `cnesg.quality.month.DELIVERIES`.
    """

    def __init__(self, workspace: Workspace, profile: str, deliveries: pl.DataFrame | None = None) -> None:
        self.runs = monthly_runs(workspace, profile)
        self._checks = Checks(workspace, profile)
        self._workspace = workspace
        self._deliveries = deliveries
        self._tables: dict[str, _Tables] = {}

    def month(self, label: str) -> Month:
        """A month that was run, with the latest run before it and the same month of the year before."""
        earlier = [one for one in self.runs if one < label]
        season = f"{int(label[:4]) - 1}{label[4:]}"
        before = self._alone(earlier[-1]) if earlier else None
        return self._alone(label, before, self._alone(season) if season in self.runs else None)

    def _alone(self, label: str, before: Month | None = None, last_year: Month | None = None) -> Month:
        row = self.runs[label]
        if label not in self._tables:
            present = label == next(reversed(self.runs))
            self._tables[label] = _Tables(self._workspace, row, self._deliveries, present=present)
        checked = self._checks.before(label)
        return Month(label, row["as_of"], row["fiscal_year"], self._tables[label], before, last_year, checked)


class _Tables(Mapping[str, pl.DataFrame]):
    """The tables of one run by name, each read when it is first asked for."""

    def __init__(
        self, workspace: Workspace, run: Mapping[str, Any], deliveries: pl.DataFrame | None, *, present: bool
    ) -> None:
        self._workspace, self._run, self._deliveries, self._present = workspace, run, deliveries, present
        self._read: dict[str, pl.DataFrame] = {}

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in self._read:
            if name not in TABLE_NAMES:
                raise KeyError(name)
            self._read[name] = self._reader(name)()
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLE_NAMES)

    def __len__(self) -> int:
        return len(TABLE_NAMES)

    def _reader(self, name: str) -> Callable[[], pl.DataFrame]:
        own: dict[str, Callable[[], pl.DataFrame]] = {
            "facts": self._facts,
            "companies": self._companies,
            "sentiment": self._sentiment,
            "runs": lambda: pl.DataFrame([dict(self._run)], infer_schema_length=None),
            "checking": self._checking,
            "deliveries": lambda: self._deliveries if self._deliveries is not None else empty_table("deliveries"),
            "commits": self._commits,
        }
        if name in own:
            return own[name]
        return self._of_run(name) if name in {"inputs", "scores", "parts"} else self._as_of(name)

    def _of_run(self, name: str) -> Callable[[], pl.DataFrame]:
        return lambda: self._workspace.store.read(name, runs=[self._run["run_id"]])

    def _as_of(self, name: str) -> Callable[[], pl.DataFrame]:
        return lambda: self._workspace.store.read(name, as_of=self._run["as_of"], at=self._run["store_position"])

    def _facts(self) -> pl.DataFrame:
        store, at = self._workspace.store, self._run["store_position"]
        seen = store.read("observations", as_of=self._run["as_of"], at=at)
        rows = with_entry(standing(seen), seen)
        documents = store.read("documents", at=at, columns=["document", "kind", "position", "company_id"])
        told = with_source_kind(rows, documents)
        imported = pl.col("method") == "import"
        return told.with_columns(
            pl.when(imported).then("quote").otherwise(pl.concat_str(pl.lit("reports: "), "source_kind")).alias(SOURCE)
        ).drop("source_kind")

    def _companies(self) -> pl.DataFrame:
        store, at = self._workspace.store, self._run["store_position"]
        return universe(store.read("companies", at=at), store.read("listings", at=at), self._run["as_of"])

    def _sentiment(self) -> pl.DataFrame:
        rows = self._workspace.store.read("sentiment", where=pl.col("as_of") == self._run["as_of"])
        last = rows["position"].max()
        return rows.filter(pl.col("position") == last) if rows.height else rows

    def _checking(self) -> pl.DataFrame:
        """How checking goes now: of the newest month only, as opinions are not dated by months."""
        if not self._present or not Ledger.exists(self._workspace.folder):
            return empty_table("checking")
        found = quality(self._workspace)
        hits, count = (sum(getattr(one, name) for one in found.caught.values()) for name in ("hits", "count"))
        rows = [
            ("kappa", found.agreement.kappa, found.agreement.count),
            ("planted", hits / count if count else None, count),
            ("precision", found.sampled.share, found.sampled.count),
            ("waiting", float(sum(found.waiting.values())), 1),
        ]
        return pl.DataFrame(rows, schema=dict(CHECKING), orient="row").drop_nulls("value")

    def _commits(self) -> pl.DataFrame:
        rows = [(one.position, one.note) for one in self._workspace.store.commits()]
        return pl.DataFrame(rows, schema={"position": pl.Int64(), "note": pl.String()}, orient="row")


def with_entry(rows: pl.DataFrame, among: pl.DataFrame) -> pl.DataFrame:
    """Facts with the commit that brought what they say (`ENTERED`): of a confirmation, of what it confirms.

    Args:
        rows: rows of OBSERVATIONS.
        among: these and those that they superseded.
    """
    entered = rows.with_columns(pl.col("position").alias(ENTERED))
    names = ["observation_id", "supersedes", *_SAID]
    found = entered.filter(pl.col("supersedes").is_not_null()).select(names)
    first: list[pl.DataFrame] = []
    while found.height:
        past = among.join(
            found.select("supersedes").unique(), left_on="observation_id", right_on="supersedes", how="semi"
        )
        past = past.select(
            pl.col("observation_id").alias("supersedes"),
            pl.col("supersedes").alias("earlier"),
            pl.col("position").alias("first"),
            *(pl.col(name).alias(f"past_{name}") for name in _SAID),
        )
        same = [pl.col(name).eq_missing(pl.col(f"past_{name}")) for name in _SAID]
        found = found.join(past, on="supersedes").filter(*same)
        first.append(found.select("observation_id", "first"))
        found = found.filter(pl.col("earlier").is_not_null())
        found = found.select("observation_id", pl.col("earlier").alias("supersedes"), *_SAID)
    if not first:
        return entered
    earliest = pl.concat(first).group_by("observation_id").agg(pl.col("first").min())
    joined = entered.join(earliest, on="observation_id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("first", ENTERED).alias(ENTERED)).drop("first")
