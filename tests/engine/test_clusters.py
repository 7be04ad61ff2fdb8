"""Engines whose work is done elsewhere give what the local one gives, and lose nothing when a worker dies."""

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.workers.worker_tasks import LARGE, unprepared, work

import cnesg
from cnesg.engine import Engine, Failure, Limits, LocalEngine, Outcome
from cnesg.engine.versions import versions_here
from cnesg.errors import InputError
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_files

LIMITS = Limits(seconds=200.0, memory=LARGE - 1)
TASKS = [("give", 1), ("kill", 0), ("fail", "why"), ("hoard", 0), *(("give", number) for number in range(2, 9))]
pytestmark = pytest.mark.full  # in `make test` the market is scored on Ray (test_scoring); this takes longer

REPORT = Path(cnesg.__file__).parent / "demo" / "reports" / "tangyan-dairy-2024.pdf"


def told(engine: Engine, tasks: list[Any], **more: Any) -> list[tuple[int, Any, Failure | None]]:
    outcomes: list[Outcome] = sorted(engine.run(work, tasks, **more), key=lambda outcome: outcome.index)
    return [(one.index, one.result, one.failure) for one in outcomes]


def test_what_comes_of_tasks_is_what_comes_of_them_here(remote: Engine) -> None:
    assert told(remote, TASKS, limits=LIMITS) == told(LocalEngine(2), TASKS, limits=LIMITS)


def test_work_without_limits_needs_no_other_process(remote: Engine) -> None:
    tasks = [("give", number) for number in range(3)]
    assert told(remote, tasks) == told(LocalEngine(), tasks)
    first, second = (outcome.result for outcome in LocalEngine().run(work, [("pid", 0), ("pid", 1)]))
    assert first == second


def test_a_function_of_the_script_that_was_started_goes_along(remote: Engine) -> None:
    outcomes = sorted(remote.run(lambda task: task + 1, [1, 2]), key=lambda outcome: outcome.index)
    assert [one.result for one in outcomes] == [2, 3]


def test_a_task_that_brings_its_machine_down_is_set_aside_and_the_others_are_done(remote: Engine) -> None:
    first, poison, *others = told(remote, [("give", 1), ("kill", 0), ("give", 2), ("give", 3)])
    assert [first[1], *(result for _, result, _ in others)] == [1, 2, 3]
    assert poison[1] is None
    assert poison[2] is not None
    assert poison[2].kind == "death"


def test_what_a_function_refuses_is_raised_where_it_was_asked_for(remote: Engine) -> None:
    with pytest.raises(InputError) as caught:
        list(remote.run(work, [("refuse", "x"), ("give", 1)], limits=LIMITS))
    assert [problem.values["pattern"] for problem in caught.value.problems] == ["x"]
    with pytest.raises(InputError, match="unprepared"):
        list(remote.run(work, [("give", 1)], prepare=unprepared))


def test_a_machine_with_other_code_is_refused(remote: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(type(remote).__module__)
    other = replace(versions_here(), code="other code", methodology="another one")
    monkeypatch.setattr(module, "versions_here", lambda: other)
    with pytest.raises(InputError) as caught:
        list(remote.run(work, [("give", 1)]))
    assert [problem.message_id for problem in caught.value.problems] == ["engine.other_version"] * 2
    assert "other code" in str(caught.value)


def test_reports_are_read_as_they_are_here(remote: Engine, tmp_path: Path) -> None:
    paths = [REPORT, tmp_path / "none.pdf"]
    options = ExtractionOptions(year=2023, pictures=False)
    here, there = (extract_files(paths, options, engine, limits=Limits()) for engine in (LocalEngine(), remote))
    assert [one.quantities for one in there] == [one.quantities for one in here]
    assert [one.statements for one in there] == [one.statements for one in here]
    assert [one.problems for one in there] == [one.problems for one in here]
    assert len(there[0].quantities) > 10
    assert there[1].problems


def test_a_node_that_is_lost_takes_no_task_with_it(ray_cluster: Any, ray_engine: Engine, tmp_path: Path) -> None:
    node = ray_cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    gate = tmp_path / "open"
    outcomes = ray_engine.run(work, [("give", 0), *[("wait-for", str(gate))] * 3])
    assert next(outcomes).result == 0
    ray_cluster.remove_node(node, allow_graceful=False)
    gate.touch()
    assert sorted((outcome.index, outcome.result) for outcome in outcomes) == [(1, "came"), (2, "came"), (3, "came")]
