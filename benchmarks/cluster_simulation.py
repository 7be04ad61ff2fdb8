"""What 1, 10 and 100 machines would take: tasks, places and the one writer, simulated with measured costs.

    benchmarks/cluster_simulation.py [--machines N ...] [--cores N] [--seed N] [--json FILE]

Work is what an archive is: reports to read, months to score, windows of news to read. Each task is handed out by the
command, done at a place of some machine, sent back over the command's own line and stored by the command, which is one
process: it hands out nothing while it stores. That is how `cnesg` works with every engine. Costs are those that
`benchmarks/scale.py` measured (`COSTS`); how they scatter is drawn, seeded. A place is one core. Not simulated:
machines that fail, a disk shared by too many readers, memory that cores compete for. The table says which of places,
line and writer is busy longest: the bottleneck.
"""

import argparse
import heapq
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a task takes.

    Attributes:
        tasks: how many there are.
        seconds: of a core, the middle.
        scatter: standard deviation of its logarithm.
        back: MiB that travel back.
        store: seconds for which the command is busy with the result.
        hand_out: seconds for which it is busy handing the task out.
    """

    tasks: int
    seconds: float
    scatter: float
    back: float
    store: float
    hand_out: float


COSTS = {
    "reports": Cost(500_000, 5.0, 0.8, 0.1, 0.06, 0.004),
    "months": Cost(120, 22.1, 0.1, 1_570.0, 8.0, 0.004),
    "news": Cost(3_000, 2.9, 0.5, 4.0, 0.1, 0.004),
}
"""Half a million reports, 120 months of 5,500 companies, ten million items in windows: see `docs/scale.md`."""
_LINE = 1_000.0 / 8 / 1.048576
"""MiB a second of a line of one gigabit."""


@dataclass(frozen=True)
class Simulated:
    """What came of it: hours by the clock, the share of it for which each part was busy, and the part busy longest."""

    work: str
    machines: int
    hours: float
    places: float
    line: float
    writer: float
    bottleneck: str
    times: float


def simulated(cost: Cost, places: int, seed: int = 0) -> tuple[float, dict[str, float]]:
    """Seconds by the clock, and for how many of them places (each), line and writer were busy.

    Args:
        cost: of each task.
        places: cores that work at once.
        seed: of the scatter.
    """
    draw = random.Random(seed)
    busy = {"places": 0.0, "line": 0.0, "writer": 0.0}
    waiting = cost.tasks
    ends: list[float] = []  # when places send what they did
    now = line = 0.0
    while waiting or ends:
        while waiting and len(ends) < places:
            now += cost.hand_out
            busy["writer"] += cost.hand_out
            seconds = cost.seconds * draw.lognormvariate(0.0, cost.scatter)
            busy["places"] += seconds
            heapq.heappush(ends, now + seconds)
            waiting -= 1
        end = heapq.heappop(ends)
        line = max(line, end) + cost.back / _LINE
        busy["line"] += cost.back / _LINE
        now = max(now, line) + cost.store
        busy["writer"] += cost.store
    return now, {**busy, "places": busy["places"] / places}


def table(machines: Sequence[int], cores: int, seed: int) -> list[Simulated]:
    """Each kind of work on each number of machines; `times` is how much sooner than on the first number it is done."""
    rows = []
    for work, cost in COSTS.items():
        alone = None
        for count in machines:
            clock, busy = simulated(cost, count * cores, seed)
            alone = alone or clock
            shares = {name: seconds / clock for name, seconds in busy.items()}
            worst = max(shares, key=lambda name: shares[name])
            rows.append(Simulated(work, count, clock / 3600, **shares, bottleneck=worst, times=alone / clock))
    return rows


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--machines", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--cores", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    rows = table(asked.machines, asked.cores, asked.seed)
    print(
        "| work | machines | hours | sooner | places | line | writer | bottleneck |\n|---|---|---|---|---|---|---|---|"
    )
    for one in rows:
        shares = " | ".join(f"{share:.0%}" for share in (one.places, one.line, one.writer))
        print(
            f"| {one.work} | {one.machines} | {one.hours:.2f} | {one.times:.1f} times | {shares} | {one.bottleneck} |"
        )
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in rows], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
