import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import StoreError
from cnesg.store.commit_log import CommitLog, LogEntry, Written

START = datetime(2026, 1, 1, tzinfo=UTC)


def entry(position: int, note: str = "") -> LogEntry:
    written = {"observations": Written(2, position - 1, 5, {f"{position}.parquet": "ab"})}
    return LogEntry(position, START + timedelta(seconds=position), "commit", note, written)


def log_of(path: Path, count: int) -> CommitLog:
    path.touch()
    log = CommitLog(path)
    for position in range(1, count + 1):
        log.append(log.line(entry(position)))
    return log


def test_entries_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    written = log_of(path, 3)
    read = CommitLog(path)
    read.refresh()
    assert read.entries == written.entries == [entry(1), entry(2), entry(3)]
    assert read.last == entry(3)
    assert read.tables == {"observations": entry(3).tables["observations"]}


def test_a_log_is_followed_as_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    writer, reader = log_of(path, 1), CommitLog(path)
    for position in (2, 3):
        reader.refresh()
        assert len(reader.entries) == position - 1
        writer.append(writer.line(entry(position)))


@given(st.text())
def test_any_note_makes_one_line(tmp_path_factory: pytest.TempPathFactory, note: str) -> None:
    path = tmp_path_factory.mktemp("log") / "commits.jsonl"
    note = note.encode("utf-8", "replace").decode()
    log = log_of(path, 0)
    log.append(log.line(entry(1, note)))
    log.append(log.line(entry(2, note)))
    read = CommitLog(path)
    read.refresh()
    assert [e.note for e in read.entries] == [note, note]
    assert path.read_bytes().count(b"\n") == 2


def test_a_line_cut_off_anywhere_was_never_there_and_the_next_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    log_of(path, 2)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in range(first, len(whole)):
        path.write_bytes(whole[:cut])
        log = CommitLog(path)
        log.refresh()
        assert log.entries == [entry(1)]
        log.append(log.line(entry(2)))
        assert path.read_bytes() == whole


def test_a_line_cut_off_may_be_longer_than_the_next(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    log = log_of(path, 1)
    whole = path.read_bytes()
    log.append(log.line(entry(2, "long " * 1000)))
    path.write_bytes(path.read_bytes()[:-1])
    log = CommitLog(path)
    log.refresh()
    log.append(log.line(entry(2)))
    log_of(tmp_path / "other.jsonl", 2)
    assert path.read_bytes() == (tmp_path / "other.jsonl").read_bytes()
    assert path.read_bytes().startswith(whole)


def test_a_changed_lost_or_reordered_line_is_found(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    log_of(path, 3)
    one, two, three = path.read_bytes().splitlines(keepends=True)
    damaged = {
        "changed": one + two.replace(b'"rows":5', b'"rows":6') + three,
        "lost": one + three,
        "lost first": two + three,
        "reordered": one + three + two,
        "twice": one + two + two,
        "no JSON": one + b"\x00\n" + three,
        "no object": one + b"[]\n",
        "no seal": one + json.dumps({"position": 2}).encode() + b"\n",
    }
    for what, content in damaged.items():
        path.write_bytes(content)
        with pytest.raises(StoreError, match="the commit log is damaged at line"):
            CommitLog(path).refresh()
        assert content, what


def test_a_log_that_lost_its_end_while_open_or_is_gone_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    log = log_of(path, 2)
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="damaged"):
        log.refresh()
    path.unlink()
    with pytest.raises(StoreError, match="damaged"):
        CommitLog(path).refresh()


def test_a_full_disk_leaves_the_log_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "commits.jsonl"
    log = log_of(path, 1)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left"):
            log.append(log.line(entry(2)))
    assert path.read_bytes() == before
    assert log.entries == [entry(1)]
    log.append(log.line(entry(2)))
    assert log.last == entry(2)


def test_any_altered_byte_of_the_log_is_found_the_last_one_too(tmp_path: Path) -> None:
    path = tmp_path / "commits.jsonl"
    log_of(path, 2)
    sound = path.read_bytes()
    for place, byte in enumerate(sound):
        for bit in range(8):
            path.write_bytes(sound[:place] + bytes([byte ^ (1 << bit)]) + sound[place + 1 :])
            with pytest.raises(StoreError, match="the commit log is damaged"):
                CommitLog(path).refresh()
