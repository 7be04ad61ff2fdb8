"""`cnesg methodology ahp` and `weights`."""

import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.small_methodology import AS_OF, YEAR, companies, inputs

from cnesg.cli.app import _run
from cnesg.framework import load_methodology
from cnesg.framework.judgements import load_judgements
from cnesg.framework.materiality import load_materiality
from cnesg.scoring import score


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


def shares(content: dict[str, Any], name: str = "share") -> dict[str, float]:
    return {row["code"]: row[name] for row in content["weights"]}


@pytest.mark.parametrize("arguments", [(), ("--industry", "Coal"), ("--industry", "银行", "--profile", "climate")])
def test_shares_sum_to_one_at_every_level(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    content = _json(capsys, "weights", *arguments)
    found, of_total = shares(content), shares(content, "of_total")
    parents = {load_methodology().parent(code) for code in found}
    for parent in parents:
        below = [code for code in found if load_methodology().parent(code) == parent]
        assert sum(found[code] for code in below) == pytest.approx(1), parent
    assert sum(share for code, share in of_total.items() if len(code) == 5) == pytest.approx(1)


def test_without_an_industry_shares_are_the_weights_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    content = _json(capsys, "weights")
    assert content["industry"] is None
    assert len(content["weights"]) == 3 + 21 + 90
    for row in content["weights"]:
        assert row["share"] == pytest.approx(row["weight"])
        assert row["materiality"] is row["inapplicable"] is None
        assert ("judged" in row, "performance" in row) == (len(row["code"]) == 3, len(row["code"]) == 5)
        if "derived" in row:
            assert row["derived"] == row["weight"]
            assert row["items"] == pytest.approx(sum(row["by_voice"].values()) / len(row["by_voice"]))


def test_an_industry_s_shares_are_those_that_scoring_uses(capsys: pytest.CaptureFixture[str]) -> None:
    found = shares(_json(capsys, "weights", "--industry", "340501"))
    methodology = load_methodology()
    peers = "ABCDEFGHIJKL"  # enough for quartiles, so that every part of a score is there
    values = [
        {"company_id": peer, "data_point": code, "value": float(number), "text": "assurance"}
        for number, peer in enumerate(peers)
        for code in methodology.data_points
    ]
    _, parts = score(
        inputs(values),
        companies(dict.fromkeys(peers, "340501")),
        methodology,
        methodology.profiles["default"],
        fiscal_year=YEAR,
        as_of=AS_OF,
        materiality=load_materiality(),
    )
    parts = parts.filter(pl.col("company_id") == "C")
    issues = parts.filter(pl.col("code").is_in(["E", "S", "G"]) & (pl.col("kind") == "performance"))
    assert issues.height == 21
    for row in issues.iter_rows(named=True):
        assert row["industry_weight"] == pytest.approx(found[row["part"]]), row["part"]
    told = parts.filter((pl.col("code") == "S01") & (pl.col("kind") == "disclosure"))
    assert told["effective_weight"].to_list() == pytest.approx([found[part] for part in told["part"]])


def test_what_does_not_apply_in_an_industry_has_no_weight(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["code"]: row for row in _json(capsys, "weights", "--industry", "740000")["weights"]}
    assert rows["E0404"]["inapplicable"]["en"]
    assert (rows["E0404"]["share"], rows["E0404"]["of_total"]) == (0, 0)
    # 0.4 x 1.5, 0.25 x 1 and 0.25 x 1.5: E0402 is rated 2, the others as their issue.
    assert rows["E0401"]["share"] == pytest.approx(0.6 / 1.225)
    assert [rows[code]["materiality"] for code in ("E0401", "E0402", "E0403")] == [3, 2, 3]
    assert [rows[code]["rated"] for code in ("E0401", "E0402", "E0403")] == ["E04", "E0402", "E04"]


def test_a_profile_without_industry_weights_shows_none(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys, "weights", "--industry", "Coal", "--profile", "strict-2022")["weights"]
    assert {row["code"] for row in rows} == {"E", "E01", "E0102", "S", "S01", "S0104", "G", "G01", "G0102"}
    assert all(row["materiality"] is None for row in rows)
    assert shares({"weights": rows})["E01"] == 1


def test_the_table_says_ratings_with_their_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "weights", "--industry", "coal"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Weights in Coal (740000)")
    assert f"E04 3: {load_materiality().rating('740000', 'E04').reason.en}" in out
    assert f"E0402 2: {load_materiality().rating('740000', 'E0402').reason.en}" in out
    assert re.search(r"E0401 .* \(3\) ", out)
    assert "E0401 3:" not in out
    assert "n/a" in out


@pytest.mark.parametrize(
    ("arguments", "words"), [(("--industry", "Coql"), "Nearest names"), (("--profile", "nope"), "neither a profile")]
)
def test_what_there_is_not(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    assert _run(["methodology", "weights", *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert not captured.out


def test_industries_that_a_workspace_imported_have_weights(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = tmp_path / "industries.csv"
    rows.write_text(
        "code,level,parent,name_zh,name_en,published\n340590,3,340500,果酒,Fruit Wine,2025-07-01\n", encoding="utf-8"
    )
    folder = str(tmp_path / "workspace")
    assert _run(["init", folder]) == 0
    assert _run(["import", "industries", str(rows), "--workspace", folder]) == 0
    capsys.readouterr()
    found = _json(capsys, "weights", "--industry", "Fruit Wine", "--workspace", folder)
    assert found["industry"] == {"code": "340590", "name": {"en": "Fruit Wine", "zh": "果酒"}}
    above = _json(capsys, "weights", "--industry", "340500")
    assert [row["share"] for row in found["weights"]] == [row["share"] for row in above["weights"]]
    assert _run(["methodology", "weights", "--industry", "Fruit Wine"]) == 2
