"""Phrases that can never decide: what ships has none, and each kind is found where it is put in."""

import shutil
from pathlib import Path

import pytest
import yaml

from cnesg.disclosure.phrases import PhraseIndex
from cnesg.disclosure.wording import comparable
from cnesg.errors import MethodologyError
from cnesg.framework.inspection import check_methodology
from cnesg.framework.lexicon import load_lexicon
from cnesg.framework.phrase_checks import (
    check_lexicon_words,
    check_statement_phrases,
    covers,
    metrics_named,
)
from cnesg.framework.statements import StatementPhrases, load_statement_phrases

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"
BROKEN = Path(__file__).resolve().parents[1] / "data" / "broken-wording"

COVERED = [
    ("腐败", "反腐败", "zh", True),
    ("反腐败", "腐败", "zh", False),
    ("举报", "保护..举报人", "zh", True),
    ("bribe*", "anti bribery", "en", True),
    ("bribe", "anti bribery", "en", False),
    ("climate", "climate change", "en", True),
    ("climate", "climate-neutral", "en", True),
    ("climate", "acclimate", "en", False),
    ("contract", "contract*", "en", False),
    ("contract*", "contractor", "en", True),
    ("lamp", "street lamp.. lit", "en", True),
    ("street.. lamp", "street lamp.. lit", "en", False),
]


@pytest.fixture(scope="module")
def shipped() -> StatementPhrases:
    return load_statement_phrases()


@pytest.mark.heavy
def test_no_shipped_phrase_is_idle(shipped: StatementPhrases) -> None:
    assert [problem.text() for problem in check_statement_phrases(shipped)] == []
    assert [problem.text() for problem in check_lexicon_words(load_lexicon())] == []


@pytest.mark.parametrize(("broad", "narrow", "language", "expected"), COVERED)
def test_what_covers_what(broad: str, narrow: str, language: str, expected: bool) -> None:
    assert covers(broad, narrow, "zh" if language == "zh" else "en") is expected


@pytest.mark.parametrize(("broad", "narrow"), [case[:2] for case in COVERED if case[2] == "en" and case[3]])
def test_what_is_covered_is_never_found_alone(broad: str, narrow: str) -> None:
    index = PhraseIndex([broad, narrow], "en", gap=40)
    for ending in ("", "s", "es", " of others"):
        text = comparable(narrow.replace("*", "").replace("..", " was") + ending, "en")
        found = index.find(text)
        assert narrow not in found or broad in found, text


def test_a_cue_that_nothing_asks_for_is_named(shipped: StatementPhrases) -> None:
    cues = tuple(
        cue.model_copy(update={"cue": "moonlit"}) if number == 0 else cue
        for number, cue in enumerate(shipped.levels.cues)
    )
    phrases = StatementPhrases(shipped.topics, shipped.items, shipped.levels.model_copy(update={"cues": cues}))
    told = [problem.text() for problem in check_statement_phrases(phrases) if problem.message_id != "wording.idle"]
    assert told == ["statements/levels.yaml: nothing asks for the words under moonlit. Ask for them or take them out."]


@pytest.mark.heavy
def test_a_broken_wording_is_told_whole_in_both_languages(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "methodology"))
    own = folder / "statements" / "G01-strategic-management.yaml"
    content = yaml.safe_load(own.read_text(encoding="utf-8"))
    content["items"] = [item for item in content["items"] if item["item"] != "G0102-01"]
    asked = {name for item in content["items"] for group in (*item["about"], item.get("never", [])) for name in group}
    content["topics"] = [topic for topic in content["topics"] if topic["topic"] in asked]
    own.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    shutil.copytree(BROKEN, folder, dirs_exist_ok=True)
    with pytest.raises(MethodologyError) as caught:
        check_methodology(folder)
    told = caught.value.lines("en")
    wherever = "is found wherever it is. Take one of the two out."
    assert all(caught.value.lines("zh"))
    for line in (
        "lexicon/families.yaml: moonlight: there is no metric moonlight. Mend the name or add it under metrics/.",
        "lexicon: electricity: 'power of the moon' is given twice. Keep one.",
        f"lexicon: electricity: 'by the moon' never decides, because 'moon' {wherever}",
        f"lexicon: electricity: '月光' never decides, because '月' {wherever}",
        "lexicon: electricity: '燈' never matches. Write it in lower case, half width and simplified Chinese.",
        "lexicon/grammar.yaml: nothing asks for the words under topic_safety. Ask for them or take them out.",
        f"statements: moonlight: 'bright moonlight shines' never decides, because 'moonlight*' {wherever}",
        f"statements: moonlight: 'street lamp.. lit' never decides, because 'lamp' {wherever}",
        "statements: moonlight: 'Starlight' never matches. Write it in lower case, half width and simplified Chinese.",
        "statements: moonlight: '燈籠' never matches. Write it in lower case, half width and simplified Chinese.",
    ):
        assert line in told, told
    assert not [line for line in told if "lamplight" in line or "moonlit'" in line]


def test_every_place_that_names_a_metric_is_read() -> None:
    files = {file for file, _ in metrics_named(load_lexicon())}
    shared = ("families", "roles", "classes", "grammar")
    assert files == {"lexicon/", *(f"lexicon/{name}.yaml" for name in shared)}
