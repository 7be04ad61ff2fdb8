"""The packaged PDF reports of fictional companies, and which company, year and day each belongs to."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal


@dataclass(frozen=True)
class DemoReport:
    """A packaged report.

    Attributes:
        file: name of the PDF.
        company_id: whose report.
        fiscal_year: what it is about.
        published: when it came out.
        language: en or zh.
        kind: kind of document, as in the documents table.
        pages: number of pages.
        sha256: hash of the file.
    """

    file: str
    company_id: str
    fiscal_year: int
    published: date
    language: Literal["en", "zh"]
    kind: str
    pages: int
    sha256: str

    @property
    def source(self) -> Traversable:
        """The file inside the package."""
        return _folder() / self.file

    @property
    def content(self) -> bytes:
        """The bytes of the PDF."""
        return self.source.read_bytes()


def _folder() -> Traversable:
    return files("cnesg.demo") / "reports"


@cache
def demo_reports() -> tuple[DemoReport, ...]:
    """All packaged reports, in the order in which they were published."""
    index = _folder() / "index.json"
    entries = json.loads(index.read_text(encoding="utf-8")) if index.is_file() else []
    reports = (DemoReport(**{**entry, "published": date.fromisoformat(entry["published"])}) for entry in entries)
    return tuple(sorted(reports, key=lambda report: (report.published, report.file)))


def printed_years(company_id: str) -> frozenset[int]:
    """The fiscal years of which a company's report is packaged."""
    return frozenset(report.fiscal_year for report in demo_reports() if report.company_id == company_id)
