"""What we wrote for the models of polarity, and the models that ship: made anew they are the same."""

import json
from collections import Counter
from pathlib import Path

import pytest
from training.news_polarity import MOST, SEVERAL, WEIGHTS, WRITTEN, main, written
from training.news_templates import examples

from cnesg.sentiment.models.polarity import MODELS, PolarityQuestion
from cnesg.sentiment.training.polarity import fit_polarity


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_company_stands_in_its_text_and_no_slot_is_left(language: str) -> None:
    for example in examples(WRITTEN / f"polarity_{language}.yaml", most=3, several=3, seed=1):
        assert not set("{}|") & set(example.text)
        assert example.labels
        assert all(name.casefold() in example.text.casefold() for name in example.labels), example


@pytest.mark.parametrize("language", ["zh", "en"])
def test_several_hundred_judgements_of_every_label(language: str) -> None:
    _, labels = written(language, most=MOST[language], several=SEVERAL[language])
    counted = Counter(labels)
    assert set(counted) == {"positive", "negative", "neutral"}
    assert sum(counted.values()) > 600
    assert min(counted.values()) > 50


def test_the_same_seed_gives_the_same_texts() -> None:
    file = WRITTEN / "polarity_zh.yaml"
    once, again, other = (examples(file, most=2, several=2, seed=seed) for seed in (0, 0, 1))
    assert once == again
    assert once != other


def test_what_ships_is_what_the_script_gives(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    main(["--out", str(tmp_path)])
    made = json.loads((tmp_path / "checksums.json").read_text(encoding="utf-8"))
    noted = json.loads((WEIGHTS / "checksums.json").read_text(encoding="utf-8"))
    assert made == {name: noted[name] for name in MODELS.values()}


def test_without_neutral_texts_good_is_told_from_bad_alone() -> None:
    pytest.importorskip("sklearn")
    questions = [PolarityQuestion(f"甲股份{told}{n}", "", "甲股份") for n in range(9) for told in ("中标", "违约")]
    model = fit_polarity(questions, ["positive", "negative"] * 9)
    assert model.labels == ("positive",)
