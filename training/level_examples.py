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
from cnesg.text.document import Document, LanguageCode
from cnesg.text.sentences import sentences

HERE = Path(__file__).resolve().parent
INVENTED_YEAR = 2023
IN_SIGHT = "in sight of gold"
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

    `report_sentences.csv` labels sentences as `cnesg.text.sentences` cuts them; `report_cuts.csv`, and those named
    second and third, the text between the marks that end a sentence, as the gold set holds it.

    Args:
        reader: for the rules.
        reports: folder with the reports.
        shut: names of reports that are not opened.
    """
    read = _labels("report_sentences.csv")
    cut = _labels("report_cuts_third.csv") | _labels("report_cuts_second.csv") | _labels("report_cuts.csv")
    wanted = {row["document"] for row in (*read.values(), *cut.values())}
    examples: list[Example] = []
    for path in sorted(reports.glob("*/*.*")):
        if path.stem in shut or hashlib.sha256(path.read_bytes()).hexdigest()[:12] not in wanted:
            continue
        document = read_document(path)
        found = [s for s in sentences(document) if s.kind == "text"]
        examples += _labelled(reader, path.stem, [(s.language, s.text) for s in found], read)
        language = _language(path)
        examples += _labelled(reader, path.stem, [(language, text) for text in _cuts(document, language)], cut)
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
        language = _language(path)
        fitting = [text for text in _cuts(read_document(path), language) if _SHORTEST <= len(text) <= _LONGEST]
        random.Random(path.stem).shuffle(fitting)
        yield from ((language, text) for text in fitting[: _FROM_ONE_REPORT[language]])


def _language(path: Path) -> LanguageCode:
    return "zh" if "zh" in path.parent.name else "en"


def _cuts(document: Document, language: LanguageCode) -> list[str]:
    lines = [line.text for page in document.pages() for line in page.lines]
    if language == "zh":
        return _CHINESE_END.split("".join("".join(lines).split()))
    return _ENGLISH_END.split(" ".join(" ".join(lines).split()))


def _labels(name: str) -> dict[str, dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row["sentence"]: row for row in csv.DictReader(file)}


def _labelled(
    reader: ExampleReader, group: str, found: list[tuple[LanguageCode, str]], rows: dict[str, dict[str, str]]
) -> Iterator[Example]:
    texts = [text for _, text in found]
    source = Source(group, report_year(texts), own_names(texts))
    for number, (language, text) in enumerate(found):
        row = rows.get(hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16])
        if row is not None:
            labels = flags(
                row["level"], row["pillar"] or None, vague=bool(row["vague"]), quantitative=bool(row["quantitative"])
            )
            beside = (texts[number - 1] if number else "", "".join(texts[number + 1 : number + 2]))
            yield reader.example(text, language, labels, source, beside)


def invented_examples(reader: ExampleReader) -> Iterator[Example]:
    """The sentences written for training; flags other than level and pillar are not labelled.

    Those of the group `IN_SIGHT` were written after gold sentences had been read.
    """
    languages: tuple[LanguageCode, ...] = ("en", "zh")
    for language in languages:
        for name, group in (("invented", "invented"), ("invented_in_sight", IN_SIGHT)):
            held = yaml.safe_load((HERE / f"{name}_{language}.yaml").read_text(encoding="utf-8"))
            for kind, written in held.items():
                level, pillar = kind.split()
                labels = {"level": level, "pillar": "none" if pillar == "-" else pillar}
                for sentence in written:
                    yield reader.example(sentence, language, labels, Source(group, INVENTED_YEAR))
