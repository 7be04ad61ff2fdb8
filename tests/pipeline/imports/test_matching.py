"""Doubtful names wait for a person, and what was decided holds."""

import json
from pathlib import Path

import pytest

from cnesg.cli.app import _run
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.imports.matching import decide_match, match_names, waiting_matches

HEADER = "company_id,name_zh,market,industry,valid_from,published\n"
ROWS = (
    "C,浙江云岫环保股份有限公司,a-share,340500,2010-01-01,2010-01-01\n"
    "D,云岫科技发展股份有限公司,a-share,340500,2010-01-01,2010-01-01\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    path = tmp_path / "companies.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    made = Workspace.create(tmp_path / "workspace")
    import_table(made, "companies", path)
    return made


def test_a_doubtful_name_waits_once_and_its_answer_holds(workspace: Workspace) -> None:
    names = ["云岫科技发展", "云岫", "青岚航空"]
    first = match_names(workspace, names, "list one")
    assert [match.company_id for match in first.values()] == ["D", None, None]
    match_names(workspace, names, "list two")
    (waiting,) = waiting_matches(workspace)
    assert (waiting.subject["name"], waiting.subject["source"]) == ("云岫", "list one")
    assert {one["company_id"] for one in waiting.subject["candidates"]} == {"C", "D"}
    assert decide_match(workspace, waiting.entry_id[:8], "浙江云岫环保股份有限公司", "ann") == ("云岫", "C", True)
    again = decide_match(workspace, waiting.entry_id[:8], "C", "ann")
    assert again == ("云岫", "C", False)
    with pytest.raises(InputError, match="waits under this id"):
        decide_match(workspace, waiting.entry_id[:8], "C", "bo")
    assert not waiting_matches(workspace)
    assert match_names(workspace, ["云岫"], "list three")["云岫"].company_id == "C"
    with pytest.raises(InputError, match="waits under this id"):
        decide_match(workspace, waiting.entry_id[:8], "D", "ann")


def test_a_name_may_mean_none_of_them(workspace: Workspace) -> None:
    match_names(workspace, ["云岫"], "list")
    (waiting,) = waiting_matches(workspace)
    decide_match(workspace, waiting.entry_id, None, "ann")
    found = match_names(workspace, ["云岫"], "list")["云岫"]
    assert (found.verdict, found.company_id) == ("none", None)
    assert not waiting_matches(workspace)


def test_what_a_person_said_stands_in_a_list_of_companies_that_stand_once(workspace: Workspace) -> None:
    names = ["云岫", "云岫科技发展"]
    match_names(workspace, names[:1], "list")
    (waiting,) = waiting_matches(workspace)
    decide_match(workspace, waiting.entry_id, "D", "ann")
    found = match_names(workspace, names, "list", once=True)
    assert found["云岫"].company_id == "D"
    assert found["云岫科技发展"].verdict == "doubtful"


def test_commands_match_list_and_settle(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--workspace", str(workspace.folder)]
    workspace.store.close()
    names = tmp_path / "names.txt"
    names.write_text("云岫\n云岫科技发展有限公司\n", encoding="utf-8")

    def told(*words: str) -> str:
        assert _run(["verify", "match", *words, *there]) == 0
        return capsys.readouterr().out

    rows = json.loads(told("names", "--file", str(names), "--format", "json"))
    assert [(row["wanted"], row["verdict"], row["company_id"]) for row in rows] == [
        ("云岫", "doubtful", None),
        ("云岫科技发展有限公司", "match", "D"),
    ]
    once = json.loads(told("names", "--file", str(names), "--each-once", "--format", "json"))
    assert [row["company_id"] for row in once] == ["C", "D"]
    (entry,) = json.loads(told("list", "--format", "json"))
    assert "云岫" in told("list")
    assert told("accept", entry["id"], "C", "--by", "ann") == "云岫: C\n"
    assert json.loads(told("list", "--format", "json")) == []
    assert " match " in told("names", "云岫")


def test_a_likely_match_is_told_as_such_and_names_may_stand_in_gbk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--workspace", str(tmp_path / "brands")]
    with Workspace.create(tmp_path / "brands") as made:
        path = tmp_path / "brands.csv"
        header = "company_id,name_zh,market,industry,valid_from,published"
        rows = [f"{one},{name},a-share,340500,2010-01-01,2010-01-01" for one, name in BRANDS.items()]
        path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
        import_table(made, "companies", path)
    names = tmp_path / "names.txt"
    names.write_bytes("松湖股份\n".encode("gbk"))
    assert _run(["verify", "match", "names", "--file", str(names), *there]) == 0
    assert "likely match" in capsys.readouterr().out
    assert _run(["verify", "match", "names", "--file", str(names), "--format", "json", *there]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["company_id"], told["by_habit"]) == ("A", True)
    assert _run(["verify", "match", "names", "--file", str(tmp_path / "none.txt"), *there]) == 2


BRANDS = {"A": "江苏松湖股份有限公司", "B": "浙江松湖电子股份有限公司"}
