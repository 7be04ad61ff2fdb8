"""Several who read one list of reports: each report once, whoever comes, goes or dies."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.chaos.final_tables import final_tables
from tests.conftest import FULL
from tests.object_storage import object_storage
from tests.pipeline.conftest import REPORT
from tests.pipeline.together_process import SOON, listed
from tests.told_process import REPOSITORY

from cnesg.pipeline import Workspace
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.reports.ingesting_together import Told, ingest_together
from cnesg.pipeline.reports.work_progress import progress_of
from cnesg.pipeline.reports.work_queue import Entry, Terms, WorkQueue
from cnesg.pipeline.reports.work_records import WORK, Came, WorkRecords
from cnesg.store import Store
from cnesg.store.shared_files import SharedFiles

pytestmark = pytest.mark.filterwarnings("ignore")  # of botocore, on dates


def reports(folder: Path, count: int) -> list[Report]:
    """The reports of `listed`, written."""
    folder.mkdir(exist_ok=True)
    made = listed(folder, count)
    for number, one in enumerate(made):
        one.path.write_text(REPORT.replace("480 employees", f"{480 + number} employees"), encoding="utf-8")
    return made


def entries(given: Sequence[Report]) -> list[Entry]:
    return [Entry.of(number, one, one.company) for number, one in enumerate(given)]


def queue_of(files: SharedFiles, given: Sequence[Report], terms: Terms = SOON) -> WorkQueue:
    return WorkQueue(files, entries(given), "1", terms)


@contextmanager
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Object storage with an empty bucket "market", which this process and its children find."""
    s3fs = pytest.importorskip("s3fs")
    with object_storage() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        s3fs.S3FileSystem(skip_instance_cache=True).mkdir("market")
        yield


@pytest.fixture(params=["folder", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedFiles]:
    if request.param == "folder":
        yield SharedFiles.of_folder(tmp_path)
        return
    with bucket(monkeypatch):
        yield SharedFiles("s3://market/place")


def late(queue: WorkQueue) -> None:
    """As if the queue had not looked for long."""
    queue._looked = float("-inf")


def dies(queue: WorkQueue) -> None:
    """No more sign of life, nothing given up; its last sign is old."""
    queue._leaving.set()
    queue._beat.join()


@pytest.mark.heavy
def test_files_that_come_while_none_are_listed_are_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the listing that was empty and the next question another machine has put the folder's first file."""
    s3fs = pytest.importorskip("s3fs")
    listed = s3fs.S3FileSystem._lsdir

    async def empty(self: Any, path: str, *given: Any, **named: Any) -> Any:
        return [] if named.get("delimiter") == "" else await listed(self, path, *given, **named)

    with bucket(monkeypatch):
        files = SharedFiles("s3://market/place")
        assert files.create("leases/one", b"mine")
        assert list(files.changed("leases")) == ["leases/one"]
        monkeypatch.setattr(s3fs.S3FileSystem, "_lsdir", empty)
        assert files.changed("leases") == {}


def gone(files: SharedFiles, queue: WorkQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signs of a worker that died are older than its lease, by the storage's clock."""
    dies(queue)
    changed = SharedFiles.changed
    dead = f"{WORK}/workers/{queue.name}"

    def older(self: SharedFiles, folder: str) -> dict[str, float]:
        return {name: when - 10 * (name == dead) for name, when in changed(self, folder).items()}

    monkeypatch.setattr(SharedFiles, "changed", older)


@pytest.mark.heavy
def test_each_report_has_one_who_reads_it_and_passes_on_when_that_one_dies(
    files: SharedFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = reports(tmp_path / "given", 6)
    with queue_of(files, given) as one:
        other = queue_of(files, given)
        other.__enter__()
        taken = [queue.take() for queue in (one, other, one, other)]
        assert len({entry.key for entry in taken if entry}) == 4
        records = WorkRecords(files)
        seen = progress_of(records)
        assert (seen.reports, seen.waiting, len(seen.in_work)) == (6, 2, 4)
        assert {told.worker for told in seen.in_work} == {one.name, other.name}
        assert all(told.alive and told.attempt == 1 and 0 <= told.seconds < 60 for told in seen.in_work)
        assert one.take() is not None
        assert one.take() is not None
        late(one)
        assert one.take() is None  # the other is alive
        gone(files, other, monkeypatch)
        late(one)
        passed = [one.take(), one.take()]
        assert {entry.key for entry in passed if entry} == {entry.key for entry in taken[1::2] if entry}
        assert {one.held[entry.key].attempt for entry in passed if entry} == {2}
        one.finish([Came(entry.key, "", one.name, pages=3) for entry in entries(given)])
        assert one.complete
        seen = progress_of(records)
        assert (seen.stored, seen.waiting, seen.in_work, seen.pages) == (6, 0, (), 18)
        assert seen.complete
        assert files.changed(f"{WORK}/leases") == {}
    assert [told.alive for told in progress_of(records).workers] == [False]


def test_what_takes_workers_down_is_set_aside_for_all_and_tried_again_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, given = SharedFiles.of_folder(tmp_path), reports(tmp_path / "given", 1)
    terms = Terms(lease=2.0, attempts=2)
    for _ in range(2):
        victim = queue_of(files, given, terms)
        victim.__enter__()
        assert victim.take() is not None
        gone(files, victim, monkeypatch)
    with queue_of(files, given, terms) as looking:
        assert looking.take() is None
        assert looking.complete
    told = progress_of(WorkRecords(files)).as_json()["set_aside"]
    assert [(one["harmful"], one["attempts"], one["path"]) for one in told] == [(True, 2, str(given[0].path))]
    assert "gave no more sign of life" in told[0]["problems"][0]["text"]
    assert files.changed(f"{WORK}/leases") == {}
    with queue_of(files, given, Terms(again=True)) as again:
        assert again.take() is not None
    with WorkQueue(files, entries(given), "another version", terms) as newer:
        assert newer.take() is not None


def test_who_leaves_gives_back_what_it_has(tmp_path: Path) -> None:
    files, given = SharedFiles.of_folder(tmp_path), reports(tmp_path / "given", 2)
    with queue_of(files, given) as one:
        assert one.take() is not None
    with queue_of(files, given) as other:
        assert [other.take() is not None for _ in range(3)] == [True, True, False]
        assert {lease.attempt for lease in other.held.values()} == {1}


@pytest.mark.heavy
@pytest.mark.usefixtures("in_this_process")
def test_alone_it_gives_what_one_by_one_gives_and_does_nothing_twice(
    workspace: Workspace, tables: dict[str, Path], tmp_path: Path
) -> None:
    given = [*reports(tmp_path / "given", 4), Report(tmp_path / "none.txt", "L01", 2023, date(2024, 5, 1))]
    done: list[str] = []
    seen = ingest_together(workspace, given, terms=SOON, told=Told(of_report=lambda one: done.append(one.path.name)))
    assert (seen.stored, seen.known, len(seen.set_aside), seen.complete) == (4, 0, 1, True)
    assert sorted(done) == ["000.txt", "001.txt", "002.txt", "003.txt", "none.txt"]
    assert not seen.set_aside[0].harmful
    assert seen.took["reports"] == 5
    assert seen.took["quantities"] == sum(one.height for one in [workspace.store.read("observations")]) - 24 - int(
        seen.took["statements"] or 0
    )
    position = workspace.store.position
    again = ingest_together(workspace, given, terms=SOON)
    assert workspace.store.position == position
    assert again.stored == 4
    for path in (workspace.folder / WORK).rglob("*"):
        if path.is_file():
            path.unlink()  # nothing in the workspace rests on them
    assert (ingest_together(workspace, given[:4], terms=SOON).known, workspace.store.position) == (4, position)
    with Workspace.create(tmp_path / "other") as other:
        from cnesg.pipeline.imports.importing import import_table

        for kind, path in tables.items():
            import_table(other, kind, path)
        ingest(other, given)
        assert final_tables(other) == final_tables(workspace)


def start(folder: Path, inbox: Path, count: int, **more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.together_process", str(folder), str(inbox), str(count)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **more},
    )


def work_with_kills(
    folder: Path, tables: dict[str, Path], address: str, *, workers: int, count: int, kills: int, comers: int
) -> None:
    """Machines with working copies of their own; some are killed in the midst of it, others come."""
    inbox = folder / "inbox"
    given = reports(inbox, count)
    with Workspace.create(folder / "first") as first:
        from cnesg.pipeline.imports.importing import import_table

        for kind, path in tables.items():
            import_table(first, kind, path)
        first.store.share(address)
        copies = [folder / f"copy{number}" for number in range(workers + comers)]
        for copy in copies:
            Store.join(address, copy).close()
        running = [start(copy, inbox, count) for copy in copies[:workers]]
        for victim in running[:kills]:
            assert victim.stdout is not None
            victim.stdout.readline()  # it has stored something
            victim.kill()
            victim.communicate()
        running += [start(copy, inbox, count) for copy in copies[workers:]]
        said = [process.communicate(timeout=600)[0] for process in running[kills:]]
        assert {process.returncode for process in running[kills:]} == {0}
        first.store.fetch()
        documents = first.store.read("documents")
        assert sorted(documents["title"]) == [one.path.name for one in given]
        told = json.loads(said[0].splitlines()[-1])
        assert (told["stored"] + told["known"], told["waiting"], told["in_work"], told["set_aside"]) == (
            count,
            0,
            [],
            [],
        )
        if not FULL:  # no facts were read; that they are what one by one gives is tested above
            return
        with Workspace.create(folder / "undisturbed") as other:
            for kind, path in tables.items():
                import_table(other, kind, path)
            ingest(other, given)
            assert final_tables(other) == final_tables(first)


@pytest.mark.heavy
def test_two_machines_of_which_one_is_killed_store_each_report_once(tmp_path: Path, tables: dict[str, Path]) -> None:
    work_with_kills(tmp_path, tables, (tmp_path / "origin").as_uri(), workers=2, count=6, kills=1, comers=0)


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("where", ["folder", "s3"])
def test_five_machines_and_four_kills(
    where: str, tmp_path: Path, tables: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "folder":
        work_with_kills(tmp_path, tables, (tmp_path / "origin").as_uri(), workers=5, count=120, kills=4, comers=3)
        return
    with bucket(monkeypatch):
        work_with_kills(tmp_path, tables, "s3://market/place", workers=5, count=60, kills=4, comers=3)
