"""Several watchers of one folder: who takes which file, as watchers come, go and die.

Each keeps a small file in the folder's `.watchers` and touches it while it works. A file belongs to one of those
that are alive, by a hash over both names (rendezvous hashing), so that only the files of one that is gone pass to
others. Two may think a file theirs for a moment: what is taken twice is stored once. No file is nobody's: none is lost.
"""

import hashlib
import os
import socket
import uuid
from pathlib import Path

WATCHERS = ".watchers"
LEASE = 10.0
"""Seconds after which a watcher that has not touched its file counts as gone."""


class Watchers:
    """The watchers of a folder, as one of them sees them.

    Time is that of the folder's own clock, by which it dates files: clocks of machines need not agree.

    Args:
        folder: what is watched.
        lease: seconds without a sign of life after which another counts as gone.
    """

    def __init__(self, folder: Path, lease: float = LEASE) -> None:
        self._place = folder / WATCHERS
        self._place.mkdir(exist_ok=True)
        self._own = self._place / f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._lease = lease
        self._alive: tuple[str, ...] = ()
        self._looked = float("-inf")

    def look(self) -> tuple[str, ...]:
        """Give a sign of life, and see who else is alive; their names, one's own among them."""
        self._own.touch()
        now = self._own.stat().st_mtime
        if now - self._looked >= self._lease / 10:
            self._alive = tuple(sorted(self._living(now)))
            self._looked = now
        return self._alive

    def mine(self, name: str) -> bool:
        """Whether a file of this name is one's own to take, by the last look."""
        return not self._alive or max(self._alive, key=lambda one: _weight(one, name)) == self._own.name

    def leave(self) -> None:
        """Say that one is gone, so that others need not wait for the lease to run out."""
        self._own.unlink(missing_ok=True)

    def _living(self, now: float) -> set[str]:
        found = {self._own.name}
        for path in self._place.iterdir():
            try:
                seen = path.stat().st_mtime
            except OSError:  # it left between the two calls
                continue
            if now - seen < self._lease:
                found.add(path.name)
            elif now - seen > 100 * self._lease:  # nobody will come back under this name
                path.unlink(missing_ok=True)
        return found


def _weight(watcher: str, name: str) -> bytes:
    return hashlib.sha256(f"{watcher}\n{name}".encode("utf-8", "surrogateescape")).digest()
