"""Faults that befall whoever works in a workspace, and what is promised all the same."""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.chaos.trial import CannotBeTriedError, Fault, Trial
from tests.chaos.work import REFUSED, Setting
from tests.pipeline.command_process import prepare
from tests.told_process import killed_after

from cnesg.errors import CnesgError
from cnesg.pipeline import Workspace
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.keeping.copies import backup, restore
from cnesg.store import Store

_PAGE = 4096


def kill_driver(trial: Trial) -> str:
    """Kill the process at random instants, most of them while it works on something."""
    prepare(trial.folder)
    kills = 0
    while kills < 6 and not trial.done:
        kills += trial.work(killed_after(trial.draws.uniform(0.5, 4.0))).code == -signal.SIGKILL
    return f"{kills} kills"


def kill_workers(trial: Trial) -> str:
    """Kill the child processes that read reports, and let the process itself live."""
    prepare(trial.folder)
    killed = [0]
    refused = 0
    while killed[0] < 6 and not trial.done:
        most = killed[0] + 2
        refused += trial.work(lambda process, most=most: _kill_children(trial, process, killed, most)).code == REFUSED
    return f"{killed[0]} workers killed, {refused} times the report was set aside and said to be"


def _kill_children(trial: Trial, process: "subprocess.Popen[str]", killed: list[int], most: int) -> None:
    while process.poll() is None and killed[0] < most:
        time.sleep(trial.draws.uniform(0.0, 1.5))
        for pid in _children(process.pid):
            os.kill(pid, signal.SIGKILL)
            killed[0] += 1


def _children(pid: int) -> list[int]:
    """Child processes in which tasks are done."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            try:
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
            except OSError:
                continue
    return found


def full_disk(trial: Trial) -> str:
    """A file system of its own that is full again and again, and gets a little larger each time."""
    trial.folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", trial.folder], check=False, capture_output=True)
    if mount.returncode:
        raise CannotBeTriedError("no right to mount a file system of a given size")
    trial.undo.callback(lambda: subprocess.run(["umount", "--lazy", trial.folder], check=False))
    prepare(trial.folder)
    refused, most = 0, 0
    while not trial.done and refused < 12:
        most = max(most, _used(trial.folder)) + _PAGE * trial.draws.randrange(1, 60)
        _resize(trial.folder, most)
        refused += trial.work(look=False).code == REFUSED
        _resize(trial.folder, 1 << 30)  # who looks needs a little room too
        trial.look()
    if not refused:
        trial.broken.append("the disk was never full")
    return f"the disk was full {refused} times, told in words each time"


def _resize(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


def _used(folder: Path) -> int:
    told = os.statvfs(folder)
    return (told.f_blocks - told.f_bfree) * told.f_frsize


def file_limit(trial: Trial) -> str:
    """No file may grow beyond a limit, which rises a little each time."""
    prepare(trial.folder)
    refused, most = 0, 8 * 1024
    while not trial.done and refused < 8:
        most += trial.draws.randrange(512, 16 * 1024)
        refused += trial.work(largest_file=most).code == REFUSED
    if not refused:
        trial.broken.append("no write was ever refused")
    return f"{refused} writes refused by the system, told in words each time"


def slow_disk(trial: Trial) -> str:
    """Each forced write takes up to a quarter of a second longer; the process is killed in the midst of it too."""
    prepare(trial.folder)
    seen: list[int] = []
    trial.work(lambda process: _read_meanwhile(trial, process, seen), slow=0.25, deeds=trial.setting.deeds // 2)
    kills = 0
    while kills < 2 and not trial.done:
        kill = killed_after(trial.draws.uniform(3.0, 8.0))
        kills += trial.work(kill, slow=0.25).code == -signal.SIGKILL
    return f"readers saw {len(set(seen))} positions meanwhile, each whole; {kills} kills"


def _read_meanwhile(trial: Trial, process: "subprocess.Popen[str]", seen: list[int]) -> None:
    store = Store.open(trial.folder)
    while process.poll() is None:
        at = store.position
        rows = {one.position: one.rows for one in store.commits()}
        for table in ("observations", "documents", "news", "scores"):
            found = dict(store.read(table, at=at).group_by("position").len().rows())
            if found != {position: told[table] for position, told in rows.items() if table in told and position <= at}:
                trial.broken.append(f"a reader saw half a commit of {table} at {at}")
        seen.append(at)
        time.sleep(0.05)


def corrupted_file(trial: Trial) -> str:
    """A single bit of a random file is turned over, three times; each time a backup is brought back."""
    prepare(trial.folder)
    told = []
    for turn in range(1, 4):
        step = trial.setting.deeds * turn // 4
        trial.work(deeds=step)
        copy = trial.folder.with_name(f"copy-{turn}.tar")
        with Workspace.open(trial.folder) as workspace:
            backup(workspace, copy)
        trial.work(deeds=step + 1)
        kept = trial.acknowledged[: sum(number < step for _, number, _ in trial.acknowledged)]
        told.append(_turn_a_bit_over(trial))
        if not _is_told(trial.folder, told[-1]):
            trial.broken.append(f"nobody tells that {told[-1]} was altered")
        inbox, trial.folder = trial.folder, trial.folder.with_name(f"workspace-{turn}")
        inbox.with_name(f"{inbox.name}-inbox").rename(trial.folder.with_name(f"{trial.folder.name}-inbox"))
        restore(copy, trial.folder)
        trial.acknowledged = kept  # what came after the backup is lost with the disk, and done again from its sources
        trial.look()
    return f"altered: {', '.join(told)}; each found by the audit"


def _turn_a_bit_over(trial: Trial) -> str:
    store = Store.open(trial.folder)
    live = {path for table in ("observations", "documents", "news", "scores") for path in store.files(table)}
    files = sorted({*live, *(trial.folder / "snapshots").glob("??/*"), trial.folder / "commits.jsonl"})
    path = trial.draws.choice([one for one in files if one.stat().st_size])
    data = bytearray(path.read_bytes())
    data[trial.draws.randrange(len(data))] ^= 1 << trial.draws.randrange(8)
    path.write_bytes(data)
    return path.relative_to(trial.folder).parts[0]


def _is_told(folder: Path, name: str) -> bool:
    try:
        with Workspace.open(folder) as workspace:
            return any(one.severity == "error" for one in audit(workspace))
    except CnesgError as error:
        return name in str(error)


def clock_jump(trial: Trial) -> str:
    """The clock jumps by up to a year, back and forth, at every look."""
    prepare(trial.folder)
    trial.work(clock=trial.draws.randrange(1 << 30))
    return "every reading of the clock was up to a year off; the log's time only grew"


def delivered_again(trial: Trial) -> str:
    """Earlier files, items and decisions come again after each deed."""
    prepare(trial.folder)
    trial.work(again=trial.draws.randrange(1 << 30))
    return f"{len(trial.acknowledged) - trial.setting.deeds} deliveries came again"


ACKNOWLEDGED = "What was acknowledged is there, nothing is half there, and the work goes on where it was"
FAULTS = [
    Fault("kill -9 of the driver", ACKNOWLEDGED, kill_driver),
    Fault(
        "kill -9 of workers",
        "A worker that dies takes its own report alone with it; the report is told and read when it comes again",
        kill_workers,
        Setting(("ingest", "import"), 12, workers=True),
    ),
    Fault("full disk", f"Told in words. {ACKNOWLEDGED} once there is room", full_disk),
    Fault("file limit", f"Told in words. {ACKNOWLEDGED} once larger files are allowed", file_limit),
    Fault("slow disk", f"Readers are not held up and see whole commits. {ACKNOWLEDGED}", slow_disk),
    Fault(
        "corrupted file", "An audit finds a single bit; a backup brings back all that it was made of", corrupted_file
    ),
    Fault("clock jump", "The log's time only grows; what is computed does not ask the clock", clock_jump),
    Fault("duplicate delivery", "What comes again changes nothing", delivered_again),
]
