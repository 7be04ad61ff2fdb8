"""Every output that README and docs show is what the product prints.

A fenced block that begins with `$ cnesg ...` is run on the demo's workspace, a block of Python with `>>>` by doctest.
`...` in a block leaves words or lines out, as in doctest; hashes and store positions, which follow the code, are not
compared.
`CNESG_REGENERATE=1` writes blocks anew that leave nothing out.
"""

import doctest
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.demo.built import built_demo
from typer.testing import CliRunner

from cnesg.cli.app import app

pytestmark = pytest.mark.timeout(900)  # the first test builds the demo
ROOT = Path(__file__).parents[2]
WIDTH = "112"
GENERATED = {"docs/cli.md"}  # tests/cli/test_documentation.py
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FOLLOWS_CODE = re.compile(r"\b[0-9a-f]{12,64}\b|(?<=at position )\d+")
_FILE = re.compile(r"# ([\w-]+\.(?:yaml|csv))\n")


@dataclass(frozen=True)
class Shown:
    """A block of a page: the command, what the page shows below it, and the files that the page shows before it."""

    page: str
    command: tuple[str, ...]
    output: str
    files: tuple[tuple[str, str], ...]


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").glob("*.md"))]


def shown(page: Path) -> Iterator[Shown]:
    """The blocks of a page that show what a command prints."""
    files: list[tuple[str, str]] = []
    for block in _FENCE.findall(page.read_text(encoding="utf-8")):
        named = _FILE.match(block)
        if named:
            files.append((named[1], block))
        elif block.startswith("$ cnesg "):
            command, _, output = block.partition("\n")
            yield Shown(page.relative_to(ROOT).as_posix(), tuple(command.split()[2:]), output, tuple(files))


BLOCKS = [block for page in pages() for block in shown(page) if block.page not in GENERATED]


def as_printed(text: str) -> str:
    """Without blanks at the ends of lines, and without what follows the code."""
    return _FOLLOWS_CODE.sub("0", "\n".join(line.rstrip() for line in text.splitlines()) + "\n")


@pytest.fixture
def printed(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Shown], str]:
    """Runs the command of a block in an empty folder beside the files that its page shows."""
    workspace = built_demo(tmp_path_factory)
    monkeypatch.chdir(tmp_path)

    def run(block: Shown) -> str:
        for name, content in block.files:
            (tmp_path / name).write_text(content, encoding="utf-8")
        environment = {"COLUMNS": WIDTH, "CNESG_WORKSPACE": str(workspace), "CNESG_LANG": "en", "NO_COLOR": "1"}
        done = CliRunner().invoke(app, list(block.command), env=environment, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.page}-{'-'.join(block.command[:3])}")
def test_a_shown_command_prints_what_is_shown(block: Shown, printed: Callable[[Shown], str]) -> None:
    output = printed(block)
    if os.environ.get("CNESG_REGENERATE") and "..." not in block.output:
        page = ROOT / block.page
        clean = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
        page.write_text(page.read_text(encoding="utf-8").replace(block.output, clean), encoding="utf-8")
        return
    want, got = as_printed(block.output), as_printed(output)
    assert doctest.OutputChecker().check_output(want, got, doctest.ELLIPSIS), f"{block.page} shows otherwise:\n{got}"


def test_output_is_shown_below_its_command() -> None:
    """Nothing that a command printed stands in a block that names no command, where no test would find it."""
    trees = [
        f"{page.name}: {block.splitlines()[0]}"
        for page in pages()
        for block in _FENCE.findall(page.read_text(encoding="utf-8"))
        if page.relative_to(ROOT).as_posix() not in GENERATED
        and re.search(r"^[├└│]|score: \d|Weight$", block, re.MULTILINE)
        and not block.startswith("$ cnesg ")
    ]
    assert not trees
    assert {block.page for block in BLOCKS} >= {"README.md", "docs/compare.md", "docs/weights.md"}


@pytest.mark.parametrize("page", [page for page in pages() if ">>> " in page.read_text()], ids=lambda page: page.name)
def test_shown_python_gives_what_is_shown(page: Path) -> None:
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried
    assert not failed


@pytest.mark.parametrize(
    ("block", "text", "same"),
    [
        ("a 0.5\n...\nb", "a 0.5\nlong\nb", True),
        ("a 0.5\n...\nb", "a 0.6\nlong\nb", False),
        ("run 524b612201d052f8 at position 19", "run b298382573427c16 at position 20", True),
        ("box 343, 321", "box 343, 360", False),
    ],
)
def test_what_is_compared(block: str, text: str, same: bool) -> None:
    agree = doctest.OutputChecker().check_output(as_printed(block), as_printed(text), doctest.ELLIPSIS)
    assert agree is same
