"""What whoever runs the server asks it: is it alive, can it work, what takes how long."""

import io
import json
import logging
import logging.config
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Message, Receive, Scope, Send
from tests.deploy.test_containers import DEPLOY
from tests.traced import traced
from tests.web.conftest import ClientOf
from tests.web.loops import run_apart

from cnesg.errors import Problem, StoreError
from cnesg.pipeline.reports.batch_report import REPORT, Read, write_batch_report
from cnesg.verification.ledger import FILE
from cnesg.web.logs import REQUESTS, json_logs
from cnesg.web.measuring import Measuring, method_label


def samples(client: TestClient) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_alive_and_ready_are_told_to_anybody_and_nothing_else_is(client: TestClient) -> None:
    assert client.get("/health/live").text == "alive"
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"workspace": "ready", "decisions": "ready"})
    assert client.get("/metrics", follow_redirects=False).status_code == 303


def test_what_cannot_be_reached_is_not_ready(app: FastAPI, client: TestClient) -> None:
    def broken() -> None:
        raise StoreError.of("store.damaged_metadata", path="/secret/place", what="x")

    app.state.site.ledger.outbox = broken
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"workspace": "ready", "decisions": "not ready"})
    assert "secret" not in answer.text


def test_a_log_that_is_not_the_one_on_the_disk_is_not_ready(
    app: FastAPI, client_of: ClientOf, client: TestClient, folder: Path
) -> None:
    administrator = client_of("administrator")
    (folder / f"{FILE}-wal").unlink()
    answer = client.get("/health/ready")
    told = "not ready: the log in use is not the one on the disk"
    assert (answer.status_code, answer.json()) == (503, {"workspace": "ready", "decisions": told})
    assert "deleted or replaced while it was in use" in administrator.get("/operations").text
    assert "使用中被删除或替换" in administrator.get("/operations", headers={"accept-language": "zh"}).text


def test_answers_are_counted_by_route_and_guessed_paths_under_one_name(app: FastAPI, client_of: ClientOf) -> None:
    administrator = client_of("administrator")
    for path in ("/companies/L01", "/companies/L02", "/guess/1", "/guess/2"):
        administrator.get(path)
    found = samples(administrator)
    counts = {key[1:4]: value for key, value in found.items() if key[0] == "cnesg_request_seconds_count"}
    assert counts["GET", "unknown", "404"] == 2
    (company,) = [key for key in counts if "{" in key[1]]
    assert counts[company] == 2
    with app.state.site.workspace() as lent:
        assert found["cnesg_store_position",] == lent.store.position
    assert found["cnesg_decisions_waiting",] == 0


def test_invented_methods_and_paths_leave_the_measures_small(app: FastAPI, client: TestClient) -> None:
    measures = app.state.measures
    for method in ("GET", "POST", "INVENTED"):
        client.request(method, "/login")
    client.get("/nothing")
    before = len(measures.text())
    for number in range(25):
        client.request(f"INVENTED{number}", "/login")
        client.request(f"GET{number}", f"/guess/{number}")
        client.request("PROPFIND", f"/api/v1/companies/{number}?x={number}")
        client.get("/login", headers={"host": f"host-{number}", "user-agent": f"agent-{number}"})
    assert len(measures.text()) < before + 20_000
    families = text_string_to_metric_families(measures.text().decode())
    labels = {one.labels["method"] for family in families for one in family.samples if "method" in one.labels}
    assert labels <= {"GET", "POST", "OTHER"}


def test_ten_thousand_invented_methods_are_one_series(app: FastAPI) -> None:
    async def refuse(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 429, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def ask() -> None:
        measuring = Measuring(refuse, app.state.measures)
        for number in range(10_000):
            scope = {"type": "http", "method": f"INVENTED{number}", "path": f"/{number}", "headers": []}
            await measuring(scope, _nothing, _nowhere)

    run_apart(ask())
    families = text_string_to_metric_families(app.state.measures.text().decode())
    counts = [one for family in families for one in family.samples if one.name == "cnesg_request_seconds_count"]
    assert [(one.labels["method"], one.value) for one in counts] == [("OTHER", 10_000)]


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _nowhere(_: Message) -> None:
    pass


def test_methods_that_a_route_does_not_have_are_one_label() -> None:
    assert [method_label("GET"), method_label("GET", "405"), method_label("get"), method_label("X" * 5000)] == [
        "GET",
        "OTHER",
        "OTHER",
        "OTHER",
    ]


def test_with_json_logs_every_answer_has_a_line_without_what_was_asked_in_it(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    kept = logging.getLogger().handlers[:]
    logging.config.dictConfig(json_logs())
    try:
        client_of("reader").get("/companies/L01?token=secret")
    finally:
        logging.getLogger().handlers[:] = kept
        logging.getLogger(REQUESTS).setLevel(logging.NOTSET)
    (line,) = [one for text in stream.getvalue().splitlines() if (one := json.loads(text))["logger"] == REQUESTS]
    assert (line["level"], line["service"], line["method"], line["status"]) == ("INFO", "cnesg", "GET", "200")
    assert line["route"] == "/companies/{company_id}"
    assert line["seconds"] > 0
    assert "secret" not in stream.getvalue()


def test_answers_are_traced_by_route_below_who_asked_and_without_what_was_asked(client_of: ClientOf) -> None:
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    with traced() as kept:
        reader = client_of("reader")
        reader.get("/companies/L01?token=secret", headers={"traceparent": f"00-{trace}-{parent}-01"})
        reader.get("/guess/secret")
    of_route, unknown = (one for one in kept.get_finished_spans() if one.kind.name == "SERVER")
    assert (of_route.name, unknown.name) == ("GET /companies/{company_id}", "GET")
    assert of_route.attributes == {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "http.route": "/companies/{company_id}",
    }
    assert of_route.context is not None
    assert of_route.parent is not None
    assert (f"{of_route.context.trace_id:032x}", f"{of_route.parent.span_id:016x}") == (trace, parent)
    assert unknown.parent is None
    assert "secret" not in "".join(one.to_json() for one in kept.get_finished_spans())


def test_the_page_tells_an_administrator_what_happened_last(app: FastAPI, client_of: ClientOf, tmp_path: Path) -> None:
    slow = Problem.of("pipeline.too_slow", path="b.pdf", seconds=300)
    reads = [Read(Path("a.pdf"), 10, seconds=3.0, peak_memory=2**28), Read(Path("b.pdf"), problems=(slow,))]
    (tmp_path / "spring").mkdir()
    (tmp_path / "broken").mkdir()
    write_batch_report(tmp_path / "spring", reads, 60.0, "ray")
    (tmp_path / "broken" / REPORT).write_text("{", encoding="utf-8")
    watchers = tmp_path / ".watchers"
    watchers.mkdir()
    for name in ("alive", "dead"):
        (watchers / name).touch()
    os.utime(watchers / "dead", (0, 0))
    site = app.state.site
    site.settings = replace(site.settings, batches=tmp_path, watched=tmp_path)
    administrator = client_of("administrator")
    told = administrator.get("/operations").text
    with site.workspace() as lent:
        newest = lent.store.commits()[-1]
    for shown in (newest.note, "spring", ">1 (1)<", "2.0", "256 MiB", "alive", "dead"):
        assert shown in told
    assert told.count("tag good") == 1
    administrator.cookies.set("language", "zh")
    assert "运行状况" in administrator.get("/operations").text
    assert [client_of(role).get("/operations").status_code for role in ("senior", "feeder")] == [403, 403]


def test_the_dashboard_for_grafana_asks_for_measures_that_there_are(client_of: ClientOf) -> None:
    administrator = client_of("administrator")
    administrator.get("/health/live")
    there = {key[0] for key in samples(administrator)}
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text("utf-8"))
    asked = {one["expr"] for panel in board["panels"] for one in panel["targets"]}
    named = {name for text in asked for name in re.findall(r"\b(?:cnesg|process|python)_\w+", text)}
    assert len(named) > 4
    assert named <= there
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    assert {panel["datasource"]["uid"] for panel in board["panels"]} == {"${datasource}"}
