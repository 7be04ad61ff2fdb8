"""Examples and near misses of each quantity data point go through the shipped extraction."""

from pathlib import Path

import pytest
from tests.extraction.quantity_examples import (
    LANGUAGES,
    MISS_KINDS,
    Example,
    canonical_value,
    case_files,
    entries,
    examples,
    known_misses,
    methodology,
    passes,
    read,
)

EXAMPLES = list(examples())
KNOWN = known_misses()
NAMES = {example.name for example in EXAMPLES}
AT_LEAST = 2
LEAST_RATE = 0.8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_an_example_is_found_and_a_near_miss_is_not(example: Example) -> None:
    rows = read(example.content["text"])
    passed = passes(example, rows)
    if example.name in KNOWN:
        assert not passed, "passes now: take it out of the known misses"
    else:
        assert passed, [(r.metric, r.data_point, r.breakdown, r.value, r.unit, r.year) for r in rows]


def test_the_known_misses_name_texts_that_there_are_and_a_kind_of_reason() -> None:
    assert sorted(set(KNOWN) - NAMES) == []
    assert sorted(set(KNOWN.values()) - set(MISS_KINDS)) == []


@pytest.mark.parametrize("file", case_files(), ids=lambda f: f.stem)
def test_every_selected_quantity_of_a_level_1_indicator_has_two_texts_of_each_kind(file: Path) -> None:
    found = entries(file)
    asked = [
        code
        for code, point in methodology().data_points.items()
        if code.startswith(file.stem) and point.kind == "quantity" and point.select and point.reported_in != ("import",)
    ]
    assert [entry["data_point"] for entry in found] == asked
    for entry in found:
        for language in LANGUAGES:
            assert len(entry["examples"][language]) >= AT_LEAST, entry["data_point"]
            assert len(entry["counter"][language]) >= AT_LEAST, entry["data_point"]


def test_no_level_1_indicator_with_quantities_is_left_out() -> None:
    points = methodology().data_points.items()
    asked = {code[:3] for code, point in points if point.kind == "quantity" and point.select}
    assert asked == {file.stem for file in case_files()}


def test_no_text_stands_twice_and_each_near_miss_says_why() -> None:
    texts = [(e.data_point, e.content["text"]) for e in EXAMPLES]
    assert len(set(texts)) == len(texts)
    for example in EXAMPLES:
        if example.kind == "counter":
            assert example.content["why"], example.name
        else:
            assert canonical_value(example) >= 0, example.name


@pytest.mark.parametrize("dimension", sorted({e.data_point[0] for e in EXAMPLES}))
def test_most_texts_of_a_dimension_pass(dimension: str) -> None:
    """The rate itself: `python -m tests.extraction.quantity_examples`."""
    total = sum(name.startswith(dimension) for name in NAMES)
    missed = sum(name.startswith(dimension) for name in KNOWN)
    print(f"quantity examples of {dimension}: {total - missed} of {total} pass, {1 - missed / total:.1%}")  # noqa: T201
    assert 1 - missed / total >= LEAST_RATE
