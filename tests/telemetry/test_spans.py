"""Traces: off unless asked for, below each other across processes, and silent about whom and what they are of."""

import os
import socket
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from tests.engine.test_scoring import made
from tests.traced import collector, traced, tree
from tests.workers.worker_tasks import work

from cnesg import telemetry
from cnesg.cli import app
from cnesg.engine import Limits, LocalEngine
from cnesg.engine.remote import RemoteSlot, RemoteWork
from cnesg.engine.versions import versions_here
from cnesg.errors import InputError
from cnesg.pipeline.doctor import _traces
from cnesg.pipeline.months.monthly import run_months

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"


@pytest.fixture(autouse=True)
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("OTEL_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("environment", "exporters"),
    [
        ({}, ()),
        ({ENDPOINT: "http://c:4318"}, ("otlp",)),
        ({"OTEL_TRACES_EXPORTER": "console, otlp"}, ("console", "otlp")),
        ({"OTEL_TRACES_EXPORTER": "none", ENDPOINT: "http://c:4318"}, ()),
        ({"OTEL_SDK_DISABLED": "true", ENDPOINT: "http://c:4318"}, ()),
    ],
)
def test_the_environment_decides(
    environment: dict[str, str], exporters: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert telemetry.asked_for() == exporters


def test_where_nobody_asks_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cnesg.telemetry.sending", None)  # importing it would fail
    assert telemetry.begin() is False
    assert telemetry.span("one") is telemetry.span("other")
    assert telemetry.carrier() is None
    assert list(_traces()) == []


@pytest.mark.parametrize("lacks", ["extra", "exporter"])
def test_what_cannot_be_sent_stops_nothing_and_the_doctor_tells(lacks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if lacks == "extra":
        monkeypatch.setitem(sys.modules, "cnesg.telemetry.sending", None)
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "otlp" if lacks == "extra" else "nowhere")
    assert telemetry.begin() is False
    assert [(one.state, one.problem.message_id) for one in _traces()] == [("warning", "doctor.no_traces")]


@pytest.mark.heavy
def test_a_history_is_traced_by_month_and_stage_without_names(tmp_path: Path) -> None:
    with traced() as kept, made(tmp_path / "market") as market:
        (done,) = run_months(market, date(2024, 7, 1), date(2024, 7, 1))
    spans = kept.get_finished_spans()
    (month,) = (one for one in spans if one.name == "month")
    told = {"cnesg.month": "2024-07", "cnesg.how": "computed", "cnesg.run": done.run_id, "cnesg.companies": 12}
    assert dict(month.attributes or {}) == told
    stages = {(month.name, one) for one in ("facts", "inputs", "scores", "storing")}
    assert stages | {("-", "month"), ("storing", "commit"), ("-", "commit")} == tree(spans)
    values = {str(value) for one in spans for value in (one.attributes or {}).values()}
    assert not [one for one in values if "L0" in one or "Liquor" in one or str(tmp_path) in one]


def test_a_command_is_called_by_its_name_alone_and_says_how_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telemetry, "begin", lambda: True)
    with traced() as kept, pytest.raises(SystemExit):
        app.main(["store", "log", "-w", "/nowhere/secret"])
    (span,) = kept.get_finished_spans()
    assert (span.name, span.status.is_ok) == ("cnesg store log", False)
    assert span.attributes == {"cnesg.exit_code": 2, "error.type": "exit 2"}


def test_an_error_is_told_by_its_kind() -> None:
    def refused() -> None:
        with telemetry.span("one"):
            raise InputError.of("pipeline.no_such_reports", pattern="secret")

    with traced() as kept, pytest.raises(InputError):
        refused()
    (span,) = kept.get_finished_spans()
    assert (span.attributes, span.events) == ({"error.type": "pipeline.no_such_reports"}, ())


def test_what_a_machine_of_a_cluster_does_stands_below_what_asked_for_it() -> None:
    with traced() as kept:
        with telemetry.span("asking"):
            work_of = RemoteWork(work, None, None, versions_here())
        RemoteSlot(work_of).answer(0, ("give", 1))
        assert tree(kept.get_finished_spans()) == {("-", "asking"), ("asking", "task")}


@pytest.mark.heavy
def test_child_processes_send_to_the_same_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    with collector() as (address, came):
        monkeypatch.setenv(ENDPOINT, address)
        assert telemetry.begin() is True
        try:
            with telemetry.span("asking"):
                outcomes = list(LocalEngine().run(work, [("give", 1), ("fail", "secret")], limits=Limits()))
            telemetry.flush(10)
        finally:
            telemetry.use(None)
    assert [one.result for one in outcomes] == [1, None]
    spans = {span.name: (resource, span) for resource, span in came}
    here, asking = spans["asking"]
    tasks = [(resource, span) for resource, span in came if span.name == "task"]
    assert len(tasks) == 2
    for resource, task in tasks:
        assert (task.trace_id, task.parent_span_id) == (asking.trace_id, asking.span_id)
        assert resource["process.pid"].int_value != here["process.pid"].int_value == os.getpid()
        assert resource["service.name"].string_value == "cnesg"
    told = [{one.key: one.value.string_value for one in task.attributes} for _, task in tasks]
    assert told == [{"cnesg.function": "work"}, {"cnesg.function": "work", "error.type": "error"}]


def test_a_collector_that_does_not_answer_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv(ENDPOINT, f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "3")
        assert telemetry.begin() is True
        begun = time.monotonic()
        try:
            for _ in range(3):
                with telemetry.span("asking"):
                    pass
                telemetry.flush(0.1)
        finally:
            telemetry.use(None)
        assert time.monotonic() - begun < 1


def test_a_collector_that_is_not_there_is_no_reason_for_many_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:9")
    assert telemetry.begin() is True
    try:
        with telemetry.span("asking"):
            pass
        telemetry.flush(0.3)
    finally:
        telemetry.use(None)
    assert caplog.text == ""
