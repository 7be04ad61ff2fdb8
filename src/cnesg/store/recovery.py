"""After a writer died: what it wrote but never committed is set aside, and its position is given up.

Only the holder of the writer lock may do this. Everything a table holds beyond the version that the commit log names
was never acknowledged to anyone.
"""

import shutil
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from cnesg.store.checkpoints import SCRATCH_PREFIX
from cnesg.store.commit_log import Written
from cnesg.store.delta_log import log_file
from cnesg.store.durable import flush_folder
from cnesg.store.workspace import Layout

Unfinished = list[Path]
"""Paths in the order in which they are to be set aside: a table's newest log file first, so that a crash on the way
leaves no gap."""


def unfinished(place: Layout, versions: Mapping[str, int], written: Mapping[str, Written]) -> Unfinished:
    """What a dead writer left: log files beyond the committed version, or whole folders that no commit names.

    Args:
        place: the workspace.
        versions: the present schema version of each table.
        written: the committed state of each table that has one.
    """
    found: list[Path] = []
    for name, schema in versions.items():
        state = written.get(name)
        if state is None or state.schema != schema:
            folder = place.table(name, schema)
            found += [folder] if folder.exists() else []
        if state is not None:
            found += reversed(_beyond(place.table(name, state.schema), state.version))
    return found


def set_aside(place: Layout, paths: Iterable[Path], position: int) -> None:
    """Move unfinished things into the folder `abandoned`, under the position that was given up for them."""
    place.abandoned.mkdir(exist_ok=True)
    for path in paths:
        name = "-".join((f"{position:08d}", *path.relative_to(place.folder / "tables").parts))
        path.rename(_free(place.abandoned / name))
        flush_folder(path.parent)
    flush_folder(place.abandoned)
    flush_folder(place.folder)


def _free(path: Path) -> Path:
    """This path, or one like it: what another writer was faster than is set aside under a position more than once."""
    return path if not path.exists() else path.with_name(f"{path.name}-{uuid.uuid4().hex}")


def _beyond(folder: Path, version: int) -> list[Path]:
    found: list[Path] = []
    while (path := log_file(folder, version + 1 + len(found))).exists():
        found.append(path)
    return found


def remove_scratch(place: Layout) -> None:
    """Remove the private copies of logs on which a writer died while it made a checkpoint."""
    for scratch in (place.folder / "tables").glob(f"*/{SCRATCH_PREFIX}*"):
        shutil.rmtree(scratch, ignore_errors=True)
