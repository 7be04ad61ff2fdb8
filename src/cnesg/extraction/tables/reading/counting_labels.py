"""What a row's label says of how its numbers are counted: as hours, as things, as shares of a whole."""

import re
from collections.abc import Callable, Iterable

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.tables.fragments import is_unit
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_SHARE_WORDS = regex(
    r"率|(?<!金额/)比例|占比|比重|百分比|\bper ?cent(?:age)?\b|\brates?\b|%|\bproportion\b|\bshare of\b", re.IGNORECASE
)
_NOT_SHARE = regex(
    r"频率|每(?:[百千万]|\d)|\bper (?:\d|thousand\b|million\b)|frequency"
    r"|(?:incident|injury|illness|accident|case|fatality|severity) rate|\b(?:LTI|TRI|TRC)(?:R|FR)\b"
    r"|\bdart\b|\brecordable\b|\bdays? away|lost[- ](?:time|day|workday)"
    r"|\bper (?:million|thousand|\d)|heart"
    r"|[人件次]数[及和与、/]比[率例]|\bnumber and (?:rate|percentage)\b",  # 因工亡故人数及比率: 7 (0.3%)
    re.IGNORECASE,
)
_NUMBER_OF = regex(r"(?:no\.?|number) of\b", re.IGNORECASE)
_COUNTS = regex(
    r"(?:[人员户家个件次项]的?数量?|人数|总户数)(?:[(（][^()（）]*[)）])?$|^(?:total )?(?:number|no\.?) of\b",
    re.IGNORECASE,
)
_COUNTED_TIME = regex(r"(\bhours\b|小时|学时|课时)|\bdays\b|天数|工作日", re.IGNORECASE)
_OF_WHOLE = regex(
    r"(?i)\W*(?:as )?(?:an? )?(?:in )?(?:%|percentage|per cent|share|proportion) of (?:the )?(?:total|whole)\W*"
)


def named_in_words(text: str) -> UnitReading | None:
    """Hours or days that a label counts without giving a unit: `Training hours`, 培训总学时, `Lost days`."""
    found = _COUNTED_TIME.search(text)
    if found is None:
        return None
    unit = "hours" if found[1] else "days"
    return UnitReading(1.0, unit, frozenset({unit}), None, 0, 0)


def counts_things(text: str) -> bool:
    """Whether a label says that its number counts people or things: 研发人员数量, `Number of complaints`."""
    return _COUNTS.search(text) is not None


def is_share_of_whole(label: str) -> bool:
    """Whether a label says but that its row gives the one above as a share: `as a percentage of the total`."""
    return _OF_WHOLE.fullmatch(label) is not None


def is_measure(text: str) -> bool:
    """Whether what a label has in brackets says how it is counted: tonnes, 万元, `No. of people`."""
    return is_unit(text) or _NUMBER_OF.match(text) is not None


def names_share(text: str) -> bool:
    """Whether a label says that its numbers are per cents."""
    return _SHARE_WORDS.search(text) is not None and _NOT_SHARE.search(text) is None


def are_shares(over: Iterable[str], names: Callable[[str], bool]) -> bool:
    """Whether the nearest of the texts over a row that names a measure names shares: Turnover rate by gender.

    Args:
        over: groups, the head of the labels, the caption, the nearest first.
        names: whether a text holds the wording of a metric.
    """
    texts = (compact(one)[0] for one in over if one)
    return next((names_share(one) for one in texts if names_share(one) or names(one)), False)
