"""Which files were imported, and which imports were withdrawn."""

from cnesg.model.columns import COMMIT, TEXT, WHOLE
from cnesg.model.schema import Column, TableSchema

IMPORTS = TableSchema(
    name="imports",
    version=1,
    columns=(
        Column("kind", TEXT, "what the file held, as `cnesg import` calls it", nullable=False),
        Column("document", TEXT, "SHA-256 of the file, which is kept as a snapshot", nullable=False),
        Column("title", TEXT, "the file's name", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "kind", "document"),
)

WITHDRAWALS = TableSchema(
    name="withdrawals",
    version=1,
    columns=(
        Column("withdrawn", WHOLE, "position of the commit whose rows count no longer", nullable=False),
        Column("what", TEXT, "that commit's note", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "withdrawn"),
)
"""From the position of such a row on, readers don't see the rows of the commit that it names; before it they do."""
