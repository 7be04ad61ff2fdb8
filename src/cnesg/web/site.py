"""What all requests share: the workspace, lent to one request at a time; the ledger; accounts."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Event, Lock, Thread

from cnesg import __version__
from cnesg.framework import Methodology, load_methodology
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.desk import CheckingDesk
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.delivery.settlement import follow_up
from cnesg.pipeline.reports.page_pictures import PagePictures
from cnesg.pipeline.views.kept import Kept
from cnesg.pipeline.views.later import Background
from cnesg.pipeline.views.memory import Memory
from cnesg.store import Store
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.disputes import DisputeBook
from cnesg.verification.identities import Identities
from cnesg.verification.quotas import Quotas
from cnesg.web.doorway import Doorway
from cnesg.web.intake import SharedIntake
from cnesg.web.oidc import SigningIn
from cnesg.web.settings import Settings

_LOGGER = logging.getLogger(__name__)
_SELECTIONS = 8  # of at most 32 MB each


class Site:
    """One workspace as it is served.

    Attributes:
        folder: the workspace.
        settings: how it is served.
        methodology: read once.
        snapshots: the reports; those of a shared workspace are copied here when somebody reads them.
        ledger: decisions and queues; its engine may be used by several threads.
        accounts: who may sign in.
        doorway: where passwords are tried.
        identities: who they are at the organisation's provider.
        quotas: what accounts have brought today.
        signing: how people of an organisation sign in; None where no provider is set.
        pictures: of pages of reports.
        memory: what was made from the log and is asked for again.
        selections: rows that programs read page by page.
        background: where what takes long is made.
        intake: of news that programs bring.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        with Store.open(folder) as store:  # there is a workspace, and this cnesg can read it
            self.snapshots = store.snapshots
        self.folder = folder
        self.settings = settings
        self.methodology: Methodology = load_methodology()
        self.ledger = Ledger.open(folder, settings.database)
        self.accounts = Accounts(self.ledger.engine, settings.limits)
        self.doorway = Doorway(self.accounts)
        self.identities = Identities(self.ledger.engine, self.accounts)
        self.quotas = Quotas(self.ledger.engine)
        self.pictures = PagePictures(settings.pictures_of(folder), self.methodology)
        self.signing = SigningIn(settings.provider) if settings.provider else None
        self.memory = Memory()
        self.selections = Memory(_SELECTIONS)
        versions = f"{__version__} {self.methodology.versions.methodology} {self.methodology.versions.reference}"
        self.background = Background(folder, self.memory, Kept(settings.pictures_of(folder) / "answers", versions))
        self.intake = SharedIntake(self._opened)
        self._free: LifoQueue[Workspace] = LifoQueue()
        self._desk: CheckingDesk | None = None
        self._making = Lock()
        self._closing = Event()
        self._carrier = Thread(target=self._carry, name="carrier", daemon=True)
        self._settling = ThreadPoolExecutor(max_workers=1, thread_name_prefix="settling")

    def start(self) -> None:
        """Begin to carry decisions into the log, make ready for news, go on with settlements that were cut short."""
        self._carrier.start()
        if any(one["role"] == "feeder" and one["open"] for one in self.accounts.all()):
            Thread(target=self.intake.warm, name="intake", daemon=True).start()
        for dispute in DisputeBook(self.ledger.engine).unfinished():
            self.follow_up(dispute.dispute_id)

    def follow_up(self, dispute_id: str) -> None:
        """Have what a settled dispute changed worked out, one after the other, while requests go on."""
        self._settling.submit(self._follow_up, dispute_id)

    def _follow_up(self, dispute_id: str) -> None:
        try:
            with self.workspace() as lent:
                follow_up(lent, self.ledger, dispute_id, self.settings.deliveries_of(self.folder))
        except Exception:  # a full disk, a store in use elsewhere: tried again when the server starts
            _LOGGER.warning("what dispute %s changed waits to be worked out", dispute_id, exc_info=True)

    @property
    def desk(self) -> CheckingDesk:
        """Where values are given out to be checked; made when it is first asked for."""
        with self._making:
            if self._desk is None:
                with self.workspace() as lent:
                    self._desk = CheckingDesk(lent, self.ledger)
            return self._desk

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The workspace for as long as a request takes; a store is never used by two threads at once."""
        try:
            lent = self._free.get_nowait()
        except Empty:
            lent = self._opened()
        try:
            yield lent
        finally:
            self._free.put(lent)

    def _opened(self) -> Workspace:
        """The workspace once more, with a store of its own."""
        return Workspace(self.folder, Store.open(self.folder), self.methodology)

    def close(self) -> None:
        """Let go of everything."""
        self._closing.set()
        self._settling.shutdown(cancel_futures=True)
        if self._carrier.is_alive():
            self._carrier.join()
        while not self._free.empty():
            self._free.get_nowait().store.close()
        self.doorway.close()
        self.intake.close()
        self.pictures.close()
        self.ledger.close()

    def _carry(self) -> None:
        """Now and then read on what others wrote, carry decisions into the log, renew the desk for new values."""
        while True:
            ending = self._closing.wait(self.settings.carry_seconds)
            try:
                with self.workspace() as lent:
                    lent.store.fetch()
                    drain(lent, self.ledger)
                    desk = self._desk
                    if desk is not None and not ending and desk.outdated(lent):
                        self._desk = CheckingDesk(lent, self.ledger)
            except Exception:  # a writer elsewhere, a full disk: decisions stand in the ledger and wait
                _LOGGER.warning("decisions wait to be carried into the log", exc_info=True)
            if ending:
                return
