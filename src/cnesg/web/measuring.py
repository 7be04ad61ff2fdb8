"""What the server tells about itself in Prometheus' form: how long answers take, what waits, how far the log is."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cnesg import telemetry
from cnesg.pipeline.views.operations import stored_bytes
from cnesg.web.logs import REQUESTS
from cnesg.web.site import Site

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LOGGER = logging.getLogger(REQUESTS)
_SLOWEST = 6
_UNKNOWN = "unknown"  # what has no route: one name for all of them, or whoever guesses paths would fill the memory
_OTHER = "OTHER"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NOT_ALLOWED = "405"


def method_label(method: str, status: str = "") -> str:
    """The method as a label: a standard one that the route has, else `OTHER`. Clients may invent any number of them."""
    return method if method in _METHODS and status != _NOT_ALLOWED else _OTHER


class Measures:
    """The measures of one application.

    Args:
        site: whose log and queues are told.
    """

    def __init__(self, site: Site) -> None:
        self._registry = CollectorRegistry()
        self.seconds = Histogram(
            "cnesg_request_seconds",
            "From the first byte of a request to the last of its answer",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Workspace(site))
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)

    def register(self, collector: Collector) -> None:
        """Show the measures of something else too."""
        self._registry.register(collector)

    def answers(self) -> "Answers":
        """What was answered since the start, by route."""
        counts: dict[str, float] = {}
        seconds: dict[str, float] = {}
        errors = 0.0
        for one in next(iter(self.seconds.collect())).samples:
            route = one.labels.get("route", _UNKNOWN)
            if one.name.endswith("_count"):
                counts[route] = counts.get(route, 0.0) + one.value
                errors += one.value if one.labels["status"].startswith("5") else 0.0
            elif one.name.endswith("_sum"):
                seconds[route] = seconds.get(route, 0.0) + one.value
        means = ((route, int(count), seconds[route] / count) for route, count in counts.items() if count)
        slowest = tuple(sorted(means, key=lambda one: -one[2])[:_SLOWEST])
        total = sum(counts.values())
        return Answers(int(total), int(errors), sum(seconds.values()) / total if total else None, slowest)

    def text(self) -> bytes:
        """All of them in the text form."""
        return bytes(generate_latest(self._registry))


@dataclass(frozen=True)
class Answers:
    """What a server answered.

    Attributes:
        count: how often.
        errors: how often with a status of 500 or more.
        mean: seconds an answer; None before the first.
        slowest: routes with how often they were asked and their mean seconds, the slowest first.
    """

    count: int
    errors: int
    mean: float | None
    slowest: tuple[tuple[str, int, float], ...]


class _Workspace(Collector):
    """What stands in the workspace, looked up when it is asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def describe(self) -> Iterator[Metric]:
        """The names alone, so that nothing is looked up when the server starts."""
        yield GaugeMetricFamily("cnesg_store_bytes", "Bytes of all files of the workspace")
        yield GaugeMetricFamily("cnesg_store_position", "Position of the last commit")
        yield GaugeMetricFamily("cnesg_decisions_waiting", "Decisions that the log does not have yet")

    def collect(self) -> Iterator[Metric]:
        """The values of this moment."""
        with self._site.workspace() as lent:
            position = lent.store.position
            size, _ = stored_bytes(lent, self._site.memory)
        yield GaugeMetricFamily("cnesg_store_bytes", "Bytes of all files of the workspace", size)
        yield GaugeMetricFamily("cnesg_store_position", "Position of the last commit", position)
        waiting = len(self._site.ledger.outbox())
        yield GaugeMetricFamily("cnesg_decisions_waiting", "Decisions that the log does not have yet", waiting)


class Measuring:
    """Middleware that takes the time of every answer, refused ones too.

    Args:
        app: what answers.
        measures: where the times go.
    """

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self._app = app
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with telemetry.joined(Headers(scope=scope)), telemetry.span(method_label(scope["method"]), "server") as span:
            await self._answer(scope, receive, send, span)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, span: telemetry.Span) -> None:
        begun, status = time.perf_counter(), "500"

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        finally:
            route = getattr(scope.get("route"), "path", _UNKNOWN)
            seconds = time.perf_counter() - begun
            method = method_label(scope["method"], status)
            self._measures.seconds.labels(method, route, status).observe(seconds)
            # The route and not the path: paths name companies, and what follows them may be secret.
            told = {"method": method, "route": route, "status": status, "seconds": round(seconds, 4)}
            _LOGGER.info("answered", extra=told)
            _describe(span, method, route, status)


def _describe(span: telemetry.Span, method: str, route: str, status: str) -> None:
    """What OpenTelemetry's conventions want to be told of an answer."""
    told: dict[str, telemetry.Value] = {"http.request.method": method, "http.response.status_code": int(status)}
    if route != _UNKNOWN:
        span.rename(f"{method} {route}")
        told["http.route"] = route
    span.note(**told)
    if status.startswith("5"):
        span.fail(status)
