"""Several watchers of one folder: who takes which file, as watchers come, go and die.

Each keeps a small file in the folder's `.watchers` and touches it while it works. A file belongs to one of those
that are alive, by a hash over both names (rendezvous hashing), so that only the files of one that is gone pass to
others. Two may think a file theirs for a moment: what is taken twice is stored once. No file is nobody's: none is lost.
"""

import hashlib
import time
from pathlib import Path

from cnesg.store.presence import Presence
from cnesg.store.shared_files import SharedFiles

WATCHERS = ".watchers"
SET_ASIDE = ".set-aside"
"""Notes on files of the folder that can't be read."""
LEASE = 10.0
"""Seconds after which a watcher that has not touched its file counts as gone."""


class Watchers:
    """The watchers of a folder, as one of them sees them: see `cnesg.store.presence`.

    Args:
        folder: what is watched.
        lease: seconds without a sign of life after which another counts as gone.
    """

    def __init__(self, folder: Path, lease: float = LEASE) -> None:
        self._files = SharedFiles.of_folder(folder)
        self._presence = Presence(self._files, WATCHERS, lease)
        self._looked = float("-inf")

    @property
    def name(self) -> str:
        """One's own."""
        return self._presence.name

    def look(self) -> tuple[str, ...]:
        """Give a sign of life now and then, and see who else is alive; their names, one's own among them."""
        if time.monotonic() - self._looked >= self._presence.pause:
            self._looked = time.monotonic()
            self._presence.look()
        return self._presence.alive

    def mine(self, name: str) -> bool:
        """Whether a file of this name is one's own to take, by the last look."""
        alive = self._presence.alive
        return not alive or max(alive, key=lambda one: _weight(one, name)) == self.name

    def set_aside(self, name: str, state: tuple[int, int]) -> bool:
        """Note that a file can't be read, for all watchers; whether nobody had noted it.

        Args:
            name: of the file.
            state: its size and time of change: a file that is changed is read again.
        """
        if self.is_set_aside(name, state):
            return False
        return self._files.create(_note(name, state), f"{name} {self.name}".encode("utf-8", "surrogateescape"))

    def is_set_aside(self, name: str, state: tuple[int, int]) -> bool:
        """Whether a watcher noted that a file can't be read as it is now."""
        return self._files.content(_note(name, state)) is not None

    def leave(self) -> None:
        """Say that one is gone, so that others need not wait for the lease to run out."""
        self._presence.leave()


def signs_of_life(folder: Path) -> dict[str, float]:
    """Seconds since the last sign of each watcher of a folder, by name; for whoever looks on and is none.

    The clock of this machine counts, so that of a folder elsewhere may differ from it.
    """
    signs = SharedFiles.of_folder(folder).changed(WATCHERS)
    return {name.rpartition("/")[2]: max(0.0, time.time() - seen) for name, seen in sorted(signs.items())}


def _note(name: str, state: tuple[int, int]) -> str:
    """The place of the note on a file in a state."""
    told = f"{name}\n{state[0]}\n{state[1]}".encode("utf-8", "surrogateescape")
    return f"{SET_ASIDE}/{hashlib.sha256(told).hexdigest()[:32]}"


def _weight(watcher: str, name: str) -> bytes:
    return hashlib.sha256(f"{watcher}\n{name}".encode("utf-8", "surrogateescape")).digest()
