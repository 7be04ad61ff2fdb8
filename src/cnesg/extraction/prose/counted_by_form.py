"""Numbers, in digits or in words up to twenty, whose fact the form of their sentence tells: directors, men, women."""

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.figures.spelled import WORDS
from cnesg.extraction.knowledge import Knowledge

_MOST = 20  # in words
COUNT_WORDS = "|".join(sorted((word for word, worth in WORDS.items() if 1 <= worth <= _MOST), key=len, reverse=True))
"""The words as alternatives of a pattern, the longest first."""


def worth(word: str) -> float:
    """What a number is worth, in digits or as one of `COUNT_WORDS`.

    >>> worth("Eleven"), worth("1,204")
    (11.0, 1204.0)
    """
    digits = word.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdigit() else WORDS[word.lower()]


def fact_of_count(
    know: Knowledge,
    passage: Passage,
    span: tuple[int, int],
    metric: str,
    year: int,
    *,
    named: str,
    breakdown: dict[str, str] | None = None,
) -> Candidate:
    """The fact that such a number states.

    Args:
        know: the vocabulary.
        passage: the passage.
        span: where the number begins and ends.
        metric: what it counts.
        year: the year that it is of.
        named: the words that say what is counted.
        breakdown: of which class.
    """
    raw, place, unit = passage.text[slice(*span)], passage.place(*span), know.unit_of(metric)
    return Candidate(
        metric, worth(raw), unit, raw, "", None, breakdown or {}, year, "actual", "beside", "text", place,
        (place.page or 0, place.line, passage.origin[span[0]]), named=named,
    )  # fmt: skip
