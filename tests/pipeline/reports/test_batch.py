"""A batch into a folder: what is there is not read again, and what was broken off is taken up."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cnesg.errors import InputError
from cnesg.pipeline.reports import batch, result_folder
from cnesg.pipeline.reports.batch import Batch, read_into_folder
from cnesg.pipeline.reports.batch_report import REPORT, Read, measures
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_each
from cnesg.pipeline.reports.result_folder import RECORD, ResultFolder

pytestmark = pytest.mark.usefixtures("in_this_process")
OPTIONS = ExtractionOptions(year=2023, statements=False)


@pytest.fixture
def reports(tmp_path: Path, report: Path) -> list[Path]:
    text = report.read_text(encoding="utf-8")
    paths = [tmp_path / "in" / name for name in ("a.txt", "b.txt", "deep/a.txt")]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("480", str(480 + number)), encoding="utf-8")
    return paths


def read(paths: list[Path], folder: Path, options: ExtractionOptions = OPTIONS, **more: Any) -> Batch:
    return read_into_folder(paths, options, ResultFolder(folder, options, "jsonl"), **more)


def contents(folder: Path) -> dict[str, list[Any]]:
    return {p.name: [json.loads(x) for x in p.read_text(encoding="utf-8").splitlines()] for p in folder.glob("*.jsonl")}


def test_each_report_has_a_file_named_after_it_and_its_content(reports: list[Path], tmp_path: Path) -> None:
    done = read(reports, tmp_path / "out")
    assert [read.path for read in done.reads] == reports
    files = contents(tmp_path / "out")
    assert sorted(name.split("-")[0] for name in files) == ["a", "a", "b"]
    for one in done.reads:
        assert one.output is not None
        assert len(files[one.output.name]) == one.quantities > 0
    assert done.quantities == sum(len(rows) for rows in files.values())


def test_a_second_run_reads_nothing_again_and_a_changed_report_alone(reports: list[Path], tmp_path: Path) -> None:
    first = read(reports, tmp_path / "out")
    second = read(reports, tmp_path / "out")
    assert len(second.known) == len(reports)
    assert [(r.output, r.quantities) for r in second.reads] == [(r.output, r.quantities) for r in first.reads]
    reports[1].write_text(reports[1].read_text(encoding="utf-8") + "\n\nMore.\n", encoding="utf-8")
    assert [r.path for r in read(reports, tmp_path / "out").reads if not r.known] == [reports[1]]


@pytest.mark.parametrize("change", ["options", "version", "damaged", "removed", "again"])
def test_what_would_be_different_is_read_again(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder = tmp_path / "out"
    output = read(reports[:1], folder).reads[0].output
    assert output is not None
    before = output.read_bytes()
    options = replace(OPTIONS, company_id="X") if change == "options" else OPTIONS
    if change == "version":
        monkeypatch.setattr(result_folder, "__version__", "0.0.0")
    elif change == "damaged":
        output.write_bytes(before[:-5])
    elif change == "removed":
        output.unlink()
    assert not read(reports[:1], folder, options, again=change == "again").known
    assert output.read_bytes() == before


def test_a_run_that_is_broken_off_is_taken_up(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    each = extract_each

    def broken_off(*arguments: Any, **named: Any) -> Iterator[Any]:
        yield next(each(*arguments, **named))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(batch, "extract_each", broken_off)
        with pytest.raises(KeyboardInterrupt):
            read(reports, folder)
    with (folder / RECORD).open("ab") as record:
        record.write(b'{"output": "b-')  # as a crash may leave it
    assert len(read(reports, folder).known) == 1
    assert len(read(reports, folder).known) == len(reports)


def test_a_report_that_cannot_be_read_leaves_no_file_and_is_tried_again(tmp_path: Path, reports: list[Path]) -> None:
    bad = tmp_path / "in" / "bad.pdf"
    bad.write_bytes(b"no PDF")
    for _ in range(2):
        done = read([bad, reports[0]], tmp_path / "out")
        assert [r.path for r in done.refused] == [bad]
    assert len(contents(tmp_path / "out")) == 1


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_read(reports: list[Path]) -> None:
    with pytest.raises(InputError, match="can't be written"):
        ResultFolder(reports[0] / "out", OPTIONS, "jsonl")


def test_what_was_set_aside_and_what_it_took_is_told_in_a_file(reports: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "in" / "bad.pdf"
    bad.write_bytes(b"no PDF")
    read([bad, *reports], tmp_path / "out")
    told = json.loads((tmp_path / "out" / REPORT).read_text(encoding="utf-8"))
    (aside,) = told["set_aside"]
    assert (aside["path"], aside["harmful"]) == (str(bad), False)
    assert aside["sha256"] == hashlib.sha256(b"no PDF").hexdigest()
    assert aside["problems"][0]["text"]
    took = told["measures"]
    assert [took[name] for name in ("reports", "read", "known", "set_aside")] == [4, 3, 0, 1]
    assert took["reports_a_minute"] > 0
    read([bad, *reports], tmp_path / "out")
    again = json.loads((tmp_path / "out" / REPORT).read_text(encoding="utf-8"))["measures"]
    assert [again[name] for name in ("reports", "read", "known", "set_aside")] == [4, 0, 3, 1]


def test_what_a_batch_took_by_hand() -> None:
    reads = [Read(Path(str(n)), 1, 2, seconds=n, cpu_seconds=n / 2, peak_memory=n) for n in range(1, 21)]
    reads.append(Read(Path("known"), 1, 2, known=True))
    took = measures(reads, 60.0)
    assert (took["reports_a_minute"], took["cpu_seconds"], took["peak_memory"]) == (20.0, 105.0, 20)
    assert (took["seconds_middle"], took["seconds_95"], took["cpu_seconds_middle"]) == (11.0, 20.0, 5.5)
    assert took["core_hours_a_thousand"] == round(105.0 / 20 * 1000 / 3600, 4)
    nothing = measures(reads[-1:], 0.0)
    assert nothing["reports_a_minute"] is nothing["seconds_95"] is nothing["peak_memory"] is None
