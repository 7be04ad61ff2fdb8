"""Reports read in child processes: what harms one file harms no other, and every file has its answer."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.gap.reports import CHINESE_FINANCIAL, GERMAN, JAPANESE, OTHER_INDEX
from tests.workers import worker_tasks

from cnesg.engine import Limits, LocalEngine
from cnesg.pipeline.reports import extracting
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_each, extract_file, extract_files

QUANTITIES = ExtractionOptions(year=2023, statements=False)


@pytest.fixture
def harmful(tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of reports of which some bring their reader down."""
    monkeypatch.setattr(extracting, "_attempt", worker_tasks.attempt)
    for name in ("good", "crash", "kill", "hoard", "fail", "last"):
        (tmp_path / f"{name}.txt").write_bytes(report.read_bytes())
    return tmp_path


@pytest.mark.heavy
@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.full), 2])
def test_what_harms_one_file_stops_no_other(harmful: Path, jobs: int) -> None:
    names = ["good", "crash", "kill", "hoard", "fail", "last"]
    tight = Limits(memory=worker_tasks.LARGE)
    results = extract_files([harmful / f"{name}.txt" for name in names], QUANTITIES, LocalEngine(jobs), limits=tight)
    assert [result.path.stem for result in results] == names
    told = {result.path.stem: [problem.message_id for problem in result.problems] for result in results}
    assert told == {
        "good": [],
        "crash": ["pipeline.reader_died"],
        "kill": ["pipeline.reader_died"],
        "hoard": ["pipeline.too_much_memory"],
        "fail": ["pipeline.reader_failed"],
        "last": [],
    }
    assert results[0].quantities == results[-1].quantities != ()
    for result in results:
        for problem in result.problems:
            assert all(str(result.path) in problem.text(language) for language in ("en", "zh"))


@pytest.mark.heavy
def test_a_file_that_takes_too_long_is_given_up(harmful: Path, report: Path) -> None:
    hang = harmful / "hang.txt"
    hang.write_bytes(report.read_bytes())
    (result,) = extract_files([hang], QUANTITIES, limits=Limits(seconds=3.0))
    assert [problem.message_id for problem in result.problems] == ["pipeline.too_slow"]
    assert result.seconds >= 3.0


@pytest.mark.heavy
def test_the_largest_come_first_and_results_in_the_order_given(tmp_path: Path, report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    paths = [tmp_path / f"{n}.txt" for n in (1, 3, 2)]
    for path in paths:
        path.write_text(text + "\n\nMore words.\n" * int(path.stem), encoding="utf-8")
    assert [index for index, _ in extract_each(paths, QUANTITIES)] == [1, 2, 0]
    assert [index for index, _ in extract_each(paths, QUANTITIES, largest_first=False)] == [0, 1, 2]
    assert [result.path for result in extract_files(paths, QUANTITIES)] == paths


@pytest.mark.heavy
def test_each_file_has_its_own_options(report: Path) -> None:
    both = [QUANTITIES, ExtractionOptions(year=2023, quantities=False)]
    first, second = extract_files([report, report], both)
    assert first.quantities
    assert not first.statements
    assert second.statements
    assert not second.quantities


def test_a_child_process_reads_what_this_one_reads(report: Path) -> None:
    (result,) = extract_files([report], ExtractionOptions(year=2023))
    here = extracting.extract_file(report, ExtractionOptions(year=2023))
    assert result.quantities == here.quantities
    assert result.statements == here.statements
    assert result.document is not None
    assert here.document is not None
    assert result.document.sha256 == here.document.sha256
    assert result.peak_memory > 0


def test_pages_that_were_left_out_are_told(tmp_path: Path) -> None:
    path = tmp_path / "report-2024.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(50, 700, "In 2024 our water consumption was 45,000 tonnes.")
    canvas.showPage()
    for _ in range(2):
        canvas.circle(200, 300, 80, fill=1)
        canvas.showPage()
    canvas.save()
    (result,) = extract_files([path], ExtractionOptions(year=2024, pictures=False))
    (note,) = result.notes
    assert "pages 2-3" in note.text("en")
    assert "第 2-3 页" in note.text("zh")
    assert [quantity.value for quantity in result.quantities] == [45_000]


@pytest.mark.parametrize("text", [GERMAN, JAPANESE], ids=["german", "japanese"])
def test_nothing_is_read_off_a_third_language_and_that_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    found = extract_file(path, ExtractionOptions(year=2023))
    assert found.nothing_found
    assert [note.message_id for note in found.notes] == ["text.third_language"]


@pytest.mark.parametrize("text", [CHINESE_FINANCIAL, OTHER_INDEX], ids=["financial", "index"])
def test_figures_of_finance_and_an_index_make_no_statement(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    found = extract_file(path, ExtractionOptions(year=2023, quantities=False))
    assert found.nothing_found
