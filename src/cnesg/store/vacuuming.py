"""Files that no reader needs any more: which they are, and deleting them.

A file is out of use once a compaction has put its rows into another one, or a migration has written its table anew.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from cnesg.store.commit_log import LogEntry, Written
from cnesg.store.delta_log import LOG_FOLDER
from cnesg.store.workspace import Layout


def unused_files(entries: Sequence[LogEntry], before: datetime) -> dict[str, Written]:
    """The files of each table that are out of use since before an instant and not deleted yet.

    Args:
        entries: the commit log.
        before: what was put out of use later stays, for readers that may just be reading it.

    Returns:
        For each table that has any: its newest state, with the files in `removed` as `vN/name`.
    """
    found: dict[str, Written] = {}
    for table in sorted({name for entry in entries for name in entry.tables}):
        here = [(entry, entry.tables[table]) for entry in entries if table in entry.tables]
        deleted = {name for entry, written in here if entry.kind == "vacuum" for name in written.removed}
        out = {
            f"v{written.schema}/{name}"
            for entry, written in here
            if entry.kind == "compaction" and entry.recorded_at < before
            for name in written.removed
        }
        for entry, written in here:
            if entry.kind == "migration" and entry.recorded_at < before:
                out |= _of_older_schemas(here, written.schema)
        newest = [written for entry, written in here if entry.kind != "vacuum"][-1]
        if out - deleted:
            found[table] = Written(newest.schema, newest.version, 0, {}, tuple(sorted(out - deleted)))
    return found


def deleted_files(entries: Sequence[LogEntry]) -> set[tuple[str, str]]:
    """What vacuums have deleted: table and `vN/name`."""
    return {
        (table, name)
        for entry in entries
        if entry.kind == "vacuum"
        for table, written in entry.tables.items()
        for name in written.removed
    }


def delete(place: Layout, unused: Mapping[str, Written]) -> None:
    """Delete files that a log entry names as deleted; what is gone already is passed over.

    Raises:
        OSError: the disk refused.
    """
    for table, written in unused.items():
        for name in written.removed:
            (place.folder / "tables" / table / name).unlink(missing_ok=True)


def _of_older_schemas(here: Sequence[tuple[LogEntry, Written]], schema: int) -> set[str]:
    return {
        f"v{written.schema}/{name}"
        for entry, written in here
        if entry.kind != "vacuum" and written.schema < schema
        for name in written.files
        if not name.startswith(LOG_FOLDER)
    }
