"""Sentences in the cells of text tables."""

from pathlib import Path

from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document


def test_members_of_a_committee_are_not_the_board(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    rows = ["专门委员会\t人员构成及职责\t2023年", "审计委员会\t由3名董事组成，负责审计监督\t会议4次"]
    report.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert "board_directors" not in {row.metric for row in extract_quantities(read_document(report), KNOW, year=2023)}
