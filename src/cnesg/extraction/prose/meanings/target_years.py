"""Metrics whose value is a year: carbon neutrality by 2060, 2030年前碳达峰."""

import re
from collections.abc import Iterator

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.clauses import Clauses
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.wording import Entry

_YEAR = re.compile(r"(?<!\d)20[2-9]\d(?!\d)")
_REACH_ZH, _REACH_EN = 20, 70
_ACROSS_CLAUSE = 30
_SHARE = re.compile(r"\d\s?(?:%|per ?cent\b)")  # of another aim: cut emissions by 42% by 2030 and be net zero by|2050
_SOON = 2  # years after the report's in which things are told rather than aimed at
_TOLD_OF = re.compile(  # In March 2024, we published our net zero plan
    r"(?i)(?:\b(?:in|since|from|during|on|until)\s|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|plan|report|strategy|roadmap|statement|review)\s)$"
)
# net zero in our plants by 2035 |and across our supply chain by 2045
_AND_BY = re.compile(
    r"(?i)(?:,? and|;)\s(?:(?:also|then|to (?:be|become|reach|do so))\s)?(?:in|for|across|throughout)\s"
    r"(?:the |our |its )?(?P<part>[a-z][a-z ,'&-]{2,48}?)\s(?:by|in)\s(?P<year>20[2-9]\d)\b"
)
_OF_OTHER = re.compile(  # net zero fuel by 2030, a net zero economy by 2050, the Net Zero Alliance
    r"(?i)[ -](?:fuels?|vehicles?|ships?|vessels?|buildings?|homes?|econom(?:y|ies)|world|alliances?|insurance|banking"
    r"|asset|standard|initiative|forum|summit|act\b)"
)


def target_years(know: Knowledge, passage: Passage, found: Found, clauses: Clauses, year: int) -> Iterator[Candidate]:
    """Years that a sentence gives for metrics of kind `year`, each metric with the nearest year.

    Args:
        know: vocabulary and wording.
        passage: the passage.
        found: what the lexicon found in it.
        clauses: the clauses of the sentence.
        year: the document's fiscal year; a target year is later.
    """
    hits = [h for h in found.hits if clauses.start <= h.start < clauses.end and not h.label_only]
    hits = [h for h in hits if know.lexicon.entries[h.entry].kinds == ("year",)]
    hits = [h for h in hits if not _OF_OTHER.match(passage.text, h.end)]
    if not hits:
        return
    years = [m for m in _YEAR.finditer(passage.text, clauses.start, clauses.end) if _may_be_aim(passage.text, m, year)]
    pairs = sorted(
        (
            (_distance(passage.text, h, m, clauses), m.start(), h.start, h.entry, i, m, h)
            for i, m in enumerate(years)
            for h in hits
            if _within(passage.text, h, m)
        ),
        key=lambda pair: pair[:5],
    )
    seen: set[str | int] = set()
    for _, _, _, _, index, best, hit in pairs:
        entry = know.lexicon.entries[hit.entry]
        if entry.metric in seen or index in seen:
            continue
        seen |= {entry.metric, index}
        yield _aim(passage, entry, year, best.span(), {})
        part = _AND_BY.match(passage.text, best.end(), clauses.end)
        if part is not None:
            seen |= {i for i, one in enumerate(years) if one.start() == part.start("year")}
            yield _aim(passage, entry, year, part.span("year"), {"scope": part["part"].lower()})


def _aim(passage: Passage, entry: Entry, year: int, span: tuple[int, int], part: dict[str, str]) -> Candidate:
    """The year at a place of a passage as what is aimed at, maybe for a part of the company."""
    place, told = passage.place(*span), passage.text[slice(*span)]
    return Candidate(
        entry.metric, float(told), "year", told, "", None, {**entry.breakdown, **part}, year,
        "actual", "clause", "text", place, (place.page or 0, place.line, passage.origin[span[0]]),
    )  # fmt: skip


def _may_be_aim(text: str, found: re.Match[str], year: int) -> bool:
    """Whether a year lies after the report's, and is not of what was done in the months before the report came out."""
    value = int(found.group())
    if value <= year:
        return False
    return value > year + _SOON or not _TOLD_OF.search(text, max(0, found.start() - 12), found.start())


def _distance(text: str, hit: Hit, found: re.Match[str], clauses: Clauses) -> int:
    """How far a year is from its wording; one that another aim was named with before counts as farther."""
    apart = _between(hit, found) + _ACROSS_CLAUSE * clauses.between(hit.start, found.start())
    of_other = found.end() <= hit.start and _SHARE.search(text, clauses.start, found.start()) is not None
    return apart + (_ACROSS_CLAUSE if of_other else 0)


def _between(hit: Hit, found: re.Match[str]) -> int:
    return max(found.start() - hit.end, hit.start - found.end(), 0)


def _within(text: str, hit: Hit, found: re.Match[str]) -> bool:
    reach = _REACH_EN if text[hit.start : hit.end].isascii() else _REACH_ZH
    return _between(hit, found) <= reach
