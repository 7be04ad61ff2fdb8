"""A workspace: what lies where in its folder, how one is made, and whether this version of cnesg can read it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cnesg.errors import Problem, StoreError, WorkspaceError
from cnesg.model import TableSchema
from cnesg.store.commit_log import Written
from cnesg.store.durable import flush_folder, write_atomically
from cnesg.store.lock import STAND_IN, WriterLock
from cnesg.store.sealed import sealed, unsealed

FORMAT = 1
"""Version of the layout below. Tables have versions of their own, kept in the commit log."""

_UNUSABLE = re.compile(r"[\[\]*{}|^`\\\x00-\x1f]|%[0-9A-Fa-f]{2}")
"""What Delta's library can't have in a path: it takes them for parts of an address."""

METADATA = "workspace.json"
_LOG = "commits.jsonl"
_LOCK = "writer.lock"
_ORIGIN = "origin.json"


@dataclass(frozen=True)
class Layout:
    """The places in a workspace's folder."""

    folder: Path

    @property
    def metadata(self) -> Path:
        """Format version and date of creation; its presence makes the folder a workspace."""
        return self.folder / METADATA

    @property
    def log(self) -> Path:
        """The commit log."""
        return self.folder / _LOG

    @property
    def lock(self) -> Path:
        """What a writer locks."""
        return self.folder / _LOCK

    @property
    def origin(self) -> Path:
        """Where the address of shared storage stands; only in a working copy of a shared workspace."""
        return self.folder / _ORIGIN

    @property
    def abandoned(self) -> Path:
        """Where what a dead writer left unfinished is set aside."""
        return self.folder / "abandoned"

    def table(self, name: str, schema: int) -> Path:
        """The Delta table of one schema version of a table."""
        return self.folder / "tables" / name / f"v{schema}"


def create_workspace(folder: Path, created_at: datetime) -> Layout:
    """Make an empty workspace in a folder that does not exist or is empty.

    Raises:
        WorkspaceError: there is a workspace already, the folder holds other things, its path can't be used, or it
            can't be written to.
    """
    _refuse_unusable(folder)
    place = Layout(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_occupied(folder)
        with WriterLock(place.lock, wait=0):  # two may have the same idea
            _refuse_occupied(folder)
            write_atomically(place.log, [])
            content = {"format": FORMAT, "created_at": created_at.isoformat(timespec="microseconds")}
            write_atomically(place.metadata, [sealed(content)])
            flush_folder(folder.absolute().parent)
    except (FileExistsError, NotADirectoryError) as error:
        raise WorkspaceError.of("store.not_a_folder", path=folder) from error
    except OSError as error:
        raise WorkspaceError.of("store.not_writable", path=folder, what=error.strerror) from error
    return place


def open_workspace(folder: Path) -> tuple[Layout, datetime]:
    """The places of an existing workspace, and when it was made.

    Raises:
        WorkspaceError: there is none, or it was made by a newer cnesg.
        StoreError: its metadata is damaged.
    """
    place = Layout(folder)
    if not place.metadata.is_file():
        raise WorkspaceError.of("store.no_workspace", path=folder)
    _refuse_unusable(folder)
    try:
        text = place.metadata.read_text("utf-8")
        content = json.loads(text)
        version, created_at = int(content["format"]), datetime.fromisoformat(content["created_at"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError.of("store.damaged_metadata", path=place.metadata, what=error) from error
    if version > FORMAT:
        raise WorkspaceError.of("store.newer_workspace", path=folder, found=version, known=FORMAT)
    # One of an earlier cnesg has no seal, only its very form.
    if unsealed(place.metadata) is None and json.dumps(content, indent=2) + "\n" != text:
        raise StoreError.of("store.damaged_metadata", path=place.metadata, what="seal")
    return place, created_at


def refuse_newer(folder: Path, written: Mapping[str, Written], tables: Mapping[str, TableSchema]) -> None:
    """Refuse a workspace that holds a table, or a schema version of one, that this cnesg does not know.

    Raises:
        WorkspaceError: with one problem a table.
    """
    known = {name: tables[name].version if name in tables else 0 for name in written}
    problems = [
        Problem.of("store.newer_table", path=folder, table=name, found=state.schema, known=known[name])
        for name, state in sorted(written.items())
        if state.schema > known[name]
    ]
    if problems:
        raise WorkspaceError(*problems)


def _refuse_unusable(folder: Path) -> None:
    found = _UNUSABLE.search(str(folder.absolute()))
    if found:
        raise WorkspaceError.of("store.unusable_name", path=folder, what=found.group())


def _refuse_occupied(folder: Path) -> None:
    entries = [entry.name for entry in folder.iterdir()]
    if METADATA in entries:
        raise WorkspaceError.of("store.exists", path=folder)
    if not all(_left_by_creation(name) for name in entries):
        raise WorkspaceError.of("store.not_empty", path=folder)


def _left_by_creation(name: str) -> bool:
    return name in (_LOG, _LOCK, _LOCK + STAND_IN) or (name.startswith(".") and name.endswith(".part"))
