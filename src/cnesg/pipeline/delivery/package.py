"""The Frictionless description of a delivery: each file with its schema, units, definitions and checksum."""

import hashlib
from collections.abc import Mapping
from typing import Any

from cnesg.products.schema import CellType, ProductColumn, ProductSchema, ProductTable

_TYPES: dict[CellType, tuple[str, str]] = {
    "text": ("string", "default"),
    "number": ("number", "default"),
    "whole": ("integer", "default"),
    "day": ("date", "default"),
    "instant": ("datetime", "default"),
    "flag": ("boolean", "default"),
}
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def datapackage(
    schema: ProductSchema, label: str, edition: int, files: Mapping[str, bytes], created: str
) -> dict[str, Any]:
    """The content of `datapackage.json`.

    Args:
        schema: of the product.
        label: the month, `2025-06`.
        edition: its number.
        files: data files by name.
        created: instant of the run, ISO 8601; not the clock's, so that a delivery made twice is the same.
    """
    return {
        "profile": "data-package",
        "name": f"cnesg-{schema.product}-{label}-{edition}",
        "title": schema.title.en,
        "title_zh": schema.title.zh,
        "description": schema.about.en,
        "description_zh": schema.about.zh,
        "version": f"{schema.version}.{edition}",
        "created": created,
        "resources": [
            _resource(table, name, files[name])
            for table in schema.tables
            for name in (f"{table.name}.csv", f"{table.name}.parquet")
            if name in files
        ]
        + [_file(name, files[name]) for name in sorted(files) if name.endswith(".xlsx")],
    }


def _resource(table: ProductTable, name: str, content: bytes) -> dict[str, Any]:
    described = {
        **_file(name, content),
        "title": table.title.en,
        "title_zh": table.title.zh,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }
    if name.endswith(".csv"):
        described |= {"profile": "tabular-data-resource", "type": "table", "encoding": "utf-8-sig"}
    return described


def _file(name: str, content: bytes) -> dict[str, Any]:
    ending = name.rpartition(".")[2]
    return {
        "name": name.replace("_", "-").replace(".", "-").lower(),
        "type": "file",  # frictionless would read Parquet through pandas, where no whole number can be empty
        "path": name,
        "format": ending,
        "mediatype": _MEDIA[ending],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _field(column: ProductColumn) -> dict[str, Any]:
    kind, shape = _TYPES[column.type]
    field: dict[str, Any] = {"name": column.name, "type": kind, "format": shape}
    field |= {"description": column.meaning.en, "description_zh": column.meaning.zh}
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.range:
        constraints["minimum"], constraints["maximum"] = column.range
    if constraints:
        field["constraints"] = constraints
    return field
