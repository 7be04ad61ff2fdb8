"""Men and women of the board, the senior managers and all staff, as British law has reports tell them.

"The Board comprised five men and four women, senior management |41 men and |22 women"; "|41 male and |22 female senior
managers". A share in brackets behind a count is left to other readers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.counted_by_form import COUNT_WORDS, fact_of_count
from cnesg.framework.regexes import regex

_COUNT = rf"(?:{COUNT_WORDS}|\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}(?![\d,.]*\d))"
_MANAGERS = (
    r"senior (?:managers?|management|leaders(?:hip)?(?: team)?|executives)|(?:group )?executive committee"
    r"|executive team|managers|management"
)
_PAIR = regex(
    rf"(?i)(?<![\d.,-])\b(?P<one>{_COUNT}) (?P<sex>men|women|males?|females?),? and (?P<two>{_COUNT})"
    rf" (?P<other>men|women|males?|females?)\b(?: (?P<noun>{_MANAGERS})\b)?"
)
_BOARD = "board"
_NOT_ITS = r"(?<!executive )(?<!management )(?<!supervisory )(?<!advisory )(?<!shadow )"
_OF = rf"(?:(?P<managers>{_MANAGERS})|(?P<board>{_NOT_ITS}board(?: of directors)?)|(?P<staff>{{staff}}))"
_BEFORE = regex(  # senior management |41 men; on the Board, |five men; among senior managers it was |41 men
    rf"(?i)\b{_OF.format(staff='gender (?:split|breakdown|balance|mix)')}(?:,|:|;|'s|’s)? ?"
    r"(?:(?:it |this |there )?(?:at (?:the )?(?:year[- ]end|end of the year|[a-z0-9 ]{4,24}) )?"
    r"(?:was|were|is|are|compris(?:ed|es|ing)|consist(?:ed|s) of|included|includes|had|has|stood at|split|with)"
    r"(?: (?:split|made up of|composed of))? )?(?:by gender )?$"
)
_BEHIND = regex(
    r"(?i) (?:in|on|among|at|within|across) (?:the |our |its )*"
    rf"{_OF.format(staff='(?:group|company|workforce)')}\b(?! level)"
)
_DID = regex(  # who came, went or did something, and those on a committee
    r"(?i)\b(?:train|hire|recruit|promot|appoint|attend|award|join|left\b|resign|retire|elect|complet|particip|grant"
    r"|nominat|audit|remuneration|shareholder)"
)
_MALE, _SEX, _SEXES = ("men", "male"), "male", "men"  # which women and females hold, too


@dataclass(frozen=True, slots=True)
class OfSex:
    """Where a number stands that counts men or women (`female`) of the board, a rank of staff, or all staff (empty)."""

    start: int
    end: int
    female: bool
    of: str


def counted_by_sex(text: str, start: int, end: int) -> list[OfSex]:
    """The numbers of `text[start:end]` that count men and women of the board, of a rank or of all, two by two.

    Args:
        text: folded text.
        start: where a sentence begins.
        end: where it ends.
    """
    found: list[OfSex] = []
    if (_SEX not in text[start:end] and _SEXES not in text[start:end]) or _DID.search(text, start, end):
        return found
    for pair in _PAIR.finditer(text, start, end):
        sexes = [not pair[name].lower().startswith(_MALE) for name in ("sex", "other")]
        told = _BEHIND.match(text, pair.end(), end) or _BEFORE.search(text, max(start, pair.start() - 90), pair.start())
        if sexes[0] == sexes[1] or not (pair["noun"] or told):
            continue
        of = (pair["noun"] or (told["managers"] if told else "") or "").lower()
        of = of or (_BOARD if told and told["board"] else "")
        spans = [pair.span(name) for name in ("one", "two")]
        found += [OfSex(*span, sex, of) for span, sex in zip(spans, sexes, strict=True)]
    return found


def sex_counts(know: Knowledge, passage: Passage, counted: list[OfSex], year: int) -> Iterator[Candidate]:
    """The facts of men and women on the board and in ranks of the staff.

    Args:
        know: vocabulary.
        passage: the passage.
        counted: where they are counted (`counted_by_sex`).
        year: the year that they are of.
    """
    roles = know.lexicon.roles
    for one in counted:
        classes = {"gender": "female" if one.female else "male"}
        metric = roles.staff_of_class
        if one.of == _BOARD:
            metric, classes = (roles.women_on_board, {}) if one.female else (roles.board, classes)
        elif one.of:
            classes = {"level": one.of} | classes
        span, named = (one.start, one.end), one.of or metric
        yield fact_of_count(know, passage, span, metric, year, named=named, breakdown=classes)
