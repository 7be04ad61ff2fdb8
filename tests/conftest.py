"""What all tests share: where the shared data lies, and when the heavy checks run."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CNESG_FULL"):
        return
    for item in items:
        if "full" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="full: runs in `make test-full`"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real reports and gold labels; never part of this repository."""
    folder = SHARED / "data"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the shared data is missing in CI: expected ../shared/data beside the repository")
        pytest.skip("needs the shared data (../shared/data beside the repository)")
    return folder
