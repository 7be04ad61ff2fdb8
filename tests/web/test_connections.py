"""Clients that send half of a request, nothing at all, or do not read: they hold little, and nobody waits for them."""

import asyncio
import os
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from cnesg.pipeline import Workspace
from cnesg.web.connections import ConnectionGuard, ConnectionLimits, client_network, is_among
from cnesg.web.serving import server_of

SEED = 78
PROBE_SECONDS = 1.0
HANGS_SECONDS = 20.0
FORM = b"application/x-www-form-urlencoded"
HALVES = (
    b"",
    b"GET / HT",
    b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ",
    b"POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 60000\r\ncontent-type: " + FORM + b"\r\n\r\nname=",
    b"POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\nna",
    b"GET /static/echarts.min.js HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" * 3,  # and none of the answers is read
)
"""What half-open connections have sent."""


def free_port() -> int:
    with socket.socket() as looking:
        looking.bind(("127.0.0.1", 0))
        return int(looking.getsockname()[1])


@contextmanager
def command_with(descriptors: int, folder: Path) -> Iterator[str]:
    """`cnesg serve` in a process that may open so many files; gives its address."""
    Workspace.create(folder / "workspace").store.close()
    port = free_port()
    command = [sys.executable, "-m", "cnesg", "serve", "--port", str(port), "--workspace", str(folder / "workspace")]
    limited = ["/bin/sh", "-c", f'ulimit -n {descriptors} && exec "$@"', "sh", *command]
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "caches")}
    with (folder / "log").open("wb") as log, subprocess.Popen(limited, stderr=log, stdout=log, env=environment) as one:
        try:
            address, until = f"http://127.0.0.1:{port}", time.monotonic() + 120
            while time.monotonic() < until and one.poll() is None:
                with suppress(httpx.TransportError):
                    if httpx.get(f"{address}/health/live", timeout=5).status_code == 200:
                        break
                time.sleep(0.05)
            yield address
            assert one.poll() is None, (folder / "log").read_text("utf-8")
        finally:
            one.terminate()
            one.wait(60)
    assert "Traceback" not in (folder / "log").read_text("utf-8")


def half_open(address: str, count: int, seed: int) -> list[socket.socket]:
    """So many connections that have each sent a half of something, drawn by a seed."""
    port, drawn = int(address.rpartition(":")[2]), random.Random(seed)
    made = []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), timeout=30)
        made.append(one)
        with suppress(OSError):  # closed already, to make room for others
            one.sendall(drawn.choice(HALVES))
    return made


def probe(address: str) -> float:
    """Seconds until a new client knows that the server is alive and ready."""
    begun = time.monotonic()
    with httpx.Client(base_url=address, timeout=60) as client:
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 200
    return time.monotonic() - begun


def probed_between(folder: Path, *, descriptors: int, connections: int, seconds: float) -> None:
    """Half-open connections come in ten waves; after each the server is probed, and serves a page at the end."""
    with command_with(descriptors, folder) as address:
        held: list[socket.socket] = []
        try:
            probe(address)  # the first one loads what answers it
            slowest = 0.0
            for wave in range(10):
                held += half_open(address, connections // 10, SEED + wave)
                slowest = max(slowest, probe(address))
            assert slowest < seconds
            assert httpx.get(f"{address}/login", timeout=60).status_code == 200
        finally:
            for one in held:
                one.close()
        assert probe(address) < seconds


@pytest.mark.heavy
def test_half_open_connections_leave_room_for_a_probe(tmp_path: Path) -> None:
    probed_between(tmp_path, descriptors=200, connections=300, seconds=HANGS_SECONDS)


@pytest.mark.full
def test_1500_half_open_connections_leave_room_for_a_probe_at_1024_descriptors(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 2000:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    try:
        probed_between(tmp_path, descriptors=1024, connections=1500, seconds=PROBE_SECONDS)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


QUICK = ConnectionLimits(most=20, of_one_address=8, head_seconds=0.8, window_seconds=0.8, window_bytes=20 * 1024)
LARGE = 30 * 1024 * 1024


def small_app(registered: Callable[[ConnectionGuard], None]) -> FastAPI:
    """An answer of 30 MiB, one that takes as long as it is told, and a route that reads its body."""
    made = FastAPI()
    made.state.measures = SimpleNamespace(register=registered)

    @made.get("/large")
    def large() -> Response:
        return Response(b"x" * LARGE)

    @made.get("/work")
    async def work(seconds: float) -> Response:
        await asyncio.sleep(seconds)
        return Response("done")

    @made.post("/body")
    async def body(request: Request) -> Response:
        return Response(str(len(await request.body())))

    return made


class Quick:
    """A server with limits of less than a second."""

    def __init__(self, proxies: str, limits: ConnectionLimits) -> None:
        self.guards: list[ConnectionGuard] = []
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._server = server_of(
            small_app(self.guards.append), limits=limits, proxies=proxies, log_level="critical", lifespan="off"
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listening]}, daemon=True, name="quick"
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def connect(self, begin: bytes = b"", source: str = "127.0.0.1", buffer: int | None = None) -> socket.socket:
        made = socket.socket()
        if buffer is not None:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        made.bind((source, 0))
        made.settimeout(60)
        made.connect(("127.0.0.1", self.port))
        made.sendall(begin)
        return made

    def measured(self) -> dict[str, float]:
        samples = [one for family in self.guards[0].collect() for one in family.samples]
        return {one.labels.get("limit", "open"): one.value for one in samples}

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(30)
        self._listening.close()


@pytest.fixture
def quick() -> Iterator[Quick]:
    made = Quick("127.0.0.1", QUICK)
    yield made
    made.close()


def is_closed(one: socket.socket) -> bool:
    """Whether the server closes a connection, within a minute at the most."""
    try:
        return one.recv(65536) == b""
    except ConnectionError:
        return True


def answered(one: socket.socket) -> bool:
    """Whether an answer of `/work` comes."""
    got = b""
    with one:
        while not got.endswith(b"done"):
            told = one.recv(65536)
            if not told:
                return False
            got += told
    return True


@pytest.mark.parametrize("begin", [b"", b"GET / HT", b"POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nab"])
@pytest.mark.heavy
def test_who_sends_no_whole_request_in_time_is_closed(quick: Quick, begin: bytes) -> None:
    with quick.connect(begin) as one:
        assert is_closed(one)


@pytest.mark.heavy
def test_a_head_and_a_body_that_trickle_are_closed_all_the_same(quick: Quick) -> None:
    head, body = b"GET /work?seconds=0 HTTP/1.1\r\n", b"POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 99999\r\n\r\n"
    for begin, more in ((head, b"x-a: b\r\n"), (body, b"x")):
        with quick.connect(begin) as one:
            one.settimeout(0.05)
            until, closed = time.monotonic() + 60, False
            while not closed and time.monotonic() < until:
                try:
                    one.sendall(more)
                    closed = one.recv(10) == b""
                except TimeoutError:
                    continue
                except ConnectionError:
                    closed = True
            assert closed
    assert (quick.measured()["head"], quick.measured()["body"]) == (1, 1)


@pytest.mark.heavy
def test_who_does_not_read_a_large_answer_is_closed(quick: Quick) -> None:
    with quick.connect(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n", buffer=4096):
        until = time.monotonic() + 60
        while quick.measured()["answer"] == 0 and time.monotonic() < until:
            time.sleep(0.05)
        assert quick.measured()["answer"] == 1
        assert quick.measured()["open"] == 0


@pytest.mark.heavy
def test_a_body_and_an_answer_that_move_may_take_longer(quick: Quick) -> None:
    size = 60 * 20 * 1024
    with quick.connect(b"POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % size) as one:
        for _ in range(60):
            one.sendall(b"x" * 20 * 1024)
            time.sleep(0.05)
        assert one.recv(65536).endswith(str(size).encode())
        one.sendall(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n")
        got, begun = 0, time.monotonic()
        while got < LARGE:
            told = one.recv(64 * 1024)
            assert told, f"closed after {got} bytes"
            got += len(told)
            if time.monotonic() - begun < 3:
                time.sleep(0.05)


@pytest.mark.heavy
def test_an_answer_that_is_read_slowly_goes_on(quick: Quick) -> None:
    """Megabytes of it lie in the system's buffer, which the server is told of only when a third of it is free."""
    with quick.connect(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n", buffer=16 * 1024) as one:
        begun, got = time.monotonic(), 0
        while time.monotonic() - begun < 4 * QUICK.window_seconds:
            told = one.recv(32 * 1024)
            assert told, f"closed after {got} bytes"
            got += len(told)
            time.sleep(0.05)
        assert got < LARGE / 4
        assert quick.measured()["answer"] == 0


@pytest.mark.heavy
def test_an_answer_that_takes_us_long_is_waited_for_whoever_else_comes(quick: Quick) -> None:
    with quick.connect(b"GET /work?seconds=3 HTTP/1.1\r\nhost: x\r\n\r\n") as one:
        time.sleep(0.2)
        others = [quick.connect(b"GET") for _ in range(60)]
        assert answered(one)
        for other in others:
            other.close()


def test_one_address_holds_no_more_than_its_share_unless_it_is_a_proxy(quick: Quick) -> None:
    elsewhere = [quick.connect(b"GET", source="127.0.0.2") for _ in range(12)]
    assert is_closed(elsewhere[0])
    assert quick.measured()["address"] >= 4
    proxied = [quick.connect(b"GET") for _ in range(12)]
    assert quick.measured()["crowded"] == 0
    for one in elsewhere + proxied:
        one.close()


@pytest.mark.heavy
def test_no_connection_is_taken_in_while_we_work_for_all_that_there_may_be() -> None:
    quick = Quick("", ConnectionLimits(most=4, of_one_address=4))
    try:
        busy = [quick.connect(b"GET /work?seconds=2 HTTP/1.1\r\nhost: x\r\n\r\n") for _ in range(4)]
        until = time.monotonic() + 30
        while quick.measured()["open"] < 4 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.2)
        with quick.connect() as one:
            assert is_closed(one)
        assert all(answered(one) for one in busy)
    finally:
        quick.close()


def test_limits_leave_half_of_the_descriptors_to_files_and_databases() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    limits = ConnectionLimits.for_this_process()
    assert limits.most <= max(8, soft // 2)
    assert limits.of_one_address < limits.most


def test_addresses_are_grouped_by_whom_they_belong_to() -> None:
    assert client_network("192.0.2.1") == "192.0.2.1"
    assert client_network("::ffff:192.0.2.1") == "192.0.2.1"
    assert client_network("2001:db8:1:2:3::4") == client_network("2001:db8:1:2:ffff::1")
    assert client_network("2001:db8:1:2::4") != client_network("2001:db8:1:3::4")
    assert client_network("testclient") == "testclient"
    assert is_among("10.1.2.3", ["10.0.0.0/8"])
    assert is_among("x", ["*"])
    assert not is_among("192.0.2.1", ["127.0.0.1", "unix", "10.0.0.0/8"])
