"""`make chaos`: every fault, seeded, as a table of what was promised and what came of it.

`python -m tests.chaos [--seed N] [--only NAME ...] [--json FILE]` ends with 1 if any promise was broken.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.chaos.every_fault import EVERY_FAULT
from tests.chaos.trial import Outcome, tried


def row(one: Outcome) -> str:
    """One outcome as a line of a Markdown table."""
    if one.skipped:
        came = f"not tried: {one.skipped}"
    elif one.broken:
        came = f"**broken**: {'; '.join(one.broken)}"
    else:
        came = f"kept; nothing of {one.acknowledged} acknowledged lost; tables as without it (`{one.fingerprint}`)"
    return f"| {one.fault} | {one.promise} | {one.happened} | {came} | {one.seconds:.0f} |"


def main() -> int:
    """All faults, or those whose names were given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    say = sys.stdout.write
    say(f"Seed {asked.seed}.\n\n| fault | promised | what happened | outcome | s |\n|---|---|---|---|---|\n")
    outcomes = []
    for fault in EVERY_FAULT:
        if asked.only and fault.name not in asked.only:
            continue
        outcomes.append(tried(fault, asked.seed))
        say(row(outcomes[-1]) + "\n")
        sys.stdout.flush()
    if asked.json:
        told = [{**asdict(one), "kept": one.kept} for one in outcomes]
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps({"seed": asked.seed, "outcomes": told}, indent=1) + "\n", encoding="utf-8")
    return 1 if any(one.broken for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
