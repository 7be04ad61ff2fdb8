"""Breaking a market and asking quality control: was it found, and was the right cause named first?

`python -m tests.quality.fault_trials FIRST LAST` prints each draw and the figures.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.quality.faults import Fault, draw
from tests.quality.small_market import MONTHS, Delivered, SmallMarket, build, check, moved, small_methodology, take

from cnesg.framework.quality_rules import load_quality_rules
from cnesg.pipeline import Workspace
from cnesg.pipeline.quality.months import MonthsOfWorkspace
from cnesg.quality.causes import Cause, Causes
from cnesg.quality.checking import find
from cnesg.quality.findings import Finding

OFFSETS = {"before": "-3mo", "in": "0d", "after": "1mo"}
"""When the month's tables and reports are published, held against the month in which they are loaded."""


@dataclass(frozen=True)
class Trial:
    """One draw: what was broken, and of each fault the finding that named it and the cause that was named first."""

    seed: int
    month: str
    when: str
    faults: tuple[Fault, ...]
    named: tuple[tuple[Finding | None, Cause | None], ...]
    new: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        return all(finding is not None for finding, _ in self.named)

    @property
    def right(self) -> bool:
        return all(
            cause is not None and (cause.kind, cause.place) == (fault.kind, fault.place)
            for fault, (_, cause) in zip(self.faults, self.named, strict=True)
        )


class Trials:
    """Breaks copies of a market.

    Args:
        folder: where the market and its copies go.
        months: those of MONTHS whose faults are tried.
    """

    def __init__(self, folder: Path, months: Sequence[str] = MONTHS) -> None:
        self.market: SmallMarket = build(folder, months)
        self._folder = folder
        self._months = months
        self._clean: dict[tuple[str, str], tuple[tuple[Finding, ...], Causes]] = {}

    def clean(self, month: str, when: str = "in") -> tuple[tuple[Finding, ...], Causes]:
        """What is found where nothing was broken."""
        if (month, when) not in self._clean:
            self._clean[month, when] = self._findings(self._taken(self.market.months[month], when))
        return self._clean[month, when]

    def run(self, seed: int, when: str | None = None) -> Trial:
        """Draw, take in, look.

        Args:
            seed: what is broken, and when it is published unless that is given.
            when: `before`, `in` or `after` the month in which it is loaded.
        """
        broken, faults = draw(seed, self.market, small_methodology())
        # After the last of MONTHS no month is run, in which that could be seen.
        whens = tuple(OFFSETS) if broken.month != MONTHS[-1] else tuple(OFFSETS)[:2]
        when = when or random.Random(f"when {seed}").choice(whens)
        known = {one.key for one in self.clean(broken.month, when)[0]}
        findings, causes = self._findings(self._taken(broken, when))
        new = tuple(one for one in findings if one.key not in known and one.severity != "info")
        named = []
        for fault in faults:
            finding = first_naming(fault, new)
            named.append((finding, next(iter(causes.of(finding)), None) if finding else None))
        return Trial(seed, broken.month, when, faults, tuple(named), new)

    def _taken(self, brought: Delivered, when: str) -> tuple[str, Path]:
        """The workspace after a month was loaded, and the month in which what was loaded can be seen."""
        copy, profile = self._folder / "copy", self.market.profile
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.market.bases[brought.month], copy)
        with Workspace.open(copy) as workspace:
            if when != "after":
                take(workspace, moved(brought, OFFSETS[when]), self._folder / "brought", profile)
                return brought.month, copy
            following = MONTHS[MONTHS.index(brought.month) + 1]
            take(workspace, replace(moved(brought, OFFSETS[when]), methodology=None), self._folder / "brought", profile)
            check(workspace, brought.month, profile)
            later = replace(self.market.months[following], methodology=brought.methodology)
            take(workspace, later, self._folder / "later", profile)
        return following, copy

    def _findings(self, taken: tuple[str, Path]) -> tuple[tuple[Finding, ...], Causes]:
        label, folder = taken
        rules = load_quality_rules()
        with Workspace.open(folder) as workspace:
            month = MonthsOfWorkspace(workspace, str(self.market.profile)).month(label)
            findings = find(month, rules.values())
            return findings, Causes(month, findings, rules)


def first_naming(fault: Fault, new: Sequence[Finding]) -> Finding | None:
    """The first new finding that is about what was broken: the place itself, or a score or coverage that it moved."""
    return next((one for one in new if one.place == fault.place), None)


def _told(*what: object) -> None:
    sys.stdout.write(" ".join(map(str, what)) + "\n")
    sys.stdout.flush()


def main(first: int, last: int) -> None:
    """Print each draw and the figures."""
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for month in MONTHS:
            findings, _ = trials.clean(month)
            _told(month, [f"{one.severity} {one.rule} {one.place}" for one in findings if one.severity != "info"])
        found = right = 0
        for seed in range(first, last):
            trial = trials.run(seed)
            found, right = found + trial.found, right + trial.right
            if not (trial.found and trial.right):
                _told(seed, trial.month, trial.when, trial.faults)
                for finding, cause in trial.named:
                    told = finding and (finding.rule, finding.place)
                    _told("    named", told, cause and (cause.kind, cause.place, round(cause.explains, 2), cause.also))
                _told("    new", [f"{one.rule} {one.place}" for one in trial.new[:8]])
        count = last - first
        _told(f"draws {count}, found {found} ({found / count:.1%}), right cause first {right} ({right / count:.1%})")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
