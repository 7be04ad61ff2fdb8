"""A small market as the workbench shows it: a dozen companies, one PDF report read by the machine, one scored day."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.pipeline.conftest import companies_csv, observations_csv, with_own_revenues

import cnesg
from cnesg.engine import LocalEngine, Outcome
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.runs.running import run

COMPANY = "L01"
REPORT = Path(cnesg.__file__).parent / "demo" / "reports" / "tangyan-dairy-2024.pdf"
AS_OF = date(2024, 6, 30)


def make_market(folder: Path) -> Path:
    """The workspace, in `folder / "workspace"`."""
    tables = {"companies": companies_csv(), "observations": with_own_revenues(observations_csv())}
    for kind, text in tables.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    with Workspace.create(folder / "workspace") as made:
        for kind in tables:
            import_table(made, kind, folder / f"{kind}.csv")
        ingest(made, [Report(REPORT, COMPANY, 2023, date(2024, 4, 20), "esg")])
        run(made, AS_OF, "default", 2023)
    return folder / "workspace"


def read_here(_: LocalEngine, function: Callable[[Any], Any], tasks: Sequence[Any], **__: object) -> Any:
    """Reports are read in this process instead of in child processes, which are shown elsewhere."""
    for index, task in enumerate(tasks):
        yield Outcome(index, function(task), seconds=1.0)


def in_this_process(monkeypatch: Any) -> None:
    """See `read_here`."""
    monkeypatch.setattr(LocalEngine, "run", read_here)
