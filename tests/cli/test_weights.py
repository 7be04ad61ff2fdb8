"""`cnesg methodology ahp` and `weights`."""

import json
from pathlib import Path
from typing import Any

import pytest

from cnesg.cli.app import _run
from cnesg.framework.judgements import load_judgements


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert _run(["methodology", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def judgements(tmp_path: Path, *ratios: float) -> str:
    file = tmp_path / "own.yaml"
    pairs = zip((("a", "b"), ("a", "c"), ("b", "c")), ratios, strict=True)
    lines = [f"  - {{more: {more}, less: {less}, by: {by}}}" for (more, less), by in pairs]
    file.write_text("\n".join(["of: mine", "members: [a, b, c]", "pairs:", *lines]), encoding="utf-8")
    return str(file)


def test_judgements_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = _json(capsys, "ahp", judgements(tmp_path, 2, 4, 2))
    assert found["weights"] == pytest.approx({"a": 4 / 7, "b": 2 / 7, "c": 1 / 7})
    assert found["consistency_ratio"] == pytest.approx(0, abs=1e-9)
    assert found["acceptable"] is True
    assert {(p["first"], p["second"]) for p in found["pairs"]} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_judgements_that_contradict_each_other_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert _run(["methodology", "ahp", judgements(tmp_path, 9, 1, 9)]) == 1
    out = capsys.readouterr().out
    assert "not below 0.1" in out
    assert "Think these judgements over first" in out
    assert "a : c" in out


def test_without_a_file_the_methodologys_own(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "ahp")
    assert [entry["of"] for entry in found] == ["TOTAL", "E", "S", "G"]
    assert found[1]["weights"] == dict(load_judgements().by_parent["E"].weights)
    assert _run(["methodology", "ahp"]) == 0
    assert "0.3028" in capsys.readouterr().out  # E03


@pytest.mark.parametrize(("text", "words"), [(None, "no such file"), ("of: x\nmembers: [a, b]\npairs: []", "a - b")])
def test_bad_judgements_are_one_line_each(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | None, words: str
) -> None:
    file = tmp_path / "own.yaml"
    if text:
        file.write_text(text, encoding="utf-8")
    assert _run(["methodology", "ahp", str(file)]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert len(captured.err.splitlines()) == 1
    assert not captured.out
