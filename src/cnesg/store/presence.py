"""Who is at work: signs of life in files that several machines share.

Whoever works keeps a small file there and puts it anew now and then. Time is that of the storage's own clock, by which
it dates files: clocks of machines need not agree.
"""

import os
import socket
import uuid

from cnesg.store.shared_files import SharedFiles

_LOOKS = 10
"""Signs of life within a lease."""
_FORGOTTEN = 100
"""Leases after which the file of one that is gone is deleted: nobody will come back under its name."""


class Presence:
    """Those who are at work, as one of them sees them.

    Args:
        files: where signs of life are kept.
        folder: in which folder there.
        lease: seconds without a sign of life after which another counts as gone.

    Attributes:
        name: one's own.
        alive: who was alive at the last look, oneself among them, sorted.
        now: the instant of the last look by the storage's clock.
    """

    def __init__(self, files: SharedFiles, folder: str, lease: float) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.alive: tuple[str, ...] = ()
        self.now = float("-inf")
        self._files, self._folder, self._lease = files, folder, lease

    def sign(self, content: bytes = b"") -> None:
        """Give a sign of life.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        self._files.replace(self._own, content, durable=False)

    def look(self) -> tuple[str, ...]:
        """Give a sign of life, and see who else is alive. Errors as for `sign`."""
        self.sign()
        return self.look_around()

    def look_around(self) -> tuple[str, ...]:
        """See who is alive by the signs that are there. Errors as for `sign`."""
        signs = self._files.changed(self._folder)
        self.now = signs.get(self._own, self.now)
        ages = {name.rpartition("/")[2]: self.now - seen for name, seen in signs.items()}
        self.alive = tuple(sorted({self.name, *(name for name, age in ages.items() if age < self._lease)}))
        self._files.delete([f"{self._folder}/{name}" for name, age in ages.items() if age > _FORGOTTEN * self._lease])
        return self.alive

    @property
    def pause(self) -> float:
        """Seconds between two signs of life."""
        return self._lease / _LOOKS

    def leave(self) -> None:
        """Say that one is gone, so that others need not wait for the lease to run out. Errors as for `sign`."""
        self._files.delete([self._own])

    @property
    def _own(self) -> str:
        return f"{self._folder}/{self.name}"
