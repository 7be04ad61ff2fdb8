"""Files of another kind give no rows; a few figures prove nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from cnesg.extraction.documents.relevance import is_of_a_company
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_file
from cnesg.text import read_document

GIFTS = "".join(f"In {y}, the foundation made donations of ${y - 2000}.5 million.\n\n" for y in range(2010, 2024))


def rows_of(tmp_path: Path, text: str) -> tuple[Knowledge, list[Quantity]]:
    path = tmp_path / "accounts 2023.txt"
    path.write_text(text, encoding="utf-8")
    know = Knowledge.of(load_methodology())
    return know, list(extract_quantities(read_document(path), know, year=2023))


def test_nothing_but_gifts_is_no_report(tmp_path: Path) -> None:
    know, rows = rows_of(tmp_path, GIFTS)
    assert len(rows) >= know.lexicon.grammar.content.fewest_rows
    assert not is_of_a_company(know, rows)


def test_a_few_gifts_prove_nothing(tmp_path: Path) -> None:
    know, rows = rows_of(tmp_path, GIFTS)
    assert is_of_a_company(know, rows[: know.lexicon.grammar.content.fewest_rows - 1])


@pytest.mark.parametrize(
    "more", ["In 2023, our total water consumption was 5,400 tonnes.", "At year end we had 1,250 employees in total."]
)
def test_one_figure_of_nature_or_people_makes_a_report(tmp_path: Path, more: str) -> None:
    know, rows = rows_of(tmp_path, GIFTS + more + "\n")
    assert is_of_a_company(know, rows)


def test_money_for_green_things_is_no_amount_of_nature(tmp_path: Path) -> None:
    know, rows = rows_of(tmp_path, GIFTS)
    assert not is_of_a_company(know, [*rows, replace(rows[0], metric="green_finance")])


def test_such_a_file_gives_no_rows(tmp_path: Path) -> None:
    rows_of(tmp_path, GIFTS)
    found = extract_file(tmp_path / "accounts 2023.txt", ExtractionOptions(year=2023))
    assert found.nothing_found


@pytest.mark.parametrize(
    "more",
    [
        "In 2023, the company paid taxes of $45 million.",
        "公司2023年缴纳各项税费3.4亿元。",
        "2023年，公司召开股东大会3次。",
    ],
)
def test_what_only_companies_do_makes_a_report(tmp_path: Path, more: str) -> None:
    know, rows = rows_of(tmp_path, GIFTS + more + "\n")
    assert is_of_a_company(know, rows)
