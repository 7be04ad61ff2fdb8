"""How many Chinese rows survive each form: python -m tests.extraction.forms.survival_zh [--of 3] [--misses].

A row survives a form if the same facts are read of it: metric, value, unit, year, classes, and nothing else.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from tests.extraction.forms.forms_zh import forms_of, plain
from tests.extraction.forms.shown import Shown, draw
from tests.extraction.forms.stock_zh import Plain, stock
from tests.extraction.test_near_metrics import YEAR, is_figure
from tests.extraction.test_trade_tables import is_class
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import fold, read_document


class Asked(NamedTuple):
    """A row in a form, and what was read of it."""

    form: str
    row: Plain
    shown: Shown
    found: tuple[Quantity, ...]


TITLE = f"{YEAR}年环境、社会及治理报告"
LOTS = ("read", "kept")


def read_text(shown: Shown, folder: Path) -> list[Quantity]:
    """What is read of a row in a text file of its own."""
    path = folder / "row.txt"
    path.write_text("\n".join((TITLE, "", *shown.lines())) + "\n", encoding="utf-8")
    return extract_quantities(read_document(path), KNOW, year=YEAR)


def read_page(shown: Shown, folder: Path) -> list[Quantity]:
    """What is read of a row on a page of its own."""
    path = folder / "row.pdf"
    draw(path, TITLE, [shown], "zh")
    return extract_quantities(read_document(path), KNOW, year=YEAR)


READERS = {"text": read_text, "page": read_page}


def read_shown(kind: str, shown: Shown, folder: Path) -> tuple[Quantity, ...]:
    """What is read of a row in a document of a kind."""
    return tuple(READERS[kind](shown, folder))


@cache
def baseline(row: Plain, kind: str) -> tuple[Quantity, ...] | None:
    """What is read of the plain row; None where it is not right, so that no form is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        found = READERS[kind](plain(row), Path(folder))
    right = len(found) == len(row.wanted) and all(
        any(q.metric == w.metric and is_figure(q, w.figure) and is_class(q, w.classes) for q in found)
        for w in row.wanted
    )
    return tuple(found) if right else None


def same(before: Iterable[Quantity], after: Iterable[Quantity], shown: Shown) -> bool:
    """Whether the same facts are told, in whatever unit."""
    left = [row for row in after if not beside(row)]
    for row in before:
        found = next((one for one in left if _is_same(row, one, shown)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _is_same(row: Quantity, other: Quantity, shown: Shown) -> bool:
    if (row.metric, row.year, row.value_kind) != (other.metric, other.year, other.value_kind):
        return False
    value = KNOW.units.convert(other.value, other.unit, row.unit, row.metric)
    wanted = row.value * shown.factor
    return (
        value is not None
        and abs(value - wanted) <= 1e-6 * max(abs(wanted), 1e-9)
        and _classes(row, shown) == _classes(other, shown)
    )


def _classes(row: Quantity, shown: Shown) -> dict[str, str]:
    told_so = {"gender"} if shown.renamed else set(row.breakdown)
    return {name: fold(value).lower() if name in told_so else "" for name, value in row.breakdown.items()}


def beside(row: Quantity) -> bool:
    """Whether a row is of a further column: the year before, or a target."""
    return row.year == YEAR - 1 or row.value_kind == "target"


def survivals(rows: Iterable[Plain], kind: str, only: str = "") -> Iterator[Asked]:
    """Each form of each row that is read right as it stands, and what was read of the form."""
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            for name, shown in forms_of(row):
                if only in name and baseline(row, kind) is not None:
                    yield Asked(name, row, shown, read_shown(kind, shown, Path(folder)))


def well(one: Asked, kind: str) -> bool:
    """Whether a row survived its form."""
    return same(baseline(one.row, kind) or (), one.found, one.shown)


def told(rows: Iterable[Quantity]) -> str:
    """Facts in a line."""
    return str([(q.metric, q.value, q.unit, q.year, dict(q.breakdown), q.value_kind) for q in rows])


def share(tally: Sequence[int]) -> float:
    """The share of those tried that survived."""
    return tally[1] / max(1, tally[0])


def tallied(counts: Mapping[str, Mapping[str, Sequence[int]]]) -> list[str]:
    """A line for each form, the weakest first, and one for each lot; of those tried, those that survived."""
    both = {form: [sum(lots[lot][n] for lot in LOTS) for n in (0, 1)] for form, lots in counts.items()}
    lines: list[str] = []
    for form in sorted(both, key=lambda form: share(both[form])):
        lots = counts[form]
        lines += [f"{form:32}" + "".join(f" {lot} {lots[lot][1]:4}/{lots[lot][0]:4}" for lot in LOTS)]
    for lot in LOTS:
        tried, kept = (sum(lots[lot][n] for lots in counts.values()) for n in (0, 1))
        lines += [f"{lot}: {kept} of {tried}"]
    return lines


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--of", type=int, default=6, help="one label of how many")
    parser.add_argument("--part", type=int, default=0, help="which of them")
    parser.add_argument("--kind", choices=sorted(READERS), default="text")
    parser.add_argument("--only", default="", help="forms whose name has this")
    parser.add_argument("--misses", action="store_true", help="print those of the lot read")
    args = parser.parse_args()
    rows = [row for row in stock() if crc32(b"0" + row.label.encode()) % args.of == args.part]
    lines: list[str] = []
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: {lot: [0, 0] for lot in LOTS})
    for one in survivals(rows, args.kind, args.only):
        survived = well(one, args.kind)
        tally = counts[one.form][one.row.lot]
        tally[0] += 1
        tally[1] += survived
        if args.misses and not survived and one.row.lot == "read":
            shown, before = one.shown, told(baseline(one.row, args.kind) or ())
            lines += [f"{one.form} | {shown.heads} {shown.lines()[-1]} | {before} | {told(one.found)}"]
    print("\n".join([*lines, *tallied(counts)]))  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
