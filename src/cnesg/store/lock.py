"""One writer at a time: an advisory lock on a file, which the operating system drops when its holder dies.

Where the system has no such lock, a file beside it stands for one; it names its holder, and is passed over once that is
dead (docs/decisions/systems.md).
"""

import errno
import json
import os
import socket
import sys
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

with warnings.catch_warnings():  # that this system has no lock of its own is said by `init` and `doctor`
    warnings.simplefilter("ignore")
    import filelock

from cnesg.errors import WorkspaceError

_RETRY_SECONDS = 0.02
_LOOKS = 3  # whoever else looks holds the lock for a moment
_OPEN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
STAND_IN = ".held"
"""What the name of the file ends with that stands for a lock where the system has none."""


def has_locks() -> bool:
    """Whether the system has locks that it drops when their holder dies."""
    return filelock.has_fcntl or sys.platform == "win32"


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
        self._stand_in = filelock.SoftFileLock(path.with_name(path.name + STAND_IN), thread_local=False)
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
        self._stand_in.release(force=True)

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._depth > 0

    def taken(self) -> bool:
        """Whether a process holds the lock at this moment; nothing is written."""
        for look in range(_LOOKS):
            if look:
                time.sleep(_RETRY_SECONDS)
            try:
                descriptor = os.open(self._path, os.O_RDONLY | _OPEN)
            except OSError:
                return False
            try:
                if self._lock(descriptor):
                    return False
            finally:
                os.close(descriptor)
                self._stand_in.release(force=True)
        return True

    def _lock(self, descriptor: int) -> bool:
        """Try to lock; False where another holds the lock."""
        try:
            return filelock.lock_descriptor(descriptor, blocking=False)
        except OSError as error:
            if error.errno != errno.ENOSYS:
                raise
        try:
            self._stand_in.acquire(timeout=0)
        except filelock.Timeout:
            return False
        return True

    def _take(self) -> None:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _OPEN, 0o666)
        except OSError as error:
            raise WorkspaceError.of("store.not_writable", path=self._path.parent, what=error.strerror) from error
        try:
            self._await(descriptor)
            holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
            # The first byte is what Windows locks, so that others could not read it.
            os.ftruncate(descriptor, 0)
            os.write(descriptor, b" " + json.dumps(holder).encode())
        except BaseException:
            os.close(descriptor)
            self._stand_in.release(force=True)
            raise
        self._descriptor = descriptor

    def _await(self, descriptor: int) -> None:
        deadline = time.monotonic() + self._wait
        while not self._lock(descriptor):
            if time.monotonic() >= deadline:
                raise self._refusal(descriptor)
            time.sleep(_RETRY_SECONDS)

    def _refusal(self, descriptor: int) -> WorkspaceError:
        try:
            os.lseek(descriptor, 1, os.SEEK_SET)
            holder = json.loads(os.read(descriptor, 4096))
            pid, host, since = holder["pid"], holder["host"], holder["since"]
        except (OSError, ValueError, KeyError, TypeError):  # the holder is just writing its name
            pid, host, since = "?", "?", "?"
        return WorkspaceError.of("store.locked", path=self._path.parent, pid=pid, host=host, since=since)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
