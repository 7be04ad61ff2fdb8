"""Who it was that a figure counts, by what else its sentence tells of them."""

from pathlib import Path

from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document


def test_pupils_helped_are_none_of_the_staff_whatever_the_heading(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("困难职工帮扶\n全年资助340多名贫困学生。\n", encoding="utf-8")
    found = extract_quantities(read_document(report), KNOW, year=2023)
    assert [(row.metric, row.value) for row in found] == [("beneficiaries", 340)]
