"""Keeping a workspace: a copy of it in one file, a workspace from such a copy, and all of it as plain tables."""

import errno
import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.model import TABLES
from cnesg.model.columns import DAY, INSTANT, NUMBER, TEXT, WHOLE
from cnesg.model.schema import Column, TableSchema
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.workspace import Workspace
from cnesg.pipeline.writing import neutralised, write_whole
from cnesg.store.commit_log import LogEntry
from cnesg.store.durable import file_hash, flush_folder, make_private
from cnesg.store.lock import STAND_IN
from cnesg.store.sealed import sealed
from cnesg.verification import Ledger
from cnesg.verification.disputes import DisputeBook
from cnesg.verification.ledger import FILE as LEDGER
from cnesg.verification.ledger_copy import copy_ledger, is_empty
from cnesg.verification.ledger_seal import seal_of, state_of, write_seal

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

ACCOUNTS = TableSchema(
    name="accounts",
    version=1,
    columns=(
        Column("name", TEXT, "who decides or answers", nullable=False),
        Column("created_at", INSTANT, "when the ledger first heard of them", nullable=False),
    ),
    sort_by=("name",),
)
"""Who decided or answered. Columns are named one by one here, so that a secret, should there ever be one, stays in."""

QUEUE = TableSchema(
    name="queue",
    version=1,
    columns=(
        Column("entry_id", TEXT, "what waits or waited", nullable=False),
        Column("kind", TEXT, "which queue: company-match (a doubtful name)", nullable=False),
        Column("subject", TEXT, "what it is about, JSON", nullable=False),
        Column("asked_at", INSTANT, "since when", nullable=False),
        Column("answer", TEXT, "what was decided; null while it waits"),
        Column("by", TEXT, "account of who answered"),
        Column("answered_at", INSTANT, "when"),
    ),
    sort_by=("asked_at", "entry_id"),
)
"""What waits for people beside rows of OBSERVATIONS, and what waited."""

OPINIONS = TableSchema(
    name="opinions",
    version=1,
    columns=(
        Column("opinion_id", TEXT, "hash over all that it says", nullable=False),
        Column("observation_id", TEXT, "the row it is about", nullable=False),
        Column("purpose", TEXT, "why it was asked", nullable=False),
        Column("answer", TEXT, "what was said", nullable=False),
        Column("by", TEXT, "account", nullable=False),
        Column("given_at", INSTANT, "when", nullable=False),
        Column("seconds", NUMBER, "how long it took", nullable=False),
        Column("value", NUMBER, "the right number, of corrections"),
        Column("text", TEXT, "the right level or name, of corrections"),
        Column("reason", TEXT, "why"),
        Column("planted", TEXT, "what was wrong with the value shown, where an error was planted"),
    ),
    sort_by=("given_at", "opinion_id"),
)
"""What single people said, from which decisions follow."""

ACKNOWLEDGEMENTS = TableSchema(
    name="acknowledgements",
    version=1,
    columns=(
        Column("acknowledgement_id", TEXT, "hash over all that it says", nullable=False),
        Column("finding", TEXT, "key of the finding of quality control", nullable=False),
        Column("reason", TEXT, "why it may stand", nullable=False),
        Column("by", TEXT, "account of who has seen it", nullable=False),
        Column("until", DAY, "the last day on which it holds", nullable=False),
        Column("given_at", INSTANT, "when", nullable=False),
    ),
    sort_by=("given_at", "acknowledgement_id"),
)
"""Findings of quality control that people have seen."""

DISPUTES = TableSchema(
    name="disputes",
    version=1,
    columns=(
        Column("dispute_id", TEXT, "hash over all that was asked", nullable=False),
        Column("observation_id", TEXT, "the value, as it was read or imported", nullable=False),
        Column("company_id", TEXT, "whose value; the company objects itself", nullable=False),
        Column("by", TEXT, "account that speaks for the company", nullable=False),
        Column("opened_at", INSTANT, "when", nullable=False),
        Column("due_at", INSTANT, "by when it is to be answered", nullable=False),
        Column("reason", TEXT, "what the company says", nullable=False),
        Column("value", NUMBER, "the number it gives instead"),
        Column("document", TEXT, "SHA-256 of a document that it added"),
        Column("document_name", TEXT, "as that was called"),
        Column("settled_at", INSTANT, "when it was answered; null while it waits"),
        Column("settled_by", TEXT, "account of who answered"),
        Column("outcome", TEXT, "upheld or dismissed"),
        Column("answer", TEXT, "what the company was told"),
        Column("changes", TEXT, "scores and deliveries that the settlement changed, JSON"),
    ),
    sort_by=("opened_at", "dispute_id"),
)
"""What companies object to, and what became of it."""

_SETTLEMENT = ("settled_at", "settled_by", "outcome", "answer", "changes")
_OF_LEDGER = {schema.name: schema for schema in (DECISIONS, ACCOUNTS, OPINIONS, QUEUE, ACKNOWLEDGEMENTS, DISPUTES)}

_LEFT_OUT = {
    "writer.lock",
    f"writer.lock{STAND_IN}",
    LEDGER,
    f"{LEDGER}-wal",
    f"{LEDGER}-shm",
    seal_of(Path(LEDGER)).name,
}


def backup(workspace: Workspace, target: Path) -> int:
    """Put a copy of a workspace into one file (tar), with the SHA-256 of everything in it; returns its position.

    No writer is let in meanwhile, so the copy is one instant of the workspace. Where decisions and accounts stand in a
    server's database, they are copied from there into the file that a workspace has by itself.

    Raises:
        InputError: the file is there already, or the place can't be written to.
        WorkspaceError: another process is writing.
    """
    if target.exists():
        raise InputError.of("pipeline.exists", path=target)
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        make_private(part)  # it has the ledger, with hashes of passwords
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
        if path.is_file() and name not in _LEFT_OUT and not name.startswith(("abandoned/", "work/")):
            yield name, path
    if Ledger.served():
        with Ledger.open(folder) as served, Ledger.of_file(scratch / LEDGER) as copied:
            copy_ledger(served.engine, copied.engine)
        seal = seal_of(scratch / LEDGER)  # set when the copy was closed
        yield from ((path.name, path) for path in (scratch / LEDGER, seal))
    elif (folder / LEDGER).is_file():
        make_private(scratch / LEDGER)
        state = state_of(folder / LEDGER)  # before SQLite opens it and tidies up
        with closing(sqlite3.connect(folder / LEDGER)) as source, closing(sqlite3.connect(scratch / LEDGER)) as copy:
            source.backup(copy)  # what stands in SQLite's own journal is in the copy
        yield LEDGER, scratch / LEDGER
        seal = seal_of(scratch / LEDGER)
        if state == "altered":  # the copy must not hide it
            seal.write_bytes(sealed({"sha256": ""}))
        else:
            write_seal(scratch / LEDGER)
        yield seal.name, seal


def restore(source: Path, folder: Path) -> int:
    """Make a workspace from a copy; returns its position.

    Everything is compared with its hash, and the workspace is audited, before it stands in its place.

    Raises:
        InputError: there is no such copy, it is damaged, the folder exists and is not empty, or it can't be written to.
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
            if isinstance(error, OSError) and error.errno not in (
                None,
                errno.EIO,
            ):  # the place is to blame, not the copy
                raise InputError.of("pipeline.unwritable", path=folder, reason=error.strerror) from error
            raise InputError.of("pipeline.damaged_backup", path=source, what=error) from error
        found = {path.relative_to(made).as_posix(): file_hash(path) for path in made.rglob("*") if path.is_file()}
        wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
        if wrong:
            raise InputError(*(Problem.of("pipeline.damaged_backup", path=source, what=name) for name in wrong))
        with Workspace.open(made) as opened:
            problems = [one.problem for one in audit(opened, own_file=True) if one.severity == "error"]
            position = opened.store.position
        if problems:
            raise InputError(*problems)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    return position


def fill_database(folder: Path) -> bool | None:
    """Put the ledger of a restored workspace into the database that `CNESG_DATABASE` names, if that is empty.

    Returns:
        None where no database is named or the workspace has no ledger; False where the database has content, which is
        left alone.
    """
    if not Ledger.served() or not (folder / LEDGER).is_file():
        return None
    with Ledger.open(folder) as served, Ledger.of_file(folder / LEDGER) as copied:
        if not is_empty(served.engine):
            return False
        copy_ledger(copied.engine, served.engine)
    return True


def export(
    workspace: Workspace,
    folder: Path,
    file_format: Literal["parquet", "csv"],
    as_of: datetime | None = None,
    at: int | None = None,
) -> dict[str, int]:
    """Every table, and what people decided, said and acknowledged, their accounts and queues; returns rows by table.

    `tables.json` beside them says what each column means. Snapshots are left out (a backup has them), and so are
    secrets: the seed of blind samples and who has which value to check, and all by which people sign in.

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
    of_ledger = _of_ledger(workspace, at)
    for name, schema in (TABLES | _OF_LEDGER).items():
        dated = as_of if "available_at" in schema.dtypes else None
        rows = of_ledger[name] if name in of_ledger else workspace.store.read(name, as_of=dated, at=at)
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


def _of_ledger(workspace: Workspace, at: int | None) -> dict[str, pl.DataFrame]:
    """The tables of the ledger; at a position what people had said and asked by then."""
    if not Ledger.exists(workspace.folder):
        return {name: schema.empty() for name, schema in _OF_LEDGER.items()}
    with Ledger.open(workspace.folder) as ledger:
        taken = [vars(decision) | {"position": position} for decision, position in ledger.decisions()]
        said = [vars(opinion) for opinion in ledger.opinions.all()]
        seen = [vars(one) | {"acknowledgement_id": one.digest()} for one in ledger.acknowledgements.all()]
        objected = [vars(one) | {"changes": _told_json(one.changes)} for one in DisputeBook(ledger.engine).all()]
        told = {
            DECISIONS.name: taken,
            ACCOUNTS.name: ledger.accounts(),
            OPINIONS.name: said,
            QUEUE.name: ledger.queue(),
            ACKNOWLEDGEMENTS.name: seen,
            DISPUTES.name: objected,
        }
    tables = {}
    for name, rows in told.items():
        schema = _OF_LEDGER[name]
        tables[name] = schema.conform(pl.DataFrame(rows, schema=schema.dtypes)).sort(schema.sort_by)
    return tables if at is None else _by_then(tables, at, workspace.store.log())


def _by_then(tables: Mapping[str, pl.DataFrame], at: int, log: Sequence[LogEntry]) -> dict[str, pl.DataFrame]:
    instants = [entry.recorded_at for entry in log if entry.position <= at]
    then = pl.lit(instants[-1] if instants else datetime.min.replace(tzinfo=UTC)).cast(INSTANT)
    answered = pl.col("answered_at") <= then
    return {
        DECISIONS.name: tables[DECISIONS.name].filter(pl.col("position") <= at),
        ACCOUNTS.name: tables[ACCOUNTS.name].filter(pl.col("created_at") <= then),
        OPINIONS.name: tables[OPINIONS.name].filter(pl.col("given_at") <= then),
        ACKNOWLEDGEMENTS.name: tables[ACKNOWLEDGEMENTS.name].filter(pl.col("given_at") <= then),
        DISPUTES.name: tables[DISPUTES.name]
        .filter(pl.col("opened_at") <= then)
        .with_columns(pl.when(pl.col("settled_at") <= then).then(pl.col(*_SETTLEMENT))),
        QUEUE.name: tables[QUEUE.name]
        .filter(pl.col("asked_at") <= then)
        .with_columns(pl.when(answered).then(pl.col("answer", "by", "answered_at"))),
    }


def _told_json(changes: object) -> str | None:
    return None if changes is None else json.dumps(changes, ensure_ascii=False, sort_keys=True)


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
