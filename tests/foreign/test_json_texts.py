import json
from pathlib import Path

import pytest

from cnesg.errors import Problem
from cnesg.foreign.bounds import DEPTH, LINE
from cnesg.foreign.json_texts import JsonError, Records, json_of


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def test_brackets_within_strings_are_no_levels() -> None:
    text = json.dumps({"a": nested(500), "b": 'say \\ " [ {', "c": nested(200)})
    assert json_of(text, Path("a.json"), 1) == json.loads(text)


@pytest.mark.parametrize(("levels", "message"), [(DEPTH, None), (DEPTH + 1, "foreign.too_deep")])
def test_as_many_levels_as_are_read(levels: int, message: str | None) -> None:
    if message is None:
        assert json_of(nested(levels), Path("a.json"), 1) is not None
        return
    with pytest.raises(JsonError) as error:
        json_of(nested(levels), Path("a.json"), 1)
    assert error.value.problem.message_id == message


def test_records_come_in_parts_and_a_line_too_long_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"n": number}) for number in range(4_500)]
    lines[7] = json.dumps({"n": "x" * LINE})
    path.write_text("\n".join(lines), encoding="utf-8")
    following: Records | None = Records(path)
    found: list[tuple[int, object]] = []
    parts = 0
    while following is not None:
        rows, following = following()
        found += rows
        parts += 1
    assert parts >= 3
    assert [number for number, _ in found] == list(range(1, 4_501))
    problem = found[7][1]
    assert isinstance(problem, Problem)
    assert problem.message_id == "foreign.long_line"
    assert [row for number, row in found if number != 8] == [{"n": n} for n in range(4_500) if n != 7]
