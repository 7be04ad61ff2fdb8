"""Figures and words of other years in brackets right behind something told: (2021: 1; 2020: nil), (FY2021: Nil).

"There were 3 work injuries (2021: nil; 2020: 1)": the word says that the year before had none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.spelled import WORDS
from cnesg.extraction.figures.year_names import year_ended
from cnesg.framework.regexes import regex

_NOT_ONE = "nil|none|no|zero|nought|无|零"
_FIGURE = rf"(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?![\d.,]\d|\s?%)|(?:{_NOT_ONE})|(?:{'|'.join(WORDS)}))"
_ITEM = regex(
    r"(?i)(?:as (?:at|of) )?(?:\d{1,2} [a-z]{3,9},? )?(?:(?:FY\s?'?)?(?P<year>(?:19|20)\d\d)|FY\s?'?(?P<short>\d\d))"
    rf"(?:/(?:20)?\d\d)?\s?年?[度末底]?\s?[:：]\s?{_FIGURE}(?:\s(?!and\b)[a-z-]{{3,16}}){{0,3}}\s?"
)
_OPENED = regex(r"(?:[^().;。；\d]|(?<!\d)(?:19|20)\d\d(?!\d)){0,80}\(\s?(?=[^()]*[:：])")
_NEXT = regex(r"\s?[;,；，]\s?(?:and\s)?|\sand\s")
_NONE_IN_YEAR = regex(rf"(?i)\((?:[^()]*[;,]\s?)?(?:FY\s?'?)?\d\d(?:\d\d)?(?:/\d+)?\s?[:：]\s?(?:{_NOT_ONE})$")


@dataclass(frozen=True)
class Told:
    """A year, the figure or the word that a bracket gives for it, and where that stands."""

    year: int
    figure: str
    start: int
    end: int

    @property
    def value(self) -> float:
        """What the figure or the word says."""
        if self.figure[0].isdigit():
            return float(self.figure.replace(",", ""))
        return WORDS.get(self.figure.lower(), 0.0)

    def instead(self, fact: Candidate, passage: Passage) -> Candidate:
        """A fact of another year as that of this one."""
        place = passage.place(self.start, self.end)
        order = (place.page or 0, place.line, passage.origin[self.start])
        return replace(
            fact,
            value=self.value,
            raw_value=self.figure,
            raw_unit="",
            qualifier=None,
            year=self.year,
            place=place,
            order=order,
        )


def told_in_brackets(text: str, at: int) -> list[Told]:
    """What the bracket right behind a place gives for other years; none where it holds anything else.

    Args:
        text: folded text.
        at: the place.
    """
    if "(" not in text[at : at + 80]:
        return []
    opened = _OPENED.match(text, at)
    item = _ITEM.match(text, opened.end()) if opened is not None else None
    items: list[Told] = []
    while item is not None:
        name = "year" if item["year"] else "short"
        year = year_ended(text, int(item["year"] or f"20{item['short']}"), item.end(name))
        items.append(Told(year, item["figure"], *item.span("figure")))
        if text.startswith(")", item.end()):
            return items
        link = _NEXT.match(text, item.end())
        item = _ITEM.match(text, link.end()) if link is not None else None
    return []


def with_years_of_none(facts: Iterable[Candidate], number: Number, passage: Passage) -> Iterator[Candidate]:
    """The facts of a number, and those of the years that a bracket behind it says had none.

    Args:
        facts: what the number was read as.
        number: the number.
        passage: the passage.
    """
    told = [one for one in told_in_brackets(passage.text, number.unit_end) if not one.value]
    for fact in facts:
        yield fact
        if fact.value and fact.value_kind == "actual" and "percent" not in number.kinds:
            yield from (one.instead(fact, passage) for one in told if one.year < fact.year)


def is_of_other_year(words: str) -> bool:
    """Whether words that say that something did not happen end in a bracket for another year: injuries (2021: nil."""
    return "(" in words and _NONE_IN_YEAR.search(words) is not None
