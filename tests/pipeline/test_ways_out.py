"""Every way in which tables leave: no cell is one that a spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnesg
from cnesg.cli.app import _run
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.writing import facts_bytes, neutralised

SOURCE = Path(cnesg.__file__).parent
# What writes tables for users. The demo market's and those of the benchmark of news are invented, and are imported;
# the workbook of a delivery has the texts of its CSV.
WRITERS = {
    "cli/choices.py",
    "pipeline/delivery/delivering.py",
    "pipeline/delivery/files.py",
    "pipeline/gap_reports/xlsx.py",
    "pipeline/keeping/copies.py",
    "pipeline/views/tables.py",
    "pipeline/writing.py",
}
INVENTED = {"demo/market.py", "demo/products.py", "bench/news.py"}
_WRITES = re.compile(r"\.write_csv\(|csv\.writer\(|DictWriter\(|xlsxwriter\.Workbook\(|write_excel\(|openpyxl")
STARTS = "=+-@\t\r\n＝＋－＠"
FORMULAS = (
    '=HYPERLINK("http://example.com")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1:A2)",
    "-2+3",
    "＝1+1",
    " =1+1",
    "\u3000=1+1",
)


def dangerous(text: str) -> list[str]:
    """Cells of a CSV that a spreadsheet would compute; numbers are none."""
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    return [cell for cell in cells if cell.strip(" \u3000").startswith(tuple(STARTS)) and not _is_number(cell)]


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[-+]?[\d.,]+(e[-+]?\d+)?%?", cell) is not None


def test_tables_are_written_in_known_places_only_and_all_of_them_neutralise() -> None:
    texts = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    found = {name for name, text in texts.items() if _WRITES.search(text)}
    assert found - INVENTED - {"pipeline/delivery/workbook.py"} == WRITERS
    assert [name for name in WRITERS if texts[name].count("neutralised") < 2] == []


@given(st.lists(st.text(alphabet=st.sampled_from([*STARTS, *" \u3000\u200b1a中,.%e'\""]), max_size=6), max_size=5))
def test_no_text_is_taken_for_a_formula(texts: list[str]) -> None:
    assert dangerous(facts_bytes([{"a": text, "b": "x"} for text in texts], "csv").decode()) == []


@pytest.mark.parametrize("text", ["-1.5", "+3", "-12%", "-1,234.5", "-1e-5", "a=b", "'=1", ""])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert neutralised(text) == text


def _csv(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.heavy
def test_commands_print_formulas_as_text(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fact = {"company_id": "L01", "kind": "quantity", "concept": "electricity", "value": 5, "unit": "GWh"}
    rows = [fact | {"year": 2015 + n, "published": "2024-01-02", "source": one} for n, one in enumerate(FORMULAS)]
    import_table(workspace, "observations", _csv(tmp_path / "facts.csv", rows))
    name = {
        "company_id": "L01",
        "kind": "other",
        "language": "en",
        "valid_from": "2020-01-01",
        "published": "2020-01-01",
    }
    import_table(workspace, "names", _csv(tmp_path / "names.csv", [name | {"name": one} for one in FORMULAS[:5]]))
    workspace.store.close()
    place = ["--workspace", str(workspace.folder), "--format", "csv"]
    for command in (["history", "L01", "electricity"], ["store", "sql", "SELECT name FROM names"]):
        assert _run([*command, *place]) == 0
        told = capsys.readouterr().out
        assert dangerous(told) == []
        assert "HYPERLINK" in told
    assert _run(["store", "export", str(tmp_path / "out"), *place]) == 0
    for path in sorted((tmp_path / "out").glob("*.csv")):
        assert dangerous(path.read_text(encoding="utf-8")) == [], path.name
    capsys.readouterr()
    report = tmp_path / "report.txt"
    report.write_text(
        "=cmd() In 2023, our electricity consumption was 5 kWh.\n@In 2023, our staff was 480 employees.\n",
        encoding="utf-8",
    )
    assert _run(["extract", str(report), "--year", "2023", "--format", "csv"]) == 0
    assert dangerous(capsys.readouterr().out) == []
    assert _run(["methodology", "choices", "--format", "csv"]) == 0
    assert dangerous(capsys.readouterr().out) == []
