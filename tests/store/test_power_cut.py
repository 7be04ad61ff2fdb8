"""A power cut at every point where something is forced to the disk, on the worst disk there could be.

The simulated disk keeps a file's content only if that file was forced, and a name only if its folder was forced after
the name came to be. Everything else is gone.
"""

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from tests.conftest import FULL
from tests.store.promises import assert_promises, assert_whole
from tests.store.writer_process import write

from cnesg.store import Store


class PowerCutError(BaseException):
    """The lights go out."""


class WorstDisk:
    """What of a folder would survive a power cut, after a given number of forced writes."""

    def __init__(self, folder: Path, cut_at: int) -> None:
        self.root = folder
        self.left = cut_at
        self._fsync = os.fsync
        self._contents: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int]] = {}
        for path in [folder, *folder.rglob("*")]:  # what is there at the start has been there for long
            self._force(path)

    def fsync(self, descriptor: int) -> None:
        if self.left == 0:
            raise PowerCutError
        self.left -= 1
        self._force(Path(f"/proc/self/fd/{descriptor}").readlink())

    def _force(self, path: Path) -> None:
        inode = path.stat().st_ino
        if path.is_dir():
            children = list(path.iterdir())
            self._names[inode] = {child.name: child.stat().st_ino for child in children}
            for child in children:
                if child.is_dir():
                    self._names.setdefault(child.stat().st_ino, {})
        else:
            self._contents[inode] = path.read_bytes()

    def survivor(self, target: Path) -> Path:
        self._restore(self.root.stat().st_ino, target)
        return target

    def _restore(self, folder: int, target: Path) -> None:
        target.mkdir()
        for name, inode in self._names.get(folder, {}).items():
            if inode in self._names:
                self._restore(inode, target / name)
            else:
                (target / name).write_bytes(self._contents.get(inode, b""))


STRIDE = 1 if FULL else 3
"""`make test` takes every second point, `make test-full` each."""


def numbers(folder: Path) -> dict[int, int]:
    return {commit.position: int(commit.note) for commit in Store.open(folder).commits()}


def write_until_the_cut(
    folder: Path, target: Path, cut_at: int, patch: pytest.MonkeyPatch
) -> tuple[dict[int, int], int]:
    """One commit on a disk that loses power; what was acknowledged, and how many forced writes were left."""
    acknowledged = numbers(folder)
    disk = WorstDisk(folder, cut_at)
    with patch.context() as inner:
        inner.setattr("os.fsync", disk.fsync)
        number = max(acknowledged.values(), default=0) + 1
        with contextlib.suppress(PowerCutError):
            acknowledged[write(Store.open(folder, lock_wait=0), number)] = number
    disk.survivor(target)
    return acknowledged, disk.left


@pytest.mark.heavy
@pytest.mark.parametrize("earlier", [0, 2], ids=["first commit", "commit with checkpoint"])
def test_a_power_cut_anywhere_in_a_commit_and_anywhere_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: int
) -> None:
    monkeypatch.setattr("cnesg.store.checkpoints._INTERVAL", 3)
    store = Store.create(tmp_path / "before")
    for number in range(1, earlier + 1):
        write(store, number)
    left, cut = 0, 0
    while not left:
        live, once, twice = (tmp_path / f"{cut}-{name}" for name in ("live", "once", "twice"))
        shutil.copytree(store.folder, live)
        acknowledged, left = write_until_the_cut(live, once, cut, monkeypatch)
        assert acknowledged.items() <= numbers(once).items()
        acknowledged, _ = write_until_the_cut(once, twice, cut % 7, monkeypatch)
        assert_promises(twice, acknowledged)
        cut += STRIDE
    assert cut > 10


@pytest.mark.heavy
def test_killed_anywhere_then_done_again_then_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.create(tmp_path / "before")
    write(store, 1)
    left, cut = 0, 0
    while not left:
        live = tmp_path / f"{cut}-live"
        shutil.copytree(store.folder, live)
        disk = WorstDisk(live, cut)
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", disk.fsync)
            with contextlib.suppress(PowerCutError):
                write(Store.open(live, lock_wait=0), 2)
            left, disk.left = disk.left, 1_000_000
            acknowledged = write(Store.open(live, lock_wait=0), 2)
        survivor = disk.survivor(tmp_path / f"{cut}-survivor")
        assert numbers(survivor) == {1: 1, acknowledged: 2}
        assert_whole(Store.open(survivor))
        cut += STRIDE
    assert cut > 10
