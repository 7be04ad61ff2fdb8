"""What charts show, as options of ECharts; colours are names of the page's own, `--c1`, which the browser fills in."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from cnesg.errors import Language, render
from cnesg.framework import TOTAL
from cnesg.pipeline.views.company import HistoryPoint, ShownScore
from cnesg.pipeline.views.events import SentimentView
from cnesg.pipeline.views.groups import Coverage
from cnesg.pipeline.views.market import BIN, HEADLINE, Distribution
from cnesg.quality import Severity

Option = dict[str, Any]
_COLOURS = {TOTAL: "--ink", "E": "--c1", "S": "--c2", "G": "--c3"}
_CALM = 10.0  # of -100 to 100: a chart of sentiment reaches at least so far, so that little is seen to be little
_NO_BAND = {"lineStyle": {"opacity": 0}, "symbol": "none", "silent": True, "tooltip": {"show": False}, "stack": "band"}


def code_name(code: str, language: Language) -> str:
    """What the total and the dimensions are called in charts and heads of tables."""
    return render(f"pages.code_{code.lower()}", language)


def history(points: Sequence[HistoryPoint], language: Language) -> Option:
    """Total and dimensions from run to run, the total with its interval as a band."""
    days = sorted({point.day for point in points})
    by = {(point.code, point.day): point for point in points}
    totals = [by.get((TOTAL, day)) for day in days]
    ends = [(one.low, one.high) if one and one.low is not None and one.high is not None else None for one in totals]
    lows = [end and round(end[0], 2) for end in ends]
    widths = [end and round(end[1] - end[0], 2) for end in ends]
    lines = [
        {
            "name": code_name(code, language),
            "type": "line",
            "data": [_rounded(by.get((code, day))) for day in days],
            "symbol": "circle",
            "symbolSize": 7 if code == TOTAL else 5,
            "z": 3 if code == TOTAL else 2,
            "lineStyle": {"width": 3 if code == TOTAL else 1.5, "type": "solid" if code == TOTAL else "dashed"},
            "color": _COLOURS[code],
        }
        for code in HEADLINE
    ]
    band = [
        {"type": "line", "data": lows, **_NO_BAND},
        {"type": "line", "data": widths, "areaStyle": {"color": "--c1", "opacity": 0.16}, **_NO_BAND},
    ]
    return {
        "grid": {"left": 36, "right": 30, "top": 34, "bottom": 26},
        "legend": {"top": 0, "data": [line["name"] for line in lines]},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [f"{day:%Y-%m}" for day in days], "boundaryGap": len(days) == 1},
        "yAxis": {"type": "value", "min": 0, "max": 100, "interval": 25},
        "series": [*band, *lines],
    }


def _rounded(one: HistoryPoint | None) -> float | None:
    return None if one is None or one.score is None else round(one.score, 2)


def distribution(found: Distribution, language: Language, mine: float | None = None) -> Option:
    """How many companies score what; one company's bar in its own colour."""
    bar = None if mine is None else min(int(mine // BIN), 100 // BIN - 1)
    bars = [
        {"value": count, "itemStyle": {"color": "--c2" if number == bar else "--c1"}}
        for number, count in enumerate(found.counts)
    ]
    marks = [] if found.median is None else [{"xAxis": min(int(found.median // BIN), 100 // BIN - 1)}]
    return {
        "grid": {"left": 40, "right": 12, "top": 28, "bottom": 40},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "category",
            "data": [f"{start}–{start + BIN}" for start in found.starts],
            "name": render("pages.score", language),
            "nameLocation": "middle",
            "nameGap": 26,
            "axisLabel": {"interval": 3},
            "axisTick": {"show": False},
        },
        "yAxis": {
            "type": "value",
            "minInterval": 1,
            "name": render("pages.companies", language),
            "nameTextStyle": {"align": "left", "padding": [0, 0, 0, -34]},
        },
        "series": [
            {
                "type": "bar",
                "name": render("pages.companies", language),
                "data": bars,
                "barCategoryGap": "8%",
                "markLine": {
                    "silent": True,
                    "symbol": "none",
                    "lineStyle": {"color": "--ink", "type": "dashed"},
                    "label": {"formatter": render("pages.median", language), "color": "--ink"},
                    "data": marks,
                },
            }
        ],
    }


def grades(found: Distribution, language: Language) -> Option:
    """How many companies have which letter."""
    return {
        "grid": {"left": 44, "right": 36, "top": 8, "bottom": 8},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "show": False},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": list(found.grades),
            "axisTick": {"show": False},
            "axisLine": {"show": False},
        },
        "series": [
            {
                "type": "bar",
                "name": render("pages.companies", language),
                "data": list(found.grades.values()),
                "barCategoryGap": "30%",
                "label": {"show": True, "position": "right", "color": "--ink-soft"},
                "color": "--c3",
            }
        ],
    }


def issues(scores: Sequence[ShownScore], medians: Mapping[tuple[str, str], float], language: Language) -> Option:
    """A company's Level I scores as bars, the peers' medians as marks."""
    names = [f"{one.code} {getattr(one.name, language)}" for one in scores]
    bars = [
        {"value": None if one.score is None else round(one.score, 1), "itemStyle": {"color": _COLOURS[one.code[0]]}}
        for one in scores
    ]
    marks = [medians.get((one.peer_group, one.code)) for one in scores]
    return {
        "grid": {"left": 8, "right": 40, "top": 30, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "min": 0, "max": 100, "interval": 25},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisTick": {"show": False},
            "axisLabel": {"width": 225, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "bar",
                "name": render("pages.company", language),
                "data": bars,
                "color": "--c1",
                "barCategoryGap": "35%",
                "label": {"show": True, "position": "right", "color": "--ink-soft"},
            },
            {
                "type": "scatter",
                "name": render("pages.peer_median", language),
                "symbol": "rect",
                "symbolSize": [3, 16],
                "color": "--ink",
                "z": 4,
                "data": [None if mark is None else round(mark, 1) for mark in marks],
            },
        ],
    }


def findings(families: Sequence[tuple[str, Mapping[Severity, int]]], language: Language) -> Option:
    """How many findings of quality control each kind of rule has, by severity, the most at the top."""
    colours: Mapping[Severity, str] = {"error": "--bad", "warning": "--c2", "info": "--c3"}
    return {
        "grid": {"left": 8, "right": 28, "top": 34, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [family for family, _ in families],
            "axisTick": {"show": False},
            "axisLabel": {"width": 170, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "bar",
                "stack": "findings",
                "barMaxWidth": 22,
                "name": render(f"quality.severity_{severity}", language),
                "color": colour,
                "data": [counts[severity] for _, counts in families],
            }
            for severity, colour in colours.items()
        ],
    }


def sentiment(view: SentimentView, language: Language) -> Option:
    """Sentiment from day to day, and each event where it was first told, as large as it weighs."""
    events = [
        {
            "name": getattr(event.name, language),
            "value": [f"{event.day}", round(event.score, 2)],
            "symbolSize": 6 + min(22.0, abs(event.score)),
            "itemStyle": {"color": "--good" if event.score > 0 else "--bad", "opacity": 0.75},
        }
        for event in view.events
    ]
    values = [point.score for point in view.timeline] + [event.score for event in view.events]
    low, high = min([-_CALM, *values]), max([_CALM, *values])
    return {
        "grid": {"left": 44, "right": 16, "top": 34, "bottom": 26},
        "legend": {"top": 0},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "time"},
        "yAxis": {"type": "value", "min": 10 * math.floor(low / 10), "max": 10 * math.ceil(high / 10)},
        "series": [
            {
                "type": "line",
                "name": render("pages.sentiment", language),
                "color": "--c3",
                "symbolSize": 7,
                "data": [[f"{point.day}", round(point.score, 2)] for point in view.timeline],
            },
            {"type": "scatter", "name": render("pages.events", language), "color": "--bad", "data": events},
        ],
    }


def coverage(found: Coverage, language: Language) -> Option:
    """The heat map: industries down, indicators across, per cent of weight on reported data."""
    rows = {industry.code: number for number, industry in enumerate(found.industries)}
    columns = {code: number for number, code in enumerate(found.indicators)}
    cells = [
        [columns[cell.indicator], rows[cell.industry], round(100 * cell.coverage)]
        for cell in found.cells
        if cell.indicator in columns and cell.industry in rows
    ]
    return {
        "grid": {"left": 8, "right": 12, "top": 8, "bottom": 56, "containLabel": True},
        "tooltip": {"position": "top"},
        "xAxis": {"type": "category", "data": list(found.indicators), "splitArea": {"show": False}, "position": "top"},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [getattr(industry.name, language) for industry in found.industries],
            "axisTick": {"show": False},
        },
        "visualMap": {
            "min": 0,
            "max": 100,
            "calculable": False,
            "orient": "horizontal",
            "left": "center",
            "bottom": 0,
            "text": ["100 %", "0 %"],
            "textStyle": {"color": "--ink-soft"},
            "inRange": {"color": ["--heat-0", "--heat-1", "--heat-2", "--heat-3"]},
        },
        "series": [
            {
                "type": "heatmap",
                "name": render("pages.coverage", language),
                "data": cells,
                "label": {"show": len(columns) <= 24, "fontSize": 11},
                "itemStyle": {"borderColor": "--paper", "borderWidth": 1},
            }
        ],
    }
