"""Which rows of an earlier run count in a later one too, so that a month in which little changed stores only that."""

from cnesg.model.columns import COMMIT, INSTANT, TEXT, TEXTS
from cnesg.model.schema import Column, TableSchema

SHARED = TableSchema(
    name="shared",
    version=1,
    columns=(
        Column("run_id", TEXT, "the run that has not all its rows of a table to itself", nullable=False),
        Column("table", TEXT, "inputs, scores or parts", nullable=False),
        Column("base", TEXT, "the earlier run whose rows count in it too, but for those it has itself", nullable=False),
        Column("as_of", INSTANT, "of the run: what its rows say instead of the earlier run's", nullable=False),
        Column("gone", TEXTS, "keys of rows of the earlier run that do not count in it, joined by |"),
        *COMMIT,
    ),
    sort_by=("position", "run_id", "table"),
)

KEYS = {
    "inputs": ("company_id", "data_point"),
    "scores": ("company_id", "code", "kind"),
    "parts": ("company_id", "code", "kind", "part"),
}
"""By which columns a row of a run stands instead of rows of the run that it shares others with."""
