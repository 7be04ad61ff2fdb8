"""Checking a delivery as an outsider: from its own files alone, without a workspace."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from cnesg.errors import InputError, Problem
from cnesg.foreign import UnreadFileError, ask
from cnesg.pipeline.delivery.editions import MANIFEST, read_manifest
from cnesg.pipeline.delivery.factsheet import FACTSHEET, printed
from cnesg.pipeline.delivery.files import BOM, leaves, subject_texts
from cnesg.pipeline.delivery.manifest import FORMAT, SUMS
from cnesg.products import merkle
from cnesg.workers import got_on

PACKAGE = "datapackage.json"
_DTYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "number": pl.Float64(),
    "integer": pl.Int64(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us", "UTC"),
    "boolean": pl.Boolean(),
}


@dataclass(frozen=True)
class Checked:
    """What checking an edition gave.

    Attributes:
        folder: where it lies.
        product: as its manifest says; None where that can't be read.
        month: likewise.
        edition: likewise.
        root: the Merkle root, computed anew from the CSV files; None where they can't be read.
        problems: what is wrong; empty where all is sound.
    """

    folder: Path
    product: str | None
    month: str | None
    edition: int | None
    root: str | None
    problems: tuple[Problem, ...]


def verify_deliveries(folder: Path) -> Iterator[Checked]:
    """Check every edition in a folder and below, each in a child process within limits, as anybody may have made it.

    Raises:
        InputError: there is none.
    """
    for edition in edition_folders(folder):
        try:
            yield ask(partial(verify_edition, edition), edition)
        except UnreadFileError as error:
            yield Checked(edition, None, None, None, None, error.problems)


def edition_folders(folder: Path, *, one: bool = False) -> list[Path]:
    """The folders of all editions in a folder and below, sorted.

    Raises:
        InputError: there is none; or several, where `one` is wanted.
    """
    found = sorted(path.parent for path in folder.rglob(MANIFEST) if not path.parent.name.startswith("."))
    if not found:
        raise InputError.of("delivery.no_manifest", folder=folder)
    if one and len(found) > 1:
        raise InputError.of("delivery.several_editions", folder=folder)
    return found


def verify_edition(folder: Path) -> Checked:
    """Check one edition, right here: files against checksums, tables against schema and each other, the Merkle root."""
    try:
        told = read_manifest(folder)
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        listed = {str(name): dict(entry) for name, entry in told["files"].items()}
        identity = str(told["product"]), str(told["month"]), int(told["edition"])
        claimed = str(told["merkle"]["root"])
    except InputError as error:
        return Checked(folder, None, None, None, None, error.problems)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = Problem.of("delivery.bad_manifest", path=folder, what=f"{type(error).__name__} {error}")
        return Checked(folder, None, None, None, None, (problem,))
    if told.get("format") != FORMAT:
        problem = Problem.of("delivery.newer", path=folder / MANIFEST, found=told.get("format"), known=FORMAT)
        return Checked(folder, *identity, None, (problem,))
    problems = [*_files(folder, listed), *_sums(folder)]
    root = None
    try:
        problems += _tables(folder, told, package)
        problems += _factsheet(folder / FACTSHEET, told)
        root = merkle.root(leaves(_texts(folder, told)))
    except (OSError, ValueError, KeyError, TypeError, PolarsError) as error:
        problems.append(Problem.of("delivery.unreadable_table", folder=folder, what=f"{type(error).__name__} {error}"))
    if root is not None and root != claimed:
        problems.append(Problem.of("delivery.other_root", folder=folder, found=root, claimed=claimed))
    return Checked(folder, *identity, root, tuple(problems))


def _files(folder: Path, listed: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    there = {path.name for path in folder.iterdir()}
    for name in sorted(there - {*listed, MANIFEST, SUMS}):
        yield Problem.of("delivery.extra_file", path=folder / name)
    for name, entry in sorted(listed.items()):
        if name not in there:
            yield Problem.of("delivery.missing_file", path=folder / name)
        elif hashlib.sha256((folder / name).read_bytes()).hexdigest() != entry.get("sha256"):
            yield Problem.of("delivery.changed_file", path=folder / name)


def _sums(folder: Path) -> Iterator[Problem]:
    """The manifest itself, against the file of checksums."""
    path = folder / SUMS
    if not path.is_file():
        yield Problem.of("delivery.missing_file", path=path)
        return
    lines = (line.partition("  ") for line in path.read_text(encoding="utf-8").splitlines())
    told = {name: digest for digest, _, name in lines}
    if told.get(MANIFEST) != hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest():
        yield Problem.of("delivery.changed_file", path=folder / MANIFEST)


def _tables(folder: Path, told: Mapping[str, Any], package: Mapping[str, Any]) -> Iterator[Problem]:
    for table in told["tables"]:
        got_on()
        resource = next(r for r in package["resources"] if r["path"] == f"{table['name']}.csv")
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        path = folder / f"{table['name']}.csv"
        frame = read_csv(path, fields)
        if frame.columns != table["columns"] or frame.columns != list(fields):
            yield Problem.of("delivery.other_columns", path=path)
            continue
        if frame.height != table["rows"]:
            yield Problem.of("delivery.other_rows", path=path, found=frame.height, claimed=table["rows"])
        if frame.select(table["key"]).is_duplicated().any():
            yield Problem.of("delivery.repeated_key", path=path, key=", ".join(table["key"]))
        required = [name for name, field in fields.items() if field.get("constraints", {}).get("required")]
        for name in required:
            if frame[name].has_nulls():
                yield Problem.of("delivery.empty_cell", path=path, column=name)
        parquet = folder / f"{table['name']}.parquet"
        if parquet.is_file() and not _equal(frame, pl.read_parquet(parquet)):
            yield Problem.of("delivery.not_the_same", path=parquet, other=path.name)
        yield from _sheet(folder / f"{told['product']}.xlsx", table["name"], frame)


def read_csv(path: Path, fields: Mapping[str, Mapping[str, Any]]) -> pl.DataFrame:
    """A table of a delivery, typed as its description says; raises polars' errors where a cell does not fit."""
    content = path.read_bytes().removeprefix(BOM)
    texts = pl.read_csv(content, infer_schema=False)
    casts = []
    for name in texts.columns:
        kind = _DTYPES[fields[name]["type"]] if name in fields else pl.String()
        if isinstance(kind, pl.Datetime):
            casts.append(pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC"))
        elif kind == pl.Date():
            casts.append(pl.col(name).str.to_date("%Y-%m-%d"))
        elif kind == pl.Boolean():
            casts.append(pl.col(name).replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean))
        else:
            casts.append(pl.col(name).cast(kind))
    return texts.select(casts)


def _equal(csv: pl.DataFrame, parquet: pl.DataFrame) -> bool:
    """Whether both say the same; in the CSV some texts carry an apostrophe, and instants end at the second."""
    if csv.columns != parquet.columns or csv.height != parquet.height:
        return False
    for name in csv.columns:
        one, other = csv[name], parquet[name]
        if one.dtype == pl.String:
            one, other = one.str.strip_prefix("'"), other.cast(pl.String).str.strip_prefix("'")
        elif isinstance(one.dtype, pl.Datetime):
            other = other.dt.truncate("1s")
        if not one.equals(other):
            return False
    return True


def _sheet(path: Path, name: str, frame: pl.DataFrame) -> Iterator[Problem]:
    """The workbook's sheet of a table, where it has one: header and rows."""
    import python_calamine

    if not path.is_file():
        return
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    if name[:31] not in book.sheet_names:
        return
    rows = book.get_sheet_by_name(name[:31]).to_python()
    if rows[0] != frame.columns or len(rows) - 1 != frame.height:
        yield Problem.of("delivery.not_the_same", path=path, other=f"{name}.csv")


def _factsheet(path: Path, told: Mapping[str, Any]) -> Iterator[Problem]:
    """The page for readers, where there is one, against the manifest."""
    import pypdfium2

    if not told.get("factsheet") or not path.is_file():
        return
    try:
        document = pypdfium2.PdfDocument(path.read_bytes())
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{path.name}: {error}") from error
    for piece in printed(told):
        if piece not in words:
            yield Problem.of("delivery.sheet_differs", path=path, what=piece)


def _texts(folder: Path, told: Mapping[str, Any]) -> dict[str, str]:
    """The subjects' texts as the CSV files have them."""
    tables = []
    for table in told["tables"]:
        got_on()
        csv = (folder / f"{table['name']}.csv").read_bytes().removeprefix(BOM)
        frame = pl.read_csv(csv, infer_schema=False)
        tables.append((str(table["name"]), frame[table["subject"]].to_list(), csv.decode("utf-8")))
    return subject_texts(tables)


def edition_texts(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The manifest of an edition, and the text of each of its subjects.

    Raises:
        InputError: the edition is not sound.
    """
    checked = verify_edition(folder)
    if checked.problems:
        raise InputError(*checked.problems)
    told = read_manifest(folder)
    return told, _texts(folder, told)
