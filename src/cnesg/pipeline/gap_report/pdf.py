"""The gap report as PDF, set by Typst (the extra `pdf`)."""

import json
import tempfile
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from cnesg.errors import InputError, render
from cnesg.pipeline.gap_report.view import View

_TEMPLATE = "gap.typ"
_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
_LATIN = ("Noto Sans", "Arial", "DejaVu Sans")
_ALWAYS = "Libertinus Serif"  # within Typst


def pdf_of(view: View) -> bytes:
    """The PDF.

    Raises:
        InputError: Typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise InputError.of("gap.needs_typst") from error
    there = set(typst.Fonts().families())
    # Chinese fonts set apostrophes as wide as a character, so that each language has its own fonts first.
    wanted = (*_CHINESE, *_LATIN) if view.language == "zh" else (*_LATIN, *_CHINESE)
    data = _data(view, [font for font in wanted if font in there] or [_ALWAYS])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        template = files("cnesg.pipeline.gap_report") / _TEMPLATE
        (work / _TEMPLATE).write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        (work / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return bytes(typst.compile(str(work / _TEMPLATE), root=str(work)))


def _data(view: View, fonts: list[str]) -> dict[str, Any]:
    return {**asdict(view), "title": render("gap.report_title", view.language), "lang": view.language, "fonts": fonts}
