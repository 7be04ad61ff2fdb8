"""Making deliveries: each product is built, written whole, and kept apart from what befalls the others."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cnesg import telemetry
from cnesg.errors import InputError, Problem
from cnesg.framework.product_rules import load_product_rules, load_product_wording
from cnesg.pipeline.delivery.basis import Built, MonthBasis, month_basis
from cnesg.pipeline.delivery.building import BUILDERS
from cnesg.pipeline.delivery.calendar import calendar_entry, is_due
from cnesg.pipeline.delivery.editions import Edition, before, latest, put
from cnesg.pipeline.delivery.factsheet import FACTSHEET, factsheet
from cnesg.pipeline.delivery.files import PublishedTable, leaves, texts_of
from cnesg.pipeline.delivery.gate import passed_gate
from cnesg.pipeline.delivery.manifest import SUMS, json_file, manifest, sums
from cnesg.pipeline.delivery.package import datapackage
from cnesg.pipeline.delivery.papers import papers
from cnesg.pipeline.delivery.workbook import MOST_ROWS, workbook
from cnesg.pipeline.workspace import Workspace
from cnesg.pipeline.writing import neutralised_table
from cnesg.products import merkle
from cnesg.products.changes import changes
from cnesg.products.schema import PRODUCTS, product_schema
from cnesg.quality import Override


@dataclass(frozen=True)
class Delivered:
    """What became of a product.

    Attributes:
        product: its name.
        how: `made`, `unchanged` (the newest edition says the same), `not-due` or `failed`.
        folder: of the edition.
        edition: its number.
        rows: of the main table.
        problems: why it failed, or what was left out of it.
    """

    product: str
    how: str
    folder: Path | None = None
    edition: int | None = None
    rows: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What is to be delivered.

    Attributes:
        month: any day of the month.
        out: the folder of all deliveries.
        products: names; all that are due if empty.
        profile: of the run.
        reason: why a correction was made, for the manifest; one for all products, or one for each by name.
        overrides: errors of quality control that somebody lets pass.
        other_rows: make an edition only where tables say something else than the newest, not for another run alone.
    """

    month: date
    out: Path
    products: tuple[str, ...] = ()
    profile: str = "default"
    reason: str | Mapping[str, str] | None = None
    overrides: tuple[Override, ...] = ()
    other_rows: bool = False


def deliver(workspace: Workspace, wanted: Wanted) -> Iterator[Delivered]:
    """Make the deliveries of a month, one after the other; one that fails does not stop the others.

    Quality control looks at all of them before the first is written.

    Yields:
        One result a product, written when it is yielded.

    Raises:
        InputError: unknown product, the month was not run, or the gate is closed.
    """
    for product in wanted.products:
        product_schema(product)
    basis = month_basis(workspace, wanted.month, wanted.profile)
    wording = load_product_wording(workspace.methodology.folder)
    due = [product for product in PRODUCTS if is_due(product, basis.month, wording)]
    built, failed = _built(basis, wanted.products or due)
    told = {product: tables for product, (_, tables) in built.items()}
    gate = passed_gate(basis, told, wanted.out, wanted.profile, wanted.overrides) if built else None
    for product in wanted.products or PRODUCTS:
        if product in failed:
            yield Delivered(product, "failed", problems=failed[product])
        elif product not in built:
            yield Delivered(product, "not-due")
        else:
            try:
                with telemetry.span("delivery", product=product):
                    done = _delivered(basis, product, built[product], wanted, gate)
                yield done
            except InputError as error:
                yield Delivered(product, "failed", problems=error.problems)


_Tables = tuple[Built, list[PublishedTable]]


def _built(basis: MonthBasis, products: Iterable[str]) -> tuple[dict[str, _Tables], dict[str, tuple[Problem, ...]]]:
    """The tables of each product, and why others could not be built."""
    built: dict[str, _Tables] = {}
    failed: dict[str, tuple[Problem, ...]] = {}
    for product in products:
        schema = product_schema(product)
        try:
            found = BUILDERS[product](basis)
        except InputError as error:
            failed[product] = error.problems
            continue
        tables = [PublishedTable(table, table.conform(found.tables[table.name])) for table in schema.tables]
        if tables[0].frame.height:
            built[product] = found, tables
        else:
            failed[product] = (Problem.of("delivery.nothing", product=product, month=basis.label),)
    return built, failed


def _delivered(
    basis: MonthBasis, product: str, made: _Tables, wanted: Wanted, gate: Mapping[str, Any] | None
) -> Delivered:
    schema, (built, tables) = product_schema(product), made
    rows, hashes = tables[0].frame.height, leaves(texts_of(tables))
    newest = latest(wanted.out, product, basis.label)
    run = None if wanted.other_rows else basis.run["run_id"]
    if newest and _same(newest, merkle.root(hashes), run, schema.version):
        return Delivered(product, "unchanged", newest.folder, newest.number, rows, built.problems)
    folder = basis.methodology.folder
    calendar = calendar_entry(product, basis.month, load_product_wording(folder), load_product_rules(folder))
    reason = wanted.reason if isinstance(wanted.reason, str | None) else wanted.reason.get(product)
    told_apart = {"reason": reason, "gate": gate, "calendar": calendar}
    edition = told_apart | _edition(newest, before(wanted.out, product, basis.label), tables[0])
    files = _files(basis, tables, edition, manifest(basis, schema, built, tables, edition, hashes))
    place = put(wanted.out, product, basis.label, edition["number"], files)
    return Delivered(product, "made", place, edition["number"], rows, built.problems)


def _same(edition: Edition, root: str, run: str | None, version: int) -> bool:
    """Whether an edition has these rows in this schema, and is of a run unless any will do."""
    told = edition.manifest()
    made = told["merkle"]["root"], told["schema_version"]
    return made == (root, version) and run in (None, told["run"]["run_id"])


def _edition(newest: Edition | None, earlier: Edition | None, table: PublishedTable) -> dict[str, Any]:
    """What tells the edition from others: its number, the one before, and the log of what changed since."""
    log = changes(table.schema, _rows(earlier, table.schema.name) if earlier else None, table.frame)
    counted = {what: log.filter(pl.col("change") == what).height for what in ("added", "removed", "changed")}
    previous = None
    if earlier:
        previous = {
            "month": earlier.month,
            "edition": earlier.number,
            "root": earlier.manifest()["merkle"]["root"],
        }
    return {
        "number": newest.number + 1 if newest else 1,
        "previous": previous,
        "changes": counted if earlier else None,
        "log": log,
    }


def _rows(edition: Edition, table: str) -> pl.DataFrame | None:
    path = edition.folder / f"{table}.parquet"
    return pl.read_parquet(path) if path.is_file() else None


def _files(
    basis: MonthBasis, tables: Sequence[PublishedTable], edition: Mapping[str, Any], told: dict[str, Any]
) -> dict[str, bytes]:
    """Every file of an edition by name; the checksums last."""
    schema = product_schema(told["product"])
    data: dict[str, bytes] = {}
    for table in tables:
        if "csv" in table.schema.formats:
            data[f"{table.schema.name}.csv"] = table.csv_file()
        if "parquet" in table.schema.formats:
            data[f"{table.schema.name}.parquet"] = table.parquet_file()
    sheets = [t for t in tables if "xlsx" in t.schema.formats and t.frame.height <= MOST_ROWS]
    data[f"{schema.product}.xlsx"] = workbook(schema, sheets, _facts(told), basis.instant)
    package = datapackage(schema, basis.label, edition["number"], data, basis.instant.isoformat())
    files = dict(data)
    files["changes.csv"] = ("\ufeff" + neutralised_table(edition["log"]).write_csv()).encode("utf-8")
    files["datapackage.json"] = json_file(package)
    files |= papers(told)
    if told["factsheet"]:
        files[FACTSHEET] = factsheet(schema, tables, told, basis.instant)
    told["files"] = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    }
    files["manifest.json"] = json_file(told)
    files[SUMS] = sums(files)
    return files


def _facts(told: Mapping[str, Any]) -> dict[str, str]:
    """What the readme sheet tells of a delivery."""
    shares = {
        dimension: ", ".join(f"{name} {value:.1%}" for name, value in found.items() if name != "companies")
        for dimension, found in told["shares"].items()
    }
    return {
        "month 月份": told["month"],
        "edition 版次": str(told["edition"]),
        "as of 截至": told["as_of"],
        "run 运行": told["run"]["run_id"],
        "fiscal year 财务年度": str(told["run"]["fiscal_year"]),
        "methodology 方法学": told["versions"]["methodology"],
        "schema 表结构版本": str(told["schema_version"]),
        "Merkle root": told["merkle"]["root"],
        **{f"{dimension} rests on 依据": text for dimension, text in shares.items()},
    }


__all__ = ["Built", "Delivered", "Wanted", "deliver"]
