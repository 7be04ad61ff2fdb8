"""Everything checked from snapshots to scores: nothing lost, nothing altered, nothing resting on what is not there."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from cnesg.errors import Problem
from cnesg.framework.units import load_units
from cnesg.model.news_tables import SENTIMENT_TABLES
from cnesg.model.told_news import is_told, news_of
from cnesg.pipeline.keeping.two_people import two_people
from cnesg.pipeline.news.sentiment import sentiment_id
from cnesg.pipeline.runs.identity import EDITIONS, PINNED, RUN_TABLES
from cnesg.pipeline.workspace import Workspace
from cnesg.store import Finding
from cnesg.store.store import SOURCED
from cnesg.verification import Decision, Ledger, decided_rows
from cnesg.verification.disputes import DisputeBook
from cnesg.verification.ledger import FILE as LEDGER
from cnesg.verification.ledger_seal import seal_of, state_of

_DECIDED = ("observation_id", "decision", "supersedes", "review", "company_id", "fact_key", "value", "text")
"""What is compared of the row that a decision brought."""


def audit(workspace: Workspace, *, own_file: bool = False) -> list[Finding]:
    """Everything from snapshots to scores: what is lost, altered, or rests on what is not there.

    Beyond `Store.check` (each table file and the commit log against their hashes): every snapshot against its name,
    observations and news against snapshots, decisions of the ledger against the log, whether two who agreed on a value
    were two people, what runs rest on against the log,
    the news that sentiments rest on against the log, and the id of every run and every sentiment against its rows.

    Args:
        workspace: what is audited.
        own_file: take the ledger in the workspace, whatever database `CNESG_DATABASE` names.
    """
    findings = list(workspace.store.check())
    if any(finding.severity == "error" for finding in findings):
        return findings  # what can't be read can't be compared further
    findings += _snapshots(workspace)
    findings += _decisions(workspace, served=Ledger.served() and not own_file)
    findings += _runs(workspace)
    findings += _sentiments(workspace)
    return findings


def _snapshots(workspace: Workspace) -> Iterator[Finding]:
    """Snapshots of imported tables, and those that no row names; documents' own are checked by the store."""
    snapshots = workspace.store.snapshots
    documents = set(workspace.store.read("documents", columns=["document"])["document"])
    tables = (workspace.store.read(name, columns=["document"], withdrawn=True) for name in SOURCED)
    named = {document for table in tables for document in table["document"].unique()} - documents
    present = set(snapshots.all())
    for document in sorted((named | (present - documents)) - (snapshots.shared() - present)):
        if document not in present:
            yield _error("store.missing_snapshot", document=document, path=snapshots.path(document))
        elif not snapshots.intact(document):
            yield _error("store.damaged_snapshot", document=document, path=snapshots.path(document))


def _decisions(workspace: Workspace, *, served: bool) -> Iterator[Finding]:
    """What the ledger and the log say of each other; served: the ledger is a server's, which looks after its bytes."""
    rows = workspace.store.read(
        "observations",
        where=pl.col("decision").is_not_null(),
        columns=_DECIDED,
        withdrawn=True,
    ).select(_DECIDED)
    logged = {row["decision"]: row for row in rows.iter_rows(named=True)}
    file = workspace.folder / LEDGER
    if not served and not file.is_file():
        for decision in sorted(logged):
            yield _error("verification.not_in_ledger", decision=decision)
        return
    if served:
        yield Finding("info", Problem.of("verification.served_ledger"))
    else:
        state = state_of(file)
        if state == "altered":
            yield _error("verification.damaged_ledger", path=file, what=seal_of(file).name)
            return
        if state != "sealed":
            yield Finding("info", Problem.of("verification.unsealed_ledger", path=file))
    with Ledger.open(workspace.folder) if served else Ledger.of_file(file) as ledger:
        if not ledger.sound():
            yield _error("verification.damaged_ledger", path=file, what="integrity_check")
            return
        decisions = ledger.decisions()
        yield from _altered_words(ledger)
        yield from two_people(ledger)
    expected = _expected_rows(workspace, [decision for decision, _ in decisions])
    for decision, position in decisions:
        row = logged.pop(decision.decision_id, None)
        if row is None and position is not None:
            yield _error("verification.not_in_log", decision=decision.decision_id)
        agrees = row is None or any(row == one for one in expected.get(decision.decision_id, ()))
        if not decision.intact() or not agrees:
            yield _error("verification.altered", decision=decision.decision_id)
    for decision_id in sorted(logged):
        yield _error("verification.not_in_ledger", decision=decision_id)


def _altered_words(ledger: Ledger) -> Iterator[Finding]:
    """Disputes and acknowledgements that say something else than what their ids were given for."""
    for dispute in DisputeBook(ledger.engine).all():
        if not dispute.intact():
            yield _error("disputes.altered", dispute=dispute.dispute_id)
    for key in ledger.acknowledgements.altered():
        yield _error("verification.altered_acknowledgement", acknowledgement=key)


def _expected_rows(workspace: Workspace, decisions: Sequence[Decision]) -> dict[str, list[dict[str, Any]]]:
    """What the log may say for each decision, in `_DECIDED`: the row that the ledger makes of it.

    Once a decision replaced the last one on the same row, not on the same value; the log may hold such rows too.
    """
    rows = workspace.store.read(
        "observations",
        where=pl.col("observation_id").is_in([one.observation_id for one in decisions]),
        withdrawn=True,
    )
    units = load_units(workspace.methodology.folder)
    found: dict[str, list[dict[str, Any]]] = {}
    last: dict[str, str] = {}
    before = {}
    for decision in decisions:
        before[decision.decision_id] = last.get(decision.observation_id, decision.observation_id)
        last[decision.observation_id] = decision.decision_id
    for row in decided_rows(decisions, rows, units.convert).select(_DECIDED).iter_rows(named=True):
        found[row["decision"]] = [row, row | {"supersedes": before[row["decision"]]}]
    return found


def _runs(workspace: Workspace) -> Iterator[Finding]:
    """Each run's id against its rows, and its inputs against the log at its position."""
    # What was withdrawn since a run is there still, and the run rests on it.
    positions = workspace.store.read("observations", columns=["observation_id", "position"], withdrawn=True)
    news = workspace.store.read("news", columns=["news_id", "position"], withdrawn=True)
    news = news.rename({"news_id": "observation_id"})
    for record in workspace.store.read("runs").iter_rows(named=True):
        tables = {name: workspace.store.read(name, runs=[record["run_id"]]) for name in RUN_TABLES}
        pinned = {name: record[name] for name in PINNED}
        if all(one(pinned, tables) != record["run_id"] for one in EDITIONS):
            yield _error("pipeline.altered_run", run=record["run_id"])
        named = tables["inputs"].select(pl.col("observations").explode().alias("observation_id")).drop_nulls().unique()
        told = named.filter(is_told(pl.col("observation_id"))).select(news_of(pl.col("observation_id"))).unique()
        named = named.filter(~is_told(pl.col("observation_id")))
        seen = (pl.col("position") <= record["store_position"]).alias("seen")
        lost = sum(
            ids.join(rows.filter(seen), on="observation_id", how="anti").height
            for ids, rows in ((named, positions), (told, news))
        )
        if lost:
            yield _error("pipeline.lost_evidence", run=record["run_id"], count=lost)


def _sentiments(workspace: Workspace) -> Iterator[Finding]:
    """The id of each stored sentiment against its rows, and its events against the news at its position."""
    stored = {name: workspace.store.read(name) for name in SENTIMENT_TABLES}
    if stored["sentiment"].is_empty():
        return
    news = workspace.store.read("news", columns=["news_id", "position"], withdrawn=True).sort(
        "position", descending=True
    )
    positions = dict(news.iter_rows())  # of an item that was stored again the first time counts
    for key in sorted(stored["sentiment"]["sentiment_id"].unique()):
        tables = {name: rows.filter(pl.col("sentiment_id") == key) for name, rows in stored.items()}
        if sentiment_id(tables) != key:
            yield _error("news.altered_sentiment", id=key)
        last = tables["sentiment"]["store_position"].max()
        named = set(tables["events"]["news"].explode())
        lost = sum(item not in positions or positions[item] > last for item in named)
        if lost:
            yield _error("news.lost_evidence", id=key, count=lost)


def _error(message_id: str, **values: object) -> Finding:
    return Finding("error", Problem.of(message_id, **values))
