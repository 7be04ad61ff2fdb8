"""Faults outside of the workspace: the database of decisions, object storage, files that are still being written."""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsspec
import psycopg
from tests.chaos.faults import ACKNOWLEDGED
from tests.chaos.final_tables import differing, final_tables
from tests.chaos.trial import CannotBeTriedError, Fault, Trial
from tests.chaos.work import REFUSED, Setting
from tests.pipeline.command_process import prepare
from tests.pipeline.delivery.test_publishing import edition as made_edition
from tests.postgres import new_database, programs, server
from tests.told_process import told_by

from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery.editions import MANIFEST
from cnesg.pipeline.delivery.publishing import publish
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.news.watching import Watch
from cnesg.verification.ledger import DATABASE

_ITEMS = 12


def dropped_connections(trial: Trial) -> str:
    """The server of the database ends every connection of the work, at random instants."""
    found = programs()
    if found is None:
        raise CannotBeTriedError("no PostgreSQL on this machine")
    url = new_database(trial.undo.enter_context(server(found)), "chaos")
    trial.undo.enter_context(_set(DATABASE, url))
    prepare(trial.folder)
    dropped, refused = [0], 0
    while not trial.done and dropped[0] < 20:
        refused += trial.work(lambda process: _drop(trial, process, url, dropped)).code == REFUSED
    return f"{dropped[0]} connections ended by the server, {refused} times the work was refused in words"


def _drop(trial: Trial, process: "subprocess.Popen[str]", url: str, dropped: list[int]) -> None:
    others = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = 'chaos'"
    )
    with psycopg.connect(url, autocommit=True) as connection:
        while process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(trial.draws.uniform(0.0, 0.5))
            row = connection.execute(others).fetchone()
            dropped[0] += row[0] if row else 0


@contextlib.contextmanager
def _set(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def growing_file(trial: Trial) -> str:
    """A file of news stands half in a watched folder, is looked at, and is completed later."""
    prepare(trial.folder)
    whole = "\n".join(json.dumps(_item(number)) for number in range(_ITEMS)).encode()
    watched, at_once = (trial.folder.with_name(name) for name in ("watched", "at-once.jsonl"))
    watched.mkdir()
    at_once.write_bytes(whole)
    with Workspace.create(trial.folder.with_name("watching")) as workspace:
        watch, looks = Watch(workspace, watched), 0
        for cut in sorted(trial.draws.randrange(len(whole)) for _ in range(4)):
            (watched / "news.jsonl").write_bytes(whole[:cut])
            looks += len(list(watch.run(once=True)))
        (watched / "news.jsonl").write_bytes(whole)
        list(watch.run(once=True))
        found = final_tables(workspace, without=("document",))
    with Workspace.create(trial.folder.with_name("taking")) as workspace:
        import_news(workspace, at_once)
        expected = final_tables(workspace, without=("document",))
    trial.broken += [f"table {name} is not what the whole file gives" for name in differing(found, expected)]
    return f"read {looks} times while it was half there; the news are those of the whole file (but for its hash)"


def _item(number: int) -> dict[str, object]:
    when = (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number)).isoformat()
    text = f"Item {number} tells of nobody in particular, at some length, and of nothing that matters."
    return {"id": f"watched-{number}", "text": text, "published_at": when, "available_at": when, "source": "Example"}


def half_written_object(trial: Trial) -> str:
    """Whoever publishes an edition to object storage dies with half an object written, at each object in turn.

    The manifest is never half there, as object storage shows whole objects alone; it is not there yet.
    """
    prepare(trial.folder)
    edition = made_edition(trial.folder.with_name("editions"), 50.0)
    trial.undo.enter_context(object_storage())
    count = len(list(edition.iterdir()))
    expected = _objects(publish(edition, "s3://chaos/undisturbed"))
    for at in range(count):
        target = f"s3://chaos/disturbed-{at}"
        told = told_by([sys.executable, "-m", "tests.chaos.outside", str(edition), target, str(at)])
        if told.code != -signal.SIGKILL:
            trial.broken.append(f"the publisher did not die: {told.complaint[-200:]}")
        system, root = fsspec.core.url_to_fs(target)
        system.invalidate_cache()
        if any(path.endswith(MANIFEST) for path in system.find(root)):
            trial.broken.append(f"a manifest stands before object {at} is whole")
        if _objects(publish(edition, target)) != expected:
            trial.broken.append(f"published again after object {at}, it is not the same")
    return f"{count} publishers killed, each with half an object written; published again, every object is the same"


def _objects(place: str) -> dict[str, bytes]:
    system, _ = fsspec.core.url_to_fs(f"s3://{place}")
    system.invalidate_cache()
    return {path.rpartition("/")[2]: system.cat_file(path) for path in system.ls(place)}


@contextlib.contextmanager
def object_storage() -> Iterator[None]:
    """An S3-compatible server of our own with a bucket `chaos`, for this process and those that it starts."""
    try:
        from moto.server import ThreadedMotoServer
    except ImportError as error:
        raise CannotBeTriedError("no moto server on this machine") from error
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # or every request is a line
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    told = {"ACCESS_KEY_ID": "testing", "SECRET_ACCESS_KEY": "testing", "DEFAULT_REGION": "us-east-1"}
    told["ENDPOINT_URL"] = f"http://{host}:{port}"
    with contextlib.ExitStack() as stack:
        stack.callback(server.stop)
        for name, value in [*((f"AWS_{name}", value) for name, value in told.items()), ("NO_PROXY", "*")]:
            stack.enter_context(_set(name, value))
        system = fsspec.filesystem("s3", skip_instance_cache=True)
        system.mkdir("chaos")
        yield


def die_at(edition: Path, target: str, at: int) -> None:
    """Publish, but write half of one object and die."""
    system, _ = fsspec.core.url_to_fs(target)
    written, put = [0], system.pipe_file

    def dying(path: str, content: bytes, **more: object) -> None:
        if written[0] == at:
            if not path.endswith(MANIFEST):
                put(path, content[: len(content) // 2], **more)
            os.kill(os.getpid(), signal.SIGKILL)
        written[0] += 1
        put(path, content, **more)

    system.pipe_file = dying
    publish(edition, target)


FAULTS = [
    Fault(
        "dropped connection to PostgreSQL",
        f"Told in words. {ACKNOWLEDGED}; a decision asked for again is taken once",
        dropped_connections,
        Setting(("decide", "import"), 24),
    ),
    Fault(
        "half-written file",
        "A file that is still being written gives each whole item once, and none cut in two",
        growing_file,
        Setting(("import",), 1),
    ),
    Fault(
        "half-written object",
        "Who sees a manifest sees a whole edition; published again, it is whole",
        half_written_object,
        Setting(("import",), 1),
    ),
]

if __name__ == "__main__":
    die_at(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
