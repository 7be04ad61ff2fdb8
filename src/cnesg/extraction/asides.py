"""Figures of an earlier year in brackets between a figure and what it counts: "16 (31 December 2022: 18) employees".

The sentence is read without such brackets, as if they had not been put in; each fact of the figure before one is then
stated once more, for the year and with the figure that the bracket gives.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.numbers import Number
from cnesg.extraction.passages import Passage
from cnesg.framework.units import UnitTable

_ASIDE = re.compile(
    r"(?i)(?<=[\w%²³])\s?\("
    r"(?:(?:as )?(?:at|of|in|on|for|year ended|the year ended|for the year ended|截至|于)\s?)?"
    r"(?:the )?(?:\d{1,2} [a-z]{3,9},? |[a-z]{3,9} \d{1,2}, ?|year |financial year |fiscal year )?"
    r"(?:FY\s?)?(?P<year>(?:19|20)\d\d)(?:/\d\d)?\s?(?:年(?:度|底|末)?(?:12月31日)?)?\s?[:：]\s?"
    r"(?:about |approximately |over |约)?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?:[^\d()]{1,16})?\)(?=\s?[a-z\u4e00-\u9fff])"
)
_FIGURE = re.compile(r"\d\s?(?P<unit>[^\d()]{0,16})$")


@dataclass(frozen=True)
class Aside:
    """What a bracket says: the year, the figure as printed, and where it stands in the paragraph."""

    year: int
    figure: str
    start: int
    end: int


def without_asides(passage: Passage, units: UnitTable) -> tuple[Passage, dict[int, Aside]]:
    """A passage without brackets that part a figure from what it counts, and what each said by where it stood.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
        units: the unit table: a figure's unit may stand before the bracket.
    """
    text = passage.text
    if "(" not in text or ":" not in text:
        return passage, {}
    asides: dict[int, Aside] = {}
    kept: list[int] = []
    position = 0
    for found in _ASIDE.finditer(text):
        if not _stands_at_figure(text, found.start(), units):
            continue
        kept += range(position, found.start())
        position = found.end()
        first, last = found.span("figure")
        place = passage.origin[first], passage.origin[last - 1] + 1
        asides[len(kept)] = Aside(int(found["year"]), found["figure"], *place)
    if not asides:
        return passage, {}
    kept += range(position, len(text))
    origin = (*(passage.origin[at] for at in kept), passage.origin[-1])
    return replace(passage, text="".join(text[at] for at in kept), origin=origin), asides


def _stands_at_figure(text: str, at: int, units: UnitTable) -> bool:
    """Whether a figure, or a figure with its unit, ends there."""
    figure = _FIGURE.search(text, max(0, at - 18), at)
    if figure is None or not figure["unit"]:
        return figure is not None
    reading = units.read(text, figure.start("unit"))
    return reading is not None and text[reading.end : at].strip() == ""


def with_asides(
    facts: Iterator[Candidate], number: Number, asides: dict[int, Aside], passage: Passage
) -> Iterator[Candidate]:
    """The facts of a number, and each once more for the year of the bracket behind it, if there was one.

    Args:
        facts: what the number was read as.
        number: the number, in the passage without brackets.
        asides: what the brackets said (`without_asides`).
        passage: that passage.
    """
    aside = next((asides[at] for at in range(number.end, number.unit_end + 1) if at in asides), None)
    for fact in facts:
        yield fact
        if aside is None or not number.printed or fact.year <= aside.year:
            continue
        figure = float(aside.figure.replace(",", ""))
        place = passage.place_of(aside.start, aside.end)
        yield replace(
            fact,
            value=fact.value / number.printed * figure,
            raw_value=aside.figure,
            year=aside.year,
            place=place,
            order=(place.page or 0, place.line, aside.start),
        )
