"""Ten verifiers at once over real HTTP, and what must be true afterwards."""

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import polars as pl

from cnesg.pipeline import Workspace
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts
from cnesg.web.visiting import csrf_token

_ASKED = re.compile(r'name="observation" value="([0-9a-f]+)"')
_COOKIE = "cnesg"
_REPORTS = 40


def queue_values(folder: Path, count: int) -> None:
    """Have so many values wait: copies of those that were read, in copies of their report."""
    with Workspace.open(folder) as opened:
        rows = opened.store.read("observations", where=pl.col("origin") == "reported").filter(
            pl.col("kind") == "quantity"
        )
        rows = rows.drop("recorded_at", "position")
        report = opened.store.snapshots.path(rows["document"][0])
        reports = [f"{number:064x}" for number in range(1, _REPORTS + 1)]
        for name in reports:
            opened.store.snapshots.path(name).parent.mkdir(parents=True, exist_ok=True)
            os.link(report, opened.store.snapshots.path(name))
        copies = pl.concat([rows.with_columns(pl.lit(n).alias("n")) for n in range(-(-count // rows.height))]).head(
            count
        )
        made = copies.with_columns(
            pl.format("{}{}", pl.col("observation_id").str.slice(0, 24), pl.col("n") + 10_000_000).alias(
                "observation_id"
            ),
            pl.format("{} {}", "fact_key", "n").alias("fact_key"),
            pl.col("n").map_elements(lambda n: reports[n % _REPORTS], return_dtype=pl.String).alias("document"),
        ).drop("n")
        opened.store.commit({"observations": made}, note="many values")


@dataclass(frozen=True)
class Task:
    """How long to work, how many values to answer at most and at least, and for how many seconds to look at each.

    The least is answered however long it takes: a machine that stands still decides nothing.
    """

    seconds: float = 300.0
    answers: int = 1_000_000
    at_least: int = 0
    think: float = 0.0


@dataclass
class Person:
    """What one verifier was told."""

    name: str
    secret: str
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    broken: list[str] = field(default_factory=list)

    def work(self, host: str, task: Task) -> None:
        """Ask, think, answer, until the time is over or enough was answered."""
        with closing(http.client.HTTPConnection(host, timeout=60)) as connection:
            self._work(connection, task, time.monotonic() + task.seconds)

    def _work(self, connection: http.client.HTTPConnection, task: Task, until: float) -> None:
        headers = {"cookie": f"{_COOKIE}={self.secret}", "content-type": "application/x-www-form-urlencoded"}
        number = 0
        while number < task.at_least or (time.monotonic() < until and number < task.answers):
            status, text = self._ask(connection, "GET", "/verify", headers)
            found = _ASKED.search(text)
            if status != 200 or found is None:
                self.broken.append(f"{status} {text[:200]}")
                return
            time.sleep(task.think)
            number += 1
            said = "not-found" if number % 7 == 0 else "confirmed"
            fields = {"observation": found.group(1), "said": said, "csrf": csrf_token(self.secret)}
            status, text = self._ask(connection, "POST", "/verify/answer", headers, urlencode(fields))
            if status == 303:
                self.acknowledged.append((found.group(1), said))
            elif status == 409:
                self.refused += 1
            else:
                self.broken.append(f"{status} {text[:200]}")

    def _ask(
        self, connection: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str], body: str = ""
    ) -> tuple[int, str]:
        began = time.perf_counter()
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.seconds.append(time.perf_counter() - began)
        return answer.status, text


@dataclass(frozen=True)
class Worked:
    """What came of it: answers acknowledged, those refused, and the 95th percentile of a request in milliseconds."""

    answers: int
    refused: int
    requests: int
    p95: float


def work_together(folder: Path, task: Task, database: str | None = None, people: int = 10) -> Worked:
    """Serve the workspace in its own process, have people check values, compare what they were told with what stands.

    Raises:
        AssertionError: an answer was lost, doubled, or decided otherwise than the rules say.
    """
    persons = _people(folder, database, people)
    environment = {**os.environ, "CNESG_LANG": "en", **({"CNESG_DATABASE": database} if database else {})}
    command = [sys.executable, "-m", "tests.web.many_verifiers", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        host = process.stdout.readline().strip()
        assert host, "the server did not start"
        threads = [threading.Thread(target=one.work, args=(host, task)) for one in persons]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        process.terminate()
    assert [one.broken for one in persons if one.broken] == []
    _compare(folder, database, persons)
    taken = sorted(second for one in persons for second in one.seconds)
    answers = sum(len(one.acknowledged) for one in persons)
    return Worked(answers, sum(one.refused for one in persons), len(taken), 1000 * taken[int(0.95 * len(taken))])


def _people(folder: Path, database: str | None, count: int) -> list[Person]:
    with Ledger.open(folder, database) as ledger:
        accounts = Accounts(ledger.engine)
        for number in range(count):
            accounts.add(f"person {number}", "senior" if number == 0 else "verifier", None)
        return [Person(f"person {number}", accounts.begin(f"person {number}")) for number in range(count)]


def _compare(folder: Path, database: str | None, persons: list[Person]) -> None:
    with Ledger.open(folder, database) as ledger:
        opinions, decisions = ledger.opinions.all(), ledger.decisions()
    told = sorted((about, said, one.name) for one in persons for about, said in one.acknowledged)
    assert sorted((one.observation_id, one.answer, one.by) for one in opinions) == told, "an answer was lost or doubled"
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for opinion in opinions:
        if opinion.purpose != "planted":
            seen[opinion.observation_id, opinion.purpose] += 1
    assert max(seen.values()) == 1, "two people gave the same opinion on a value"
    assert len({decision.decision_id for decision, _ in decisions}) == len(decisions)
    assert all(position is not None for _, position in decisions), "a decision did not reach the log"
    with Workspace.open(folder) as opened:
        carried = opened.store.read("observations", where=pl.col("decision").is_not_null())["decision"]
    assert sorted(carried) == sorted(decision.decision_id for decision, _ in decisions)


def main() -> None:
    """Serve a workspace on a free port, whose address is printed once it answers."""
    import socket

    import uvicorn

    from cnesg.web.app import create_app
    from cnesg.web.settings import Settings

    folder = Path(sys.argv[1])
    app = create_app(
        folder,
        Settings(secure=False, carry_seconds=3, requests_a_minute=1_000_000, pictures=folder.parent / "pictures"),
    )
    _ = app.state.site.desk  # made before the first request, as at the start of a day
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    print(f"127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201 - the address for who started it
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
