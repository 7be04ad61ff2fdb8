"""What users do in a workspace, over and over, as a process of its own that tests kill.

`python -m tests.pipeline.command_process FOLDER START`: imports, takes news in, ingests, decides and runs in turn; a
line `KIND NUMBER ID` follows each deed once it is acknowledged.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from tests.pipeline.conftest import REPORT, companies_csv, observations_csv

from cnesg.engine import LocalEngine, Outcome
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide, drain
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.runs.running import run

_HEADER = "company_id,kind,concept,year,value,unit,published,source\n"


def prepare(folder: Path) -> None:
    """A workspace with the small market of `conftest`."""
    inbox = inbox_of(folder)
    inbox.mkdir()
    with Workspace.create(folder) as made:
        for kind, content in (("companies", companies_csv()), ("observations", observations_csv())):
            path = inbox / f"{kind}.csv"
            path.write_text(content, encoding="utf-8")
            import_table(made, kind, path)


def inbox_of(folder: Path) -> Path:
    """Where the files lie that are taken in."""
    return folder.with_name(f"{folder.name}-inbox")


def import_one(workspace: Workspace, number: int) -> str:
    """Import one figure; tells its source."""
    path = inbox_of(workspace.folder) / f"{number}.csv"
    source = f"table {number}"
    path.write_text(f"{_HEADER}L02,quantity,water_total,2023,{number + 1},m3,2024-04-15,{source}\n", encoding="utf-8")
    import_table(workspace, "observations", path)
    return source


def ingest_one(workspace: Workspace, number: int) -> str:
    """Take one report in; tells its file's name."""
    path = inbox_of(workspace.folder) / f"report-{number}.txt"
    path.write_text(REPORT.replace("480 employees", f"{480 + number} employees"), encoding="utf-8")
    ingest(workspace, [Report(path, "L01", 2023, date(2024, 4, 30))])
    return path.name


def decide_one(workspace: Workspace, number: int) -> str:
    """Correct what stands on electricity; tells the decision's id."""
    drain(workspace)
    standing = workspace.store.standing_observations(where=pl.col("concept") == "electricity")
    row = standing.sort("observation_id").row(number % standing.height, named=True)
    (decision,) = decide(workspace, [Wanted(row["observation_id"], "corrected", value=float(number + 1))], "liu")
    return decision.decision_id


def run_one(workspace: Workspace, number: int) -> str:
    """Score a month; tells the run's id."""
    return run(workspace, date(2024, 8, 1 + number % 28)).run_id


def news_one(workspace: Workspace, number: int) -> str:
    """Take one item of news in; tells its id."""
    path = inbox_of(workspace.folder) / f"{number}.jsonl"
    when = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=number)
    text = f"Liquor {1 + number % 11} was fined {number + 10} thousand yuan over illegal discharge of waste water."
    item = {"id": f"news-{number}", "text": text, "published_at": when.isoformat(), "source": "Example News"}
    path.write_text(json.dumps(item), encoding="utf-8")
    import_news(workspace, path)
    return str(item["id"])


DEEDS: dict[str, Callable[[Workspace, int], str]] = {
    "import": import_one,
    "news": news_one,
    "decide": decide_one,
    "ingest": ingest_one,
    "run": run_one,
}


def _here(_: LocalEngine, function: Callable[[Any], Any], tasks: Sequence[Any], **__: object) -> Iterator[Outcome]:
    """Read reports in this process: workers have tests of their own, and a killed one takes nothing down."""
    for index, task in enumerate(tasks):
        yield Outcome(index, function(task), seconds=1.0)


def main() -> None:
    """Deeds in turn until killed."""
    folder, start = Path(sys.argv[1]), int(sys.argv[2])
    kinds = list(DEEDS)
    LocalEngine.run = _here  # type: ignore[assignment,method-assign]
    with Workspace.open(folder) as workspace:
        sys.stdout.write("ready - -\n")
        sys.stdout.flush()
        for number in range(start, sys.maxsize):
            kind = kinds[number % len(kinds)]
            sys.stdout.write(f"{kind} {number} {DEEDS[kind](workspace, number)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
