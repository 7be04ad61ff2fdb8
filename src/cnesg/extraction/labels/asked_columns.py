"""Forms that ask of how many of whom something is true: all of them (A), their number (B), the share (B/A).

The question stands above the table or over a group of columns; the columns say no more than `No. (B)` and `% (B/A)`,
and the rows no more than whom. Authorities ask so, as India's does. Each column gets a head that says what it counts;
the figures of what no metric is about (minimum wages, parental leave, what the staff complains of) are left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cnesg.framework.regexes import regex

LEFT_OUT = "\0"  # the head of a column whose figures no metric is about
_SHARE = regex(r"(?i)^(?:in |as )?(?:a )?(?:%|percentage\b)|\(\s?(?:in )?%\s?\)$|\(\s?[A-Z]\s?/\s?[A-Z]\s?\)\W{0,2}$")
_PART = regex(r"(?i)^(?:total )?(?:nos?\b\.?|number\b)")
_WHOLE = regex(r"(?i)^total\b(?!.*\bcovered\b)|\(\s?A\s?\)\W{0,2}$")
_YEAR = regex(r"(?i)(?<!\d)(?:FY\s?)?(?:20)?\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?(?!\d)|\b(?:current|previous) ")
_PENDING = regex(r"(?i)\bpending\b|^remarks?$")
_SAFETY = regex(r"(?i)\bsafety\b")
_SKILLS = regex(r"(?i)\bskills?\b|\bupgradation\b|\bhuman rights\b")
_LABOUR = regex(r"(?i)(?:child|forced|involuntary|bonded) labou?r\b(?=\W*(?:/.*)?$)")
_CUSTOMERS = regex(r"(?i)customers|consumers|customers and consumers")
_BOARD = regex(r"(?i)(?:the )?board of directors|directors")
_WOMEN = regex(r"(?i)\brepresentation of women\b|\bwomen['’]?s? representation\b")
_RECEIVED = "Complaints"
_IN_YEAR = regex(r"(?i)\b(?:received|filed) (?:during|in) the (?:financial )?year\b")  # of the year of its group
_COMPLAINTS = regex(r"(?i)\bcomplaints?\b")
_OF_STAFF = regex(
    r"(?i)(?:total )?((?:other than )?(?:permanent|temporary|contractual|contract|regular)|total) employees?"
)
_GROUP = regex(r"(?i)(?:permanent |other than permanent )?workers|differently[- ]abled (?:employees|workers)")


@dataclass(frozen=True)
class _Question:
    asks: re.Pattern[str]
    part: str  # heads of its columns; none where all of them are of the share
    share: str


_TRAINED = _Question(
    regex(r"(?i)\btraining\b.{0,30}\b(?:given|provided|imparted)|\bprovided (?:with )?(?:\w+ )?training\b"),
    "Employees trained",
    "Employees trained (%)",
)
_TRAINED_IN_SAFETY = "Number of employees trained in safety", "Safety training coverage (%)"
_QUESTIONS = (
    _TRAINED,
    _Question(
        regex(r"(?i)\bperformance (?:and career development )?(?:reviews?|appraisals?)\b"),
        LEFT_OUT,
        "Employees receiving performance reviews (%)",
    ),
    _Question(regex(r"(?i)\bmembership\b.{0,60}\b(?:association|union)"), LEFT_OUT, "Trade union membership rate (%)"),
    _Question(_WOMEN, "Female", "Female (%)"),
    _Question(regex(r"(?i)^\W*(?:\d+\W+)?turnover rates?\b"), "", "Employee turnover rate (%)"),
    _Question(
        regex(r"(?i)\b(?:complaints|grievances)\b.{0,12}\bon any of the principles\b|\bconsumer complaints\b"),
        _RECEIVED,
        LEFT_OUT,
    ),
    _Question(
        regex(
            r"(?i)\b(?:employees|workers) covered by$|\b(?:accident|health|life) insurance$|\b[mp]aternity benefits$"
            r"|\bminimum wages?\b|\bwell[- ]?being of|\bretirement benefits?\b|\bparental leave\b"
            r"|\bmedian (?:of )?remuneration\b|\bgross wages\b|\bsexual harassment of women\b|\brehabilitated\b"
            r"|\bcomplaints?\b.{0,40}\b(?:by|from) (?:the )?(?:employees?|workers?)|\bassessments? for the year\b"
        ),
        LEFT_OUT,
        LEFT_OUT,
    ),
)


def heads_asked(captions: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str] | None:
    """The heads that say what each column of a form counts; None where the table is no such form.

    Args:
        captions: the lines above the table, the nearest first.
        columns: the heads over each column, outermost first; none over a column of labels.

    Returns:
        For each column its head, empty where the printed one says enough.

    >>> heads_asked(["Details of training given to employees"], [["Total (A)"], ["On safety", "No. (B)"], ["% (B/A)"]])
    ['', 'Number of employees trained in safety', 'Employees trained (%)']
    """
    question = next((one for text in captions for one in _QUESTIONS if one.asks.search(text)), None)
    if question is None:
        return None
    told = [_head_of(question, captions, [text.strip() for text in heads if text.strip()]) for heads in columns]
    return told if any(told) else None


def _head_of(question: _Question, captions: Sequence[str], heads: Sequence[str]) -> str:
    """The head of one column; its own words say enough where they name the whole."""
    if not heads:
        return ""
    if any(map(_PENDING.search, heads)):
        return LEFT_OUT
    is_share = _SHARE.search(heads[-1]) is not None
    if not question.part:  # every column is of the rate asked for, and says no more than whose and when
        return question.share if _YEAR.search(heads[-1]) else f"{question.share} {heads[-1]}"
    counted = _PART.search(heads[-1]) or (question.part == _RECEIVED and _IN_YEAR.search(heads[-1]))
    enough = _WHOLE.search(heads[-1]) or (question.part != LEFT_OUT and not counted)
    if not is_share and enough:
        return ""
    if question is _TRAINED:
        return _trained(heads, captions, is_share=is_share)
    return question.share if is_share else question.part


def _trained(heads: Sequence[str], captions: Sequence[str], *, is_share: bool) -> str:
    """What those of a column were trained in, and whether they are counted."""
    over = [text for text in heads if not _YEAR.search(text)]
    told = next((text for text in over if _SAFETY.search(text) or _SKILLS.search(text)), captions[0])
    safety, skills = _SAFETY.search(told), _SKILLS.search(told)
    if safety and not (skills and skills.start() < safety.start()):  # Skill upgradation | safety, of the head beside it
        return _TRAINED_IN_SAFETY[is_share]
    topic = "human rights" if "human rights" in told.lower() else "skill upgradation" if skills else ""
    part = _TRAINED.part if topic else f"Number of {_TRAINED.part.lower()}"
    return f"{_TRAINED.part if is_share else part}{topic and f' - {topic}'}{' (%)' if is_share else ''}"


def is_pending(head: str) -> bool:
    """Whether the columns below a head count what is still open: Pending resolution at end of year."""
    return _PENDING.search(head.strip()) is not None


def label_asked(captions: Iterable[str], label: str) -> str:
    """The label of a row of a form without the people that its question names: of Permanent employees, Permanent.

    Args:
        captions: the lines above the table, the nearest first.
        label: the label as printed.

    >>> label_asked([], "Total permanent employees"), label_asked([], "Senior managers")
    ('permanent', 'Senior managers')
    """
    text = label.strip()
    if _BOARD.fullmatch(text) and any(map(_WOMEN.search, captions)):
        return "Members of the board of directors"  # not how often it met
    if _CUSTOMERS.fullmatch(text):
        return "Customer complaints"
    if (labour := _LABOUR.match(text)) and any(map(_COMPLAINTS.search, captions)):
        return f"Cases of {labour[0].lower()}"
    if text.lower() == "total workers":
        return "Workers"
    return _OF_STAFF.sub(r"\1", text) if _OF_STAFF.fullmatch(text) else label


def group_asked(title: str) -> str:
    """What the title of a group of rows adds to their labels: Workers, Differently abled employees; mostly nothing.

    Args:
        title: the title, a row's only text.

    >>> group_asked("Workers"), group_asked("By region")
    ('workers', '')
    """
    found = _GROUP.fullmatch(title.strip())
    return found[0].lower() if found is not None else ""
