"""Companies point in time: which particulars held, as far as the market knew them."""

from datetime import datetime

import polars as pl

from cnesg.companies.dated import holds_on, known_rows

_KEY = ("company_id", "valid_from")
_NAME_KEY = ("company_id", "name", "kind", "valid_from")
NAME_COLUMNS = {"short_name": ("short", "zh"), "name_zh": ("full", "zh"), "name_en": ("full", "en")}
"""Columns of COMPANIES that hold names, with the kind and language of each."""
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
        for column, (kind, language) in NAME_COLUMNS.items()
    ]
    own = known_rows(names, _NAME_KEY, as_of).with_columns(holds_on(as_of).alias("in_force")).select(_KNOWN)
    every = pl.concat([*listed, own]).filter(pl.col("name").is_not_null())
    return every.group_by(_KNOWN[:-1]).agg(pl.col("in_force").any()).sort(_KNOWN)
