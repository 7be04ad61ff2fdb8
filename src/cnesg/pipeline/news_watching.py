"""News from a folder as they come: each file taken in once it is whole, scores readable at once.

What was taken in stands in the store before its score is told, so that a kill loses nothing: whoever watches next reads
every file of the folder again, and the store passes over the items that it knows.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cnesg.errors import InputError, Problem
from cnesg.pipeline.news import NewsDesk, Taken
from cnesg.pipeline.sentiment import LiveSentiment
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.scores import SentimentScore
from cnesg.sources.news import FORMATS

POLL = 0.02
"""Seconds between two looks at the folder; a file is taken when two looks have seen it alike."""


@dataclass(frozen=True)
class Update:
    """What a batch of a file changed.

    Attributes:
        file: the file.
        new: items stored.
        repeated: items that were there already.
        problems: of items that were left out, or of the whole file.
        scores: of each company whose events changed, all its scores; none where the events no longer count.
        seconds: from the first look that saw the file to the scores.
    """

    file: Path
    new: int
    repeated: int
    problems: tuple[Problem, ...]
    scores: dict[str, list[SentimentScore]]
    seconds: float


class Watch:
    """Watches a folder.

    Args:
        workspace: where items go.
        folder: where files come; hidden ones, those ending in `.part` or `.tmp` and folders are passed over.
        model: as in `cnesg.pipeline.news.news_reader`.
    """

    def __init__(self, workspace: Workspace, folder: Path, model: Path | None = None) -> None:
        if not folder.is_dir():
            raise InputError.of("news.no_folder", path=folder)
        self._folder = folder
        self._desk = NewsDesk(workspace, model)
        self._live = LiveSentiment(workspace, datetime.now(UTC))
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}
        self._done: dict[Path, tuple[int, int]] = {}

    def run(self, *, once: bool = False) -> Iterator[Update]:
        """Take files as they come, for ever; with `once` those that are there."""
        while True:
            waiting = False
            for path, state in self._files():
                if self._done.get(path) == state:
                    continue
                known, since = self._seen.get(path, (None, time.monotonic()))
                if known != state:
                    self._seen[path] = state, time.monotonic() if known is None else since
                    waiting = True
                    continue
                self._done[path] = state
                del self._seen[path]
                yield from self._take(path, since)
            if once and not waiting:
                return
            time.sleep(POLL)

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
            for taken in self._desk.take(path, datetime.now(UTC)):
                yield self._told(path, taken, since)
        except (InputError, OSError) as error:
            problem = Problem.of("news.unreadable", path=path, reason=str(error))
            yield Update(path, 0, 0, (problem,), {}, time.monotonic() - since)

    def _told(self, path: Path, taken: Taken, since: float) -> Update:
        changed = self._live.refresh(taken.new)
        now = datetime.now(UTC)
        scores = {name: self._live.scores(name, now) for name in sorted(changed) if not name.startswith("?")}
        return Update(path, len(taken.new), taken.repeated, taken.problems, scores, time.monotonic() - since)
