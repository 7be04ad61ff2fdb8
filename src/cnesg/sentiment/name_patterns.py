"""The names that companies are looked for by in texts, each with who bears it and from when the market knew."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

from cnesg.companies.name_forms import NameForms
from cnesg.framework.company_names import CompanyNames
from cnesg.sentiment.comparison import comparable

Kind = Literal["full", "short", "other", "code"]

FOREVER = date.max.toordinal()
_LEAST = 2
_LEAST_LATIN = 3
_BRACKETS = re.compile(r"[()\[\]【】·\s-]")
_MAINLAND = re.compile(r"(\d{6})\.(SH|SZ|BJ)")
_HONG_KONG = re.compile(r"0*(\d+)\.HK")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A company that bears a name.

    Attributes:
        company_id: which.
        kind: of the name.
        first: ordinal of the first day it is borne.
        last: ordinal of the last day.
        known: timestamp from which the market knew.
        whole: whether the name is as registered; False where it was shortened from another.
    """

    company_id: str
    kind: Kind
    first: int
    last: int
    known: float
    whole: bool


def name_patterns(
    companies: pl.DataFrame, names: pl.DataFrame, listings: pl.DataFrame, words: CompanyNames
) -> dict[str, tuple[Bearer, ...]]:
    """Who bears each name, in the form in which texts are compared.

    Args:
        companies: table COMPANIES.
        names: table NAMES.
        listings: table LISTINGS.
        words: how names vary.
    """
    forms = NameForms(words)
    endings = "|".join(re.escape(e) for e in sorted(words.legal_forms.en, key=len, reverse=True))
    legal = re.compile(rf"[,\s]*(?:\b(?:{endings.replace(' ', '[ .,]+')})\b\.?[,\s]*)+$")
    found: dict[str, set[Bearer]] = {}
    for name, bearer in _borne(companies, names, listings):
        if bearer.kind == "code":
            variants: Iterable[tuple[str, bool]] = ((code, True) for code in _written(name))
        else:
            variants = _variants(name, forms, legal, words.legal_forms.short)
        for pattern, whole in variants:
            entry = Bearer(
                bearer.company_id, bearer.kind, bearer.first, bearer.last, bearer.known, whole and bearer.whole
            )
            found.setdefault(pattern, set()).add(entry)
    order = sorted(found)
    return {
        name: tuple(sorted(found[name], key=lambda b: (b.company_id, b.known, b.first, b.last, b.kind, not b.whole)))
        for name in order
    }


def _borne(companies: pl.DataFrame, names: pl.DataFrame, listings: pl.DataFrame) -> Iterator[tuple[str, Bearer]]:
    columns: Mapping[str, Kind] = {"name_zh": "full", "name_en": "full", "short_name": "short", "code": "code"}
    for row in companies.iter_rows(named=True):
        for column, kind in columns.items():
            if row[column]:
                yield row[column], _bearer(row, kind)
    for row in names.iter_rows(named=True):
        yield row["name"], _bearer(row, row["kind"])
    for row in listings.filter(pl.col("status") == "listed").iter_rows(named=True):
        yield row["code"], _bearer(row, "code")


def _bearer(row: Mapping[str, Any], kind: Kind) -> Bearer:
    known: datetime = row["available_at"]
    last = row["valid_to"].toordinal() if row["valid_to"] else FOREVER
    return Bearer(row["company_id"], kind, row["valid_from"].toordinal(), last, known.timestamp(), whole=True)


def _variants(
    name: str, forms: NameForms, legal: re.Pattern[str], short_forms: tuple[str, ...]
) -> Iterator[tuple[str, bool]]:
    """A name as texts write it: whole, without brackets, without legal form, without marks of the exchange."""
    text = " ".join(comparable(name).split())
    read = forms.of(name)
    if not read.chinese:
        short = legal.sub("", text).strip(" ,.")
        for variant, whole in ((text, True), (text.rstrip("."), True), (short, short == text)):
            if len(variant) >= _LEAST_LATIN or (whole and len(variant) >= _LEAST):
                yield variant, whole
        return
    yield text, True
    # A mark of the exchange is no part of a name; a legal form, or what is left of it in a short name, is.
    marked = not read.has_legal_form and not text.endswith(short_forms)
    for variant, whole in ((_BRACKETS.sub("", text), True), (read.core, False), (read.bare, marked)):
        if len(variant) >= _LEAST and variant != text:
            yield variant, whole


def _written(code: str) -> Iterator[str]:
    """An exchange code as texts write it."""
    yield code.lower()
    if found := _MAINLAND.fullmatch(code):
        yield from (found[1], f"{found[2].lower()}{found[1]}", f"{found[1]}.ss" if found[2] == "SH" else found[1])
    elif found := _HONG_KONG.fullmatch(code):
        number = found[1]
        yield from (f"{number.zfill(width)}.hk" for width in (1, 4, 5))
        yield from (f"hk{number.zfill(5)}", f"hkex:{number}", number.zfill(5))
