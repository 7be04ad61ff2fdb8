"""Official lists: what they answer is in the methodology; a broken file is told."""

from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.official_lists import FILE, load_official_lists


def test_every_list_answers_a_data_point_of_lists_or_counts_a_metric() -> None:
    methodology = load_methodology()
    for entry in load_official_lists().values():
        assert entry.data_point is None or methodology.data_points[entry.data_point].kind == "list"
        assert entry.counts is None or entry.counts in methodology.metrics
        assert not (entry.data_point and entry.counts)


def test_every_data_point_of_kind_list_has_a_list() -> None:
    answered = {entry.data_point for entry in load_official_lists().values()}
    assert {code for code, point in load_methodology().data_points.items() if point.kind == "list"} <= answered


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("- {list: a-list}", "basis"),
        ("- &one {list: x, name: {en: X, zh: 一}, issuer: {en: X, zh: 一}, basis: assumed, reference: r}\n- *one", "x"),
        (None, "official-lists.yaml"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: str | None, words: str) -> None:
    if content is not None:
        (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(MethodologyError, match=words):
        load_official_lists(tmp_path)
