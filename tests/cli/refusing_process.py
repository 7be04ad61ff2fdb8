"""Commands in a process whose files can't grow, or in whose folders nothing can be made.

`python -m tests.cli.refusing_process full|read-only COMMANDS` runs commands (JSON: lists of arguments) in turn.
After the standard error of each a line `== EXIT CODE` follows.
"""

import json
import os
import resource
import signal
import subprocess
import sys

from cnesg.cli.app import _run


def main() -> None:
    """Run the commands."""
    mode, commands = sys.argv[1], json.loads(sys.argv[2])
    if mode == "full":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    for arguments in commands:
        code = _run(arguments)
        sys.stdout.flush()
        os.write(2, f"== {code}\n".encode())


def results(
    mode: str, commands: list[list[str]], folder: str, *, prefix: tuple[str, ...] = ()
) -> list[tuple[int, str]]:
    """Exit code and standard error of each command; for `read-only` a prefix that makes the folder so."""
    told = subprocess.run(
        [*prefix, sys.executable, "-m", "tests.cli.refusing_process", mode, json.dumps(commands)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "CNESG_LANG": "en", "CNESG_WORKSPACE": folder},
    )
    found, lines = [], list[str]()
    for line in told.stderr.splitlines():
        if line.startswith("== "):
            found.append((int(line[3:]), "\n".join(lines)))
            lines = []
        else:
            lines.append(line)
    assert len(found) == len(commands), told.stderr[-2000:]
    return found


if __name__ == "__main__":
    main()
