"""Known holes in the packages that `pip install cnesg` brings, by pip-audit; where its data can't be had, that is said.

    python -m release.audit PIP_AUDIT [--requirements FILE]

PIP_AUDIT is the program. Exit 1 names each package with a known hole, and the version that mends it.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SECONDS = 300  # an index that does not answer holds nobody up for longer


@dataclass(frozen=True)
class Audit:
    """What pip-audit found out.

    Attributes:
        asked: packages whose known holes could be looked up.
        unknown: packages that the index tells nothing of.
        holes: a line for each known hole: package, version, its name, and what mends it.
    """

    asked: int
    unknown: int
    holes: tuple[str, ...]


def audit_of(answer: Mapping[str, Any]) -> Audit:
    """What stands in pip-audit's JSON (`--format json`)."""
    packages = answer["dependencies"]
    asked = [one for one in packages if "skip_reason" not in one]
    holes = tuple(
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in asked
        for hole in one["vulns"]
    )
    return Audit(len(asked), len(packages) - len(asked), holes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--requirements", default="requirements/default.txt")
    asked = parser.parse_args(arguments)
    command = [asked.program, "-r", asked.requirements, "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        return _not_to_be_had(str(error))
    try:
        found = audit_of(json.loads(done.stdout))
    except json.JSONDecodeError:
        return _not_to_be_had(done.stderr.strip().rpartition("\n")[2] or f"exit {done.returncode}")
    counts = f"{found.asked} packages looked up; of {found.unknown} the index tells nothing."
    print("\n".join((*found.holes, counts)))
    return int(bool(found.holes))


def _not_to_be_had(why: str) -> int:
    print(f"Known holes were not looked up, the data can't be had here: {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
