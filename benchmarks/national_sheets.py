"""Data sheets in the manner of several countries, in looks drawn at random: which sheet, which look loses facts.

    benchmarks/national_sheets.py [--sheets 120] [--seed 1] [--losses] [--keep DIR]

An exchange's form, a ministry's or a custom gives the sheets of a country columns, units and words of their own:
Malaysia's codes and `Measurement Unit`, Korea's `KRW 100 million` behind a category named once, India's (A+B+C).
`national_sheets.yaml` has the rows of each with the metric, class and unit that they are of; figures, rules, fonts and
how cells are set are drawn. Printed is what `table_parts.py` prints.
"""

import random
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

from table_parts import YEAR, Fact, Sheet, command_line, tell

PARTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
CHOICES = {
    "sheet": tuple(PARTS["sheets"]),
    "rules": ("each row", "heads", "none", "grid"),
    "values": ("right", "center"),
    "heads": ("as values", "left"),
    "width": ("100%", "auto"),
    "font": ("Arial", "DejaVu Sans", "DejaVu Serif"),
}
_RULES = {
    "each row": "td,th{border-bottom:.5pt solid #999}",
    "heads": "th{border-top:1pt solid #333;border-bottom:1pt solid #333}",
    "none": "th{background:#dde6ee}",
    "grid": "td,th{border:.5pt solid #777}",
}
_RANGES = {  # least, most, decimals
    "amount": (1_200, 90_000, 0),
    "part": (120, 1_100, 0),  # of an amount
    "share": (3, 59, 1),
    "rate": (0.1, 4, 2),
    "few": (1, 9, 0),
    "hours": (5, 60, 1),
}


def sheet(draw: random.Random) -> Sheet:
    """A sheet with its facts.

    Args:
        draw: what chooses; the same state gives the same sheet.
    """
    made = Sheet({part: draw.choice(choices) for part, choices in CHOICES.items()})
    words = PARTS["sheets"][made.chosen["sheet"]]
    years = [YEAR - back for back in range(words["years"])]
    years = years if words.get("newest_first") else years[::-1]
    labels = words["labels"]
    heads = "".join(f"<th>{head}</th>" for head in labels)
    heads += "".join(f"<th class=v>{words.get('head', '{}').format(year)}</th>" for year in years)
    rows = "".join(_row(row, labels, years, made, draw) for row in words["rows"])
    left = ".v{text-align:left!important}" if made.chosen["heads"] == "left" else ""
    made.html = (
        "<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:16mm}"
        f"body{{font:8.5pt '{made.chosen['font']}','{words.get('chinese', 'Noto Sans CJK SC')}'}}"
        f"table{{border-collapse:collapse;width:{made.chosen['width']}}}"
        f"td,th{{padding:3pt 6pt;text-align:left}}th.v,td.v{{text-align:{made.chosen['values']}}}"
        f"{f'th{left}' if left else ''}{_RULES[made.chosen['rules']]}tr{{break-inside:avoid}}</style>"
        f"<h2>{words['title']}</h2><table><tr>{heads}</tr>{rows}</table>"
    )
    return made


def _row(row: dict[str, Any], labels: list[str], years: list[int], made: Sheet, draw: random.Random) -> str:
    """A row as it is printed; one without a metric is a title."""
    cells = [*row["cells"], *[""] * (len(labels) - len(row["cells"]))]
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    if "metric" not in row:
        return f"<tr>{told}{'<td></td>' * len(years)}</tr>"
    low, high, decimals = _RANGES[row.get("range", "amount")]
    values = [f"{draw.uniform(low, high):,.{decimals}f}" for _ in years]
    for year, value in zip(years, values, strict=True):
        amount = float(value.replace(",", "")) * row.get("times", 1)
        made.facts.append(Fact(row["metric"], year, amount, row["unit"], row.get("classes", {})))
    return f"<tr>{told}{''.join(f'<td class=v>{value}</td>' for value in values)}</tr>"


def sheets(count: int, seed: int) -> Iterator[Sheet]:
    """So many sheets of a seed."""
    draw = random.Random(seed)
    return (sheet(draw) for _ in range(count))


def main() -> None:
    """Read the command line, measure and print."""
    asked = command_line(__doc__, "sheets", 120)
    tell(asked, list(sheets(asked.count, asked.seed)), "sheet")


if __name__ == "__main__":
    main()
