"""Signs of life in files that several share."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cnesg.store.presence import Presence
from cnesg.store.shared_files import SharedFiles


def test_two_threads_may_sign_while_a_third_one_looks(tmp_path: Path) -> None:
    files = SharedFiles.of_folder(tmp_path)
    one = Presence(files, "workers", 60.0)
    one.sign()

    def sign(_: int) -> None:
        one.sign(b"{}")

    with ThreadPoolExecutor(3) as threads:
        signed = [threads.submit(sign, number) for number in range(200)]
        looked = [threads.submit(one.look_around) for _ in range(100)]
        assert all(look.result() == (one.name,) for look in looked)
        assert all(call.result() is None for call in signed)
    assert [path.name for path in (tmp_path / "workers").iterdir()] == [one.name]
