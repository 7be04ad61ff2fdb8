"""English sentences that count the board and part of it at once: "three of our eight directors are women"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.counted_by_form import COUNT_WORDS, fact_of_count, worth
from cnesg.framework.regexes import regex

_COUNT = rf"(?:{COUNT_WORDS}|\d{{1,2}})"
_MEMBERS = r"(?:board (?:members|directors)|directors|members of (?:the|our) board(?: of directors)?|members)"
_KIND = r"(?P<kind>women|female|independent(?: non-executive)?(?: directors)?)"
_ANY = regex(r"(?i)\b(?:directors|board)\b")
_OF_WHOLE = regex(  # Three of our eight directors are women; three out of eight Board members were female
    rf"(?i)\b(?P<part>{_COUNT})\s(?:out )?of (?:the (?:board|group|company)['’]s |the |our |its )?(?:current |total )?"
    rf"(?P<whole>{_COUNT})\s{_MEMBERS}"
    r"(?: in office)?(?:,? (?:or |representing )?\(?\d[\d.]*\s?%(?: of (?:the|our) board)?\)?,?)?"
    rf"\s(?:are|were|is|was)\s{_KIND}\b"
)
_THEN = regex(  # ... are women, up from |three in 2022; are women (2022: |three)
    rf"(?i)(?:,? (?:up|down|compared|against)(?: (?:from|with|to))? (?P<then>{_COUNT}) in (?P<year>20\d\d)"
    rf"| \((?P<told>20\d\d): ?(?P<was>{_COUNT})\))"
)
_BOARD_OF = regex(rf"(?i)\bboard of (?P<whole>{_COUNT})(?=\s?[,.;)]|\s(?:has|had|includes|included)\b|$)")
_OF_KIND = regex(  # 2 of 10 women directors
    rf"(?i)\b(?P<part>{_COUNT})\s(?:out )?of (?P<whole>{_COUNT})\s{_KIND}"
    r"(?:\s(?:directors|board (?:members|directors)))?(?: on (?:the|our) board)?(?=\s?(?:[.,;)]|$))"
)
_KIND_FIRST = regex(  # Independent directors: 9 of 11
    rf"(?i)\b{_KIND}\s(?:directors|board (?:members|directors))(?: on (?:the|our) board)?\s?:?\s(?P<part>{_COUNT})"
    rf"\s(?:out )?of (?P<whole>{_COUNT})(?=\s?(?:[.,;)]|$))"
)
_ON_BOARD = regex(  # three women on our nine-member Board
    rf"(?i)\b(?P<part>{_COUNT})\s{_KIND}\s(?:directors? )?(?:on|sit on|sat on|serve on|serving on) (?:the |our |its )?"
    rf"(?P<whole>{_COUNT})[- ](?:member|person|strong)\s(?:supervisory )?board\b"
)
_SEATS = regex(  # Women occupy three of the eleven seats on our Board, or 29% of senior roles and three of ...
    rf"(?i)\b{_KIND}\s(?:[a-z]+\s){{1,3}}?(?:\d[\d.]*\s?(?:%|per ?cent) [^.;\d]{{3,60}}?,? and )?"
    rf"(?P<part>{_COUNT})\s(?:out )?of (?:the |our |its )?(?P<whole>{_COUNT})"
    r"(?:\s(?:board seats|directors|(?:seats|places|positions|members)\s(?:on|of|in) (?:the |our |its )?board)"
    r"|[- ](?:member|person|strong)\s(?:supervisory )?board)\b"
)
_STRONG = regex(  # Our eleven-strong Board
    rf"(?i)\b(?:the|our|its) (?P<whole>{_COUNT})[- ](?:strong|member|person)\sboard\b(?! committee)"
)
_COMPOSED = regex(  # Our Board is composed of |nine members, six of whom are women
    r"(?i)\bboard\b[^.;]{0,80}?\b(?:compris|compos|consist|made up|includ|has\b|had\b|have\b|counts|numbers?\b|formed"
    r"|total+ed|totals|with\b|sits?\b|sat\b)|\b(?:sit|sat|serve|served) on (?:the|our|its) board\b"
)
_PART = regex(  # three executive, two non-executive and |five independent; including |four women
    rf"(?i)(?<![\d.,-])\b(?P<part>{_COUNT})(?:\s\((?P<share>\d+(?:\.\d+)?)\s?%\))?"
    r"\s(?:of (?:whom|which|them)\s)?(?:directors?\s(?=(?:are|were|is|was)\s))?"
    r"(?:(?:are|were|is|was)\s)?(?:also\s)?"
    r"(?P<kind>executive|non-executives?|independents?(?: non-executives?)?|women|woman|females?)"
    r"(?:(?=\s?[,.;:)]|\s(?:and|but|or|on)\b|$)|\s(?P<noun>directors?)\b)"
)
_ETHNIC = (
    r"(?:(?:from|of) (?:an? |the )?)?(?P<kind>(?:(?:minority ethnic|ethnic minority"
    r"|black(?:, Asian)? or minority ethnic)"
    r"(?: backgrounds?| groups?| communit(?:y|ies))?|minority backgrounds?|global majority)"
    r"|(?:racially|ethnically)(?: (?:and|or|and/or|&) (?:racially|ethnically))? diverse|people of colou?r"
    r"|members of (?:an? )?(?:racial or ethnic|ethnic|racial) minorit(?:y|ies))"
)
_ETHNIC_PART = regex(  # One Director is from a minority ethnic background; three (25%) are ethnically diverse
    rf"(?i)(?<![\d.,-])\b(?P<part>{_COUNT})(?:\s(?:out )?of (?:the (?:board|group|company)['’]s |the |our |its )?"
    rf"(?:current )?(?:(?P<whole>{_COUNT})\s)?)?(?:\s?{_MEMBERS}|\s?of (?:whom|them))?(?:\s\(\d[\d.]*\s?%\))?"
    rf"\s(?:(?:is|are|was|were|come|comes|came|identif(?:y|ies|ied) as(?: being)?)\s){_ETHNIC}"
)
_MINORITY = regex(r"(?i)ethnic|minorit|\bpeople of colou?r")
_DIRECTORS = regex(r"(?i)\b(?:directors?|board|members)\b")
_GOES_ON = regex(  # Five directors (42%) are women and |three (25%) are ethnically diverse
    r"(?i)\b(?:directors|board members)\b[^.;]{0,40}?"
    r"\b(?:are|is|were|was) (?:women|female|independent)(?:,|,? and|;)\s$"
)
_CHANGED = regex(  # who came and went, and what others have
    r"(?i)committee|subsidiar|\b(?:resign|appoint|retire|elect|nominat|candidate|join|step|train|attend|invit|recruit)"
)
_ANOTHER = regex(  # The board has 8 directors and the company |four women as managers
    r"(?i)\b(?:the|our|its) (?:company|group|bank|firm|management|executive|workforce|staff|team|leadership|senior)\b"
    r"|\b(?:we|employees|managers|subsidiary)\b"
)
_OTHERS = regex(r"(?i)\bcommittee\b[^.;]{0,60}$|\bsubsidiar(?:y|ies)\b[^.;]{0,40}$")


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a number stands that counts the board (`of` is `board`) or those on it who are of a kind.

    `year` is the earlier year that it is told for. Those of a minority are counted as directors of a class (`ethnic`).
    A `share` is how much of the board they are, in per cent.
    """

    start: int
    end: int
    of: str
    year: int | None = None
    ethnic: bool = False
    share: bool = False


def counted_on_board(text: str, start: int, end: int) -> list[Counted]:
    """The numbers of `text[start:end]` that count the board and parts of it together, or a part without its noun.

    Args:
        text: folded text.
        start: where a sentence begins.
        end: where it ends.
    """
    if not _ANY.search(text, start, end):
        return []
    return _in_kinds(text, start, end) + _of_minorities(text, start, end)


def _of_minorities(text: str, start: int, end: int) -> list[Counted]:
    """The numbers of directors who are of a minority, where nothing else is counted in between."""
    found = _ETHNIC_PART.search(text, start, end) if _MINORITY.search(text, start, end) else None
    if found is None or _OTHERS.search(text, start, found.start()) or _CHANGED.search(text, start, end):
        return []
    if not _DIRECTORS.search(found[0]) and not _GOES_ON.search(text, start, found.start("part")):
        return []
    part = Counted(*found.span("part"), found["kind"].lower(), ethnic=True)
    return [part, Counted(*found.span("whole"), "board")] if found["whole"] else [part]


def _in_kinds(text: str, start: int, end: int) -> list[Counted]:
    """The numbers that count the board, its women, its executive and its independent members."""
    found = _together(text, start, end)
    told = found.groupdict() if found is not None else {}
    named = {"whole": "board", "part": told.get("kind") or ""}
    counted = [Counted(*found.span(group), named[group].lower()) for group in named if found and told.get(group)]
    if found is not None and told.get("part"):
        then = _THEN.match(text, found.end("kind"), end)
        if then is not None:
            name, when = ("then", "year") if then["then"] else ("was", "told")
            counted.append(Counted(*then.span(name), named["part"].lower(), int(then[when])))
        return counted
    said = text.rfind(". ", 0, start) + 1  # what semicolons part is of one board
    composed = _COMPOSED.search(text, said, end)
    if composed is None or _CHANGED.search(text, start, end):
        return counted
    parts = [
        one for one in _PART.finditer(text, start, end) if not _ANOTHER.search(text, composed.start(), one.start())
    ]
    listed = len(parts) > 1  # a single kind with its noun is read as any other count
    parts = [one for one in parts if listed or not one["noun"]]
    shares = [Counted(*one.span("share"), one["kind"].lower(), share=True) for one in parts if one["share"]]
    return counted + [Counted(*one.span("part"), one["kind"].lower()) for one in parts] + shares


def _together(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where the board (`whole`) and maybe part of it (`part`) are counted in one phrase."""
    for pattern in (_OF_WHOLE, _OF_KIND, _KIND_FIRST, _ON_BOARD, _SEATS, _STRONG, _BOARD_OF):
        found = pattern.search(text, start, end)
        if found is not None and not _OTHERS.search(text, start, found.start()):
            part = found.groupdict().get("part")
            return found if part is None or worth(part) <= worth(found["whole"]) else None
    return None


def board_counts(know: Knowledge, passage: Passage, counted: list[Counted], year: int) -> Iterator[Candidate]:
    """The facts of a board and parts of it.

    Args:
        know: vocabulary.
        passage: the passage.
        counted: where they are counted (`counted_on_board`).
        year: the year that they are of.
    """
    roles = know.lexicon.roles
    of_kinds = (
        ("wom", roles.women_on_board), ("female", roles.women_on_board), ("independent", roles.independent_on_board),
        ("non-executive", roles.non_executive_on_board), ("executive", roles.executive_on_board),
        ("board", roles.board),
    )  # fmt: skip
    for one in counted:
        span, when = (one.start, one.end), one.year or year
        if one.ethnic:
            yield fact_of_count(know, passage, span, roles.board, when, named=one.of, breakdown={"ethnicity": one.of})
            continue
        metric = next(metric for begins, metric in of_kinds if one.of.startswith(begins))
        if one.share:
            family = know.lexicon.families.get(metric)
            metric = (family.share if family is not None else None) or ""
        if metric:
            yield fact_of_count(know, passage, span, metric, when, named=one.of)
