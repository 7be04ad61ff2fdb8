"""`cnesg deliver` as a user types it: what is made, what an outsider checks, and what each exit code means."""

import json
from pathlib import Path

import pytest

from cnesg.cli.app import _run

SCORES = "a-share-scores"


@pytest.fixture(scope="module")
def delivered(market: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Deliveries of one product, published to a folder beside them."""
    folder = tmp_path_factory.mktemp("command")
    out, public = str(folder / "out"), str(folder / "public")
    given = ["deliver", SCORES, "--month", "2024-06", "--out", out, "-w", str(market), "--publish", public]
    assert _run(given) == 0
    return folder


def edition(folder: Path, place: str = "out") -> Path:
    return folder / place / SCORES / "2024-06" / "edition-1"


@pytest.mark.heavy
def test_what_was_published_is_what_was_made(delivered: Path) -> None:
    made, public = (
        {p.name: p.read_bytes() for p in edition(delivered, place).iterdir()} for place in ("out", "public")
    )
    assert made == public
    assert "manifest.json" in made


def test_an_outsider_checks_without_a_workspace(delivered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["deliver", "--verify", str(delivered / "public")]) == 0
    root = json.loads((edition(delivered) / "manifest.json").read_text(encoding="utf-8"))["merkle"]["root"]
    assert f"{SCORES} 2024-06 edition 1: sound, root {root}" in capsys.readouterr().out
    assert _run(["deliver", "--verify", str(delivered / "public"), "--root", root, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["problems"] == []
    assert _run(["deliver", "--verify", str(delivered / "public"), "--root", "0" * 64]) == 2
    table = edition(delivered, "public") / "scores.csv"
    kept = table.read_bytes()
    table.write_bytes(kept.replace(b"L01", b"L99", 1))
    assert _run(["deliver", "--verify", str(delivered / "public")]) == 1
    assert "scores.csv: the content is not what was delivered" in capsys.readouterr().err
    table.write_bytes(kept)


def test_one_company_is_proved_and_checked(delivered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["deliver", "--prove", "L03", "--from", str(edition(delivered))]) == 0
    told = capsys.readouterr().out
    path = tmp_path / "proof.json"
    path.write_text(told, encoding="utf-8")
    root = json.loads(told)["root"]
    assert _run(["deliver", "--check", str(path), "--root", root]) == 0
    assert "L03" in capsys.readouterr().out
    assert _run(["deliver", "--check", str(path), "--root", "0" * 64]) == 2


@pytest.mark.heavy
def test_what_can_not_be_made_is_told_and_others_go_on(
    market: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["deliver", "--out", str(tmp_path), "-w", str(market)]
    assert _run([*given, "hk-scores", "--month", "2024-06"]) == 2
    assert "no company of market hk" in capsys.readouterr().err
    assert _run([*given, SCORES, "--month", "2024-05"]) == 2
    assert "the month was not run" in capsys.readouterr().err
    assert _run([*given, SCORES]) == 2
    assert _run([*given, "us-scores", "--month", "2024-06"]) == 2
    assert not list(tmp_path.rglob("manifest.json"))
    assert _run([*given, "all", "--month", "2024-06"]) == 1
    told = capsys.readouterr()
    assert "hk-scores: 2024-06" in told.err
    assert "fund-scores" in told.out
    assert len(list(tmp_path.rglob("manifest.json"))) == 8
