"""Zero in words: "no fatalities", 未发生安全事故, 零投诉."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.clauses import Clauses
from cnesg.extraction.gates import classed
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.marks import Marks
from cnesg.extraction.passages import Passage
from cnesg.framework.lexicon import Found, Hit

_REACH_ZH, _REACH_EN = 18, 60
_STOP = re.compile(r"[。;；!！]|(?<![A-Za-z])but(?![A-Za-z])")
_LINK = re.compile(r"^[^。;,，]{0,16}$")
_ZERO_AFTER = re.compile(r"^[^,，。;]{0,6}(?:为|是|was|were|is|are|:)\s?(?:零|zero|nil|none)(?![\u4e00-\u9fff]{0,1}点)")


@dataclass(frozen=True, slots=True)
class Zero:
    """A statement of zero: the wording of the metric and the words that make it zero."""

    entry: int
    metric: str
    start: int
    end: int
    words: str
    target: bool

    def candidate(self, know: Knowledge, passage: Passage, found: Found, year: int) -> Candidate:
        """The fact that the statement makes."""
        classes = class_words(know, found, passage.text, self.start, self.end, self.metric)
        classes = {k: v for k, v in classes.items() if k in {"severity", "type", "worker", "gender"}}
        classes = dict(know.lexicon.entries[self.entry].breakdown) | classes
        if self.metric.startswith("major_"):
            classes.pop("severity", None)  # the metric's name says it
        if self.target:
            classes["type"] = "target"
        metric, classes = classed(know, self.metric, classes)
        place = passage.place(self.start, self.end)
        return Candidate(
            metric, 0.0, know.lexicon.entries[self.entry].unit or know.unit_of(metric), self.words, "", None, classes, year,
            "target" if self.target else "actual", "zero", "text", place,
            (place.page or 0, place.line, passage.origin[self.start]),
        )  # fmt: skip


def zero_statements(know: Knowledge, found: Found, marks: Marks, text: str, clauses: Clauses) -> Iterator[Zero]:
    """All statements of zero in a sentence.

    Args:
        know: vocabulary and wording.
        found: what the lexicon found in the text.
        marks: the text's marked words.
        text: folded text of the passage.
        clauses: the clauses of the sentence.
    """
    seen: set[str] = set()
    for hit in found.zeros:
        if clauses.start <= hit.start < clauses.end:
            yield from _once(know, marks, text, hit, hit.start, hit.end, clauses, seen)
    hits = [h for h in found.hits if clauses.start <= h.start < clauses.end and _can_be_zero(know, h)]
    hits = [
        h
        for h in hits
        if not any(o.start <= h.start and h.end <= o.end and o != h and o.weight > h.weight for o in hits)
    ]
    for start, end in sorted(marks.spans("none", clauses.start, clauses.end)):
        reached = end
        for hit in sorted(hits, key=lambda h: h.start):
            if hit.start < reached:
                continue
            between = text[reached : hit.start]
            reach = _REACH_EN if between.isascii() and text[start:end].isascii() else _REACH_ZH
            if _STOP.search(between) or len(between) > reach or re.search(r"\d", between):
                break
            if reached == end and re.search(r"[,，]", between):
                break
            yield from _once(know, marks, text, hit, start, hit.end, clauses, seen)
            reached = hit.end
    for hit in hits:
        after = _ZERO_AFTER.match(text[hit.end : clauses.end])
        if after:
            yield from _once(know, marks, text, hit, hit.start, hit.end + after.end(), clauses, seen)


def _can_be_zero(know: Knowledge, hit: Hit) -> bool:
    metric = know.lexicon.entries[hit.entry].metric
    if hit.label_only:
        return False
    return metric in know.lexicon.grammar.zero_metrics or know.unit_of(metric) == "cases"


def _once(
    know: Knowledge, marks: Marks, text: str, hit: Hit, start: int, end: int, clauses: Clauses, seen: set[str]
) -> Iterator[Zero]:
    metric = know.lexicon.entries[hit.entry].metric
    low, _ = clauses.span(start)
    item = f"{metric} {text[hit.start : hit.end]}"
    if item in seen or marks.any("duty", low, end) or marks.any("hedge", low, end):
        return
    seen.add(item)
    target = marks.any("target", low, min(clauses.end, end + 8))
    yield Zero(hit.entry, metric, start, end, text[start:end], target)
