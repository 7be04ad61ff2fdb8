"""What machines that read reports together tell each other: which reports there are, who has which, what came of each.

All of it stands in small files below `work/` in the workspace, or at the origin of a shared one. Nothing in the
workspace rests on them: they may be deleted while nobody works. docs/decisions/work-queue.md
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cnesg.errors import Problem
from cnesg.pipeline.reports.batch_report import HARMFUL
from cnesg.pipeline.reports.storing import Report
from cnesg.pipeline.workspace import Workspace
from cnesg.store.shared_files import SharedFiles

WORK = "work"
WORKERS = f"{WORK}/workers"
_LISTS, _LEASES, _DONE, _ASIDE = (f"{WORK}/{name}" for name in ("lists", "leases", "done", "aside"))
_SEGMENT = 500
"""Reports in a file of those that are done; a file is written anew with each commit until it has so many."""


def work_files(workspace: Workspace) -> SharedFiles:
    """Where those who work in a workspace tell each other what they do."""
    address = workspace.store.origin
    return SharedFiles.of_folder(workspace.folder) if address is None else SharedFiles(address)


def key_of(report: Report, company_id: str) -> str:
    """What a report is called among those who work: a hash over its name and what is said of it."""
    told = [str(report.path), company_id, report.year, report.published.isoformat(), report.kind]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogateescape")).hexdigest()[:32]


@dataclass(frozen=True)
class Lease:
    """That somebody has a report.

    Attributes:
        key: of the report.
        attempt: how often it was taken up, this time included.
        worker: who has it.
        path: of the report.
        company: id of the company.
        taken: when, by the storage's clock.
    """

    key: str
    attempt: int
    worker: str
    path: str
    company: str
    taken: float = 0.0

    @property
    def name(self) -> str:
        """Of its file: of several who want to take up the same attempt one gets it."""
        return f"{_LEASES}/{self.key}.{self.attempt}"


@dataclass(frozen=True)
class Came:
    """What came of a report that was read, or that the workspace had already.

    Attributes:
        key: of the report.
        path: likewise.
        worker: who read it.
        known: whether the workspace had it already.
        pages: how many it has; 0 for text.
        quantities: rows added.
        statements: likewise.
        seconds: by the clock.
        cpu_seconds: of a processor.
        peak_memory: bytes at most.
    """

    key: str
    path: str
    worker: str
    known: bool = False
    pages: int = 0
    quantities: int = 0
    statements: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0


@dataclass(frozen=True)
class SetAside:
    """A report that could not be read, or that brought down those who tried.

    Attributes:
        came: what reading it took.
        version: that could not read it; another one tries again.
        attempts: how often it was taken up.
        problems: id and English text of each problem.
    """

    came: Came
    version: str
    attempts: int
    problems: tuple[tuple[str, str], ...]

    @property
    def harmful(self) -> bool:
        """Whether it broke a limit or brought a process or a machine down."""
        return any(name in HARMFUL for name, _ in self.problems)


class WorkRecords:
    """What stands in the files, read on as it grows.

    Args:
        files: where they are.

    Attributes:
        reports: key and path of every report that was announced.
        leases: by key, the latest attempt of each report that somebody has or had when it died.
        done: by key.
        aside: by key.
    """

    def __init__(self, files: SharedFiles) -> None:
        self.files = files
        self.reports: dict[str, str] = {}
        self.leases: dict[str, Lease] = {}
        self.done: dict[str, Came] = {}
        self.aside: dict[str, SetAside] = {}
        self.began = float("inf")
        self.ended = float("-inf")
        self._read: dict[str, float] = {}
        self._taken: dict[str, Lease] = {}

    def refresh(self) -> None:
        """Read on.

        Leases before what is done: one that is given up after a report was stored is missed only when that is seen.

        Raises:
            StoreError: the storage does not answer.
        """
        self._refresh_leases()
        changed = self.files.changed(WORK)
        names = [name for name, when in changed.items() if self._read.get(name) != when and not _is_fleeting(name)]
        for name, content in zip(names, self.files.contents(names), strict=True):
            if content is not None:
                self._take_in(name, content)
                self._read[name] = changed[name]
        for name in [name for name in self._read if name not in changed]:
            del self._read[name]  # somebody wants reports that were set aside to be read again
            self.aside.pop(name.rpartition("/")[2].removesuffix(".json"), None)
        starts = [when for name, when in changed.items() if name.startswith(_LISTS)]
        ends = [when for name, when in changed.items() if name.startswith((_DONE, _ASIDE))]
        self.began, self.ended = min(starts, default=self.began), max(ends, default=self.ended)

    def announce(self, reports: Mapping[str, str]) -> None:
        """Say which reports there are, unless everybody knows; paths by key. Errors as for `refresh`."""
        new = {key: path for key, path in sorted(reports.items()) if key not in self.reports}
        if new:
            content = gzip.compress(json.dumps(new, ensure_ascii=False).encode("utf-8", "surrogateescape"), mtime=0)
            self.files.create(f"{_LISTS}/{hashlib.sha256(content).hexdigest()[:32]}.json.gz", content)
            self.reports |= new

    def take(self, lease: Lease) -> bool:
        """Take a report; whether it was to be had. Errors as for `refresh`."""
        said = {name: value for name, value in asdict(lease).items() if name != "taken"}
        return self.files.create(lease.name, _json(said))

    def give_up(self, leases: Iterable[Lease]) -> None:
        """Delete leases. Errors as for `refresh`."""
        self.files.delete([one.name for one in leases])

    def leases_of(self, key: str) -> list[Lease]:
        """Those on a report, of every attempt, by the last look."""
        return [one for one in self._taken.values() if one.key == key]

    def set_aside(self, one: SetAside) -> None:
        """Note that a report was set aside. Errors as for `refresh`."""
        self.files.replace(f"{_ASIDE}/{one.came.key}.json", _json(asdict(one)))
        self.aside[one.came.key] = one

    def forget_aside(self, keys: Iterable[str]) -> None:
        """Let reports that were set aside be read again. Errors as for `refresh`."""
        for key in [key for key in keys if key in self.aside]:
            self.files.delete([f"{_ASIDE}/{key}.json"])
            del self.aside[key]

    def _refresh_leases(self) -> None:
        found = self.files.changed(_LEASES)
        new = [name for name in found if name not in self._taken]
        for name, content in zip(new, self.files.contents(new), strict=True):
            if content is not None:
                self._taken[name] = Lease(**json.loads(content), taken=found[name])
        self._taken = {name: one for name, one in self._taken.items() if name in found}
        self.leases = {one.key: one for one in sorted(self._taken.values(), key=lambda one: one.attempt)}

    def _take_in(self, name: str, content: bytes) -> None:
        if name.startswith(_LISTS):
            self.reports |= json.loads(gzip.decompress(content).decode("utf-8", "surrogateescape"))
        elif name.startswith(_ASIDE):
            said = json.loads(content)
            problems = tuple((str(one), str(text)) for one, text in said["problems"])
            aside = SetAside(Came(**said["came"]), said["version"], said["attempts"], problems)
            self.aside[aside.came.key] = aside
        else:
            self.note(Came(**json.loads(line)) for line in content.splitlines())

    def note(self, came: Iterable[Came]) -> None:
        """Take notice of what came; of a report that one stored and another found there, the one who stored it."""
        for one in came:
            if one.key not in self.done or self.done[one.key].known:
                self.done[one.key] = one


class DoneBook:
    """What one worker did, for the others to read.

    Args:
        files: where it is kept.
        worker: who writes it; nobody else has this name.
    """

    def __init__(self, files: SharedFiles, worker: str) -> None:
        self._files, self._worker = files, worker
        self._number = 0
        self._lines: list[bytes] = []

    def add(self, came: Sequence[Came]) -> None:
        """Note what came of some reports; all see it when this returns.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        self._lines += [_json(asdict(one)) for one in came]
        self._files.replace(f"{_DONE}/{self._worker}-{self._number:06d}.jsonl", b"\n".join(self._lines))
        if len(self._lines) >= _SEGMENT:
            self._number, self._lines = self._number + 1, []


def told(problems: Iterable[Problem]) -> tuple[tuple[str, str], ...]:
    """Problems as `SetAside` has them."""
    return tuple((problem.message_id, problem.text("en")) for problem in problems)


def _is_fleeting(name: str) -> bool:
    return name.startswith((WORKERS, _LEASES))


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogateescape")
