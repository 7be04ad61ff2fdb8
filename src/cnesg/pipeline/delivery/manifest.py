"""The manifest of a delivery: what it is, what made it, what was checked, and the root that proofs lead to."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cnesg.pipeline.delivery.basis import Built, MonthBasis
from cnesg.pipeline.delivery.files import PublishedTable
from cnesg.pipeline.typesetting import can_typeset, tools
from cnesg.products import merkle
from cnesg.products.schema import ProductSchema
from cnesg.products.scores import dimension_shares

FORMAT = 1
SUMS = "SHA256SUMS"


def versions(basis: MonthBasis, built: Built) -> dict[str, Any]:
    """What computed the delivery's scores, and the positions of the store that it was read from."""
    run = basis.run
    return {
        "methodology": run["methodology_version"],
        "extraction": run["extraction_version"],
        "reference": run["reference_version"],
        "code": run["code_version"],
        "libraries": json.loads(run["libraries"]),
        "store_position_of_run": run["store_position"],
        "store_positions_of_tables": built.positions,
    }


def manifest(
    basis: MonthBasis,
    schema: ProductSchema,
    built: Built,
    tables: Sequence[PublishedTable],
    edition: Mapping[str, Any],
    leaves: Sequence[str],
) -> dict[str, Any]:
    """The content of `manifest.json`, but for `files`.

    Args:
        basis: the month and its run.
        schema: of the product.
        built: what was built.
        tables: as they go out.
        edition: `number`, `previous`, `changes`, `reason`, `gate`, `calendar`.
        leaves: leaf hashes of all subjects in order.
    """
    run = basis.run
    return {
        "format": FORMAT,
        "product": schema.product,
        "title": schema.title.model_dump(),
        "month": basis.label,
        "edition": edition["number"],
        "reason": edition["reason"],
        "as_of": basis.instant.isoformat(),
        "run": {"run_id": run["run_id"], "profile": run["profile"], "fiscal_year": run["fiscal_year"]},
        "versions": versions(basis, built),
        "schema_version": schema.version,
        "calendar": edition["calendar"],
        "tables": [_described(table) for table in tables],
        "shares": dimension_shares(basis.scores, built.companies),
        "checks": _checks(tables, edition["gate"]),
        "gate": edition["gate"],
        "problems": [{"en": p.text("en"), "zh": p.text("zh")} for p in built.problems],
        "notes": built.notes,
        "previous": edition["previous"],
        "changes": edition["changes"],
        "factsheet": tools() if can_typeset() else None,
        "merkle": {"hash": "sha256", "leaf": "subject", "leaves": len(leaves), "root": merkle.root(leaves)},
    }


def _described(table: PublishedTable) -> dict[str, Any]:
    schema = table.schema
    return {
        "name": schema.name,
        "rows": table.frame.height,
        "subject": schema.subject,
        "subjects": table.frame[schema.subject].n_unique(),
        "key": list(schema.key),
        "columns": [column.name for column in schema.columns],
        "nulls_in_key": sum(table.frame[name].null_count() for name in schema.key),
        "duplicates": int(table.frame.select(schema.key).is_duplicated().sum()),
    }


def _checks(tables: Sequence[PublishedTable], gate: Mapping[str, Any] | None) -> list[dict[str, str]]:
    """What held when the delivery was made; what did not hold would have kept it back."""
    found = [
        {"check": f"{table.schema.name}: {what}", "result": "passed"}
        for table in tables
        for what in ("columns and types as in the schema", "keys unique and filled", "required cells filled")
    ]
    if gate is None:
        return [*found, {"check": "monthly quality control", "result": "not run"}]
    result = "passed with overrides" if gate["overrides"] else "passed"
    return [*found, {"check": "monthly quality control: no open finding of severity error", "result": result}]


def json_file(content: Mapping[str, Any]) -> bytes:
    """A JSON file for people and machines: indented, keys in the order given."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def sums(files: Mapping[str, bytes]) -> bytes:
    """The file `SHA256SUMS`, as `sha256sum -c` reads it."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode("ascii")
