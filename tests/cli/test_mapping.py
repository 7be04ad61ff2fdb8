"""`cnesg methodology map`: both ways, what is missing, and all standards at a glance."""

import json
from typing import Any

import pytest

from cnesg.cli.app import _run
from cnesg.framework import load_methodology
from cnesg.framework.mappings import load_mappings
from cnesg.framework.standards import load_standards


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert _run(["methodology", "map", *arguments, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_items_and_data_points_tell_the_same_links(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--standard", "hkex-c2")
    assert [item["id"] for item in found["items"]] == [item.id for item in load_standards().named("hkex-c2").items]
    forth = {(p["code"], item["id"], p["match"]) for item in found["items"] for p in item["data_points"]}
    back = {(p["code"], item["id"], item["match"]) for p in found["data_points"] for item in p["items"]}
    expected = {(link.code, link.item, link.match) for link in load_mappings().of_standard("hkex-c2")}
    assert forth == back == expected
    scope1 = next(item for item in found["items"] if item["id"] == "28(a)")
    assert scope1["data_points"][0] == {
        "code": "E0401-01",
        "name": load_methodology().data_points["E0401-01"].name.model_dump(),
        "match": "equal",
    }
    assert (scope1["verified"], scope1["depth"]) == (True, 3)


def test_uncovered_lists_what_nothing_answers_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    every = _json(capsys, "--standard", "gri-2021")["items"]
    left = _json(capsys, "--standard", "gri-2021", "--uncovered")
    assert set(left) == {"standard", "name", "edition", "as_of", "items"}
    expected = [item["id"] for item in every if item["question"] and item["best"] in (None, "related")]
    assert [item["id"] for item in left["items"]] == expected
    assert "410-1" in expected
    assert "305-1" not in expected


def test_a_day_leaves_out_what_is_not_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--standard", "gri-2021", "--as-of", "2026-06-30")
    ids = {item["id"] for item in found["items"]}
    assert found["as_of"] == "2026-06-30"
    assert "101-1" in ids
    assert not {"304-1", "103-2"} & ids
    assert not any(item["id"] in {"304-3", "103-2"} for p in found["data_points"] for item in p["items"])


def test_without_a_standard_all_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _json(capsys)["standards"]
    assert [row["standard"] for row in rows] == list(load_standards().by_code)
    for row in rows:
        assert row["questions"] == row["answered"] + row["related_only"] + row["uncovered"] <= row["items"]


def test_the_table_shows_items_data_points_and_doubtful_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "map", "--standard", "hkex-c2"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert any(line.split()[:1] == ["28(a)"] and "equal: E0401-01" in line for line in lines)
    assert any(line.split()[:2] == ["29", "?"] for line in lines)
    assert any(line.startswith("E0401-01") and "equal: 28(a)" in line for line in lines)
    assert "not confirmed" in out
    assert max(map(len, lines)) <= 120


def test_the_table_speaks_chinese(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNESG_LANG", "zh")
    assert _run(["methodology", "map", "--standard", "gri-2021", "--uncovered"]) == 0
    out = capsys.readouterr().out
    assert "接受人权培训的安保人员" in out
    assert "相关" in out
    assert "none" not in out


def test_the_selection_shows_for_each_indicator_what_it_stands_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "selection", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    methodology, mappings = load_methodology(), load_mappings()
    assert [row["code"] for row in found["indicators"]] == list(methodology.level2)
    assert {column["standard"] for column in found["standards"]} == set(load_standards().by_code)
    for row in found["indicators"]:
        answers: set[tuple[str, str]] = set()
        others: set[tuple[str, str]] = set()
        for link in mappings.links:
            if link.code.startswith(row["code"]):
                (others if link.match == "related" else answers).add((link.standard, link.item))
        assert {(code, item) for code, items in row["items"].items() for item in items} == answers
        assert {(code, item) for code, items in row["related"].items() for item in items} == others - answers
        assert row["frameworks"] == len(row["justified_by"])
        policy = methodology.level2[row["code"]].china_specific
        assert row["china_specific"] == (policy.model_dump() if policy else None)


def test_the_selection_table_counts_items_and_names_policies(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "selection"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:4] == ["Code", "Name", "CBAM", "ESRS"]
    policies = {line[:5]: line.split()[-1] for line in lines if line.split() and line.split()[-1].startswith("CN0")}
    marked = {code: found.china_specific for code, found in load_methodology().level2.items() if found.china_specific}
    assert policies == {code: mark.reference for code, mark in marked.items() if mark.reference.startswith("CN0")}
    assert any(line.startswith("E0401") and "frameworks: 5" in line for line in lines)
    assert max(map(len, lines[:-1])) <= 120  # the legend below the table is a sentence, which terminals wrap


def test_an_unknown_standard_is_one_line_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["methodology", "map", "--standard", "hkex"]) == 2
    captured = capsys.readouterr()
    assert len(captured.err.splitlines()) == 1
    assert "hkex-c2" in captured.err
    assert not captured.out
