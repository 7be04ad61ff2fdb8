"""How many facts survive each English frame: `python -m tests.extraction.frames.survival_en [--misses]`.

Misses are printed for frames and facts of the lot `read` alone.
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tests.extraction.forms.survival import Row, as_row
from tests.extraction.frames.frames_en import YEAR, Fact, Frame, bare, facts_of, frames_of, told_in
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Line, Page

TITLE = f"ESG Report {YEAR}"
AIMS = ("target", "limit", "plan")


def rows_of(text: str) -> set[Row]:
    """What is read of a text file with a title and the text."""
    lines = [TITLE, "", *text.split("\n")]
    page = Page(None, 0.0, 0.0, tuple(Line(line, number, None) for number, line in enumerate(lines, start=1)))
    document = Document("0" * 64, "report.txt", "text/plain", "en", 1, lambda: iter([page]))
    return {as_row(one) for one in extract_quantities(document, KNOW, year=YEAR)}


@cache
def plain_rows(fact: Fact, when: str = "now") -> frozenset[Row]:
    """What is read of the plain sentence, if it is the one row of the metric; else nothing."""
    verb = "were" if fact.is_plural else "was"
    figure, year = (bare(fact, fact.now), YEAR) if when == "now" else (bare(fact, fact.before), YEAR - 1)
    rows = rows_of(f"Our {fact.noun} {verb} {figure} in {year}.")
    right = [(row[0], row[3]) for row in rows] == [(fact.metric, year)]
    return frozenset(rows) if right else frozenset()


@cache
def right_acts(fact: Fact) -> bool:
    """Whether what was done, said plainly, gives the same row."""
    return bool(fact.act) and rows_of(f"In 2023, we {fact.act.replace('<>', fact.now)}.") == plain_rows(fact)


def wanted(frame: Frame, facts: tuple[Fact, ...]) -> set[Row]:
    rows: set[Row] = set()
    for name in frame.wanted:
        if name != "none":
            which = int(name[-1]) if name[-1].isdigit() else 1
            rows |= plain_rows(facts[which - 1], name.rstrip("23"))
    return rows


def survives(frame: Frame, facts: tuple[Fact, ...]) -> tuple[bool, set[Row]]:
    """Whether a frame gives the rows of its facts and no others; aims as what they are are no others."""
    found = rows_of(frame.say(facts))
    own = {row for row in found if not is_aim(row)}
    return own == wanted(frame, facts), found


def is_aim(row: Row) -> bool:
    return row[5] not in {"reported", "actual", "disclosed", ""} or any(
        name in AIMS for pair in row[4] for name in pair
    )


def tried(frame: Frame, most: int) -> list[tuple[tuple[Fact, ...], bool, set[Row]]]:
    done: list[tuple[tuple[Fact, ...], bool, set[Row]]] = []
    for facts in told_in(frame):
        if all(plain_rows(one) and plain_rows(one, "before") for one in facts):
            done.append((facts, *survives(frame, facts)))
        if len(done) >= most:
            break
    return done


def survivors(frame: Frame, most: int) -> tuple[int, int]:
    """How many of the first so many facts of a frame survive it, and how many there are."""
    done = tried(frame, most)
    return sum(survived for _, survived, _ in done), len(done)


def told(rows: set[Row]) -> str:
    return "; ".join(
        f"{row[0]} {row[1]:g} {row[2]} {row[3]} {dict(row[4]) or ''} {row[5]}" for row in sorted(rows, key=str)
    )


def _tally(asked: tuple[str, int]) -> tuple[str, Counter[str], list[str]]:
    frame = next(one for one in frames_of() if one.name == asked[0])
    counts, misses = Counter[str](), list[str]()
    for facts, survived, rows in tried(frame, asked[1]):
        lot = f"{frame.lot} {facts[0].lot}"
        counts.update({lot: 1, f"{lot} survived": survived})
        if lot == "read read" and not survived:
            misses.append(f"{frame.say(facts)}\n      got {told(rows)}\n      not {told(wanted(frame, facts))}")
    return frame.name, counts, misses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", default="", help="frames whose name has this word")
    parser.add_argument("--facts", type=int, default=200)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--plain", action="store_true", help="facts of the lot `read` that the plain sentence loses")
    parser.add_argument("--floors", type=int, default=0, help="write how many of so many facts survive each frame")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    out = sys.stdout.write
    if chosen.plain:
        for fact in facts_of():
            for when in ("now", "before"):
                if not plain_rows(fact, when):
                    verb = "were" if fact.is_plural else "was"
                    rows = rows_of(f"Our {fact.noun} {verb} {bare(fact, fact.now)} in {YEAR}.")
                    out(f"{fact.noun} {when} {fact.metric}: {told(rows)}\n")
        return
    if chosen.floors:
        out("".join(f'"{frame.name}": {survivors(frame, chosen.floors)[0]}\n' for frame in frames_of()))
        return
    names = [(frame.name, chosen.facts) for frame in frames_of() if chosen.frames in frame.name]
    with ProcessPoolExecutor(chosen.jobs) as pool:
        done = list(pool.map(_tally, names, chunksize=2))
    done.sort(
        key=lambda one: (
            sum(n for k, n in one[1].items() if "survived" in k)
            / max(1, sum(n for k, n in one[1].items() if "survived" not in k))
        )
    )
    total = sum((counts for _, counts, _ in done), Counter[str]())
    lots = ("read read", "read kept", "kept read", "kept kept")
    for name, counts, misses in [*done, ("all", total, [])]:
        told_lots = "".join(f"{counts[f'{lot} survived']:6}/{counts[lot]:<5}" for lot in lots)
        both = sum(counts[f"{lot} survived"] for lot in lots) / max(1, sum(counts[lot] for lot in lots))
        out(f"{name:36}{told_lots} {both:.3f}\n")
        out("".join(f"    {miss}\n" for miss in misses if chosen.misses))


if __name__ == "__main__":
    main()
