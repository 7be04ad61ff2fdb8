"""The chart of `cnesg sensitivity`: which choices move ranks, and how far each company's place moves."""

import json
from pathlib import Path
from typing import Any

from cnesg.errors import InputError, render
from cnesg.pipeline.robustness.sensitivity import Sensitivity
from cnesg.pipeline.writing import write_whole

FORMATS = (".json", ".svg")
_SHOWN = 40
# Pixels around everything: browsers write names in wider letters than those that the picture was laid out for.
_MARGIN = {"left": 40, "right": 10, "top": 5, "bottom": 5}


def sensitivity_spec(found: Sensitivity, shown: int = _SHOWN) -> dict[str, Any]:
    """A Vega-Lite specification with its data, in the reader's language.

    Above the total index of each group with its interval; below the places of companies, best first: the range that
    holds 90 % of the draws, and the place under the rules in force.

    Args:
        found: the result.
        shown: how many companies.
    """
    factors = [
        row | {"factor": render(f"sensitivity.{row['factor']}")}
        for row in found.factors.select("factor", "total", "total_low", "total_high").to_dicts()
    ]
    columns = ("company_id", "percentile", "percentile_low", "percentile_high", "grade")
    companies = found.companies.select(columns).head(shown).to_dicts()
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "padding": _MARGIN,
        "vconcat": [
            _ranges(factors, "factor", "total", render("sensitivity.chart_factors"), render("sensitivity.chart_total")),
            _ranges(
                companies,
                "company_id",
                "percentile",
                render("sensitivity.chart_companies", draws=found.draws, shown=len(companies)),
                render("sensitivity.chart_place"),
            ),
        ],
    }


def _ranges(rows: list[dict[str, Any]], label: str, value: str, title: str, axis: str) -> dict[str, Any]:
    """A point and a range for each row, in the order of the rows."""
    y = {"field": label, "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300}}
    scale = {"field": f"{value}_low", "type": "quantitative", "title": axis, "scale": {"domainMin": 0}}
    return {
        "title": title,
        "width": 420,
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": [
            {"mark": {"type": "rule", "color": "#9aa5b1"}, "encoding": {"x": scale, "x2": {"field": f"{value}_high"}}},
            {
                "mark": {"type": "point", "filled": True, "color": "#1f4e79"},
                "encoding": {"x": {"field": value, "type": "quantitative"}},
            },
        ],
    }


def write_chart(found: Sensitivity, path: Path) -> None:
    """Writes the chart: a Vega-Lite specification (.json), or a picture of it (.svg, with the extra `charts`).

    Raises:
        InputError: another ending, or vl-convert-python is not installed.
    """
    if path.suffix not in FORMATS:
        raise InputError.of("sensitivity.chart_kind", path=path, formats=", ".join(FORMATS))
    content = json.dumps(sensitivity_spec(found), ensure_ascii=False, indent=1)
    if path.suffix == ".json":
        write_whole(path, (content + "\n").encode())
        return
    try:
        import vl_convert
    except ImportError:
        raise InputError.of("sensitivity.no_pictures", path=path) from None
    write_whole(path, vl_convert.vegalite_to_svg(content).encode())
