"""What a batch of reports took, and which were set aside and why: a file beside the facts, for people and programs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import Problem
from cnesg.pipeline.reports.extracting import content_hash
from cnesg.pipeline.writing import write_whole

REPORT = "batch-report.json"
HARMFUL = frozenset(
    f"pipeline.{name}" for name in ("too_slow", "too_much_memory", "reader_died", "reader_failed", "took_workers_down")
)
"""Problems of a report that broke a limit or brought a process or machine down; others could not be read at all."""


@dataclass(frozen=True)
class Read:
    """What became of one report of a batch.

    Attributes:
        path: the report.
        quantities: how many there are.
        statements: likewise.
        problems: why it could not be read; empty where it could.
        notes: what was left out of it.
        seconds: how long it took, 0 for one that an earlier run has read.
        cpu_seconds: of a processor, likewise.
        peak_memory: the most bytes at once, likewise.
        known: whether an earlier run has read it.
        output: the file its facts are in, where each report has one.
    """

    path: Path
    quantities: int = 0
    statements: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0
    known: bool = False
    output: Path | None = None

    @property
    def nothing_found(self) -> bool:
        """Whether the file was read and states nothing that was asked for."""
        return not (self.problems or self.quantities or self.statements)


def measures(reads: Sequence[Read], seconds: float) -> dict[str, float | None]:
    """What reading took.

    Args:
        reads: all reports of the batch.
        seconds: the batch, by the clock.

    Returns:
        How many were given, read now, known before and set aside; reports a minute; seconds by the clock and of a
        processor, in all and of a report (middle, 95 of 100); core hours that a thousand such reports cost; the most
        bytes that one took. Null where nothing was read.
    """
    now = [read for read in reads if not read.known]
    clock, processor = sorted(one.seconds for one in now), sorted(one.cpu_seconds for one in now)
    return {
        "reports": len(reads),
        "read": sum(not read.problems for read in now),
        "known": len(reads) - len(now),
        "set_aside": sum(bool(read.problems) for read in now),
        "quantities": sum(read.quantities for read in reads),
        "statements": sum(read.statements for read in reads),
        "seconds": round(seconds, 3),
        "reports_a_minute": round(60 * len(now) / seconds, 3) if now and seconds else None,
        "cpu_seconds": round(sum(processor), 3),
        "seconds_middle": _share(clock, 0.5),
        "seconds_95": _share(clock, 0.95),
        "cpu_seconds_middle": _share(processor, 0.5),
        "core_hours_a_thousand": round(sum(processor) / len(now) / 3.6, 4) if now else None,
        "peak_memory": max((read.peak_memory for read in now), default=None),
    }


def _share(values: Sequence[float], share: float) -> float | None:
    """The value that a share of sorted ones does not exceed."""
    return round(values[min(len(values) - 1, int(share * len(values)))], 3) if values else None


def write_batch_report(folder: Path, reads: Sequence[Read], seconds: float, engine: str) -> Path:
    """Write the report of a batch; that of an earlier one goes.

    Args:
        folder: of the facts.
        reads: all reports of the batch.
        seconds: the batch, by the clock.
        engine: what read them.

    Raises:
        InputError: the folder can't be written to.
    """
    aside = [_set_aside(read) for read in reads if read.problems]
    notes = [{"path": str(read.path), "notes": _texts(read.notes)} for read in reads if read.notes]
    told = {"engine": engine, "measures": measures(reads, seconds), "set_aside": aside, "notes": notes}
    path = folder / REPORT
    write_whole(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def _set_aside(read: Read) -> dict[str, Any]:
    return {
        "path": str(read.path),
        "sha256": content_hash(read.path),
        "harmful": any(problem.message_id in HARMFUL for problem in read.problems),
        "problems": _texts(read.problems),
        "seconds": round(read.seconds, 3),
    }


def _texts(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"what": problem.message_id, "text": problem.text()} for problem in problems]
