"""Labels of people: of boards the meetings are counted or the members, and what is burnt or emitted has no gender."""

from collections.abc import Sequence

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.titles_by_class import of_person
from cnesg.extraction.tables.contexts import Context
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_OF_VALUES = frozenset({"header", "row"})
_PARTED = regex(r"(?i)\bgenders?\b|\b(?:women|men)\b|性别")
_GENDER = regex(r"(?i)\b(?:wom[ae]n|(?:fe)?males?)\b|[女男]性|[女男](?:员工|职工|雇员)")
_TITLES = frozenset({"caption", "heading"})


def counts_members(know: Knowledge, hit: Hit, around: Sequence[Context]) -> bool:
    """Whether wording that else names meetings stands for members: Board of Directors | Men 5 | Women 4.

    Args:
        know: vocabulary and wording.
        hit: wording found in a label.
        around: the texts around the value.
    """
    lexicon = know.lexicon
    if lexicon.entries[hit.entry].metric not in lexicon.roles.meetings:
        return False
    return any(
        _PARTED.search(one.text)
        if one.role in _TITLES
        else one.role in _OF_VALUES and of_person(know, one.text, one.found)
        for one in around
    )


def parts_people(know: Knowledge, label: str, metric: str) -> bool:
    """Whether a label is of women or men and a metric of the environment: Women in management, Green power (%)."""
    known = know.metrics.get(metric)
    return known is not None and known.dimension == "E" and _GENDER.search(label) is not None
