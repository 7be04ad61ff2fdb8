"""What an English label names on the other side of a sign from its wording: a part of the company, a kind.

`Hotels - electricity`, `Electricity - hotels`, `NOx emissions, Hotel segment`, `Scope 1 - Retail - Macau`.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.topics import is_topic
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_DASH = regex(r"\s[-–—]\s|(?<=[a-z)]):\s(?=[A-Za-z]{3})")  # Electricity – offices, Electricity: offices
_COMMA = regex(r",\s(?=[A-Za-z])")
_TOPIC = regex(  # Employee training - Number of sessions: what a group of rows is about
    r"(?i)(?:employees?|staff) (?:training|development|turnover|profile)|training(?: and development)?|employment"
    r"|development and training|(?:occupational )?health and safety|labou?r (?:standards|practices)"
)
_PART = regex(  # what names a part of the company, whatever else its words are of: Medical examination segment
    r"(?i)(?!(?:of|in|per|and|or|incl|excl|size|number|area|floor|type|amount)\b)(?:[a-z][a-z&'’/-]* ){0,4}"
    r"(?:segments?|divisions?|departments?|business(?:es)?|(?:project|construction|building)s? sites?|offices?|hotels?"
    r"|malls?|stores?|shops?|restaurants?|depots?|terminals?|hospitals?|clinics?|schools?|campus(?:es)?|factor(?:y|ies)|warehouses?"
    r"|apartments?|propert(?:y|ies)|outlets?|branches|subsidiar(?:y|ies)|headquarters|plants?|mills?|smelters?|refiner(?:y|ies)|kilns?"
    r"|work ?sites?|base stations?|data cent(?:re|er)s?|laborator(?:y|ies)|airports?|ports?|farms?|vessels?|ships?"
    r"|aircraft|trucks|(?-i:Mine|Base|Park|Province|Works|Branch|Chemicals?|Cement|Steel|Paper|Textiles?|Pharma\w*|Limited|Ltd))"
)
_OF_PART = regex(
    r"(?i)(?:/\S+)?(?:\s(?:emitted|released|discharged|generated|produced|consumed|used|arising|resulting))?"
    r"\s(?:of|from|in|at|by|for) (?:the |its )?(?=[a-z])"
)
_AT_PART = regex(
    r"\s(?:of|from|in|at|by) (?:the )?(?=(?:[A-Z][\w’'-]+ ){1,3}[A-Za-z]+$)"
)  # ... and tailing ponds at |Linshan Mine
_LED = regex(r"(?i)\s(?:of|from|in|at|by|for)$")  # a wording may end with the word that leads
_OPERATIONS = regex(  # of one kind: office operation, retail operations
    r"(?i)(?!(?:our|own|all|business|daily|direct|its|group|company|global|main|key|core|existing|continuing"
    r"|overseas)\b)[a-z][a-z-]+ operations?"
)


@lru_cache(maxsize=1024)  # several readers of a label ask for them
def _dashes(label: str) -> tuple[re.Match[str], ...]:
    """The dashes and colons of an English label that set its sides apart."""
    return tuple(_DASH.finditer(label)) if is_latin(label) else ()


def part_behind(label: str, hit: Hit) -> str:
    """The part of the company that a label's words behind its wording are: carbon intensity of | hotels division."""
    own = _LED.search(label, hit.start, hit.end)
    if not is_latin(label):
        return ""
    led = _OF_PART.match(label, own.start() if own is not None else hit.end) or _AT_PART.search(label, hit.end)
    part = label[led.end() :].strip() if led is not None else ""
    return part if _PART.fullmatch(part) or _OPERATIONS.fullmatch(part) else ""


def part_in_brackets(label: str, hit: Hit) -> str:
    """The part of the company in the brackets that end a label, behind its wording: Kitchen waste (Hotels)."""
    at = label.rfind("(", hit.end) if is_latin(label) and label.endswith(")") else -1
    part = label[at + 1 : -1].strip() if at >= 0 else ""
    return part if _PART.fullmatch(part) else ""


def between_dashes(label: str, hit: Hit) -> str:
    """The part of the company between the last two dashes of a label, behind its wording: Scope 1 - Hotels - Macau."""
    dashes = _dashes(label)
    if len(dashes) < len(("before", "behind")) or hit.end > dashes[-2].start():
        return ""
    part = label[dashes[-2].end() : dashes[-1].start()].strip()
    return part if _PART.fullmatch(part) else ""


def two_parts(label: str, hit: Hit) -> tuple[str, str] | None:
    """A kind and a part of it behind the two dashes of a label: Hazardous waste - waste oil - Eastern Province.

    A part of the company between them is none of these: Scope 1 - Hotels - Macau.
    """
    dashes = _dashes(label)
    if len(dashes) != len(("before", "behind")) or hit.end > dashes[0].start() or between_dashes(label, hit):
        return None
    return label[dashes[0].end() : dashes[1].start()].strip(), label[dashes[1].end() :].strip()


def other_side(label: str, hit: Hit, metric: str, know: Knowledge, find: Callable[[str], Found]) -> str:
    """The text on the other side of a label's dash or comma that may name a class; empty where there is none.

    Args:
        label: the row's label.
        hit: where it names the metric.
        metric: the metric.
        know: vocabulary and wording.
        find: finds the lexicon's wording in a text.
    """
    dashes = _dashes(label)
    if len(dashes) > 1 and hit.end <= dashes[-1].start():
        dashes = dashes[-1:]  # GHG emissions - scope 3 - flights
    if not dashes:
        return _behind_comma(label, hit)
    if len(dashes) != 1 or (hit.start < dashes[0].end() and hit.end > dashes[0].start()):
        return ""
    before = hit.start >= dashes[0].end()
    other = label[: dashes[0].start()] if before else label[dashes[0].end() :]
    return "" if (before and is_topic(other)) or _names(other, metric, know, find) else other


def part_apart(label: str, hit: Hit) -> str:
    """The part of the company behind a label's last dash or only comma: `Water use - Medical examination segment`."""
    dashes = list(_DASH.finditer(label, hit.end)) if is_latin(label) else []
    part = label[dashes[-1].end() :].strip() if dashes else _behind_comma(label, hit).strip()
    return part if _PART.fullmatch(part) else ""


def _behind_comma(label: str, hit: Hit) -> str:
    """The part of the company behind the only comma of a label, behind its wording."""
    commas = list(_COMMA.finditer(label)) if "," in label else []
    if len(commas) != 1 or hit.end > commas[0].start():
        return ""
    part = label[commas[0].end() :]
    return part if _PART.fullmatch(part.strip()) else ""


def _names(side: str, metric: str, know: Knowledge, find: Callable[[str], Found]) -> bool:
    """Whether a side names what is measured, or a topic, rather than a class."""
    if _PART.fullmatch(side.strip()):
        return False
    found, entries = find(side), know.lexicon.entries
    gases, of_scopes = know.lexicon.roles.gases, know.lexicon.roles.of_scopes
    if metric in gases & of_scopes:  # of which energy is a source: Scope 2 - purchased electricity
        return any(entries[one.entry].metric in gases and not entries[one.entry].names_part for one in found.hits)
    return _TOPIC.fullmatch(side.strip()) is not None or any(not one.label_only for one in found.hits)
