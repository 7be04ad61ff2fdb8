"""One event in other words: texts on the same incident type of the same company that share what is particular."""

import re
from collections.abc import Iterable

import numpy as np

from cnesg.framework.incident_types import IncidentTree
from cnesg.framework.sentiment import SameEvent
from cnesg.sentiment.wording import WIDTHS, Hashes, Wording, hashed, plain

_YEAR = re.compile(r"(?:19|20)\d\d")

Particulars = tuple[Hashes, frozenset[str]]
"""What is particular in a text: its shingles beside names and cues, and its telling numbers."""


class EventWords:
    """Compares what texts say of an event beside its type and its company.

    Args:
        rules: how much two texts share at least.
        incidents: whose cues say the type, and nothing of the event.
    """

    def __init__(self, rules: SameEvent, incidents: IncidentTree) -> None:
        self._least = int(rules.shingles.value)
        self._digits = int(rules.digits.value)
        cues = {plain(cue) for kind in incidents.types.values() for cue in (*kind.cues.zh, *kind.cues.en)}
        parts = [hashed(cue, width) for cue in sorted(cues) for width in WIDTHS if len(cue) >= width]
        self._common = np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint64)

    def particulars(self, wording: Wording, names: Iterable[str]) -> Particulars:
        """What is particular in a text.

        Args:
            wording: of the text.
            names: as they stand in it; what is around a name says nothing of the event either.
        """
        text = wording.text
        for name in sorted({plain(name) for name in names} - {""}, key=len, reverse=True):
            text = text.replace(name, "\0" * wording.width)
        own = np.unique(hashed(text.ljust(wording.width, "\0"), wording.width))
        numbers = frozenset(
            number
            for number in wording.numbers - wording.codes
            if sum(c.isdigit() for c in number) >= self._digits and not _YEAR.fullmatch(number)
        )
        if len(self._common):
            own = own[self._common[np.minimum(self._common.searchsorted(own), len(self._common) - 1)] != own]
        return own, numbers

    def same(self, left: Particulars, right: Particulars) -> bool:
        """Whether two texts on one incident type of one company tell of one event.

        Where both give telling numbers and share none, they are two: two fines, two recalls.
        """
        if left[1] and right[1]:
            return bool(left[1] & right[1])
        return len(np.intersect1d(left[0], right[0], assume_unique=True)) >= self._least
