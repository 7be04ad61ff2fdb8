"""The quality report of a month: for terminals, machines and readers."""

from cnesg.pipeline.quality.report.html import html_of
from cnesg.pipeline.quality.report.view import ReportRow, report_rows, summary, to_json

__all__ = ["ReportRow", "html_of", "report_rows", "summary", "to_json"]
