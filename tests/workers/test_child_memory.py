"""The peak of memory is a process's own."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from cnesg.workers.child import peak_memory


def test_a_childs_peak_is_not_what_its_parent_held() -> None:
    held = bytearray(b"x") * (600 * 2**20)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        of_child = pool.submit(peak_memory).result()
    assert 2**20 < of_child < len(held) < peak_memory()
