"""Reading YAML: safely, strictly, and with the innermost entry named in every problem."""

from pathlib import Path

import pytest
from pydantic import Field

from cnesg.errors import Problem
from cnesg.framework.definitions import Definition, Name
from cnesg.framework.yaml_files import parse_yaml, validate_entries, validate_mapping, yaml_files


class Leaf(Definition):
    code: str
    size: int = Field(ge=1)


class Tree(Definition):
    code: str
    name: Name
    leaves: tuple[Leaf, ...] = ()


def lines(problems: list[Problem]) -> list[str]:
    return [problem.text("en") for problem in problems]


def test_a_key_given_twice_is_refused() -> None:
    content, problems = parse_yaml("a.yaml", "x: 1\ny: 2\nx: 3\n")
    assert content is None
    assert lines(problems) == ["a.yaml, line 3: not valid YAML: duplicate key 'x'."]


@pytest.mark.parametrize("text", ["!!python/object/apply:os.getcwd []", "x: !!python/name:os.system ''", "!custom 1"])
def test_a_tag_that_could_build_objects_is_refused(text: str) -> None:
    content, problems = parse_yaml("a.yaml", text)
    assert content is None
    assert "could not determine a constructor" in lines(problems)[0]


def test_a_control_character_is_refused() -> None:
    assert lines(parse_yaml("a.yaml", "x: \x07")[1])[0].startswith("a.yaml, line ?: not valid YAML:")


def test_a_problem_names_the_innermost_entry_and_the_way_to_its_field() -> None:
    raw = {"code": "T1", "name": {"en": "Oak"}, "leaves": [{"code": "L1", "size": 1}, {"code": "L2", "size": 0}]}
    tree, problems = validate_mapping("t.yaml", Tree, raw)
    assert tree is None
    assert lines(problems) == [
        "t.yaml: entry T1: field name.zh is missing. Add it.",
        "t.yaml: entry L2, field size: must be >= 1.",
    ]


def test_an_entry_without_a_label_is_named_by_its_number() -> None:
    good, problems = validate_entries("t.yaml", Leaf, [{"code": "L1", "size": 1}, {"size": 2}, "leaf"])
    assert [leaf.code for leaf in good] == ["L1"]
    assert lines(problems) == [
        "t.yaml: entry 2: field code is missing. Add it.",
        "t.yaml: entry 3, field -: must be a mapping of fields.",
    ]


def test_the_form_at_the_top_is_checked() -> None:
    assert lines(validate_entries("t.yaml", Leaf, {"code": "L1"})[1]) == [
        "t.yaml: expected a list of entries at the top."
    ]
    assert lines(validate_mapping("t.yaml", Leaf, None)[1]) == ["t.yaml: expected one mapping of fields at the top."]


def test_files_come_in_sorted_order_with_relative_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.yml", "a/c.yaml", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[]", encoding="utf-8")
    assert [name for name, _ in yaml_files(tmp_path)] == ["a/c.yaml", "a/z.yml", "b.yaml"]
