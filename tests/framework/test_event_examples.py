"""Sentences on data points of kind event are read with the cues of incident types."""

import pytest
from tests.extraction.quantity_examples import Example
from tests.framework.event_examples import (
    MISS_KINDS,
    event_examples,
    event_misses,
    event_passes,
    incident_types,
    taken_for,
)

from cnesg.framework.incidents import load_incidents

EXAMPLES = event_examples()
KNOWN = event_misses()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_a_sentence_tells_of_the_event_or_a_near_miss_does_not(example: Example) -> None:
    passed = event_passes(example)
    if example.name in KNOWN:
        assert not passed, "passes now: take it out of the known misses"
    else:
        assert passed, taken_for(example.content["text"], example.language)


def test_one_of_the_incident_types_at_least_speaks_to_the_indicator_of_the_event() -> None:
    types = load_incidents().types
    for code, told_by in incident_types().items():
        assert any(code[:5] in types[incident].indicators for incident in told_by), code


def test_each_near_miss_says_why() -> None:
    assert [e.name for e in EXAMPLES if e.kind == "counter" and not e.content["why"]] == []


def test_the_known_misses_name_sentences_that_there_are_and_a_kind_of_reason() -> None:
    assert sorted(set(KNOWN) - {example.name for example in EXAMPLES}) == []
    assert sorted(set(KNOWN.values()) - set(MISS_KINDS)) == []
