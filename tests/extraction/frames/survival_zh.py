"""How many Chinese figures survive each sentence: python -m tests.extraction.frames.survival_zh [--of 3] [--misses].

A figure survives if the same facts are read of the sentence as of the plain one: metric, value, unit, year, classes,
kind, and nothing else but the year before. In a sentence that tells none of the company's it survives if no result is
read.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from tests.extraction.forms.shown import Shown
from tests.extraction.forms.stock_zh import Plain, stock
from tests.extraction.forms.survival_zh import LOTS, TITLE, same, tallied, told
from tests.extraction.frames.frames_zh import NO_FACTS, PLAIN, Told, framed, said, without_fact
from tests.extraction.test_near_metrics import YEAR, is_figure
from tests.extraction.test_trade_tables import is_class
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import read_document

BESIDE = "board_meetings"  # what stands beside some facts
FALSE = {name for kind in NO_FACTS.values() for name in kind}


class Asked(NamedTuple):
    """A figure in a sentence, and what was read of it."""

    row: Plain
    told: Told
    found: tuple[Quantity, ...]

    @property
    def lot(self) -> str:
        """Kept if either the figure or the sentence is."""
        return "kept" if "kept" in (self.row.lot, self.told.lot) else "read"


def read_sentence(text: str, heading: str, folder: Path) -> tuple[Quantity, ...]:
    """What is read of a sentence in a text of its own."""
    path = folder / "sentence.txt"
    path.write_text("\n".join((TITLE, "", *filter(None, (heading, text)))) + "\n", encoding="utf-8")
    return tuple(extract_quantities(read_document(path), KNOW, year=YEAR))


@cache
def baseline(row: Plain) -> tuple[Quantity, ...] | None:
    """What is read of the plain sentence; None where it is not right, so that nothing is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        found = read_sentence(said(row, PLAIN), row.heading, Path(folder))
    right = len(found) == len(row.wanted) > 0 and all(
        any(q.metric == w.metric and is_figure(q, w.figure) and is_class(q, w.classes) for q in found)
        for w in row.wanted
    )
    return found if right else None


def well(one: Asked) -> bool:
    """Whether a figure survived its sentence."""
    if one.told.frame in FALSE:
        return not any(q.value_kind == "actual" and q.year == YEAR for q in one.found)
    before = baseline(one.row) or ()
    beside = one.told.frame == "beside another" and all(q.metric != BESIDE for q in before)
    found = [q for q in one.found if not (beside and q.metric == BESIDE) and q.year >= YEAR - 1]
    return same(before, found, Shown((), ()))


def asked(row: Plain, folder: Path, only: str = "") -> Iterator[Asked]:
    """A figure in each sentence, if it is read right in the plain one."""
    if baseline(row) is not None:
        for one in (*framed(row), *without_fact(row)):
            if only in one.frame:
                yield Asked(row, one, read_sentence(one.text, row.heading, folder))


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--of", type=int, default=6, help="one label of how many")
    parser.add_argument("--part", type=int, default=0, help="which of them")
    parser.add_argument("--only", default="", help="frames whose name has this")
    parser.add_argument("--misses", action="store_true", help="print those of the lot read")
    args = parser.parse_args()
    rows = [row for row in stock() if crc32(b"3" + row.label.encode()) % args.of == args.part]
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: {lot: [0, 0] for lot in LOTS})
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for one in (one for row in rows for one in asked(row, Path(folder), args.only)):
            survived = well(one)
            tally = counts[one.told.frame][one.lot]
            tally[0] += 1
            tally[1] += survived
            if args.misses and not survived and one.lot == "read":
                lines += [f"{one.told.frame} | {one.told.text!r} | {told(baseline(one.row) or ())} | {told(one.found)}"]
    print("\n".join([*lines, *tallied(counts)]))  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
