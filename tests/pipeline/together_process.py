"""One of several who take reports in, as a process that tests kill; a line for each report that it stored.

`python -m tests.pipeline.together_process FOLDER INBOX COUNT`: the last line is how far all are, as JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cnesg.engine import LocalEngine, Outcome
from cnesg.pipeline import Workspace
from cnesg.pipeline.reports import ingesting_together
from cnesg.pipeline.reports.extracting import Extraction, ExtractionOptions, _no_pages
from cnesg.pipeline.reports.ingesting_together import Told, ingest_together
from cnesg.pipeline.reports.storing import Ingested, Report
from cnesg.pipeline.reports.work_queue import Terms
from cnesg.text import read_document

SOON = Terms(lease=2.0)


def listed(folder: Path, count: int) -> list[Report]:
    """Reports of twelve companies; every fourth is published on the same day as the one before it, by the same."""
    made = []
    for number in range(count):
        like = number - 1 if number % 4 == 3 else number
        company, day = f"L{1 + like % 12:02}", date(2024, 4, 1 + like // 12)
        made.append(Report(folder / f"{number:03}.txt", company, 2023, day))
    return made


def slowly(_: LocalEngine, function: Callable[[Any], Any], tasks: Iterable[Any], **__: object) -> Iterator[Outcome]:
    """Read reports in this process, so that a kill leaves nobody behind; slowly, so that there is time for one.

    Facts are read in the full tests alone: what reading needs takes seconds to load, and who reads what needs none.
    """
    for index, task in enumerate(tasks):
        time.sleep(0.1)
        yield Outcome(
            index, function(task) if os.environ.get("CNESG_FULL") else without_facts(task), seconds=1.0, cpu_seconds=0.5
        )


def without_facts(task: tuple[Path, ExtractionOptions]) -> Extraction:
    """A report's particulars alone."""
    return Extraction(task[0], replace(read_document(task[0]), pages=_no_pages))


def say(line: str) -> None:
    """At once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Work until all is done, or this is killed."""
    folder, inbox, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    LocalEngine.run = slowly  # type: ignore[assignment,method-assign]

    def stored(one: Ingested) -> None:
        say(one.path.name)

    # So that a kill finds some stored and some not.
    with patch.object(ingesting_together, "WAIT", 0.2), Workspace.open(folder) as workspace:
        seen = ingest_together(workspace, listed(inbox, count), terms=SOON, told=Told(of_report=stored))
    say(json.dumps(seen.as_json()))


if __name__ == "__main__":
    main()
