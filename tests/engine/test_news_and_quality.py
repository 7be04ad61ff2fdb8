"""News and quality control on other machines give what they give here, to the byte."""

import json
import pickle
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.conftest import companies_csv
from tests.pipeline.quality.test_control import make_months

from cnesg.engine import Engine, Failure, LocalEngine, Outcome
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.news.analysis import WindowAnalysis, analyse_news, tables_of_companies
from cnesg.pipeline.news.taking_in import reader_of_tables
from cnesg.pipeline.quality.control import MonthFindings, month_findings

LAST = date(2025, 6, 30)


class Elsewhere:
    """An engine whose functions and tasks go by pickle, last task first, but no further than this process."""

    name = "elsewhere"

    def run(self, function: Any, tasks: Iterable[Any], **_: Any) -> Iterator[Outcome]:
        sent = pickle.dumps(function)
        for index, task in list(enumerate(tasks))[::-1]:
            yield Outcome(index, pickle.loads(sent)(pickle.loads(pickle.dumps(task))))

    def close(self) -> None: ...


class Dying(Elsewhere):
    """Its machines die."""

    def run(self, *_: Any, **__: Any) -> Iterator[Outcome]:
        yield Outcome(0, failure=Failure("death", "3 workers"))


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty items over as many days, some of them reprints, in no order."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "companies.csv").write_text(companies_csv(), encoding="utf-8")
    with (folder / "news.jsonl").open("w", encoding="utf-8") as file:
        for number in (n * 37 % 60 for n in range(60)):
            text = f"Liquor {1 + number // 2 % 5} was fined {10 + number // 2} thousand yuan over illegal discharge."
            when = f"2024-0{1 + number // 30}-{1 + number % 28:02}T08:00:00+08:00"
            item = {"id": f"n{number}", "text": text, "published_at": when, "source": f"S{number % 3}"}
            file.write(json.dumps(item) + "\n")
    return folder


def analysed(folder: Path, engine: Engine, out: Path) -> bytes:
    work = WindowAnalysis(partial(reader_of_tables, tables_of_companies(folder / "companies.csv"), None))
    assert analyse_news(folder / "news.jsonl", out, work, None, engine) == (60, 0, [])
    return out.read_bytes()


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three months of runs, in whose last month a source brought nothing."""
    return make_months(tmp_path_factory.mktemp("market") / "workspace")


def told(found: MonthFindings) -> tuple[object, ...]:
    return found.findings, found.gone, dict(found.since), found.counts, found.compared


@pytest.mark.heavy
def test_windows_of_news_are_read_from_what_travels(news: Path, tmp_path: Path) -> None:
    here = analysed(news, LocalEngine(), tmp_path / "here.jsonl")
    assert analysed(news, Elsewhere(), tmp_path / "there.jsonl") == here
    rows = [json.loads(line) for line in here.splitlines()]
    assert len({row["cluster"] for row in rows}) < len(rows)
    assert sum(bool(row["mentions"]) for row in rows) == 60


@pytest.mark.heavy
def test_months_are_held_against_the_rules_from_what_travels(market: Path) -> None:
    with Workspace.open(market) as opened:
        here = month_findings(opened, LAST)
        assert told(month_findings(opened, LAST, engine=Elsewhere())) == told(here)
    assert here.findings
    assert here.compared == "2025-05"


def test_a_machine_that_is_lost_is_told_and_nothing_is_written(news: Path, market: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="death 3 workers"):
        analysed(news, Dying(), tmp_path / "none.jsonl")
    assert not (tmp_path / "none.jsonl").exists()
    with Workspace.open(market) as opened, pytest.raises(InputError, match=r"2025-06.*death 3 workers"):
        month_findings(opened, LAST, engine=Dying())


@pytest.mark.full
def test_news_on_a_cluster(news: Path, remote: Engine, tmp_path: Path) -> None:
    here = analysed(news, LocalEngine(), tmp_path / "here.jsonl")
    assert analysed(news, remote, tmp_path / "there.jsonl") == here


@pytest.mark.full
def test_quality_control_on_a_cluster(market: Path, remote: Engine) -> None:
    with Workspace.open(market) as opened:
        assert told(month_findings(opened, LAST, engine=remote)) == told(month_findings(opened, LAST))
