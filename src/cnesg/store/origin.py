"""Shared storage: the place where several machines keep one commit log, in object storage or a shared folder.

Each line of the log is an object of its own under `commits/`, put there only if none of its name is (a conditional
write): of several writers that want one position the storage lets one have it. That object is the commit. Data files
and snapshots, whose names are never used twice, are there before it; the lines of Delta's logs travel inside it.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cnesg.errors import OvertakenError, StoreError
from cnesg.store.commit_log import LogEntry
from cnesg.store.delta_log import LOG_FOLDER
from cnesg.store.durable import write_atomically
from cnesg.store.sealed import sealed, unsealed
from cnesg.store.shared_files import AT_ONCE, SharedFiles
from cnesg.store.workspace import METADATA, Layout

_COMMITS = "commits"


@dataclass(frozen=True)
class SharedLine:
    """A line of the commit log with the files of Delta's logs that it names, by their paths in the workspace."""

    line: bytes
    logs: Mapping[str, str]

    def as_object(self) -> bytes:
        """What the storage holds."""
        content = {"line": self.line.decode(), "logs": dict(self.logs)}
        return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_object(cls, content: bytes) -> "SharedLine":
        """What `as_object` wrote.

        Raises:
            ValueError, KeyError, TypeError: it did not.
        """
        found = json.loads(content)
        return cls(str(found["line"]).encode(), dict(found["logs"]))


class Origin(SharedFiles):
    """What is kept at an address that several working copies share: a workspace."""

    def begin(self, metadata: bytes) -> bool:
        """Make this the place of a workspace; whether it is this one's now, and not another's.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        with self._answering():
            return self._create(METADATA, metadata)

    def publish(self, place: Layout, entry: LogEntry, line: bytes) -> None:
        """Make a line the next of the log for everyone. Its files go first, so that who sees it finds them.

        Raises:
            OvertakenError: another line has the position.
            StoreError: the storage does not answer or lets nobody write. If the answer alone was lost, the line may
                stand there none the less; who reads the log on will see.
        """
        logs: dict[str, str] = {}
        with self._answering():
            for table, written in entry.tables.items():
                if entry.kind == "vacuum":
                    continue
                for name in written.files:
                    path = place.table(table, written.schema) / name
                    inside = path.relative_to(place.folder).as_posix()
                    if name.startswith(LOG_FOLDER):
                        logs[inside] = path.read_text("utf-8")
                    elif path.is_file():  # one that a vacuum has deleted since is named, and not missed
                        self._put(path, inside)
            if not self._create(_of_line(entry.position), SharedLine(line, logs).as_object()):
                raise OvertakenError.of("store.overtaken", path=place.folder)

    def lines(self, after: int) -> list[SharedLine]:
        """The lines beyond a position, in order.

        Raises:
            StoreError: the storage does not answer, or holds what is no line.
        """
        with self._answering():
            found: list[bytes] = []
            wanted = 1  # most often there is none, and that is to cost one question
            while True:
                first = after + len(found) + 1
                answers = self._get_all([_of_line(position) for position in range(first, first + wanted)])
                there = answers[: answers.index(None)] if None in answers else answers
                found += [answer for answer in there if answer is not None]
                if len(there) < wanted:
                    break
                wanted = AT_ONCE
        try:
            return [SharedLine.from_object(content) for content in found]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError.of("store.damaged_origin", address=self.address, what=error) from error

    def bring(self, place: Layout, names: Collection[str]) -> None:
        """Copy files to their places in a working copy; they are not forced to the disk yet.

        Raises:
            StoreError: the storage does not answer or has not all of them.
        """
        if not names:
            return
        targets = [place.folder / name for name in names]
        with self._answering():
            for folder in {target.parent for target in targets}:
                folder.mkdir(parents=True, exist_ok=True)
            system, _ = self._system()
            for start in range(0, len(targets), AT_ONCE):
                some = [self._key(name) for name in list(names)[start : start + AT_ONCE]]
                system.get(some, [str(target) for target in targets[start : start + AT_ONCE]])

    def keep(self, path: Path, name: str) -> None:
        """Keep a file whose name says what it holds; nothing is done where one of that name is kept already.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        with self._answering():
            if not self._system()[0].exists(self._key(name)):
                self._put(path, name)

    def names(self, folder: str) -> list[str]:
        """The keys of all files below a folder.

        Raises:
            StoreError: the storage does not answer.
        """
        with self._answering():
            return list(self._system()[0].find(self._key(folder)))


class OriginOf:
    """The origin that a working copy names, looked for anew until there is one: another process may share it.

    Args:
        place: the working copy.
    """

    def __init__(self, place: Layout) -> None:
        self._file = place.origin
        self._found: Origin | None = None

    def __call__(self) -> Origin | None:
        """The origin; None for a workspace that is shared with nobody.

        Raises:
            StoreError: the file that names it is damaged.
        """
        if self._found is None and self._file.is_file():
            told = unsealed(self._file)
            if told is None or not isinstance(told.get("address"), str):
                raise StoreError.of("store.damaged_metadata", path=self._file, what="seal")
            self._found = Origin(told["address"])
        return self._found


def name_origin(place: Layout, origin: Origin) -> None:
    """Note in a working copy where its origin is."""
    write_atomically(place.origin, [sealed({"address": origin.address})])


def _of_line(position: int) -> str:
    return f"{_COMMITS}/{position:012d}.json"
