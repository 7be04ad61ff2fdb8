"""The cues of incident types in a text, all in one pass; of cues that overlap the longest decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ahocorasick_rs

from cnesg.framework.incident_types import IncidentType


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue where it stands in a text.

    Attributes:
        start: place of its first character.
        end: the place behind its last.
        code: of the incident type that it speaks for.
    """

    start: int
    end: int
    code: str

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


class CueFinder:
    """Finds the cues of all types.

    Args:
        types: incident types by code.
    """

    def __init__(self, types: Mapping[str, IncidentType]) -> None:
        owners = [(cue, code) for code, kind in types.items() for cue in (*kind.cues.zh, *kind.cues.en)]
        self._codes = [code for _, code in owners]
        self._automaton = ahocorasick_rs.AhoCorasick(
            [cue for cue, _ in owners], implementation=ahocorasick_rs.Implementation.DFA
        )

    def find(self, text: str) -> list[Cue]:
        """The cues of a text in its order; of those that overlap only the longest, of equals the first.

        Args:
            text: in the form of comparison.
        """
        hits = [
            Cue(start, end, self._codes[number])
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not _within_word(text, start)
        ]
        return _apart(hits) if len(hits) > 1 else hits


def _within_word(text: str, start: int) -> bool:
    """Whether a cue in Latin letters begins within a word: `ccus` in `accuses`."""
    before = text[start - 1 : start]
    return text[start].isascii() and before.isascii() and before.isalpha() and text[start].isalpha()


def _apart(hits: Iterable[Cue]) -> list[Cue]:
    """Of cues that overlap the longest; each run of overlapping ones is decided by itself."""
    kept: list[Cue] = []
    run: list[Cue] = []
    end = 0
    for hit in sorted(hits, key=lambda cue: cue.start):
        if hit.start >= end:
            kept += _of_run(run)
            run = []
        run.append(hit)
        end = max(end, hit.end)
    return kept + _of_run(run)


def _of_run(run: list[Cue]) -> list[Cue]:
    kept: list[Cue] = []
    for hit in sorted(run, key=lambda cue: (cue.start - cue.end, cue.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda cue: cue.start)
