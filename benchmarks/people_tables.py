"""Tables that tell something of the staff by class, put together from parts: which part loses facts.

    benchmarks/people_tables.py [--tables 200] [--seed 1] [--losses] [--keep DIR]

A title names what is told (New hires, 员工流失率) and stands over the table, in its corner or in a row of its own; a
row for all of the staff, or none, comes before rows of classes, in groups that are told in a row, in a column or not at
all. `people_tables.yaml` has the words in English and Chinese. Printed is what `table_parts.py` prints.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

from table_parts import Fact, Sheet, command_line, tell

PARTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
CHOICES = {
    "language": ("en", "zh"),
    "title": ("corner", "over", "small", "row"),
    "groups": ("rows", "column", "none"),
    "rules": ("1px solid #888", "1px none #888", "0 none #888"),
    "align": ("right", "center"),
    "width": ("100%", "auto"),
    "padding": ("1mm 2mm", "1.5mm 5mm", "0.6mm 3mm"),
}
_YEARS = (2024, 2023)
_RANGES = {
    "share": (3.0, 60.0, 1),
    "hours": (5.0, 60.0, 1),
    "all_hours": (200.0, 9000.0, 0),
    "count": (20.0, 4000.0, 0),
}


def sheet(draw: random.Random) -> Sheet:
    """A table with its facts.

    Args:
        draw: what chooses; the same state gives the same table.
    """
    chosen = {part: draw.choice(choices) for part, choices in CHOICES.items()}
    words = PARTS[chosen["language"]]
    title, metric, kind = draw.choice(words["titles"])
    heads, whole = draw.choice(words["heads"]), draw.choice(words["wholes"])
    sign = draw.choice(("%", "")) if kind == "share" else ""
    if kind == "share" and not sign:
        title += "（%）" if chosen["language"] == "zh" else " (%)"
    made = Sheet(chosen)
    rows = []
    if chosen["title"] == "row":
        rows.append(f"<td colspan={_wide(chosen) + len(heads)}><b>{title}</b></td>")
    if whole:
        first = "<td></td>" if chosen["groups"] == "column" else ""
        total = "employees_total" if metric == "employees" else metric
        rows.append(first + _row(whole, _values(draw, kind, sign, len(heads)), made, total, kind, {}))
    for name, dimension, classes in draw.sample(words["groups"], draw.randint(1, 3)):
        if chosen["groups"] == "rows":
            rows.append(f"<td colspan={1 + len(heads)}><i>{name}</i></td>")
        for at, one in enumerate(classes):
            first = f"<td rowspan={len(classes)}>{name}</td>" if chosen["groups"] == "column" and not at else ""
            values = _values(draw, kind, sign, len(heads))
            rows.append(first + _row(one, values, made, metric, kind, {dimension: one}))
    made.html = _page(words, chosen, title, heads, rows, draw)
    return made


def _wide(chosen: dict[str, str]) -> int:
    return 2 if chosen["groups"] == "column" else 1


def _values(draw: random.Random, kind: str, sign: str, count: int) -> list[str]:
    low, high, decimals = _RANGES[kind]
    return [f"{draw.uniform(low, high):,.{decimals}f}{sign}" for _ in range(count)]


def _row(label: str, values: Sequence[str], made: Sheet, metric: str, kind: str, classes: dict[str, str]) -> str:
    told = {name: PARTS["told"].get(one, one.lower()) for name, one in classes.items()}
    for year, value in zip(_YEARS, values, strict=False):
        made.facts.append(Fact(metric, year, float(value.rstrip("%").replace(",", "")), PARTS["kinds"][kind], told))
    return f"<td>{escape(label)}</td>" + "".join(f"<td class=v>{value}</td>" for value in values)


def _page(
    words: dict[str, Any],
    chosen: dict[str, str],
    title: str,
    heads: Sequence[str],
    rows: Sequence[str],
    draw: random.Random,
) -> str:
    over = {"over": f"<h4>{title}</h4>", "small": f"<p class=s>{title}</p>"}.get(chosen["title"], "")
    corner = title if chosen["title"] == "corner" else draw.choice(words["corners"])
    head = f"<th colspan={_wide(chosen)}>{corner}</th>" + "".join(f"<th class=v>{one}</th>" for one in heads)
    return (
        "<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:20mm}"
        "body{font:9pt 'DejaVu Sans','Noto Sans CJK SC'}.s{font-size:8pt}"
        f"table{{border-collapse:collapse;width:{chosen['width']}}}"
        f"td,th{{padding:{chosen['padding']};border-bottom:{chosen['rules']};text-align:left}}"
        f".v{{text-align:{chosen['align']}}}</style><p>{words['report']}</p>{over}"
        f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    )


def sheets(count: int, seed: int) -> Iterator[Sheet]:
    """So many tables of a seed."""
    draw = random.Random(seed)
    return (sheet(draw) for _ in range(count))


def main() -> None:
    """Read the command line, measure and print."""
    asked = command_line(__doc__, "tables", 200)
    tell(asked, list(sheets(asked.count, asked.seed)), "language")


if __name__ == "__main__":
    main()
