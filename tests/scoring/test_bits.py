"""The same rows give the same bits: whatever their order, their chunks, and the threads that Polars may take."""

import os
import subprocess
import sys

import pytest
from tests.conftest import FULL, REPOSITORY


def bits(threads: int, pieces: int, order: int) -> str:
    """What a process of its own computes; the threads of Polars are settled when it is imported."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.scoring.bits", str(pieces), str(order)],
        env=os.environ | {"POLARS_MAX_THREADS": str(threads)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


@pytest.mark.heavy
def test_order_chunks_and_threads_change_no_bit() -> None:
    whole = bits(threads=1, pieces=1, order=0)
    assert len(whole) == 64
    others = [(3, 7, 3), (5, 40, 9)] if FULL else [(3, 7, 3)]
    assert {bits(*one) for one in others} == {whole}
