"""Child processes that are killed, crash, hang, hoard or fail: real ones, and nothing but their own task is lost."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from tests.conftest import keep_a_worker
from tests.workers.worker_tasks import LARGE, Steps, step, unprepared, work

from cnesg.engine import Failure, Limits, Outcome, at, got_on, keep_workers, run_tasks
from cnesg.errors import InputError
from cnesg.workers import Slot

# Long enough for any machine to do what ends by itself; only tasks that never end reach it.
SHORT = Limits(seconds=2.0)
LONG = Limits(seconds=250.0)


@pytest.fixture(autouse=True)
def _as_for_users() -> Iterator[None]:
    """No worker waits between runs, as in every process that does not ask for it."""
    keep_workers(0)
    yield
    keep_a_worker()


def by_index(outcomes: Iterator[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: outcome.index)


def test_results_come_back_with_their_tasks() -> None:
    outcomes = by_index(run_tasks(work, [("give", n) for n in range(5)], jobs=2, limits=LONG))
    assert [(o.index, o.result, o.failure) for o in outcomes] == [(n, n, None) for n in range(5)]


def test_a_worker_stays_for_the_next_task_and_is_another_process() -> None:
    first, second = run_tasks(work, [("pid", 0), ("pid", 1)], limits=LONG)
    assert first.result == second.result != os.getpid()


def load_numbers() -> None:
    """A preparation that loads what multiplies tables."""
    import_module("numpy")


@pytest.mark.heavy
@pytest.mark.parametrize("prepare", [None, load_numbers], ids=["loaded by the task", "loaded before it"])
def test_a_worker_keeps_to_one_core(prepare: Callable[[], None] | None) -> None:
    (outcome,) = run_tasks(work, [("threads", 300)], prepare=prepare, limits=LONG)
    assert isinstance(outcome.result, list)
    assert set(outcome.result) == {1}


def process_of_a_run(limits: Limits = LONG) -> object:
    (outcome,) = run_tasks(work, [("pid", 0)], limits=limits)
    return outcome.result


@pytest.mark.heavy
def test_a_worker_that_is_kept_serves_the_next_run_of_the_same_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep_workers(1, ignoring=("PYTEST_CURRENT_TEST", "IGNORED"))
    kept = process_of_a_run()
    monkeypatch.setenv("IGNORED", "1")
    assert process_of_a_run() == kept
    assert process_of_a_run(SHORT) != kept  # which takes the one place
    again = process_of_a_run()
    assert again != kept
    monkeypatch.setenv("CNESG_LANGUAGE", "zh")
    elsewhere = process_of_a_run()
    assert elsewhere != again
    monkeypatch.chdir(tmp_path)
    assert process_of_a_run() != elsewhere


def test_a_folder_that_is_gone_is_not_asked_for_where_nobody_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert process_of_a_run() != os.getpid()


@pytest.mark.heavy
def test_a_worker_that_failed_or_died_or_is_not_kept_is_ended() -> None:
    keep_workers(1, ignoring=("PYTEST_CURRENT_TEST",))
    first = process_of_a_run()
    list(run_tasks(work, [("fail", 0)], limits=LONG))
    second = process_of_a_run()
    assert second != first
    assert isinstance(second, int)
    os.kill(second, signal.SIGKILL)
    os.waitid(os.P_PID, second, os.WEXITED | os.WNOWAIT)
    third = process_of_a_run()
    assert third != second
    assert isinstance(third, int)
    keep_workers(0)
    with pytest.raises(ProcessLookupError):
        os.kill(third, 0)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("name", "kind", "detail"),
    [
        ("crash", "death", "SIGSEGV"),
        ("kill", "death", "SIGKILL"),
        ("exit", "death", "exit code 7"),
        ("fail", "error", "ValueError: why [worker_tasks.py:"),
    ],
)
def test_what_goes_wrong_is_told_and_costs_one_task(name: str, kind: str, detail: str, jobs: int) -> None:
    tasks = [("give", 1), (name, "why"), ("give", 2), ("give", 3)]
    outcomes = by_index(run_tasks(work, tasks, jobs=jobs, limits=LONG))
    assert [o.result for o in outcomes] == [1, None, 2, 3]
    failure = outcomes[1].failure
    assert failure is not None
    assert failure.kind == kind
    assert failure.detail.startswith(detail)


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["hang", "spin"])
def test_a_task_that_never_ends_is_killed_even_if_it_shuts_its_ears(name: str) -> None:
    outcomes = by_index(run_tasks(work, [(name, 0), ("give", 1)], limits=SHORT))
    assert outcomes[0].failure == Failure("time")
    assert outcomes[0].seconds >= SHORT.seconds
    assert outcomes[1].result == 1


@pytest.mark.heavy
def test_a_task_that_gets_on_has_its_time_anew_and_one_that_stops_is_killed() -> None:
    tasks = [("get-on", (4.0, False)), ("get-on", (1.0, True)), ("give", 1)]
    outcomes = by_index(run_tasks(work, tasks, limits=Limits(seconds=3.0)))
    assert outcomes[0].result == "came"
    assert outcomes[0].seconds >= 4.0
    assert outcomes[1].failure == Failure("time")
    assert outcomes[1].seconds >= 1.0 + 3.0 - 0.1
    assert outcomes[2].result == 1


def test_outside_of_a_worker_nobody_is_told_of_getting_on() -> None:
    got_on()
    at(1)


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["crash", "exit", "fail", "hoard", "hang"])
def test_a_task_that_fails_at_a_place_is_done_without_that_place(name: str) -> None:
    limits = Limits(seconds=6.0 if name == "hang" else LONG.seconds, memory=LARGE - 1)
    outcomes = by_index(run_tasks(step, [Steps(((4, name),)), Steps(())], jobs=2, limits=limits))
    assert [o.failure for o in outcomes] == [None, None]
    assert outcomes[0].result == [1, 2, 3, 5, 6, 7, 8, 9]
    assert outcomes[1].result == [1, 2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.heavy
def test_a_slot_does_a_task_without_the_place_that_fails_too() -> None:
    slot = Slot(step, limits=LONG)
    try:
        assert slot.answer(3, Steps(((2, "exit"), (5, "fail")))).result == [1, 3, 4, 6, 7, 8, 9]
    finally:
        slot.close()


@pytest.mark.heavy
def test_a_task_that_fails_at_too_many_places_or_at_none_fails() -> None:
    many, none = Steps(tuple((n, "fail") for n in range(1, 6))), Steps(((0, "fail"),))
    outcomes = by_index(run_tasks(step, [many, none], limits=LONG))
    assert [o.result for o in outcomes] == [None, None]
    assert [o.failure.place for o in outcomes if o.failure] == [(4, 1), None]


@pytest.mark.heavy
def test_a_process_that_is_killed_once_costs_no_place(tmp_path: Path) -> None:
    (outcome,) = run_tasks(step, [Steps(((4, "exit"),))], limits=replace(LONG, attempts=3))
    assert outcome.result == [1, 2, 3, 5, 6, 7, 8, 9]


@pytest.mark.heavy
def test_memory_is_limited_for_each_task() -> None:
    tight = Limits(LONG.seconds, memory=LARGE - 1)
    outcomes = by_index(run_tasks(work, [("hoard", 0), ("give", 1)], limits=tight))
    assert outcomes[0].failure == Failure("memory")
    assert outcomes[1].result == 1
    (roomy,) = run_tasks(work, [("hoard", 0)], limits=Limits(LONG.seconds, memory=4 * LARGE))
    assert roomy.result == LARGE


@pytest.mark.heavy
def test_the_peak_of_a_task_is_its_own(tmp_path: Path) -> None:
    hoard, give = by_index(run_tasks(work, [("hoard", 0), ("give", 1)], limits=LONG))
    assert hoard.peak_memory > LARGE > give.peak_memory > 0


@pytest.mark.heavy
def test_a_worker_killed_from_outside_harms_no_other(tmp_path: Path) -> None:
    """One worker holds a task; the idle one beside it is killed again and again."""
    flag = tmp_path / "flag"
    tasks = [("wait-for", str(flag)), *[("pid", n) for n in range(4)]]
    seen = []
    for outcome in run_tasks(work, tasks, jobs=2, limits=LONG):
        seen.append(outcome)
        if isinstance(outcome.result, int):
            os.kill(outcome.result, signal.SIGKILL)
        if len(seen) == 4:
            flag.touch()
    # A killed worker may have had the next task in its hands already: that one is lost, and said to be.
    assert sorted(o.index for o in seen) == list(range(5))
    assert next(o for o in seen if o.index == 0).result == "came"
    assert all(o.result or (o.failure and o.failure == Failure("death", "SIGKILL")) for o in seen)


def test_an_error_of_ours_stops_everything() -> None:
    with pytest.raises(InputError, match="x"):
        list(run_tasks(work, [("refuse", "x"), ("give", 1)], limits=LONG))


@pytest.mark.parametrize("jobs", [1, 2])
def test_preparation_that_fails_stops_everything(jobs: int) -> None:
    with pytest.raises(InputError, match="unprepared"):
        list(run_tasks(work, [("give", 1), ("give", 2)], prepare=unprepared, jobs=jobs, limits=LONG))


def test_no_process_is_left_behind_when_nobody_wants_more(tmp_path: Path) -> None:
    outcomes = run_tasks(work, [("pid", 0), ("hang", 0), ("give", 1)], jobs=1, limits=LONG)
    worker = next(outcomes).result
    outcomes.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_workers_that_cannot_start_are_told_in_words() -> None:
    with pytest.raises(InputError, match="can't start within 1 MiB"):
        list(run_tasks(work, [("give", 1)], limits=Limits(memory=1024**2)))


def test_a_slot_answers_on_after_its_worker_was_killed_between_tasks_and_ends_it_at_last() -> None:
    slot = Slot(work, limits=LONG)
    slot.warm()
    first = slot.answer(0, ("pid", 0)).result
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)  # so that it is surely over
    second = slot.answer(1, ("pid", 0)).result
    assert second not in {None, first}
    slot.close()
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


@pytest.mark.heavy
def test_a_task_whose_process_is_killed_is_done_by_another_one(tmp_path: Path) -> None:
    """The lease of a task ends with the process that had it; what brings down two of them is set aside."""
    tasks = [("pid", 0), ("killed-once", str(tmp_path / "mark")), ("kill", 0), ("give", 3)]
    again = Limits(LONG.seconds, attempts=2)
    outcomes = by_index(run_tasks(work, tasks, limits=again))
    assert [outcome.result for outcome in outcomes[1:]] == ["second", None, 3]
    assert outcomes[2].failure == Failure("death", "SIGKILL")
    (once,) = run_tasks(work, [("killed-once", str(tmp_path / "other"))], limits=LONG)
    assert once.failure == Failure("death", "SIGKILL")
    slot = Slot(work, limits=again)
    assert slot.answer(0, ("killed-once", str(tmp_path / "third"))).result == "second"
    assert slot.answer(1, ("kill", 0)).failure == Failure("death", "SIGKILL")
    slot.close()


def test_workers_that_start_too_slowly_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnesg.workers.pool._STARTING", 0.0)
    with pytest.raises(InputError, match="had not started after 0 seconds"):
        list(run_tasks(work, [("give", 1)], limits=LONG))


@pytest.mark.heavy
def test_whoever_reads_slowly_is_not_overrun(tmp_path: Path) -> None:
    outcomes = run_tasks(work, [("touch", str(tmp_path / str(n))) for n in range(20)], jobs=2, limits=LONG)
    next(outcomes)
    time.sleep(0.3)
    assert len(list(tmp_path.iterdir())) <= 4
    assert len(list(outcomes)) == 19
