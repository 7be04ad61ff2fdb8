"""Invented sentences on each item (`tests/cases/statements`), read by the shipped reader of statements."""

from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml
from tests.extraction.quantity_examples import LANGUAGES, Example, known_misses, methodology

from cnesg.disclosure.level_model import shipped_level_model
from cnesg.disclosure.reader import Reading, SentenceReader
from cnesg.framework.definitions.indicators import Level
from cnesg.framework.statements import load_statement_phrases
from cnesg.text.document import LanguageCode

CASES = Path(__file__).resolve().parents[1] / "cases" / "statements"
LEVELS = get_args(Level)
REPORT_YEAR = 2023
MISS_KINDS = {
    "left-out": "the words are those of the item, in a way that its definition leaves out: a gift, a mere promise, "
    "a plan that does not cover the persons meant",
    "other-entity": "the sentence tells of customers or suppliers",
    "level": "the trained model takes the sentence for another level than the item asks for",
}


def cases() -> list[dict[str, Any]]:
    """The entries of all files: an item with the sentences that say it and those that are silent."""
    return [
        case for file in sorted(CASES.glob("[!k]*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def statement_examples() -> list[Example]:
    """All sentences in the order of files and entries."""
    return [
        Example(case["item"], language, "example" if expected == "says" else "counter", n, {"text": sentence})
        for case in cases()
        for language in LANGUAGES
        for expected in ("says", "silent")
        for n, sentence in enumerate(case[language][expected], start=1)
    ]


def statement_misses() -> dict[str, str]:
    """Name of each sentence that is known not to pass yet, with the kind of reason."""
    return known_misses(CASES)


@cache
def reader(language: str) -> SentenceReader:
    """The reader of a language with the model that ships, as reports are read; built once."""
    code: LanguageCode = "en" if language == "en" else "zh"
    return SentenceReader(load_statement_phrases(), code, model=shipped_level_model(code))


def meets(reading: Reading, item: str) -> bool:
    """Whether a reading speaks to an item, unnegated, at the level that the item asks for."""
    least = methodology().data_points[item].least_level or "mention"
    level = LEVELS.index(reading.judgement.level)
    return item in reading.items and not reading.judgement.negated and level >= LEVELS.index(least)


def statement_passes(example: Example) -> bool:
    """Whether the sentence speaks to the item, or does not for a counter-example."""
    reading = reader(example.language).read(example.content["text"], year=REPORT_YEAR)
    return meets(reading, example.data_point) == (example.kind == "example")
