"""How the workbench is served."""

import os
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from cnesg.verification.accounts import Limits
from cnesg.verification.quotas import Quota
from cnesg.web.hosts import Hosts
from cnesg.web.oidc import Provider


@dataclass(frozen=True)
class Settings:
    """What may be chosen when serving.

    Attributes:
        database: address of a PostgreSQL server for accounts, decisions and queues; None takes the workspace's file.
        secure: whether browsers reach us by HTTPS; cookies go by nothing else then. Off only on one's own machine.
        open_reading: whether scores may be read without signing in. Pages of reports never are.
        limits: of sessions and guesses.
        requests_a_minute: of one address (of IPv6: one network of 64 bits); beyond that they wait.
        requests_at_once: of one address that are worked on at a time; more queue, so that nobody takes all threads.
        hosts: names by which the server may be addressed (header `Host`); None checks nothing. `cnesg serve` always
            gives some.
        disputes_a_day: what an account may dispute on a day.
        documents_a_day: what an account may upload on a day, documents of disputes included.
        largest_body: bytes of a request with files; JSON and strangers have less (`Shield`).
        carry_seconds: how often decisions are carried into the log. They are true before; a run carries them first.
        pictures: folder for pictures of pages and answers that took long; by default one of this user's caches.
        deliveries: folder of deliveries, which `cnesg deliver --out` fills; by default `deliveries` in the workspace.
        provider: who else may vouch for people (OpenID Connect).
        batches: folder of batches that `cnesg extract --out` made, for the page of operations.
        watched: folder that `cnesg news watch --together` watches, likewise.
        trusted_proxies: addresses and networks of proxies whose word on where a request comes from counts
            (`X-Forwarded-For`, `X-Forwarded-Proto`); of everybody else these headers are ignored.
    """

    database: str | None = None
    secure: bool = True
    open_reading: bool = False
    limits: Limits = field(default_factory=Limits)
    requests_a_minute: int = 1200
    requests_at_once: int = 16
    hosts: Hosts | None = None
    disputes_a_day: Quota = field(default_factory=partial(Quota, 100))
    documents_a_day: Quota = field(default_factory=partial(Quota, 50, 256 * 1024 * 1024))
    largest_body: int = 64 * 1024 * 1024
    carry_seconds: float = 60.0
    pictures: Path | None = None
    deliveries: Path | None = None
    provider: Provider | None = None
    batches: Path | None = None
    watched: Path | None = None
    trusted_proxies: tuple[str, ...] = ()

    def deliveries_of(self, workspace: Path) -> Path:
        """Where the deliveries of a workspace lie; the folder need not be there."""
        return self.deliveries or workspace / "deliveries"

    def pictures_of(self, workspace: Path) -> Path:
        """Where pictures of the pages of a workspace's reports are kept."""
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        name = sha256(str(workspace.resolve()).encode()).hexdigest()[:16]
        return self.pictures or caches / "cnesg" / name
