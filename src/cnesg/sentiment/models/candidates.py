"""Stretches of a text that may be names, with what tells names from other stretches."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cnesg.sentiment.models.edges import LONGEST_TEXT
from cnesg.sentiment.models.masks import JUDGED
from cnesg.sentiment.models.views import Array, Row, View

LONGEST_NAME = 24
LIKELIEST_EDGES = 10
MOST = 6
_APART = frozenset("。,;")
_SIGNS = frozenset(" ,。;:!?、\"()《》【】[]“”'#@|\t\n")
_FAR = -9.0
CANDIDATE_VIEWS = (
    View("text"),
    View("before", weight=0.5),
    View("far before", weight=0.4),
    View("after", longest=4),
    View("name", weight=0.4),
)


@dataclass(frozen=True)
class Candidate:
    """A stretch that may be a name.

    Attributes:
        name: in the form of `cnesg.sentiment.models.edges.even`.
        spans: where it stands.
        edges: the highest sum of the scores that it begins and ends there.
    """

    name: str
    spans: tuple[tuple[int, int], ...]
    edges: float


class KnownNames:
    """Names found as subjects before, and in how many texts.

    Args:
        times: of each name, in the form of `even`.
    """

    def __init__(self, times: Mapping[str, int]) -> None:
        self.times = times
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for name in times:
            if len(name) > 1:
                self._by_start[name[:2]].append(name)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where known names stand."""
        return [
            (start, start + len(name))
            for start in range(len(text) - 1)
            for name in self._by_start.get(text[start : start + 2], ())
            if text.startswith(name, start)
        ]


def candidates(text: str, edges: tuple[Array, Array], known: KnownNames, most: int = MOST) -> list[Candidate]:
    """The likeliest names of a text, by the sum of their edges' scores.

    Args:
        text: in the form of `even`.
        edges: scores of its gaps.
        known: names that are candidates wherever they stand.
        most: how many.
    """
    begins, ends = edges
    near = text[:LONGEST_TEXT]
    first = np.argsort(-begins, kind="stable")[:LIKELIEST_EDGES].tolist()
    last = np.argsort(-ends, kind="stable")[:LIKELIEST_EDGES].tolist()
    spans = {(a, b) for a in first for b in last if a + 2 <= b <= a + LONGEST_NAME and not _APART & set(near[a:b])}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in sorted(spans.union(known.spans(near))):
        places[near[start:end]].append((start, end))
    found = [
        Candidate(name, tuple(held), max(float(begins[a] + ends[b]) for a, b in held)) for name, held in places.items()
    ]
    return sorted(found, key=lambda candidate: (-candidate.edges, candidate.name))[:most]


def candidate_row(text: str, candidate: Candidate) -> Row:
    """A text with a candidate masked, as models see it in the order of `CANDIDATE_VIEWS`."""
    parts, end = [], 0
    for first, last in candidate.spans:
        if first >= end:
            parts.append(text[end:first] + JUDGED)
            end = last
    shown = "".join(parts) + text[end:]
    some = candidate.spans[:3]
    return (
        shown[:LONGEST_TEXT],
        " ".join(text[max(0, first - 10) : first] for first, _ in some),
        " ".join(text[max(0, first - 40) : first] for first, _ in some),
        " ".join(JUDGED + text[last : last + 25] for _, last in some),
        f"^{candidate.name}$",
    )


def candidate_numbers(
    text: str, edges: tuple[Array, Array], found: Sequence[Candidate], known: KnownNames, own: Collection[str] = ()
) -> list[list[float]]:
    """What tells names from other stretches, a row for each candidate.

    Args:
        text: in the form of `even`.
        edges: scores of its gaps.
        found: its candidates, the likeliest first.
        known: names seen before.
        own: names that this very text made known, which count one time less.
    """
    begins, ends = edges
    highest = {candidate.name: candidate.edges for candidate in found}
    times = {c.name: known.times.get(c.name, 0) - (c.name in own) for c in found}
    rows = []
    for rank, candidate in enumerate(found):
        name = candidate.name
        first, last = max(candidate.spans, key=lambda span: begins[span[0]] + ends[span[1]])
        longer = [other for other in highest if name != other and name in other]
        shorter = [other for other in highest if name != other and other in name]
        inside = slice(first + 1, last)
        rows.append(
            [
                candidate.edges,
                float(begins[first]),
                float(ends[last]),
                candidate.edges - found[0].edges,
                rank,
                len(name),
                len(candidate.spans),
                candidate.spans[0][0] / max(1, len(text)),
                len(text),
                times[name],
                len(longer),
                len(shorter),
                max((highest[other] for other in longer), default=_FAR) - candidate.edges,
                max((highest[other] for other in shorter), default=_FAR) - candidate.edges,
                text.startswith("(N", last),
                text.startswith(":", last),
                first == 0,
                first == 0 or text[first - 1] in _SIGNS,
                text[last : last + 1] in _SIGNS,
                name.endswith("公司"),
                name.endswith("集团"),
                float(begins[inside].max()) if last > first + 1 else _FAR,
                float(ends[inside].max()) if last > first + 1 else _FAR,
                len(found),
                max((times[other] for other in longer), default=0),
                max((times[other] for other in shorter), default=0),
            ]
        )
    return [[float(number) for number in row] for row in rows]
