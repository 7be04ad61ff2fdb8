"""The gap report as PDF (the extra `pdf`)."""

from dataclasses import asdict
from importlib.resources import files

from cnesg.errors import render
from cnesg.pipeline.gap_reports.view import View
from cnesg.pipeline.typesetting import typeset


def pdf_of(view: View) -> bytes:
    """The PDF; the same report gives the same bytes on every machine.

    Raises:
        InputError: the extra `pdf` is not installed.
    """
    words = {"title": render("gap.report_title", view.language), "lang": view.language}
    return typeset(files("cnesg.pipeline.gap_reports") / "gap.typ", {**asdict(view), **words})
