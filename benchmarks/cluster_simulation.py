"""What 1, 10 and 100 machines would take: tasks, places and the one writer, simulated with measured costs.

    benchmarks/cluster_simulation.py [--machines N ...] [--cores N] [--seed N] [--json FILE]

Work is what an archive is: reports to read, months to score, windows of news to read. Each task is handed out by the
command, done at a place of some machine, sent back over the command's own line and stored by the command, which is one
process. While it stores a month or a window it hands out nothing; reports it stores in a thread, all that are ready in
one commit, and what handing out takes comes on top. That is how `cnesg` works with every engine. Costs are those that
`benchmarks/scale.py` measured (`COSTS`); how they scatter is drawn, seeded. A place is one core. Not simulated:
machines that fail, a disk shared by too many readers, memory that cores compete for. The table says which of places,
line and writer is busy longest: the bottleneck.
"""

import argparse
import heapq
import json
import random
import sys
from collections import deque
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
        commit: seconds that a commit takes beside that, however much is in it.
        most: how many results go into a commit; 1 where each is stored by itself, before anything else is done.
        hand_out: seconds for which it is busy handing the task out.
    """

    tasks: int
    seconds: float
    scatter: float
    back: float
    store: float
    hand_out: float
    commit: float = 0.0
    most: int = 1


COSTS = {
    "reports": Cost(500_000, 5.0, 0.8, 0.1, 0.0123, 0.004, 0.076, 78),
    "reports, one a commit": Cost(500_000, 5.0, 0.8, 0.1, 0.089, 0.004),
    "years of months": Cost(10, 166.0, 0.1, 2_150.0, 14.2, 0.004),
    "news": Cost(3_000, 2.9, 0.5, 4.0, 0.1, 0.004),
}
"""Half a million reports, ten years of months of 5,500 companies, ten million items in windows: `docs/scale.md`."""
_LINE = 1_000.0 / 8 / 1.048576
"""MiB a second of a line of one gigabit."""
_WAIT = 1.0
_ROOM = 256
"""As `cnesg.pipeline.reports.storing`: seconds that a result waits for others, and how many may wait."""


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
    if cost.most > 1:
        return _together(cost, places, random.Random(seed))
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


class _Storing:
    """The thread that stores: takes what is ready when it is free, at most so much, after a wait for more."""

    def __init__(self, cost: Cost) -> None:
        self.cost, self.free, self.busy = cost, 0.0, 0.0
        self.ready: deque[float] = deque()

    def start(self) -> float:
        """When the next commit begins."""
        full = self.ready[self.cost.most - 1] if len(self.ready) >= self.cost.most else float("inf")
        return max(self.free, min(self.ready[0] + _WAIT, full))

    def commit(self) -> float:
        """One commit; when it began."""
        begun, count = self.start(), 0
        while self.ready and self.ready[0] <= begun and count < self.cost.most:
            self.ready.popleft()
            count += 1
        took = self.cost.commit + count * self.cost.store
        self.free, self.busy = begun + took, self.busy + took
        return begun


def _together(cost: Cost, places: int, draw: random.Random) -> tuple[float, dict[str, float]]:
    """As `simulated`, where results are stored beside the handing out, many in a commit."""
    storing, waiting, ends = _Storing(cost), cost.tasks, list[float]()
    now = line = handing = at_places = 0.0
    while waiting or ends:
        while waiting and len(ends) < places:
            now, handing, waiting = now + cost.hand_out, handing + cost.hand_out, waiting - 1
            if storing.free > now:  # both are one process, which has one core
                storing.free += cost.hand_out
            seconds = cost.seconds * draw.lognormvariate(0.0, cost.scatter)
            at_places += seconds
            heapq.heappush(ends, now + seconds)
        line = max(line, heapq.heappop(ends)) + cost.back / _LINE
        now = max(now, line)
        while storing.ready and storing.start() <= now:
            storing.commit()
        while len(storing.ready) >= _ROOM:  # nothing is handed out before there is room
            now = max(now, storing.commit())
        storing.ready.append(now)
    while storing.ready:
        storing.commit()
    busy = {"places": at_places / places, "line": cost.tasks * cost.back / _LINE, "writer": storing.busy + handing}
    return max(now, storing.free), busy


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
