"""Rows of official lists and analyses go through the import; what must be refused is refused."""

import pytest
from tests.extraction.quantity_examples import Example
from tests.pipeline.import_examples import MISS_KINDS, import_examples, import_misses, import_passes, imported

EXAMPLES = import_examples()
KNOWN = import_misses()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_a_row_gives_its_data_point_or_a_near_miss_does_not(example: Example) -> None:
    passed = import_passes(example)
    values, refused = imported()
    if example.name in KNOWN:
        assert not passed, "passes now: take it out of the known misses"
    else:
        assert passed, (values.get(example.name), refused.get(example.name))


def test_each_near_miss_says_why() -> None:
    assert [e.name for e in EXAMPLES if e.kind == "counter" and not e.content["why"]] == []


def test_the_known_misses_name_rows_that_there_are_and_a_kind_of_reason() -> None:
    assert sorted(set(KNOWN) - {example.name for example in EXAMPLES}) == []
    assert sorted(set(KNOWN.values()) - set(MISS_KINDS)) == []
