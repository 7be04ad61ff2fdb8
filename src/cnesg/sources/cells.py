"""One cell: from text to a typed value, or the reason why not."""

import math
import re
import unicodedata
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cnesg.companies.codes import credit_code, exchange_code, isin
from cnesg.errors import Problem
from cnesg.framework.media import host_of
from cnesg.model import canonical_breakdown
from cnesg.sources.definition import CellType

_DATES = (
    re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?$", re.ASCII),
    re.compile(r"^(\d{4})(\d\d)(\d\d)$", re.ASCII),
)
_SERIAL = re.compile(r"^[1-9]\d{4}$", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of Excel's count, whose 29 February 1900 never was
_NUMBER = re.compile(r"^[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$", re.ASCII)
_ID = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]{1,80}")  # signs that no file system takes for a part of a path
_CODE = re.compile(r"[A-Z]\d{2,4}(?:-\d+)?", re.IGNORECASE)
_RESULT_NAME = re.compile(r"\w[\w .&()+-]{0,79}")
_FLAGS = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False, "是": True, "否": False}


@dataclass(frozen=True)
class KnownNames:
    """What cells may refer to: industry codes, metrics or data points, judgements, official lists, tiers of media."""

    industries: AbstractSet[str] = field(default_factory=frozenset)
    concepts: AbstractSet[str] = field(default_factory=frozenset)
    tiers: AbstractSet[str] = field(default_factory=frozenset)
    analyses: AbstractSet[str] = field(default_factory=frozenset)
    lists: AbstractSet[str] = field(default_factory=frozenset)


class CellError(ValueError):
    """A cell that can't be read; the argument is the id of the message that says why."""


def parse_cell(text: str, kind: CellType, known: KnownNames) -> Any:
    """The typed value of a cell's text.

    Raises:
        CellError: with the message id that says what is expected.
    """
    if kind == "analysis":
        return _judged(text, known)
    names = {
        "industry": known.industries,
        "concept": known.concepts,
        "tier": known.tiers,
        "list": known.lists,
    }
    if kind in names:
        return _member(text, names[kind], f"sources.cell_{kind}")
    return _PARSERS[kind](text)


def _member(text: str, names: AbstractSet[str], message_id: str) -> str:
    if text not in names:
        raise CellError(message_id)
    return text


def _judged(text: str, known: KnownNames) -> str:
    """A data point of kind analysis, or a name of the user's choice in one spelling: no code, no metric."""
    if text in known.analyses:
        return text
    name = folded_name(text)
    if _CODE.fullmatch(name) or name in known.concepts or not _RESULT_NAME.fullmatch(name):
        raise CellError("sources.cell_analysis")
    return name


def folded_name(text: str) -> str:
    """A name in one spelling: half width, small letters, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _number(text: str) -> float:
    text = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.match(text):
        raise CellError("sources.cell_number")
    value = float(text.replace(",", ""))
    if not math.isfinite(value):
        raise CellError("sources.cell_number")
    return value + 0.0  # -0.0 becomes 0.0: the two are equal but differ in bytes


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20|21)\d\d", text):
        raise CellError("sources.cell_year")
    return int(text)


def _date(text: str) -> date:
    text = unicodedata.normalize("NFKC", text).replace(" ", "") if "年" in text else text
    match = next((found for pattern in _DATES if (found := pattern.match(text))), None)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError as error:
        raise CellError("sources.cell_date") from error
    if _SERIAL.match(text):
        return _SERIAL_ZERO + timedelta(days=int(text))
    raise CellError("sources.cell_date")


def _refuse(message_id: str) -> Any:
    raise CellError(message_id)


def _flag(text: str) -> bool:
    return _FLAGS[text.lower()] if text.lower() in _FLAGS else bool(_refuse("sources.cell_flag"))


def _id(text: str) -> str:
    if not _ID.fullmatch(text) or not text.strip(". "):
        raise CellError("sources.cell_id")
    return text


def _breakdown(text: str) -> str:
    pairs = [part.split("=") for part in re.split("[;；]", text) if part.strip()]
    if any(len(pair) != 2 or not pair[0].strip() or not pair[1].strip() for pair in pairs):
        raise CellError("sources.cell_breakdown")
    if len({pair[0].strip().lower() for pair in pairs}) < len(pairs):
        raise CellError("sources.cell_breakdown")
    return canonical_breakdown({key: value for key, value in pairs})  # noqa: C416 - pairs are lists


def _industry_code(text: str) -> str:
    return text if re.fullmatch(r"\d{6}", text, re.ASCII) else str(_refuse("sources.cell_industry_code"))


def _currency(text: str) -> str:
    return text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) else str(_refuse("sources.cell_currency"))


def _domain(text: str) -> str:
    return host_of(text) or str(_refuse("sources.cell_domain"))


def _credit_code(text: str) -> str:
    return credit_code(text) or str(_refuse("sources.cell_credit_code"))


def _exchange_code(text: str) -> str:
    return exchange_code(text) or str(_refuse("sources.cell_exchange_code"))


def _isin(text: str) -> str:
    return isin(text) or str(_refuse("sources.cell_isin"))


_PARSERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "id": _id,
    "number": _number,
    "year": _year,
    "date": _date,
    "flag": _flag,
    "breakdown": _breakdown,
    "currency": _currency,
    "domain": _domain,
    "industry-code": _industry_code,
    "credit-code": _credit_code,
    "exchange-code": _exchange_code,
    "isin": _isin,
}


def cell_problem(message_id: str, **values: object) -> Problem:
    """The problem of a cell, with file, row (1 is the first below the header), column and the offending text."""
    return Problem.of(message_id, **values)
