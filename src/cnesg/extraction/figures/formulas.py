"""Formulas whose figures are set lower or higher and so stand apart: CO 2, NO x, N 2 O, m 3; with them R & D."""

from collections.abc import Iterator

from cnesg.framework.regexes import regex

_SET_APART = (
    "CO 2",
    "CO2 e",
    "CO2 -e",
    "SO 2",
    "NO x",
    "NO X",
    "SO x",
    "SO X",
    "CH 4",
    "SF 6",
    "N 2 O",
    "R & D",
    "m 2",
    "m 3",
)
_FORMULA = regex(
    r"(?<![A-Za-z])(?:(?:[kM]?t|k?g)?CO ?2(?: ?-? ?eq?(?![A-Za-z])|(?!\d|[.,]\d))"
    r"|SO 2(?!\d|[.,]\d)|[NS]O [xX](?![A-Za-z])"
    r"|k?m [23](?=[/)]|\s?/|$)|CH 4(?![\d.,])|SF 6(?![\d.,])|N 2 O(?![A-Za-z])|R & D(?![A-Za-z]))"
)


def blanks_in_formulas(text: str) -> Iterator[int]:
    """The places of blanks inside such formulas.

    Args:
        text: folded text.
    """
    if " " in text and any(one in text for one in _SET_APART):
        for found in _FORMULA.finditer(text):
            yield from (at for at in range(found.start(), found.end()) if text[at] == " ")


def closed(text: str) -> str:
    """A text without the blanks inside such formulas.

    >>> closed("t-CO2 e"), closed("m 3")
    ('t-CO2e', 'm3')
    """
    blanks = set(blanks_in_formulas(text))
    return "".join(sign for at, sign in enumerate(text) if at not in blanks) if blanks else text
