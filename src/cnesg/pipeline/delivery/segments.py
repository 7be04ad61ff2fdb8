"""Business segments of a month's companies, and the deliveries made of them."""

import json
from functools import cache

import polars as pl

from cnesg.errors import InputError
from cnesg.framework.product_rules import catalogue_on, load_catalogues, load_product_rules, load_product_wording
from cnesg.pipeline.delivery.basis import Built, MonthBasis
from cnesg.products.matching import Matcher
from cnesg.products.segments import Segment, mapped_segments

_MILLION = 1e6


def segment_mapping(basis: MonthBasis, product: str) -> Built:
    """Shares of revenue by a catalogue, of every company whose segments are known.

    Raises:
        InputError: no segments are known.
    """
    tables = mapped(basis, product)
    companies = tables["companies"]
    if companies.is_empty():
        raise InputError.of("delivery.no_segments", month=basis.label)
    particulars = basis.companies.select("company_id", "code", "name_zh", "name_en")
    millions = {
        "companies": companies.join(particulars, on="company_id", how="inner").with_columns(
            pl.col("revenue") / _MILLION, pl.lit(basis.as_of).alias("as_of")
        ),
        "segments": tables["segments"].with_columns(pl.col("segment_revenue") / _MILLION),
    }
    notes = {"catalogues": sorted(companies["catalogue"].unique())}
    return Built(millions, notes=notes, positions=revenue_position(basis))


def mapped(basis: MonthBasis, product: str) -> dict[str, pl.DataFrame]:
    """The tables of `mapped_segments` for a product's catalogue, in CNY."""
    folder = basis.methodology.folder
    rules, negations = load_product_rules(folder), load_product_wording(folder).negations
    segments, totals = _revenue(basis)
    matchers = {}
    for year in {segment.year for segment in segments}:
        # The catalogue that was in force when the fiscal year ended, as companies report by it.
        catalogue = catalogue_on(load_catalogues(folder), product, basis.month.replace(year=year, month=12, day=31))
        if catalogue is not None:
            matchers[year] = Matcher(catalogue, rules, negations)
    return mapped_segments([one for one in segments if one.year in matchers], totals, matchers)


def green_shares(basis: MonthBasis) -> dict[str, float]:
    """Share of green revenue by company, of those whose segments are known."""
    return dict(mapped(basis, "green-revenue")["companies"].select("company_id", "share").iter_rows())


def revenue_position(basis: MonthBasis) -> dict[str, int]:
    """The store position of the newest figure of revenue that was published, for the manifest."""
    newest = _figures(basis)["position"].max()
    return {"observations": int(newest)} if newest is not None else {}  # type: ignore[arg-type]


def _figures(basis: MonthBasis) -> pl.DataFrame:
    """Standing figures of revenue, the newest last."""
    return basis.workspace.store.standing_observations(
        as_of=basis.instant,
        at=basis.position,
        where=(pl.col("concept") == "revenue") & (pl.col("kind") == "quantity") & (pl.col("value_kind") == "actual"),
        columns=["company_id", "breakdown", "fiscal_year", "canonical_value", "text", "available_at", "position"],
    ).sort("available_at", "position")


def _revenue(basis: MonthBasis) -> tuple[list[Segment], dict[tuple[str, int], float]]:
    """Segments of each company's newest fiscal year with any, and revenue of whole companies."""
    rows = _figures(basis)
    known = rows.filter(pl.col("canonical_value").is_not_null(), pl.col("canonical_value") >= 0)
    totals = {
        (company, year): value
        for company, year, value in known.filter(pl.col("breakdown") == "{}")
        .select("company_id", "fiscal_year", "canonical_value")
        .iter_rows()
    }
    parts = known.filter(pl.col("breakdown").str.starts_with('{"segment":'))
    newest = parts.group_by("company_id").agg(pl.col("fiscal_year").max())
    parts = parts.join(newest, on=["company_id", "fiscal_year"], how="semi").unique(
        ["company_id", "breakdown"], keep="last", maintain_order=True
    )
    segments = [
        Segment(company, year, _name(breakdown), text or "", value)
        for company, breakdown, year, value, text in parts.select(
            "company_id", "breakdown", "fiscal_year", "canonical_value", "text"
        ).iter_rows()
        if list(json.loads(breakdown)) == ["segment"]
    ]
    return segments, totals


@cache
def _name(breakdown: str) -> str:
    return str(json.loads(breakdown)["segment"])
