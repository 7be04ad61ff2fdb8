"""Metrics whose value is a year: carbon neutrality by 2060, 2030年前碳达峰."""

import re
from collections.abc import Iterator

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.clauses import Clauses
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.passages import Passage
from cnesg.framework.lexicon import Found, Hit

_YEAR = re.compile(r"(?<!\d)20[2-9]\d(?!\d)")
_REACH_ZH, _REACH_EN = 20, 70


def target_years(know: Knowledge, passage: Passage, found: Found, clauses: Clauses, year: int) -> Iterator[Candidate]:
    """Years that a sentence gives for metrics of kind `year`, each metric with the nearest year.

    Args:
        know: vocabulary and wording.
        passage: the passage.
        found: what the lexicon found in it.
        clauses: the clauses of the sentence.
        year: the document's fiscal year; a target year is later.
    """
    years = [m for m in _YEAR.finditer(passage.text, clauses.start, clauses.end) if int(m.group()) > year]
    if not years:
        return
    hits = [h for h in found.hits if clauses.start <= h.start < clauses.end and not h.label_only]
    hits = [h for h in hits if know.lexicon.entries[h.entry].kinds == ("year",)]
    pairs = sorted(
        (
            (_distance(h, m) + 30 * clauses.between(h.start, m.start()), m.start(), h.start, h.entry, i, m, h)
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
        place = passage.place(best.start(), best.end())
        yield Candidate(
            entry.metric, float(best.group()), "year", best.group(), "", None, dict(entry.breakdown), year,
            "actual", "clause", "text", place, (place.page or 0, place.line, passage.origin[best.start()]),
        )  # fmt: skip


def _distance(hit: Hit, found: re.Match[str]) -> int:
    return max(found.start() - hit.end, hit.start - found.end(), 0)


def _within(text: str, hit: Hit, found: re.Match[str]) -> bool:
    reach = _REACH_EN if text[hit.start : hit.end].isascii() else _REACH_ZH
    return _distance(hit, found) <= reach
