"""One page for whoever opens a delivery: what it is, as of when, how much is in it, what it rests on, how it is spread.

A4, in both languages, drawn from the manifest's content and the main table, so that it can be held against them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from cnesg.errors import render
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.delivery.files import PublishedTable
from cnesg.pipeline.delivery.papers import disclosure_rows
from cnesg.pipeline.delivery.workbook import chart_data
from cnesg.pipeline.typesetting import typeset
from cnesg.products.schema import Chart, ProductSchema

FACTSHEET = "FACTSHEET.pdf"
SHARES = ("confirmed", "auto_accepted", "estimated", "missing")
_WORDS = (
    *SHARES,
    *("rests_on", "dimension", "contents", "table", "lines", "subjects", "changes", "first", "problems"),
    *("overrides", "none", "more", "disclosure", "run", "methodology", "check", "check_how"),
)
_MOST_CHARTS = 2
_MOST_BARS = 16
_LONGEST_LABEL = 20
_MOST_TOLD = 2
_LONGEST = 420  # characters of an answer that fit the page
_LONGEST_NOTE = 180  # of a problem, or of what was overridden
_ITEMS = ("(a)", "(b)", "(c)", "(e)", "(f)", "8*", "10*", "11*")
"""Of the sheet after Annex III, what a reader asks first; DISCLOSURE.md has them all."""


def factsheet(
    schema: ProductSchema, tables: Sequence[PublishedTable], told: Mapping[str, Any], stamp: datetime
) -> bytes:
    """The page as PDF; the same arguments give the same bytes.

    Args:
        schema: of the product.
        tables: as they go out.
        told: the manifest's content.
        stamp: the date of creation that the PDF carries.

    Raises:
        InputError: the extra `pdf` is not installed.
    """
    return typeset(files("cnesg.pipeline.delivery") / "factsheet.typ", _data(schema, tables, told), stamp)


def printed(told: Mapping[str, Any]) -> Iterator[str]:
    """What of the manifest stands on the page, each piece as it is printed there."""
    yield _heading(told)
    yield told["run"]["run_id"]
    yield told["merkle"]["root"]
    for table in told["tables"]:
        yield f"{table['name']} {table['rows']:,} {table['subjects']:,}"
    for dimension, found in told["shares"].items():
        yield " ".join([dimension, *(_percent(found[name]) for name in SHARES)])


def _heading(told: Mapping[str, Any]) -> str:
    return f"{told['product']} {told['month']} edition {told['edition']}"


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _data(schema: ProductSchema, tables: Sequence[PublishedTable], told: Mapping[str, Any]) -> dict[str, Any]:
    drawn = [(table, chart) for table in tables for chart in table.schema.charts if table.frame.height]
    overrides = (told["gate"] or {}).get("overrides", [])
    return {
        "title": schema.title.model_dump(),
        "about": schema.about.model_dump(),
        "heading": _heading(told),
        "tiles": _tiles(told),
        "shares": [
            {"dimension": dimension, "values": values, "texts": [_percent(value) for value in values]}
            for dimension, found in told["shares"].items()
            for values in [[found[name] for name in SHARES]]
        ],
        "charts": [_chart(table, chart) for table, chart in drawn[:_MOST_CHARTS]],
        "tables": [
            [
                table["name"],
                f"{table['rows']:,}",
                f"{table['subjects']:,}",
                schema.table(table["name"]).title.model_dump(),
            ]
            for table in told["tables"]
        ],
        "changes": _changes(told),
        "problems": [_cut(one["en"], _LONGEST_NOTE) for one in told["problems"][:_MOST_TOLD]],
        "more": max(0, len(told["problems"]) - _MOST_TOLD),
        "overrides": [
            _cut(f"{one['rule']} ({one['by']}): {one['reason']}", _LONGEST_NOTE) for one in overrides[:_MOST_TOLD]
        ],
        "disclosure": [[item, _cut(answer)] for item, answer in disclosure_rows(told) if item.split()[0] in _ITEMS],
        "run": told["run"]["run_id"],
        "methodology": told["versions"]["methodology"],
        "root": told["merkle"]["root"],
        "words": {name: _both(name) for name in _WORDS},
    }


def _tiles(told: Mapping[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Large numbers at the top, each with its words."""
    main = told["tables"][0]
    as_of = datetime.fromisoformat(told["as_of"]).astimezone(SHANGHAI).date()
    return [
        (as_of.isoformat(), _both("as_of")),
        (str(told["run"]["fiscal_year"]), _both("year")),
        (f"{main['rows']:,}", _both("rows")),
        (str(told["edition"]), _both("edition")),
    ]


def _chart(table: PublishedTable, chart: Chart) -> dict[str, Any]:
    """Bars, the first of them where there are many; `most` is the longest."""
    data = chart_data(table.frame, chart)
    bars = [
        {"label": _cut(label, _LONGEST_LABEL), "value": value, "text": f"{value:,.4g}"}
        for label, value in data[:_MOST_BARS]
    ]
    most = max((abs(value) for _, value in data[:_MOST_BARS]), default=0.0)
    return {"title": chart.title.model_dump(), "bars": bars, "most": most, "left_out": len(data) - len(bars)}


def _changes(told: Mapping[str, Any]) -> dict[str, str] | None:
    counted, previous = told["changes"], told["previous"]
    if not counted or not previous:
        return None
    values = {**counted, "month": previous["month"], "number": previous["edition"]}
    return {
        "en": render("delivery.sheet_changed", "en", **values),
        "zh": render("delivery.sheet_changed", "zh", **values),
    }


def _both(name: str) -> dict[str, str]:
    return {"en": render(f"delivery.sheet_{name}", "en"), "zh": render(f"delivery.sheet_{name}", "zh")}


def _cut(text: str, longest: int = _LONGEST) -> str:
    text = text.replace("`", "")
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
