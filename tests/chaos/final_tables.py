"""What a workspace holds in the end, as bytes: every row of every table, but for when and where it was written down."""

import hashlib
import json
from collections.abc import Collection

from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.verification import Ledger

_WHEN_AND_WHERE = ("recorded_at", "position", "store_position")
"""The store's own: a workspace that was worked in with breaks has other instants and more positions."""


def final_tables(workspace: Workspace, without: Collection[str] = ()) -> dict[str, bytes]:
    """Each table's rows as sorted lines of JSON, and the decisions of the ledger; `without` names further columns."""
    tables = {}
    for name in TABLES:
        rows = workspace.store.read(name)
        rows = rows.drop([column for column in (*_WHEN_AND_WHERE, *without) if column in rows.columns])
        tables[name] = b"\n".join(sorted(rows.write_ndjson().encode().splitlines()))
    if Ledger.exists(workspace.folder):
        with Ledger.open(workspace.folder) as ledger:
            decided = [{**vars(one), "decided_at": one.decided_at.isoformat()} for one, _ in ledger.decisions()]
        tables["ledger"] = json.dumps(decided, sort_keys=True).encode()
    return {name: content for name, content in tables.items() if content}


def differing(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """Names of the tables that are not the same, byte for byte."""
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def fingerprint(tables: dict[str, bytes]) -> str:
    """One hash over all of them."""
    digest = hashlib.sha256()
    for name, content in sorted(tables.items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]
