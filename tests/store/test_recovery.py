"""Failures between the phases of a commit: some tables written, all tables written, the log line torn."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.store.promises import assert_promises, assert_whole
from tests.store.sample_rows import observations
from tests.store.writer_process import tables_of, write

from cnesg.errors import StoreError
from cnesg.model import OBSERVATIONS
from cnesg.store import Store
from cnesg.store.commit_log import CommitLog
from cnesg.store.delta import DeltaFolder


class CrashError(BaseException):
    """The process ends here."""


def crash(*_: object, **__: object) -> None:
    raise CrashError


def failing_after(calls: int, real: Callable[..., object], failure: BaseException) -> Callable[..., object]:
    """The real thing for a number of calls, then a failure."""
    done = iter(range(calls))

    def call(*arguments: object, **named: object) -> object:
        if next(done, None) is None:
            raise failure
        return real(*arguments, **named)

    return call


@pytest.mark.parametrize("earlier", [0, 3])
@pytest.mark.parametrize("written", [0, 1, 2, 3])
def test_a_crash_between_the_phases(folder: Path, monkeypatch: pytest.MonkeyPatch, earlier: int, written: int) -> None:
    store = Store.create(folder)
    acknowledged = {write(store, number): number for number in range(1, earlier + 1)}
    with monkeypatch.context() as patch:
        if written == 3:
            patch.setattr(CommitLog, "append", crash)
        else:
            patch.setattr(DeltaFolder, "append", failing_after(written, DeltaFolder.append, CrashError()))
        with pytest.raises(CrashError):
            write(store, earlier + 1)
    reader = Store.open(folder)
    assert assert_whole(reader) == acknowledged
    leftovers = [finding.problem.message_id for finding in reader.check()]
    assert ("store.unfinished" in leftovers) == (written > 0)
    assert_promises(folder, acknowledged)


def test_an_abandoned_position_is_never_used_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.create(folder)
    write(store, 1)
    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(CommitLog, "append", crash)
            with pytest.raises(CrashError):
                write(store, 2)
        with store.writing():
            pass
    assert store.position == 4
    assert write(store, 2) == 5
    assert assert_whole(store) == {1: 1, 5: 2}
    abandoned = [f for f in store.check() if f.problem.message_id == "store.abandoned"]
    assert [f.problem.values["position"] for f in abandoned] == [2, 3, 4]
    assert "observations" in abandoned[0].problem.text()
    assert store.read("observations", at=3).equals(store.read("observations", at=1))


@pytest.mark.heavy
def test_a_crash_while_setting_aside_is_recovered_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.create(folder)
    write(store, 1)
    with monkeypatch.context() as patch:
        patch.setattr(CommitLog, "append", crash)
        with pytest.raises(CrashError):
            write(store, 2)
    for moves in range(4):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", failing_after(moves, Path.rename, CrashError()))
            try:
                write(Store.open(folder), 2)
            except CrashError:
                assert assert_whole(Store.open(folder)) == {1: 1}
    assert_promises(folder, {1: 1})


def test_several_versions_are_set_aside_newest_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(Store.create(folder), 1)
    log = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}" / "_delta_log"
    for version in (1, 2, 3):
        (log / f"{version:020d}.json").write_bytes(b"")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing_after(1, Path.rename, CrashError()))
        with pytest.raises(CrashError):
            Store.open(folder).migrate()
    assert sorted(path.name for path in log.glob("*.json")) == [f"{version:020d}.json" for version in (0, 1, 2)]
    assert_promises(folder, {1: 1})


@pytest.mark.heavy
def test_a_torn_delta_log_file_is_set_aside(folder: Path) -> None:
    store = Store.create(folder)
    write(store, 1)
    torn = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}" / "_delta_log" / f"{1:020d}.json"
    for content in (b"", b'{"add":{"path":"part', b"\x00" * 64):
        torn.write_bytes(content)
        assert_whole(Store.open(folder))
        with store.writing():
            pass
        assert not torn.exists()
    assert len(list((folder / "abandoned").iterdir())) == 3
    assert_promises(folder, {1: 1})


def test_a_table_that_was_only_begun_is_set_aside(folder: Path) -> None:
    store = Store.create(folder)
    begun = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}"
    begun.mkdir(parents=True)
    (begun / "part-0.parquet").write_bytes(b"PAR1 cut o")
    write(store, 1)
    assert assert_whole(store) == {2: 1}
    assert [path.name for path in (folder / "abandoned").iterdir()] == [
        f"00000001-observations-v{OBSERVATIONS.version}"
    ]


def test_a_private_copy_of_a_log_is_removed(folder: Path) -> None:
    store = Store.create(folder)
    write(store, 1)
    scratch = folder / "tables" / "observations" / ".checkpoint-x1"
    (scratch / "_delta_log").mkdir(parents=True)
    write(store, 2)
    assert not scratch.exists()


@pytest.mark.parametrize("phase", ["data", "log"])
def test_a_full_disk_is_told_and_the_same_writer_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    write(store, 1)
    full = OSError(28, "No space left on device")
    with monkeypatch.context() as patch:
        if phase == "data":
            patch.setattr(DeltaFolder, "append", failing_after(1, DeltaFolder.append, full))
        else:
            patch.setattr(CommitLog, "append", failing_after(0, CommitLog.append, full))
        with store.writing(), pytest.raises(StoreError, match=r"nothing was stored.*No space left"):
            store.commit(tables_of(2), note="2")
    assert list(assert_whole(store).values()) == [1]
    write(store, 2)
    assert list(assert_whole(store).values()) == [1, 2]


def test_after_a_failure_under_one_lock_its_rows_do_not_slip_into_the_next_commit(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, 1)
    with store.writing():
        with monkeypatch.context() as patch:
            patch.setattr(CommitLog, "append", failing_after(0, CommitLog.append, OSError(28, "full")))
            with pytest.raises(StoreError):
                write(store, 2)
        store.commit({"observations": observations(2, prefix="x")}, note="3")
    assert store.read("observations", where=store_prefix("w2-")).is_empty()
    assert store.commit(tables_of(2), note="2").rows == {name: frame.height for name, frame in tables_of(2).items()}


def store_prefix(prefix: str) -> pl.Expr:
    return pl.col("observation_id").str.starts_with(prefix)
