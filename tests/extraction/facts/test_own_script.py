"""Classes are written as the report writes them."""

from pathlib import Path

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本年度產生無害廢棄物廢紙3.2噸，本集團就此設立回收點。", "廢紙"),
        ("本年度产生无害废弃物废纸3.2吨，本集团就此设立回收点。", "废纸"),
    ],
)
def test_classes_in_traditional_and_simplified(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    rows = extract_quantities(read_document(path), KNOW, year=2023)
    assert [row.breakdown for row in rows] == [{"type": kind}]


def test_characters_that_no_quote_holds(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("職業安全\n\n類別\t輕傷件數\t死亡人數\n員工\t18\t0\n", encoding="utf-8")
    rows = extract_quantities(read_document(path), KNOW, year=2023)
    assert [row.breakdown.get("severity") for row in rows if row.metric == "recordable_injuries"] == ["輕傷"]
