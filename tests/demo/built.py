"""The demo's workspace, built once for all tests that read it, by whichever worker comes first."""

from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from cnesg.demo.walk import build_demo

_PATIENCE = timedelta(minutes=14)


def built_demo(factory: pytest.TempPathFactory) -> Path:
    """The workspace; tests read it and change nothing.

    Args:
        factory: of pytest; its folders lie beside those of the other workers.
    """
    mine = factory.getbasetemp()
    shared = mine.parent if mine.name.startswith("popen-") else mine
    folder, done = shared / "demo-workspace", shared / "demo-workspace.built"
    with FileLock(shared / "demo-workspace.lock", timeout=_PATIENCE.total_seconds()):
        if not done.exists():
            build_demo(folder, lambda *_, **__: None)
            done.touch()
    return folder
