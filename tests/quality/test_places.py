"""Where evidence stands, as a reader looks it up: never a hash alone."""

from datetime import date
from typing import Any

import polars as pl
from tests.quality.fixtures import month_of

from cnesg.framework.quality_rules import load_quality_rules
from cnesg.quality.causes import Causes
from cnesg.quality.checking import find
from cnesg.quality.findings import Finding
from cnesg.quality.measures import MEASURES
from cnesg.quality.month import Month
from cnesg.quality.places import Sources
from cnesg.quality.words import cause_words

SHA = "ab" * 32
TABLE = {"times": 7, "document": SHA, "line": "=n+2", "position": 4}
READ = {
    "observation_id": "r{n}",
    "times": 1,
    "document": "cd" * 32,
    "page": 31,
    "method": "table",
    "origin": "reported",
}
TEXT = {"observation_id": "t{n}", "times": 2, "document": "ef" * 32, "line": "=n+40", "method": "text"}


def month(**tables: Any) -> Month:
    made = month_of({"now": tables})
    commits = pl.DataFrame({"position": [4], "note": ["import observations late figures.csv"]})
    return Month(
        **{
            **{name: getattr(made, name) for name in ("label", "as_of", "fiscal_year")},
            "tables": {**made.tables, "commits": commits},
        }
    )


def words(made: Month, *ids: str, language: Any = "en") -> list[str]:
    finding = Finding("0" * 12, "x", "error", "market", "*", 1.0, 1.0, evidence=ids)
    return [one.words(language) for one in Sources(made, [finding]).of(ids)]


def test_a_fact_is_named_by_file_and_row_page_or_line() -> None:
    documents = [
        {"document": READ["document"], "title": "Report 2024.pdf"},
        {"document": TEXT["document"], "title": "a.txt"},
    ]
    made = month(facts=[TABLE, READ, TEXT], documents=documents)
    assert words(made, "o1") == ["late figures.csv, row 3"]
    assert words(made, *(f"o{n}" for n in range(7))) == ["late figures.csv, rows 2, 3, 4, 5, 6 and 2 more"]
    assert words(made, "r0", "t0", "t1") == ["a.txt, lines 40, 41", "Report 2024.pdf, page 31"]
    assert words(made, "r0", language="zh") == ["Report 2024.pdf：第 31 页，共 1 处"]


def test_reports_and_news_are_named_by_title() -> None:
    documents = [{"document": SHA, "title": "Report 2024.pdf"}]
    made = month(documents=documents, news=[{"title": "Plant closed", "published_at": date(2025, 6, 3)}])
    assert words(made, SHA) == ["Report 2024.pdf"]
    assert words(made, "n0") == ["Plant closed · medium · 2025-06-03"]
    assert words(made, "c0") == []


def test_no_words_of_a_cause_name_a_document_by_its_hash() -> None:
    negative = TABLE | {"times": 3, "company_id": "acme", "value": -5}
    empty = {"document": "cd" * 32, "title": "empty.pdf", "company_id": "acme"}
    made = month(facts=[negative], documents=[empty])
    rules = load_quality_rules()
    found = find(made, rules.values())
    assert {"company-negative", "reading-empty"} <= {one.rule for one in found}
    causes = Causes(made, found, rules)
    told = [line for one in found for cause in causes.of(one) for line in cause_words(cause, "en")]
    assert "see late figures.csv, rows 2, 3, 4" in told
    assert not [line for line in told if SHA[:12] in line or "cd" * 6 in line]
    sources = Sources(made, found)
    for one in found:
        if MEASURES[rules[one.rule].measure].evidence in {"observations", "documents"}:
            assert all(source.title and source.title not in source.document for source in sources.of(one.evidence))
