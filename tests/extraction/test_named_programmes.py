"""Programmes that English sentences name beside whom they helped or trained. All invented."""

from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())


@pytest.mark.parametrize(
    ("sentence", "programme"),
    [
        ("63,472 children benefited from the Bright Steps project.", "bright steps"),
        ("Through the Saplings programme we reached 38,000 people.", "saplings"),
        ("38,000 people were reached through Gram Vidya in 2023.", "gram vidya"),
        ('Under our "Read to Me" initiative, 450 pupils were helped.', "read to me"),
        ("More than 5,200 women took part in our Coaching Circles programme.", "coaching circles"),
        ("In the Mãos da Serra program, 1,105 volunteers took part.", "mãos da serra"),
        ("Our community programmes benefited 12,000 people.", ""),
        ("A total of 93 employees took part in this virtual training programme.", ""),
        ("Community Projects: 12,000 people benefited.", ""),
    ],
)
def test_names_of_programmes(sentence: str, programme: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(sentence, encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    assert [one.breakdown.get("programme", "") for one in found] == [programme]
