"""A small market in a workspace: twelve liquor makers of which one publishes late, and a report in words."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.everybody_rated import everybody_rated

from cnesg.engine import LocalEngine, Outcome
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table

COMPANIES = 12
LATE = "L12"

REPORT = """Lanting Spirits Co. 2023 Environmental, Social and Governance Report

Reporting period

This report covers the period from January 1, 2023 to December 31, 2023.

Energy

In 2023, our total electricity consumption was 1,250,000 kWh, and natural gas consumption was 86,000 cubic metres.

Employees

As of December 31, 2023, the Company had 480 employees in total. In 2023, no work-related fatalities occurred.

Risk management

The Board has established an ESG risk management system, and the ESG committee reviews environmental, social and \
governance risks every quarter.
"""


def companies_csv() -> str:
    header = "company_id,name_en,market,industry,valid_from,published\n"
    rows = [f"L{n:02},Liquor {n},a-share,340500,2015-01-01,2015-01-01" for n in range(1, COMPANIES + 1)]
    return header + "\n".join(rows) + "\n"


def observations_csv() -> str:
    """Electricity of n GWh on a revenue of CNY 1,000 million: intensity n * 1,000 kWh per CNY million."""
    header = "company_id,kind,concept,year,value,unit,published,source\n"
    rows = []
    for n in range(1, COMPANIES + 1):
        company = f"L{n:02}"
        day = "2024-08-01" if company == LATE else "2024-04-15"
        rows.append(f"{company},quantity,revenue,2023,1000,CNY million,{day},tables")
        rows.append(f"{company},quantity,electricity,2023,{n},GWh,{day},tables")
    return header + "\n".join(rows) + "\n"


def with_own_revenues(observations: str) -> str:
    """The same with a revenue of its own for most companies: one number for all is an error of quality control."""
    for n in range(3, COMPANIES + 1):
        company = f"L{n:02},quantity,revenue,2023"
        observations = observations.replace(f"{company},1000,", f"{company},{1000 + n},")
    return observations


@pytest.fixture(scope="module", autouse=True)
def rated() -> Iterator[None]:
    """Of a market of two figures a company everybody is rated."""
    with everybody_rated():
        yield


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "lanting-2023.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, Path]:
    paths = {kind: tmp_path / f"{kind}.csv" for kind in ("companies", "observations")}
    paths["companies"].write_text(companies_csv(), encoding="utf-8")
    paths["observations"].write_text(observations_csv(), encoding="utf-8")
    return paths


@pytest.fixture(scope="session")
def imported_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The market's workspace, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("market")
    with Workspace.create(folder / "workspace") as made:
        for kind, text in {"companies": companies_csv(), "observations": observations_csv()}.items():
            path = folder / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            import_table(made, kind, path)
    return folder / "workspace"


@pytest.fixture
def workspace(tmp_path: Path, imported_market: Path) -> Iterator[Workspace]:
    shutil.copytree(imported_market, tmp_path / "workspace")
    with Workspace.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read here instead of in child processes, for tests of what comes before and after."""

    def run(_: LocalEngine, function: Callable[[Any], Any], tasks: Sequence[Any], **__: object) -> Iterator[Outcome]:
        for index, task in enumerate(tasks):
            yield Outcome(index, function(task), seconds=1.0)

    monkeypatch.setattr(LocalEngine, "run", run)
