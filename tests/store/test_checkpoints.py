from pathlib import Path

import pytest
from deltalake import DeltaTable
from tests.store.promises import assert_whole
from tests.store.sample_rows import observations
from tests.store.writer_process import write

from cnesg.model import OBSERVATIONS
from cnesg.store import Store, checkpoints


def log_of(folder: Path) -> Path:
    return folder / "tables" / "observations" / f"v{OBSERVATIONS.version}" / "_delta_log"


def names(folder: Path) -> list[int]:
    return sorted(int(path.name[:20]) for path in log_of(folder).glob("*.checkpoint.parquet"))


def test_a_long_log_gets_checkpoints_and_keeps_the_last_two(store: Store, folder: Path) -> None:
    with store.writing():
        for number in range(65):
            store.commit({"observations": observations(1, prefix=f"{number}-")}, note="")
    assert names(folder) == [39, 59]
    assert (log_of(folder) / "_last_checkpoint").is_file()
    assert Store.open(folder).read("observations").height == 65
    assert not list((folder / "tables").glob("*/.checkpoint*"))


def test_a_checkpoint_holds_the_log_so_far(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_INTERVAL", 3)
    for number in range(1, 6):
        write(store, number)
    assert names(folder) == [2]
    for version in (0, 1):
        (log_of(folder) / f"{version:020d}.json").unlink()  # only the checkpoint knows them now
    assert DeltaTable(log_of(folder).parent).version() == 4
    assert_whole(Store.open(folder))


def test_a_lost_checkpoint_loses_nothing(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_INTERVAL", 3)
    for number in range(1, 6):
        write(store, number)
    for path in log_of(folder).glob("*checkpoint*"):
        path.unlink()
    assert_whole(Store.open(folder))


def test_a_checkpoint_that_fails_does_not_fail_the_commit(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "_INTERVAL", 3)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "make_checkpoint", full)
        for number in range(1, 5):
            assert write(store, number) == number
    assert names(folder) == []
    write(store, 5)
    assert names(folder) == [4]
