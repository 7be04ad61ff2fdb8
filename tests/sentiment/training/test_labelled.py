"""Labelled news as users bring it: rows of one text together, and every wrong row named."""

import json
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.sentiment.models.negative import NamedText, Verdict
from cnesg.sentiment.training.labelled import LabelledText, incident_rows, negative_rows


def written(folder: Path, content: object) -> Path:
    file = folder / "labels.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def test_rows_of_one_text_are_put_together(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        [
            ["1", "甲乙", "亏损", "甲"],
            ["2", "甲乙", "排污", "乙"],
            ["3", "甲乙", "亏损", "甲"],
            ["4", "丙", "其他", "NaN"],
        ],
    )

    assert incident_rows(file) == [LabelledText("甲乙", (("亏损", "甲"), ("排污", "乙"))), LabelledText("丙", ())]


def test_objects_will_do_and_names_are_split(tmp_path: Path) -> None:
    row = {"id": "1", "title": "题", "text": "文", "names": "甲;乙;甲", "negative": "1", "subjects": "乙"}

    (found,) = negative_rows(written(tmp_path, [row]))

    assert found.shown == NamedText("题", "文", ("甲", "乙"))
    assert found.verdict == Verdict(True, frozenset({"乙"}))


def test_a_row_of_column_names_is_passed_over(tmp_path: Path) -> None:
    head = ["id", "title", "text", "entity", "negative", "key_entity"]

    assert len(negative_rows(written(tmp_path, [head, ["1", "", "文", "甲", "0", ""]]))) == 1


def test_every_wrong_row_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, [["1", "甲", "亏损"], ["1", "甲", "亏损", "甲"], ["1", "甲", None, "甲"]])

    with pytest.raises(InputError) as caught:
        incident_rows(file)

    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("content", [[], {"a": 1}, "rows"])
def test_a_file_without_rows_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(InputError, match=r"labels\.json"):
        incident_rows(written(tmp_path, content))


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "labels.json"
    file.write_text("id,text", encoding="utf-8")

    with pytest.raises(InputError, match="line 1"):
        incident_rows(file)
