"""What was traced while something ran: in memory, or by a collector that other processes send to as well."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from cnesg import telemetry
from cnesg.telemetry.sending import Sending


@contextmanager
def traced() -> Iterator[InMemorySpanExporter]:
    """Spans that end in this process meanwhile."""
    kept = InMemorySpanExporter()
    telemetry.use(Sending([SimpleSpanProcessor(kept)]))
    try:
        yield kept
    finally:
        telemetry.use(None)


def tree(spans: Sequence[ReadableSpan]) -> set[tuple[str, str]]:
    """Each span's name with that of the one above it; `-` where there is none here."""
    names = {one.context.span_id: one.name for one in spans if one.context}
    return {(names.get(one.parent.span_id, "-") if one.parent else "-", one.name) for one in spans}


@contextmanager
def collector() -> Iterator[tuple[str, list[Any]]]:
    """A receiver of OTLP by HTTP on this machine: its address, and pairs of resource and span as they come."""
    came: list[Any] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["content-length"])))
            for one in sent.resource_spans:
                resource = {pair.key: pair.value for pair in one.resource.attributes}
                came.extend((resource, span) for scope in one.scope_spans for span in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", came
    finally:
        server.shutdown()
        server.server_close()
