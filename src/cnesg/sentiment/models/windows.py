"""What stands around a name that a question is about."""

import re
from collections.abc import Callable, Iterable

from cnesg.sentiment.models.masks import JUDGED, OTHER, masked, plain
from cnesg.sentiment.models.views import Row, View

MOST_PLACES = 3
LONGEST_TEXT = 2000

SUBJECT_VIEWS = (
    View("text"),
    View("before", weight=0.3),
    View("far before", weight=0.5),
    View("after", longest=4),
)
"""A text with its subject masked, and what stands close before, further before and after the subject."""

CLOSE_VIEWS = (
    *SUBJECT_VIEWS,
    View("clause"),
    View("10 around", longest=4),
    View("15 around"),
    View("50 around"),
    View("unmasked"),
    View("name", weight=0.7),
)
"""`SUBJECT_VIEWS`, the clauses and the windows that the subject stands in, the text as it came and the name itself."""
_CLAUSE_ENDS = re.compile("[,。;!? ]")  # `plain` makes other signs into these


def subject_row(text: str, subject: str, others: Iterable[str] = ()) -> Row:
    """A text as models of incident types see it, in the order of `SUBJECT_VIEWS`.

    Args:
        text: as it came.
        subject: name that the question is about, as it stands in the text.
        others: names of other companies in the text.
    """
    shown = masked(plain(text[:LONGEST_TEXT]), plain(subject), [plain(name) for name in others])
    places = [place for place, sign in enumerate(shown) if sign == JUDGED][:MOST_PLACES]
    return (
        shown,
        _each(places, lambda at: shown[max(0, at - 10) : at]),
        _each(places, lambda at: shown[max(0, at - 40) : at]),
        _each(places, lambda at: shown[at : at + 25]),
    )


def close_row(text: str, subject: str, others: Iterable[str] = ()) -> Row:
    """A text as the second stage for confused types sees it, in the order of `CLOSE_VIEWS`.

    Args:
        text: as it came.
        subject: name that the question is about, as it stands in the text.
        others: names of other companies in the text.
    """
    row = subject_row(text, subject, others)
    shown = row[0]
    places = [place for place, sign in enumerate(shown) if sign == JUDGED][:MOST_PLACES]
    around = [" ".join(shown[max(0, at - size) : at + size + 1] for at in places) for size in (10, 15, 50)]
    clauses = _each(places, lambda at: _clause(shown, at))
    return (*row, clauses, *around, plain(text[:LONGEST_TEXT]), f"^{plain(subject)}$")


def _clause(shown: str, at: int) -> str:
    """The clause around a place."""
    start = max((sign.end() for sign in _CLAUSE_ENDS.finditer(shown, 0, at)), default=0)
    end = _CLAUSE_ENDS.search(shown, at)
    return shown[start : end.start() if end else len(shown)]


def _each(places: Iterable[int], part: Callable[[int], str]) -> str:
    return " ".join(part(place) for place in places)


def entity_windows(shown: str, before: int, after: int, most: int) -> tuple[str, str]:
    """What stands before and after the masked name, each occurrence apart; its sign opens what stands after it."""
    places = [place for place, sign in enumerate(shown) if sign == JUDGED][:most]
    return (
        _each(places, lambda at: shown[max(0, at - before) : at]),
        _each(places, lambda at: shown[at : at + after]),
    )


def masked_counts(shown: str) -> tuple[int, int]:
    """How often the judged name, and any other company, stands in a masked text."""
    return shown.count(JUDGED), shown.count(OTHER)
