"""`cnesg news analyse` and `list`: what a file's items tell, and what news were known at any second."""

import json
from pathlib import Path

import pytest

from cnesg.cli.app import _run

COMPANIES = """company_id,name_en,name_zh,short_name,market,industry,valid_from,published
C1,Lanxiu Hardware,岚岫五金股份有限公司,岚岫五金,a-share,640000,2010-01-01,2010-01-01
C2,Shuchou Pharma,漱畴制药股份有限公司,漱畴制药,a-share,370000,2010-01-01,2010-01-01
"""
LINES = (
    '{"id": "z", "text": "岚岫五金偷排废水，电镀车间私设暗管，被罚款38.5万元。", "date": "2024-03-02"}',
    "{broken",
    '{"id": "a", "text": "岚岫五金偷排废水，电镀车间私设暗管，被罚款38.5万元。", "date": "2024-03-01"}',
    '{"id": "e", "text": " ", "date": "2024-03-01"}',
    '{"id": "m", "text": "漱畴制药废气超标排放被通报。", "date": "2024-06-01"}',
    '{"id": "s", "text": "<p> </p>", "date": "2024-03-01"}',
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "companies.csv").write_text(COMPANIES, encoding="utf-8")
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


@pytest.mark.heavy
def test_a_file_is_analysed_in_its_order_with_stories(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    command = ["news", "analyse", str(news), "--out", str(out), "--companies", str(tmp_path / "companies.csv")]
    assert _run(command) == 1  # some lines were left out
    printed = capsys.readouterr()
    assert "3" in printed.out
    assert len(printed.err.splitlines()) == 3
    assert all(place in printed.err for place in ("news.jsonl:2", "news.jsonl:4", "s: "))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["cluster"], row["language"]) for row in rows] == [
        ("z", "a", "zh"),
        ("a", "a", "zh"),
        ("m", "m", "zh"),
    ]
    (mention,) = rows[0]["mentions"]
    assert (mention["company_id"], mention["role"], mention["negative"]) == ("C1", "subject", True)
    assert [one["standing"] for one in mention["incidents"]] == ["happened"]
    assert rows[2]["mentions"][0]["company_id"] == "C2"


@pytest.mark.heavy
def test_what_was_not_known_then_is_left_out_and_starts_no_story(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    command = ["news", "analyse", str(news), "--out", str(out), "--companies", str(tmp_path / "companies.csv")]
    for day, known, later in (("2024-03-02", ["z", "a"], "1"), ("2024-03-01", ["a"], "2"), ("2023-01-01", [], "3")):
        assert _run([*command, "--as-of", day]) == 1
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        assert [row["id"] for row in rows] == known
        assert later in capsys.readouterr().err.splitlines()[0]


@pytest.mark.heavy
def test_a_workspace_lends_its_companies_and_is_left_as_it_was(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, out = tmp_path / "ws", tmp_path / "out.jsonl"
    assert _run(["init", str(workspace)]) == 0
    assert _run(["import", "companies", str(tmp_path / "companies.csv"), "--workspace", str(workspace)]) == 0
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    assert _run(["news", "analyse", str(news), "--out", str(out), "--workspace", str(workspace)]) == 1
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["mentions"][0]["company_id"] for row in rows] == ["C1", "C1", "C2"]


@pytest.mark.heavy
def test_what_cannot_be_read_at_all_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert _run(["news", "analyse", str(tmp_path / "none.jsonl"), "--out", str(out)]) == 2
    assert "none.jsonl" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.heavy
def test_the_news_known_at_a_second_are_listed(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = str(tmp_path / "ws")
    assert _run(["init", workspace]) == 0
    assert _run(["import", "companies", str(tmp_path / "companies.csv"), "--workspace", workspace]) == 0
    assert _run(["import", "news", str(news), "--workspace", workspace]) == 1
    capsys.readouterr()
    listing = ["news", "list", "--workspace", workspace, "--format", "json"]
    for more, ids in (
        ((), ["m", "z", "a"]),
        (("--as-of", "2024-03-01T23:59:58+08:00"), []),
        (("--as-of", "2024-03-02T12:00:00+08:00"), ["a"]),
        (("--company", "C2"), ["m"]),
    ):
        assert _run([*listing, *more]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert list(dict.fromkeys(row["news_id"] for row in rows)) == ids
    assert rows[0]["standing"] == "happened"
    assert _run(["news", "list", "--workspace", workspace, "--limit", "1"]) == 0
    printed = capsys.readouterr().out
    assert "2024-06-01" in printed
    assert "2024-03-01" not in printed
