"""Publishing an edition: to a folder or any storage that fsspec knows (S3 and the like), or to SQL tables."""

import hashlib
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import InputError
from cnesg.pipeline.delivery.editions import MANIFEST, read_manifest
from cnesg.pipeline.delivery.verifying import verify_edition
from cnesg.products.schema import ProductTable, product_schema

_SQL = ("sqlite", "postgresql", "mysql", "mssql", "oracle", "duckdb")
_ROWS_AT_ONCE = 500


def publish(folder: Path, target: str) -> str:
    """Publish one sound edition; doing it again changes nothing.

    Args:
        folder: the edition.
        target: an address: a folder, `s3://bucket/path`, or a database as SQLAlchemy writes it.

    Returns:
        Where it went.

    Raises:
        InputError: the edition is not sound, the target can't be written, or holds another edition of that number.
    """
    checked = verify_edition(folder)
    if checked.problems:
        raise InputError(*checked.problems)
    scheme = target.partition(":")[0].partition("+")[0]
    return _to_sql(folder, target) if scheme in _SQL else _to_storage(folder, target)


def _to_storage(folder: Path, target: str) -> str:
    """Files first, the manifest last: who sees a manifest sees a whole edition."""
    import fsspec

    told = read_manifest(folder)
    try:
        system, root = fsspec.core.url_to_fs(target)
        place = f"{root.rstrip('/')}/{told['product']}/{told['month']}/edition-{told['edition']}"
        manifest = f"{place}/{MANIFEST}"
        taken = system.exists(manifest) and system.cat_file(manifest) != (folder / MANIFEST).read_bytes()
        lost = None if taken else _copied(system, folder, place)
    except Exception as error:  # every storage has errors of its own
        raise InputError.of("delivery.not_published", target=target, reason=error) from error
    if taken:
        raise InputError.of("delivery.other_published", place=place)
    if lost is not None:
        raise InputError.of("delivery.not_published", target=target, reason=lost)
    return place


def _copied(system: Any, folder: Path, place: str) -> str | None:
    """Copy every file; the name of the first that did not arrive as it was."""
    system.makedirs(place, exist_ok=True)
    names = sorted(path.name for path in folder.iterdir() if path.name != MANIFEST)
    for name in (*names, MANIFEST):
        content = (folder / name).read_bytes()
        system.pipe_file(f"{place}/{name}", content)
        if hashlib.sha256(system.cat_file(f"{place}/{name}")).digest() != hashlib.sha256(content).digest():
            return name
    return None


def _to_sql(folder: Path, target: str) -> str:
    """Each table as `cnesg_PRODUCT_TABLE`, its rows with month and edition; all in one transaction."""
    import sqlalchemy as sa
    from sqlalchemy.exc import SQLAlchemyError

    told = read_manifest(folder)
    schema = product_schema(told["product"])
    month, edition = str(told["month"]), int(told["edition"])
    try:
        engine = sa.create_engine(target)
        with engine.begin() as connection:
            for table in schema.tables:
                known = _sql_table(sa, schema.product, table)
                known.create(connection, checkfirst=True)
                mine = (known.c.delivery_month == month) & (known.c.delivery_edition == edition)
                connection.execute(known.delete().where(mine))
                frame = pl.read_parquet(folder / f"{table.name}.parquet")
                marks = {"delivery_month": month, "delivery_edition": edition}
                for part in frame.iter_slices(_ROWS_AT_ONCE):
                    connection.execute(known.insert(), [marks | row for row in part.to_dicts()])
        engine.dispose()
    except (SQLAlchemyError, ImportError) as error:
        raise InputError.of("delivery.not_published", target=_harmless(target), reason=type(error).__name__) from error
    return f"{_harmless(target)} {month} {edition}"


def _sql_table(sa: Any, product: str, table: ProductTable) -> Any:
    types = {
        "text": sa.Text,
        "number": sa.Float,
        "whole": sa.BigInteger,
        "day": sa.Date,
        "instant": sa.DateTime(timezone=True),
        "flag": sa.Boolean,
    }
    name = f"cnesg_{product}_{table.name}".replace("-", "_")
    columns = [sa.Column(column.name, types[column.type]) for column in table.columns]
    marks = (sa.Column("delivery_month", sa.String(7)), sa.Column("delivery_edition", sa.Integer))
    return sa.Table(name, sa.MetaData(), *marks, *columns)


def _harmless(target: str) -> str:
    """The address without a password."""
    head, at, tail = target.rpartition("@")
    return f"{head.partition('://')[0]}://...{at}{tail}" if at else target
