"""One writer at a time: an advisory lock on a file, which the operating system drops when its holder dies."""

import fcntl
import json
import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from cnesg.errors import WorkspaceError

_RETRY_SECONDS = 0.02


class WriterLock:
    """The right to write to a workspace, held inside `with`; may be entered again by its holder.

    It belongs to one thread of one process. Readers never need it.

    Args:
        path: the lock file. It stays there for good: removing it would let two writers lock two files of one name.
        wait: seconds to wait for another writer before giving up.
    """

    def __init__(self, path: Path, wait: float) -> None:
        self._path = path
        self._wait = wait
        self._descriptor: int | None = None
        self._depth = 0

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            WorkspaceError: another process holds it, or the workspace can't be written to.
        """
        if self._depth == 0:
            self._take()
        self._depth += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth <= 0:
            self.release()

    def release(self) -> None:
        """Give the lock up, however often it was entered."""
        self._depth = 0
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._depth > 0

    def taken(self) -> bool:
        """Whether a process holds the lock at this moment; nothing is written."""
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def _take(self) -> None:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise WorkspaceError.of("store.not_writable", path=self._path.parent, what=error.strerror) from error
        try:
            self._await(descriptor)
            holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
            os.truncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _await(self, descriptor: int) -> None:
        deadline = time.monotonic() + self._wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise self._refusal(descriptor) from None
                time.sleep(_RETRY_SECONDS)
            else:
                return

    def _refusal(self, descriptor: int) -> WorkspaceError:
        try:
            holder = json.loads(os.pread(descriptor, 4096, 0))
            pid, host, since = holder["pid"], holder["host"], holder["since"]
        except (ValueError, KeyError, TypeError):  # the holder is just writing its name
            pid, host, since = "?", "?", "?"
        return WorkspaceError.of("store.locked", path=self._path.parent, pid=pid, host=host, since=since)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
