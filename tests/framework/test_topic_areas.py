"""Topics of the sentence model and the Level II indicators they speak to."""

from pathlib import Path

import pytest

from cnesg.disclosure.sentence_topics import OFF_TOPIC, shipped_topics
from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.topic_areas import check_topic_areas, load_topic_areas


def test_every_topic_but_the_one_off_topic_speaks_to_indicators_that_there_are() -> None:
    areas = load_topic_areas()

    assert set(areas) == set(shipped_topics().topics) - {OFF_TOPIC}
    assert list(check_topic_areas(areas, load_methodology())) == []


def test_a_folder_without_the_file_speaks_of_no_topic(tmp_path: Path) -> None:
    assert load_topic_areas(tmp_path) == {}


def test_all_problems_are_told(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(
        "basis: assumed\nreference: x.md\ntopics:\n"
        "  - { topic: a, level2: [E0101] }\n  - { topic: a, level2: [E0102] }\n  - { topic: b, level2: [] }\n",
        encoding="utf-8",
    )
    with pytest.raises(MethodologyError):
        load_topic_areas(tmp_path)
    found = list(check_topic_areas({"a": ("E0101", "E9999")}, load_methodology()))
    assert [problem.message_id for problem in found] == ["disclosure.topic_unknown_code"]
