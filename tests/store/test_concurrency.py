"""Processes beside each other: writers take turns, readers see whole commits at any time."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.promises import assert_whole
from tests.store.writer_process import write

from cnesg.errors import WorkspaceError
from cnesg.store import Store

REPOSITORY = Path(__file__).resolve().parents[2]


def writer(folder: Path, commits: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer_process", str(folder), str(commits)]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.heavy
def test_a_reader_sees_whole_commits_while_another_process_writes(folder: Path) -> None:
    Store.create(folder)
    reader, seen = Store.open(folder), []
    with writer(folder, 45) as process:
        while process.poll() is None:
            at = reader.position
            pinned = reader.read("observations", at=at)
            visible = {commit.position: commit.rows for commit in reader.commits()}
            for table in ("documents", "scores", "observations"):
                found = dict(reader.read(table, at=at).group_by("position").len().rows())
                assert found == {position: visible[position][table] for position in range(1, at + 1)}
            assert reader.read("observations", at=at).equals(pinned)
            seen.append(at)
        assert process.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 3, "the reader was too slow to see anything"
    assert len(assert_whole(Store.open(folder))) == 45


def test_a_second_writer_is_turned_away_in_words_and_changes_nothing(store: Store, folder: Path) -> None:
    with store.writing():
        write(store, 1)
        second = Store.open(folder, lock_wait=0)
        for attempt in (lambda: write(second, 2), second.migrate):
            with pytest.raises(
                WorkspaceError, match=r"another process is writing \(pid \d+ on .*Wait until it is done"
            ):
                attempt()
        assert second.read("observations").height == store.read("observations").height
    assert write(second, 2) == 2


@pytest.mark.heavy
def test_writers_that_wait_take_turns(folder: Path) -> None:
    store = Store.create(folder, lock_wait=60)
    with writer(folder, 8) as other:
        assert other.stdout is not None
        other.stdout.readline()
        for number in range(1001, 1009):
            write(store, number)
        _, complaints = other.communicate()
    assert complaints == ""
    commits = assert_whole(store)
    assert sorted(commits.values()) == [*range(1, 9), *range(1001, 1009)]
    assert list(commits) == list(range(1, 17))
