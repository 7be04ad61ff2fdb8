"""S3-compatible object storage as a real server on this machine, for tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def object_storage() -> Iterator[dict[str, str]]:
    """The server, empty, for the length of the block; gives the environment that leads to it.

    It answers one request after the other: that a conditional write is one step is what real storage promises, and
    what this server would not keep under several threads.
    """
    applications, werkzeug = (
        pytest.importorskip("moto.moto_server.werkzeug_app"),
        pytest.importorskip("werkzeug.serving"),
    )
    # What it holds lives in the process, not in the server: the buckets of a test before would still be there.
    pytest.importorskip("moto.moto_api._internal.models").moto_api_backend.reset()
    application = applications.DomainDispatcherApplication(applications.create_backend_app)
    alone = threading.Lock()

    def one_at_a_time(environ: Any, start_response: Any) -> list[bytes]:
        with alone:
            return [b"".join(application(environ, start_response))]

    class Quiet(werkzeug.WSGIRequestHandler):  # type: ignore[misc, name-defined]
        def log(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    server = werkzeug.make_server("127.0.0.1", 0, one_at_a_time, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
            "NO_PROXY": "*",
        }
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
