"""Warning signs of embellished accounts in a workspace: the signals of all companies as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from cnesg.companies import universe
from cnesg.companies.issuer_groups import compared_groups
from cnesg.errors import InputError
from cnesg.errors.catalogue import Language
from cnesg.framework import Methodology
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.whitewash import Whitewash, load_whitewash
from cnesg.imputation import ranked_year
from cnesg.imputation.facts import stated_facts
from cnesg.model import available_instant
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.as_of.industries import with_industries
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.workspace import Workspace
from cnesg.whitewash import digit_tests, ratios_of, results, signals_of
from cnesg.whitewash.ratios import FIGURES
from cnesg.whitewash.wording import component_words, result_words, signal_words

_CNY = "CNY"


@dataclass(frozen=True)
class Screened:
    """The signals of every company as of a day.

    Attributes:
        year: the fiscal year judged.
        as_of: nothing published after this day was used.
        definition: ratios, thresholds and weights.
        ratios: `cnesg.whitewash.ratios_of`.
        digits: `cnesg.whitewash.digit_tests`.
        signals: `cnesg.whitewash.signals_of`.
        results: `cnesg.whitewash.results`.
    """

    year: int
    as_of: date
    definition: Whitewash
    ratios: pl.DataFrame
    digits: pl.DataFrame
    signals: pl.DataFrame
    results: pl.DataFrame

    def rows(self, probabilities: Mapping[str, float]) -> list[dict[str, Any]]:
        """A row a company for other programs, the most suspect first.

        Each has `company_id`, `fiscal_year`, `as_of`, `probability`, `value` (the result of the signals),
        `judged_share` of their weight, `m_score`, `raised`, and `signals` with value, threshold, weight and what is
        missing.

        Args:
            probabilities: by company, where a model gave any.
        """
        signals = self.signals.partition_by("company_id", as_dict=True, include_key=False)
        ratios = dict(self.ratios.select("company_id", "m_score").iter_rows())
        found = [
            {
                "company_id": result["company_id"],
                "fiscal_year": self.year,
                "as_of": self.as_of.isoformat(),
                "probability": probabilities.get(result["company_id"]),
                "value": result["value"],
                "judged_share": result["weight_judged"] / result["weight"] if result["weight"] else 0.0,
                "m_score": ratios[result["company_id"]],
                "raised": result["raised"],
                "signals": signals[result["company_id"],].to_dicts(),
            }
            for result in self.results.iter_rows(named=True)
        ]
        return sorted(found, key=_suspicion)

    def words(self, company_id: str, language: Language) -> list[str]:
        """What is said of a company: the result, then each signal, after the M-score the ratios that it is made of."""
        figures = _row(self.ratios, company_id)
        digits = _row(self.digits, company_id)
        result = _row(self.results, company_id)
        if figures is None or result is None:
            return []
        told = [result_words(result, self.definition, language)]
        for signal in self.signals.filter(pl.col("company_id") == company_id).iter_rows(named=True):
            told.append(signal_words(signal, figures, digits, self.definition, language))
            defined = self.definition.signals.get(signal["signal"])
            if defined and signal["raised"] is not None:
                told += component_words(defined.ratio, figures, self.definition, language)
        return told


def _suspicion(row: Mapping[str, Any]) -> tuple[float, float, str]:
    """The most suspect first; companies without a result last."""
    probability, value = row["probability"], row["value"]
    return -1.0 if probability is None else -probability, 1.0 if value is None else -value, row["company_id"]


def _row(frame: pl.DataFrame, company_id: str) -> dict[str, Any] | None:
    mine = frame.filter(pl.col("company_id") == company_id)
    return mine.row(0, named=True) if mine.height else None


def screen(workspace: Workspace, as_of: date, year: int | None = None) -> Screened:
    """Compute the signals of every company from what was known at the end of a day in Shanghai; nothing is stored.

    Args:
        workspace: where the figures are.
        as_of: the day.
        year: fiscal year to judge; by default the one that a run as of that day scores.

    Raises:
        InputError: no company was known, or none had any figure of the accounts on the year.
    """
    drain(workspace)
    instant = available_instant(as_of)
    methodology = with_industries(workspace, workspace.methodology, instant)
    definition = load_whitewash(methodology.folder)
    year = year or ranked_year(instant, methodology.rules)
    companies = universe(workspace.store.read("companies"), workspace.store.read("listings"), instant)
    if companies.is_empty():
        raise InputError.of("pipeline.no_companies", as_of=as_of)
    groups = compared_groups(companies, methodology.industries, load_issuer_groups(methodology.folder))
    back = int(max(definition.past_years.value, 1))
    known = pl.col("company_id").is_in(companies["company_id"].implode())
    figures = accounts_known(workspace, methodology, definition.metrics, range(year - back, year + 1), instant)
    ratios = ratios_of(figures.filter(known), groups, definition, year, methodology.rules.least_peers.value)
    if ratios.is_empty():
        raise InputError.of("whitewash.no_accounts", year=year, as_of=as_of)
    first = year - int(definition.digits.years.value) + 1
    digits = digit_tests(_amounts(workspace, methodology, range(first, year + 1), instant), definition.digits)
    signals = signals_of(ratios, digits, definition)
    return Screened(year, as_of, definition, ratios, digits, signals, results(signals, definition))


def accounts_known(
    workspace: Workspace, methodology: Methodology, metrics: Sequence[str], years: Sequence[int], instant: datetime
) -> pl.DataFrame:
    """Figures of the accounts as they were known at an instant, one a company, year and metric.

    A company that gives all of them in one currency keeps it, so that its growth is not that of an exchange rate; else
    they are in renminbi.

    Returns:
        Rows of `cnesg.whitewash.ratios.FIGURES`.
    """
    years = [int(year) for year in years]
    wanted = (pl.col("kind") == "quantity") & pl.col("concept").is_in([*metrics]) & pl.col("fiscal_year").is_in(years)
    rows = _in_own_currency(counting_facts(workspace, methodology, instant, where=wanted))
    frames = [pl.DataFrame(schema=FIGURES)]
    for year in years:
        facts = stated_facts(rows, methodology, year)
        frames += [
            facts[name].select(
                "company_id", pl.lit(year).cast(pl.Int64).alias("fiscal_year"), pl.lit(name).alias("metric"), "value"
            )
            for name in metrics
            if name in facts
        ]
    return pl.concat(frames)


def _in_own_currency(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, with the amounts as stated where all of a company are in one other currency."""
    foreign = pl.col("conversion").is_not_null() | pl.col("canonical_value").is_null()
    currency = pl.when(foreign).then("unit").otherwise(pl.lit(_CNY))
    alone = (currency.n_unique().over("company_id") == 1) & foreign
    return rows.with_columns(
        pl.when(alone).then("value").otherwise("canonical_value").alias("canonical_value"),
        pl.when(~alone).then("conversion").alias("conversion"),
    )


def _amounts(workspace: Workspace, methodology: Methodology, years: Sequence[int], instant: datetime) -> pl.DataFrame:
    """All amounts of money that companies state on some years, as stated."""
    metrics = [name for name, metric in methodology.metrics.items() if metric.unit == _CNY]
    wanted = (pl.col("kind") == "quantity") & pl.col("concept").is_in(metrics) & pl.col("fiscal_year").is_in([*years])
    rows = counting_facts(workspace, methodology, instant, where=wanted)
    actual = (pl.col("value_kind") == "actual") & pl.col("value").is_not_null()
    line = pl.concat_str("concept", "breakdown", separator=" ")
    return rows.filter(actual).select("company_id", line.alias("line"), "value")
