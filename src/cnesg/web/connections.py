"""Limits on connections: how many there are, what one address holds, and how long one may wait for its client.

uvicorn has no time limit on a request's head or body, nor on a client that does not read its answer, and accepts
connections until the process has no file descriptors left. Here a connection that waits for its client is closed after
a time without progress, and makes room for a new one when there are too many. One that we work for is left alone.
"""

import logging
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic
from typing import Any, Literal

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from uvicorn.protocols.http.h11_impl import H11Protocol

Stage = Literal["head", "body", "answer", "work"]
Reason = Literal["head", "body", "answer", "crowded", "address"]
_REASONS: tuple[Reason, ...] = ("head", "body", "answer", "crowded", "address")
_LOGGER = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0
_RESUMED_BYTES = 48 * 1024
"""What a client has taken when asyncio resumes writing: its buffer fell from 64 KiB to 16 KiB or lower."""
_IPV6_NETWORK = 64
"""Bits that name a customer of IPv6; the rest of an address is theirs to choose."""


@dataclass(frozen=True)
class ConnectionLimits:
    """What clients may hold of a server.

    Attributes:
        most: connections at once.
        of_one_address: of them from one address (of IPv6: one network of 64 bits). Trusted proxies have no such limit.
        head_seconds: until the head of a request is complete, from connecting or from the end of the last answer.
        window_seconds: in each such stretch of time a body must bring, and an answer must lose, `window_bytes`.
        window_bytes: see there.
    """

    most: int = 512
    of_one_address: int = 128
    head_seconds: float = 15.0
    window_seconds: float = 20.0
    window_bytes: int = 20 * 1024

    @classmethod
    def for_this_process(cls) -> "ConnectionLimits":
        """Half of the file descriptors that the process may have: the other half is for databases and files."""
        try:
            import resource
        except ImportError:  # not on Windows
            return cls()
        allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = cls.most if allowed == resource.RLIM_INFINITY else min(cls.most, max(8, allowed // 2))
        return cls(most=most, of_one_address=max(4, most // 4))


def client_network(address: str) -> str:
    """Whom an address belongs to, for limits: the address itself, or the network of 64 bits of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), _IPV6_NETWORK), strict=False))


def is_among(address: str, proxies: Iterable[str]) -> bool:
    """Whether an address is one of some addresses and networks; `*` stands for all."""
    for one in proxies:
        if one in ("*", address):
            return True
        try:
            if "/" in one and ip_address(address) in ip_network(one, strict=False):
                return True
        except ValueError:  # a name, or the path of a socket
            continue
    return False


class ConnectionGuard(Collector):
    """All connections of a server, and which of them has to go.

    Args:
        limits: on them.
        proxies: addresses and networks without a limit of their own, because many clients come by them; `*` is all.
    """

    def __init__(self, limits: ConnectionLimits, proxies: Iterable[str] = ()) -> None:
        self._limits = limits
        self._proxies = tuple(proxies)
        self._connections: dict[BoundedProtocol, None] = {}
        self._of: dict[str, dict[BoundedProtocol, None]] = {}
        self._closed = dict.fromkeys(_REASONS, 0)
        self._looking = False

    def admit(self, new: "BoundedProtocol", address: str) -> bool:
        """Count a new connection, and close the one that has waited longest for its client where there are too many.

        Returns:
            False if the new one itself has to go, because we work for all the others.
        """
        own = self._of.get(address, {})
        held = 0 if is_among(address, self._proxies) else len(own)
        if held >= self._limits.of_one_address and not self._evict(own, "address"):
            return self._refuse("address")
        if len(self._connections) >= self._limits.most and not self._evict(self._connections, "crowded"):
            return self._refuse("crowded")
        self._connections[new] = self._of.setdefault(address, {})[new] = None
        if not self._looking:
            self._looking = True
            new.loop.call_later(_LOOK_SECONDS, self._look)
        return True

    def release(self, gone: "BoundedProtocol", address: str) -> None:
        """Count a connection no more."""
        self._connections.pop(gone, None)
        own = self._of.get(address, {})
        own.pop(gone, None)
        if not own:
            self._of.pop(address, None)

    def _evict(self, among: "dict[BoundedProtocol, None]", reason: Reason) -> bool:
        waiting = (one for one in among if one.stage() != "work")
        longest = min(waiting, key=lambda one: one.since, default=None)
        if longest is None:
            return False
        self._close(longest, reason)
        return True

    def _close(self, one: "BoundedProtocol", reason: Reason) -> None:
        self._closed[reason] += 1
        self.release(one, one.address)
        one.transport.abort()

    def _refuse(self, reason: Reason) -> bool:
        self._closed[reason] += 1
        return False

    def _look(self) -> None:
        """Close what has waited too long; comes again each second while there are connections."""
        now, before = monotonic(), sum(self._closed.values())
        loop = next(iter(self._connections)).loop if self._connections else None
        for one in list(self._connections):
            stage = one.stage()
            if stage != "work" and one.overdue(now, stage, self._limits):
                self._close(one, stage)
        closed = sum(self._closed.values()) - before
        if closed:
            _LOGGER.info("closed %d connections whose clients were too slow", closed)
        self._looking = loop is not None
        if loop is not None:
            loop.call_later(_LOOK_SECONDS, self._look)

    def describe(self) -> Iterator[Metric]:
        """The names of the measures."""
        yield from self.collect()

    def collect(self) -> Iterator[Metric]:
        """How many connections there are, and how many were closed and why."""
        yield GaugeMetricFamily("cnesg_connections", "Open connections", len(self._connections))
        closed = CounterMetricFamily(
            "cnesg_connections_closed",
            "Connections closed because of a limit: on the time of a head, body or answer, or on their number",
            labels=("limit",),
        )
        for reason in _REASONS:
            closed.add_metric((reason,), self._closed[reason])
        yield closed


def _unacknowledged(connection: Any) -> int:
    """Bytes that the system has been given for a client and the client has not taken; 0 where that can't be asked."""
    try:
        import fcntl
        import termios

        return int(struct.unpack("i", fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(4)))[0])
    except (ImportError, AttributeError, OSError):  # not on Windows; or it is closed
        return 0


class BoundedProtocol(H11Protocol):
    """A connection that knows since when it waits for its client.

    Attributes:
        address: whose it is.
        since: when it began to wait for what it waits for, in seconds of the monotonic clock.
    """

    def __init__(self, *, guard: ConnectionGuard, **given: Any) -> None:
        super().__init__(**given)
        self._guard = guard
        self.address = ""
        self.since = monotonic()
        self._noted: tuple[Stage, object] = ("head", None)
        self._moved = 0
        self._held = 0

    def connection_made(self, transport: Any) -> None:
        """Take the connection in, or close it at once where there is no room."""
        super().connection_made(transport)
        self.address = client_network(self.client[0]) if self.client else ""
        if not self._guard.admit(self, self.address):
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let it go."""
        self._guard.release(self, self.address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what the client sends."""
        self._moved += len(data)
        super().data_received(data)

    def resume_writing(self) -> None:
        """Count what the client took."""
        self._moved += _RESUMED_BYTES
        super().resume_writing()

    def stage(self) -> Stage:
        """What the connection waits for: a head, a body, that its client takes the answer; or for us (`work`)."""
        unsent = self.transport.get_write_buffer_size()
        if unsent:
            stage: Stage = "answer"
        elif self.cycle is None or self.cycle.response_complete:
            stage = "head"
        elif self.cycle.more_body and not self.flow.read_paused:
            stage = "body"
        else:
            stage = "work"
        # Megabytes wait in the system's buffer too: a client that reads slowly takes them for minutes before the
        # transport may write again.
        held = unsent + _unacknowledged(self.transport.get_extra_info("socket")) if unsent else 0
        if (stage, self.cycle) != self._noted:
            self._noted = (stage, self.cycle)
            self.since, self._moved = monotonic(), 0
        elif held < self._held:
            self._moved += self._held - held
        self._held = held
        return stage

    def overdue(self, now: float, stage: Stage, limits: ConnectionLimits) -> bool:
        """Whether its client has taken too long; a body or answer that moves gets another stretch of time."""
        if stage == "head":
            return now - self.since > limits.head_seconds
        if now - self.since <= limits.window_seconds:
            return False
        if self._moved < limits.window_bytes:
            return True
        self.since, self._moved = now, 0
        return False
