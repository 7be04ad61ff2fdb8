"""A report against a standard: every item disclosed, explained or missing, with the places that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from cnesg.disclosure.company import report_year
from cnesg.disclosure.reader import SentenceReader
from cnesg.disclosure.talk import Talk
from cnesg.framework.coverage import ANSWERS
from cnesg.framework.mappings import Mappings, load_mappings
from cnesg.framework.methodology import Methodology
from cnesg.framework.places import folder_key
from cnesg.framework.requirements import Requirement, load_requirements
from cnesg.framework.standards import Standard, load_standards
from cnesg.framework.statements import load_statement_phrases
from cnesg.gap.documents import notes_on
from cnesg.gap.index_table import IndexTable, is_index_line
from cnesg.gap.judging import Candidate, best, enough, figure_candidates, sentence_candidate, weight_of
from cnesg.gap.model import Evidence, Gap, ItemGap, Quality, Status
from cnesg.gap.passages import Passage, PassageReader
from cnesg.model import Quantity, Statement
from cnesg.text.document import LanguageCode
from cnesg.text.sentences import Sentence

_compiled: dict[tuple[tuple[str, str], str, str], "GapFinder"] = {}
_MOST_JUDGED = 12


@dataclass(frozen=True)
class Report:
    """A report as far as it has been read.

    Attributes:
        document: SHA-256 of the file.
        name: of the file.
        sentences: its sentences and lines, in order.
        quantities: its extracted figures.
        statements: its statements on items.
        year: its fiscal year; None lets the figures and sentences say.
        talk: how much of what it says is talk.
        areas: how many sentences speak to each Level II indicator.
    """

    document: str
    name: str
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    statements: Sequence[Statement] = ()
    year: int | None = None
    talk: Sequence[Talk] = ()
    areas: Mapping[str, int] = field(default_factory=dict)


class GapFinder:
    """Holds reports against one standard; compiled once for many.

    Args:
        methodology: whose data points, mappings and requirements.
        standard: the standard.

    Raises:
        MethodologyError: the data of requirements, mappings or statements is broken.
    """

    def __init__(self, methodology: Methodology, standard: Standard) -> None:
        folder = methodology.folder
        requirements = load_requirements(folder)
        phrases = load_statement_phrases(folder)
        self._methodology = methodology
        self._standard = standard
        self._own = requirements.of(standard.standard)
        self._matters = requirements.words.matters
        self._inapplicable = frozenset(requirements.words.inapplicable)
        self._mappings: Mappings = load_mappings(folder)
        self._reader = PassageReader(requirements.words, phrases.levels.words)
        self._levels: dict[LanguageCode, SentenceReader] = {
            language: SentenceReader(phrases, language) for language in get_args(LanguageCode)
        }
        self.items = self._questions()

    def find(self, report: Report) -> Gap:
        """The standard's items against a report."""
        year = report.year or _year(report)
        index = IndexTable(report.sentences, (*self.items, *(i for item in self.items for i in _short(item))))
        passages = list(self._reader.read(report.sentences))
        prose = [p for p in passages if p.sentence.kind == "text" and not is_index_line(p.sentence.text)]
        prose = [p for p in prose if not index.holds(p.sentence)]
        asked = [item for item in self.items if self._in_force(item, year)]
        found = {item: self._judge(item, prose, passages, report, year) for item in asked}
        notes = notes_on(report.sentences, prose, self._matters, index.claims, self._measured(report))
        items: dict[str, ItemGap] = {}
        for item, (status, evidence) in found.items():
            claim = next((index.claims[key] for key in (item, *_short(item)) if key in index.claims), None)
            items[item] = ItemGap(
                item,
                "missing" if notes else status,
                () if notes else evidence,
                claim.claimed if claim else None,
                claim.text if claim else None,
            )
        found_gap = Gap(self._standard.standard, report.document, report.name, items, notes, year)
        if notes:
            return found_gap
        return replace(found_gap, talk=tuple(report.talk), answered=_answered(report, year), areas=report.areas)

    def _questions(self) -> tuple[str, ...]:
        """The items that are asked for: those with requirements, and the standard's other questions."""
        asked = {question.id for question in self._standard.questions()}
        parents = {i.id for i in self._standard.items if i.id in self._own}
        return tuple(
            item.id
            for item in self._standard.items
            if item.id in self._own or (item.id in asked and not (item.kind == "policy" and item.parent in parents))
        )

    def _measured(self, report: Report) -> int:
        """How many metrics of the environment a report states."""
        names = {quantity.metric for quantity in report.quantities}
        metrics = self._methodology.metrics
        return sum(name in metrics and metrics[name].dimension == "E" for name in names)

    def _in_force(self, item: str, year: int | None) -> bool:
        """Whether an item was in force at the end of a fiscal year; entries without dates of their own always are."""
        return year is None or self._standard.by_id[item].in_force(date(year, 12, 31))

    def _judge(
        self,
        item: str,
        prose: Sequence[Passage],
        passages: Sequence[Passage],
        report: Report,
        year: int | None,
    ) -> tuple[Status, tuple[Evidence, ...]]:
        requirement = self._own.get(item)
        if requirement is None:
            return self._through_data_points(item, report, year)
        candidates = list(figure_candidates(requirement, report.quantities, year, self._reader.subjects))
        weighed = [(passage, *weight_of(requirement, passage)) for passage in prose]
        ordered = sorted((w for w in weighed if w[1]), key=lambda w: (-w[1], -w[2]))[: _MOST_JUDGED * 4]
        candidates += [self._candidate(passage, weight, wordings, year) for passage, weight, wordings in ordered]
        if enough(candidates):
            return "disclosed", best(candidates)
        reasons = self._reasons(requirement, passages)
        return ("explained", best(reasons)) if reasons else ("missing", ())

    def _candidate(self, passage: Passage, weight: float, wordings: float, year: int | None) -> Candidate:
        sentence = passage.sentence
        judgement = self._levels[sentence.language].read(sentence.text, heading=sentence.heading, year=year).judgement
        quality: Quality = "mention" if judgement.level == "none" else judgement.level
        return sentence_candidate(passage, weight, wordings, quality, vague=judgement.vague)

    def _reasons(self, requirement: Requirement, passages: Sequence[Passage]) -> list[Candidate]:
        """Sentences, and lines of tables, that say why an item is not answered."""
        return [
            sentence_candidate(passage, 1.0, 1.0, "reason", vague=False)
            for passage in passages
            if not self._inapplicable.isdisjoint(passage.subjects)
            and any(passage.has(groups) for groups in requirement.aside)
        ]

    def _through_data_points(self, item: str, report: Report, year: int | None) -> tuple[Status, tuple[Evidence, ...]]:
        """An item without requirements is disclosed if one of the data points mapped to it is answered."""
        codes = {link.code for link in self._mappings.of_item(self._standard.standard, item) if link.match in ANSWERS}
        candidates = [
            Candidate(
                1.0,
                1.5 + q.confidence,
                (q.page, q.line),
                Evidence(q.page, q.line, q.bbox, q.quote, "figure", metric=q.metric),
            )
            for q in report.quantities
            if q.data_point in codes and _counts(q, year)
        ]
        candidates += [
            Candidate(
                1.0,
                s.confidence,
                (s.page, s.line),
                Evidence(s.page, s.line, s.bbox, s.quote, _quality(s), vague=s.vague),
            )
            for s in report.statements
            if s.item in codes and _says(s)
        ]
        return ("disclosed", best(candidates)) if candidates else ("missing", ())


def gap_finder(methodology: Methodology, standard: str) -> GapFinder:
    """The finder for a standard, compiled at the first call.

    Raises:
        InputError: there is no such standard.
        MethodologyError: the data is broken, with every problem of every file.
    """
    found = load_standards(methodology.folder).named(standard)
    key = (folder_key(methodology.folder), methodology.versions.extraction, standard)
    if key not in _compiled:
        _compiled[key] = GapFinder(methodology, found)
    return _compiled[key]


def _quality(statement: Statement) -> Quality:
    levels: dict[str, Quality] = {
        "policy": "policy",
        "system": "system",
        "target": "target",
        "action": "action",
        "result": "result",
        "assurance": "assurance",
    }
    return levels.get(statement.level, "mention")


def _counts(quantity: Quantity, year: int | None) -> bool:
    return quantity.value_kind == "actual" and year in (None, quantity.year)


def _says(statement: Statement) -> bool:
    return not statement.negated and _quality(statement) != "mention"


def _answered(report: Report, year: int | None) -> frozenset[str]:
    """The data points that figures of the year or statements answer."""
    figures = {q.data_point for q in report.quantities if q.data_point is not None and _counts(q, year)}
    return frozenset(figures | {s.item for s in report.statements if _says(s)})


def _short(item: str) -> Iterable[str]:
    """Other ways in which indexes write an item's id."""
    return (item.removesuffix(" General Disclosure"),) if item.endswith(" General Disclosure") else ()


def _year(report: Report) -> int | None:
    """The year of most figures, else the year that the sentences name most often."""
    years = [quantity.year for quantity in report.quantities if quantity.value_kind == "actual"]
    if years:
        return max(set(years), key=lambda year: (years.count(year), year))
    return report_year(sentence.text for sentence in report.sentences)
