"""Examples for training: a sentence keeps its neighbours and report, and is asked only what is labelled."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from training.level_examples import (
    Example,
    ExampleReader,
    Source,
    invented_examples,
    labelled_examples,
    report_examples,
)
from training.levels import asked

from training import level_examples

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


def test_what_says_nothing_is_about_nothing(examples: list[Example]) -> None:
    assert asked(examples[0]) == {"level": "policy", "pillar": "S", "vague": "yes", "quantitative": "no"}
    assert asked(examples[1]) == {"level": "none", "pillar": "none", "vague": "no", "quantitative": "no"}


def test_what_holds_a_number_is_not_vague_whatever_our_reader_said_but_gold_stands(reader: ExampleReader) -> None:
    labels = {"level": "policy", "pillar": "S", "vague": "yes", "quantitative": "no"}
    sources = (Source("ours", 2023), Source("gold", 2023, gold=True))

    told = [asked(reader.example("We train all 200 workers.", "en", labels, source)) for source in sources]

    assert [answers["vague"] for answers in told] == ["no", "yes"]


def test_invented_sentences_have_a_level_and_a_pillar_and_stand_once(reader: ExampleReader) -> None:
    found = list(invented_examples(reader))

    levels = {(e.language, e.labels["level"]) for e in found}
    assert len(levels) == 16
    assert all(set(e.labels) == {"level", "pillar"} for e in found)
    assert len({(e.language, e.seen.text) for e in found}) == len(found)


def test_a_flag_without_a_label_is_as_the_rules_read_it(reader: ExampleReader) -> None:
    source = Source("invented", 2023)
    labels = {"level": "action", "pillar": "E"}
    dated = reader.example("2022年，公司开展植树活动。", "zh", labels, source)
    vague = reader.example("公司开展植树活动。", "zh", labels, source)

    assert (asked(dated)["vague"], asked(vague)["vague"]) == ("no", "yes")


def test_labelled_cuts_are_found_by_their_checksums(
    reader: ExampleReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "公司开展植树活动。\n员工共植树三百\n棵。感谢您阅读本报告。"
    report = tmp_path / "reports" / "text_zh" / "a.txt"
    report.parent.mkdir(parents=True)
    report.write_text(text, encoding="utf-8")
    document = sha256(report.read_bytes()).hexdigest()[:12]
    head = "document,sentence,level,pillar,vague,quantitative\n"
    cut = sha256("员工共植树三百棵。".encode()).hexdigest()[:16]
    (tmp_path / "report_sentences.csv").write_text(head, encoding="utf-8")
    (tmp_path / "report_cuts.csv").write_text(f"{head}{document},{cut},action,E,,quantitative\n", encoding="utf-8")
    thanks = sha256("感谢您阅读本报告。".encode()).hexdigest()[:16]
    # a label of both files is that of the first
    later = f"{document},{thanks},none,,,\n{document},{cut},none,,,\n"
    (tmp_path / "report_cuts_second.csv").write_text(head + later, encoding="utf-8")
    (tmp_path / "report_cuts_third.csv").write_text(head, encoding="utf-8")
    monkeypatch.setattr(level_examples, "HERE", tmp_path)

    found = report_examples(reader, tmp_path / "reports", frozenset())

    assert [(e.group, e.language, e.labels["level"], e.labels["quantitative"]) for e in found] == [
        ("a", "zh", "action", "yes"),
        ("a", "zh", "none", "no"),
    ]
    assert any(cue.startswith("before:rule") for cue in found[0].seen.cues)
    assert report_examples(reader, tmp_path / "reports", frozenset({"a"})) == []
