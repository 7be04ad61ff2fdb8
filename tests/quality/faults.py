"""Faults drawn by seed: kind, place, size and month, sometimes two at once, and how each is made."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from tests.quality.small_market import MEDIA, MONTHS, SOURCES, Delivered, SmallMarket

from cnesg.framework import Methodology
from cnesg.framework.definitions import Name, Profile
from cnesg.framework.overrides import with_everything

_FIGURES = ("annual", "esg")
_TABLES = ("annual", "esg", "statements")
_LISTED = ("lists", "registers", "analyses")
_TWO_AT_ONCE = 0.25
_NOT_SCALED = ["%", "score"]
_AMOUNTS = ["t", "tCO2e", "kWh", "m3", "persons", "L", "kg", "h"]


@dataclass(frozen=True)
class Fault:
    """What was broken.

    Attributes:
        kind: as causes are called.
        place: which source, company, metric, industry or medium.
        size: how much, in words.
    """

    kind: str
    place: str
    size: str


Make = Callable[["Scene"], Fault | None]


@dataclass
class Scene:
    """One month that is about to be broken."""

    chance: random.Random
    market: SmallMarket
    month: Delivered
    methodology: Methodology
    used: set[str]

    def source(self, among: tuple[str, ...]) -> str | None:
        """A source that nothing was done to yet."""
        free = [one for one in among if one not in self.used]
        if not free:
            return None
        chosen = self.chance.choice(free)
        self.used.add(chosen)
        return chosen

    def last_year(self, source: str) -> pl.DataFrame:
        """What the source brought in the same month last year."""
        past = f"{int(self.month.month[:4]) - 1}{self.month.month[4:]}"
        rows = self.market.history.filter(pl.col("source") == SOURCES[source])
        return rows.filter(pl.col("published").dt.strftime("%Y-%m") == past)

    def companies(self, source: str) -> list[str]:
        return sorted(set(self.month.tables[source]["company_id"]))

    def set_value(self, source: str, where: pl.Expr, value: pl.Expr) -> None:
        table = self.month.tables[source]
        self.month.tables[source] = table.with_columns(pl.when(where).then(value).otherwise("value").alias("value"))


def missing_source(scene: Scene) -> Fault | None:
    source = scene.source(_TABLES + _LISTED)
    if source is None or scene.last_year(source).height < 10:
        return None
    scene.month.tables[source] = scene.month.tables[source].clear()
    return Fault("missing-source", SOURCES[source], "all")


def truncated_file(scene: Scene) -> Fault | None:
    source = scene.source((*_TABLES, "registers", "analyses"))
    if source is None:
        return None
    kept = scene.chance.uniform(0.15, 0.65)
    table = scene.month.tables[source]
    scene.month.tables[source] = table.head(int(table.height * kept))
    return Fault("truncated-file", SOURCES[source], f"{kept:.0%} kept")


def thin_source(scene: Scene) -> Fault | None:
    source = scene.source(_TABLES)
    if source is None:
        return None
    kept = scene.chance.uniform(0.1, 0.3)
    table = scene.month.tables[source]
    scene.month.tables[source] = table.filter(pl.Series([scene.chance.random() < kept for _ in range(table.height)]))
    return Fault("thin-source", SOURCES[source], f"{kept:.0%} kept")


def _power(scene: Scene) -> float:
    return float(10 ** scene.chance.choice([3, 4, 6, -3, -4]))


def scaled_source(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    if source is None:
        return None
    power = _power(scene)
    scene.set_value(source, ~pl.col("unit").is_in(_NOT_SCALED), pl.col("value") * power)
    return Fault("scale-error", SOURCES[source], f"x {power:g}")


def scaled_company(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    if source is None:
        return None
    told = _with_past(scene, source).filter(~pl.col("unit").is_in(_NOT_SCALED))
    several = told.group_by("company_id").len().filter(pl.col("len") >= 6)["company_id"].sort().to_list()
    if not several:
        return None
    company, power = scene.chance.choice(several), _power(scene)
    mine = (pl.col("company_id") == company) & ~pl.col("unit").is_in(_NOT_SCALED)
    scene.set_value(source, mine, pl.col("value") * power)
    return Fault("scale-error", company, f"x {power:g}")


def scaled_metric(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    metric = _common_metric(scene, source) if source else None
    if source is None or metric is None:
        return None
    power = _power(scene)
    scene.set_value(source, pl.col("concept") == metric, pl.col("value") * power)
    return Fault("scale-error", metric, f"x {power:g}")


def outlier(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    metric = _common_metric(scene, source) if source else None
    if source is None or metric is None:
        return None
    told = _with_past(scene, source).filter(pl.col("concept") == metric)
    company = scene.chance.choice(sorted(set(told["company_id"])))
    factor = scene.chance.choice([25.0, 40.0, 1 / 30])
    mine = (pl.col("company_id") == company) & (pl.col("concept") == metric) & pl.col("breakdown").is_null()
    scene.set_value(source, mine, pl.col("value") * factor)
    return Fault("outlier", company, f"{metric} x {factor:.3g}")


def flipped_sign(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    if source is None:
        return None
    amounts = pl.col("unit").is_in(_AMOUNTS) & (pl.col("value") > 0)
    if scene.chance.random() < 0.5:
        if scene.month.tables[source].filter(amounts).height < 10:
            return None
        scene.set_value(source, pl.col("value") > 0, -pl.col("value"))
        return Fault("flipped-sign", SOURCES[source], "all")
    held = sorted(set(scene.month.tables[source].filter(amounts)["company_id"]))
    if not held:
        return None
    company = scene.chance.choice(held)
    scene.set_value(source, amounts & (pl.col("company_id") == company), -pl.col("value"))
    return Fault("flipped-sign", company, "amounts")


def wrong_unit(scene: Scene) -> Fault | None:
    """Yuan that a table calls another currency: without a rate they have no value, with one a wrong one."""
    source = scene.source(("annual",))
    if source is None:
        return None
    currency = scene.chance.choice(["USD", "HKD", "JPY"])
    money = pl.col("unit") == "CNY"
    place = SOURCES[source]
    if scene.chance.random() < 0.5:
        companies = scene.companies(source)
        past = set(scene.last_year(source)["company_id"])
        chosen = [one for one in companies if one in past]
        if not chosen:
            return None
        place = scene.chance.choice(chosen)
        money &= pl.col("company_id") == place
    table = scene.month.tables[source]
    unit = pl.when(money).then(pl.lit(currency)).otherwise("unit").alias("unit")
    scene.month.tables[source] = table.with_columns(unit)
    return Fault("wrong-unit", place, currency)


def wrong_year(scene: Scene) -> Fault | None:
    source = scene.source(_TABLES)
    if source is None:
        return None
    shift = scene.chance.choice([-1, 1, -2])
    table = scene.month.tables[source]
    scene.month.tables[source] = table.with_columns(pl.col("year") + shift)
    return Fault("wrong-year", SOURCES[source], f"{shift:+d}")


def repeated_figures(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    if source is None:
        return None
    key = ["company_id", "concept", "breakdown"]
    past = scene.last_year(source).select(*key, pl.col("value").alias("past"))
    past = past.unique(key, keep="last", maintain_order=True)
    table = scene.month.tables[source]
    both = table.join(past, on=key, how="left", nulls_equal=True, maintain_order="left")
    scene.month.tables[source] = both.with_columns(pl.coalesce("past", "value").alias("value")).drop("past")
    return Fault("repeated-figures", SOURCES[source], "all")


def constant_column(scene: Scene) -> Fault | None:
    source = scene.source(_FIGURES)
    metric = _common_metric(scene, source) if source else None
    if source is None or metric is None:
        return None
    value = float(scene.chance.randint(1000, 99999))
    scene.set_value(source, pl.col("concept") == metric, pl.lit(value))
    return Fault("constant-column", metric, f"{value:g}")


def lost_column(scene: Scene) -> Fault | None:
    source = scene.source(_TABLES)
    if source is None:
        return None
    told = scene.last_year(source).group_by("concept").agg(pl.col("company_id").n_unique().alias("n"))
    common = told.filter(pl.col("n") >= 7)["concept"].sort().to_list()
    if not common:
        return None
    metric = scene.chance.choice(common)
    scene.month.tables[source] = scene.month.tables[source].filter(pl.col("concept") != metric)
    return Fault("lost-column", metric, "all")


def late_list(scene: Scene) -> Fault | None:
    source = scene.source(_LISTED)
    if source is None:
        return None
    told = scene.last_year(source).group_by("concept").len().filter(pl.col("len") >= 4)["concept"].sort().to_list()
    if not told:
        return None
    concept = scene.chance.choice(told)
    scene.month.tables[source] = scene.month.tables[source].filter(pl.col("concept") != concept)
    return Fault("late-list", concept, "all")


def doubled_import(scene: Scene) -> Fault | None:
    source = scene.source(("annual", "esg", "registers", "analyses"))
    if source is None:
        return None
    table = scene.month.tables[source]
    again = table.with_columns((pl.col("source") + " (copy)").alias("source"), pl.col("published").dt.offset_by("1d"))
    scene.month.again.append(again)
    return Fault("doubled-import", SOURCES[source], "all")


def changed_weight(scene: Scene) -> Fault | None:
    if "methodology" in scene.used:
        return None
    scene.used.add("methodology")
    code = scene.chance.choice(["E01", "S01", "G02", "E", "S", "G"])
    factor = scene.chance.choice([0.4, 1.8, 3.0])
    entry = scene.methodology.dimensions[code] if len(code) == 1 else scene.methodology.level1[code]
    title = Name(en="Small", zh="小型")
    profile = Profile(name="small", title=title, weights={code: entry.weight.value * factor})
    changed = with_everything(scene.methodology, profile)
    versions = replace(scene.methodology.versions, methodology=f"changed-{code}-{factor:g}")
    scene.month.methodology = replace(changed, versions=versions)
    return Fault("changed-weight", "weights", f"{code} x {factor:g}")


def duplicated_company(scene: Scene) -> Fault | None:
    if "companies" in scene.used:
        return None
    scene.used.add("companies")
    company = scene.chance.choice(scene.companies("annual") or scene.market.companies["company_id"].to_list())
    row = scene.market.companies.filter(pl.col("company_id") == company)
    twin = f"{company}-2"
    scene.month.companies = row.with_columns(pl.lit(twin).alias("company_id"))
    if scene.chance.random() < 0.7:
        for source in ("annual", "esg"):
            table = scene.month.tables[source]
            mine = table.filter(pl.col("company_id") == company).with_columns(pl.lit(twin).alias("company_id"))
            scene.month.tables[source] = pl.concat([table, mine]).sort("company_id")
    return Fault("duplicated-company", company, "twin")


def lost_company(scene: Scene) -> Fault | None:
    if "companies" in scene.used:
        return None
    scene.used.add("companies")
    company = scene.chance.choice(scene.market.companies["company_id"].to_list())
    first = pl.date(int(scene.month.month[:4]), int(scene.month.month[5:]), 1)
    ended = first.dt.offset_by(f"-{scene.chance.randint(1, 40)}d")
    scene.month.companies = scene.market.companies.filter(pl.col("company_id") == company).with_columns(
        ended.alias("valid_to"), first.dt.offset_by("1d").alias("published")
    )
    return Fault("lost-company", company, "particulars ended")


def shifted_industry(scene: Scene) -> Fault | None:
    if "companies" in scene.used:
        return None
    scene.used.add("companies")
    sector = pl.col("industry").str.slice(0, 2)
    sectors = sorted(set(scene.market.companies.select(sector).to_series()))
    old, new = scene.chance.sample(sectors, 2)
    members = scene.market.companies.filter(sector == old)
    target = scene.market.companies.filter(sector == new)["industry"][0]
    kept = max(4, int(members.height * scene.chance.uniform(0.4, 1.0)))
    day = pl.date(int(scene.month.month[:4]), int(scene.month.month[5:]), 2)
    moved = members.head(kept).with_columns(
        pl.lit(target).alias("industry"), day.alias("published"), day.alias("valid_from")
    )
    scene.month.companies = moved
    return Fault("shifted-industry", f"{old}0000", f"{kept} to {new}")


def broken_parser(scene: Scene) -> Fault | None:
    if "reports" in scene.used or scene.month.documents.height < 4:
        return None
    scene.used.add("reports")
    kept = scene.chance.uniform(0.0, 0.3)
    read = scene.month.read
    scene.month.read = read.filter(pl.Series([scene.chance.random() < kept for _ in range(read.height)]))
    return Fault("broken-parser", "*", f"{kept:.0%} read")


def changed_reading(scene: Scene) -> Fault | None:
    if {"reports", "methodology"} & scene.used or scene.month.documents.height < 4:
        return None
    scene.used |= {"reports", "methodology"}
    version = f"reader-{scene.chance.randint(2, 9)}"
    scene.month.read = scene.month.read.with_columns(pl.lit(version).alias("extraction_version"))
    versions = replace(scene.methodology.versions, extraction=version)
    scene.month.methodology = replace(scene.methodology, versions=versions)
    return Fault("changed-reading", "extraction", version)


def stuck_feed(scene: Scene) -> Fault | None:
    medium = scene.source(tuple(MEDIA))
    if medium is None:
        return None
    words = [one["text"] for one in scene.month.news if one["source"] == medium]
    first = scene.chance.choice(words)
    scene.month.news = [one | {"text": first} if one["source"] == medium else one for one in scene.month.news]
    return Fault("stuck-feed", medium, "one item")


def silent_feed(scene: Scene) -> Fault | None:
    medium = scene.source(tuple(MEDIA))
    if medium is None:
        return None
    scene.month.news = [one for one in scene.month.news if one["source"] != medium]
    return Fault("silent-feed", medium, "all")


def flooded_feed(scene: Scene) -> Fault | None:
    medium = scene.source(tuple(MEDIA))
    if medium is None:
        return None
    times = scene.chance.randint(5, 9)
    mine = [one for one in scene.month.news if one["source"] == medium]
    more = [
        one | {"id": f"{one['id']}-{n}", "text": one["text"].replace("。", f"，编号{n}{one['id'][-4:]}。")}
        for n in range(times)
        for one in mine
    ]
    scene.month.news = scene.month.news + more
    return Fault("flooded-feed", medium, f"x {times + 1}")


def unmatched_names(scene: Scene) -> Fault | None:
    """Names that reach us garbled, as by a wrong character set."""
    medium = scene.source(tuple(MEDIA))
    if medium is None:
        return None
    kept = scene.chance.uniform(0.0, 0.3)
    names = scene.market.companies["short_name"].to_list()

    def garbled(one: dict[str, Any]) -> dict[str, Any]:
        name = next(name for name in names if name in one["text"])
        return one | {"text": one["text"].replace(name, name.encode("gb18030").decode("latin-1"))}

    scene.month.news = [
        garbled(one) if one["source"] == medium and scene.chance.random() >= kept else one for one in scene.month.news
    ]
    return Fault("unmatched-names", medium, f"{kept:.0%} kept")


MAKERS: tuple[Make, ...] = (
    missing_source,
    truncated_file,
    thin_source,
    scaled_source,
    scaled_company,
    scaled_metric,
    outlier,
    flipped_sign,
    wrong_year,
    repeated_figures,
    constant_column,
    lost_column,
    late_list,
    doubled_import,
    changed_weight,
    duplicated_company,
    shifted_industry,
    broken_parser,
    stuck_feed,
    silent_feed,
    flooded_feed,
    wrong_unit,
    lost_company,
    changed_reading,
    unmatched_names,
)


def draw(seed: int, market: SmallMarket, methodology: Methodology) -> tuple[Delivered, tuple[Fault, ...]]:
    """A broken month and what was broken in it."""
    chance = random.Random(seed)
    clean = market.months[chance.choice(MONTHS)]
    month = replace(clean, tables=dict(clean.tables), again=[])
    scene = Scene(chance, market, month, methodology, set())
    wanted = 2 if chance.random() < _TWO_AT_ONCE else 1
    faults: list[Fault] = []
    while len(faults) < wanted:
        made = chance.choice(MAKERS)(scene)
        if made is not None:
            faults.append(made)
    return month, tuple(faults)


def _with_past(scene: Scene, source: str) -> pl.DataFrame:
    """Figures of the source above zero that were above zero last year too."""
    key = ["company_id", "concept", "breakdown"]
    past = scene.last_year(source).filter(pl.col("value") > 0).select(key).unique()
    rows = scene.month.tables[source].filter(pl.col("value") > 0)
    return rows.join(past, on=key, how="semi", nulls_equal=True)


def _common_metric(scene: Scene, source: str) -> str | None:
    """An amount of the whole company that many told last year and now, and that is large enough to tell."""
    whole = _with_past(scene, source).filter(
        pl.col("breakdown").is_null(), ~pl.col("unit").is_in(_NOT_SCALED), pl.col("value") >= 100
    )
    counts = whole.group_by("concept").agg(pl.col("company_id").n_unique().alias("n")).filter(pl.col("n") >= 7)
    names = counts["concept"].sort().to_list()
    return scene.chance.choice(names) if names else None
