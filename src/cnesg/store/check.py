"""Whether a workspace still holds what was put into it: every data file and snapshot against its hash."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from cnesg.errors import Problem, StoreError
from cnesg.store import checkpoints
from cnesg.store.commit_log import LogEntry
from cnesg.store.committed import CommittedTables
from cnesg.store.delta_log import LOG_FOLDER
from cnesg.store.durable import file_hash
from cnesg.store.snapshots import Snapshots
from cnesg.store.vacuuming import deleted_files
from cnesg.store.workspace import Layout


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    Attributes:
        severity: error where something is lost or changed; info where something is merely left over.
        problem: what and where, in words of the message catalogue.
    """

    severity: Literal["error", "info"]
    problem: Problem


def damaged(committed: CommittedTables) -> Iterator[Finding]:
    """What is lost or changed among data files, checkpoints and the rows of tables."""
    place, entries = committed.place, committed.log.entries
    yield from damaged_data(place, entries)
    yield from damaged_checkpoints(place)
    yield from damaged_tables(committed)


def damaged_data(place: Layout, entries: list[LogEntry]) -> Iterator[Finding]:
    """Data files that are missing or whose content is not what was committed."""
    deleted = deleted_files(entries)
    for entry in entries:
        for table, written in entry.tables.items():
            folder = place.table(table, written.schema)
            for name, expected in sorted(written.files.items()):
                path = folder / name
                if (table, f"v{written.schema}/{name}") in deleted:
                    continue
                if not path.is_file():
                    if name.startswith(LOG_FOLDER):  # Delta may do without it: it has checkpoints
                        continue
                    yield _error("store.missing_file", path=path, position=entry.position)
                elif file_hash(path) != expected:
                    yield _error("store.damaged_file", path=path, position=entry.position)


def damaged_checkpoints(place: Layout) -> Iterator[Finding]:
    """Checkpoints of Delta's logs that are not what was written; those of an earlier cnesg are only mentioned."""
    for folder in sorted((place.folder / "tables").glob("*/v*")):
        for path, what in checkpoints.unlike_their_hash(folder):
            yield (
                _error("store.damaged_checkpoint", path=path)
                if what == "altered"
                else _info("store.unknown_checkpoint", path=path)
            )


def damaged_tables(committed: CommittedTables) -> Iterator[Finding]:
    """Tables whose Delta log can't be read, or names other files than those that were committed."""
    expected: dict[tuple[str, int], set[Path]] = {}
    for entry in committed.log.entries:
        for table, written in entry.tables.items():
            folder = committed.place.table(table, written.schema)
            expected.setdefault((table, written.schema), set()).update(
                folder / name for name in written.files if not name.startswith(LOG_FOLDER)
            )
            if entry.kind == "compaction":
                expected[table, written.schema] -= {folder / name for name in written.removed}
    for table, state in sorted(committed.log.tables.items()):
        try:
            with committed.reading(table):
                found = set(committed.files(table))
        except StoreError as error:
            yield from (Finding("error", problem) for problem in error.problems)
            continue
        for path in sorted(found ^ expected[table, state.schema]):
            yield _error("store.damaged_table", table=table, path=committed.place.folder, what=path.name)


def damaged_snapshots(snapshots: Snapshots, documents: pl.DataFrame, sources: Iterable[str]) -> Iterator[Finding]:
    """Snapshots of documents in the store that are missing or changed, and snapshots that nothing names.

    Args:
        snapshots: what is there.
        documents: column `document` of the table of documents.
        sources: hashes of other files that rows name as where they come from (imported tables).
    """
    named = set(documents["document"])
    present = set(snapshots.all())
    for document in sorted(named - (snapshots.shared() - present)):
        path = snapshots.path(document)
        if not path.is_file():
            yield _error("store.missing_snapshot", document=document, path=path)
        elif not snapshots.intact(document):
            yield _error("store.damaged_snapshot", document=document, path=path)
    known = named.union(sources)
    for document in sorted(present):
        if document not in known:
            yield _info("store.unused_snapshot", path=snapshots.path(document))


def left_over(place: Layout, entries: list[LogEntry], unfinished: list[Path]) -> Iterator[Finding]:
    """What writers that died have left: never visible, never counted, harmless."""
    for entry in entries:
        if entry.kind == "abandoned":
            yield _info("store.abandoned", position=entry.position, what=entry.note)
    for path in unfinished:
        yield _info("store.unfinished", path=path)
    for path in sorted(_unnamed(place, entries)):
        yield _info("store.unnamed_file", path=path)


def _unnamed(place: Layout, entries: list[LogEntry]) -> Iterator[Path]:
    named: Mapping[Path, None] = {
        place.table(table, written.schema) / name: None
        for entry in entries
        for table, written in entry.tables.items()
        for name in written.files
    }
    for path in (place.folder / "tables").glob("*/*/*.parquet*"):
        if path not in named:
            yield path


def _error(message_id: str, **values: object) -> Finding:
    return Finding("error", Problem.of(message_id, **values))


def _info(message_id: str, **values: object) -> Finding:
    return Finding("info", Problem.of(message_id, **values))
