"""Companies point in time: which particulars held, as far as the market knew them."""

from datetime import datetime

import polars as pl
from rapidfuzz import process

from cnesg.companies.dated import holds_on, known_rows
from cnesg.errors import InputError

_KEY = ("company_id", "valid_from")
_NAME_KEY = ("company_id", "name", "kind", "valid_from")
_COLUMNS = {"short_name": ("short", "zh"), "name_zh": ("full", "zh"), "name_en": ("full", "en")}
_KNOWN = ("company_id", "name", "kind", "language", "in_force")


def companies_as_of(companies: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """One row a company: the particulars in force on the day of `as_of` among those published by then.

    Args:
        companies: rows of the table `companies`, any number of spans a company.
        as_of: the instant, with zone.

    Returns:
        Rows of the same schema, sorted by company_id. Of rows that begin on one day the one that was published last
        counts, then the last stored: so a span can be ended. Where spans overlap, the one that starts later counts. A
        company none of whose spans holds on that day is absent.
    """
    in_force = known_rows(companies, _KEY, as_of).filter(holds_on(as_of))
    return in_force.unique("company_id", keep="last", maintain_order=True).sort("company_id")


def names_as_of(companies: pl.DataFrame, names: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """Every name that a company bears or bore, as far as the market knew it.

    Args:
        companies: table COMPANIES, whose names count as well.
        names: table NAMES.
        as_of: names published later do not count.

    Returns:
        `company_id`, `name`, `kind` (full, short or other), `language` and `in_force`, whether it is borne on the day;
        sorted so, each name of a company once for each kind.
    """
    spans = known_rows(companies, _KEY, as_of)
    listed = [
        spans.select(
            "company_id",
            pl.col(column).alias("name"),
            pl.lit(kind).alias("kind"),
            pl.lit(language).alias("language"),
            holds_on(as_of).alias("in_force"),
        )
        for column, (kind, language) in _COLUMNS.items()
    ]
    own = known_rows(names, _NAME_KEY, as_of).with_columns(holds_on(as_of).alias("in_force")).select(_KNOWN)
    every = pl.concat([*listed, own]).filter(pl.col("name").is_not_null())
    return every.group_by(_KNOWN[:-1]).agg(pl.col("in_force").any()).sort(_KNOWN)


def find_company(
    companies: pl.DataFrame,
    wanted: str,
    *,
    names: pl.DataFrame | None = None,
    listings: pl.DataFrame | None = None,
    as_of: datetime | None = None,
) -> str:
    """The id of the company that a user means by id, exchange code, credit code or any name (exact, case folded).

    A company that bears a name or code on the day goes before one that bore it.

    Args:
        companies: table COMPANIES.
        wanted: what the user typed.
        names: table NAMES.
        listings: table LISTINGS, for codes.
        as_of: rows published later do not count; None takes all.

    Raises:
        InputError: nothing or several fit; the message offers the nearest names.
    """
    known = _known(companies, names, listings, as_of)
    fits = known.filter(pl.col("name").str.to_lowercase() == wanted.strip().casefold())
    found = sorted(set(fits.filter("in_force")["company_id"])) or sorted(set(fits["company_id"]))
    if len(found) == 1:
        return str(found[0])
    if found:
        raise InputError.of("companies.ambiguous", wanted=wanted, found=", ".join(found))
    every = sorted(set(known["name"]))
    near = ", ".join(match for match, _, _ in process.extract(wanted, every, limit=3, score_cutoff=60))
    if near:
        raise InputError.of("companies.unknown_near", wanted=wanted, near=near)
    raise InputError.of("companies.unknown", wanted=wanted)


def _known(
    companies: pl.DataFrame, names: pl.DataFrame | None, listings: pl.DataFrame | None, as_of: datetime | None
) -> pl.DataFrame:
    """`company_id`, `name` and `in_force`: everything that a company can be called by."""
    stated = [companies.select("company_id", pl.col(c).alias("name"), *_SPAN) for c in _CALLED]
    stated += [table.select("company_id", pl.col(c).alias("name"), *_SPAN) for table, c in _more(names, listings)]
    every = pl.concat(stated).filter(pl.col("name").is_not_null())
    if as_of is None:
        # The latest word on each span, whenever it was published; a span without end holds now.
        latest = every.sort("available_at", "position").unique(["company_id", "name", "valid_from"], keep="last")
        return latest.select("company_id", "name", pl.col("valid_to").is_null().alias("in_force"))
    known = known_rows(every, ("company_id", "name", "valid_from"), as_of)
    return known.select("company_id", "name", holds_on(as_of).alias("in_force"))


_SPAN = ("valid_from", "valid_to", "available_at", "position")
_CALLED = ("company_id", "code", "credit_code", *_COLUMNS)


def _more(names: pl.DataFrame | None, listings: pl.DataFrame | None) -> list[tuple[pl.DataFrame, str]]:
    found = [(names, "name")] if names is not None else []
    if listings is not None:
        found.append((listings.filter(pl.col("status") == "listed"), "code"))
    return found
