"""A workspace that the tests of the store write to."""

from pathlib import Path

import pytest

from cnesg.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store.create(folder, lock_wait=0)
