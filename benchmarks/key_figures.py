"""Key figures on designed pages, in cards and tiles, put together from parts: which design loses facts.

    benchmarks/key_figures.py [--pages 200] [--seed 1] [--losses] [--keep DIR]

Reports show what they are proud of as large figures: a number above its label or below it, in frames, on fills, between
rules or on nothing, with a note, the figure of the year before or a change in small type, one to four in a row, beside
prose or below a title. Each page has such groups, their figures and designs drawn at random from `key_figures.yaml`, in
English or in Chinese, so that the truth is known. The table printed gives, for each choice of each part, how many facts
were asked, read (metric, year, value and unit), read with their classes, and how many rows were invented. The last line
is one JSON object. --keep leaves the documents in a folder, to be opened.
"""

import random
import sys
from html import escape
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

from table_parts import Fact, Sheet, command_line, tell

PARTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
YEAR: int = PARTS["year"]
CHOICES = {
    "language": ("en", "zh"),
    "order": ("figure above", "figure above", "label above", "figure left"),
    "unit": ("with the figure", "small", "in brackets", "below the figure"),
    "frame": tuple(PARTS["frames"]),
    "columns": ("1", "2", "3", "3", "4"),
    "size": tuple(PARTS["sizes"]),
    "align": ("left", "left", "center"),
    "below": ("nothing", "nothing", "note", "earlier", "change", "year"),
    "title": ("none", "group", "divisions"),
    "beside": ("nothing", "prose above and below", "prose left", "prose right"),
    "wording": ("label", "label", "behind"),
}
_CSS = (
    "@page{size:A4;margin:16mm}body{font:9pt 'Noto Sans CJK SC','DejaVu Sans',sans-serif;margin:0}h2{margin:6pt 0}"
    "h4{margin:8pt 0 4pt;font-size:10pt}.row{display:flex;gap:14pt}.aside{width:150pt;font-size:8.5pt}.wide{flex:1}"
    ".grid{display:grid;gap:10pt;margin:8pt 0}.note{font-size:7.5pt;margin-top:3pt;color:#555}"
    ".left{display:flex;gap:8pt;align-items:center}p{margin:0 0 6pt}"
)


def made(draw: random.Random) -> Sheet:
    """A page drawn at random: two groups of tiles in one design."""
    chosen = {part: draw.choice(ways) for part, ways in CHOICES.items()}
    columns = int(chosen["columns"])
    if columns > 2 and chosen["size"] == PARTS["sizes"][-1]:
        chosen["size"] = PARTS["sizes"][1]  # no wider than its tile
    if chosen["beside"] in ("prose left", "prose right"):
        columns = min(columns, 2)
    if chosen["order"] == "figure left":  # takes more room, and nothing in it is set in the middle
        narrow = chosen["beside"] in ("prose left", "prose right")
        columns, chosen["align"] = 1 if narrow else min(columns, 2), "left"
    chosen["columns"] = str(columns)
    language = chosen["language"]
    figures = draw.sample(PARTS["figures"][language], 2 * max(columns, 2))
    facts: list[Fact] = []
    tiles = [_tile(figure, chosen, facts, draw) for figure in figures]
    half = len(tiles) // 2
    titles = ["", ""]
    if chosen["title"] == "group":
        titles = [draw.choice(PARTS["groups"][language]), ""]
    if chosen["title"] == "divisions":
        titles = draw.sample(PARTS["dividing"][language], 2)
    body = "".join(
        (f"<h4>{title}</h4>" if title else "")
        + f"<div class=grid style='grid-template-columns:repeat({columns},1fr)'>{''.join(some)}</div>"
        for title, some in zip(titles, (tiles[:half], tiles[half:]), strict=True)
    )
    prose = "".join(f"<p>{one}</p>" for one in draw.sample(PARTS["prose"][language], 3))
    name = "Sustainability Report 2023" if language == "en" else "2023年度社会责任报告"
    page = f"<meta charset=utf-8><style>{_CSS}</style><h2>{name}</h2>{_placed(body, prose, chosen['beside'])}"
    return Sheet(chosen, page, facts)


def _placed(body: str, prose: str, beside: str) -> str:
    if beside == "nothing":
        return body
    if beside == "prose above and below":
        return prose + body + prose
    aside, wide = f"<div class=aside>{prose}</div>", f"<div class=wide>{body}</div>"
    return f"<div class=row>{aside + wide if beside == 'prose left' else wide + aside}</div>"


def _tile(figure: dict[str, Any], chosen: dict[str, str], facts: list[Fact], draw: random.Random) -> str:
    """A tile with its figure, its label and what stands below; its facts are added."""
    language, unit = chosen["language"], figure.get("per", "")
    goes_on = chosen["wording"] == "behind" and chosen["order"] == "figure above" and "behind" in figure
    label = draw.choice(figure["behind"] if goes_on else figure["labels"])
    way = "small" if goes_on and chosen["unit"] == "in brackets" else chosen["unit"]
    value = f"<b style='font-size:{chosen['size']}'>{figure['value']}</b>"
    if unit and way == "in brackets":
        label = f"{label} ({unit})" if language == "en" else f"{label}（{unit}）"
    elif unit and way == "below the figure":
        value = f"<div>{value}</div><div>{unit}</div>"
    elif unit:
        space = "" if language == "zh" and unit[0] > "\u2e80" else " "
        joined = f"{space}{unit}"
        value = (
            value.replace("</b>", f"{joined}</b>") if way == "with the figure" else f"{value}<small>{joined}</small>"
        )
    facts.append(_fact(figure, YEAR, figure["is"]))
    below = _below(figure, chosen["below"], language, facts, draw)
    named = f"<div>{escape(label)}</div>"
    inner = f"{named}<div>{value}</div>" if chosen["order"] == "label above" else f"<div>{value}</div>{named}"
    if chosen["order"] == "figure left":
        inner = f"<div class=left><div style='white-space:nowrap'>{value}</div>{named}</div>"
    return f"<div style='text-align:{chosen['align']};{PARTS['frames'][chosen['frame']]}'>{inner}{below}</div>"


def _below(figure: dict[str, Any], what: str, language: str, facts: list[Fact], draw: random.Random) -> str:
    """What stands in small type below a tile's figure and label."""
    if what == "nothing":
        return ""
    text = draw.choice({"note": PARTS["notes"], "earlier": PARTS["earlier"], "change": PARTS["changes"],
                        "year": PARTS["years"]}[what][language])  # fmt: skip
    if what == "earlier":
        if figure["was"] > figure["is"]:
            text = text.replace("up from", "down from")
        facts.append(_fact(figure, YEAR - 1, figure["was"]))
        unit = figure.get("per", "") if draw.random() < 0.5 else ""
        space = "" if language == "zh" else " "
        text = text.format(earlier=f"{figure['earlier']}{space if unit else ''}{unit}")
    return f"<div class=note>{escape(text)}</div>"


def _fact(figure: dict[str, Any], year: int, value: float) -> Fact:
    return Fact(figure["metric"], year, float(value), figure["unit"], figure.get("breakdown", {}))


def main() -> None:
    """Read the command line, measure and print."""
    asked = command_line(__doc__, "pages", 200)
    draw = random.Random(asked.seed)
    tell(asked, [made(draw) for _ in range(asked.count)], "language")


if __name__ == "__main__":
    main()
