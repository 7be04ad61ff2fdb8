"""A ledger copied from one database into another: out of a server into a backup's file, and back."""

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from cnesg.verification import account_tables  # noqa: F401 - its tables are the ledger's too
from cnesg.verification.schema import About, Base

_AT_ONCE = 1000
_CONTENT = ("decisions", "opinions", "disputes", "acknowledgements", "queue", "logins")


def copy_ledger(source: Engine, target: Engine) -> None:
    """Copy every table, as it stands at one instant; the target has the tables and nothing in them.

    Args:
        source: of the ledger.
        target: of the other one.
    """
    with source.connect() as reading, target.begin() as writing:
        if source.dialect.name == "postgresql":
            reading = reading.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - the same, pinned
        writing.execute(delete(About))
        for table in Base.metadata.sorted_tables:
            found = reading.execution_options(yield_per=_AT_ONCE).execute(select(table)).mappings()
            for rows in found.partitions(_AT_ONCE):
                writing.execute(insert(table), [dict(row) for row in rows])
        if target.dialect.name == "postgresql":
            _count_on(writing)


def is_empty(engine: Engine) -> bool:
    """Whether nobody has decided, said, asked or signed up anything in a ledger."""
    with engine.connect() as connection:
        tables = [table for table in Base.metadata.sorted_tables if table.name in _CONTENT]
        return not any(connection.scalar(select(func.count()).select_from(table)) for table in tables)


def _count_on(connection: Connection) -> None:
    """Have the server's counters go on after the numbers that were copied."""
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        last = None if column is None else connection.scalar(select(func.max(column)))
        if column is not None and last is not None:
            place = {"table": f'"{table.name}"', "column": column.name, "last": last}
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), place)
