"""What the store promises after any crash, as one check."""

from pathlib import Path

from tests.store.writer_process import tables_of, write

from cnesg.store import Store

TABLES = ("observations", "documents", "scores")


def assert_whole(store: Store) -> dict[int, int]:
    """Every visible commit is there with all its rows, and there are no other rows; positions to numbers."""
    commits = {commit.position: commit for commit in store.commits()}
    expected = {
        table: {p: frame.height for p, c in commits.items() if (frame := tables_of(int(c.note))[table]).height}
        for table in TABLES
    }
    for table in TABLES:
        found = dict(store.read(table).group_by("position").len().rows())
        assert found == expected[table], table
    assert [finding for finding in store.check() if finding.severity == "error"] == []
    dates = [commit.recorded_at for commit in commits.values()]
    assert dates == sorted(set(dates))
    return {position: int(commit.note) for position, commit in commits.items()}


def assert_promises(folder: Path, acknowledged: dict[int, int]) -> None:
    """After a crash: the workspace opens, nothing acknowledged is lost, nothing is half there, writing goes on."""
    store = Store.open(folder, lock_wait=0)
    visible = assert_whole(store)
    assert acknowledged.items() <= visible.items()
    last = store.position
    before = {table: store.read(table) for table in TABLES}
    number = max(visible.values(), default=0) + 1
    position = write(store, number)
    assert position > last
    assert assert_whole(store) == {**visible, position: number}
    for table in TABLES:
        assert store.read(table, at=last).equals(before[table])
