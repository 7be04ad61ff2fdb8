"""English sentences put together from frames with slots, one fact each: which frame and which filler lose it.

    benchmarks/sentence_slots.py [--count 1000] [--seed 1] [--only GROUP] [--together 1] [--losses] [--least SHARE]

A sentence says who, when, how near, which noun, which unit and how it compares, and any of these may keep a fact from
being read. Here they are drawn at random for frames of many metrics from `sentence_slots.yaml`, so that the truth is
known, and each sentence stands in a text document of its own, or so many of them --together in one paragraph: what
stands around a sentence should change nothing. A fact is found if a row has its metric, year and value,
converted from the sentence's unit. The table printed gives, for each group of frames, how many facts were asked and
found; then come the frames and fillers, asked often enough, that keep less than --least of theirs, worst first. The
last line is one JSON object.
"""

import argparse
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity
from cnesg.text import read_document

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
YEAR: int = DATA["year"]
SLOT = re.compile(r"\{(?P<what>[^{}@]+)(?:@(?P<like>\w+))?\}")
_NUMBERS = frozenset({"figure", "lower", "higher"})
_WAYS = frozenset({"up", "down", "same"})
_NEAR = 1e-6
_OFTEN = 5
"""How often a frame or filler is asked before its share says anything."""


@dataclass(frozen=True)
class Frame:
    """A sentence with slots: its group, the metrics of which a row may be, the kind and the units of its figure."""

    group: str
    text: str
    metrics: tuple[str, ...]
    figure: str
    units: tuple[str, ...]
    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A figure as it is printed: a number with decimals, what stands around it, and what a number is worth."""

    number: float
    places: int
    before: str
    scale: str
    behind: str
    times: float
    repeats: bool

    def shown(self, number: float, *, whole: bool) -> str:
        """A number in the dress of this one, what stands behind it included if it is whole or repeats that."""
        return f"{self.before}{number:,.{self.places}f}{self.scale}{self.behind if whole or self.repeats else ''}"

    def like(self, times: float) -> float:
        """A number about so many times this one with as many decimals, never the same."""
        step = 10.0**-self.places
        near = round(self.number * times, self.places)
        other = max(near, self.number + step) if times > 1 else min(near, self.number - step)
        return round(max(other, step), self.places)


@dataclass(frozen=True)
class Sentence:
    """A sentence, the fact that it states, and what fills its slots."""

    frame: Frame
    text: str
    value: float
    units: tuple[str, ...]
    fillers: frozenset[tuple[str, str]]


@dataclass
class _Writing:
    """A sentence while its slots are filled: numbers of fillers by slot, and whether something rose or fell."""

    frame: Frame
    figure: Figure
    draw: random.Random
    fillers: set[tuple[str, str]] = field(default_factory=set)
    many: dict[str, bool] = field(default_factory=lambda: {"many": True})
    way: str = ""

    def filled(self, text: str) -> str:
        return SLOT.sub(self._slot, text)

    def _slot(self, slot: re.Match[str]) -> str:
        what, many = slot["what"], self.many[slot["like"]] if slot["like"] else False
        if what in _NUMBERS:
            return self._number(what)
        if "|" not in what:
            mark, filler = self._chosen(what)
            self.many[what] = mark == "many"
            self.way = mark if mark in _WAYS else self.way
            self.fillers.add((what, filler))
            what = filler
        forms = what.split("|")
        return self.filled(forms[-1] if many else forms[0])

    def _chosen(self, slot: str) -> tuple[str, str]:
        ways = _WAYS - {self.way} if self.way else frozenset[str]()
        return self.draw.choice([(mark, one) for mark, one in fillers(self.frame.slots[slot]) if mark not in ways])

    def _number(self, what: str) -> str:
        if what == "figure":
            return self.figure.shown(self.figure.number, whole=True)
        times = self.draw.uniform(0.7, 0.95) if what == "lower" else self.draw.uniform(1.05, 1.3)
        return self.figure.shown(self.figure.like(times), whole=False)


def fillers(told: Sequence[str] | Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What may stand in a slot, each with its mark: one, many, up, down, same or any."""
    marked = told if isinstance(told, Mapping) else {"any": told}
    return [(mark, filler) for mark, each in marked.items() for filler in each]


def frames(only: str = "") -> list[Frame]:
    """The frames of all groups, or of one: each as often as there are metrics with words of their own."""
    return [
        Frame(
            name, text, tuple(told["metrics"]), group["figure"], tuple(group.get("units", ())),
            {**DATA["slots"], **told.get("slots", {})},
        )
        for name, group in DATA["groups"].items()
        if only in {"", name}
        for told in group.get("told", [group])
        for text in group["frames"]
    ]  # fmt: skip


def drawn_figure(kind: str, draw: random.Random) -> tuple[Figure, str]:
    """A figure of a kind, and the unit in which it is to be read: none where the kind has none."""
    form = draw.choice(DATA["figures"][kind])
    low, high, places = draw.choice(form["numbers"])
    before, unit_before = draw.choice(list(form.get("before", {"": ""}).items()))
    scale, times = draw.choice(list(form.get("scales", {"": 1}).items()))
    behind, unit_behind = draw.choice(list(form.get("behind", {"": ""}).items()))
    number = round(draw.uniform(low, high), places)
    return Figure(number, places, before, scale, behind, times, form.get("repeats", False)), unit_before or unit_behind


def sentence(frame: Frame, draw: random.Random) -> Sentence:
    """A frame with its slots filled.

    Args:
        frame: the frame.
        draw: what chooses; the same state gives the same sentence.
    """
    figure, unit = drawn_figure(frame.figure, draw)
    writing = _Writing(frame, figure, draw)
    text = " ".join(writing.filled(frame.text).split())
    around = {"before the figure": figure.before, "scale": figure.scale, "behind the figure": figure.behind}
    chosen = writing.fillers | {(where, shown) for where, shown in around.items() if shown}
    units = (unit,) if unit else frame.units
    return Sentence(frame, text[0].upper() + text[1:], figure.number * figure.times, units, frozenset(chosen))


def sentences(count: int, seed: int, only: str = "") -> list[Sentence]:
    """So many sentences of a seed, of all groups or of one."""
    draw, choices = random.Random(seed), frames(only)
    return [sentence(draw.choice(choices), draw) for _ in range(count)]


def found(rows: Iterable[Quantity], one: Sentence, know: Knowledge) -> bool:
    """Whether a row is the fact of a sentence: its metric, its year, and its value in the row's unit."""
    return any(_is(row, one.value, unit, know) for row in rows if row.metric in one.frame.metrics for unit in one.units)


def _is(row: Quantity, value: float, unit: str, know: Knowledge) -> bool:
    converted = know.units.convert(value, unit, row.unit, row.metric)
    return row.year == YEAR and converted is not None and abs(row.value - converted) <= _NEAR * abs(converted)


def measured(
    chosen: Sequence[Sentence], know: Knowledge, together: int = 1
) -> Iterator[tuple[Sentence, bool, list[Quantity]]]:
    """Read so many sentences in a paragraph of a document; of each whether its fact is found, and all rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        for at in range(0, len(chosen), together):
            paragraph = chosen[at : at + together]
            text = " ".join(one.text for one in paragraph)
            path.write_text(f"{DATA['report']}\n{text}\n", encoding="utf-8")
            rows = extract_quantities(read_document(path), know, year=YEAR)
            yield from ((one, found(rows, one, know), rows) for one in paragraph)


def shares(results: Iterable[tuple[Sentence, bool]]) -> dict[tuple[str, str], Counter[str]]:
    """How often each group, frame and filler was asked and found; keys are what it is and how it is called."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one, is_found in results:
        parts = {("group", one.frame.group), ("frame", f"{one.frame.group}: {one.frame.text}"), *one.fillers}
        for part in parts:
            counts[part] += Counter({"asked": 1, "found": int(is_found)})
    return counts


def worst(counts: Mapping[tuple[str, str], Counter[str]], least: float) -> list[tuple[float, int, str, str]]:
    """Frames and fillers asked often that keep less than a share: share, how often asked, what, which; worst first."""
    judged = [
        (each["found"] / each["asked"], each["asked"], *part)
        for part, each in counts.items()
        if part[0] != "group" and each["asked"] >= _OFTEN
    ]
    return sorted((one for one in judged if one[0] < least), key=lambda one: (one[0], -one[1], one[2:]))


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000, help="how many sentences are put together")
    parser.add_argument("--seed", type=int, default=1, help="of the choices; the same seed gives the same sentences")
    parser.add_argument("--only", default="", choices=list(DATA["groups"]), metavar="GROUP", help="one group of frames")
    parser.add_argument("--together", type=int, default=1, help="how many sentences a paragraph has")
    parser.add_argument("--losses", action="store_true", help="print the sentences that lost their fact")
    parser.add_argument("--least", type=float, default=0.9, metavar="SHARE", help="print what keeps less of its facts")
    asked = parser.parse_args()
    chosen = sentences(asked.count, asked.seed, asked.only)
    results = list(measured(chosen, Knowledge.of(load_methodology()), max(1, asked.together)))
    counts = shares((one, is_found) for one, is_found, _ in results)
    print(f"{'group':24}{'asked':>8}{'found':>8}{'share':>8}")
    for (part, name), each in sorted(counts.items()):
        if part == "group":
            print(f"{name:24}{each['asked']:8}{each['found']:8}{each['found'] / each['asked']:8.3f}")
    for share, often, part, name in worst(counts, asked.least):
        print(f"{share:.2f} of {often:4} {part}: {name}")
    for one, is_found, rows in results if asked.losses else ():
        if not is_found:
            print(f"lost {one.frame.group} {one.value:g}: {one.text} {[(r.metric, r.value, r.unit) for r in rows]}")
    total = sum(is_found for _, is_found, _ in results)
    print(json.dumps({"asked": len(results), "found": total, "share": round(total / max(1, len(results)), 4)}))


if __name__ == "__main__":
    main()
