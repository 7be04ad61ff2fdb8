"""Companies point in time: which particulars held, as far as the market knew them."""

from datetime import datetime

import polars as pl
from rapidfuzz import process

from cnesg.errors import InputError
from cnesg.model.periods import SHANGHAI

_NAMES = ("company_id", "code", "short_name", "name_zh", "name_en")


def companies_as_of(companies: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """One row a company: the particulars in force on the day of `as_of` among those published by then.

    Args:
        companies: rows of the table `companies`, any number of spans a company.
        as_of: the instant, with zone.

    Returns:
        Rows of the same schema, sorted by company_id. Where spans overlap, the one that starts later counts, then the
        one recorded later. A company none of whose spans holds on that day is absent.
    """
    day = as_of.astimezone(SHANGHAI).date()
    return (
        companies.filter(
            (pl.col("available_at") <= as_of)
            & (pl.col("valid_from") <= day)
            & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))
        )
        .sort("company_id", "valid_from", "position")
        .unique("company_id", keep="last", maintain_order=True)
        .sort("company_id")
    )


def find_company(companies: pl.DataFrame, wanted: str) -> str:
    """The id of the company that a user means by id, exchange code or name (exact, case folded).

    Raises:
        InputError: nothing or several fit; the message offers the nearest names.
    """
    key = wanted.strip().casefold()
    fits = companies.filter(pl.any_horizontal(pl.col(name).str.to_lowercase() == key for name in _NAMES))
    found = sorted(set(fits["company_id"].to_list()))
    if len(found) == 1:
        return str(found[0])
    if found:
        raise InputError.of("companies.ambiguous", wanted=wanted, found=", ".join(found))
    names = sorted({name for column in _NAMES for name in companies[column].drop_nulls().to_list()})
    near = ", ".join(match for match, _, _ in process.extract(wanted, names, limit=3, score_cutoff=60))
    if near:
        raise InputError.of("companies.unknown_near", wanted=wanted, near=near)
    raise InputError.of("companies.unknown", wanted=wanted)
