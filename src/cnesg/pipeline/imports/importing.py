"""Users' tables into the workspace: validated whole, snapshot kept, committed as one."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from cnesg.pipeline.observing import imported_rows
from cnesg.pipeline.workspace import Workspace
from cnesg.sources import KnownNames, SourceKind, read_table, source_kind, validate_table
from cnesg.sources.fact_rows import FACTS
from cnesg.sources.judgements import judgement_facts, judgement_problems
from cnesg.sources.melting import melted
from cnesg.sources.roster_checks import roster_problems
from cnesg.sources.rosters import roster_figures


@dataclass(frozen=True)
class Imported:
    """What an import did.

    Attributes:
        rows: rows stored.
        waiting: names that wait for a person to say whose they are.
        unknown: names of a list that are no company's.
        passed: rows of lists that answer nothing: of provinces and cities, of lists without a data point.
    """

    rows: int
    waiting: int = 0
    unknown: int = 0
    passed: int = 0


def import_table(workspace: Workspace, kind: str, path: Path, constants: Mapping[str, str] | None = None) -> int:
    """Import a table; returns the number of rows stored. As `import_file`."""
    return import_file(workspace, kind, path, constants).rows


def import_file(workspace: Workspace, kind: str, path: Path, constants: Mapping[str, str] | None = None) -> Imported:
    """Import a table.

    Args:
        workspace: where to.
        kind: what the table holds; see `cnesg.sources.source_kinds`.
        path: the file.
        constants: cells that are the same in every row, by column; for columns that the file lacks.

    Raises:
        InputError: with every problem of every row; nothing is stored then.
    """
    definition = source_kind(kind)
    table = validate_table(
        read_table(path, definition.headers()), definition, _known_names(workspace, kind), path, constants
    )
    if kind in DATED_KINDS:
        check_company_table(workspace.store, kind, table, path)
    if kind in PRODUCT_KINDS:
        check_product_table(workspace.store, load_product_rules(workspace.methodology.folder), kind, table, path)
    if kind in _PLAIN:
        rows = _plain_rows(workspace, kind, table, path)
        workspace.store.snapshots.put(path)
        rows = _new_rows(rows, workspace.store.read(kind))
        workspace.store.commit({kind: rows}, note=f"import {kind} {path.name}")
        return Imported(rows.height)
    matches: dict[str, Match] = {}
    if kind == "lists":
        unmatched = table.filter(pl.col("company_id").is_null())["name"]
        matches = find_names(workspace, unmatched)
        facts = _list_facts(workspace, table, matches, path)
    else:
        facts = _facts(workspace, table, definition, path)
    facts = checked_facts(workspace, facts, path)
    rows = imported_rows(facts, workspace.methodology, workspace.store.snapshots.put(path))
    workspace.store.commit({"observations": rows}, note=f"import {kind} {path.name}")
    # Asked after the commit: a refused import asks nobody, and asking twice does no harm.
    waiting = ask_doubtful(workspace, matches.values(), path.name)
    unknown = sum(match.verdict == "none" for match in matches.values())
    passed = passed_over(table, load_official_lists(workspace.methodology.folder)) if kind == "lists" else 0
    return Imported(rows.height, waiting, unknown, passed)


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
    """Rows that the workspace does not have to the letter: the same file twice is stored once."""
    return rows.join(known, on=rows.columns, how="anti", nulls_equal=True, maintain_order="left")


_PLAIN = {*DATED_KINDS, "industries", "media", "fx", "peers", *PRODUCT_KINDS}
