"""A delivery as a workbook: a readme, a sheet a table with typed cells and frozen header, and charts."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from cnesg.pipeline.delivery.files import PublishedTable
from cnesg.products.schema import Chart, ProductColumn, ProductSchema

MOST_ROWS = 1_048_575
_HEAD = "#10284a"
_FONT = "Microsoft YaHei"
"""Named, not embedded: comes with Excel and has Chinese and Latin; elsewhere the reader's own is taken."""
_FORMATS = {"day": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm:ss", "whole": "#,##0"}
_WIDTHS = {"text": 18, "number": 11, "whole": 9, "day": 11, "instant": 19, "flag": 8}
_WIDE = {"name_zh": 26, "name_en": 34, "name": 30, "title": 30, "evidence": 60}


def workbook(
    schema: ProductSchema, tables: Sequence[PublishedTable], facts: Mapping[str, str], stamp: datetime
) -> bytes:
    """The workbook; the same tables, facts and stamp give the same bytes.

    Args:
        schema: of the product.
        tables: those that go into it.
        facts: what the readme tells of the delivery, name and value.
        stamp: the date of creation that it carries.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": _FONT, "font_size": 10},
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {"title": schema.title.en, "author": "cnesg", "created": stamp.astimezone(UTC).replace(tzinfo=None)}
    )
    formats = _Formats(book)
    _readme(book.add_worksheet("readme"), schema, tables, facts, formats)
    pictures = [(table, chart) for table in tables for chart in table.schema.charts if table.frame.height]
    if pictures:
        _charts(book, book.add_worksheet("charts"), pictures, formats)
    for table in tables:
        _sheet(book.add_worksheet(table.schema.name[:31]), table, formats)
    book.close()
    return buffer.getvalue()


_A4 = 9  # as spreadsheets count paper


class _Formats:
    """Cell formats of a book, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.head = book.add_format({"bold": True, "font_color": "#ffffff", "bg_color": _HEAD, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": _HEAD})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def of(self, column: ProductColumn) -> Any:
        """How the cells of a column look; None for plain text."""
        shown = _FORMATS.get(column.type)
        if column.type == "number":
            point = "." + "0" * min(column.digits, 4) if column.digits else ""
            shown = "0.0%" if column.unit == "share" else f"#,##0{point}"
        if shown is None:
            return None
        if shown not in self._made:
            self._made[shown] = self._book.add_format({"num_format": shown})
        return self._made[shown]


def _readme(
    sheet: Any, schema: ProductSchema, tables: Sequence[PublishedTable], facts: Mapping[str, str], formats: _Formats
) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 2, 12)
    sheet.set_column(3, 4, 60)
    sheet.hide_gridlines(2)
    _one_page_wide(sheet)
    sheet.write_string(0, 0, f"{schema.title.en}  {schema.title.zh}", formats.title)
    sheet.write_string(1, 0, schema.about.en)
    sheet.write_string(2, 0, schema.about.zh)
    row = 4
    for name, value in facts.items():
        sheet.write_string(row, 0, name, formats.bold)
        sheet.write_string(row, 1, value)
        row += 1
    for table in tables:
        row += 1
        sheet.write_string(
            row, 0, f"{table.schema.name}: {table.schema.title.en}  {table.schema.title.zh}", formats.bold
        )
        row += 1
        for place, head in enumerate(("column 列", "type 类型", "unit 单位", "meaning", "含义")):
            sheet.write_string(row, place, head, formats.head)
        for column in table.schema.columns:
            row += 1
            cells = (column.name, column.type, column.unit or "", column.meaning.en, column.meaning.zh)
            for place, text in enumerate(cells):
                sheet.write_string(row, place, text, formats.wrap)
        row += 1


def _one_page_wide(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _sheet(sheet: Any, table: PublishedTable, formats: _Formats) -> None:
    columns = table.schema.columns
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDE.get(column.name, _WIDTHS[column.type]))
        sheet.write_string(0, place, column.name, formats.head)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.autofilter(0, 0, max(table.frame.height, 1), len(columns) - 1)
    writers = {
        "text": sheet.write_string,
        "number": sheet.write_number,
        "whole": sheet.write_number,
        "flag": sheet.write_boolean,
        "day": sheet.write_datetime,
        "instant": sheet.write_datetime,
    }
    plan = [(place, writers[column.type], formats.of(column)) for place, column in enumerate(columns)]
    for number, row in enumerate(_naive(table).iter_rows(), start=1):
        for place, write, look in plan:
            if row[place] is not None:
                write(number, place, row[place], look)


def _naive(table: PublishedTable) -> pl.DataFrame:
    """Spreadsheets know no zones: instants as they are in UTC."""
    return table.harmless.with_columns(
        pl.col(column.name).dt.replace_time_zone(None) for column in table.schema.columns if column.type == "instant"
    )


def _charts(book: Any, sheet: Any, pictures: Sequence[tuple[PublishedTable, Chart]], formats: _Formats) -> None:
    """Figures one under the other in the first columns, each with its picture beside it."""
    sheet.set_column(0, 0, 30)
    sheet.hide_gridlines(2)
    _one_page_wide(sheet)
    row = 0
    for table, chart in pictures:
        data = chart_data(table.frame, chart)
        title = f"{chart.title.en}  {chart.title.zh}"
        sheet.write_string(row, 0, title, formats.bold)
        first = row + 1
        for offset, (label, value) in enumerate(data):
            sheet.write_string(first + offset, 0, label)
            sheet.write_number(first + offset, 1, value)
        last = max(first, first + len(data) - 1)
        bars = bool(chart.mean or not (chart.bins or chart.order))
        picture = book.add_chart({"type": "bar" if bars else "column"})
        picture.add_series(
            {
                "name": title,
                "categories": [sheet.get_name(), first, 0, last, 0],
                "values": [sheet.get_name(), first, 1, last, 1],
                "fill": {"color": "#2a6f97"},
                "gap": 40,
            }
        )
        picture.set_title({"name": title, "name_font": {"size": 12, "name": _FONT}})
        picture.set_legend({"none": True})
        faint = {"visible": True, "line": {"color": "#d9dee3"}}
        small = {"size": 9, "name": _FONT}
        if bars:  # every bar has its name, the largest stands on top
            picture.set_y_axis({"reverse": True, "interval_unit": 1, "crossing": "max", "num_font": small})
            picture.set_x_axis({"major_gridlines": faint, "num_font": small})
        else:
            picture.set_y_axis({"major_gridlines": faint, "num_font": small})
            picture.set_x_axis({"num_font": small})
        height = max(300, 26 * len(data) + 90)
        picture.set_size({"width": 720, "height": height})
        sheet.insert_chart(row, 3, picture)
        row += max(len(data), height // 20) + 3


def chart_data(frame: pl.DataFrame, chart: Chart) -> list[tuple[str, float]]:
    """Labels and values of a chart: counts by value or bin, or means; empty cells are left out."""
    rows = frame.filter(pl.col(chart.by).is_not_null())
    if chart.bins:
        found = []
        for low, high in zip(chart.bins, (*chart.bins[1:], None), strict=True):
            inside = pl.col(chart.by) >= low
            inside = inside & (pl.col(chart.by) < high) if high is not None else inside
            found.append(
                (f"{low:g} – {high:g}" if high is not None else f"≥ {low:g}", float(rows.filter(inside).height))
            )
        return found
    value = pl.col(chart.mean).mean() if chart.mean else pl.len().cast(pl.Float64)
    counted = dict(rows.group_by(chart.by).agg(value.alias("value")).drop_nulls().iter_rows())
    if chart.order:
        return [(label, round(counted.get(label, 0.0), 2)) for label in chart.order]
    return sorted(((str(k), round(v, 2)) for k, v in counted.items()), key=lambda pair: (-pair[1], pair[0]))[:40]
