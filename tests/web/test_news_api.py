"""News by the API: stored before they are told, scores at once, many at a time, and nothing twice after a kill."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.web.conftest import PLAIN
from tests.web.reading_market import NAMES

from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.sentiment import sentiment_as_of
from cnesg.verification.accounts import Role
from cnesg.web.app import create_app
from cnesg.web.intake import Busy
from cnesg.web.settings import Settings

API = "/api/v1"
COMPANY, NAME = "L01", "岚汀酿酒"
DEEDS = ("偷排废水，被罚款{0}万元。", "拖欠工资，{0}名员工讨薪。", "召回{0}箱产品，抽检不合格。")


def item(number: int) -> dict[str, Any]:
    when = datetime.now(UTC) - timedelta(days=number * 11 % 40, hours=1)
    text = NAME + DEEDS[number % 3].format(100 + number)
    return {
        "id": f"n{number}",
        "text": text,
        "published_at": when.isoformat(),
        "source": ("新华社", "甲号")[number % 2],
    }


@pytest.fixture(scope="module")
def fed_folder(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small market, with the Chinese name by which news call its first company."""
    folder = tmp_path_factory.mktemp("fed")
    copied = Path(shutil.copytree(market, folder / "workspace"))
    (folder / "names.csv").write_text(NAMES, encoding="utf-8")
    with Workspace.open(copied) as opened:
        import_table(opened, "names", folder / "names.csv")
    return copied


@pytest.fixture(scope="module")
def fed(fed_folder: Path) -> Iterator[FastAPI]:
    app = create_app(fed_folder, PLAIN)
    yield app
    app.state.site.close()


def client(app: FastAPI, role: Role = "feeder") -> TestClient:
    return TestClient(app, headers={"authorization": f"Bearer {token(app, role)}"})


def token(app: FastAPI, role: Role) -> str:
    accounts = app.state.site.accounts
    accounts.add(f"program-{role}", role, None)
    return str(accounts.give_token(f"program-{role}", "test", 1))


@pytest.mark.heavy
def test_items_are_stored_and_their_scores_told_and_read(fed: FastAPI) -> None:
    feeder, reader = client(fed), client(fed, "reader")
    assert reader.get(f"{API}/companies/{COMPANY}/sentiment").json() == {"company_id": COMPANY, "scores": []}
    first = feeder.post(f"{API}/news", json={"items": [item(0), {"id": "e"}, {"headline": NAME, "date": "2024-01-01"}]})
    assert first.status_code == 200, first.text
    told = first.json()
    assert (told["new"], told["repeated"]) == (2, 0)
    assert [(one["id"], "items:2" in one["en"], "items:2" in one["zh"]) for one in told["left_out"]] == [
        ("news.empty", True, True)
    ]
    total = told["scores"][COMPANY][0]
    assert total["code"] == "TOTAL"
    assert total["score"] < 0
    now = reader.get(f"{API}/companies/{COMPANY}/sentiment").json()["scores"][0]
    assert now == total | {"score": pytest.approx(total["score"], rel=1e-4)}
    again = feeder.post(f"{API}/news", json={"items": [item(0)]}).json()
    assert (again["new"], again["repeated"]) == (0, 1)
    assert again["scores"][COMPANY][0]["events"] == total["events"]
    assert reader.get(f"{API}/companies/nobody/sentiment").status_code == 404


def test_a_feeder_brings_news_and_reads_nothing_else(fed: FastAPI) -> None:
    feeder = client(fed)
    for path in ("about", "companies", "sentiment", f"companies/{COMPANY}/sentiment"):
        assert feeder.get(f"{API}/{path}").status_code == 403
    assert client(fed, "reader").post(f"{API}/news", json={"items": [item(0)]}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"items": []}',
        b'{"items": [1]}',
        b'{"items": "n1"}',
        b'{"items": [{"text": "\\ud83d"}]}',
        b'{"items": [{"text": "x", "published_at": NaN}]}',
        b'{"items": [{"text": {"deep": []}, "published_at": [[]]}]}',
        b'{"items": [{"text": "x", "published_at": "9999-12-31"}]}',
        json.dumps({"items": [{"id": "n", "text": "x", "published_at": 1}] * 1001}).encode(),
        b"\xff\xfe",
    ],
)
def test_what_is_no_news_is_refused_with_reasons_and_nothing_is_stored(fed: FastAPI, body: bytes) -> None:
    feeder = client(fed)
    with Workspace.open(fed.state.site.folder) as opened:
        before = opened.store.position
        answer = feeder.post(f"{API}/news", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in {400, 422}, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert opened.store.position == before


def test_odd_items_are_taken_or_left_out_by_themselves(fed: FastAPI) -> None:
    soup = f"<p>{NAME}<b>偷排</b>&nbsp;废水</p>" + "\ufffd\x00" * 50
    odd: list[dict[str, Any]] = [
        {"id": "soup", "text": soup, "published_at": "2024-01-01", "language": 7, "entities": {"a": 1}},
        {"id": 12, "title": 3, "published_at": 1_700_000_000, "url": ["x"], "更多": [[[]]]},
        {"text": "\ud83d half a sign", "published_at": "Fri, 01 Mar 2024 09:30:00 +0800"},
        {"text": "=1+1", "published_at": "tomorrow"},
    ]
    headers = {"content-type": "application/json"}
    answer = client(fed).post(f"{API}/news", content=json.dumps({"items": odd}).encode(), headers=headers)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["new"] == 3
    assert [one["id"] for one in told["left_out"]] == ["news.no_date"]


def test_too_large_and_too_often_are_problems_too(fed_folder: Path) -> None:
    app = create_app(
        fed_folder, Settings(secure=False, largest_body=1000, requests_a_minute=2, pictures=PLAIN.pictures)
    )
    feeder = client(app)
    for status, message in ((413, "api.too_large"), (413, "api.too_large"), (429, "api.too_many")):
        answer = feeder.post(f"{API}/news", content=b"x" * 2000)
        assert answer.status_code == status
        assert answer.json()["problems"][0]["id"] == message
    assert answer.headers["retry-after"] == "60"
    app.state.site.close()


def test_who_comes_while_others_are_served_is_told_to_come_again(fed: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_rows: object) -> None:
        raise Busy

    monkeypatch.setattr(fed.state.site.intake, "take", busy)
    answer = client(fed).post(f"{API}/news", json={"items": [item(0)]})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["problems"][0]["id"] == "api.busy"


@pytest.mark.heavy
def test_many_programs_at_once_give_what_one_gives(fed: FastAPI) -> None:
    items = [item(number) for number in range(20, 36)]
    feeder = client(fed)

    def send(first: int) -> int:
        while True:
            answer = feeder.post(f"{API}/news", json={"items": items[first : first + 4]})
            if answer.status_code != 503:
                return int(answer.json()["new"])
            time.sleep(0.05)

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(send, range(0, 16, 2))) == 16
    last = client(fed, "reader").get(f"{API}/companies/{COMPANY}/sentiment").json()["scores"]
    with Workspace.open(fed.state.site.folder) as opened:
        assert opened.store.read("news")["news_id"].is_unique().all()
        whole = [one for one in sentiment_as_of(opened, datetime.now(UTC)).scores if one.company_id == COMPANY]
    assert {one["code"]: one["events"] for one in last} == {one.code: one.events for one in whole}
    assert last[0]["score"] == pytest.approx(whole[0].score, rel=1e-4)


SERVER = """
import sys, uvicorn
from pathlib import Path
from cnesg.web.app import create_app
from cnesg.web.settings import Settings
app = create_app(Path(sys.argv[1]), Settings(secure=False))
server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
import threading, time
def tell():
    while not server.started:
        time.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
threading.Thread(target=tell, daemon=True).start()
server.run()
"""


@pytest.mark.full
def test_what_was_answered_survives_a_kill(fed_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fed_folder, tmp_path / "killed"))
    app = create_app(folder, PLAIN)
    headers = {"authorization": f"Bearer {token(app, 'feeder')}"}
    app.state.site.close()
    answered: set[str] = set()
    for start in (100, 110):
        command = [sys.executable, "-c", SERVER, str(folder)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        assert process.stdout is not None
        url = f"http://127.0.0.1:{process.stdout.readline().strip()}{API}/news"
        with httpx.Client(headers=headers, timeout=60) as program, ThreadPoolExecutor(2) as pool:
            for number in range(start, start + 4):
                assert program.post(url, json={"items": [item(number)]}).status_code == 200
                answered.add(f"n{number}")
            rest = {"items": [item(number) for number in range(start + 4, start + 9)]}
            halfway = pool.submit(program.post, url, json=rest)
            time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert halfway.exception() is not None or halfway.result().status_code == 200
    with Workspace.open(folder) as opened:
        stored = opened.store.read("news")["news_id"]
        assert answered <= set(stored)
        assert stored.is_unique().all()
