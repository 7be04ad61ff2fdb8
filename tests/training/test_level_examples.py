"""Examples for training: a sentence keeps its neighbours and report, and is asked only what is labelled."""

import json
from pathlib import Path

import pytest
from training.level_examples import Example, ExampleReader, invented_examples, labelled_examples
from training.levels import asked

ROW = {
    "id": "a:1",
    "source": "a",
    "language": "en",
    "before": "In 2022 we donated 3 million yuan to schools.",
    "sentence": "We will go on doing so.",
    "after": None,
    "level": "policy",
    "negated": False,
    "vague": True,
    "quantitative": False,
    "pillar": "S",
}
NOTHING = {**ROW, "id": "a:2", "sentence": "Thank you for reading.", "level": "none", "vague": False, "pillar": None}


@pytest.fixture(scope="module")
def reader() -> ExampleReader:
    return ExampleReader()


@pytest.fixture
def examples(reader: ExampleReader, tmp_path: Path) -> list[Example]:
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, (ROW, NOTHING))) + "\n", encoding="utf-8")
    return list(labelled_examples(reader, file, gold=True))


def test_a_labelled_sentence_is_seen_between_its_neighbours(examples: list[Example]) -> None:
    first = examples[0]

    assert (first.group, first.gold, first.language) == ("a", True, "en")
    assert {"before:rule=action", "before:report_year", "after=nothing"} <= first.seen.cues


def test_what_says_nothing_is_asked_for_its_level_alone(examples: list[Example]) -> None:
    assert asked(examples[0]) == {"level": "policy", "pillar": "S"}
    assert asked(examples[1]) == {"level": "none"}


def test_invented_sentences_have_a_level_and_a_pillar_and_stand_once(reader: ExampleReader) -> None:
    found = list(invented_examples(reader))

    levels = {(e.language, e.labels["level"]) for e in found}
    assert len(levels) == 16
    assert all(set(asked(e)) <= {"level", "pillar"} for e in found)
    assert len({(e.language, e.seen.text) for e in found}) == len(found)
