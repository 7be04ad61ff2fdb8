"""Attacks on a real server: each is refused or answered harmlessly, none by an error of ours, and nothing changes."""

import hashlib
import logging
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from fastapi import FastAPI
from tests.web.attacks import Attack, attacks
from tests.web.conftest import PLAIN, sign_in

from cnesg.pipeline.checking.added_documents import added_documents
from cnesg.verification.disputes import DisputeBook
from cnesg.web.app import create_app
from cnesg.web.connections import ConnectionLimits
from cnesg.web.hosts import hosts_of
from cnesg.web.serving import server_of
from cnesg.web.visiting import csrf_token

ALL = attacks()
SEED, SAMPLE = 78, 40
LEAST = 130
SECONDS = 60.0
LARGE = 1024 * 1024


@dataclass
class Target:
    """The server, and the secrets of those who attack it."""

    app: FastAPI
    port: int
    secrets: dict[str, str]

    def state(self) -> dict[str, Any]:
        """What no attack may change; odd text in news is news all the same."""
        site = self.app.state.site
        with site.workspace() as lent:
            rows = {table: lent.store.read(table).height for table in ("companies", "observations", "runs", "scores")}
        return {
            "accounts": [one["name"] for one in site.accounts.all()],
            "disputes": len(DisputeBook(site.ledger.engine).all()),
            "documents": len(added_documents(site.ledger)),
            "rows": rows,
        }


@pytest.fixture(scope="module")
def target(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = Path(copytree(market, tmp_path_factory.mktemp("attacked") / "workspace"))
    settings = replace(
        PLAIN, hosts=hosts_of("127.0.0.1"), largest_body=2 * 1024 * 1024, requests_a_minute=100_000, carry_seconds=3600
    )
    app = create_app(folder, settings)
    roles = ("reader", "senior", "issuer", "feeder", "administrator")
    secrets = {role: sign_in(app, role) for role in roles}  # type: ignore[arg-type]
    with served_shortly(app) as port:
        yield Target(app, port, secrets)


def wire(attack: Attack, secret: str) -> bytes:
    """The bytes of a request."""
    if attack.raw is not None:
        return attack.raw
    headers = {"host": "127.0.0.1", "connection": "close"}
    if attack.role is not None:
        headers["cookie"] = f"cnesg={secret}"
    elif attack.method == "POST":
        headers["cookie"] = "cnesg=x"
    if attack.role == "feeder":
        headers["x-csrf-token"] = "{csrf}"
    if attack.body or attack.method == "POST":
        headers["content-length"] = str(len(attack.body))
    headers |= attack.headers
    known = {
        "{csrf}": csrf_token(secret if attack.role else "x"),
        "{secret}": secret,
        "{digest}": hashlib.sha256(secret.encode()).hexdigest(),
    }
    lines = [f"{attack.method} {attack.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    head = "\r\n".join(lines)
    for name, value in known.items():
        head = head.replace(name, value)
    return head.encode("latin-1", "replace") + b"\r\n\r\n" + attack.body


def answered(port: int, sent: bytes) -> bytes:
    """All that comes back until the server closes the connection, as it does soon if it waits for more."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as one:
        got = b""
        with suppress(OSError):  # refused before all of it was sent
            one.sendall(sent)
        with suppress(ConnectionError):
            while told := one.recv(1 << 20):
                got += told
        return got


@contextmanager
def served_shortly(app: FastAPI) -> Iterator[int]:
    """The server as `cnesg serve` has it, but it waits for nobody longer than two seconds; gives its port."""
    limits = ConnectionLimits(head_seconds=2, window_seconds=2)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = server_of(app, limits=limits, log_level="error")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + SECONDS
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(SECONDS)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def test_there_are_as_many_attacks_as_are_claimed_and_no_two_are_the_same() -> None:
    assert len({one.name for one in ALL}) == len(ALL)
    assert len({wire(one, "x") for one in ALL}) == len(ALL)
    assert len(ALL) >= LEAST


def attacked(target: Target, chosen: list[Attack], log: pytest.LogCaptureFixture) -> None:
    before, wrong = target.state(), []
    with log.at_level(logging.ERROR):
        for attack in chosen:
            secret = target.secrets.get(attack.role or "administrator", "")
            answer = answered(target.port, wire(attack, secret))
            status = status_of(answer)
            head = answer.partition(b"\r\n\r\n")[0]
            held = [one for one in attack.never if one.lower() in answer.lower()]
            held += [one for one in attack.never_in_head if one in head.lower()]
            lost = (
                status == 0 and len(attack.body) > LARGE
            )  # the answer came before all was sent, and went with the rest
            if not (status in attack.expected or lost) or held:
                wrong.append(f"{attack.name}: {status} {held} {answer[:100]!r}")
    errors = [one.getMessage() for one in log.records if one.levelno >= logging.ERROR]
    assert not wrong, "\n".join(wrong)
    assert errors == []
    assert target.state() == before
    assert (
        status_of(answered(target.port, b"GET /health/ready HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")) == 200
    )


def test_a_sample_of_attacks_is_refused_or_harmless(target: Target, caplog: pytest.LogCaptureFixture) -> None:
    attacked(target, random.Random(SEED).sample(ALL, SAMPLE), caplog)


@pytest.mark.full
def test_all_attacks_are_refused_or_harmless(target: Target, caplog: pytest.LogCaptureFixture) -> None:
    attacked(target, ALL, caplog)
