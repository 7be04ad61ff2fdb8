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


@pytest.mark.heavy
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


@pytest.mark.heavy
def test_an_altered_checkpoint_and_pointer_are_told_from_those_of_an_earlier_cnesg(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "_INTERVAL", 2)
    for number in range(1, 6):
        write(store, number)
    table = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}"
    made = sorted((table / "_delta_log").glob("*.checkpoint.parquet"))
    pointer, hashes = table / "_delta_log" / "_last_checkpoint", table / checkpoints.HASHES
    assert len(made) == 2
    assert Store.open(folder).check() == []
    for path in (*made, pointer, hashes):
        sound = path.read_bytes()
        path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        assert (path, "altered") in list(checkpoints.unlike_their_hash(table))
        path.write_bytes(sound)
    hashes.unlink()
    assert {what for _, what in checkpoints.unlike_their_hash(table)} == {"unknown"}
    findings = Store.open(folder).check()
    assert {(one.severity, one.problem.message_id) for one in findings} == {("info", "store.unknown_checkpoint")}
    for number in range(6, 11):  # two more, and those without a hash are gone
        write(Store.open(folder), number)
    assert Store.open(folder).check() == []


@pytest.mark.heavy
def test_a_crash_between_hashes_and_checkpoint_leaves_nothing_without_a_hash(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "_INTERVAL", 2)
    for number in range(1, 4):
        write(store, number)
    monkeypatch.setattr(Path, "rename", _dies)
    for number in range(4, 7):
        write(store, number)
    monkeypatch.undo()
    assert [one for one in Store.open(folder).check() if one.severity == "error"] == []


def _dies(path: Path, target: Path) -> Path:
    raise OSError(5, "the process died here")
