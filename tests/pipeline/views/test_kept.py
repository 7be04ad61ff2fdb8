"""Answers on disk: read again as they were written, by the versions that wrote them, and made anew where damaged."""

from dataclasses import dataclass
from pathlib import Path

from cnesg.pipeline.views.kept import Kept


@dataclass(frozen=True)
class Answer:
    """Something to keep."""

    points: tuple[float, ...]
    said: str | None = None


@dataclass(frozen=True)
class Other:
    """Something of another shape."""

    count: int


def test_an_answer_is_read_again_under_its_key_and_versions_only(tmp_path: Path) -> None:
    kept, answer = Kept(tmp_path / "answers", "1"), Answer((1.5, 0.1), "因为")
    kept.write(("why", "a"), answer)
    assert kept.read(("why", "a"), Answer) == answer
    assert kept.read(("why", "b"), Answer) is None
    assert Kept(kept.folder, "2").read(("why", "a"), Answer) is None


def test_what_is_damaged_or_of_another_shape_is_no_answer(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "1")
    kept.write("a", Answer((1.0,)))
    (file,) = tmp_path.iterdir()
    assert kept.read("a", Other) is None
    file.write_bytes(file.read_bytes()[:-3])
    assert kept.read("a", Answer) is None


def test_a_disk_that_refuses_is_no_fault_of_the_answer(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file where a folder should be")
    Kept(tmp_path / "answers", "1").write("a", Answer((1.0,)))
