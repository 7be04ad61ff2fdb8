"""Files made to do harm end in one clear line each, within limits, and leave the store as it was."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.foreign.attacks import CORNERS, TABLE, Attack, drawn, made

from cnesg.cli.app import _run
from cnesg.pipeline import Workspace

_LONGEST = 120.0  # seconds; far more than any takes, and far less than what hangs
_MUTATED = 60
_SAMPLE = 8


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with Workspace.create(tmp_path / "workspace"):
        return tmp_path / "workspace"


def held(workspace: Path) -> tuple[int, list[str]]:
    """The position of a store and its snapshots."""
    with Workspace.open(workspace) as opened:
        return opened.store.position, sorted(path.name for path in (workspace / "snapshots").rglob("*"))


def refused(attack: Attack, workspace: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a file, which is refused within limits and changes nothing."""
    path, before, begun = attack.put(workspace.parent), held(workspace), time.monotonic()
    where = [] if attack.command[0] == "methodology" else ["--workspace", str(workspace)]
    code = _run([*attack.command, str(path), *where])
    said = capsys.readouterr()
    path.unlink()
    assert code in (1, 2), (attack.name, code, said)
    assert "Traceback" not in said.out + said.err
    lines = said.err.splitlines()
    assert lines, attack.name
    assert all(len(line) < 2_000 for line in lines), attack.name
    position, snapshots = held(workspace)
    assert position == before[0]
    assert code == 1 or snapshots == before[1]  # of news, a file is kept of which lines were left out
    assert time.monotonic() - begun < _LONGEST, attack.name
    return said.err


WORST = {
    "corners.xlsx": "cells of sheet sheet1 reach to row 1048576 and column 16384",
    "bomb.xlsx": "MiB of content",
    "columns.csv": "1000000 columns",
    "deep.yaml": "nested more than 64 levels",
    "aliases.yaml": "aliases counted as what they stand for",
    "deep.jsonl": "nested more than 64 levels",
    "rows.parquet": "30,000,000 cells",
    "path.rss": "neither RSS nor Atom",
}


@pytest.mark.heavy
@pytest.mark.parametrize("name", WORST)
def test_the_worst_are_told_what_they_are(workspace: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    attack = next(one for one in made() if one.name == name)
    said = refused(attack, workspace, capsys)
    assert WORST[name] in said
    assert len(said.splitlines()) == 1


def test_a_workbook_of_a_kilobyte_does_not_ask_for_the_whole_sheet(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(CORNERS) < 1_500
    assert "Delete what stands outside the table" in refused(Attack("c.xlsx", CORNERS, TABLE), workspace, capsys)


@pytest.mark.heavy
def test_some_of_all_attacks_leave_no_trace(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for attack in [*random.Random(1).sample(made(), _SAMPLE), *drawn(_SAMPLE, seed=1)]:
        refused(attack, workspace, capsys)


@pytest.mark.full
@pytest.mark.timeout(3_600)
def test_all_attacks_leave_no_trace(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attacks = [*made(), *drawn(_MUTATED)]
    counts, failed = Counter[str](), list[AssertionError]()
    for attack in attacks:
        try:
            refused(attack, workspace, capsys)
        except AssertionError as error:
            failed.append(error)
        counts[attack.name.rpartition(".")[2]] += 1
    with capsys.disabled():
        print(f"\n{len(attacks)} files refused:", ", ".join(f"{end} {count}" for end, count in sorted(counts.items())))  # noqa: T201
    assert not failed, failed
    assert len(attacks) >= 100


@pytest.mark.heavy
def test_good_news_beside_a_file_that_brings_its_reader_down_are_taken_in(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    bad = next(one for one in made() if one.name == "news corners without places.xlsx")
    (inbox / "a.xlsx").write_bytes(bad.content)
    (inbox / "b.jsonl").write_text('{"id": "n1", "title": "Fined", "published_at": "2024-01-01"}\n', encoding="utf-8")
    for _ in range(2):
        assert _run(["news", "watch", str(inbox), "--workspace", str(workspace), "--once", "--together"]) in (0, 1)
    said = capsys.readouterr().err
    assert said.count("a.xlsx: ") <= 2
    assert said.count("left out until it changes") == 1
    with Workspace.open(workspace) as opened:
        assert opened.store.read("news")["news_id"].to_list() == ["n1"]
