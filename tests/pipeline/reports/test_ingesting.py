"""Reports into the workspace, and tables with mistakes kept out of it."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.chaos.final_tables import final_tables
from tests.pipeline.conftest import REPORT

from cnesg.engine import LocalEngine, Outcome
from cnesg.errors import InputError, UnreadableDocumentError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.reports import ingesting
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_file
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.reports.storing import Ready, ReportStorage
from cnesg.store import Snapshots, Store

PUBLISHED = date(2024, 4, 20)
COMPANIES = 12
HEADER = "company_id,kind,concept,year,value,unit,published,source\n"


def test_a_report_brings_its_facts_with_line_and_quote(workspace: Workspace, report: Path) -> None:
    result = ingest(workspace, [Report(report, "L01", 2023, PUBLISHED)])[0]
    assert result.quantities > 0
    assert result.statements > 0
    rows = workspace.store.read("observations", where=pl.col("origin") == "reported")
    electricity = rows.filter(pl.col("concept") == "electricity").row(0, named=True)
    assert electricity["value"] == 1_250_000
    assert electricity["unit"] == "kWh"
    assert "1,250,000" in electricity["quote"]
    assert electricity["line"] == report.read_text(encoding="utf-8").splitlines().index(electricity["quote"]) + 1
    assert electricity["review"] == "unreviewed"
    assert workspace.store.snapshots.get(electricity["document"]) == report.read_bytes()


@pytest.mark.usefixtures("in_this_process")
def test_a_report_taken_in_twice_is_there_once(workspace: Workspace, report: Path) -> None:
    ingest(workspace, [Report(report, "L01", 2023, PUBLISHED)])
    position = workspace.store.position
    assert ingest(workspace, [Report(report, "L01", 2023, PUBLISHED)])[0].known
    assert workspace.store.position == position


@pytest.mark.usefixtures("in_this_process")
def test_a_bad_file_does_not_stop_a_good_one(workspace: Workspace, report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    steps: list[int] = []
    reports = [Report(path, "L01", 2023, PUBLISHED) for path in (empty, report)]
    bad, good = ingest(workspace, reports, on_read=lambda: steps.append(1))
    assert len(steps) == 2
    assert bad.extraction is not None
    assert "empty" in bad.extraction.problems[0].text("en")
    assert good.quantities > 0
    assert workspace.store.read("documents").height == 1


@pytest.mark.parametrize(
    ("company", "kind", "error"), [("nobody", "esg", "no such company"), ("L01", "novel", "no such kind of document")]
)
def test_a_wrong_argument_stores_nothing(
    workspace: Workspace, report: Path, company: str, kind: str, error: str
) -> None:
    position = workspace.store.position
    with pytest.raises(InputError, match=error):
        ingest(workspace, [Report(report, company, 2023, PUBLISHED, kind)])
    assert workspace.store.position == position


def test_when_no_file_can_be_read_all_reasons_are_given(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        ingest(workspace, [Report(tmp_path / name, "L01", 2023, PUBLISHED) for name in ("a.pdf", "b.txt")])
    assert len(caught.value.problems) == 2


def test_a_table_is_stored_whole_or_not_at_all(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = [
        "L01,quantity,electricity,2023,5,kWh,2024-04-15,t",
        "L99,quantity,electricity,2023,5,kWh,2024-04-15,t",
        "L02,quantity,electricity,2023,5,persons,2024-04-15,t",
        "L03,quantity,electricity,2023,,kWh,2024-04-15,t",
    ]
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    position = workspace.store.position
    with pytest.raises(InputError) as caught:
        import_table(workspace, "observations", path)
    lines = caught.value.lines("en")
    assert [line.split(", row ")[1][0] for line in lines] == ["2", "3", "4"]
    assert "company L99" in lines[0]
    assert "'persons' makes no sense for electricity" in lines[1]
    assert workspace.store.position == position


@pytest.mark.parametrize(
    ("value", "unit", "canonical"), [("2", "MWh", 2000), ("3.6", "GJ", 1000), ("1.5", "GWh", 1_500_000), ("7", "", 7)]
)
def test_units_are_brought_to_the_metric_s_own(
    workspace: Workspace, tmp_path: Path, value: str, unit: str, canonical: float
) -> None:
    path = tmp_path / "units.csv"
    path.write_text(f"{HEADER}L01,quantity,electricity,2020,{value},{unit},2021-04-15,t\n", encoding="utf-8")
    import_table(workspace, "observations", path)
    row = workspace.store.read("observations", where=pl.col("fiscal_year") == 2020).row(0, named=True)
    assert row["canonical_value"] == pytest.approx(canonical, rel=1e-12)
    assert row["canonical_unit"] == "kWh"


def test_a_table_imported_twice_is_stored_once(workspace: Workspace, tables: dict[str, Path]) -> None:
    position = workspace.store.position
    for kind, path in tables.items():
        import_table(workspace, kind, path)
    assert workspace.store.position == position
    assert workspace.store.read("companies").height == COMPANIES


@pytest.mark.usefixtures("in_this_process")
def test_a_known_report_is_noticed_before_it_is_read(
    workspace: Workspace, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [Report(report, "L01", 2023, PUBLISHED)]
    ingest(workspace, reports)

    def nothing_to_read(paths: list[Path], *_: object, **__: object) -> list[object]:
        assert not paths
        return []

    monkeypatch.setattr(ingesting, "extract_each", nothing_to_read)
    steps: list[int] = []
    assert ingest(workspace, reports, on_read=lambda: steps.append(1))[0].known
    assert steps == [1]


@pytest.mark.usefixtures("in_this_process")
def test_a_report_given_twice_at_once_is_there_once_but_for_another_company_again(
    workspace: Workspace, report: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(report.read_bytes())
    given = [
        Report(path, company, 2023, PUBLISHED) for path, company in ((report, "L01"), (copy, "L01"), (copy, "L02"))
    ]
    assert [result.known for result in ingest(workspace, given, engine=LocalEngine(2))] == [False, True, False]
    assert workspace.store.read("documents")["company_id"].to_list() == ["L01", "L02"]


def several(
    workspace: Workspace, text: str, folder: Path, companies: Sequence[str], days: Sequence[int]
) -> list[Report]:
    folder.mkdir()
    given = []
    for number, (company, day) in enumerate(zip(companies, days, strict=True)):
        path = folder / f"{number}.txt"
        path.write_text(text.replace("480 employees", f"{480 + number} employees"), encoding="utf-8")
        given.append(Report(path, company, 2023, date(2024, 4, day)))
    return given


@pytest.mark.heavy
@pytest.mark.usefixtures("in_this_process")
def test_what_is_ready_is_stored_in_one_commit_and_is_what_one_by_one_gives(
    workspace: Workspace, report: Path, tmp_path: Path, tables: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = report.read_text(encoding="utf-8")
    given = several(workspace, text, tmp_path / "given", ("L03", "L01", "L02", "L01", "L04"), (3, 3, 3, 3, 4))
    before = workspace.store.position
    done = ingest(workspace, given)
    notes = [one.note for one in workspace.store.commits() if one.position > before]
    assert notes == ["ingest 0.txt, 1.txt, 2.txt, 4.txt", "ingest 3.txt"]  # one company, one day: in the order given
    monkeypatch.setattr(ingesting, "MOST_ROWS", 1)
    with Workspace.create(tmp_path / "other") as other:
        for kind, path in tables.items():
            import_table(other, kind, path)
        alone = ingest(other, given)
        assert len(other.store.commits()) == before + len(given)
        assert final_tables(other) == final_tables(workspace)
    assert [(one.path, one.quantities, one.statements) for one in done] == [
        (one.path, one.quantities, one.statements) for one in alone
    ]


@pytest.mark.heavy
def test_what_was_read_is_stored_while_a_slow_one_is_being_read_but_companions_wait_for_it(
    workspace: Workspace, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = several(workspace, report.read_text(encoding="utf-8"), tmp_path / "given", ("L03", "L01", "L03"), (3, 3, 3))
    stored: list[list[str]] = []

    def last_first(
        _: LocalEngine, function: Callable[[Any], Any], tasks: Iterable[Any], **__: object
    ) -> Iterator[Outcome]:
        every = list(tasks)
        for index in (2, 1, 0):
            if index == 0:
                looking, deadline = Store.open(workspace.folder), time.monotonic() + 30
                while not looking.read("documents").height and time.monotonic() < deadline:
                    time.sleep(0.01)
                stored.append(looking.read("documents")["title"].to_list())
            yield Outcome(index, function(every[index]))

    monkeypatch.setattr(LocalEngine, "run", last_first)
    monkeypatch.setattr(ingesting, "WAIT", 0.0)
    ingest(workspace, given)
    assert stored == [["1.txt"]]
    assert workspace.store.read("documents").sort("position")["title"].to_list() == ["1.txt", "0.txt", "2.txt"]


@pytest.mark.heavy
@pytest.mark.usefixtures("in_this_process")
def test_a_store_that_refuses_is_told_and_a_file_that_has_gone_harms_no_other(
    workspace: Workspace, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = several(workspace, report.read_text(encoding="utf-8"), tmp_path / "given", ("L03", "L01"), (3, 3))
    put_all = Snapshots.put_all

    def refuse(*_: object) -> list[str]:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(Snapshots, "put_all", refuse)
        with pytest.raises(OSError, match="no space"):
            ingest(workspace, given)
    assert workspace.store.read("documents").is_empty()

    def gone(self: Snapshots, contents: Iterable[bytes | Path]) -> list[str]:
        given[0].path.unlink()
        return put_all(self, contents)

    monkeypatch.setattr(Snapshots, "put_all", gone)
    lost, kept = ingest(workspace, given)
    assert lost.extraction is not None
    assert "0.txt" in lost.extraction.problems[0].text("en")
    assert kept.quantities > 0
    assert workspace.store.read("documents")["title"].to_list() == ["1.txt"]


def test_a_figure_that_can_t_be_is_left_out_and_reported(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(REPORT, encoding="utf-8")
    found = extract_file(path, ExtractionOptions(year=2023))
    (row, *_), document = found.quantities, found.document
    assert document is not None
    wrong = replace(row, metric="ghg_scope1", value=5e30, canonical_value=5e30, unit="tCO2e", canonical_unit="tCO2e")
    read = replace(found, quantities=(*found.quantities, wrong))
    storage = ReportStorage(workspace, "v")
    (done,) = storage.store([Ready(0, Report(path, "L01", 2023, PUBLISHED), "L01", read)])
    assert [one.values["concept"] for one in done.left_out] == ["ghg_scope1"]
    stored = workspace.store.read("observations").filter(pl.col("method") != "import")
    assert stored.filter(pl.col("canonical_value") > 1e12).is_empty()
    assert done.quantities == stored.filter(pl.col("kind") == "quantity").height > 0
