"""What titles over a table say of its values."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.framework.lexicon import Found, Hit, Lexicon
from cnesg.framework.regexes import regex

_DONE_ABOUT = regex(  # Reducing our emissions; The commitment to reduce our emissions
    r"(?i)(?:[\d.]+\s)?(?:(?:(?:our|the) )?(?:\w+ ){0,2}"
    r"(?:commitment|efforts?|approach|strategy|measures?|actions?|initiatives?|how we) (?:to )?)?"
    r"(?:(?P<less>reduc(?:e|ing)|cut(?:ting)?|lower(?:ing)?|decarboni[sz](?:e|ing)|minimi[sz](?:e|ing))"
    r"|sav(?:e|ing)|conserv(?:e|ing)|avoid(?:ing)?|optimi[sz](?:e|ing)|managing)\b"
)
_BOARD_AND_STAFF = regex(
    r"(?i)\b(?:governance bod(?:y|ies)|boards?(?: of directors)?|directors) (?:and|&) (?:employees|staff|workforce)\b"
    r"|(?:治理机构|管治机构|董事会?)[和与及](?:员工|雇员)"
)
_AGED = regex(r"\D{0,4}[1-7]\d\s?(?:[-–至到]\s?[2-7]\d)?\s?(?:周?岁)?[\u4e00-\u9fff]{0,8}")
_AND = regex(r"(?i)\s?(?:&|\band\b|及|和|与|、)\s?")


def names_both(lexicon: Lexicon, title: Context, chosen: Hit, held: str) -> bool:
    """Whether a title names what a label does beside another thing: Water and effluents, below it Groundwater.

    Args:
        lexicon: the vocabulary.
        title: the title, with what the lexicon finds in it.
        chosen: the wording of the other thing.
        held: the metric that the label names.
    """
    others = (hit for hit in title.found.hits if lexicon.entries[hit.entry].metric == held)
    between = ((title.text[a.end : b.start]) for one in others for a, b in ((one, chosen), (chosen, one)))
    return any(map(_AND.fullmatch, between))


def measured_in_corner(
    know: Knowledge,
    how: Fit,
    context: Context,
    around: Sequence[Context],
    best_of: Callable[[Context], tuple[Hit, Fit] | None],
) -> bool:
    """Whether a head is an age of those whose rate the corner names: 员工流失率 | 31-50岁, in a row that is a year.

    Args:
        know: the vocabulary.
        how: the metric of staff that the head's words would name alone.
        context: the head.
        around: all texts around the value.
        best_of: the wording of a text that fits the value best, with its metric.
    """
    staff = know.lexicon.roles.staff
    if context.role != "header" or how.metric not in staff or not _AGED.fullmatch(context.text.strip()):
        return False
    corner = next((one for one in around if one.stub_head), None)
    best = best_of(corner) if corner is not None else None
    return best is not None and best[1].metric not in staff


def of_title(lexicon: Lexicon, text: str, found: Found) -> Found:
    """What a title says of the values below it: none of how something is parted, or of what is being done about it.

    `By gender` says how, not what; `Governance bodies and employees` names the staff of rows without a name; below
    "Reducing our emissions" stands all that was done about them.

    Args:
        lexicon: the vocabulary.
        text: a header, a group's name, a caption or a heading, folded.
        found: what the lexicon finds in it.
    """
    if _BOARD_AND_STAFF.search(text):  # a board among the rows has a label that says so
        found = _without(found, lexicon, lexicon.roles.of_boards)
    done = _DONE_ABOUT.match(text)
    if parts_a_whole(text) or (done is not None and done["less"]):
        return replace(found, hits=[])
    if done is None:
        return found
    return _without(found, lexicon, lexicon.roles.less_than_before)


def _without(found: Found, lexicon: Lexicon, metrics: Container[str]) -> Found:
    return replace(found, hits=[hit for hit in found.hits if lexicon.entries[hit.entry].metric not in metrics])
