"""Made-up markets to hide figures in and to look how well they are recovered.

Nothing here knows how estimates are made. Sizes are lognormal over several powers of ten, industries differ in level
and in spread, companies keep what makes them good or bad from year to year, noise has heavy tails, intensities shrink
with size, figures of one company go together, grids, fuels and processes differ from the national factors, and one
printed figure in a hundred has slipped by a power of ten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cnesg.framework.methodology import Methodology
from cnesg.model import COMPANIES, OBSERVATIONS

Numbers = NDArray[np.floating]
YEAR = 2023
YEARS = (YEAR - 3, YEAR - 2, YEAR - 1, YEAR)
AS_OF = datetime(2026, 6, 30, tzinfo=UTC)
SLIPS = 0.01

# What is hidden together: the facts that scores rest on, and those they could be computed from.
FAMILIES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "carbon": (("ghg_scope1", "ghg_scope2", "ghg_total"), ("electricity", "natural_gas", "coal", "heat_purchased")),
    "water": (("water_total",), ("water_fresh",)),
    "waste": (("waste_total", "waste_recycling_rate"), ("hazardous_waste", "non_hazardous_waste", "waste_recycled")),
    "women": (("employees_share",), ("employees",)),
    "turnover": (("turnover_rate",), ("turnover_count",)),
    "training": (("training_hours_avg",), ("training_hours",)),
    "safety": (("lost_days_per_employee", "fatalities"), ("lost_days",)),
    "research": (("rd_spend_share", "rd_staff_share"), ("rd_spend", "rd_staff")),
    "board": (("independent_directors_share",), ("independent_directors",)),
    "conduct": (("env_penalties", "corruption_cases", "noncompliance_cases"), ()),
    "customers": (("complaint_resolution_rate", "product_pass_rate"), ()),
    "revenue": (("revenue",), ()),
}


@dataclass(frozen=True)
class Panel:
    """A market over four years.

    Attributes:
        companies: table COMPANIES.
        facts: company_id, concept, breakdown, fiscal_year, canonical_value as things are.
        size: headcount of the last year, by company.
        badness: how bad each company is in each family, higher is worse; the mean of the market is near 0.
    """

    companies: pl.DataFrame
    facts: pl.DataFrame
    size: Numbers
    badness: Mapping[str, Numbers]


class _Market:
    """One market while it is made; arrays are companies x years."""

    def __init__(self, companies: int, industries: list[str], seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.count = companies
        # Few large industries and many small ones.
        weights = 1.0 / np.arange(1, len(industries) + 1) ** 0.8
        self.industry = self.random.choice(len(industries), companies, p=weights / weights.sum())
        self.industries = len(industries)
        self.quality = self.random.normal(0, 1, companies)
        self.badness: dict[str, Numbers] = {}
        self.facts: dict[tuple[str, str], Numbers] = {}

    def of_industry(self, spread: float) -> Numbers:
        """A level for each company's industry, as a column."""
        return self.random.standard_t(4, self.industries)[self.industry][:, None] * spread

    def path(self, spread: float, jumps: float = 0.08, drift: float = 0.0) -> Numbers:
        """Deviations that a company keeps: a heavy-tailed level that wanders, now and then with a leap."""
        widths = self.random.uniform(0.6, 1.4, self.industries)[self.industry]
        level: Numbers = self.random.standard_t(5, self.count) * spread * widths
        own_jumps = jumps * self.random.lognormal(0, 0.5, self.count)
        steps = self.random.standard_t(3, (self.count, len(YEARS))) * own_jumps[:, None] + drift
        steps[:, 0] = 0.0
        wander = np.zeros_like(steps)
        for year in range(1, len(YEARS)):
            wander[:, year] = 0.9 * wander[:, year - 1] + steps[:, year]
        return level[:, None] + wander

    def bad(self, family: str, share_of_quality: float = 0.6) -> Numbers:
        """How bad companies are in a family, correlated with how bad they are altogether."""
        own = self.random.normal(0, 1, self.count)
        mixed: Numbers = -share_of_quality * self.quality + np.sqrt(1 - share_of_quality**2) * own
        self.badness[family] = mixed
        return mixed[:, None]

    def put(self, concept: str, values: Numbers, breakdown: str = "{}") -> None:
        self.facts[concept, breakdown] = values


def panel(companies: int, industries: list[str], seed: int) -> Panel:
    """A market of so many companies over these industries (codes of the Shenwan tree)."""
    market = _Market(companies, industries, seed)
    heads = np.round(np.exp(7.3 + market.of_industry(0.4) + market.path(1.0, 0.05, 0.02))) + 20.0
    revenue = heads * np.exp(13.8 + market.of_industry(0.5) + market.path(0.4, 0.08, 0.03))
    market.put("employees_total", heads)
    market.put("revenue", revenue)
    _carbon(market, revenue)
    _environment(market, revenue)
    _people(market, heads)
    _governance(market, heads, revenue)
    _assets(market, revenue)
    names = np.array([f"C{number:05}" for number in range(companies)])
    frames = [
        pl.DataFrame(
            {
                "company_id": names,
                "concept": concept,
                "breakdown": breakdown,
                "fiscal_year": year,
                "canonical_value": values[:, position],
            }
        )
        for (concept, breakdown), values in market.facts.items()
        for position, year in enumerate(YEARS)
    ]
    listed = COMPANIES.conform(
        pl.DataFrame(
            {
                "company_id": names,
                "market": "a-share",
                "industry": _known(market, industries),
                "incorporation": "CN",
                "valid_from": date(2000, 1, 1),
                "available_at": datetime(2000, 1, 1, tzinfo=UTC),
            }
        )
    )
    facts = pl.concat(frames).with_columns(pl.col("fiscal_year").cast(pl.Int64))
    return Panel(listed, facts, heads[:, -1], market.badness)


def _known(market: _Market, industries: list[str]) -> list[str | None]:
    """The industries as a register has them: one company in twelve is not in it."""
    unknown = market.random.random(market.count) < 1 / 12
    return [None if u else industries[number] for u, number in zip(unknown, market.industry, strict=True)]


def _carbon(market: _Market, revenue: Numbers) -> None:
    """Own grids and green power, own calorific values, process emissions that no fuel explains."""
    random = market.random
    bad = market.bad("carbon")
    scale = (revenue / 1e9) ** -0.1  # the larger, the thriftier
    electricity = revenue * 0.01 * scale * np.exp(market.of_industry(0.8) + 0.5 * bad + market.path(0.4))
    grid = random.triangular(0.25, 0.57, 0.75, market.count)[:, None] * np.array([1.04, 1.02, 1.0, 0.98])
    green = np.where(random.random(market.count) < 0.15, random.uniform(0.2, 0.9, market.count), 0.0)[:, None]
    heat = np.where(random.random(market.count) < 0.3, 1.0, 0.0)[:, None] * electricity / 2000 * random.lognormal()
    gas = revenue * 2e-5 * scale * np.exp(market.of_industry(0.9) + 0.5 * bad + market.path(0.5))
    coal_users = (random.random(market.industries) < 0.3)[market.industry][:, None]
    coal = np.where(coal_users, revenue * 3e-6 * np.exp(0.5 * bad + market.path(0.8)), 0.0)
    calorific = random.normal(1, 0.06, (market.count, 1))
    process = np.where(random.random(market.count) < 0.25, random.gamma(1.0, 0.3, market.count), 0.0)[:, None]
    scope1 = (gas / 1000 * 2.165 + coal * 1.9 * calorific) * (1 + process)
    scope2 = electricity / 1000 * grid * (1 - green) + heat * 0.11
    for concept, values in {
        "electricity": electricity,
        "heat_purchased": heat,
        "natural_gas": gas,
        "coal": coal,
        "ghg_scope1": scope1,
        "ghg_scope2": scope2,
        "ghg_total": scope1 + scope2,
    }.items():
        market.put(concept, values)


def _environment(market: _Market, revenue: Numbers) -> None:
    random = market.random
    water = revenue * 2e-4 * np.exp(market.of_industry(0.9) + 0.5 * market.bad("water") + market.path(0.5))
    market.put("water_total", water)
    market.put("water_fresh", water * random.beta(12, 1.5, (market.count, 1)))
    bad = market.bad("waste")
    hazardous = revenue * 1e-7 * np.exp(market.of_industry(0.9) + 0.6 * bad + market.path(0.7))
    harmless = revenue * 2e-6 * np.exp(market.of_industry(0.9) + 0.5 * bad + market.path(0.6))
    recycled = 1 / (1 + np.exp(-0.8 + market.of_industry(0.3) + 0.6 * bad + market.path(0.4, 0.1)))
    market.put("hazardous_waste", hazardous)
    market.put("non_hazardous_waste", harmless)
    market.put("waste_total", (hazardous + harmless) * np.where(random.random((market.count, 1)) < 0.1, 1.2, 1.0))
    market.put("waste_recycled", (hazardous + harmless) * recycled)
    market.put("waste_recycling_rate", recycled * 100)


def _people(market: _Market, heads: Numbers) -> None:
    random = market.random
    women = 1 / (1 + np.exp(0.6 + market.of_industry(0.3) + 0.3 * market.bad("women") + market.path(0.3, 0.03)))
    market.put("employees_share", women * 100, '{"gender":"female"}')
    market.put("employees", np.round(heads * women), '{"gender":"female"}')
    market.put("employees", heads - np.round(heads * women), '{"gender":"male"}')
    leaving = 1 / (1 + np.exp(2.2 + market.of_industry(0.25) - 0.4 * market.bad("turnover") + market.path(0.3, 0.15)))
    during = random.uniform(0.93, 1.07, heads.shape)  # the mean headcount of the year against its end
    market.put("turnover_count", np.round(heads * leaving))
    market.put("turnover_rate", np.round(heads * leaving) / (heads * during) * 100)
    hours = np.exp(3.2 + market.of_industry(0.25) - 0.4 * market.bad("training") + market.path(0.4, 0.15))
    market.put("training_hours", hours * heads)
    market.put("training_hours_avg", hours * random.lognormal(0, 0.03, heads.shape))
    bad = market.bad("safety")
    lost = random.poisson(heads * np.exp(-1.5 + market.of_industry(0.4) + 0.5 * bad + market.path(0.4, 0.2))).astype(
        float
    )
    market.put("lost_days", lost)
    market.put("lost_days_per_employee", lost / heads)
    market.put("fatalities", random.poisson(np.minimum(heads * 3e-5 * np.exp(0.6 * bad), 5.0)).astype(float))


def _governance(market: _Market, heads: Numbers, revenue: Numbers) -> None:
    random = market.random
    bad = market.bad("research")
    spent = 1 / (1 + np.exp(3.3 + market.of_industry(0.4) + 0.5 * bad + market.path(0.4)))
    staff = 1 / (1 + np.exp(2.2 + market.of_industry(0.4) + 0.5 * bad + market.path(0.3)))
    for concept, share, total in (("rd_spend", spent, revenue), ("rd_staff", staff, heads)):
        market.put(concept, share * total)
        market.put(f"{concept}_share", share * 100)
    directors = random.choice([7.0, 9.0, 11.0, 13.0], (market.count, 1), p=[0.3, 0.5, 0.15, 0.05])
    directors = np.repeat(directors, len(YEARS), axis=1)
    # The law asks for a third; few give more.
    more = random.random((market.count, 1)) < 1 / (1 + np.exp(1.5 + market.bad("board")))
    independent = np.ceil(directors / 3) + np.where(more, 1.0, 0.0)
    market.put("board_directors", directors)
    market.put("independent_directors", independent)
    market.put("independent_directors_share", independent / directors * 100)
    bad = market.bad("conduct")
    for concept, rate in (("env_penalties", 2e-4), ("corruption_cases", 5e-5), ("noncompliance_cases", 1e-4)):
        cases = np.minimum(heads * rate * random.gamma(0.7, 1.5, (market.count, 1)) * np.exp(0.6 * bad), 500.0)
        market.put(concept, random.poisson(cases).astype(float))
    bad = market.bad("customers")
    for concept, level in (("complaint_resolution_rate", 1.0), ("product_pass_rate", -0.5)):
        missed = np.exp(level + 0.5 * bad + market.of_industry(0.3) + market.path(0.6, 0.2))
        market.put(concept, 100 - np.minimum(np.where(random.random(heads.shape) < 0.3, 0.0, missed), 60.0))


def _assets(market: _Market, revenue: Numbers) -> None:
    """What a yuan of revenue takes in assets: machines here, stock there; those that sell badly have more."""
    turn = np.exp(0.5 + market.of_industry(0.5) + 0.3 * market.bad("revenue") + market.path(0.4, 0.06))
    market.put("total_assets", revenue * turn)


def industries_by_revenue(methodology: Methodology, step: int) -> list[str]:
    """Every so manyth finest industry; financial ones have other denominators by definition, so no truth by revenue."""
    finest = sorted(code for code, industry in methodology.industries.items() if industry.level == 3)
    return [code for code in finest[::step] if not code.startswith(("48", "49"))]


def as_observations(facts: pl.DataFrame) -> pl.DataFrame:
    """Table OBSERVATIONS of reported facts."""
    year = pl.col("fiscal_year")
    return OBSERVATIONS.conform(
        facts.select(
            pl.format("{}|{}|{}|{}", "company_id", "concept", "breakdown", "fiscal_year").alias("observation_id"),
            pl.format("{}|{}|{}|{}", "company_id", "concept", "breakdown", "fiscal_year").alias("fact_key"),
            "company_id",
            "concept",
            "breakdown",
            "fiscal_year",
            "canonical_value",
            pl.lit("quantity").alias("kind"),
            pl.date(year, 1, 1).alias("valid_from"),
            pl.date(year, 12, 31).alias("valid_to"),
            pl.datetime(year + 1, 4, 30, time_zone="UTC").alias("available_at"),
            pl.lit("given").alias("available_source"),
            pl.lit("actual").alias("value_kind"),
            pl.lit("reporting company").alias("boundary"),
            pl.lit("").alias("basis"),
            pl.lit(False).alias("restated"),
            pl.lit("unknown").alias("assurance"),
            pl.lit("d0").alias("document"),
            pl.lit("text").alias("method"),
            pl.lit(0.9).alias("confidence"),
            pl.lit("reported").alias("origin"),
            pl.lit("unreviewed").alias("review"),
        )
    )
