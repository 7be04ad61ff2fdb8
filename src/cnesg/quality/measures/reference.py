"""What stands still in a good month: versions, weights, industries and who a company is."""

import polars as pl

from cnesg.quality.measures.registry import MEASURED, NOTHING, ids, measure
from cnesg.quality.month import Month

_WEIGHT = 1e-9
_NAMES = ("credit_code", "code", "name_zh", "name_en", "short_name")


def _changed(month: Month, column: str) -> pl.DataFrame:
    """1 at the place of the present version if the month before was run with another."""
    if month.before is None or month.run[column] is None:
        return NOTHING
    changed = month.run[column] != month.before.run[column]
    return pl.DataFrame(
        [{"place": column.removesuffix("_version"), "value": float(changed)}],
        schema={name: MEASURED[name] for name in ("place", "value")},
    )


@measure("version")
def methodology_changed(month: Month) -> pl.DataFrame:
    """1 if the methodology is another than in the month before."""
    return _changed(month, "methodology_version")


@measure("version")
def extraction_changed(month: Month) -> pl.DataFrame:
    """1 if reports are read by another version than in the month before."""
    return _changed(month, "extraction_version")


@measure("version")
def reference_changed(month: Month) -> pl.DataFrame:
    """1 if the reference data are others than in the month before."""
    return _changed(month, "reference_version")


@measure("version")
def code_changed(month: Month) -> pl.DataFrame:
    """1 if the month was run with another version of cnesg."""
    return _changed(month, "code_version")


@measure("version")
def libraries_changed(month: Month) -> pl.DataFrame:
    """1 if the month was computed with other libraries."""
    return _changed(month, "libraries")


@measure("version")
def profile_changed(month: Month) -> pl.DataFrame:
    """1 if the profile's content is another than in the month before."""
    return _changed(month, "profile_content")


def changed_weights(month: Month) -> pl.DataFrame:
    """`code` and `part` of the weights that the methodology changed since the month before, with `now` and `then`."""
    schema = {"code": pl.String(), "kind": pl.String(), "part": pl.String(), "now": pl.Float64(), "then": pl.Float64()}
    if month.before is None:
        return pl.DataFrame(schema=schema)
    key = ["code", "kind", "part"]
    now, then = (
        one.table("parts").group_by(key).agg(pl.col("weight").median().alias(name))
        for one, name in ((month, "now"), (month.before, "then"))
    )
    both = now.join(then, on=key)
    return both.filter((pl.col("now") - pl.col("then")).abs() > _WEIGHT).sort(key)


@measure("version", "codes")
def weights_changed(month: Month) -> pl.DataFrame:
    """Weights of the methodology that changed since the month before."""
    changed = changed_weights(month)
    parts = sorted(set(changed["part"].to_list()))
    return pl.DataFrame(
        [{"place": "weights", "value": float(len(parts)), "base": float(len(parts)), "evidence": parts}],
        schema=dict(MEASURED),
    )


def moved_companies(month: Month) -> pl.DataFrame:
    """Companies in another industry, at any level, than in the month before.

    Returns:
        `company_id`, `industry` and `sector` (Level I) of now, `past_industry` and `past` of then.
    """
    now = _industries(month)
    then = _industries(month.before) if month.before else now.clear()
    both = now.join(then.rename({"industry": "past_industry", "sector": "past"}), on="company_id")
    return both.filter(pl.col("industry").ne_missing(pl.col("past_industry"))).sort("company_id")


def _industries(month: Month) -> pl.DataFrame:
    companies = month.table("companies").select("company_id", "industry").unique("company_id", keep="last")
    return companies.join(month.sectors, on="company_id")


@measure("industry", "companies")
def industry_left(month: Month) -> pl.DataFrame:
    """Share of a Level I industry's companies of the month before that are in another one now."""
    if month.before is None:
        return NOTHING
    moved = moved_companies(month).filter(pl.col("sector").ne_missing(pl.col("past")))
    counts = moved.group_by(pl.col("past").alias("place")).agg(pl.len().alias("n"), ids("company_id"))
    sizes = month.before.sectors.group_by(pl.col("sector").alias("place")).len("base")
    return counts.join(sizes, on="place").with_columns((pl.col("n") / pl.col("base")).alias("value"))


@measure("company", "companies")
def company_industry(month: Month) -> pl.DataFrame:
    """1 for each company that is in another industry, at any level, than a month ago."""
    return moved_companies(month).select(
        pl.col("company_id").alias("place"), pl.lit(1.0).alias("value"), pl.concat_list("company_id").alias("evidence")
    )


@measure("market", "companies")
def without_industry(month: Month) -> pl.DataFrame:
    """Per cent of the companies without an industry, local governments aside."""
    rows = month.table("companies").filter(pl.col("issuer_kind").fill_null("") != "local-government")
    lacks = pl.col("industry").is_null()
    return rows.select(
        (100 * lacks.mean()).alias("value"),
        pl.len().alias("base"),
        pl.col("company_id").filter(lacks).sort().implode().alias("evidence"),
    )


@measure("company", "companies")
def company_twice(month: Month) -> pl.DataFrame:
    """How many other companies bear a company's credit code, exchange code or name."""
    companies = month.table("companies")
    found = []
    for name in _NAMES:
        rows = companies.filter(pl.col(name).is_not_null()).select("company_id", pl.col(name).alias("name"))
        pairs = rows.join(rows, on="name").filter(pl.col("company_id") != pl.col("company_id_right"))
        found.append(pairs.select("company_id", "company_id_right"))
    pairs = pl.concat(found).unique()
    return pairs.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"),
        pl.len().alias("base"),
        ids("company_id_right"),
    )


@measure("market", "documents")
def documents_of_nobody(month: Month) -> pl.DataFrame:
    """Documents of companies that the month's companies do not have."""
    lost = month.table("documents").join(month.table("companies"), on="company_id", how="anti")
    return lost.select(
        pl.len().alias("value"), pl.len().alias("base"), pl.col("document").unique().sort().implode().alias("evidence")
    )
