"""The sample of heavy tests: some of each module, the same every time, no other module's business."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPOSITORY
from tests.heavy_tests import SHARE, by_module, drawn

MODULES = st.dictionaries(
    st.sampled_from(["tests/a.py", "tests/b.py", "tests/c.py"]),
    st.lists(st.integers(0, 40).map("tests/x.py::test_{}".format), min_size=1, max_size=12, unique=True),
)


@given(MODULES)
def test_a_share_of_each_module_is_drawn_and_never_none(tests: dict[str, list[str]]) -> None:
    for module, ids in tests.items():
        assert len(drawn({module: ids}) & set(ids)) == -(-len(ids) // SHARE)


@given(MODULES, st.randoms(use_true_random=False))
def test_neither_order_nor_other_modules_change_the_draw(tests: dict[str, list[str]], draws: object) -> None:
    everything = drawn(tests)
    assert everything == frozenset().union(*(drawn({module: ids[::-1]}) for module, ids in tests.items()))


def test_another_seed_draws_others() -> None:
    ids = [f"tests/a.py::test_{number}" for number in range(30)]
    assert drawn({"tests/a.py": ids}, seed=1) != drawn({"tests/a.py": ids}, seed=2)
    assert len(drawn({"tests/a.py": ids})) == 30 // SHARE


def test_ids_are_put_under_the_module_that_they_stand_in() -> None:
    assert by_module(["tests/a.py::test_x[b::c]", "tests/d.py::T::test_y"]) == {
        "tests/a.py": ["tests/a.py::test_x[b::c]"],
        "tests/d.py": ["tests/d.py::T::test_y"],
    }


def test_a_path_runs_every_heavy_test_and_the_whole_suite_some(tmp_path: Path) -> None:
    """Asked of pytest itself, with this suite's conftest and a folder of twelve heavy tests."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "conftest.py").write_text(
        "from tests.conftest import pytest_collection_modifyitems, pytest_configure_node\n", encoding="utf-8"
    )
    (tmp_path / "cases" / "test_twelve.py").write_text(
        "import pytest\n\n@pytest.mark.heavy\n@pytest.mark.parametrize('one', range(12))\ndef test_it(one): pass\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text(
        f"[pytest]\ntestpaths = cases\npythonpath = {REPOSITORY}\nmarkers = heavy\naddopts = --import-mode=importlib\n",
        encoding="utf-8",
    )
    for asked, ran in (
        (["-n0"], 2),
        (["-n1"], 2),
        (["-n0", "cases/test_twelve.py"], 12),
        (["-n1", "cases/test_twelve.py"], 12),
    ):
        told = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *asked],
            cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False, env={"PATH": "/usr/bin:/bin"},
        ).stdout  # fmt: skip
        assert f"{ran} passed" in told, told
