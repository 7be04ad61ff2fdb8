"""What all tests share: where the shared data lies, when the heavy checks run, and which skips CI accepts."""

import gc
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, settings
from tests.heavy_tests import by_module, drawn

from cnesg.engine import keep_workers

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
FULL = bool(os.environ.get("CNESG_FULL"))
CI = bool(os.environ.get("CI"))

# Seeds are fixed: a failure that appears once must appear again. `make test-full` draws more examples.
settings.register_profile(
    "cnesg",
    derandomize=True,
    deadline=None,
    max_examples=300 if FULL else 30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("cnesg")

# Tables of cases are YAML of a megabyte and more; the reader written in C is ten times as fast.
yaml.SafeLoader = yaml.CSafeLoader  # type: ignore[misc,assignment]

_skipped: list[tuple[str, str]] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The whole suite leaves out what is `full` and all but a sample of what is `heavy`; a part that is asked for by
    its path runs every heavy test of it."""
    if FULL:
        return
    heavy = [item.nodeid for item in items if item.get_closest_marker("heavy")]
    left_out = set(heavy) - drawn(by_module(heavy)) if _is_whole(config) else set()
    left_out |= {item.nodeid for item in items if item.get_closest_marker("full")}
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
        items[:] = [item for item in items if item.nodeid not in left_out]


def _is_whole(config: pytest.Config) -> bool:
    """Whether the whole suite is asked for; a worker, which is given paths, asks who started it."""
    given = getattr(config, "workerinput", None)
    return bool(given["whole"]) if given else config.args_source is pytest.Config.ArgsSource.TESTPATHS


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist what it can't see itself."""
    node.workerinput["whole"] = _is_whole(node.config)


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()
    keep_a_worker()


def keep_a_worker() -> None:
    """A child process that read one test's report reads the next one's."""
    keep_workers(1, ignoring=("PYTEST_CURRENT_TEST",))


def pytest_unconfigure() -> None:
    keep_workers(0)
    gc.unfreeze()  # libraries look for what was left behind when the process ends


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _skipped.append((report.nodeid, reason))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failure, unless tests/allowed_skips.toml names it and says why."""
    if not CI or hasattr(session.config, "workerinput"):
        return
    allowed = tomllib.loads((Path(__file__).parent / "allowed_skips.toml").read_text(encoding="utf-8"))["skip"]
    refused = [(test, why) for test, why in _skipped if not any(a["reason"] in why for a in allowed)]
    for test, why in refused:
        print(f"\nSKIPPED IN CI: {test}: {why}")  # noqa: T201 - the test run's own report
    if refused and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real reports and gold labels; never part of this repository."""
    folder = SHARED / "data"
    if not folder.is_dir():
        if CI:
            pytest.fail("the shared data is missing in CI: expected ../shared/data beside the repository")
        pytest.skip("needs the shared data (../shared/data beside the repository)")
    return folder


@pytest.fixture(autouse=True)
def _english_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read messages in English unless they choose otherwise, whatever the machine's locale."""
    monkeypatch.setenv("CNESG_LANG", "en")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL server that the tests start themselves."""
    from tests.postgres import programs, server

    found = programs()
    if found is None:
        if CI:
            pytest.fail("no PostgreSQL in CI: `make servers` installs it")
        pytest.skip("needs PostgreSQL (`make servers`)")
    with server(found) as url:
        yield url
