"""A workspace in which work goes on while a fault befalls it, and the judgement of what came of it."""

import contextlib
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tests.chaos.final_tables import differing, final_tables, fingerprint
from tests.chaos.work import DEEDS, REFUSED, Setting, command, work
from tests.pipeline.command_process import prepare
from tests.pipeline.deeds_kept import Deed, assert_kept
from tests.told_process import Told, told_by

from cnesg.errors import CnesgError
from cnesg.framework import load_methodology
from cnesg.pipeline import Workspace
from cnesg.store import Store

_KILLED = -9


class CannotBeTriedError(Exception):
    """This machine does not let us bring the fault about."""


@dataclass(frozen=True)
class Fault:
    """Something that happens to whoever works.

    Attributes:
        name: what happens.
        promise: what holds all the same.
        bring_about: lets it happen; says what happened.
        setting: the work it falls upon.
    """

    name: str
    promise: str
    bring_about: "Callable[[Trial], str]"
    setting: Setting = field(default_factory=Setting)


@dataclass(frozen=True)
class Outcome:
    """What came of a fault: what happened, everything that was not as promised, and what that took."""

    fault: str
    promise: str
    happened: str
    broken: tuple[str, ...] = ()
    acknowledged: int = 0
    fingerprint: str = ""
    seconds: float = 0.0
    skipped: str = ""

    @property
    def kept(self) -> bool:
        """Whether all promises held."""
        return not (self.broken or self.skipped)


class Trial:
    """One workspace, one fault.

    Args:
        base: an empty folder.
        seed: of all that is drawn.
        setting: the work.

    Attributes:
        folder: the workspace.
        draws: seeded.
        acknowledged: every deed that the work said to be done.
        broken: what was not as promised.
        undo: called in the end.
    """

    def __init__(self, base: Path, seed: int, setting: Setting) -> None:
        self.folder = base / "workspace"
        self.setting = setting
        self.draws = random.Random(seed)
        self.acknowledged: list[Deed] = []
        self.broken: list[str] = []
        self.undo = contextlib.ExitStack()

    @property
    def next(self) -> int:
        """The first deed that nobody acknowledged."""
        return max((number for _, number, _ in self.acknowledged), default=-1) + 1

    @property
    def done(self) -> bool:
        """Whether every deed is acknowledged."""
        return self.next >= self.setting.deeds

    def work(self, meanwhile: "Callable[..., None] | None" = None, *, look: bool = True, **conditions: object) -> Told:
        """Let the work go on in a process; what it acknowledged must be there afterwards, and nothing half there.

        Args:
            meanwhile: what happens to the process.
            look: whether that can be looked at now.
            conditions: of the setting.
        """
        setting = replace(self.setting, **conditions)  # type: ignore[arg-type]
        told = told_by(command(self.folder, self.next, setting), awaited=1, meanwhile=meanwhile)
        said = [line.split(maxsplit=2) for line in told.lines]
        self.broken += [f"said what is no deed: {' '.join(one)}" for one in said if one[0] not in (*DEEDS, "ready")]
        self.acknowledged += [(one[0], int(one[1]), one[2]) for one in said if one[0] in DEEDS]
        if told.code not in (0, REFUSED, _KILLED):
            self.broken.append(f"not told in words: {told.complaint.strip().splitlines()[-1:]}")
        if look:
            self.look()
        return told

    def look(self) -> None:
        """Note what is lost or half there."""
        with Workspace(self.folder, Store.open(self.folder, lock_wait=0), load_methodology()) as workspace:
            try:
                assert_kept(workspace, self.acknowledged)
            except AssertionError as error:
                self.broken.append(f"lost or half there: {' '.join(str(error).split())[:200]}")
            instants = [one.recorded_at for one in workspace.store.log()]
            if instants != sorted(set(instants)):
                self.broken.append("the log's time went back")

    def finish(self) -> None:
        """Do what is left, without any fault."""
        if not self.done:
            told = self.work()
            if told.code:
                self.broken.append(f"does not go on: {told.complaint.strip().splitlines()[-1:]}")

    def tables(self) -> dict[str, bytes]:
        """What the workspace holds."""
        with Workspace(self.folder, Store.open(self.folder)) as workspace:
            return final_tables(workspace)


@cache
def undisturbed(kinds: tuple[str, ...], deeds: int) -> dict[str, bytes]:
    """The final tables of the same work without any fault."""
    with tempfile.TemporaryDirectory(prefix="cnesg-undisturbed-") as base:
        trial = Trial(Path(base), 0, Setting(kinds, deeds))
        prepare(trial.folder)
        trial.finish()
        assert not trial.broken, trial.broken
        return trial.tables()


def tried(fault: Fault, seed: int) -> Outcome:
    """Let a fault happen to the work, finish it, and hold the final tables against those without a fault."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cnesg-chaos-") as base:
        trial = Trial(Path(base), seed, fault.setting)
        expected = undisturbed(fault.setting.kinds, fault.setting.deeds)
        with trial.undo:
            try:
                happened = fault.bring_about(trial)
            except CannotBeTriedError as why:
                return Outcome(fault.name, fault.promise, "", skipped=str(why))
            except CnesgError as error:
                happened = "it could not go on"
                trial.broken.append(str(error))
            trial.finish()
            found = trial.tables()
    trial.broken += [f"table {name} is not what it is without the fault" for name in differing(found, expected)]
    return Outcome(
        fault.name,
        fault.promise,
        happened,
        tuple(trial.broken),
        len(trial.acknowledged),
        fingerprint(found),
        time.monotonic() - begun,
    )


def work_here(trial: Trial, **conditions: object) -> None:
    """As `Trial.work`, but in this process: for what harms nobody but the work itself."""
    setting = replace(trial.setting, **conditions)  # type: ignore[arg-type]
    work(trial.folder, trial.next, setting, lambda *deed: trial.acknowledged.append(deed))
    trial.look()
