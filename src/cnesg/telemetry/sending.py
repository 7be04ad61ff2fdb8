"""Spans by OpenTelemetry's library: made, carried to other processes and sent to whoever collects them."""

import logging
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib.metadata import entry_points
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from opentelemetry import context, propagate, trace
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

import cnesg
from cnesg.errors import CnesgError
from cnesg.telemetry import Carrier, Kind, Value

_GROUP = "opentelemetry_traces_exporter"
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_KINDS: dict[Kind, SpanKind] = {"internal": SpanKind.INTERNAL, "server": SpanKind.SERVER}
_ERROR = "error.type"


class Sending:
    """Makes spans and hands them to processors.

    The provider is ours alone: what other libraries of this process would trace, as the paths of requests, is not sent.

    Args:
        processors: what takes spans when they end.
    """

    def __init__(self, processors: Sequence[SpanProcessor]) -> None:
        told: dict[str, str | int] = {
            "service.version": cnesg.__version__,
            "host.name": socket.gethostname(),
            "process.pid": os.getpid(),
        }
        if "OTEL_SERVICE_NAME" not in os.environ:
            told[SERVICE_NAME] = "cnesg"
        self._provider = TracerProvider(resource=Resource.create(told), shutdown_on_exit=False)
        for one in processors:
            self._provider.add_span_processor(one)
        self._tracer = self._provider.get_tracer("cnesg", cnesg.__version__)
        self._flushing: Thread | None = None
        self._lock = Lock()

    @classmethod
    def to(cls, exporters: Sequence[str]) -> Self:
        """To exporters by OpenTelemetry's names for them, each told by its own variables.

        Raises:
            LookupError: no package that is installed has an exporter of that name.
        """
        logging.getLogger("opentelemetry.exporter").setLevel(logging.ERROR)  # it tells of every attempt otherwise
        return cls([BatchSpanProcessor(_exporter(name)) for name in exporters])

    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value | None]) -> "_Open":
        """See `cnesg.telemetry.span`."""
        return _Open(self._tracer, name, _KINDS[kind], _named(attributes))

    def carrier(self) -> Carrier:
        """See `cnesg.telemetry.carrier`."""
        told: dict[str, str] = {}
        propagate.inject(told)
        return told

    @contextmanager
    def joined(self, carrier: Carrier) -> Iterator[None]:
        """See `cnesg.telemetry.joined`."""
        token = context.attach(propagate.extract(carrier, context.Context()))
        try:
            yield
        finally:
            context.detach(token)

    def flush(self, seconds: float) -> None:
        """See `cnesg.telemetry.flush`; who collects may not answer, and the library would wait for it."""
        with self._lock:
            if self._flushing is None or not self._flushing.is_alive():
                self._flushing = Thread(target=self._provider.force_flush, name="flushing traces", daemon=True)
                self._flushing.start()
                self._flushing.join(seconds)


class _Open:
    """A span of OpenTelemetry's. Its exceptions are told by class: their words may name files and companies."""

    def __init__(self, tracer: trace.Tracer, name: str, kind: SpanKind, attributes: dict[str, Value]) -> None:
        self._begun: AbstractContextManager[trace.Span] = tracer.start_as_current_span(
            name, kind=kind, attributes=attributes, record_exception=False, set_status_on_exception=False
        )
        self._span: trace.Span = trace.INVALID_SPAN

    def __enter__(self) -> Self:
        self._span = self._begun.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace_: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            told = error.problems[0].message_id if isinstance(error, CnesgError) and error.problems else None
            self.fail(told or type(error).__qualname__)
        self._begun.__exit__(kind, error, trace_)

    def note(self, **attributes: Value | None) -> None:
        self._span.set_attributes(_named(attributes))

    def fail(self, what: str) -> None:
        self._span.set_status(StatusCode.ERROR)
        self._span.set_attribute(_ERROR, what)

    def rename(self, name: str) -> None:
        self._span.update_name(name)


def _named(attributes: Mapping[str, Value | None]) -> dict[str, Value]:
    told = attributes.items()
    return {(name if "." in name else f"cnesg.{name}"): value for name, value in told if value is not None}


def _exporter(name: str) -> Any:
    protocol = next((told for one in _PROTOCOLS if (told := os.environ.get(one))), "http/protobuf")
    full = {"otlp": "otlp_proto_grpc" if protocol == "grpc" else "otlp_proto_http"}.get(name, name)
    found = entry_points(group=_GROUP, name=full)
    if not found:
        raise LookupError(full)
    return next(iter(found)).load()()
