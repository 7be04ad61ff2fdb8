"""A workspace that several machines share: each has a working copy, the commit log of record is at the origin."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.object_storage import object_storage
from tests.store.promises import TABLES, assert_whole
from tests.store.test_crash import kill_a_writer
from tests.store.writer_process import report_of, tables_of, write

from cnesg.errors import StoreError, WorkspaceError
from cnesg.model import SCORES
from cnesg.model import TABLES as SCHEMAS
from cnesg.store import Store
from cnesg.store.migrations import MIGRATIONS
from cnesg.store.origin import Origin

REPOSITORY = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.filterwarnings("ignore")  # of botocore, on dates


@pytest.fixture(scope="module")
def storage() -> Iterator[dict[str, str]]:
    with object_storage() as environment:
        yield environment


BOTH = pytest.mark.parametrize("address", ["folder", "s3"], indirect=True)
S3 = pytest.mark.parametrize("address", ["s3"], indirect=True)


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A shared folder, unless the test asks for object storage."""
    if getattr(request, "param", "folder") == "folder":
        return (tmp_path / "origin").as_uri()
    return on_s3(request.getfixturevalue("storage"), tmp_path, monkeypatch)


def on_s3(storage: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    s3fs = pytest.importorskip("s3fs")
    for name, value in storage.items():
        monkeypatch.setenv(name, value)
    bucket = f"cnesg-{abs(hash(tmp_path)):x}"
    s3fs.S3FileSystem(skip_instance_cache=True).mkdir(bucket)
    return f"s3://{bucket}/market"


@pytest.fixture
def two(store: Store, tmp_path: Path, address: str) -> tuple[Store, Store]:
    """A shared workspace with two commits, and another working copy of it."""
    for number in (1, 2):
        write(store, number)
    store.share(address)
    return store, Store.join(address, tmp_path / "other")


def log_of(store: Store) -> bytes:
    return (store.folder / "commits.jsonl").read_bytes()


@pytest.mark.heavy
@BOTH
def test_a_copy_has_every_row_and_gets_documents_when_they_are_read(two: tuple[Store, Store]) -> None:
    store, other = two
    assert assert_whole(other) == assert_whole(store) == {1: 1, 2: 2}
    for table in TABLES:
        assert other.read(table).equals(store.read(table))
    assert log_of(other) == log_of(store)
    document = store.snapshots.put(report_of(1))
    assert list(other.snapshots.all()) == []
    assert other.snapshots.get(document) == report_of(1)
    assert list(other.snapshots.all()) == [document]
    assert other.check() == store.check() == []


@pytest.mark.heavy
def test_who_writes_reads_on_first(two: tuple[Store, Store]) -> None:
    store, other = two
    assert write(store, 3) == 3
    assert other.position == 2
    assert write(other, 4) == 4
    assert (store.fetch(), store.fetch()) == (1, 0)
    assert assert_whole(store) == assert_whole(other) == {1: 1, 2: 2, 3: 3, 4: 4}
    assert log_of(other) == log_of(store)


def test_rows_that_another_machine_has_stored_are_known(two: tuple[Store, Store]) -> None:
    store, other = two
    write(store, 3)
    again = other.commit(tables_of(3), note="3")
    assert (again.position, again.rows) == (3, {})
    assert log_of(other) == log_of(store)


def overtake(monkeypatch: pytest.MonkeyPatch, faster: Store, numbers: list[int]) -> None:
    """Let another writer commit one of the numbers at each of the next writes, just before it would stand."""
    publish = Origin.publish

    def late(self: Origin, *arguments: object) -> None:
        if numbers:
            with monkeypatch.context() as patch:
                patch.setattr(Origin, "publish", publish)
                write(faster, numbers.pop(0))
        publish(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Origin, "publish", late)


@pytest.mark.heavy
@BOTH
def test_who_is_overtaken_writes_on_what_the_other_wrote(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = two
    numbers = [3, 4]
    overtake(monkeypatch, other, numbers)
    assert write(store, 5) == 5
    assert not numbers
    other.fetch()
    assert assert_whole(store) == assert_whole(other) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    assert log_of(other) == log_of(store)
    assert any((store.folder / "abandoned").iterdir())


@pytest.mark.heavy
def test_what_was_read_inside_a_block_is_the_last_word_or_nothing_is_stored(
    two: tuple[Store, Store],
) -> None:
    store, other = two
    with store.writing():
        write(other, 3)
        with pytest.raises(WorkspaceError, match="another machine wrote"):
            write(store, 4)
    assert write(store, 4) == 4
    assert assert_whole(store) == {1: 1, 2: 2, 3: 3, 4: 4}


@pytest.mark.heavy
@BOTH
def test_compaction_and_vacuum_reach_every_copy(two: tuple[Store, Store], tmp_path: Path, address: str) -> None:
    store, other = two
    before = {table: other.read(table) for table in TABLES}
    assert store.compact(2) is not None
    assert store.vacuum(timedelta(0)) is not None
    late = Store.join(address, tmp_path / "late")
    assert other.fetch() == 2
    for one in (other, late):
        assert assert_whole(one) == {1: 1, 2: 2}
        for table in TABLES:
            assert one.read(table).equals(before[table])
    data = [{p.relative_to(one.folder) for p in one.folder.rglob("*.parquet")} for one in (store, other, late)]
    assert data[0] == data[1] == data[2]


def test_a_server_that_was_running_when_the_workspace_was_shared_writes_there_too(
    store: Store, tmp_path: Path, address: str
) -> None:
    running = Store.open(store.folder, lock_wait=0)
    write(running, 1)
    store.share(address)
    write(running, 2)
    assert assert_whole(Store.join(address, tmp_path / "other")) == {1: 1, 2: 2}
    assert Store.join(address, tmp_path / "third").snapshots.get(running.snapshots.put(report_of(2))) == report_of(2)


@pytest.mark.heavy
def test_a_share_that_was_cut_off_is_taken_up(
    store: Store, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        write(store, number)
    publish = Origin.publish
    done: list[int] = []

    def cut(self: Origin, *arguments: object) -> None:
        if len(done) == 2:
            raise StoreError.of("store.origin_failed", address=self.address, what="gone")
        publish(self, *arguments)  # type: ignore[arg-type]
        done.append(1)

    with monkeypatch.context() as patch:
        patch.setattr(Origin, "publish", cut)
        with pytest.raises(StoreError, match="does not answer"):
            store.share(address)
    assert store.origin is None
    write(store, 4)
    store.share(address)
    assert store.origin == address
    assert assert_whole(Store.join(address, tmp_path / "other")) == {n: n for n in (1, 2, 3, 4)}


def test_refusals(two: tuple[Store, Store], tmp_path: Path, address: str) -> None:
    store, other = two
    with pytest.raises(WorkspaceError, match="shared already"):
        other.share(address)
    with pytest.raises(WorkspaceError, match="another workspace is kept there"):
        Store.create(tmp_path / "third").share(address)
    with pytest.raises(WorkspaceError, match="no workspace is kept there"):
        Store.join(f"{address}-nowhere", tmp_path / "fourth")
    assert not (tmp_path / "fourth").exists()
    with pytest.raises(WorkspaceError, match="there is a workspace already"):
        Store.join(address, store.folder)


@pytest.mark.heavy
@S3
def test_an_answer_that_was_lost_leaves_one_commit(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = two
    system = store._origin()._system()[0]  # type: ignore[union-attr]
    put = system.pipe_file

    def lost(*arguments: object, **named: object) -> None:
        put(*arguments, **named)
        raise TimeoutError("no answer")

    monkeypatch.setattr(system, "pipe_file", lost)
    assert write(store, 3) == 3
    other.fetch()
    assert assert_whole(other) == assert_whole(store) == {1: 1, 2: 2, 3: 3}


@pytest.mark.heavy
@BOTH
def test_storage_that_is_away_stores_nothing_and_takes_the_same_later(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = two

    def away(*_: object) -> None:
        raise PermissionError("access denied")

    for step in ("_put", "_create"):
        with monkeypatch.context() as patch:
            patch.setattr(Origin, step, away)
            with pytest.raises(StoreError, match=r"does not answer as it should \(access denied\); nothing was stored"):
                write(store, 3)
        assert assert_whole(store) == {1: 1, 2: 2}
    assert write(store, 3) == 3
    other.fetch()
    assert assert_whole(other) == {1: 1, 2: 2, 3: 3}


@pytest.mark.parametrize("what", ["line", "file", "object", "missing"])
def test_what_was_altered_at_the_origin_never_reaches_a_copy(store: Store, tmp_path: Path, what: str) -> None:
    origin = tmp_path / "origin"
    write(store, 1)
    store.share(origin.as_uri())
    other = Store.join(origin.as_uri(), tmp_path / "other")
    write(store, 2)
    line = origin / "commits" / f"{2:012d}.json"
    newest = max((origin / "tables").rglob("*.parquet"), key=lambda path: path.stat().st_mtime_ns)
    if what == "line":
        line.write_bytes(line.read_bytes().replace(b'\\"rows\\":', b'\\"rows\\":1', 1))
    elif what == "object":
        line.write_bytes(line.read_bytes()[:-40])
    elif what == "file":
        content = bytearray(newest.read_bytes())
        content[len(content) // 2] ^= 1
        newest.write_bytes(content)
    else:
        newest.unlink()
    with pytest.raises(StoreError, match=r"damaged|is not what its log says|does not answer"):
        other.fetch()
    assert assert_whole(other) == {1: 1}


def test_a_newer_cnesg_at_the_origin_is_refused_before_anything_is_fetched(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = (tmp_path / "origin").as_uri()
    write(store, 1)
    store.share(address)
    newer = {**SCHEMAS, "scores": replace(SCORES, version=SCORES.version + 1)}
    other = Store.join(address, tmp_path / "other")
    with monkeypatch.context() as patch:
        patch.setitem(MIGRATIONS, ("scores", SCORES.version), lambda frame: frame)
        Store.open(store.folder, tables=newer).migrate()
    before = log_of(other)
    with pytest.raises(WorkspaceError, match="Use a newer cnesg"):
        other.fetch()
    assert log_of(other) == before


def start_writers(folders: list[Path], count: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.store.writer_process", str(folder), str(count), str(100 * (one + 1))],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        for one, folder in enumerate(folders)
    ]


def several_writers(address: str, tmp_path: Path, *, writers: int, count: int) -> None:
    store = Store.create(tmp_path / "first")
    store.share(address)
    folders = [tmp_path / f"copy{number}" for number in range(writers)]
    for folder in folders:
        Store.join(address, folder)
    acknowledged: dict[int, int] = {}
    for process in start_writers(folders, count):
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        told = {int(position): int(number) for position, number in map(str.split, said.splitlines())}
        assert len(told) == count
        assert not told.keys() & acknowledged.keys()
        acknowledged |= told
    store.fetch()
    assert assert_whole(store) == acknowledged
    assert sorted(acknowledged) == list(range(1, writers * count + 1))
    for folder in folders:
        copy = Store.open(folder)
        copy.fetch()
        assert log_of(copy) == log_of(store)
        assert assert_whole(copy) == acknowledged


@pytest.mark.heavy
@S3
def test_three_writers_at_once_lose_and_double_nothing(address: str, tmp_path: Path) -> None:
    several_writers(address, tmp_path, writers=3, count=2)


@pytest.mark.full
@pytest.mark.timeout(1800)
@BOTH
def test_eight_writers_at_once_lose_and_double_nothing(address: str, tmp_path: Path) -> None:
    several_writers(address, tmp_path, writers=8, count=25)


def survive(address: str, tmp_path: Path, seed: int, kills: int) -> None:
    """A writer is killed again and again; what it acknowledged is at the origin, whole, and nothing is half there."""
    draws = random.Random(seed)
    store = Store.create(tmp_path / "first")
    store.share(address)
    acknowledged: dict[int, int] = {}
    for kill in range(kills):
        acknowledged |= kill_a_writer(store.folder, draws)
        other = Store.join(address, tmp_path / f"copy{kill}")
        assert acknowledged.items() <= assert_whole(other).items()
        store.fetch()
        assert log_of(other) == log_of(store)
    store = Store.open(store.folder)
    number = len(store.commits()) + 1
    acknowledged[write(store, number)] = number
    assert acknowledged.items() <= assert_whole(store).items()
    lines = [json.loads(line)["kind"] for line in log_of(store).splitlines()]
    assert set(lines) == {"commit"}


@pytest.mark.heavy
def test_kills_lose_nothing_that_was_acknowledged(address: str, tmp_path: Path) -> None:
    survive(address, tmp_path, 0, kills=2)


@pytest.mark.full
@pytest.mark.timeout(1800)
@BOTH
@pytest.mark.parametrize("seed", range(100, 105))
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(address: str, tmp_path: Path, seed: int) -> None:
    survive(address, tmp_path, seed, kills=10)
