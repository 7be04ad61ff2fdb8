"""The company that a user means by id, code or name."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import polars as pl
from rapidfuzz import process

from cnesg.companies.codes import meant_codes
from cnesg.companies.dated import holds_on, known_rows
from cnesg.companies.particulars import NAME_COLUMNS
from cnesg.errors import InputError

_SPAN = ("valid_from", "valid_to", "available_at", "position")
_CODES = ("code", "credit_code")


class CompanyFinder:
    """Everything that companies can be called by, to look up what users type.

    A name or id is found whatever its case, width and blanks; a code in any of its usual spellings
    (`cnesg.companies.codes.meant_codes`). An id typed as it is means its company, whatever others are called. Who bears
    a name or code on the day goes before who bore it.

    Args:
        companies: table COMPANIES.
        names: table NAMES.
        listings: table LISTINGS, for codes.
        as_of: rows published later do not count; None takes all.
    """

    def __init__(
        self,
        companies: pl.DataFrame,
        names: pl.DataFrame | None = None,
        listings: pl.DataFrame | None = None,
        as_of: datetime | None = None,
    ) -> None:
        called = [(companies, column) for column in ("company_id", *NAME_COLUMNS)]
        coded = [(companies, column) for column in _CODES]
        called += [(names, "name")] if names is not None else []
        coded += [(listings.filter(pl.col("status") == "listed"), "code")] if listings is not None else []
        self._ids: set[str] = set(companies["company_id"])
        self._names: set[str] = set()
        self._by_text: dict[str, dict[str, bool]] = defaultdict(dict)
        self._by_code: dict[str, dict[str, bool]] = defaultdict(dict)
        for company, text, in_force in _known([*called, *coded], as_of):
            self._names.add(text)
            _note(self._by_text[_folded(text)], company, in_force=in_force)
        for company, text, in_force in _known(coded, as_of):
            for code in meant_codes(text):
                _note(self._by_code[code], company, in_force=in_force)

    def find(self, wanted: str) -> str:
        """The id of the company that is meant.

        Raises:
            InputError: nothing or several fit; the message offers the nearest names.
        """
        if wanted in self._ids:
            return wanted
        bearers = self._by_text.get(_folded(wanted)) or self._of_code(wanted)
        found = sorted(company for company, in_force in bearers.items() if in_force) or sorted(bearers)
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError.of("companies.ambiguous", wanted=wanted, found=", ".join(found))
        every = sorted(self._names)
        near = ", ".join(match for match, _, _ in process.extract(wanted, every, limit=3, score_cutoff=60))
        if near:
            raise InputError.of("companies.unknown_near", wanted=wanted, near=near)
        raise InputError.of("companies.unknown", wanted=wanted)

    def _of_code(self, wanted: str) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for code in meant_codes(wanted):
            for company, in_force in self._by_code.get(code, {}).items():
                _note(found, company, in_force=in_force)
        return found


def find_company(
    companies: pl.DataFrame,
    wanted: str,
    *,
    names: pl.DataFrame | None = None,
    listings: pl.DataFrame | None = None,
    as_of: datetime | None = None,
) -> str:
    """The id of the company that a user means, as `CompanyFinder.find`; for many look-ups make a finder once."""
    return CompanyFinder(companies, names, listings, as_of).find(wanted)


def _note(bearers: dict[str, bool], company: str, *, in_force: bool) -> None:
    bearers[company] = bearers.get(company, False) or in_force


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _known(called: Iterable[tuple[pl.DataFrame, str]], as_of: datetime | None) -> Iterable[tuple[str, str, bool]]:
    """Company, what it is called and whether it is so on the day, each once."""
    every = pl.concat([table.select("company_id", pl.col(c).alias("name"), *_SPAN) for table, c in called])
    every = every.filter(pl.col("name").is_not_null())
    if as_of is None:
        # The latest word on each span, whenever it was published; a span without end holds now.
        latest = every.sort("available_at", "position").unique(["company_id", "name", "valid_from"], keep="last")
        told = latest.select("company_id", "name", pl.col("valid_to").is_null().alias("in_force"))
    else:
        known = known_rows(every, ("company_id", "name", "valid_from"), as_of)
        told = known.select("company_id", "name", holds_on(as_of).alias("in_force"))
    yield from told.unique().iter_rows()
