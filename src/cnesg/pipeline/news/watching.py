"""News as they come, from a folder or from memory: taken in once, scores readable at once.

What was taken in stands in the store before its score is told, so that a kill loses nothing: whoever watches next reads
every file of the folder again, and the store passes over the items that it knows.
"""

import errno
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from cnesg import telemetry
from cnesg.errors import InputError, Problem, WorkspaceError
from cnesg.model import NewsItem
from cnesg.pipeline.news.sentiment import LiveSentiment
from cnesg.pipeline.news.taking_in import BATCH, NewsDesk, Taken, read_items
from cnesg.pipeline.news.watchers import Watchers
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.scores import SentimentScore
from cnesg.sources.news import FORMATS, news_item

POLL = 0.02
"""Seconds between two looks at the folder; a file is taken when two looks have seen it alike."""

_REFUSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""What a disk says that takes nothing more."""
_REGISTER = frozenset({"companies", "names", "listings", "relations", "media"})
"""Tables by which news are read and media placed."""


@dataclass(frozen=True)
class Update:
    """What some items changed.

    Attributes:
        file: that brought them; None where they came from memory.
        new: items stored.
        repeated: items that were there already.
        problems: of items that were left out, or of the whole file.
        scores: of each company whose events may have changed, all its scores, the total first; none where it has no
            event that counts. Given again where all items of a request are known.
        seconds: from the first look that saw them to the scores.
    """

    file: Path | None
    new: int
    repeated: int
    problems: tuple[Problem, ...]
    scores: dict[str, list[SentimentScore]]
    seconds: float


class NewsIntake:
    """Takes news into a workspace as they come, and tells the scores that they change.

    Any number of threads may ask at once: one after the other is served. Other processes may write into the same
    workspace meanwhile; what they store is seen by the next request.

    Args:
        workspace: where items go. Nobody else may use this object meanwhile: open one for the intake alone.
        model: a file of `cnesg news train`, asked before the models that ship.
    """

    def __init__(self, workspace: Workspace, model: Path | None = None) -> None:
        self._workspace, self._model, self._lock = workspace, model, Lock()
        self._position = 0
        self._begin()

    def take(self, rows: Sequence[Mapping[str, Any]]) -> Update:
        """Take in items that came just now. Doing it again stores nothing and tells the same scores.

        Args:
            rows: an item each, with the fields of `cnesg import news` under any name known there: `id`, `title`,
                `text`, `published_at`, `source`, `url`, `language`, `entities`, `available_at`.

        Returns:
            What is stored when this returns, and the scores now. A row that is no item is among the problems, under
            `items:NUMBER`; the others are taken.

        Raises:
            WorkspaceError: another process has been writing for longer than the store waits.
            StoreError: the disk refused; nothing of the batch at hand is stored.
        """
        since, total, scores = time.monotonic(), Taken(), dict[str, list[SentimentScore]]()
        with self._lock:
            for first in range(0, len(rows), BATCH):
                now, some = datetime.now(UTC), rows[first : first + BATCH]
                found = [news_item(row, f"items:{first + n}", arrived=now, now=now) for n, row in enumerate(some, 1)]
                content = "\n".join(json.dumps(dict(row), default=str, ensure_ascii=False) for row in some)
                document = self._workspace.store.snapshots.put(content.encode("utf-8", "replace"))
                taken = self._stored(found, document)
                told = self._told(taken, [one.id for one in found if not isinstance(one, Problem)])
                total, scores = total.and_then(taken), scores | told
        return Update(None, total.new, total.repeated, total.problems, scores, time.monotonic() - since)

    def scores(self, company: str) -> list[SentimentScore] | None:
        """The scores of a company now, the total first; none where no event tells of it, None where nobody knows it."""
        with self._lock:
            self._catch_up()
            found = self._live.scores(company, datetime.now(UTC))
            return found if found or company in self._companies else None

    def take_file(self, path: Path, since: float | None = None) -> Iterator[Update]:
        """Take a file in, batch by batch.

        Args:
            path: see `cnesg.sources.news.read_news`.
            since: when it was seen first, on the monotonic clock; now by default.

        Raises:
            InputError: the file can't be read at all.
        """
        begun = time.monotonic() if since is None else since
        for found, document in self._desk.batches(path, datetime.now(UTC)):
            with self._lock:
                taken = self._stored(found, document)
                scores = self._told(taken)
            yield Update(path, taken.new, taken.repeated, taken.problems, scores, time.monotonic() - begun)

    @telemetry.stage("news")
    def _stored(self, found: Sequence[NewsItem | Problem], document: str) -> Taken:
        """Store a batch on what all others have stored, also where another machine is faster again and again."""

        def store() -> Taken:
            self._catch_up()
            return self._desk.store(found, document)

        return self._workspace.store.alone(store)

    @telemetry.stage("live scores")
    def _told(self, taken: Taken, asked: Sequence[str] = ()) -> dict[str, list[SentimentScore]]:
        """The scores of the companies that new items, and known ones among those asked for, tell of."""
        changed = self._live.refresh(taken.items)
        self._position = max(self._position, taken.position)
        if asked and taken.repeated:
            known = pl.col("news_id").is_in(list(asked)) & pl.col("company_id").is_not_null()
            mentions = self._workspace.store.read("mentions", where=known & pl.col("code").is_not_null())
            changed |= set(mentions["company_id"])
        now = datetime.now(UTC)
        return {name: self._live.scores(name, now) for name in sorted(changed) if not name.startswith("?")}

    def _begin(self) -> None:
        self._position = self._workspace.store.position
        self._desk = NewsDesk(self._workspace, self._model)
        self._live = LiveSentiment(self._workspace, datetime.now(UTC))
        self._companies = frozenset(self._workspace.store.read("companies", columns=["company_id"])["company_id"])

    def _catch_up(self) -> None:
        """Take notice of what others have stored since."""
        store = self._workspace.store
        if store.position == self._position:
            return
        brought = {table for one in store.commits() if one.position > self._position for table in one.rows}
        if brought & _REGISTER:
            self._begin()
            return
        if "news" in brought:
            since = pl.col("position") > self._position
            self._live.refresh(read_items(store.read("news", where=since), store.read("mentions", where=since)))
        self._position = store.position


class Watch:
    """Watches a folder.

    Args:
        workspace: where items go.
        folder: where files come; hidden ones, those ending in `.part` or `.tmp` and folders are passed over.
        model: as in `cnesg.pipeline.news.taking_in.news_reader`.
        lease: others watch the folder too, here or on other machines, and each takes a part of the files; one that
            gives no sign of life for so many seconds is gone. None where nobody else does.
    """

    def __init__(
        self, workspace: Workspace, folder: Path, model: Path | None = None, *, lease: float | None = None
    ) -> None:
        if not folder.is_dir():
            raise InputError.of("news.no_folder", path=folder)
        self._folder = folder
        self._watchers = Watchers(folder, lease) if lease else None
        self._intake = NewsIntake(workspace, model)
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}
        self._done: dict[Path, tuple[int, int]] = {}

    def run(self, *, once: bool = False) -> Iterator[Update]:
        """Take files as they come, for ever; with `once` those that are there."""
        try:
            yield from self._run(once=once)
        finally:
            if self._watchers is not None:
                self._watchers.leave()

    def _run(self, *, once: bool) -> Iterator[Update]:
        while True:
            waiting = False
            self._sign()
            for path, state in self._files():
                if self._done.get(path) == state or not self._mine(path):
                    continue
                known, since = self._seen.get(path, (None, time.monotonic()))
                if known != state:
                    self._seen[path] = state, time.monotonic() if known is None else since
                    waiting = True
                    continue
                self._done[path] = state
                del self._seen[path]
                if self._watchers is not None and self._watchers.is_set_aside(path.name, state):
                    continue
                for update in self._take(path, since):
                    self._sign()
                    yield update
            if once and not waiting:
                return
            time.sleep(POLL)

    def _sign(self) -> None:
        if self._watchers is not None:
            self._watchers.look()

    def _mine(self, path: Path) -> bool:
        return self._watchers is None or self._watchers.mine(path.name)

    def _files(self) -> list[tuple[Path, tuple[int, int]]]:
        """Files with size and time of change, oldest first."""
        found = []
        for path in self._folder.iterdir():
            if path.name.startswith(".") or path.suffix.lower() not in FORMATS:
                continue
            try:
                status = path.stat()
            except OSError:  # gone between the two calls
                continue
            found.append((path, (status.st_size, status.st_mtime_ns)))
        return sorted(found, key=lambda pair: (pair[1][1], pair[0].name))

    def _take(self, path: Path, since: float) -> Iterator[Update]:
        try:
            yield from self._intake.take_file(path, since)
        except WorkspaceError as error:  # another is writing for long: it is this file's turn again later
            del self._done[path]
            yield Update(path, 0, 0, error.problems, {}, time.monotonic() - since)
        except (InputError, OSError) as error:
            if isinstance(error, OSError) and error.errno in _REFUSING:
                raise  # nothing is wrong with the file: it is taken in when the watch is started again
            if self._watchers is not None and not self._watchers.set_aside(path.name, self._done[path]):
                return  # another watcher has said so
            reason = str(error) if isinstance(error, InputError) else f"{path}: {error.strerror}."
            problem = Problem.of("news.unreadable", reason=reason)
            yield Update(path, 0, 0, (problem,), {}, time.monotonic() - since)
