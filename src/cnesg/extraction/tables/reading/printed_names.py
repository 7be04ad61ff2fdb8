"""Names of classes as labels print them, without what is printed around them."""

from collections.abc import Mapping

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.framework.regexes import regex

_EXTENT = regex(r"(?i)[(\[]\s?incl(?:uding|udes|\.)?\s")
_EXCLUDING = regex(r"(?i)[(\[]\s?(?:excl(?:uding|\.)?|except|other than|outside)\s")
_NOTE_LETTERS = regex(r"(?:\s([a-z])\1{0,2})+$")
_EMPLOYED = regex(  # Turnover rate for permanent employees
    r"(?i)\b(?:permanent|temporary|part-time|fixed-term) (?:employees|staff|workers)\b(?! (?:and|&|or)\b)"
)
_RANK = regex(  # Gender distribution at top management
    r"(?i)\b(?:at|in|within|of|for) (?:the )?(?:top|senior|executive|upper|middle|junior) (?:management|leadership)"
    r"(?: level| team)?$"
)
_STAFF = regex(r"\s(?:workforce|employees|staff|colleagues|associates|team members|headcount)\b")


def without_unit(know: Knowledge, name: str) -> str:
    """A class without the unit printed behind it: `Upstream (cat 1-3) Mt CO2e`."""
    words = name.split()
    unit = next((n for n in (2, 1) if len(words) > n and know.units.whole(" ".join(words[-n:]))), 0)
    return " ".join(words[:-unit]) if unit else name


def closed(name: str) -> str:
    """A name with the bracket closed that was lost at its end."""
    return name + ")" * (name.count("(") - name.count(")"))


def without_brackets(text: str) -> str:
    """A label without what it has in brackets, unless that says how far it reaches: Global (excluding UK)."""
    return text if _EXCLUDING.search(text) or _EXTENT.search(text) else BRACKETS.sub("", text)


def without_note_letters(text: str) -> str:
    """A label without the letters that refer to footnotes behind it: `Flaring kk`."""
    return _NOTE_LETTERS.sub("", text).strip()


def is_of_region(title: str, region: str, *, of_people: bool) -> bool:
    """Whether a title says that its whole table is of a region: in brackets, or as whose staff are told.

    `Greenhouse gas emissions (Australia)`; `Ethnicity of our US workforce`, of a metric of people.

    Args:
        title: the title.
        region: the region that it names, in small letters.
        of_people: whether the table's metric counts people.
    """
    lower = title.lower()
    in_brackets = any(region in one for one in BRACKETS.findall(lower))
    return in_brackets or (of_people and _STAFF.match(lower.partition(region)[2]) is not None)


def dimensions_of_title(title: str, named: Mapping[str, str], *, names_it: bool, of_people: bool) -> set[str]:
    """The dimensions of a title's classes that hold for its whole table.

    Args:
        title: the title.
        named: the classes that it names, by dimension.
        names_it: whether it names the metric.
        of_people: whether that is a metric of people.
    """
    told = {"employment"} if names_it and _EMPLOYED.search(title) else set()
    if of_people and _RANK.search(title):
        told.add("level")
    if (region := named.get("region")) and is_of_region(title, region, of_people=of_people):
        told.add("region")
    return told
