from collections.abc import Iterator
from pathlib import Path

import pytest

from cnesg.store.durable import write_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    for content in (b"old", b"new and longer", b""):
        write_atomically(path, [content[:2], content[2:]])
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_on_the_way_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"ne"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, chunks())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
