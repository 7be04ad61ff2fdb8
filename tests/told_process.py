"""A process that tells line by line what it has done, while something happens to it; most often kill -9."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Told:
    """What it said in whole lines, what it complained of, and how it ended (-9 if it was killed)."""

    lines: list[str]
    complaint: str
    code: int


def told_by(
    command: Sequence[str],
    *,
    awaited: int = 0,
    meanwhile: "Callable[[subprocess.Popen[str]], None] | None" = None,
    environment: Mapping[str, str] | None = None,
) -> Told:
    """Start a process, wait for so many lines, let something happen to it, and hear the rest."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(awaited)]
        if meanwhile is not None:
            meanwhile(process)
        rest, complaint = process.communicate()
    whole = [line for line in [*lines, *rest.splitlines(keepends=True)] if line.endswith("\n")]
    return Told([line.rstrip("\n") for line in whole], complaint, process.returncode)


def killed_after(seconds: float) -> "Callable[[subprocess.Popen[str]], None]":
    """Kill it, unless it ends by itself before."""

    def kill(process: "subprocess.Popen[str]") -> None:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()

    return kill
