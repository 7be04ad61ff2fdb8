"""The workbench in a process of its own, which refuses to open the ledger's files aside from SQLite, and its people.

`python -m tests.web.served_process FOLDER` prints the address once it answers.
"""

import http.client
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.told_process import REPOSITORY

from cnesg.pipeline import Workspace
from cnesg.pipeline.keeping.auditing import audit
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.verification.ledger import FILE
from cnesg.web.visiting import csrf_token

_GIVEN = re.compile(r'name="observation" value="([0-9a-f]+)"')
_SECONDS = 120
CNESG = [sys.executable, "-m", "cnesg"]


@contextmanager
def served_process(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The process and its address; it is killed in the end if it still runs."""
    command = [sys.executable, "-m", "tests.web.served_process", str(folder)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            host = process.stdout.readline().strip()
            assert host, "the server did not start"
            yield process, host
        finally:
            process.kill()


@dataclass
class Verifier:
    """Somebody who checks values over HTTP, and every answer that the server took: observation and what was said."""

    name: str
    secret: str
    acknowledged: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, name: str) -> "Verifier":
        """An account with a session."""
        with Ledger.open(folder) as ledger:
            accounts = Accounts(ledger.engine)
            accounts.add(name, "verifier", None)
            return cls(name, accounts.begin(name))

    def answer(self, host: str, count: int) -> None:
        """Answer so many values; each is noted when the server has taken it."""
        for _ in range(count):
            page = self.ask(host, "GET", "/verify")[1]
            given = _GIVEN.search(page)
            assert given, page[:500]
            said = "not-found" if len(self.acknowledged) % 3 == 2 else "confirmed"
            status, page = self.send(host, given.group(1), said)
            assert status == 303, page[:500]
            self.acknowledged.append((given.group(1), said))

    def send(self, host: str, observation: str, said: str) -> tuple[int, str]:
        """Answer one value: status and body."""
        return self.ask(host, "POST", "/verify/answer", {"observation": observation, "said": said})

    def ask(self, host: str, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and body of one request."""
        headers = {"cookie": f"cnesg={self.secret}", "content-type": "application/x-www-form-urlencoded"}
        body = None if form is None else urlencode({**form, "csrf": csrf_token(self.secret)})
        with closing(http.client.HTTPConnection(host, timeout=_SECONDS)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()


def kill_between_commands(folder: Path, verifier: Verifier, draws: random.Random, turns: int = 1) -> int:
    """Serve a workspace, answer values, run other commands in between, answer more, and kill the server.

    Returns:
        How many commands were run.

    Raises:
        AssertionError: the server did not take an answer, an answer that it took is lost or doubled, or an audit finds
            an error.
    """
    count = 0
    with served_process(folder) as (process, host):
        for _ in range(turns):
            verifier.answer(host, draws.randrange(1, 4))
            commands = second_commands(folder)
            for command in draws.sample(commands, draws.randrange(1, len(commands) + 1)):
                run_quietly(command)
                count += 1
        verifier.answer(host, draws.randrange(1, 5))
        status, told = verifier.ask(host, "GET", "/health/ready")
        assert (status, json.loads(told)) == (200, {"workspace": "ready", "decisions": "ready"})
        process.kill()
    with Ledger.open(folder) as ledger:
        stored = [(one.observation_id, one.answer) for one in ledger.opinions.all()]
    assert stored == verifier.acknowledged, f"{len(verifier.acknowledged)} answers taken, {len(stored)} stored"
    with Workspace.open(folder) as opened:
        assert [one.problem.text() for one in audit(opened) if one.severity == "error"] == []
    return count


def second_commands(folder: Path) -> list[list[str]]:
    """What somebody else may run in a workspace that is served: each opens the ledger in a process of its own."""
    tables = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(*c.execute('SELECT * FROM sqlite_master'))"
    return [
        [*CNESG, "accounts", "list", "-w", str(folder)],
        [sys.executable, "-c", tables, str(folder / FILE)],
    ]


def run_quietly(command: list[str]) -> None:
    """Run a command to its end.

    Raises:
        AssertionError: it failed.
    """
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert done.returncode == 0, done.stderr


def refuse_to_open(ledger: Path) -> None:
    """Let Python's own functions open neither the ledger nor what SQLite keeps beside it, for the rest of the process.

    SQLite opens its files itself and is not concerned.
    """
    names = {os.path.realpath(f"{ledger}{suffix}") for suffix in ("", "-wal", "-shm", "-journal")}

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if (
            event == "open"
            and isinstance(arguments[0], str | bytes)
            and os.path.realpath(arguments[0])
            in {
                *names,
                *map(os.fsencode, names),
            }
        ):
            message = f"opened aside from SQLite: {arguments[0]!r}"
            raise PermissionError(message)

    sys.addaudithook(hook)


def main() -> None:
    """Serve a workspace on a free port until killed."""
    import socket

    import uvicorn

    from cnesg.web.app import create_app
    from cnesg.web.settings import Settings

    folder = Path(sys.argv[1])
    refuse_to_open(folder / FILE)
    pictures = folder.parent / "pictures"
    settings = Settings(secure=False, carry_seconds=0.5, requests_a_minute=1_000_000, pictures=pictures)
    app = create_app(folder, settings)
    _ = app.state.site.desk  # made before the first request, as at the start of a day
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    print(f"127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201 - the address for who started it
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
