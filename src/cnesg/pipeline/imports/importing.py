"""Users' tables into the workspace: validated whole, snapshot kept, committed as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from cnesg.companies.industry_trees import industries_as_of, tree_problems
from cnesg.companies.name_register import Match
from cnesg.errors import InputError, Problem
from cnesg.framework.media_files import load_media
from cnesg.framework.official_lists import load_official_lists
from cnesg.framework.product_rules import load_product_rules
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.imports.company_tables import DATED_KINDS, check_company_table
from cnesg.pipeline.imports.fact_checks import checked_facts
from cnesg.pipeline.imports.listing import counted, list_facts, passed_over
from cnesg.pipeline.imports.matching import ask_doubtful, find_names
from cnesg.pipeline.imports.peer_boundaries import checked_quartiles
from cnesg.pipeline.imports.product_imports import PRODUCT_KINDS, check_product_table
from cnesg.pipeline.imports.repeated_problems import each_once
from cnesg.pipeline.imports.row_checks import year_problems
from cnesg.pipeline.observing import imported_rows
from cnesg.pipeline.workspace import Workspace
from cnesg.sources import KnownNames, SourceKind, read_table, readable_rows, source_kind
from cnesg.sources.fact_rows import FACTS
from cnesg.sources.judgements import judgement_facts, judgement_problems
from cnesg.sources.melting import melted
from cnesg.sources.roster_checks import roster_problems
from cnesg.sources.rosters import roster_figures
from cnesg.store.durable import file_hash


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        rows: rows stored; those that the workspace had already do not count.
        waiting: names that wait for a person to say whose they are.
        unknown: names of a list that are no company's.
        passed: rows of lists that answer nothing: of provinces and cities, of lists without a data point.
        position: of the commit that stored them, by which the import can be withdrawn; None where nothing was stored.
    """

    rows: int
    waiting: int = 0
    unknown: int = 0
    passed: int = 0
    position: int | None = None


@dataclass(frozen=True)
class _Batch:
    """A file that was read and checked whole.

    Attributes:
        kind: what it holds.
        path: the file.
        rows: facts with canonical values, or rows of the table that the kind is named after.
        matches: names of a list and whose they are.
        passed: as in `Imported`.
    """

    kind: str
    path: Path
    rows: pl.DataFrame
    matches: Mapping[str, Match] = field(default_factory=dict)
    passed: int = 0

    @property
    def table(self) -> str:
        """The table that the rows go into."""
        return self.kind if self.kind in _PLAIN else "observations"


def import_table(workspace: Workspace, kind: str, path: Path, constants: Mapping[str, str] | None = None) -> int:
    """Import a table; returns the number of rows stored. As `import_file`."""
    return import_file(workspace, kind, path, constants).rows


def import_file(
    workspace: Workspace, kind: str, path: Path, constants: Mapping[str, str] | None = None, *, dry_run: bool = False
) -> Imported:
    """Import a table.

    Args:
        workspace: where to.
        kind: what the table holds; see `cnesg.sources.source_kinds`.
        path: the file.
        constants: cells that are the same in every row, by column; for columns that the file lacks.
        dry_run: say what would be stored, and store nothing.

    Raises:
        InputError: with every problem of every row, one for all rows that have the same; nothing is stored then.
    """
    batch = _checked(workspace, kind, path, constants)
    doubtful = [match for match in batch.matches.values() if match.verdict == "doubtful"]
    unknown = sum(match.verdict == "none" for match in batch.matches.values())
    store = workspace.store
    if dry_run:
        rows = _new_rows(_storable(workspace, batch, file_hash(path)), store.read(batch.table))
        return Imported(rows.height, len(doubtful), unknown, batch.passed)
    document = store.snapshots.put(path)
    rows = _storable(workspace, batch, document)
    rows = _new_rows(rows, store.read(kind)) if kind in _PLAIN else rows
    before = store.position
    tables = {batch.table: rows, "imports": import_row(kind, document, path.name)}
    done = store.commit(tables if rows.height else {}, note=f"{NOTE}{kind} {path.name}")
    # Asked after the commit: a refused import asks nobody, and asking twice does no harm.
    waiting = ask_doubtful(workspace, doubtful, path.name)
    stored = done.rows.get(batch.table, 0)
    return Imported(stored, waiting, unknown, batch.passed, done.position if done.position > before else None)


NOTE = "import "
"""How the notes of commits begin that an import of a table made; kind and name of the file follow."""


def import_row(kind: str, document: str, title: str) -> pl.DataFrame:
    """The row of IMPORTS for a file."""
    return pl.DataFrame({"kind": [kind], "document": [document], "title": [title]})


def _checked(workspace: Workspace, kind: str, path: Path, constants: Mapping[str, str] | None) -> _Batch:
    """The file, read and checked.

    Raises:
        InputError: with every problem of every row. What rows may not say of one another is looked at only where each
            of them can be read.
    """
    definition = source_kind(kind)
    frame = read_table(path, definition.headers())
    table, problems = readable_rows(frame, definition, _known_names(workspace, kind), path, constants)
    problems += year_problems(table, path)
    batch = None
    if not problems or (table.height and kind not in _OF_ALL_ROWS):
        try:
            batch = _batch(workspace, table, definition, path, whole=not problems)
        except InputError as error:
            problems += error.problems
    if problems or batch is None:
        raise InputError(*each_once(sorted(problems, key=lambda problem: int(problem.values.get("row", 0)))))
    return batch


def _batch(workspace: Workspace, table: pl.DataFrame, definition: SourceKind, path: Path, *, whole: bool) -> _Batch:
    """What rows bring, checked against what the workspace knows; `whole`: all rows of the file are there."""
    kind = definition.kind
    if kind in DATED_KINDS:
        check_company_table(workspace.store, kind, table, path, whole=whole)
    if kind in PRODUCT_KINDS:
        rules = load_product_rules(workspace.methodology.folder)
        check_product_table(workspace.store, rules, kind, table, path, whole=whole)
    if kind in _PLAIN:
        return _Batch(kind, path, _plain_rows(workspace, kind, table, path))
    matches: dict[str, Match] = {}
    passed = 0
    if kind == "lists":
        unmatched = table.filter(pl.col("company_id").is_null())["name"]
        matches = find_names(workspace, unmatched)
        facts = _list_facts(workspace, table, matches, path)
        passed = passed_over(table, load_official_lists(workspace.methodology.folder))
    else:
        facts = _facts(workspace, table, definition, path)
    ended = any(column.name == "year_end" for column in definition.columns)
    return _Batch(kind, path, checked_facts(workspace, facts, path, ended=ended), matches, passed)


def _storable(workspace: Workspace, batch: _Batch, document: str) -> pl.DataFrame:
    """The rows as they are stored; `document` is the SHA-256 of the file."""
    return batch.rows if batch.kind in _PLAIN else imported_rows(batch.rows, workspace.methodology, document)


def _known_names(workspace: Workspace, kind: str) -> KnownNames:
    methodology = workspace.methodology
    return KnownNames(
        # Every code that the workspace has: on days before it began to count, a company in it has no known industry.
        industries=industries_as_of(methodology.industries, workspace.store.read("industries"), None).keys(),
        concepts={*methodology.metrics, *methodology.data_points},
        tiers=load_media(methodology.folder).tiers.keys() if kind == "media" else frozenset(),
        analyses={code for code, point in methodology.data_points.items() if point.kind == "analysis"},
        lists=load_official_lists(methodology.folder).keys() if kind == "lists" else frozenset(),
    )


def _facts(workspace: Workspace, table: pl.DataFrame, definition: SourceKind, path: Path) -> pl.DataFrame:
    """Rows of facts, whatever form the table has."""
    if definition.kind == "observations":
        return table
    if definition.kind == "analyses":
        told = workspace.store.read(
            "observations", where=pl.col("kind") == "analysis", columns=["concept", "text", "unit"]
        )
        problems = judgement_problems(table, workspace.methodology.data_points.keys(), told, path)
        if problems:
            raise InputError(*problems)
        return judgement_facts(table)
    if not definition.figures:
        facts = melted(table, definition)
        bare = sorted(set(table["row"]) - set(facts["row"]))
        if bare:
            raise InputError(*(Problem.of("sources.no_figures", path=path, row=row) for row in bare))
        return facts
    problems = roster_problems(table, path)
    if problems:
        raise InputError(*problems)
    return roster_figures(table, definition)


def _list_facts(workspace: Workspace, table: pl.DataFrame, matches: Mapping[str, Match], path: Path) -> pl.DataFrame:
    """Rows of facts for entries that are some company's, and the counts that they change."""
    owners = {
        row: owner
        for row, name, company in table.select("row", "name", "company_id").iter_rows()
        if (owner := company or matches[name].company_id)
    }
    lists = load_official_lists(workspace.methodology.folder)
    known = workspace.store.read("observations", where=pl.col("kind").is_in(["list", "event"]))
    facts = list_facts(table, lists, owners, known, path)
    counts = [entry.counts for entry in lists.values() if entry.counts]
    earlier = known.filter(pl.col("concept").is_in(counts)).select(
        "company_id",
        "concept",
        "fact_key",
        pl.col("fiscal_year").alias("year"),
        pl.col("available_at").dt.convert_time_zone(SHANGHAI.key).dt.date().alias("published"),
        pl.col("quote").alias("source"),
        pl.col("line").alias("row"),
    )
    events = pl.concat([earlier, facts.filter(pl.col("kind") == "event")], how="diagonal_relaxed")
    mine = events["company_id"].is_in(facts["company_id"].implode())
    return pl.concat([facts, counted(events.filter(mine)).select(list(FACTS))], how="diagonal_relaxed")


def _plain_rows(workspace: Workspace, kind: str, table: pl.DataFrame, path: Path) -> pl.DataFrame:
    if kind == "industries":
        return _industries(workspace, table, path)
    return checked_quartiles(workspace, table, path) if kind == "peers" else dated_rows(table)


def dated_rows(table: pl.DataFrame) -> pl.DataFrame:
    """Typed rows of a table with `available_at` in place of the day on which they were published."""
    instants = [available_instant(day) for day in table["published"]]
    return table.drop("row", "published").with_columns(
        pl.Series("available_at", instants, dtype=pl.Datetime("us", "UTC"))
    )


def _industries(workspace: Workspace, table: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Rows of industries that make a tree with what ships and what the workspace has."""
    table = table.with_columns(pl.col("level").cast(pl.Int64))
    rows, stored = dated_rows(table), workspace.store.read("industries")
    latest = (stored["position"].max() or 0) if stored.height else 0
    new = rows.with_columns(table["row"], pl.lit(latest, dtype=pl.Int64).alias("position") + 1)
    problems = tree_problems(workspace.methodology.industries, stored, new, {"path": path})
    if problems:
        raise InputError(*problems)
    return rows


def _new_rows(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Rows that the workspace does not have: the same file twice is stored once."""
    if "observation_id" in rows.columns:
        return rows.unique("observation_id").join(known, on="observation_id", how="anti")
    return rows.join(known, on=rows.columns, how="anti", nulls_equal=True, maintain_order="left")


_OF_ALL_ROWS = {"industries", "lists", "people", "holders"}
"""Kinds whose rows say something together only: a tree, entries and their removals, the rows of a roster."""
_PLAIN = {*DATED_KINDS, "industries", "media", "fx", "peers", *PRODUCT_KINDS}
