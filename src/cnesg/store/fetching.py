"""Working copies of a shared workspace: making one, giving an origin to a workspace, reading on what others wrote."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from cnesg.errors import OvertakenError, StoreError, WorkspaceError
from cnesg.store import vacuuming
from cnesg.store.commit_log import LogEntry, Written
from cnesg.store.committed import CommittedTables
from cnesg.store.delta_log import LOG_FOLDER
from cnesg.store.durable import file_hash, flush_file, flush_folder
from cnesg.store.origin import Origin, OriginOf, SharedLine, name_origin
from cnesg.store.snapshots import Snapshots
from cnesg.store.workspace import METADATA, Layout, create_workspace, refuse_newer


def fetch(origin: Origin, committed: CommittedTables) -> int:
    """Read on what the origin's log has beyond the working copy's; returns how many lines came.

    The holder of the writer lock calls it, after what a dead writer left was set aside. Each line stands in the log
    only once its files are there, hold what it says, and are on the disk: a crash on the way leaves whole lines.

    Raises:
        WorkspaceError: a newer cnesg has written there; nothing was fetched.
        StoreError: the origin does not answer, or holds what its log does not say.
        OSError: the disk refused.
    """
    place, log = committed.place, committed.log
    lines = origin.lines(log.last.position if log.last else 0)
    entries = [_entry(origin, one) for one in lines]
    state: dict[str, Written] = {name: written for entry in entries for name, written in entry.tables.items()}
    refuse_newer(place.folder, state, committed.schemas)
    gone = {f"tables/{table}/{name}" for table, name in vacuuming.deleted_files(entries)}
    for one, entry in zip(lines, entries, strict=True):
        log.next_entry(one.line)
        _bring(origin, place, entry, one, gone)
        log.append(one.line)
        if entry.kind == "vacuum":
            vacuuming.delete(place, entry.tables)
    return len(lines)


def share(committed: CommittedTables, snapshots: Snapshots, origin: Origin) -> None:
    """Give a workspace an origin: all that it holds is copied there, and every later commit goes there first.

    The holder of the writer lock calls it. A copy that was cut off is taken up where it was left.

    Raises:
        WorkspaceError: the workspace has an origin already, or another workspace is kept at that address.
        StoreError: the origin does not answer or lets nobody write; the workspace is as it was.
    """
    place = committed.place
    standing = OriginOf(place)()
    if standing is not None:
        raise WorkspaceError.of("store.has_origin", path=place.folder, address=standing.address)
    if not origin.begin(place.metadata.read_bytes()):
        raise WorkspaceError.of("store.origin_taken", address=origin.address)
    for document in snapshots.all():
        origin.keep(snapshots.path(document), Snapshots.relative(document))
    lines = place.log.read_bytes().splitlines(keepends=True)
    try:
        for entry, line in zip(committed.log.entries, lines, strict=True):
            origin.publish(place, entry, line)
    except OvertakenError as error:  # a copy of this workspace that went on by itself
        raise WorkspaceError.of("store.origin_taken", address=origin.address) from error
    name_origin(place, origin)


def join(origin: Origin, folder: Path) -> None:
    """Make an empty working copy in a folder that does not exist or is empty; `fetch` fills it.

    Raises:
        WorkspaceError: no workspace is kept at that address, or the folder holds other things.
        StoreError: the origin does not answer, or what is kept there is damaged.
    """
    metadata = origin.content(METADATA)
    if metadata is None:
        raise WorkspaceError.of("store.no_origin", address=origin.address)
    try:
        created_at = datetime.fromisoformat(json.loads(metadata)["created_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError.of("store.damaged_origin", address=origin.address, what=error) from error
    name_origin(create_workspace(folder, created_at), origin)


def _entry(origin: Origin, one: SharedLine) -> LogEntry:
    """What a line says; whether it is the next of the log is seen by its seal when its turn comes."""
    try:
        return LogEntry.from_json({name: said for name, said in json.loads(one.line).items() if name != "seal"})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError.of("store.damaged_origin", address=origin.address, what=error) from error


def _bring(origin: Origin, place: Layout, entry: LogEntry, one: SharedLine, gone: set[str]) -> None:
    """The files that a line names, in their places and on the disk; Delta's own log last."""
    if entry.kind == "vacuum":
        return
    named = {
        f"{place.table(table, written.schema).relative_to(place.folder).as_posix()}/{name}": expected
        for table, written in entry.tables.items()
        for name, expected in written.files.items()
    }
    data = {name: expected for name, expected in named.items() if f"/{LOG_FOLDER}/" not in name and name not in gone}
    origin.bring(place, list(_lacking(place, data)))
    logs = {name: expected for name, expected in named.items() if f"/{LOG_FOLDER}/" in name}
    if logs.keys() != one.logs.keys():
        raise StoreError.of("store.damaged_origin", address=origin.address, what=sorted(logs.keys() ^ one.logs.keys()))
    for name in logs:
        path = place.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.logs[name], "utf-8")
    for name in _lacking(place, data | logs):
        raise StoreError.of("store.damaged_origin", address=origin.address, what=name)
    _flush(place, [*data, *logs])


def _lacking(place: Layout, files: dict[str, str]) -> Iterator[str]:
    """Those of the files that are not there or hold something else than their hash says."""
    for name, expected in files.items():
        path = place.folder / name
        if not path.is_file() or file_hash(path) != expected:
            yield name


def _flush(place: Layout, names: Sequence[str]) -> None:
    folders: set[Path] = set()
    for name in names:
        path = place.folder / name
        flush_file(path)
        folders |= {parent for parent in path.parents if parent == place.folder or place.folder in parent.parents}
    for folder in folders:
        flush_folder(folder)
