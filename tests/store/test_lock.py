import os
import subprocess
import sys
from pathlib import Path

import pytest

from cnesg.errors import WorkspaceError
from cnesg.store.lock import WriterLock

HOLDER = """
import sys
from pathlib import Path
from cnesg.store.lock import WriterLock
with WriterLock(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.heavy
def test_the_second_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with holder(path) as first:
        try:
            with pytest.raises(WorkspaceError, match=rf"another process is writing \(pid {first.pid} on "):
                WriterLock(path, 0).__enter__()
        finally:
            first.communicate("")


@pytest.mark.heavy
def test_a_killed_holder_leaves_the_lock_free(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with holder(path) as first:
        first.kill()
        first.communicate()
    with WriterLock(path, 0) as lock:
        assert lock.held
        assert f'"pid": {os.getpid()}' in path.read_text()


@pytest.mark.heavy
def test_the_second_waits_for_the_first_to_finish(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with holder(path) as first:
        assert first.stdin is not None
        first.stdin.close()  # it lets go as soon as it reads the end
        with WriterLock(path, 60) as lock:
            assert lock.held


def test_its_holder_may_enter_again(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    lock, other = WriterLock(path, 0), WriterLock(path, 0)
    with lock:
        with lock:
            pass
        assert lock.held
        with pytest.raises(WorkspaceError):
            other.__enter__()
    assert not lock.held
    with other:
        assert other.held


def test_a_refusal_without_a_readable_name_is_still_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with WriterLock(path, 0):
        path.write_text("")
        with pytest.raises(WorkspaceError, match=r"pid \? on \?"):
            WriterLock(path, 0).__enter__()


def test_a_workspace_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="can't be written to"):
        WriterLock(tmp_path / "gone" / "writer.lock", 0).__enter__()
