"""Every command and option is explained, in both languages, and docs/cli.md shows the help as it is now.

`CNESG_REGENERATE=1 pytest tests/cli/test_documentation.py` writes docs/cli.md anew.
"""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
INTRODUCTION = """# The command line

Generated from the help of every command; a test keeps it so. Exit codes: 0 done; 1 done, and there is something to tell
(some files of a batch could not be read); 2 wrong use, or nothing could be done. Problems are one line each on standard
error, in English or Chinese by locale (`CNESG_LANG=en` or `zh` decides).
"""


# One process a language, because help texts are chosen when the commands are built.
SCRIPT = """
import json, sys
from typer.main import get_command
from cnesg.cli.app import app

def walk(command, path, parent):
    context = type(parent)(command, info_name=path[-1], parent=parent) if parent else command.make_context(
        "cnesg", [], resilient_parsing=True
    )
    yield path, context.get_help()
    for name in getattr(command, "commands", {}):
        yield from walk(command.commands[name], [*path, name], context)

json.dump([[" ".join(path), text] for path, text in walk(get_command(app), ["cnesg"], None)], sys.stdout)
"""


def helps(language: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "CNESG_LANG": language, "COLUMNS": "100", "TERMINAL_WIDTH": "100"},
    )
    return {command: text.rstrip() for command, text in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return helps("en")


def test_the_documentation_shows_the_present_help(english: dict[str, str]) -> None:
    sections = [f"## `{command}`\n\n```text\n{text}\n```\n" for command, text in english.items()]
    expected = "\n".join([INTRODUCTION, *sections])
    if os.environ.get("CNESG_REGENERATE"):
        DOCS.write_text(expected, encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == expected, "docs/cli.md is stale: see this test's first lines"


def test_every_option_says_what_it_does(english: dict[str, str]) -> None:
    assert {"cnesg extract", "cnesg methodology check"} <= set(english)
    silent = []
    for command, text in english.items():
        lines = [*text.splitlines(), ""]
        for line, after in pairwise(lines):
            if line.startswith("  -") and len(line.split("  ", 2)) < 3 and not after.startswith("      "):
                silent.append((command, line))
    assert not silent


def test_help_speaks_chinese() -> None:
    for command, text in helps("zh").items():
        assert any("一" <= character <= "鿿" for character in text), command
