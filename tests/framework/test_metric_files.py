"""The metric vocabulary and its wording: complete, in both languages, and without words that could mean two things."""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import opencc
import pytest
import yaml

from cnesg.framework.definitions.vocabulary import Metric
from cnesg.framework.wording import KINDS
from cnesg.framework.yaml_files import parse_yaml, validate_entries, yaml_files

LANGUAGES = ("en", "zh")
CONDITIONS = ("label", "near", "never", "zero")
NO_WORDING = {"families.yaml", "roles.yaml", "classes.yaml", "grammar.yaml"}  # words that belong to no single metric
# Delivered as data; few have wording to look for in reports.
FROM_TABLES = {"structured.yaml", "accounts.yaml", "public-finance.yaml"}
FEWEST_WORDINGS = 3


@cache
def metric_files() -> dict[str, list[dict[str, Any]]]:
    folder = files("cnesg.methodology") / "metrics"
    return {name: yaml.safe_load(entry.read_text("utf-8")) for name, entry in yaml_files(folder)}


@cache
def wording_files() -> dict[str, list[dict[str, Any]]]:
    folder = files("cnesg.methodology") / "lexicon"
    return {
        name: yaml.safe_load(entry.read_text("utf-8")) for name, entry in yaml_files(folder) if name not in NO_WORDING
    }


@cache
def metrics() -> dict[str, Metric]:
    good, problems = validate_entries("metrics", Metric, [m for entries in metric_files().values() for m in entries])
    assert problems == []
    return {metric.name: metric for metric in good}


def in_reports() -> list[Metric]:
    """Metrics that are looked for in reports."""
    return [metrics()[m["name"]] for name, part in metric_files().items() if name not in FROM_TABLES for m in part]


def entries() -> list[dict[str, Any]]:
    return [entry for part in wording_files().values() for entry in part]


def phrases(entry: dict[str, Any], language: str) -> list[str]:
    """Every phrase of an entry in a language, whatever its purpose."""
    conditions = [entry.get(name, {}) for name in CONDITIONS]
    return [phrase for block in (entry, *conditions) for phrase in block.get(language, [])]


def test_every_metric_is_defined_once() -> None:
    names = [m["name"] for part in metric_files().values() for m in part]
    assert len(names) == len(set(names)) >= 239


def test_definitions_are_one_sentence_in_each_language() -> None:
    for metric in metrics().values():
        assert metric.definition.en.endswith("."), metric.name
        assert metric.definition.zh.endswith("。"), metric.name
        assert metric.definition.en.count(". ") == 0, metric.name
        assert metric.definition.zh.count("。") == 1, metric.name
        assert metric.definition.en != metric.label.en, metric.name


def test_a_per_cent_metric_is_named_as_a_share_or_rate() -> None:
    endings = ("_share", "_rate", "_ratio", "_coverage", "_satisfaction", "shareholding")
    assert [m.name for m in in_reports() if m.unit == "%" and not m.name.endswith(endings)] == []


def test_every_metric_has_wording_and_all_wording_has_a_metric() -> None:
    worded = {entry["metric"] for entry in entries()}
    assert {m.name for m in in_reports()} - worded == set()
    assert worded - set(metrics()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_has_several_wordings(language: str) -> None:
    count: dict[str, int] = defaultdict(int)
    for entry in entries():
        count[entry["metric"]] += len(entry.get(language, [])) + len(entry.get("label", {}).get(language, []))
    assert {m.name: count[m.name] for m in in_reports() if count[m.name] < FEWEST_WORDINGS} == {}


def test_kinds_are_known_and_given() -> None:
    for entry in entries():
        assert entry["kinds"], entry["metric"]
        assert set(entry["kinds"]) <= KINDS, entry["metric"]


def test_chinese_wording_is_simplified_and_english_has_no_chinese() -> None:
    to_simplified = opencc.OpenCC("t2s")
    for entry in entries():
        for phrase in phrases(entry, "zh"):
            assert to_simplified.convert(phrase) == phrase, entry["metric"]
        for phrase in phrases(entry, "en"):
            assert not any("\u3400" <= letter <= "\u9fff" for letter in str(phrase)), (entry["metric"], phrase)


def test_wording_is_lower_case_trimmed_and_text() -> None:
    for entry in entries():
        for language in LANGUAGES:
            for phrase in phrases(entry, language):
                assert isinstance(phrase, str), (entry["metric"], phrase)
                assert phrase == phrase.strip().lower(), (entry["metric"], phrase)
                assert all(part.strip() for part in phrase.split("..")), (entry["metric"], phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_means_two_metrics_unconditionally(language: str) -> None:
    """The same words may name two metrics where the unit tells them apart or a condition stands by one of them."""
    users: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries():
        for phrase in entry.get(language, []):
            users[phrase].append(entry)
    doubtful = {
        phrase: (one["metric"], other["metric"])
        for phrase, found in users.items()
        for one, other in combinations(found, 2)
        if one["metric"] != other["metric"]
        and set(one["kinds"]) & set(other["kinds"])
        and not any(entry.get(name) for entry in (one, other) for name in ("near", "never"))
    }
    assert doubtful == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_stands_twice_in_an_entry(language: str) -> None:
    for entry in entries():
        words = entry.get(language, [])
        assert len(words) == len(set(words)), entry["metric"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_forbids_its_own_wording(language: str) -> None:
    """A `never` word inside every use of a wording would make that wording dead."""
    dead = [
        (entry["metric"], phrase, word)
        for entry in entries()
        for phrase in entry.get(language, [])
        for word in entry.get("never", {}).get(language, [])
        if (word in phrase if language == "zh" else f" {word} " in f" {phrase} ")
    ]
    assert dead == []


def test_wording_of_zero_says_none() -> None:
    """A statement of zero without such a word would be read where the thing is only named."""
    says_none = re.compile(
        r"[未无没零不]|为0|杜绝|(?<!\d)0[件次起]|<not_(?:happened|occurred|made|paid|suffered)>|<none_let_out>|<never_for>"
    )
    bare = [
        (entry["metric"], phrase)
        for entry in entries()
        for phrase in entry.get("zero", {}).get("zh", [])
        if not says_none.search(phrase)
    ]
    assert bare == []


def test_a_broken_metric_is_reported_with_its_name() -> None:
    content, _ = parse_yaml("m.yaml", "- {name: water, label: {en: Water}, dimension: X, unit: t}")
    _, problems = validate_entries("m.yaml", Metric, content)
    fields = {problem.values["field"] for problem in problems}
    assert {"label.zh", "definition", "dimension"} <= fields
    assert {problem.values["entry"] for problem in problems} == {"water"}
