"""What all requests share: the workspace, lent to one request at a time; the ledger; accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from cnesg.framework import Methodology, load_methodology
from cnesg.pipeline import Workspace
from cnesg.store import Store
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.web.settings import Settings


class Site:
    """One workspace as it is served.

    Attributes:
        folder: the workspace.
        settings: how it is served.
        methodology: read once.
        ledger: decisions and queues; its engine may be used by several threads.
        accounts: who may sign in.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        Workspace.open(folder).store.close()  # there is one, and this cnesg can read it
        self.folder = folder
        self.settings = settings
        self.methodology: Methodology = load_methodology()
        self.ledger = Ledger.open(folder, settings.database)
        self.accounts = Accounts(self.ledger.engine, settings.limits)
        self._free: LifoQueue[Workspace] = LifoQueue()

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The workspace for as long as a request takes; a store is never used by two threads at once."""
        try:
            lent = self._free.get_nowait()
        except Empty:
            lent = Workspace(self.folder, Store.open(self.folder), self.methodology)
        try:
            yield lent
        finally:
            self._free.put(lent)

    def close(self) -> None:
        """Let go of everything."""
        while not self._free.empty():
            self._free.get_nowait().store.close()
        self.ledger.close()
