"""Legends that give the numbers themselves: ■ Male 62%, ■ Female: 1,204, ■ 62% Male, or the numbers in a column."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.charts.legends import Key, Legend
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Fragment, holds
from cnesg.framework.regexes import regex
from cnesg.text import Colour

_NUMBER = r"\d[\d,]*(?:\.\d+)?\s?%?"
_ENTRY = regex(
    rf"(?P<name>\S.*?)(?:\s*[:：,，(（]\s*|\s+)(?P<number>{_NUMBER})\s?[人名]?[)）]?"
    rf"|(?P<first>{_NUMBER})\s+(?P<behind>\D.*)"
)
_COLUMN = 160.0  # points from an entry to its number
_SAME_ROW = 0.5  # of the characters' height

Valued = dict[Colour, tuple[str, Fragment]]


def values_of(legend: Legend, fragments: Sequence[Fragment]) -> Valued:
    """The name and the number of each colour; nothing unless each entry gives one.

    Args:
        legend: a legend.
        fragments: all fragments of its page.
    """
    edges = [key.bbox[0] for key in legend.keys]
    found = {key.square.colour: one for key in legend.keys if (one := _value(key, edges, fragments)) is not None}
    return found if len(found) == len(legend.labels) else {}


def _value(key: Key, edges: Sequence[float], fragments: Sequence[Fragment]) -> tuple[str, Fragment] | None:
    entry = _ENTRY.fullmatch(key.text)
    number = entry["number"] or entry["first"] if entry is not None else ""
    limit = min((edge for edge in edges if edge > key.bbox[2]), default=key.bbox[2] + _COLUMN)
    middle = (key.bbox[1] + key.bbox[3]) / 2
    numbers = [f for f in fragments if f.kind == "number" and abs(f.middle - middle) < _SAME_ROW * key.height]
    beside = [f for f in numbers if key.bbox[2] <= f.x0 < limit]
    if beside and "%" not in number:
        return key.text, min(beside, key=lambda f: f.x0)  # ■ Under 30 | 31%: what ends the entry is an age
    own = [f for f in numbers if holds(key.bbox, f) and key.text.endswith(f.text) and len(f.text) < len(key.text)]
    if own:
        return key.text.removesuffix(own[-1].text).strip(), own[-1]
    inside = [f for f in fragments if holds(key.bbox, f) and key.text in f.text]
    if entry is None or not inside:
        return None
    return entry["name"] or entry["behind"], _part(
        inside[0], key.text, *entry.span("number" if entry["number"] else "first")
    )


def _part(fragment: Fragment, within: str, start: int, end: int) -> Fragment:
    """The number in a fragment."""
    begin = fragment.text.find(within) + start
    text = fragment.text[begin : begin + end - start]
    folded = fragment.folded[begin : begin + end - start]
    return replace(fragment, text=text, folded=folded, start=fragment.start + begin, kind=kind_of(folded.strip()))
