"""What whoever runs the server asks it: is it alive, can it work, what takes how long."""

import io
import json
import logging
import logging.config
import sys

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from tests.web.conftest import ClientOf

from cnesg.errors import StoreError
from cnesg.web.logs import REQUESTS, json_logs


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
