"""What quality control has looked at: one row each time that a month was held against the rules, never overwritten."""

from cnesg.model.columns import COMMIT, FLAG, INSTANT, TEXT, TEXTS, WHOLE
from cnesg.model.schema import Column, TableSchema

CHECKS = TableSchema(
    name="checks",
    version=1,
    columns=(
        Column("month", TEXT, "the month that was checked, YYYY-MM", nullable=False),
        Column("profile", TEXT, "name of the profile of the run", nullable=False),
        Column("run_id", TEXT, "the run that was checked", nullable=False),
        Column("as_of", INSTANT, "of the run: nothing published later was checked", nullable=False),
        Column("fiscal_year", WHOLE, "fiscal year that was scored", nullable=False),
        Column("store_position", WHOLE, "last commit that was checked", nullable=False),
        Column("since_position", WHOLE, "rows of commits up to this one had been checked before; null: none had"),
        Column("since_as_of", INSTANT, "if they were published by then; null: none had"),
        Column("since_year", WHOLE, "fiscal year that was scored when they were; null: none had"),
        Column("rows", WHOLE, "facts, reports and news that were checked", nullable=False),
        Column("errors", TEXTS, "keys of the errors that were found", nullable=False),
        Column("overridden", TEXTS, "keys of those that somebody let pass by name in a delivery", nullable=False),
        Column("settled", FLAG, "no error was left open: later months check only what came after", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "profile", "month"),
)
