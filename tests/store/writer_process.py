"""A writer as a process of its own, for tests that kill it.

    python -m tests.store.writer_process FOLDER [COUNT [FIRST]]

It commits to three tables in a loop, and prints a line `position number` for each commit once it is acknowledged.
"""

import hashlib
import sys
from pathlib import Path

import polars as pl
from tests.store.sample_rows import document, observations, scores

from cnesg.store import Store


def tables_of(number: int) -> dict[str, pl.DataFrame]:
    """The rows of the commit of that number: another count for every table and number."""
    report = hashlib.sha256(report_of(number)).hexdigest()
    return {
        "observations": observations(number * 7 % 23 + 1, prefix=f"w{number}-"),
        "documents": document(number).with_columns(document=pl.lit(report)),
        "scores": scores(f"r{number}", [f"C{n}" for n in range(number % 5 + 1)]),
    }


def report_of(number: int) -> bytes:
    """The document of that number."""
    return f"report {number}\n".encode() * 1000


def write(store: Store, number: int) -> int:
    """Snapshot and commit of one number; the position of the commit."""
    store.snapshots.put(report_of(number))
    return store.commit(tables_of(number), note=str(number)).position


def main() -> None:
    store = Store.open(Path(sys.argv[1]))
    count = int(sys.argv[2]) if len(sys.argv) > 2 else sys.maxsize
    first = int(sys.argv[3]) if len(sys.argv) > 3 else len(store.commits()) + 1
    for number in range(first, first + count):
        sys.stdout.write(f"{write(store, number)} {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
