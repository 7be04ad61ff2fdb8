"""`cnesg serve` in a process of its own, asked from several addresses of this machine."""

import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cnesg.verification import Ledger
from cnesg.verification.account_tables import Login
from cnesg.verification.accounts import Accounts
from cnesg.web.visiting import csrf_token

GOOD, WRONG = "correct horse battery", "wrong horse battery"
_STARTING_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        folder: its workspace.
        port: on which it listens, on 127.0.0.1.
        pid: of its process.
    """

    folder: Path
    port: int
    pid: int
    _closing: ExitStack

    def at(self, address: str, port: int | None = None) -> "Guesser":
        """Somebody at an address of this machine; `port` of a proxy in place of the server's."""
        client = Guesser(port or self.port, address)
        self._closing.callback(client.client.close)
        return client

    def megabytes_at_most(self) -> float:
        """The most memory that it had so far (resident)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024

    def addresses(self) -> set[str | None]:
        """Where sign-ins came from so far, as the log of deeds has it."""
        read_only = f"file:{self.folder / 'ledger.sqlite'}?mode=ro"  # a reader that changes nothing under the server
        with closing(sqlite3.connect(read_only, uri=True)) as connection:
            return {address for (address,) in connection.execute("SELECT DISTINCT address FROM deeds")}


@contextmanager
def served(market: Path, folder: Path, *options: str, names: tuple[str, ...] = ()) -> Iterator[Server]:
    """A server on a copy of a workspace while the block lasts, with accounts of one password (`GOOD`)."""
    shutil.copytree(market, folder)
    _accounts(folder, names)
    port = free_port()
    command = [sys.executable, "-m", "cnesg", "serve", "-w", str(folder), "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        try:
            wait_for(port, started)
            with ExitStack() as clients:
                yield Server(folder, port, started.pid, clients)
        finally:
            started.terminate()
            started.wait(60)


def wait_for(port: int, started: subprocess.Popen[bytes]) -> None:
    """Until a process listens."""
    for _ in range(_STARTING_SECONDS * 10):
        assert started.poll() is None, "the process did not start"
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the process does not listen")


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Guesser:
    """Whoever tries passwords, from one address of this machine (127.0.0.0/8)."""

    def __init__(self, port: int, address: str) -> None:
        transport = httpx.HTTPTransport(verify=False, local_address=address, limits=httpx.Limits(max_connections=100))
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=120)

    def sign_in(self, name: str, password: str, browser: str = "", headers: dict[str, str] | None = None) -> int:
        """The status that the server answers with: 303 signed in, 401 wrong, 429 too many."""
        return self.answer(name, password, browser, headers).status_code

    def answer(
        self, name: str, password: str, browser: str = "", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """The server's answer."""
        sent = {"x-csrf-token": csrf_token("x"), "cookie": f"cnesg=x; cnesg-browser={browser}", **(headers or {})}
        return self.client.post("/login", data={"name": name, "password": password}, headers=sent)


def _accounts(folder: Path, names: tuple[str, ...]) -> None:
    """Their password is hashed once."""
    with Ledger.open(folder) as ledger:
        for name in names:
            Accounts(ledger.engine).add(name, "reader", GOOD if name == names[0] else None)
        with Session(ledger.engine) as session, session.begin():
            kept = session.scalar(select(Login.password).where(Login.name == names[0])) if names else None
            session.execute(update(Login).where(Login.name.in_(names)).values(password=kept))
