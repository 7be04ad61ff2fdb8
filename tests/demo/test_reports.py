"""The packaged PDFs: whole, readable, as the index says, and in agreement with the market."""

import ctypes
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from cnesg.demo import DemoReport, demo_reports
from cnesg.demo.companies import PRINTED, fictional_companies
from cnesg.demo.market import true_figures
from cnesg.demo.telling import fault_of, published_on

TRUTH = Path(__file__).parents[2] / "demo" / "truth"
COMPANIES = {company.company_id: company for company in fictional_companies(PRINTED)}
REPORTS = demo_reports()
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.file)


def truth(report: DemoReport) -> list[dict[str, Any]]:
    path = TRUTH / report.file.removesuffix(".pdf") / "quantities.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def text_of(page: pdfium.PdfPage) -> str:
    return "".join(page.get_textpage().get_text_range().split())


def test_eight_companies_print_nine_reports_in_two_languages() -> None:
    assert len({report.company_id for report in REPORTS}) == 8
    assert sorted(report.language for report in REPORTS) == ["en"] * 3 + ["zh"] * 6
    assert sorted(r.fiscal_year for r in REPORTS if r.company_id == "jize-liquor") == [2023, 2024]


def test_every_company_with_a_report_has_one_and_no_other() -> None:
    assert {report.company_id for report in REPORTS} == {c.company_id for c in COMPANIES.values() if c.report}


def test_together_they_are_small() -> None:
    assert sum(len(report.content) for report in REPORTS) < 2_500_000


@each_report
def test_the_index_matches_the_file(report: DemoReport) -> None:
    assert hashlib.sha256(report.content).hexdigest() == report.sha256
    document = pdfium.PdfDocument(report.content)
    assert len(document) == report.pages
    assert 4 <= report.pages <= 10
    assert report.published == published_on(COMPANIES[report.company_id], report.fiscal_year, "esg")
    document.close()


@each_report
def test_every_page_has_a_clean_text_layer(report: DemoReport) -> None:
    document = pdfium.PdfDocument(report.content)
    for page in document:
        text = text_of(page)
        assert len(text) > 15
        assert "\ufffd" not in text
        assert not any(0xE000 <= ord(character) <= 0xF8FF for character in text)
    document.close()


@each_report
def test_every_page_says_that_it_is_fiction(report: DemoReport) -> None:
    document = pdfium.PdfDocument(report.content)
    for page in document:
        assert any(word in text_of(page) for word in ("fictional", "虚构", "虛構"))
    document.close()


def fonts(document: pdfium.PdfDocument) -> Iterator[tuple[str, bool]]:
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item.raw)
            name = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, name, 200)
            yield name.value.decode(), raw.FPDFFont_GetIsEmbedded(font) == 1


@each_report
def test_all_fonts_are_embedded_noto(report: DemoReport) -> None:
    document = pdfium.PdfDocument(report.content)
    used = set(fonts(document))
    assert used
    assert all(embedded and "Noto" in name for name, embedded in used), used
    document.close()


@each_report
def test_the_known_truth_stands_on_its_pages(report: DemoReport) -> None:
    document = pdfium.PdfDocument(report.content)
    pages = [text_of(page) for page in document]
    for row in truth(report):
        for place in (row["page"], *row.get("also", [])):
            assert 1 <= place <= len(pages)
        assert "".join(row["raw_value"].split()) in pages[row["page"] - 1]
        assert "".join(row["raw_value"].split()) in "".join(row["quote"].split())
    document.close()


@each_report
def test_printed_figures_agree_with_the_market(report: DemoReport) -> None:
    company = COMPANIES[report.company_id]
    sheets = true_figures(company)
    scale = {"MWh": 1e3, "GWh": 1e6}
    checked = 0
    for row in truth(report):
        if set(row["breakdown"]) - {"gender"} or row["key"].endswith("target_year"):
            continue
        fact = sheets[row["year"]].facts[row["key"], json.dumps(row["breakdown"], separators=(",", ":"))]
        fault = fault_of(company, fact, row["year"], sheets)
        known = fault.told if fault and row["year"] == report.fiscal_year else fact.value
        printed = row["value"] * scale.get(row["unit"], 1)
        assert printed == pytest.approx(known, rel=6e-3, abs=0.006), row
        checked += 1
    assert checked > 30


def test_the_second_liquor_report_restates_the_first() -> None:
    first, second = (
        {(row["key"], row["year"]): row["value"] for row in truth(report)}
        for report in sorted((r for r in REPORTS if r.company_id == "jize-liquor"), key=lambda r: r.fiscal_year)
    )
    for metric in ("natural_gas", "water_total"):
        assert first[metric, 2023] > 1.02 * second[metric, 2023]
    assert first["electricity", 2023] == second["electricity", 2023]
