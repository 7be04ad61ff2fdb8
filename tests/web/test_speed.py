"""How fast pages and the API answer on a market of 5,500 companies, and pictures of pages of long reports."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from tests.web.conftest import sign_in
from tests.web.long_report import PAGES, long_report

from cnesg.bench.score import market_companies, market_facts
from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace
from cnesg.pipeline.runs.running import run
from cnesg.web.app import create_app
from cnesg.web.settings import Settings

COMPANIES = 5500
ASKED = 200
P95 = 0.1
PICTURE_P95 = 0.15
"""Seconds of processor time, which other work on the machine does not count into."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder, methodology = tmp_path_factory.mktemp("speed") / "workspace", load_methodology()
    with Workspace.create(folder) as made:
        made.store.commit({"companies": market_companies(methodology, COMPANIES)}, note="companies")
        made.store.commit({"observations": market_facts(methodology, COMPANIES)}, note="facts")
        for day in (date(2024, 4, 30), date(2024, 5, 31)):
            run(made, day, fiscal_year=2023)
    app = create_app(folder, Settings(secure=False, open_reading=True, requests_a_minute=10**6))
    yield TestClient(app)
    app.state.site.close()


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("path", ["/companies/{}", "/api/v1/companies/{}", "/api/v1/scores?company={}"])
def test_ninety_five_of_a_hundred_companies_are_there_in_a_tenth_of_a_second(client: TestClient, path: str) -> None:
    ids = np.random.default_rng(7).choice(COMPANIES, ASKED + 1, replace=False)
    assert client.get("/market?dimension=E").status_code == 200  # no tiers, which are drawn in the background
    assert client.get(path.format(f"C{ids[0]:05}")).status_code == 200  # what all companies share is made by now
    assert timed(path, [partial(client.get, path.format(f"C{n:05}")) for n in ids[1:]]) <= P95


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_ninety_five_of_a_hundred_pages_of_long_reports_are_there_in_time(folder: Path, tmp_path: Path) -> None:
    app: FastAPI = create_app(folder, Settings(secure=False, pictures=tmp_path / "pictures", requests_a_minute=10**6))
    site = app.state.site
    with site.workspace() as lent:
        document = lent.store.snapshots.put(long_report())
    site.desk.documents[document] = {"company_id": "L01", "title": "Report", "pages": PAGES}
    order = np.random.default_rng(7).permutation(np.arange(1, PAGES + 1))
    with TestClient(app, cookies={"cnesg": sign_in(app, "verifier")}) as client:
        address = f"/picture/{document}"
        assert client.get(f"{address}/{order[0]}").status_code == 200  # the process that draws is there by now
        asked = [partial(client.get, f"{address}/{n}") for n in order[1:]]
        timed("pictures drawn", asked)
        assert timed("pictures kept", asked) <= PICTURE_P95


def timed(what: str, asked: Sequence[Callable[[], Response]]) -> float:
    """The 95th percentile of the seconds of processor time of requests; printed beside that by the clock."""
    clock, processor = [], []
    for ask in asked:
        began, used = time.perf_counter(), time.process_time()
        answer = ask()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
        assert answer.status_code == 200
    p95 = {name: float(np.quantile(times, 0.95)) for name, times in (("clock", clock), ("processor", processor))}
    print(f"{what}: p95 {1000 * p95['clock']:.0f} ms by the clock, {1000 * p95['processor']:.0f} ms of processor time")  # noqa: T201 - the figure is the point
    return p95["processor"]
