"""Training of levels: what is told apart in training is told apart by the model, and parts of the measures agree."""

import numpy as np
import pytest
from training.level_examples import Example, ExampleReader, Source
from training.levels import Measured, figures, measure, train
from training.text_model import space

from cnesg.disclosure.level_model import LevelModel
from cnesg.disclosure.near_model import pack_near, unpack_near

WRITTEN = {
    ("none", "none"): ["Thank you for reading.", "Notes to the accounts.", "See page 40.", "All rights reserved."],
    ("policy", "S"): ["We prohibit child labour.", "We pay fairly.", "We respect unions.", "We hire on merit."],
    ("result", "E"): ["Emissions fell by 5%.", "Waste fell by 3%.", "Water use fell by 8%.", "Energy use fell by 2%."],
}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    reader = ExampleReader()
    return [
        reader.example(text, "en", {"level": level, "pillar": pillar}, Source("invented", 2023))
        for (level, pillar), texts in WRITTEN.items()
        for text in texts
    ]


@pytest.fixture(scope="module")
def measured(examples: list[Example]) -> Measured:
    texts = [e.seen.text for e in examples]
    return measure(space("en", texts, [e.seen.cues for e in examples], size=256, dimensions=2), examples)


def test_what_is_told_apart_in_training_is_told_apart_after_packing(
    examples: list[Example], measured: Measured
) -> None:
    model = LevelModel(unpack_near(pack_near(train(measured, examples))))

    for example in examples:
        answers = model.answers(example.seen.text, example.seen.cues)
        assert (answers["level"][0], answers["pillar"][0]) == (example.labels["level"], example.labels["pillar"])


def test_training_twice_gives_the_same_bytes(examples: list[Example], measured: Measured) -> None:
    assert pack_near(train(measured, examples)) == pack_near(train(measured, examples))


def test_some_of_the_sentences_keep_their_rows(measured: Measured) -> None:
    part = measured.of(np.array([2, 0]))

    assert np.array_equal(part.features.toarray(), measured.features.toarray()[[2, 0]])
    assert np.array_equal(part.seen, measured.seen[[2, 0]])


def test_figures_count_levels_flags_and_pillars() -> None:
    gold = [
        {"level": "policy", "pillar": "S", "vague": "yes", "quantitative": "no"},
        {"level": "none", "pillar": "none", "vague": "no", "quantitative": "no"},
    ]
    said = [gold[0], {**gold[1], "level": "mention", "pillar": "E"}]

    found = figures(gold, said)

    assert (found["accuracy"], found["substance"], found["pillar"], found["vague_f1"]) == (0.5, 1, 0.5, 1)
