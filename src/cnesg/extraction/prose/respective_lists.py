"""English lists told "respectively", with each figure as it would be told alone.

"3, 1 and 2 fatalities in 2021, 2022 and 2023 respectively" is read as "2 fatalities in 2023 (2022: 1; 2021: 3)", and
"received 8, 12 and 14 hours respectively" as "received 8 hours, 12 hours and 14 hours respectively". Such a passage is
put together anew from its own characters, each of which still leads to its place on the page.
"""

import re
from collections.abc import Iterator

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.pieces import Piece, not_printed, put_together
from cnesg.framework.regexes import regex

_SAID = "espectively"
_WORD = r"(?:zero|nil|no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_FIGURE = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|\b{_WORD}\b)"
_FIGURES = rf"(?<![\d.,-])(?P<figures>{_FIGURE}(?:, {_FIGURE})*,? and {_FIGURE})"
_YEARS = r"(?P<years>(?:19|20)\d\d(?:, (?:19|20)\d\d)*,? and (?:19|20)\d\d)"
_WHEN = r"(?:in|for|during|as at)(?: the)?(?: (?:financial |fiscal )?years?)?(?: ended)?(?: \d{1,2} [A-Z][a-z]+)?"
_PAST = r"(?:each of )?the (?:past|last) (?:two|three|four|five) (?:[a-z]+ )?years,? "
_FIGURES_FIRST = regex(  # 3, 1 and 2 fatalities in 2021, 2022 and 2023 respectively
    rf"(?:(?i:in|for|over|during) {_PAST}(?P<lead>[^.;\d]{{0,40}}?))?{_FIGURES}"
    rf"(?P<noun>(?: [a-z][a-z-]*){{1,8}}) (?P<when>{_WHEN} ){_YEARS}"
    r"(?P<said>,? respectively)"
)
_YEARS_FIRST = regex(  # in 2021, 2022 and 2023 (,) the number of fatalities was 3, 1 and 2 respectively
    rf"(?P<past>(?:(?:in|for|over|during) )?{_PAST}\(?)?"
    rf"{_YEARS}\)?(?P<between>,? [^\d.;:()]{{0,90}}?\b){_FIGURES}(?P<noun>(?: [a-z][a-z-]*){{0,5}})"
    r"(?P<said>,? respectively)"
)
_LISTED = regex(rf"(?:{_FIGURE})|(?:19|20)\d\d")
_TIMES = regex(  # 8, 12 and 14| hours of training respectively
    rf"(?i){_FIGURES}(?P<unit> (?:hours|times|days|meetings|sessions))\b[^\d.;:()]{{0,48}}\brespectively"
)
_MEASURED = r"\d[\d,]*(?:\.\d+)?\s?(?:%|[a-zA-Z³²]{1,12}[23³²]?e?)(?: of CO2e?)?"
_MEASURED_ONE = regex(_MEASURED)
_PER_ONE = regex(  # 0.002 tonnes and 0.38 tonnes| per employee respectively
    rf"(?P<listed>{_MEASURED}(?:, {_MEASURED})*),? and {_MEASURED}(?P<per> per [a-z][a-z ]{{2,40}}?),? respectively"
)
_AND = regex(r", and | and |, ")  # in 2022 and 2023 men and women were 612 and 388: of as many things
_NOUGHT = frozenset({"nil", "no", "none"})
_ZERO, _ONE = "zero", "one"


def with_respective_lists(passage: Passage) -> Passage:
    """A passage in which figures of years, and figures whose unit is printed once, are told as if each stood alone.

    Args:
        passage: the passage; offsets into the one returned lead to the same places of the page.
    """
    if _SAID not in passage.text:
        return passage
    passage = put_together(passage, [(*one.span(), _by_year(one)) for one in _of_years(passage.text)])
    passage = put_together(passage, [(*one.span("listed"), _per_one(one)) for one in _PER_ONE.finditer(passage.text)])
    return put_together(passage, [(*one.span("figures"), _in_unit(one)) for one in _TIMES.finditer(passage.text)])


def _of_years(text: str) -> Iterator[re.Match[str]]:
    """Lists of as many figures as years, of counts."""
    until = 0
    for found in sorted((*_FIGURES_FIRST.finditer(text), *_YEARS_FIRST.finditer(text)), key=lambda one: one.start()):
        many = len(_LISTED.findall(found["figures"]))
        others = found.re.pattern == _YEARS_FIRST.pattern and len(_AND.split(found["between"].strip(" ,)"))) == many
        if found.start() >= until and many == len(_LISTED.findall(found["years"])) and not others:
            until = found.end()
            yield found


def _by_year(found: re.Match[str]) -> list[Piece]:
    """A list of years: the last year's figure as told, those of the others in brackets behind it."""
    text = found.string
    figures, years = (list(_LISTED.finditer(text, *found.span(name))) for name in ("figures", "years"))
    told = sorted(zip(years, figures, strict=True), key=lambda one: one[0][0], reverse=True)
    (year, figure), *others = told
    asides: list[Piece] = []
    for number, (then, was) in enumerate(others):
        asides += [
            not_printed(then.start(), "; " if number else " ("),
            _kept(then),
            not_printed(then.start(), ": "),
            _small(was),
        ]
    asides.append(not_printed(found.end() - 1, ")"))
    head = Piece(*figure.span(), _ZERO) if figure[0] in _NOUGHT else _kept(figure)
    noun = Piece(*found.span("noun"), found["noun"])
    if found.start("years") > found.start("figures"):
        lead = [Piece(*found.span("lead"), found["lead"])] if found["lead"] else []
        return [
            *lead,
            head,
            noun,
            not_printed(found.start("when"), " "),
            Piece(*found.span("when"), found["when"]),
            _kept(year),
            *asides,
        ]
    past = [not_printed(found.start(), "in ")] if found["past"] else []
    return [*past, _kept(year), Piece(*found.span("between"), found["between"]), head, noun, *asides]


def _in_unit(found: re.Match[str]) -> list[Piece]:
    """A list of figures, each with the unit that only the last prints."""
    pieces, at = list[Piece](), found.start("figures")
    *listed, last = _LISTED.finditer(found.string, *found.span("figures"))
    for one in listed:
        pieces += [Piece(at, one.end(), found.string[at : one.end()]), not_printed(found.start("unit"), found["unit"])]
        at = one.end()
    return [*pieces, Piece(at, last.end(), found.string[at : last.end()])]


def _per_one(found: re.Match[str]) -> list[Piece]:
    """A list of amounts, each for one of what only the last says."""
    pieces, at = list[Piece](), found.start("listed")
    for one in _MEASURED_ONE.finditer(found.string, *found.span("listed")):
        pieces += [Piece(at, one.end(), found.string[at : one.end()]), not_printed(found.start("per"), found["per"])]
        at = one.end()
    return pieces


def _kept(found: re.Match[str]) -> Piece:
    return Piece(*found.span(), found[0])


def _small(found: re.Match[str]) -> Piece:
    """A figure in brackets, where `one` counts nothing and what is none is told as `zero`."""
    said = "1" if found[0] == _ONE else "nil" if found[0] in {*_NOUGHT, _ZERO} else found[0]
    return Piece(*found.span(), said)
