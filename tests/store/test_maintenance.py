"""Compacting and vacuuming change files, never what a reader sees."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.store.promises import TABLES, assert_whole
from tests.store.sample_rows import PUBLISHED
from tests.store.test_migrations import OLD_TABLES, old_rows
from tests.store.writer_process import write

from cnesg.store import Store, vacuuming
from cnesg.store.commit_log import CommitLog

COMMITS = 12
NOW = timedelta(0)


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(1, COMMITS + 1):
        write(store, number)
    return store


def everything(store: Store, last: int = COMMITS) -> list[pl.DataFrame]:
    """What readers see at each position, and as of a date."""
    seen = [store.read(table, at=at) for table in TABLES for at in range(last + 1)]
    return [*seen, store.read("observations", as_of=PUBLISHED, at=last), store.standing_observations(at=last)]


def same(before: list[pl.DataFrame], after: list[pl.DataFrame]) -> bool:
    return all(one.equals(other) for one, other in zip(before, after, strict=True))


@pytest.mark.heavy
def test_compacting_leaves_every_read_as_it_was(filled: Store, folder: Path) -> None:
    before = everything(filled)
    entry = filled.compact()
    assert entry is not None
    assert entry.kind == "compaction"
    assert len(filled.files("observations")) == 1
    assert same(before, everything(filled))
    assert same(before, everything(Store.open(folder)))
    assert assert_whole(Store.open(folder)).keys() == set(range(1, COMMITS + 1))


def test_there_is_nothing_to_compact_in_few_files(store: Store) -> None:
    write(store, 1)
    assert store.compact() is None
    assert store.position == 1


@pytest.mark.heavy
def test_vacuum_deletes_what_compaction_put_out_of_use_and_nothing_else(filled: Store, folder: Path) -> None:
    before, files = everything(filled), set((folder / "tables").rglob("*.parquet"))
    filled.compact()
    assert filled.vacuum() is None  # somebody may still be reading them
    entry = filled.vacuum(older_than=NOW)
    assert entry is not None
    left = set((folder / "tables").rglob("*.parquet"))
    assert not files & left
    assert {path for table in TABLES for path in filled.files(table)} == left
    assert same(before, everything(Store.open(folder)))
    assert filled.vacuum(older_than=NOW) is None


@pytest.mark.heavy
def test_writing_goes_on_after_maintenance(filled: Store, folder: Path) -> None:
    filled.compact()
    filled.vacuum(older_than=NOW)
    position = write(filled, COMMITS + 1)
    assert position == COMMITS + 3
    assert assert_whole(Store.open(folder))[position] == COMMITS + 1
    filled.compact(least_files=2)
    assert assert_whole(Store.open(folder))[position] == COMMITS + 1


def test_a_migrated_table_loses_its_old_files(folder: Path) -> None:
    Store.create(folder, tables=OLD_TABLES).commit({"observations": old_rows(3)}, note="first")
    store = Store.open(folder)
    store.migrate()
    before = store.read("observations")
    old = folder / "tables" / "observations" / "v1"
    assert list(old.glob("*.parquet"))
    store.vacuum(older_than=NOW)
    assert not list(old.glob("*.parquet"))
    assert store.read("observations").equals(before)
    assert [finding for finding in Store.open(folder).check() if finding.severity == "error"] == []


@pytest.mark.heavy
def test_a_crash_before_the_log_knows_of_a_compaction_changes_nothing(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(filled)

    def crash(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(CommitLog, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            filled.compact()
    after = Store.open(folder)
    assert same(before, everything(after))
    write(after, COMMITS + 1)  # sets aside what was begun
    assert same(before, everything(Store.open(folder)))
    assert [finding for finding in Store.open(folder).check() if finding.severity == "error"] == []


@pytest.mark.heavy
def test_a_crash_while_files_are_deleted_is_mended_by_the_next_vacuum(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(filled)
    filled.compact()

    def crash(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(vacuuming, "delete", crash)
        with pytest.raises(KeyboardInterrupt):
            filled.vacuum(older_than=NOW)
    assert same(before, everything(Store.open(folder)))
    assert [finding for finding in Store.open(folder).check() if finding.severity == "error"] == []


@pytest.mark.heavy
def test_a_deleted_file_that_was_still_needed_is_found(filled: Store, folder: Path) -> None:
    filled.compact()
    (kept,) = filled.files("observations")
    filled.vacuum(older_than=NOW)
    kept.unlink()
    found = [finding.problem.message_id for finding in Store.open(folder).check() if finding.severity == "error"]
    assert "store.missing_file" in found
