"""Pages are read and drawn in a process of their own: a report that brings it down costs its page and nothing else."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.hostile_pdfs import deep_tree, laughs, many_lines, shared_page

from cnesg.engine import Failure, Limits, Outcome
from cnesg.errors import UnreadableDocumentError
from cnesg.pipeline.reports.page_reader import PageReader
from cnesg.pipeline.reports.page_tasks import Lines, Measures, Picture
from cnesg.workers import Slot

# Long enough for any machine to draw what can be drawn; small enough that a bomb reaches it soon.
TIGHT = Limits(seconds=250.0, memory=512 * 1024**2)


def kept(folder: Path, content: bytes) -> Path:
    path = folder / hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    return path


@pytest.fixture
def reader() -> Iterator[PageReader]:
    made = PageReader(TIGHT)
    yield made
    made.close()


@pytest.mark.heavy
def test_a_page_that_brings_the_process_down_is_told_and_the_next_one_is_drawn(
    reader: PageReader, tmp_path: Path
) -> None:
    sound, bomb = kept(tmp_path, shared_page(2)), kept(tmp_path, laughs())
    assert reader.ask(Measures(sound, 1)) == (400.0, 300.0)
    with pytest.raises(UnreadableDocumentError, match=r"Page 1 brought down|takes more than 512 MiB") as told:
        reader.ask(Picture(bomb, 1))
    assert told.value.problems[0] == reader.refused(Picture(bomb, 1))
    assert reader.ask(Picture(sound, 2))[8:12] == b"WEBP"
    assert reader.refused(Picture(sound, 2)) is None


def test_a_page_is_not_tried_again_and_after_three_nothing_of_the_report(
    reader: PageReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def answer(_: Slot, index: int, task: object) -> Outcome:
        asked.append(task)
        return Outcome(index, failure=Failure("death", "SIGSEGV"))

    monkeypatch.setattr(Slot, "answer", answer)
    report, other = tmp_path / "one", tmp_path / "other"
    tasks: list[Picture | Measures] = [Picture(report, 1), Picture(report, 1), Measures(report, 1)]
    for task in [*tasks, Picture(report, 2), Picture(report, 3)]:
        with pytest.raises(UnreadableDocumentError, match="SIGSEGV"):
            reader.ask(task)
    assert asked == [Picture(report, 1), Measures(report, 1), Picture(report, 2)]
    assert reader.refused(Picture(other, 1)) is None


@pytest.mark.heavy
def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    reader = PageReader(Limits(seconds=0.1))
    with pytest.raises(UnreadableDocumentError, match=r"Page 1 was not drawn within 0.1 seconds"):
        reader.ask(Picture(kept(tmp_path, many_lines()), 1))
    reader.close()


@pytest.mark.heavy
def test_damage_is_told_without_where_the_server_keeps_reports(reader: PageReader, tmp_path: Path) -> None:
    (tmp_path / ("0" * 64)).write_bytes(b"one\ntwo\nthree\nfour")
    assert reader.ask(Lines(tmp_path / ("0" * 64), 0, 3, 1)) == [(2, "two"), (3, "three"), (4, "four")]
    tasks: list[Picture | Measures] = [Picture(kept(tmp_path, deep_tree()), 1), Measures(tmp_path / "missing", 1)]
    for task in tasks:
        with pytest.raises(UnreadableDocumentError) as told:
            reader.ask(task)
        assert str(tmp_path) not in str(told.value)
        assert reader.refused(task) is None  # the process is well
