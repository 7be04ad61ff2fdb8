"""Training sentences of news: written for every type in both languages, and the files are what the writer gives."""

import json
from collections import Counter

import pytest
import yaml
from training.news.sentences import HERE, rows

from cnesg.framework.incidents import load_incidents

TYPES = load_incidents().types


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_files_are_what_the_writer_gives(language: str) -> None:
    written = [json.loads(line[2:]) for line in (HERE / f"incidents_{language}.yaml").read_text("utf-8").splitlines()]
    assert written == rows(language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_type_is_told_in_five_ways_and_every_company_stands_in_its_text(language: str) -> None:
    told = rows(language)
    cores = {row["core"] for row in told if row["form"] not in {"plain", "list", "defined"}}
    counted = Counter(core.split("/")[1] for core in cores)
    assert set(counted) == set(TYPES)
    assert min(counted.values()) >= 5
    for row in told:
        names = [subject["name"] for subject in row["subjects"]] + row["bystanders"]
        assert all(name in row["text"] for name in names), row
        assert "{" not in row["text"]


def test_no_core_is_the_example_of_its_type() -> None:
    examples = {
        example for kind in TYPES.values() for example in (kind.examples.positive.zh, kind.examples.positive.en)
    }
    for file in (HERE / "cores").glob("*.yaml"):
        for code, told in yaml.safe_load(file.read_text("utf-8")).items():
            for line in "\n".join(told.values()).splitlines():
                assert not any(line.strip() in example for example in examples if len(line) > 12), (code, line)
