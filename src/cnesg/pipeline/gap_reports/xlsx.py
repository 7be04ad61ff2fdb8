"""The gap report as a workbook: a summary, the items, and every evidence."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cnesg.errors import render
from cnesg.pipeline.gap_reports.view import View
from cnesg.pipeline.writing import neutralised

_COLOURS = {"disclosed": ("#1f6b43", "#e6f3ec"), "explained": ("#7a5d19", "#fbf3dc"), "missing": ("#9b2c2c", "#fbe9e7")}
_HEAD_COLOUR = "#10284a"
_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zones; fixed, so that equal views are equal files


@dataclass(frozen=True)
class _Column:
    key: str
    title: str
    width: int
    style: str = "text"


def xlsx_of(view: View) -> bytes:
    """The workbook, ready to filter and to print on A4 across; the same view gives the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": render("gap.report_title", view.language), "created": _STAMP})
    formats = _formats(book)
    _summary(book.add_worksheet(view.words["summary"]), view, formats)
    _sheet(book.add_worksheet(view.words["items"]), _item_columns(view), _items(view), formats)
    _sheet(book.add_worksheet(view.words["evidence"]), _evidence_columns(view), _evidence(view), formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    plain = {"valign": "top", "text_wrap": True, "font_size": 10}
    formats = {
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": _HEAD_COLOUR}),
        "head": book.add_format(
            {"bold": True, "font_color": "#ffffff", "bg_color": _HEAD_COLOUR, "valign": "top", "text_wrap": True}
        ),
        "text": book.add_format(plain),
        "code": book.add_format({**plain, "bold": True, "font_color": _HEAD_COLOUR}),
        "percent": book.add_format({**plain, "num_format": "0%"}),
        "note": book.add_format({**plain, "font_color": _COLOURS["missing"][0], "bold": True}),
    }
    for status, (ink, ground) in _COLOURS.items():
        formats[status] = book.add_format({**plain, "bold": True, "font_color": ink, "bg_color": ground})
    return formats


def _summary(sheet: Any, view: View, formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 4, 12)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, render("gap.report_title", view.language), formats["title"])
    row = 1
    for text in filter(None, (view.name, view.standard, view.year and f"{view.words['year']} {view.year}")):
        sheet.write_string(row, 0, str(text))
        row += 1
    for note in view.notes:
        sheet.write_string(row, 0, note, formats["note"])
        row += 1
    row += 1
    statuses = ("disclosed", "explained", "missing")
    heads = [view.words["by_aspect"], *(view.words[s] for s in statuses), view.words["share"]]
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, formats["head"])
    groups = [(f"{g['id']}  {g['title']}", g["counts"]) for g in view.groups]
    for name, counts in [*groups, ("Σ", view.counts)]:
        row += 1
        sheet.write_string(row, 0, name, formats["code"])
        for column, status in enumerate(statuses, start=1):
            sheet.write_number(row, column, counts[status], formats["text"])
        total = sum(counts.values()) or 1
        sheet.write_number(row, 4, (counts["disclosed"] + counts["explained"]) / total, formats["percent"])
    below = [view.words["legend"]]
    if view.talk:
        below.append(f"{view.talk} {view.words['talk_legend']}")
    for line in [*below, view.words["made_by"]]:
        row += 1
        sheet.write_string(row + 1, 0, line, formats["text"])
    _print(sheet)


def _sheet(
    sheet: Any, columns: Sequence[_Column], rows: Sequence[Mapping[str, Any]], formats: Mapping[str, Any]
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, formats["head"])
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            value = row[column.key]
            style = formats[row["status"]] if column.style == "status" else formats[column.style]
            if isinstance(value, float):
                sheet.write_number(number, place, value, formats["percent"])
            else:
                sheet.write_string(number, place, neutralised(value or ""), style)
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.repeat_rows(0)
    _print(sheet)


def _print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")


def _item_columns(view: View) -> list[_Column]:
    words = view.words
    columns = [
        _Column("id", words["item"], 16, "code"),
        _Column("title", words["title"], 42),
        _Column("status_text", words["status"], 12, "status"),
        _Column("quality", words["quality"], 24),
        _Column("place", words["place"], 12),
        _Column("quote", words["quote"], 70),
    ]
    if view.has_claims:
        columns.append(_Column("claim", words["claim"], 30))
    if view.has_peers:
        columns.append(_Column("peers", words["peers"], 10, "percent"))
        columns.append(_Column("like_peers_text", words["like_peers_head"], 12))
    return columns


def _items(view: View) -> list[dict[str, Any]]:
    nothing = {"quality": "", "place": "", "quote": ""}
    answers = {True: view.words["yes"], False: view.words["no"], None: ""}
    return [
        {**row, **(row["evidence"][0] if row["evidence"] else nothing), "like_peers_text": answers[row["like_peers"]]}
        for row in view.items
    ]


def _evidence_columns(view: View) -> list[_Column]:
    words = view.words
    return [
        _Column("id", words["item"], 16, "code"),
        _Column("status_text", words["status"], 12, "status"),
        _Column("place", words["place"], 12),
        _Column("quality", words["quality"], 24),
        _Column("quote", words["quote"], 100),
    ]


def _evidence(view: View) -> list[dict[str, Any]]:
    return [{**row, **evidence} for row in view.items for evidence in row["evidence"]]
