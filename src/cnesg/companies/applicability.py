"""Which Level II indicators and data points do not apply to which companies, and why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_

import polars as pl

from cnesg.companies.peer_groups import industry_chain
from cnesg.framework.definitions import Industry
from cnesg.framework.definitions.applicability import Applicability, Case
from cnesg.framework.methodology import Methodology
from cnesg.model.periods import fiscal_period

_SCHEMA = {"company_id": pl.String(), "code": pl.String(), "reason": pl.String()}
_STATED = ("reported", "imported")


def inapplicable(
    companies: pl.DataFrame, inputs: pl.DataFrame, methodology: Methodology, fiscal_year: int
) -> pl.DataFrame:
    """The indicators and data points that do not apply, by company.

    Args:
        companies: table COMPANIES, one row a company.
        inputs: table INPUTS of the year; items and list entries that a case asks for are looked up in it.
        methodology: indicators and the industry tree.
        fiscal_year: the year that is scored; it ends on 31 December.

    Returns:
        `company_id`, `code` and `reason`, sorted by company and code. Of a Level II indicator the reason is the key of
        the first case that keeps the company out; of a data point that has variants, and of a variant, it is the code
        of the data point that the company answers instead. What is not listed applies.
    """
    cases = _Cases(companies, inputs, methodology.industries, fiscal_year)
    found = [_SCHEMA_ROWS, *_replaced(cases, methodology)]
    for level2 in methodology.level2.values():
        if level2.applies is None:
            continue
        reason = cases.reason(level2.applies)
        out = companies.select("company_id", pl.lit(level2.code).alias("code"), reason.alias("reason"))
        found.append(out.filter(pl.col("reason").is_not_null()))
    return pl.concat(found).sort("company_id", "code")


_SCHEMA_ROWS = pl.DataFrame(schema=_SCHEMA)


def only_applicable(rows: pl.DataFrame, outside: pl.DataFrame) -> pl.DataFrame:
    """Rows whose data point applies to the company, as does its indicator.

    Args:
        rows: with `company_id` and `data_point`.
        outside: result of `inapplicable`.
    """
    by_point = rows.join(outside, left_on=["company_id", "data_point"], right_on=["company_id", "code"], how="anti")
    by_indicator = by_point.with_columns(pl.col("data_point").str.slice(0, 5).alias("code"))
    return by_indicator.join(outside, on=["company_id", "code"], how="anti").drop("code")


def _replaced(cases: "_Cases", methodology: Methodology) -> Iterator[pl.DataFrame]:
    """Of each data point with variants those that a company does not answer, and which it answers instead.

    The first variant that applies for certain takes the data point's place.
    """
    for base in methodology.bases:
        codes = methodology.answers(base)
        if len(codes) == 1:
            continue
        answered: pl.Expr = pl.lit(base)
        for variant in reversed(codes[1:]):
            applies = methodology.data_points[variant].applies
            if applies is not None:
                answered = pl.when(cases.surely(applies)).then(pl.lit(variant)).otherwise(answered)
        chosen = cases.companies.select("company_id", answered.alias("reason"))
        for code in codes:
            others = chosen.filter(pl.col("reason") != code)
            yield others.select("company_id", pl.lit(code).alias("code"), "reason")


@dataclass(frozen=True)
class _Cases:
    """What cases are decided by, for all companies: arguments of `inapplicable`."""

    companies: pl.DataFrame
    inputs: pl.DataFrame
    industries: Mapping[str, Industry]
    fiscal_year: int

    def reason(self, applies: Applicability) -> pl.Expr:
        """The key of the first case that keeps a company out; null where none does or none can be decided."""
        out = [(case.key, ~self._holds(case)) for case in applies.only]
        out += [(case.key, self._holds(case)) for case in applies.unless]
        return pl.coalesce(pl.when(kept_out).then(pl.lit(key)) for key, kept_out in out)

    def surely(self, applies: Applicability) -> pl.Expr:
        """Whether all of `only` is known to hold, and nothing of `unless`."""
        met = [self._holds(case).fill_null(value=False) for case in applies.only]
        met += [~self._holds(case).fill_null(value=False) for case in applies.unless]
        return reduce(and_, met)

    def _holds(self, case: Case) -> pl.Expr:
        """Whether a case holds for a company; null where its particulars do not say."""
        conditions = [*_particulars(case), *_span(case, self.fiscal_year)]
        if case.industries:
            within = {code: _is_within(code, case.industries, self.industries) for code in self._known_industries}
            conditions.append(pl.col("industry").replace_strict(within, default=None, return_dtype=pl.Boolean))
        if case.data_point is not None:
            conditions.append(pl.col("company_id").is_in(_found(case.data_point, self.inputs)))
        return reduce(and_, conditions)

    @cached_property
    def _known_industries(self) -> list[str]:
        return self.companies["industry"].unique().drop_nulls().to_list()


def _particulars(case: Case) -> Iterator[pl.Expr]:
    for column in ("market", "incorporation", "ownership", "issuer_kind"):
        wanted = getattr(case, column)
        if wanted:
            yield pl.col(column).is_in(wanted)


def _span(case: Case, fiscal_year: int) -> Iterator[pl.Expr]:
    _, last = fiscal_period(fiscal_year)
    if case.since is not None:
        yield pl.lit(last >= case.since)
    if case.until is not None:
        yield pl.lit(last <= case.until)


def _is_within(code: str, wanted: Collection[str], industries: Mapping[str, Industry]) -> bool | None:
    """Whether an industry is or lies below one of those wanted; None where it is unknown or too coarse to tell."""
    if code not in industries:
        return None
    if any(above in wanted for above in industry_chain(code, industries)):
        return True
    too_coarse = any(code in industry_chain(other, industries) for other in wanted)
    return None if too_coarse else False


def _found(data_point: str, inputs: pl.DataFrame) -> list[str]:
    """Companies for which the item or list entry was found."""
    rows = inputs.filter((pl.col("data_point") == data_point) & pl.col("origin").is_in(_STATED) & (pl.col("value") > 0))
    return rows["company_id"].to_list()
