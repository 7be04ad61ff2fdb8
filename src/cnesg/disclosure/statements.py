"""Statements of a document on the items of a methodology."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from cnesg.disclosure.company import own_names, report_year
from cnesg.disclosure.evidence import can_be_evidence
from cnesg.disclosure.level_model import shipped_level_model
from cnesg.disclosure.reader import Reading, SentenceReader
from cnesg.disclosure.sentence_topics import shipped_topics
from cnesg.disclosure.talk import Talk, talk
from cnesg.framework.definitions.indicators import Level
from cnesg.framework.methodology import Methodology
from cnesg.framework.places import folder_key
from cnesg.framework.statements import StatementPhrases, load_statement_phrases
from cnesg.framework.topic_areas import TopicAreas, load_topic_areas
from cnesg.model import Statement
from cnesg.text import Document
from cnesg.text.document import LanguageCode
from cnesg.text.sentences import Sentence, sentences

LONGEST_QUOTE = 600
_compiled: dict[tuple[tuple[str, str], str, frozenset[str]], "StatementExtractor"] = {}
_STRENGTH = {level: strength for strength, level in enumerate(get_args(Level))}


@dataclass(frozen=True)
class Said:
    """What the sentences of a document say.

    Attributes:
        statements: see `extract_statements`.
        talk: see `talk_of`.
        areas: Level II indicators by code, with how many sentences speak to each.
    """

    statements: tuple[Statement, ...]
    talk: tuple[Talk, ...]
    areas: Mapping[str, int]


class StatementExtractor:
    """Phrase data compiled once for many documents.

    Args:
        phrases: the phrase data.
        items: codes of the item data points that are asked for.
        areas: the Level II indicators that topics speak to.
    """

    def __init__(self, phrases: StatementPhrases, items: Collection[str], areas: TopicAreas | None = None) -> None:
        self._areas = areas or {}
        self._levels = phrases.levels
        self._items = frozenset(items)
        self._readers = {
            language: SentenceReader(phrases, language, model=shipped_level_model(language))
            for language in get_args(LanguageCode)
        }

    def extract(
        self, document: Document, *, year: int | None = None, read: Iterable[Sentence] | None = None
    ) -> list[Statement]:
        """The statements of a document; see `extract_statements`."""
        return list(self.said(document, year=year, read=read).statements)

    def said(self, document: Document, *, year: int | None = None, read: Iterable[Sentence] | None = None) -> Said:
        """Statements and talk of a document, each sentence read once."""
        readings = list(self.readings(document, year=year, read=read))
        statements = (
            _statement(document, sentence, item, reading)
            for sentence, reading in readings
            for item in reading.items
            if item in self._items
        )
        areas = Counter(chain.from_iterable(self.areas(readings)))
        judged = (reading.judgement for _, reading in readings)
        return Said(tuple(statements), tuple(talk(judged)), dict(sorted(areas.items())))

    def areas(self, readings: Sequence[tuple[Sentence, Reading]]) -> list[tuple[str, ...]]:
        """Codes of the Level II indicators that each sentence speaks to.

        Those of the items that its phrases name; where phrases are silent in Chinese, those of its topic by the
        trained model. None where it says nothing.
        """
        found = [tuple(dict.fromkeys(code[:5] for code in reading.items)) for _, reading in readings]
        if not self._areas:
            return found
        silent = [
            place
            for place, (sentence, reading) in enumerate(readings)
            if not reading.items and reading.judgement.level != "none" and sentence.language == "zh"
        ]
        if silent:
            seen = [readings[place][1].seen for place in silent]
            topics = shipped_topics().topics_of([one.text for one in seen], [one.topic_cues for one in seen])
            for place, topic in zip(silent, topics, strict=True):
                found[place] = self._areas.get(topic, ())
        return found

    def readings(
        self, document: Document, *, year: int | None = None, read: Iterable[Sentence] | None = None
    ) -> Iterator[tuple[Sentence, Reading]]:
        """Each sentence that can be evidence, with what it says; see `extract_statements`."""
        candidates = list(self._candidates(sentences(document) if read is None else read))
        fiscal_year = year or report_year(s.text for s in candidates)
        names = own_names(s.text for s in candidates if s.language == "en")
        seen = []
        for s in candidates:
            document.on_stage(s.page or 0, "facts")
            seen.append(
                self._readers[s.language].by_rules(s.text, heading=s.heading, year=fiscal_year, own_names=names)
            )
        document.on_stage(0, "facts")
        between = [
            here.between(before, after)
            for before, here, after in zip([None, *seen], seen, [*seen[1:], None], strict=False)
        ]
        said: dict[int, Reading] = {}
        for language, reader in self._readers.items():
            own = [place for place, sentence in enumerate(candidates) if sentence.language == language]
            said |= zip(own, reader.judged_each([between[place] for place in own]), strict=True)
        for place, sentence in enumerate(candidates):
            yield sentence, said[place]

    def _candidates(self, read: Iterable[Sentence]) -> Iterator[Sentence]:
        """Sentences that can be evidence, each wording once."""
        seen: set[str] = set()
        for sentence in read:
            text = sentence.text
            if sentence.kind == "text" and text not in seen and can_be_evidence(text, sentence.language, self._levels):
                seen.add(text)
                yield sentence


def statement_extractor(methodology: Methodology) -> StatementExtractor:
    """The extractor for a methodology's items, compiled at the first call.

    Raises:
        MethodologyError: the phrase data is broken, with every problem of every file.
    """
    items = frozenset(code for code, point in methodology.data_points.items() if point.kind == "item")
    key = (folder_key(methodology.folder), methodology.versions.extraction, items)
    if key not in _compiled:
        folder = methodology.folder
        _compiled[key] = StatementExtractor(load_statement_phrases(folder), items, load_topic_areas(folder))
    return _compiled[key]


def extract_statements(
    document: Document,
    methodology: Methodology,
    *,
    year: int | None = None,
    read: Iterable[Sentence] | None = None,
) -> list[Statement]:
    """The statements that a document makes on the item data points of a methodology.

    Args:
        document: any report.
        methodology: whose items; its folder holds the phrase data.
        year: fiscal year of the report; years after it are dates to be reached. By default the year that the
            document names most often.
        read: the document's sentences, at least those of kind `text`, where they are at hand
            (`cnesg.text.PassingSentences`); by default its pages are read.

    Returns:
        One statement for each item that a sentence speaks to, in the order of the document, then of the items'
        codes. A sentence repeated word for word on another page counts once. Headings, tables of contents, indices
        of standards and sentences that say nothing are no evidence and do not appear.

    Raises:
        MethodologyError: the phrase data is broken, with every problem of every file.
    """
    return statement_extractor(methodology).extract(document, year=year, read=read)


def talk_of(document: Document, methodology: Methodology, *, year: int | None = None) -> list[Talk]:
    """How much of what a document says holds no number, no date and no act: whole, then E, S and G.

    Args:
        document: any report.
        methodology: whose phrases and cues.
        year: fiscal year of the report, by default the year that the document names most often.

    Raises:
        MethodologyError: the phrase data is broken, with every problem of every file.
    """
    readings = statement_extractor(methodology).readings(document, year=year)
    return talk(reading.judgement for _, reading in readings)


def _statement(document: Document, sentence: Sentence, item: str, reading: Reading) -> Statement:
    judgement = reading.judgement
    return Statement(
        item=item,
        level=judgement.level,
        target_year=judgement.target_year,
        negated=reading.denies(item),
        vague=judgement.vague,
        document=document.sha256,
        page=sentence.page,
        line=sentence.line if sentence.page is None else None,
        bbox=sentence.bbox,
        quote=sentence.text[:LONGEST_QUOTE],
        language=sentence.language,
        confidence=judgement.confidence,
    )


def strongest(statements: Iterable[Statement]) -> dict[str, Statement]:
    """For each item the statement that scoring rests on.

    One that is not negated before one that is; of those the highest level, then the surer one, then one that is not
    vague, then the first in the order given.
    """
    best: dict[str, Statement] = {}
    for statement in statements:
        current = best.get(statement.item)
        if current is None or _weight(statement) > _weight(current):
            best[statement.item] = statement
    return dict(sorted(best.items()))


def _weight(statement: Statement) -> tuple[bool, int, float, bool]:
    return (not statement.negated, _STRENGTH[statement.level], statement.confidence, not statement.vague)
