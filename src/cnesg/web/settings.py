"""How the workbench is served."""

from dataclasses import dataclass, field

from cnesg.verification.accounts import Limits


@dataclass(frozen=True)
class Settings:
    """What may be chosen when serving.

    Attributes:
        database: address of a PostgreSQL server for accounts, decisions and queues; None takes the workspace's file.
        secure: whether browsers reach us by HTTPS; cookies go by nothing else then. Off only on one's own machine.
        open_reading: whether scores may be read without signing in. Pages of reports never are.
        limits: of sessions and failures.
        requests_a_minute: of one visitor or address; beyond that they wait.
        largest_body: bytes of a request.
        carry_seconds: how often decisions are carried into the log.
    """

    database: str | None = None
    secure: bool = True
    open_reading: bool = False
    limits: Limits = field(default_factory=Limits)
    requests_a_minute: int = 1200
    largest_body: int = 64 * 1024 * 1024
    carry_seconds: float = 5.0
