"""One bad page never costs a report: it is left out and named, and the rest is read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.pipeline.hostile_pdfs import with_bad_pages
from tests.workers import worker_tasks

from cnesg.engine import Failure, Limits
from cnesg.pipeline import Workspace
from cnesg.pipeline.reports import extracting
from cnesg.pipeline.reports.avoided_pages import AvoidedPages
from cnesg.pipeline.reports.batch import read_into_folder
from cnesg.pipeline.reports.extracting import Extraction, ExtractionOptions, extract_each, extract_files
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.reports.result_folder import ResultFolder

OPTIONS = ExtractionOptions(year=2023)
MakeReport = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeReport:
    """A report with a page of water, a page for each text, and a page of electricity; harm is done as they say."""
    monkeypatch.setattr(extracting, "_attempt", worker_tasks.attempt_pages)

    def drawn(*texts: str) -> Path:
        path = tmp_path / "report-2023.pdf"
        canvas = Canvas(str(path), invariant=1)
        facts = "In 2023, our water consumption was 45,000 tonnes.", "In 2023, our electricity use was 1,250,000 kWh."
        for text in (facts[0], *texts, facts[1]):
            canvas.drawString(50, 700, text)
            canvas.showPage()
        canvas.save()
        return path

    return drawn


def read(path: Path, limits: Limits | None = None) -> Extraction:
    (found,) = extract_files([path], OPTIONS, limits=limits)
    return found


def values(found: Extraction) -> list[tuple[float, int | None]]:
    return [(quantity.value, quantity.page) for quantity in found.quantities]


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("crash", "death"),
        ("exit", "death"),
        ("fail", "error"),
        ("hoard", "memory"),
        pytest.param("hang", "time", marks=pytest.mark.full),
    ],
)
@pytest.mark.parametrize("when", ["harm", "facts"])
def test_a_page_that_brings_the_reader_down_is_named_and_the_rest_is_read(
    make: MakeReport, when: str, harm: str, reason: str
) -> None:
    limits = Limits(seconds=120.0 if harm == "hang" else 300.0, memory=worker_tasks.LARGE, attempts=2)
    found = read(make("Nothing is here", f"{when}: {harm}"), limits)
    assert found.problems == ()
    assert values(found) == [(45_000, 1), (1_250_000, 4)]
    assert [note.message_id for note in found.notes] == [f"text.unread_{reason}"]
    assert "page 3 " in found.notes[0].text("en")
    assert "第 3 页" in found.notes[0].text("zh")


@pytest.mark.heavy
def test_a_report_whose_every_page_brings_the_reader_down_is_refused_after_few_attempts(make: MakeReport) -> None:
    found = read(make(*["harm: exit"] * 12))
    assert [problem.message_id for problem in found.problems] == ["pipeline.reader_died"]


@pytest.mark.heavy
def test_pages_that_were_not_read_are_stored_with_the_document_and_told_again(
    make: MakeReport, workspace: Workspace, tmp_path: Path
) -> None:
    path = make("harm: exit", "harm: fail")
    (stored,) = ingest(workspace, [Report(path, "L01", 2023, date(2024, 4, 20))])
    assert stored.quantities == 2
    assert stored.extraction is not None
    assert [note.message_id for note in stored.extraction.notes] == ["text.unread_death", "text.unread_error"]
    documents = workspace.store.read("documents")
    assert documents["pages_not_read"].to_list() == [["2 death", "3 error"]]
    told = []
    for _ in range(2):
        (one,) = read_into_folder([path], OPTIONS, ResultFolder(tmp_path / "facts", OPTIONS, "jsonl")).reads
        told.append([note.text("en") for note in one.notes])
    assert one.known
    assert told[0] == told[1] != []
    report = (tmp_path / "facts" / "batch-report.json").read_text("utf-8")
    assert '"text.unread_death"' in report


@pytest.mark.heavy
def test_real_bombs_between_good_pages_cost_their_pages_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(with_bad_pages())
    ((_, found),) = extract_each([path], OPTIONS, limits=Limits(seconds=200.0, memory=1024**3))
    assert found.problems == ()
    assert values(found) == [(1_250_000, 1)]  # the same fact stands on each good page
    assert found.document is not None
    assert found.document.page_count == 5
    assert sorted(found.document.unread) == [2, 4]


def test_what_is_avoided_is_bounded_and_never_the_same_twice() -> None:
    avoided: AvoidedPages | None = AvoidedPages()
    assert avoided is not None
    assert avoided.after(Failure("death", "SIGSEGV")) is None
    first = avoided.after(Failure("memory", place=(7, 1)))
    assert first is not None
    assert first.pages == ((7, "pictures"),)
    second = first.after(Failure("death", place=(7, 0)))
    assert second is not None
    assert second.pages == ((7, "death"),)
    assert second.after(Failure("death", place=(7, 2))) is None
    attempts = 0
    while avoided is not None:
        attempts += 1
        avoided = avoided.after(Failure("error", place=(attempts, 0)))
    assert attempts == 9
    slow: AvoidedPages | None = AvoidedPages()
    attempts = 0
    while slow is not None:
        attempts += 1
        slow = slow.after(Failure("time", place=(attempts, 0)))
    assert attempts == 3
