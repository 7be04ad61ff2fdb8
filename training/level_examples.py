"""Labelled sentences for the model of levels: the gold ones, more of reports, and invented ones."""

import csv
import hashlib
import json
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
        *,
        group: str,
        gold: bool = False,
        year: int | None,
        names: frozenset[str],
    ) -> Example:
        """The sentence with what the rules make of it."""
        seen = self.readers[language].by_rules(sentence, year=year, own_names=names)
        return Example(group, gold, language, seen, labels)


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


def gold_examples(reader: ExampleReader, gold: Path) -> Iterator[Example]:
    """The sentences of a file like `levels.jsonl`."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row["source"]] += [row.get("before") or "", row["sentence"], row.get("after") or ""]
    for row in rows:
        lines = texts[row["source"]]
        labels = flags(row["level"], row["pillar"], vague=row["vague"], quantitative=row["quantitative"])
        yield reader.example(
            row["sentence"],
            row["language"],
            labels,
            group=row["source"],
            gold=True,
            year=report_year(lines),
            names=own_names(lines),
        )


def report_examples(reader: ExampleReader, reports: Path, check: frozenset[str]) -> tuple[list[Example], list[str]]:
    """Sentences of reports labelled by us, found by their checksums, and all plain sentences of those reports.

    Args:
        reader: for the rules.
        reports: folder with the reports.
        check: names of reports that are not opened.
    """
    with (HERE / "report_sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["sentence"]: row for row in csv.DictReader(file)}
    wanted = {row["document"] for row in rows.values()}
    examples: list[Example] = []
    plain: list[str] = []
    for path in sorted(reports.glob("*/*.*")):
        if path.stem in check or hashlib.sha256(path.read_bytes()).hexdigest()[:12] not in wanted:
            continue
        found = [s for s in sentences(read_document(path)) if s.kind == "text"]
        plain += [f"{s.language}{s.text}" for s in found]
        examples += _labelled(reader, path.stem, found, rows)
    return examples, plain


def _labelled(
    reader: ExampleReader, group: str, found: list[Sentence], rows: dict[str, dict[str, str]]
) -> Iterator[Example]:
    texts = [s.text for s in found]
    year, names = report_year(texts), own_names(texts)
    for sentence in found:
        row = rows.get(hashlib.sha256("".join(sentence.text.split()).encode()).hexdigest()[:16])
        if row is not None:
            labels = flags(
                row["level"], row["pillar"] or None, vague=bool(row["vague"]), quantitative=bool(row["quantitative"])
            )
            yield reader.example(sentence.text, sentence.language, labels, group=group, year=year, names=names)


def invented_examples(reader: ExampleReader) -> Iterator[Example]:
    """The sentences written for training; flags other than level and pillar are not labelled."""
    held = yaml.safe_load((HERE / "invented_sentences.yaml").read_text(encoding="utf-8"))
    languages: tuple[LanguageCode, ...] = ("en", "zh")
    for language in languages:
        for kind, written in held[language].items():
            level, pillar = kind.split()
            labels = {"level": level, "pillar": "none" if pillar == "-" else pillar}
            for sentence in written:
                yield reader.example(
                    sentence, language, labels, group="invented", year=INVENTED_YEAR, names=frozenset()
                )
