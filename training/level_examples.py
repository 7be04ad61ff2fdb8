"""Labelled sentences for the model of levels: the gold ones, more of reports, and invented ones.

A file of labelled sentences holds one a line as JSON, in the form of the gold file: `source`, `language`, `sentence`,
`before`, `after`, `level`, `pillar`, `vague`, `quantitative`.
"""

import csv
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from cnesg.disclosure.company import own_names, report_year
from cnesg.disclosure.level_model import RuleReading
from cnesg.disclosure.levels import Judgement
from cnesg.disclosure.reader import SentenceReader
from cnesg.framework.statements import load_statement_phrases
from cnesg.text import read_document
from cnesg.text.document import LanguageCode
from cnesg.text.sentences import Sentence, sentences

HERE = Path(__file__).resolve().parent
INVENTED_YEAR = 2023
_CHINESE_END = re.compile(r"(?<=[。！？；])")
_ENGLISH_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SHORTEST, _LONGEST = 10, 400
_FROM_ONE_REPORT = {"en": 1500, "zh": 40}


@dataclass(frozen=True)
class Example:
    """A sentence as the shipped reader sees it, with its labels.

    Attributes:
        group: the report it is from; examples of one group never straddle a split.
        gold: of the gold set, on which figures are reported.
        labels: block of labels to label: level, pillar, vague, quantitative.
    """

    group: str
    gold: bool
    language: LanguageCode
    seen: RuleReading
    labels: dict[str, str]

    @property
    def rule(self) -> dict[str, str]:
        """What the rules alone say."""
        return answers_of(self.seen.judgement)


@dataclass(frozen=True)
class Source:
    """What is known of the report a sentence is from: its name, fiscal year, and words of the company's name."""

    group: str
    year: int | None
    names: frozenset[str] = frozenset()
    gold: bool = False


class ExampleReader:
    """Reads sentences by the rules alone, as the model gets them."""

    def __init__(self) -> None:
        phrases = load_statement_phrases()
        self.readers: dict[LanguageCode, SentenceReader] = {
            "en": SentenceReader(phrases, "en", model=None),
            "zh": SentenceReader(phrases, "zh", model=None),
        }

    def example(
        self,
        sentence: str,
        language: LanguageCode,
        labels: dict[str, str],
        source: Source,
        beside: tuple[str, str] = ("", ""),
    ) -> Example:
        """The sentence, between the one before and the one after it, with what the rules make of it."""
        reader = self.readers[language]
        seen, before, after = (
            reader.by_rules(text, year=source.year, own_names=source.names) if text else None
            for text in (sentence, *beside)
        )
        if seen is None:
            raise ValueError(f"an empty sentence in {source.group}")
        return Example(source.group, source.gold, language, seen.between(before, after), labels)


def answers_of(judged: Judgement) -> dict[str, str]:
    """A judgement as answers by block."""
    return flags(judged.level, judged.pillar, vague=judged.vague, quantitative=judged.quantitative)


def flags(level: str, pillar: str | None, *, vague: bool, quantitative: bool) -> dict[str, str]:
    """The labels of one sentence by block."""
    return {
        "level": level,
        "pillar": pillar or "none",
        "vague": "yes" if vague else "no",
        "quantitative": "yes" if quantitative else "no",
    }


def labelled_examples(reader: ExampleReader, file: Path, *, gold: bool) -> Iterator[Example]:
    """The sentences of a file of labelled ones."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row["source"]] += [row.get("before") or "", row["sentence"], row.get("after") or ""]
    sources = {name: Source(name, report_year(lines), own_names(lines), gold) for name, lines in texts.items()}
    for row in rows:
        yield reader.example(
            row["sentence"],
            row["language"],
            flags(row["level"], row["pillar"], vague=row["vague"], quantitative=row["quantitative"]),
            sources[row["source"]],
            (row.get("before") or "", row.get("after") or ""),
        )


def report_examples(reader: ExampleReader, reports: Path, shut: frozenset[str]) -> list[Example]:
    """Sentences of reports labelled by us, found by their checksums.

    Args:
        reader: for the rules.
        reports: folder with the reports.
        shut: names of reports that are not opened.
    """
    with (HERE / "report_sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["sentence"]: row for row in csv.DictReader(file)}
    wanted = {row["document"] for row in rows.values()}
    examples: list[Example] = []
    for path in sorted(reports.glob("*/*.*")):
        if path.stem in shut or hashlib.sha256(path.read_bytes()).hexdigest()[:12] not in wanted:
            continue
        found = [s for s in sentences(read_document(path)) if s.kind == "text"]
        examples += _labelled(reader, path.stem, found, rows)
    return examples


def plain_sentences(reports: Path, shut: frozenset[str]) -> Iterator[tuple[LanguageCode, str]]:
    """Sentences without labels, drawn from all reports alike, cut at the marks that end them.

    Args:
        reports: folder with the reports.
        shut: names of reports that are not opened.
    """
    for path in sorted([*reports.glob("text_zh/*.txt"), *reports.glob("en/*.*")]):
        if path.stem in shut:
            continue
        language: LanguageCode = "en" if path.parent.name == "en" else "zh"
        lines = [line.text for page in read_document(path).pages() for line in page.lines]
        if language == "zh":
            found = _CHINESE_END.split("".join("".join(lines).split()))
        else:
            found = _ENGLISH_END.split(" ".join(" ".join(lines).split()))
        fitting = [text for text in found if _SHORTEST <= len(text) <= _LONGEST]
        random.Random(path.stem).shuffle(fitting)
        yield from ((language, text) for text in fitting[: _FROM_ONE_REPORT[language]])


def _labelled(
    reader: ExampleReader, group: str, found: list[Sentence], rows: dict[str, dict[str, str]]
) -> Iterator[Example]:
    texts = [s.text for s in found]
    source = Source(group, report_year(texts), own_names(texts))
    for number, sentence in enumerate(found):
        row = rows.get(hashlib.sha256("".join(sentence.text.split()).encode()).hexdigest()[:16])
        if row is not None:
            labels = flags(
                row["level"], row["pillar"] or None, vague=bool(row["vague"]), quantitative=bool(row["quantitative"])
            )
            beside = (texts[number - 1] if number else "", "".join(texts[number + 1 : number + 2]))
            yield reader.example(sentence.text, sentence.language, labels, source, beside)


def invented_examples(reader: ExampleReader) -> Iterator[Example]:
    """The sentences written for training; flags other than level and pillar are not labelled."""
    languages: tuple[LanguageCode, ...] = ("en", "zh")
    for language in languages:
        held = yaml.safe_load((HERE / f"invented_{language}.yaml").read_text(encoding="utf-8"))
        for kind, written in held.items():
            level, pillar = kind.split()
            labels = {"level": level, "pillar": "none" if pillar == "-" else pillar}
            for sentence in written:
                yield reader.example(sentence, language, labels, Source("invented", INVENTED_YEAR))
