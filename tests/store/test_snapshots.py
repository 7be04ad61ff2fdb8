import hashlib
from pathlib import Path

import pytest

from cnesg.errors import StoreError
from cnesg.store import Snapshots, Store

CONTENT = b"%PDF-1.7 a report"
NAME = hashlib.sha256(CONTENT).hexdigest()


def test_a_document_is_kept_under_the_hash_of_its_content(store: Store, folder: Path) -> None:
    assert store.snapshots.put(CONTENT) == NAME
    place = folder / "snapshots" / NAME[:2] / NAME
    assert store.snapshots.path(NAME) == place
    assert folder / store.snapshots.relative(NAME) == place
    assert place.read_bytes() == store.snapshots.get(NAME) == CONTENT


def test_a_file_is_copied(store: Store, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(CONTENT)
    assert store.snapshots.put(report) == NAME
    report.unlink()
    assert store.snapshots.get(NAME) == CONTENT


def test_the_same_content_is_kept_once_and_not_written_again(store: Store, folder: Path) -> None:
    store.snapshots.put(CONTENT)
    inode = store.snapshots.path(NAME).stat().st_ino
    store.snapshots.put(CONTENT)
    assert store.snapshots.path(NAME).stat().st_ino == inode
    assert list(store.snapshots.all()) == [NAME]


def test_an_empty_document_is_a_document(store: Store) -> None:
    assert store.snapshots.get(store.snapshots.put(b"")) == b""


def test_a_missing_or_changed_snapshot_is_found_when_read_and_mended_when_put_again(store: Store) -> None:
    with pytest.raises(StoreError, match="missing"):
        store.snapshots.get(NAME)
    store.snapshots.put(CONTENT)
    store.snapshots.path(NAME).write_bytes(CONTENT + b"!")
    assert not store.snapshots.intact(NAME)
    with pytest.raises(StoreError, match="does not hold document"):
        store.snapshots.get(NAME)
    store.snapshots.put(CONTENT)
    assert store.snapshots.get(NAME) == CONTENT


def test_a_copy_that_was_cut_off_is_no_snapshot(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(BaseException):
        pass

    def killed(self: Path, target: Path) -> Path:
        raise KilledError

    def not_tidied(self: Path, *, missing_ok: bool) -> None:
        """A killed process does not tidy up."""

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", not_tidied)
    with pytest.raises(KilledError):
        store.snapshots.put(CONTENT)
    assert [path.name[0] for path in store.snapshots.path(NAME).parent.iterdir()] == ["."]
    assert list(store.snapshots.all()) == []
    assert not store.snapshots.intact(NAME)


def test_snapshots_can_be_read_without_a_store(folder: Path, store: Store) -> None:
    store.snapshots.put(CONTENT)
    assert Snapshots(folder).get(NAME) == CONTENT
