"""Traces of what ran, where and for how long, for OpenTelemetry; off unless the environment asks for them.

The variables are OpenTelemetry's own (`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_TRACES_EXPORTER`, ...), and the extra
`telemetry` brings its library. Where either is missing nothing is imported and a span costs a function call. What spans
say names neither companies nor files (docs/decisions/traces.md).
"""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from types import TracebackType
from typing import Literal, ParamSpec, Protocol, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Value = str | int | float | bool
Kind = Literal["internal", "server"]
Carrier = Mapping[str, str]
"""What carries a trace to another process: headers of the W3C's trace context."""

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_EXPORTER = "OTEL_TRACES_EXPORTER"
_DISABLED = "OTEL_SDK_DISABLED"


class Span(Protocol):
    """A piece of work; use as a context manager. An exception that leaves the block marks it as failed."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def note(self, **attributes: Value | None) -> None:
        """Say more about it; None says nothing."""

    def fail(self, what: str) -> None:
        """Mark it as failed, with a word for what went wrong."""

    def rename(self, name: str) -> None:
        """Call it otherwise, where that is known late."""


class Tracing(Protocol):
    """What makes spans and sends them away."""

    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value | None]) -> Span:
        """A span below the one that is open here."""

    def carrier(self) -> Carrier:
        """What a span in another process needs to stand below the one that is open here."""

    def joined(self, carrier: Carrier) -> AbstractContextManager[None]:
        """Let spans stand below the one that a carrier tells of; an empty one begins a trace of its own."""

    def flush(self, seconds: float) -> None:
        """Send what ended, and wait no longer than that."""


class _Nothing:
    """A span where nobody wants one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing ends."""

    def note(self, **_: Value | None) -> None:
        """Nobody listens."""

    def fail(self, what: str) -> None:
        """Likewise."""

    def rename(self, name: str) -> None:
        """Likewise."""


_NOTHING = _Nothing()
_active: list[Tracing] = []  # at most one


def begin() -> bool:
    """Trace from here on, if the environment asks for it and the extra is there; whether it is so.

    Asked again, nothing happens.
    """
    exporters = asked_for()
    if exporters and not _active:
        try:
            from cnesg.telemetry.sending import Sending

            _active.append(Sending.to(exporters))
        except (ImportError, LookupError):
            return False  # `cnesg doctor` tells; no command fails for it
    return bool(_active)


def asked_for() -> tuple[str, ...]:
    """The exporters that the environment names, `otlp` where it names an endpoint alone; none where it wants none."""
    if os.environ.get(_DISABLED, "").strip().lower() == "true":
        return ()
    named = os.environ.get(_EXPORTER, "").strip().lower()
    if not named and any(os.environ.get(name) for name in _ENDPOINTS):
        named = "otlp"
    return tuple(one for part in named.split(",") if (one := part.strip()) and one != "none")


def use(tracing: Tracing | None) -> None:
    """Make spans with this from here on; None ends it."""
    _active[:] = [tracing] if tracing else []


def span(name: str, kind: Kind = "internal", /, **attributes: Value | None) -> Span:
    """A span below the one that is open here.

    Args:
        name: what is done, out of few: what is done it to stands in attributes.
        kind: `server` for the answer to a request.
        attributes: called `cnesg.NAME`, or as they are where there is a dot; None says nothing. Never paths or texts,
            nor what a company is called.
    """
    return _active[0].span(name, kind, attributes) if _active else _NOTHING


def stage(name: str, /, **attributes: Value) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a span of every call of a function; arguments as for `span`."""

    def spanning(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def called(*args: P.args, **values: P.kwargs) -> T:
            if not _active:
                return function(*args, **values)
            with span(name, **attributes):
                return function(*args, **values)

        return called

    return spanning


def carrier() -> Carrier | None:
    """What a span in another process needs to stand below the one that is open here; None where nothing is traced."""
    return _active[0].carrier() if _active else None


def joined(told: Carrier | None) -> AbstractContextManager[None]:
    """Let spans stand below the one that a carrier tells of; an empty one begins a trace of its own."""
    return _active[0].joined(told or {}) if _active else nullcontext()


def flush(seconds: float) -> None:
    """Send what ended, and wait no longer than that: before a process ends, or may be killed."""
    if _active:
        _active[0].flush(seconds)
