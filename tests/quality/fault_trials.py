"""Breaking a market and asking quality control: was it found, and was the right cause named first?

`python -m tests.quality.fault_trials FIRST LAST` prints each draw and the figures.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.quality.faults import Fault, draw
from tests.quality.small_market import MONTHS, Delivered, SmallMarket, build, check, moved, small_methodology, take

from cnesg.errors import InputError
from cnesg.framework.quality_rules import load_quality_rules
from cnesg.pipeline import Workspace
from cnesg.pipeline.quality.months import MonthsOfWorkspace
from cnesg.quality.causes import Cause, Causes
from cnesg.quality.checking import find
from cnesg.quality.findings import Finding

Looked = tuple[tuple[Finding, ...], Causes]
OFFSETS = {"before": "-3mo", "in": "0d", "after": "1mo"}
"""When the month's tables and reports are published, held against the month in which they are loaded."""


@dataclass(frozen=True)
class Trial:
    """One draw: what was broken, and of each fault the finding that named it and the cause that was named first.

    What can't be is refused by the import, which names each row; then nothing is stored, and there is nothing to find.
    """

    seed: int
    month: str
    when: str
    faults: tuple[Fault, ...]
    named: tuple[tuple[Finding | None, Cause | None], ...]
    new: tuple[Finding, ...]
    refused: frozenset[str] = frozenset()

    @property
    def found(self) -> bool:
        return bool(self.refused) or all(finding is not None for finding, _ in self.named)

    @property
    def right(self) -> bool:
        return bool(self.refused) or all(
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
        self._clean: dict[tuple[str, str], list[Looked]] = {}

    def clean(self, month: str, when: str = "in") -> list[Looked]:
        """What is found where nothing was broken."""
        if (month, when) not in self._clean:
            self._clean[month, when] = list(self._looked(self.market.months[month], when))
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
        found: list[tuple[Finding, Causes]] = []
        clean = self.clean(broken.month, when)
        try:
            looked = list(self._looked(broken, when))
        except InputError as error:
            refused = frozenset(one.message_id for one in error.problems)
            return Trial(seed, broken.month, when, faults, (), (), refused)
        for before, (findings, causes) in zip(clean, looked, strict=True):
            known = {one.key for one in before[0]}
            found += [(one, causes) for one in findings if one.key not in known and one.severity != "info"]
        named: list[tuple[Finding | None, Cause | None]] = []
        for fault in faults:
            hit = next(((one, by) for one, by in found if one.place == fault.place), None)
            named.append((hit[0], next(iter(hit[1].of(hit[0])), None)) if hit else (None, None))
        return Trial(seed, broken.month, when, faults, tuple(named), tuple(one for one, _ in found))

    def _looked(self, brought: Delivered, when: str) -> Iterator[Looked]:
        """What is found in the month in which it is loaded and, if it is published after that, in the next one too."""
        copy, profile = self._folder / "copy", self.market.profile
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.market.bases[brought.month], copy)
        with Workspace.open(copy) as workspace:
            loaded = moved(brought, OFFSETS[when])
            if when != "after":
                take(workspace, loaded, self._folder / "brought", profile)
                yield self._findings(workspace, brought.month)
                return
            take(workspace, replace(loaded, methodology=None), self._folder / "brought", profile)
            yield self._findings(workspace, brought.month)
            check(workspace, brought.month, profile)
            following = MONTHS[MONTHS.index(brought.month) + 1]
            later = replace(self.market.months[following], methodology=brought.methodology)
            take(workspace, later, self._folder / "later", profile)
            yield self._findings(workspace, following)

    def _findings(self, workspace: Workspace, label: str) -> Looked:
        rules = load_quality_rules()
        month = MonthsOfWorkspace(workspace, str(self.market.profile)).month(label)
        findings = find(month, rules.values())
        return findings, Causes(month, findings, rules)


def _told(*what: object) -> None:
    sys.stdout.write(" ".join(map(str, what)) + "\n")
    sys.stdout.flush()


def main(first: int, last: int) -> None:
    """Print each draw and the figures."""
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for month in MONTHS:
            ((findings, _),) = trials.clean(month)
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
