"""What a text gives away about its company and year, as far as judging sentences needs it."""

from collections import Counter
from collections.abc import Iterable

from cnesg.framework.regexes import regex

_YEAR = regex(r"(?<!\d)(20[0-3]\d)(?!\d)")
_RUN = regex(r"\b(?:[A-Z0-9][\w&-]*)(?: [A-Z][\w&-]*)+")
_LEAST_SHARE = 0.04
_LEAST_TIMES = 5


def report_year(texts: Iterable[str]) -> int | None:
    """The year that the texts of a report name most often: its fiscal year, in nearly all reports.

    Of two years named equally often the later. None where no year is named.
    """
    counts = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return max(counts, key=lambda year: (counts[year], year), default=None)


def own_names(texts: Iterable[str]) -> frozenset[str]:
    """The words of the company's own English name: of the runs of capitalised words the most frequent.

    Empty where no run stands in at least 4 % of the texts, and five times.
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update({run.group() for run in _RUN.finditer(text)})
    if not counts:
        return frozenset()
    name, times = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return frozenset(name.split()) if times >= max(_LEAST_TIMES, _LEAST_SHARE * total) else frozenset()
