"""Keeping a workspace: a copy of it in one file, a workspace from such a copy, and all of it as plain tables."""

import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.model import TABLES
from cnesg.model.schema import Column, TableSchema
from cnesg.model.tables import INSTANT, NUMBER, TEXT, WHOLE
from cnesg.pipeline.auditing import audit
from cnesg.pipeline.workspace import Workspace
from cnesg.pipeline.writing import neutralised, write_whole
from cnesg.store.delta import file_hash
from cnesg.store.durable import flush_folder
from cnesg.verification import Ledger
from cnesg.verification.ledger import FILE as LEDGER

_MANIFEST = "manifest.json"
DECISIONS = TableSchema(
    name="decisions",
    version=1,
    columns=(
        Column("decision_id", TEXT, "hash over all that it says; its row in OBSERVATIONS has it as id", nullable=False),
        Column("observation_id", TEXT, "the row it is about", nullable=False),
        Column("verdict", TEXT, "confirmed, corrected, rejected or disputed", nullable=False),
        Column("by", TEXT, "account of who decided", nullable=False),
        Column("decided_at", INSTANT, "when", nullable=False),
        Column("value", NUMBER, "the right number, of corrections"),
        Column("text", TEXT, "the right level or name, of corrections"),
        Column("reason", TEXT, "why"),
        Column("position", WHOLE, "the commit that carried it into the log; null while it waits"),
    ),
    sort_by=("decided_at", "decision_id"),
)
"""What people decided, with their reasons: it stands in the ledger and goes out with the tables."""

_LEFT_OUT = {"writer.lock", LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"}


def backup(workspace: Workspace, target: Path) -> int:
    """Put a copy of a workspace into one file (tar), with the SHA-256 of everything in it; returns its position.

    No writer is let in meanwhile, so the copy is one instant of the workspace.

    Raises:
        InputError: the file is there already, or the place can't be written to.
        WorkspaceError: another process is writing.
    """
    if target.exists():
        raise InputError.of("pipeline.exists", path=target)
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with workspace.store.writing(), TemporaryDirectory() as scratch, tarfile.open(part, "w") as archive:
            hashes = {}
            for name, path in _files(workspace.folder, Path(scratch)):
                hashes[name] = file_hash(path)
                archive.add(path, name)
            position = workspace.store.position
            told = json.dumps({"position": position, "files": hashes}, indent=1, sort_keys=True).encode()
            entry = tarfile.TarInfo(_MANIFEST)
            entry.size = len(told)
            archive.addfile(entry, io.BytesIO(told))
        part.rename(target)
        flush_folder(target.absolute().parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError.of("pipeline.unwritable", path=target, reason=error.strerror or str(error)) from error
    return position


def _files(folder: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in _LEFT_OUT and not name.startswith("abandoned/"):
            yield name, path
    if (folder / LEDGER).is_file():
        with closing(sqlite3.connect(folder / LEDGER)) as source, closing(sqlite3.connect(scratch / LEDGER)) as copy:
            source.backup(copy)  # what stands in SQLite's own journal is in the copy
        yield LEDGER, scratch / LEDGER


def restore(source: Path, folder: Path) -> int:
    """Make a workspace from a copy; returns its position.

    Everything is compared with its hash, and the workspace is audited, before it stands in its place.

    Raises:
        InputError: there is no such copy, it is damaged, or the folder exists and is not empty.
    """
    if not source.is_file():
        raise InputError.of("sources.missing_file", path=source)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.of("pipeline.exists", path=folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as scratch:
        made = Path(scratch) / "workspace"
        try:
            with tarfile.open(source) as archive:
                archive.extractall(made, filter="data")
            manifest = json.loads((made / _MANIFEST).read_text("utf-8"))
            (made / _MANIFEST).unlink()
            expected = dict(manifest["files"])
        except (tarfile.TarError, OSError, ValueError, KeyError) as error:
            raise InputError.of("pipeline.damaged_backup", path=source, what=error) from error
        found = {path.relative_to(made).as_posix(): file_hash(path) for path in made.rglob("*") if path.is_file()}
        wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
        if wrong:
            raise InputError(*(Problem.of("pipeline.damaged_backup", path=source, what=name) for name in wrong))
        with Workspace.open(made) as opened:
            problems = [one.problem for one in audit(opened) if one.severity == "error"]
            position = opened.store.position
        if problems:
            raise InputError(*problems)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    return position


def export(
    workspace: Workspace,
    folder: Path,
    file_format: Literal["parquet", "csv"],
    as_of: datetime | None = None,
    at: int | None = None,
) -> dict[str, int]:
    """Every table and the decisions of people as plain files; returns rows by table.

    `tables.json` beside them says what each column means.

    In CSV lists are JSON, and text that a spreadsheet would take for a formula gets a leading apostrophe.

    Args:
        workspace: what to export.
        folder: where the files go; files of the same names are replaced.
        file_format: of the files.
        as_of: of tables whose rows say when they became known, only what the market could know then.
        at: only what the store held at that position.

    Raises:
        InputError: the place can't be written to.
    """
    counts, told = {}, {}
    for name, schema in (TABLES | {DECISIONS.name: DECISIONS}).items():
        dated = as_of if "available_at" in schema.dtypes else None
        rows = _decisions(workspace, at) if schema is DECISIONS else workspace.store.read(name, as_of=dated, at=at)
        data = _bytes(rows, file_format)
        write_whole(folder / f"{name}.{file_format}", data)
        counts[name] = rows.height
        told[name] = {
            "rows": rows.height,
            "sha256": hashlib.sha256(data).hexdigest(),
            "columns": {
                column.name: {"type": str(column.dtype), "meaning": column.meaning} for column in schema.columns
            },
        }
    about = {"position": workspace.store.position if at is None else at, "tables": told}
    write_whole(folder / "tables.json", json.dumps(about, indent=1, ensure_ascii=False).encode())
    return counts


def _decisions(workspace: Workspace, at: int | None) -> pl.DataFrame:
    if not Ledger.exists(workspace.folder):
        return DECISIONS.empty()
    with Ledger.open(workspace.folder) as ledger:
        taken = [vars(decision) | {"position": position} for decision, position in ledger.decisions()]
    rows = DECISIONS.conform(pl.DataFrame(taken, schema=DECISIONS.dtypes)).sort(DECISIONS.sort_by)
    return rows if at is None else rows.filter(pl.col("position") <= at)


def _bytes(rows: pl.DataFrame, file_format: str) -> bytes:
    buffer = io.BytesIO()
    if file_format == "parquet":
        rows.write_parquet(buffer, compression="zstd")
        return buffer.getvalue()
    lists = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    texts = [name for name, dtype in rows.schema.items() if dtype == pl.String]
    rows.with_columns(
        *(pl.col(name).map_elements(_as_json, return_dtype=pl.String) for name in lists),
        *(pl.col(name).map_elements(neutralised, return_dtype=pl.String) for name in texts),
    ).write_csv(buffer, include_bom=True)
    return buffer.getvalue()


def _as_json(value: pl.Series) -> str:
    return json.dumps(value.to_list(), ensure_ascii=False)
