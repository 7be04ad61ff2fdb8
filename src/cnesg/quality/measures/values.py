"""Figures against their own past: slips of the scale, outliers, impossible values, and how well they were read."""

import polars as pl

from cnesg.quality.findings import MARKET
from cnesg.quality.measures.registry import NOTHING, by_year, counted, ids, ids_where, in_batches, measure, share
from cnesg.quality.month import ENTERED, SOURCE, Month

_FACT = ["company_id", "concept", "breakdown"]
_OWN = ("observation_id", SOURCE, "available_at", ENTERED)
_NEAR_POWER = 0.18
"""Decades: as far from a power of ten as a change by half either way."""
_LEAST_POWER = 2.5
_DECADES_OUT = 0.7
"""A change by five is the least that can be an outlier, however steady the others are."""
_ROBUST = 8.0
_SCALED = 1.4826
_LEAST_GROUP = 5
_TELLING = 100.0
"""Smaller numbers are shared by many companies."""
_NEVER_BELOW_ZERO = ["t", "tCO2e", "kWh", "m3", "persons", "L", "kg", "h", "%", "days"]
_WHOLE = 100.5
"""Per cent; what rounding leaves above a hundred."""
_MONEY = "CNY"
_MAY_FALL_BELOW = "growth|margin|return|profit|change|reduction"


def beside_past(month: Month) -> pl.DataFrame:
    """Figures beside the same figure of the fiscal year before (`past`), where either of the two is unchecked.

    What `_OWN` names is of the unchecked one, `part` is the fiscal year of the later one.
    """
    names = [*_FACT, "fiscal_year", "number", "position", *_OWN]
    new = month.new_figures.select(*names, new=pl.lit(value=True))
    standing = month.figures.select(names).join(
        new.select("observation_id", "new"), on="observation_id", how="left", maintain_order="left"
    )
    also = new.join(standing, on="observation_id", how="anti", maintain_order="left")  # another row is known later
    figures = pl.concat([standing, also])
    past = standing.rename({name: f"past_{name}" for name in (*_OWN, "new")})
    past = past.with_columns(pl.col("fiscal_year") + 1).rename({"number": "past"})
    rows = by_year(figures.join(past, on=[*_FACT, "fiscal_year"], maintain_order="left"))
    own = pl.col("new").fill_null(value=False)
    return rows.with_columns(
        *(pl.when(own).then(name).otherwise(f"past_{name}").alias(name) for name in _OWN),
        unchecked=own | pl.col("past_new").fill_null(value=False),
    )


def changes(month: Month) -> pl.DataFrame:
    """New figures with their past: `decades` is the logarithm of the change since the fiscal year before.

    `off` is how far that is from the median of those changes of the same metric and class over all companies, `spread`
    their robust standard deviation. `back`: the figure returned from a slip, which was in the year before.
    """
    rows = month.once(beside_past).filter(pl.col("number") > 0, pl.col("past") > 0)
    rows = rows.with_columns((pl.col("number") / pl.col("past")).log10().alias("decades"))
    group = ["concept", "breakdown", "fiscal_year"]
    off = (pl.col("decades") - pl.col("decades").median().over(group)).abs()
    rows = rows.with_columns(off.alias("off"), pl.len().over(group).alias("peers"))
    rows = rows.with_columns((pl.col("off").median().over(group) * _SCALED).alias("spread"))
    slipped = rows.filter(_near_power(pl.col("decades"))).select(
        *_FACT, pl.col("fiscal_year") + 1, slipped=pl.col("decades")
    )
    slipped = slipped.unique([*_FACT, "fiscal_year"], keep="last", maintain_order=True)
    rows = rows.join(slipped, on=[*_FACT, "fiscal_year"], how="left", maintain_order="left")
    back = ((pl.col("decades") + pl.col("slipped")).abs() <= 2 * _NEAR_POWER).fill_null(value=False)
    return rows.with_columns(back.alias("back")).filter("unchecked")


def _near_power(decades: pl.Expr) -> pl.Expr:
    """Nearly a power of ten, of three decades or more."""
    return ((decades - decades.round()).abs() <= _NEAR_POWER) & (decades.abs() >= _LEAST_POWER)


def _is_slip() -> pl.Expr:
    """Off the year before by a power of ten, and not back from one."""
    return _near_power(pl.col("decades")) & ~pl.col("back")


def _is_outlier() -> pl.Expr:
    """Far off what the same metric did elsewhere, and no slip of the scale."""
    far = pl.col("off") > pl.max_horizontal(pl.lit(_DECADES_OUT), _ROBUST * pl.col("spread"))
    return far & ~_near_power(pl.col("decades")) & (pl.col("peers") >= _LEAST_GROUP)


@measure("company", "observations")
def company_slips(month: Month) -> pl.DataFrame:
    """A company's new figures of a year that are off the year before by a power of ten, a thousandfold or more."""
    return counted(month.once(changes).filter(_is_slip()))


@measure("source", "observations")
def source_slips(month: Month) -> pl.DataFrame:
    """Share of a source's new figures of a year that are off the year before by a power of ten."""
    return _shares(month.once(changes), SOURCE, _is_slip())


@measure("indicator", "observations")
def concept_slips(month: Month) -> pl.DataFrame:
    """Share of a metric's new figures of a year that are off the year before by a power of ten."""
    return _shares(month.once(changes), "concept", _is_slip())


@measure("market", "observations")
def market_slips(month: Month) -> pl.DataFrame:
    """Share of the companies with new figures of a year of which one is off the year before by a power of ten."""
    companies, slips = pl.col("company_id"), _is_slip()
    part = (companies.filter(slips).n_unique() / companies.n_unique()).alias("value")
    number = companies.n_unique().alias("base")
    return in_batches(month.once(changes), lambda rows: rows.group_by("part").agg(part, number, ids_where(slips)))


def _shares(rows: pl.DataFrame, by: str, condition: pl.Expr, base: pl.Expr | None = None) -> pl.DataFrame:
    """The share of the rows of a place for which a condition holds; it rests on as many companies, unless told."""
    number = pl.col("company_id").n_unique() if base is None else base
    shares = share(condition), number.alias("base"), ids_where(condition)
    return in_batches(rows, lambda some: some.group_by(pl.col(by).alias("place"), "part").agg(*shares))


@measure("company", "observations")
def company_outliers(month: Month) -> pl.DataFrame:
    """A company's new figures of a year that changed as no other company's did, without being a slip of the scale."""
    return counted(month.once(changes).filter(_is_outlier()))


@measure("indicator", "observations")
def concept_outliers(month: Month) -> pl.DataFrame:
    """Share of a metric's new figures of a year that changed as no other company's did."""
    return _shares(month.once(changes), "concept", _is_outlier(), pl.len())


def _amounts(month: Month) -> pl.DataFrame:
    """New figures in units of amounts that can't be below zero."""
    unit = pl.coalesce("canonical_unit", "unit").is_in(_NEVER_BELOW_ZERO)
    return by_year(month.new_figures.filter(unit, ~pl.col("concept").str.contains(_MAY_FALL_BELOW)))


@measure("company", "observations")
def company_negatives(month: Month) -> pl.DataFrame:
    """A company's new figures of a year below zero in units of amounts that can't be."""
    return counted(month.once(_amounts).filter(pl.col("number") < 0))


@measure("source", "observations")
def source_negatives(month: Month) -> pl.DataFrame:
    """Share of a source's new figures of a year below zero in units of amounts that can't be."""
    return _shares(month.once(_amounts), SOURCE, pl.col("number") < 0, pl.len())


@measure("company", "observations")
def company_shares(month: Month) -> pl.DataFrame:
    """A company's new shares of a whole of a year that are above 100 per cent."""
    is_share = pl.col("concept").str.ends_with("_share") & (pl.coalesce("canonical_unit", "unit") == "%")
    return counted(by_year(month.new_figures.filter(is_share, pl.col("number") > _WHOLE)))


def _unconverted(month: Month, by: str) -> pl.DataFrame:
    lost = pl.col("canonical_value").is_null()
    money = pl.col("canonical_unit").str.starts_with(_MONEY)
    facts = month.table("facts").filter(pl.col("kind") == "quantity", pl.col("value").is_not_null(), lost | money)
    places = [pl.col(by).alias("place"), "fiscal_year"]
    now = month.entered(facts).group_by(places).agg(share(lost), pl.len().alias("base"), ids_where(lost))
    past = facts.group_by(places).agg(share(lost).alias("then"), pl.len().alias("base_then"))
    past = past.with_columns(pl.col("fiscal_year") + 1)
    return by_year(now.join(past, on=["place", "fiscal_year"]))


@measure("source", "observations")
def source_unconverted(month: Month) -> pl.DataFrame:
    """Of a source's new figures of a year in money or a unit that does not convert by itself the share of the latter.

    Another currency does not: its rate is looked up when a run asks for it. It is held against the year before.
    """
    return _unconverted(month, SOURCE)


@measure("company", "observations")
def company_unconverted(month: Month) -> pl.DataFrame:
    """The same of a company."""
    return _unconverted(month, "company_id")


@measure("source", "observations")
def source_zeros(month: Month) -> pl.DataFrame:
    """Share of a source's new figures of a year that are zero."""
    return _shares(month.new_figures, SOURCE, pl.col("number") == 0, pl.len())


@measure("indicator", "observations")
def concept_constant(month: Month) -> pl.DataFrame:
    """Share of a metric's new amounts of a year that are one and the same number."""
    amount = (pl.col("number").abs() >= _TELLING) & (pl.coalesce("canonical_unit", "unit").fill_null("") != "%")
    times = pl.len().over("concept", "part", "number").alias("times")
    most = pl.col("times") == pl.col("times").max()
    shares = (pl.col("times").max() / pl.len()).alias("value"), pl.len().alias("base"), ids_where(most)
    return in_batches(
        month.new_figures.filter(amount, pl.col("breakdown") == "{}"),
        lambda rows: rows.with_columns(times).group_by(pl.col("concept").alias("place"), "part").agg(*shares),
    )


def _newly_read(month: Month) -> pl.DataFrame:
    """New figures that were read from reports, whenever those came."""
    return month.arrivals.filter(pl.col("origin") == "reported", pl.col("kind") == "quantity")


@measure("version", "observations")
def reading_confidence(month: Month) -> pl.DataFrame:
    """Mean confidence, per cent, of the figures that were read from new reports, by the version that read."""
    return (
        _newly_read(month)
        .group_by(pl.col("extraction_version").alias("place"))
        .agg((100 * pl.col("confidence").mean()).alias("value"), pl.len().alias("base"), ids())
    )


@measure("version", "observations")
def reading_warned(month: Month) -> pl.DataFrame:
    """Share of the figures read from new reports that have a warning."""
    warned = pl.col("warnings").list.len() > 0
    return (
        _newly_read(month)
        .group_by(pl.col("extraction_version").alias("place"))
        .agg(share(warned), pl.len().alias("base"), ids_where(warned))
    )


@measure("market", "observations")
def reading_recognised(month: Month) -> pl.DataFrame:
    """Share of the figures read from new reports that were recognised in pictures."""
    rows = _newly_read(month)
    return rows.select(share(pl.col("method") == "ocr"), pl.len().alias("base")) if rows.height else NOTHING


def _figures_of_reports(month: Month) -> pl.DataFrame:
    """Every report with how many `figures` were read from it."""
    read = month.table("facts").filter(pl.col("origin") == "reported", pl.col("kind") == "quantity")
    counts = read.group_by("document").agg(pl.len().alias("figures"))
    documents = month.table("documents").unique("document", keep="first", maintain_order=True)
    return documents.join(counts, on="document", how="left").with_columns(pl.col("figures").fill_null(0))


@measure("market", "documents")
def reading_yield(month: Month) -> pl.DataFrame:
    """Figures read from a new report on a fiscal year: their median, beside that of reports on the year before."""
    reports = month.once(_figures_of_reports)
    middle = pl.col("figures").median()
    shown = middle.alias("value"), pl.len().alias("base"), pl.col("document").sort().alias("evidence")
    now = in_batches(month.entered(reports), lambda rows: rows.group_by("fiscal_year", "part").agg(*shown))
    past = reports.group_by("fiscal_year").agg(middle.alias("then"), pl.len().alias("base_then"))
    both = now.join(past.with_columns(pl.col("fiscal_year") + 1), on="fiscal_year")
    return both.with_columns(pl.lit(MARKET).alias("place"))


@measure("company", "documents")
def reading_empty(month: Month) -> pl.DataFrame:
    """New reports of a company of which no figure was read."""
    rows = month.entered(month.once(_figures_of_reports))
    empty = rows.filter(pl.col("kind").is_in(["esg", "annual"]), pl.col("figures") == 0)
    return empty.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids("document")
    )
