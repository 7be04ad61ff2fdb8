"""An import withdrawn: its rows count no longer, and what rested on them is reported."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from cnesg.errors import InputError
from cnesg.model.batches import WITHDRAWALS
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.imports.importing import NOTE
from cnesg.pipeline.imports.listing import counted
from cnesg.pipeline.observing import imported_rows
from cnesg.pipeline.workspace import Workspace
from cnesg.store import Commit

NEWS_NOTE = "news "
"""How the notes of commits begin that took news in."""
_RUNS = ("runs", "shared", "inputs", "scores", "parts", "controversies", "events", "sentiment")


@dataclass(frozen=True)
class Undone:
    """What withdrawing an import did.

    Attributes:
        position: of the withdrawal.
        what: what was withdrawn, as its commit was noted.
        rows: how many rows count no longer, without what rests on them.
        decisions: how many decisions of people were on these rows; they count no longer either.
        runs: ids of runs that could see the rows; they stay, and are replayed as they were.
        recounted: how many figures of registers were counted again without the entries that were withdrawn.
        orphans: companies that were withdrawn and of which facts, names or listings are stored by other commits.
    """

    position: int
    what: str
    rows: int
    decisions: int = 0
    runs: tuple[str, ...] = ()
    recounted: int = 0
    orphans: tuple[str, ...] = ()


def undo_import(workspace: Workspace, position: int) -> Undone:
    """Withdraw an import by a row that says so. Nothing is deleted: earlier positions show what they showed.

    Args:
        workspace: where it was imported.
        position: the commit's number, which `cnesg import` and `cnesg store log` print.

    Raises:
        InputError: there is no such commit, it is no import, or it was withdrawn already.
        WorkspaceError: another process is writing.
    """
    return workspace.store.alone(lambda: _undone(workspace, position))


def _undone(workspace: Workspace, position: int) -> Undone:
    store = workspace.store
    commit = _import(workspace, position)
    ids = store.read("observations", columns=["observation_id"], where=pl.col("position") == position, withdrawn=True)
    decisions = store.read("observations", columns=["observation_id", "supersedes", "decision"])
    decided = decisions.filter(
        pl.col("decision").is_not_null() & pl.col("supersedes").is_in(ids["observation_id"].implode())
    )
    runs = store.read("runs", where=pl.col("store_position") >= position, columns=["run_id"])["run_id"].to_list()
    counts = _recounted(workspace, position)
    row = pl.DataFrame({"withdrawn": [position], "what": [commit.note]}, schema_overrides={"withdrawn": pl.Int64})
    tables = {WITHDRAWALS.name: row} | ({"observations": counts} if counts.height else {})
    done = store.commit(tables, note=f"undo {position}: {commit.note}")
    return Undone(
        position=done.position,
        what=commit.note,
        rows=sum(count for name, count in commit.rows.items() if name != "imports"),
        decisions=decided.height,
        runs=tuple(runs),
        recounted=counts.height,
        orphans=tuple(_orphans(workspace, position)),
    )


def _import(workspace: Workspace, position: int) -> Commit:
    """The commit of an import that counts.

    Raises:
        InputError: there is none at that position.
    """
    store = workspace.store
    found = next((one for one in store.commits() if one.position == position), None)
    if found is None:
        raise InputError.of("pipeline.no_commit", position=position, path=store.folder, last=store.position)
    withdrawn = store.read(WITHDRAWALS.name, where=pl.col("withdrawn") == position)
    if withdrawn.height:
        by, day = withdrawn.row(0, named=True)["position"], withdrawn["recorded_at"][0].astimezone(SHANGHAI)
        raise InputError.of("pipeline.withdrawn_already", position=position, by=by, day=f"{day:%Y-%m-%d %H:%M}")
    if not found.note.startswith((NOTE, NEWS_NOTE)) or set(found.rows) & set(_RUNS):
        raise InputError.of("pipeline.no_import", position=position, what=found.note)
    return found


def _recounted(workspace: Workspace, position: int) -> pl.DataFrame:
    """What registers count of a year, anew where entries are withdrawn that later imports counted too."""
    store = workspace.store
    events = store.read("observations", where=pl.col("kind") == "event")
    gone = events.filter(pl.col("position") == position).select("company_id", "concept").unique()
    left = events.filter(pl.col("position") != position).join(gone, on=["company_id", "concept"], how="semi")
    if left.is_empty():
        return left.clear()
    known = left.select(
        "company_id",
        "concept",
        "fact_key",
        "document",
        pl.lit("event").alias("kind"),
        pl.col("fiscal_year").alias("year"),
        pl.col("available_at").dt.convert_time_zone(SHANGHAI.key).dt.date().alias("published"),
        pl.col("quote").alias("source"),
        pl.col("line").alias("row"),
    )
    facts = counted(known).with_columns(
        pl.col("value").alias("canonical_value"), pl.col("unit").alias("canonical_unit")
    )
    standing = store.read("observations", where=pl.col("kind") == "quantity").filter(pl.col("position") != position)
    rows = [
        imported_rows(part.drop("fact_key", "document"), workspace.methodology, str(document))
        for (document,), part in facts.partition_by("document", as_dict=True, maintain_order=True).items()
    ]
    found = pl.concat(rows)
    return found.join(standing, on="observation_id", how="anti")


def _orphans(workspace: Workspace, position: int) -> Iterator[str]:
    """Companies that nothing names any more, though other rows are about them."""
    store = workspace.store
    gone = store.read("companies", where=pl.col("position") == position, columns=["company_id"], withdrawn=True)
    known = set(store.read("companies", columns=["company_id"])["company_id"])
    for company in gone["company_id"].unique().sort():
        if company in known:
            continue
        mine = pl.col("company_id") == company
        if any(
            store.read(name, where=mine, columns=["company_id"]).height
            for name in ("observations", "listings", "names")
        ):
            yield str(company)
