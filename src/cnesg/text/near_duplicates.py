"""Groups of near-duplicates, so that no sentence is tested on a wording of itself."""

from collections import defaultdict
from collections.abc import Sequence

from cnesg.framework.regexes import regex

_SIGNS = regex(r"[^\u4e00-\u9fffa-z]")
_RUN = 6
_ALIKE = 0.5


def groups(texts: Sequence[str]) -> list[int]:
    """The number of the group of each text: texts that share half of their runs of six characters are in one group.

    Figures and punctuation don't count. The number is the place of the group's first text.
    """
    runs = [_runs(text) for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    parent = list(range(len(texts)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, own in enumerate(runs):
        shared: dict[int, int] = defaultdict(int)
        for run in own:
            for other in holders[run]:
                shared[other] += 1
            holders[run].append(place)
        for other, times in shared.items():
            if times >= _ALIKE * min(len(own), len(runs[other])):
                low, high = sorted((root(place), root(other)))
                parent[high] = low
    return [root(place) for place in range(len(texts))]


def _runs(text: str) -> frozenset[str]:
    plain = _SIGNS.sub("", text.casefold())
    return frozenset(plain[start : start + _RUN] for start in range(max(1, len(plain) - _RUN + 1)))
